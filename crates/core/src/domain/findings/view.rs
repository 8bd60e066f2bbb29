//! What the page of findings shows, as in its address.

use super::{FindingColumn, Rule};
use crate::domain::table_order::TableOrder;
use crate::domain::view_state::{Writer, pairs};

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindingsView {
    /// Findings of these rules alone; of all where there is none.
    pub rules: Vec<Rule>,
    /// Those that are accepted, too.
    pub accepted: bool,
    /// What they are sorted by; nothing for the gravest first.
    pub order: Option<TableOrder<FindingColumn>>,
}

impl FindingsView {
    /// Reads the query of an address; what it does not know is passed over.
    pub fn parse(query: &str) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs(query) {
            match key.as_str() {
                "rules" => {
                    let named: Vec<&str> = value.split(',').collect();
                    view.rules =
                        Rule::ALL.into_iter().filter(|rule| named.contains(&rule.key())).collect();
                }
                "sort" => view.order = TableOrder::parse(&value),
                "accepted" => view.accepted = value == "shown",
                _ => {}
            }
        }
        view
    }

    /// Writes it as [`parse`](Self::parse) reads it.
    pub fn print(&self) -> String {
        let mut out = Writer::default();
        let rules: Vec<&str> = self.rules.iter().map(|rule| rule.key()).collect();
        out.pair("rules", &rules.join(","));
        out.pair("accepted", if self.accepted { "shown" } else { "" });
        out.pair("sort", &TableOrder::print(self.order));
        out.0
    }

    /// With a rule or without it, in the order of display.
    pub fn set(&mut self, rule: Rule, on: bool) {
        let wanted = |own: &Rule| if *own == rule { on } else { self.rules.contains(own) };
        self.rules = Rule::ALL.iter().copied().filter(wanted).collect();
    }
}
