//! The order of a token's operations.

use std::cmp::Ordering;

use super::{HeldOperation, Operation};
use crate::domain::listing::{folded, natural_order};
use crate::domain::table_order::{ColumnKey, TableOrder};

/// A column that operations are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationColumn {
    /// What it is called.
    Operation,
    /// PlanetScale's group.
    Group,
    /// The permissions of which it needs one.
    Needs,
}

impl ColumnKey for OperationColumn {
    const ALL: &'static [Self] = &[Self::Operation, Self::Group, Self::Needs];

    fn key(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Group => "group",
            Self::Needs => "needs",
        }
    }
}

/// Sorts operations by their places in a list. `label` tells what one is called.
pub fn sort_operations(
    places: &mut [usize],
    all: &[HeldOperation],
    order: TableOrder<OperationColumn>,
    label: impl Fn(&Operation) -> String,
) {
    let labels: Vec<String> = all.iter().map(|one| folded(&label(one.operation))).collect();
    order.sort(places, |column, &one, &other| {
        let (Some(first), Some(second)) = (all.get(one), all.get(other)) else {
            return Ordering::Equal;
        };
        let label = |at: usize| labels.get(at).map_or("", String::as_str);
        let needs = |one: &HeldOperation| one.operation.any_of.iter().map(|it| it.name());
        match column {
            OperationColumn::Operation => natural_order(label(one), label(other)),
            OperationColumn::Group => natural_order(first.operation.group, second.operation.group),
            OperationColumn::Needs => needs(first).cmp(needs(second)),
        }
    });
}
