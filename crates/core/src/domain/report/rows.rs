//! The rows of the report, in their order.

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::reach::FoundBy;
use super::row_matcher::RowMatcher;
use super::{ReportOrder, ReportView};
use crate::domain::access::{Grant, RiskLevel};
use crate::domain::listing::{Index, SortedRuns, folded, natural_order};
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

/// The rows of a report, in their order. Copies are the same rows. By default: none.
#[derive(Debug, Clone)]
pub struct ReportRows(Arc<Kept>);

impl Default for ReportRows {
    fn default() -> Self {
        Self(Arc::new(Kept { rows: Made::Listed(Vec::new()), descending: false }))
    }
}

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
    let mut search = RowSearch::new(resources, view, now, name_of);
    search.look(tokens, index, usize::MAX);
    search.end(tokens, index)
}

/// Looking for the [`rows`] a part of the list at a time, so that nobody waits for hundreds of thousands at once.
#[derive(Debug)]
pub struct RowSearch {
    matcher: RowMatcher,
    ranks: Ranks,
    by: ReportOrder,
    descending: bool,
    next: usize,
    /// The tokens by name, with their places in the list.
    order: SortedRuns<u32>,
    /// Those tokens, once all of them are in order, and how many of them are looked through.
    ordered: Option<(Vec<u32>, usize)>,
    /// The rows by the rank of what the table is sorted by; one heap where that is the token.
    heaps: Vec<Vec<Row>>,
}

impl RowSearch {
    /// No token is looked at yet.
    pub fn new(
        resources: &Resources,
        view: &ReportView,
        now: Timestamp,
        name_of: impl Fn(&Resource) -> String,
    ) -> Self {
        let labels: Vec<String> = resources.iter().map(|(_, one)| folded(&name_of(one))).collect();
        let (by, descending) = view.order();
        Self {
            matcher: RowMatcher::new(view, &labels, resources, now),
            ranks: Ranks::new(&labels),
            by,
            descending,
            next: 0,
            order: SortedRuns::default(),
            ordered: None,
            heaps: Vec::new(),
        }
    }

    /// How many steps are done, and of how many: each token is put in order, then looked through.
    pub fn progress(&self, tokens: &[Arc<Token>]) -> (usize, usize) {
        let looked = self.ordered.as_ref().map_or(0, |(_, looked)| *looked);
        (self.next + looked, 2 * tokens.len())
    }

    /// Every row is shown, token by token: each is found when it is asked for.
    fn is_whole(&self) -> bool {
        self.matcher.is_all() && self.by == ReportOrder::Token
    }

    /// Goes on by so many tokens; whether nothing is left to do.
    pub fn look(&mut self, tokens: &[Arc<Token>], index: &Index, count: usize) -> bool {
        if self.next < tokens.len() {
            let end = self.next.saturating_add(count).min(tokens.len());
            let part = (self.next..end).filter_map(|place| u32::try_from(place).ok());
            self.order.add(part.collect(), |a, b| by_name(index, *a, *b));
            self.next = end;
            if end < tokens.len() || count < usize::MAX {
                return false;
            }
        }
        let is_whole = self.is_whole();
        let order = std::mem::take(&mut self.order);
        let (ordered, looked) =
            self.ordered.get_or_insert_with(|| (order.end(|a, b| by_name(index, *a, *b)), 0));
        let end = looked.saturating_add(count).min(ordered.len());
        let part = ordered.get(*looked..end).unwrap_or_default();
        if !is_whole {
            for &place in part {
                let token = usize::try_from(place).ok().and_then(|at| tokens.get(at));
                let Some(token) = token else { continue };
                let words = self.matcher.in_token(index, place, token);
                let fitting = token.access.grants().unwrap_or_default().iter();
                let mut rows: Vec<Row> = fitting
                    .filter_map(|&grant| {
                        let reach = self.matcher.fits(words, grant)?;
                        Some(Row { token: place, grant, reach })
                    })
                    .collect();
                rows.sort_by_key(|row| self.ranks.of(row.grant));
                for row in rows {
                    put(&mut self.heaps, rank(self.by, &self.ranks, &row), row);
                }
            }
        }
        *looked = end;
        is_whole || end >= ordered.len()
    }

    /// The rows that were found.
    pub fn end(self, tokens: &[Arc<Token>], index: &Index) -> ReportRows {
        let is_whole = self.is_whole();
        let Self { ranks, descending, heaps, order, ordered, .. } = self;
        let rows = if is_whole {
            let ordered = ordered
                .map_or_else(|| order.end(|a, b| by_name(index, *a, *b)), |(ordered, _)| ordered);
            let token =
                |place: u32| Some((place, tokens.get(usize::try_from(place).ok()?)?.clone()));
            let tokens: Vec<_> = ordered.into_iter().filter_map(token).collect();
            let mut end = 0;
            let ends = tokens.iter().map(|(_, token)| {
                end += token.access.grants().map_or(0, <[_]>::len);
                end
            });
            Made::Whole { ends: ends.collect(), tokens, ranks }
        } else {
            Made::Listed(heaps.concat())
        };
        ReportRows(Arc::new(Kept { rows, descending }))
    }
}

/// By name; namesakes as in the list.
fn by_name(index: &Index, one: u32, other: u32) -> Ordering {
    let name = |place: u32| usize::try_from(place).map_or("", |at| index.name(at));
    natural_order(name(one), name(other)).then_with(|| one.cmp(&other))
}

/// The rank of a row in what the table is sorted by. Within one, rows stay as they came.
fn rank(by: ReportOrder, ranks: &Ranks, row: &Row) -> usize {
    let rank = match by {
        ReportOrder::Token => 0,
        ReportOrder::Resource => at(&ranks.resources, row.grant.resource.index()),
        ReportOrder::Permission => at(&ranks.permissions, row.grant.permission.index()),
        ReportOrder::Effect => RiskLevel::of(row.grant.permission) as u32,
    };
    usize::try_from(rank).unwrap_or_default()
}

fn put(heaps: &mut Vec<Vec<Row>>, rank: usize, row: Row) {
    if heaps.len() <= rank {
        heaps.resize(rank + 1, Vec::new());
    }
    if let Some(heap) = heaps.get_mut(rank) {
        heap.push(row);
    }
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

#[cfg(test)]
mod tests;
