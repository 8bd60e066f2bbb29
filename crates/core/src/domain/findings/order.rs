//! The order of findings.

use std::cmp::Ordering;

use super::{Audit, Finding, Rule};
use crate::domain::listing::{Index, natural_order};
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
    index: &Index,
    order: TableOrder<FindingColumn>,
    label: impl Fn(Rule) -> String,
) {
    let labels: Vec<(Rule, String)> = Rule::ALL.map(|rule| (rule, label(rule))).to_vec();
    let label = |rule: Rule| labels.iter().find(|(own, _)| *own == rule).map(|(_, label)| label);
    let name = |one: &Finding| usize::try_from(one.token).map_or("", |at| index.name(at));
    let compare = |column, one: &Finding, other: &Finding| match column {
        // The gravest is the greatest.
        FindingColumn::Severity => other.severity().cmp(&one.severity()),
        FindingColumn::Rule => label(one.rule).cmp(&label(other.rule)),
        FindingColumn::Token => natural_order(name(one), name(other)),
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
