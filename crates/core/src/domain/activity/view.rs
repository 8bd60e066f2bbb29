//! What the page of activity shows, as in its address.

use super::{EventColumn, EventKind, TokenEvent};
use crate::domain::ids::TokenId;
use crate::domain::table_order::TableOrder;
use crate::domain::view_state::{Writer, pairs};

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActivityView {
    /// Words to find.
    pub search: String,
    /// Events of these kinds alone; of all where there is none.
    pub kinds: Vec<EventKind>,
    /// Only what tokens did.
    pub by_tokens: bool,
    /// Only what names that token.
    pub token: Option<TokenId>,
    /// What they are sorted by; nothing for the newest first.
    pub order: Option<TableOrder<EventColumn>>,
}

/// What can be filtered by a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventFilter {
    /// Events of a kind.
    Kind(EventKind),
    /// What tokens did.
    ByTokens,
}

/// The value of `by` for what tokens did.
const TOKENS: &str = "tokens";

impl ActivityView {
    /// Of one token.
    pub fn of_token(id: &TokenId) -> Self {
        Self { token: Some(id.clone()), ..Self::default() }
    }

    /// Reads the query of an address; what it does not know is passed over.
    pub fn parse(query: &str) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs(query) {
            match key.as_str() {
                "q" => view.search = value.chars().take(200).collect(),
                "events" => {
                    let named: Vec<&str> = value.split(',').collect();
                    let all = EventKind::FILTERED.into_iter();
                    view.kinds = all.filter(|kind| named.contains(&kind.key())).collect();
                }
                "by" => view.by_tokens = value == TOKENS,
                "token" => view.token = TokenId::parse(&value).ok(),
                "sort" => view.order = TableOrder::parse(&value),
                _ => {}
            }
        }
        view
    }

    /// Writes it as [`parse`](Self::parse) reads it.
    pub fn print(&self) -> String {
        let mut out = Writer::default();
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.key()).collect();
        out.pair("token", self.token.as_ref().map_or("", TokenId::as_str));
        out.pair("q", &self.search);
        out.pair("events", &kinds.join(","));
        out.pair("by", if self.by_tokens { TOKENS } else { "" });
        out.pair("sort", &TableOrder::print(self.order));
        out.0
    }

    /// With a kind or without it, in the order of display.
    pub fn set(&mut self, kind: EventKind, on: bool) {
        let wanted = |own: &EventKind| if *own == kind { on } else { self.kinds.contains(own) };
        self.kinds = EventKind::FILTERED.iter().copied().filter(wanted).collect();
    }

    /// The same view with one filter alone.
    #[must_use]
    pub fn only(&self, filter: EventFilter) -> Self {
        let mut view = Self { token: self.token.clone(), ..Self::default() };
        match filter {
            EventFilter::Kind(kind) => view.set(kind, true),
            EventFilter::ByTokens => view.by_tokens = true,
        }
        view
    }

    /// Whether anything but the order is chosen.
    pub fn is_narrowed(&self) -> bool {
        let Self { search, kinds, by_tokens, token, .. } = self;
        !search.trim().is_empty() || !kinds.is_empty() || *by_tokens || token.is_some()
    }

    /// Whether the filters let an event through. The kinds are alternatives, as an event is of one of them; the other
    /// filters narrow what these leave.
    pub fn lets(&self, one: &TokenEvent) -> bool {
        let is_of_kind = self.kinds.is_empty() || self.kinds.contains(&one.kind);
        let is_of_token = self.token.as_ref().is_none_or(|id| one.event.names(id.as_str()));
        is_of_kind && is_of_token && (!self.by_tokens || one.by.is_some())
    }
}
