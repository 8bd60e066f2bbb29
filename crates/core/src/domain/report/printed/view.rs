//! What a printed report is about, as the query string of its address.

use super::super::NotUnderstood;
use super::super::{ReportView, Restriction, text, written};
use crate::domain::listing::{Days, Filter, FilterSet};
use crate::domain::view_state::TokensView;

/// Which tokens and which of their accesses are printed. By default: all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintedView {
    /// Words to find in a token.
    pub token_search: String,
    /// Which tokens.
    pub filters: FilterSet,
    /// Words to find in an access, as the access report takes them.
    pub search: String,
    /// Which accesses.
    pub only: Vec<Restriction>,
}

impl PrintedView {
    /// Whether access is searched for, which takes the list of databases: some of it is found by what it reaches.
    pub fn is_searched(&self) -> bool {
        !self.search.trim().is_empty()
    }

    /// The words of the search whose values are not understood, so that nothing is found.
    pub fn not_understood(&self) -> Vec<NotUnderstood> {
        super::super::query::not_understood(&self.search)
    }

    /// Reads the query of an address; what it does not know is passed over.
    pub fn parse(query: &str) -> Self {
        let ReportView { search, only, .. } = ReportView::parse(query);
        Self {
            token_search: text(query, "tokens"),
            filters: TokensView::parse(query).filters,
            search,
            only,
        }
    }

    /// Writes it as [`parse`](Self::parse) reads it; nothing for everything.
    pub fn print(&self) -> String {
        let only: Vec<&str> = self.only.iter().map(|it| it.key()).collect();
        let filters: Vec<&str> = self.filters.iter().map(Filter::key).collect();
        written(&[
            ("q", &self.search),
            ("only", &only.join(",")),
            ("tokens", &self.token_search),
            ("filter", &filters.join(",")),
            ("ends", &self.filters.ends().map(Days::print).unwrap_or_default()),
        ])
    }

    /// What it asks of an access.
    pub fn of_access(&self) -> ReportView {
        ReportView { search: self.search.clone(), only: self.only.clone(), ..ReportView::default() }
    }

    /// Whether only some tokens are asked for.
    pub fn narrows_tokens(&self) -> bool {
        !self.token_search.trim().is_empty() || !self.filters.is_empty()
    }

    /// Whether only some accesses are asked for.
    pub fn narrows_access(&self) -> bool {
        self.is_searched() || !self.only.is_empty()
    }
}

impl From<&ReportView> for PrintedView {
    fn from(view: &ReportView) -> Self {
        Self { search: view.search.clone(), only: view.only.clone(), ..Self::default() }
    }
}

impl From<&TokensView> for PrintedView {
    fn from(view: &TokensView) -> Self {
        Self { token_search: view.search.clone(), filters: view.filters, ..Self::default() }
    }
}
