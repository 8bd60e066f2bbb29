//! What the parts of the list of tokens share: what is shown of it, and how.

use std::sync::Arc;

use console_core::domain::listing::{
    ColumnLayout, Days, Filter, FilterSet, Query, Selection, Truth, count_each, count_undecided,
    filter_and_sort,
};
use console_core::domain::resource::Resources;
use console_core::domain::time::Timestamp;
use console_core::domain::token::Token;
use console_core::domain::view_state::TokensView;
use console_core::words::actions;
use leptos::prelude::*;

use crate::state::{App, ListStatus, Organization, kept_layout};

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(crate) struct Listing {
    pub(super) app: App,
    pub(super) store: Organization,
    pub(super) view: Memo<TokensView>,
    /// Places of the tokens to show, in order.
    pub(super) places: Memo<Arc<[u32]>>,
    pub(super) total: Memo<usize>,
    counts: Memo<Counts>,
    /// Of how many tokens it is not known whether the filters keep them.
    pub(super) undecided: Memo<usize>,
    pub(super) selected: RwSignal<Selection>,
    pub(super) layout: RwSignal<ColumnLayout>,
}

/// How many tokens there are of a kind; none as long as that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counts {
    /// That each filter keeps by itself.
    kept: [Option<usize>; Filter::ALL.len()],
    /// That end before the month does.
    this_month: Option<usize>,
}

impl Counts {
    fn of(tokens: &[Arc<Token>], resources: &Resources, now: Timestamp) -> Self {
        let only = FilterSet::default().ending(Some(Days::rest_of_month(now)));
        let ends = |token: &&Arc<Token>| only.keep(token, resources, now) == Truth::Yes;
        Self {
            kept: count_each(tokens, resources, now),
            this_month: Some(tokens.iter().filter(ends).count()),
        }
    }
}

impl Listing {
    /// Follows the address and what is read of the organization.
    pub(super) fn new(app: App, store: Organization) -> Self {
        let query = app.query();
        let view = Memo::new(move |_| query.with(|query| TokensView::parse(query)));
        let places = Memo::new(move |_| {
            let (view, now) = (view.get(), app.now().get());
            store.with_tokens(|tokens, index| {
                let query = Query::new(&view.search);
                let resources = store.resources();
                let resources = resources.borrow();
                let (filters, sort) = (view.filters, view.sort);
                Arc::from(filter_and_sort(tokens, index, &resources, &query, filters, sort, now))
            })
        });
        let total = Memo::new(move |_| store.with_tokens(|tokens, _| tokens.len()));
        let counts = Memo::new(move |before: Option<&Counts>| {
            // To count at each page that comes in would delay the next one.
            if store.status.with(ListStatus::is_coming) {
                return before.copied().unwrap_or_default();
            }
            if store.status.with(|status| !status.is_complete()) {
                return Counts::default();
            }
            let (now, resources) = (app.now().get(), store.resources());
            store.with_tokens(|tokens, _| Counts::of(tokens, &resources.borrow(), now))
        });
        let undecided = Memo::new(move |_| {
            let (view, now) = (view.get(), app.now().get());
            if !view.filters.has(Filter::CanDestroy) {
                return 0;
            }
            store.with_tokens(|tokens, index| {
                let (query, resources) = (Query::new(&view.search), store.resources());
                let resources = resources.borrow();
                count_undecided(tokens, index, &resources, &query, view.filters, now)
            })
        });
        Self {
            app,
            store,
            view,
            places,
            total,
            counts,
            undecided,
            selected: RwSignal::new(Selection::default()),
            layout: kept_layout("tokens"),
        }
    }

    /// How the reader laid the table out.
    pub(crate) fn layout(self) -> RwSignal<ColumnLayout> {
        self.layout
    }

    /// How many tokens a filter keeps by itself, as far as that is known; watched.
    pub(super) fn count_of(self, filter: Filter) -> Option<usize> {
        let at = Filter::ALL.iter().position(|own| *own == filter)?;
        self.counts.with(|counts| counts.kept.get(at).copied().flatten())
    }

    /// How many tokens end before the month does, as far as that is known; watched.
    pub(super) fn count_this_month(self) -> Option<usize> {
        self.counts.with(|counts| counts.this_month)
    }

    /// What is left of this month; watched.
    pub(super) fn rest_of_month(self) -> Days {
        Days::rest_of_month(self.app.now().get())
    }

    /// Changes what is shown, and keeps that in the address.
    pub(super) fn change(self, change: impl FnOnce(&mut TokensView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.set_query(&view.print());
    }

    /// Why nothing can be created here.
    pub(super) fn blocked(self) -> Option<String> {
        self.app.with_config(|config| config.read_only).then(|| actions::READ_ONLY.to_owned())
    }

    /// The tokens at these places.
    pub(super) fn tokens(self, places: &[u32]) -> Vec<Arc<Token>> {
        places.iter().filter_map(|&place| self.store.token_at(place)).collect()
    }
}
