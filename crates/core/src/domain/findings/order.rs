//! The order of findings.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Audit, Finding, Rule};
use crate::domain::table_order::{ColumnKey, TableOrder};

/// A column that findings are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingColumn {
    /// How grave it is.
    Severity,
    /// What the rule is called.
    Rule,
    /// The token's name.
    Token,
    /// Since when it is so; what is not told comes last.
    Since,
}

impl ColumnKey for FindingColumn {
    const ALL: &'static [Self] = &[Self::Severity, Self::Rule, Self::Token, Self::Since];

    fn key(self) -> &'static str {
        match self {
            Self::Severity => "severity",
            Self::Rule => "finding",
            Self::Token => "token",
            Self::Since => "since",
        }
    }
}

/// Sorts findings by their places in an audit. `label` tells what a rule is called.
pub fn sort_findings(
    places: &mut [usize],
    audit: &Audit,
    order: TableOrder<FindingColumn>,
    label: impl Fn(Rule) -> String,
) {
    let mut labels: Vec<(String, Rule)> = Rule::ALL.map(|rule| (label(rule), rule)).to_vec();
    labels.sort_unstable();
    // Rules that are called alike are told apart by nobody who reads them, but stay together.
    let ranks: BTreeMap<Rule, usize> = labels.into_iter().map(|(_, rule)| rule).zip(0..).collect();
    let compare = |column, one: &Finding, other: &Finding| match column {
        // The gravest is the greatest.
        FindingColumn::Severity => other.severity().cmp(&one.severity()),
        FindingColumn::Rule => ranks.get(&one.rule).cmp(&ranks.get(&other.rule)),
        FindingColumn::Token => audit.names.rank(one.token).cmp(&audit.names.rank(other.token)),
        FindingColumn::Since => {
            let since = |one: &Finding| (one.since.is_none(), one.since);
            since(one).cmp(&since(other))
        }
    };
    order.sort(places, |column, one, other| {
        match (audit.findings.get(*one), audit.findings.get(*other)) {
            (Some(one), Some(other)) => compare(column, one, other),
            _ => Ordering::Equal,
        }
    });
}
