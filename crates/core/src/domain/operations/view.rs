//! What the page of a token's operations shows, as in its address.

use super::super::table_order::TableOrder;
use super::super::view_state::{Writer, pairs};
use super::OperationColumn;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OperationsView {
    /// Words to find.
    pub search: String,
    /// Those that the token nearly may call, in place of those that it may.
    pub near_misses: bool,
    /// What they are sorted by; nothing for the destructive ones first.
    pub order: Option<TableOrder<OperationColumn>>,
}

const NEAR: &str = "near";

impl OperationsView {
    /// Reads the query of an address; what it does not know is passed over.
    pub fn parse(query: &str) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs(query) {
            match key.as_str() {
                "q" => view.search = value.chars().take(200).collect(),
                "sort" => view.order = TableOrder::parse(&value),
                "show" => view.near_misses = value == NEAR,
                _ => {}
            }
        }
        view
    }

    /// Writes it as [`parse`](Self::parse) reads it.
    pub fn print(&self) -> String {
        let mut out = Writer::default();
        out.pair("q", &self.search);
        out.pair("show", if self.near_misses { NEAR } else { "" });
        out.pair("sort", &TableOrder::print(self.order));
        out.0
    }
}
