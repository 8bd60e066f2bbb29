//! The rows of the report, in their order.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::reach::FoundBy;
use super::row_matcher::RowMatcher;
use super::{ReportOrder, ReportView};
use crate::domain::access::{Grant, RiskLevel};
use crate::domain::listing::{Index, folded, natural_order};
use crate::domain::permission::Permission;
use crate::domain::resource::{Resource, ResourceKey, Resources};
use crate::domain::time::Timestamp;
use crate::domain::token::Token;

/// One access: a token by its place in the list, and what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The token's place in the list.
    pub token: u32,
    /// What it may do.
    pub grant: Grant,
    /// What it is found by.
    pub reach: FoundBy,
}

/// The rows of a report, in their order. Copies are the same rows.
#[derive(Debug, Clone)]
pub struct ReportRows(Arc<Kept>);

#[derive(Debug)]
struct Kept {
    rows: Made,
    descending: bool,
}

#[derive(Debug)]
enum Made {
    /// Every access, token by token: there may be hundreds of thousands, so each is found when it is asked for.
    Whole {
        /// The tokens in order, with their places in the list.
        tokens: Vec<(u32, Arc<Token>)>,
        /// How many rows there are up to each of them, itself included.
        ends: Vec<usize>,
        ranks: Ranks,
    },
    /// Those that were asked for.
    Listed(Vec<Row>),
}

impl ReportRows {
    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.0.rows {
            Made::Whole { ends, .. } => ends.last().copied().unwrap_or_default(),
            Made::Listed(rows) => rows.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them are found only by databases that they reach.
    pub fn through(&self) -> usize {
        match &self.0.rows {
            Made::Whole { .. } => 0,
            Made::Listed(rows) => rows.iter().filter(|row| row.reach != FoundBy::Own).count(),
        }
    }

    /// The tokens of the rows, each once: those without a row, too, where all are in the report.
    pub fn tokens(&self) -> Vec<u32> {
        let mut all: Vec<u32> = match &self.0.rows {
            Made::Whole { tokens, .. } => tokens.iter().map(|(token, _)| *token).collect(),
            Made::Listed(rows) => rows.iter().map(|row| row.token).collect(),
        };
        if self.0.descending {
            all.reverse();
        }
        let mut seen = FxHashSet::default();
        all.retain(|token| seen.insert(*token));
        all
    }

    /// The row at a place.
    pub fn get(&self, place: usize) -> Option<Row> {
        let place =
            if self.0.descending { self.len().checked_sub(place)?.checked_sub(1)? } else { place };
        match &self.0.rows {
            Made::Listed(rows) => rows.get(place).copied(),
            Made::Whole { tokens, ends, ranks } => {
                let at = ends.partition_point(|end| *end <= place);
                let before = at.checked_sub(1).and_then(|at| ends.get(at)).copied();
                let (token, known) = tokens.get(at)?;
                let mut grants = known.access.grants()?.to_vec();
                grants.sort_by_key(|grant| ranks.of(*grant));
                let grant = *grants.get(place - before.unwrap_or_default())?;
                Some(Row { token: *token, grant, reach: FoundBy::Own })
            }
        }
    }

    /// All of them, one after the other: who needs only the first does not wait for the rest.
    pub fn one_by_one(&self) -> Box<dyn Iterator<Item = Row> + '_> {
        match &self.0.rows {
            Made::Whole { tokens, ranks, .. } if !self.0.descending => {
                Box::new(tokens.iter().flat_map(|(token, known)| {
                    let mut grants = known.access.grants().unwrap_or_default().to_vec();
                    grants.sort_by_key(|grant| ranks.of(*grant));
                    let row = |grant| Row { token: *token, grant, reach: FoundBy::Own };
                    grants.into_iter().map(row)
                }))
            }
            Made::Listed(rows) if !self.0.descending => Box::new(rows.iter().copied()),
            Made::Listed(rows) => Box::new(rows.iter().rev().copied()),
            Made::Whole { .. } => Box::new(self.to_vec().into_iter()),
        }
    }

    /// All of them.
    pub fn to_vec(&self) -> Vec<Row> {
        let mut all = match &self.0.rows {
            Made::Listed(rows) => rows.clone(),
            Made::Whole { tokens, ranks, .. } => {
                let mut all = Vec::with_capacity(self.len());
                for (token, known) in tokens {
                    let from = all.len();
                    let grants = known.access.grants().unwrap_or_default();
                    let row = |&grant| Row { token: *token, grant, reach: FoundBy::Own };
                    all.extend(grants.iter().map(row));
                    if let Some(own) = all.get_mut(from..) {
                        own.sort_by_key(|row| ranks.of(row.grant));
                    }
                }
                all
            }
        };
        if self.0.descending {
            all.reverse();
        }
        all
    }
}

/// The rows to show. Each word of the search has to be found in the token, the resource or the
/// permission; each of those is looked at once, not once for every row. Who searches a database finds also what
/// [reaches](super::reaches_every_database) it without being granted on it.
///
/// `name_of` tells what a resource is called, which is what it is found and sorted by.
///
/// They are sorted by what the table is sorted by, then by token, resource and permission.
pub fn rows(
    tokens: &[Arc<Token>],
    index: &Index,
    resources: &Resources,
    view: &ReportView,
    now: Timestamp,
    name_of: impl Fn(&Resource) -> String,
) -> ReportRows {
    let labels: Vec<String> = resources.iter().map(|(_, one)| folded(&name_of(one))).collect();
    let ranks = Ranks::new(&labels);
    let matcher = RowMatcher::new(view, &labels, resources, now);
    let order = order(tokens, index);
    let (by, descending) = view.order();
    let rows = if matcher.is_all() && by == ReportOrder::Token {
        let mut ends = Vec::with_capacity(order.len());
        let mut end = 0;
        for (_, token) in &order {
            end += token.access.grants().map_or(0, <[_]>::len);
            ends.push(end);
        }
        Made::Whole { tokens: order, ends, ranks }
    } else {
        let mut rows = Vec::new();
        for (place, token) in order {
            let from = rows.len();
            let own = matcher.in_token(index, place, &token);
            let fitting = token.access.grants().unwrap_or_default().iter();
            rows.extend(fitting.filter_map(|&grant| {
                Some(Row { token: place, grant, reach: matcher.fits(own, grant)? })
            }));
            if let Some(own) = rows.get_mut(from..) {
                own.sort_by_key(|row| ranks.of(row.grant));
            }
        }
        Made::Listed(match by {
            ReportOrder::Token => rows,
            ReportOrder::Resource => {
                bucket_sort(&rows, |row| at(&ranks.resources, row.grant.resource.index()))
            }
            ReportOrder::Permission => {
                bucket_sort(&rows, |row| at(&ranks.permissions, row.grant.permission.index()))
            }
            ReportOrder::Effect => {
                bucket_sort(&rows, |row| RiskLevel::of(row.grant.permission) as u32)
            }
        })
    };
    ReportRows(Arc::new(Kept { rows, descending }))
}

fn at(table: &[u32], place: usize) -> u32 {
    table.get(place).copied().unwrap_or_default()
}

/// The tokens by their names, with their places in the list; namesakes as in the list.
pub(super) fn order(tokens: &[Arc<Token>], index: &Index) -> Vec<(u32, Arc<Token>)> {
    let mut order: Vec<(&str, usize)> =
        (0..tokens.len()).map(|place| (index.name(place), place)).collect();
    order.sort_unstable_by(|(a, one), (b, other)| natural_order(a, b).then_with(|| one.cmp(other)));
    order
        .into_iter()
        .filter_map(|(_, place)| Some((u32::try_from(place).ok()?, tokens.get(place)?.clone())))
        .collect()
}

/// The places of resources and permissions in their orders, by their numbers.
#[derive(Debug)]
pub(super) struct Ranks {
    /// The organization, all of its databases, then by name.
    resources: Vec<u32>,
    /// As in the catalog, then by name.
    permissions: Vec<u32>,
}

impl Ranks {
    pub(super) fn new(labels: &[String]) -> Self {
        let mut order: Vec<(&str, usize)> = labels
            .iter()
            .enumerate()
            .map(|(place, label)| {
                let first = place <= ResourceKey::ALL_DATABASES.index();
                (if first { "" } else { label.as_str() }, place)
            })
            .collect();
        order.sort_unstable_by(|(a, one), (b, other)| {
            natural_order(a, b).then_with(|| one.cmp(other))
        });
        let mut resources = vec![0; labels.len()];
        for (rank, (_, place)) in (0..).zip(order) {
            if let Some(own) = resources.get_mut(place) {
                *own = rank;
            }
        }
        let permissions = Permission::ranks();
        let permissions =
            permissions.into_iter().map(|rank| u32::try_from(rank).unwrap_or(u32::MAX));
        Self { resources, permissions: permissions.collect() }
    }

    pub(super) fn of(&self, grant: Grant) -> (u32, u32) {
        (
            at(&self.resources, grant.resource.index()),
            at(&self.permissions, grant.permission.index()),
        )
    }
}

/// The rows by their ranks, those of one rank in the order in which they are.
fn bucket_sort(rows: &[Row], rank: impl Fn(&Row) -> u32) -> Vec<Row> {
    let mut heaps: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        let rank = usize::try_from(rank(row)).unwrap_or_default();
        if heaps.len() <= rank {
            heaps.resize(rank + 1, Vec::new());
        }
        if let Some(heap) = heaps.get_mut(rank) {
            heap.push(*row);
        }
    }
    heaps.concat()
}

#[cfg(test)]
mod tests;
