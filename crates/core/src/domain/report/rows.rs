//! The rows of the report, in their order.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::reach::FoundBy;
use super::row_matcher::RowMatcher;
use super::{ReportOrder, ReportView};
use crate::domain::access::{Grant, RiskLevel};
use crate::domain::listing::{ByName, Gradual, Index, TokenList, folded, natural_order};
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
#[derive(Debug, Clone, Default)]
pub struct ReportRows(Arc<Kept>);

#[derive(Debug, Default)]
struct Kept {
    rows: Made,
    /// How many rows there are up to each token or heap, itself included.
    ends: Vec<usize>,
    /// How many of them are found only by databases that they reach.
    through: usize,
    descending: bool,
}

#[derive(Debug)]
enum Made {
    /// Every access, token by token: there may be hundreds of thousands, so each is found when it is asked for.
    Whole {
        /// The tokens in order, with their places in the list.
        tokens: Vec<(u32, Arc<Token>)>,
        ranks: Ranks,
    },
    /// Those that were asked for, in heaps that follow each other.
    Listed(Vec<Vec<Row>>),
}

impl Default for Made {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl ReportRows {
    /// Whether they are one and the same: not whether they are alike, which would take long to tell.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.ends.last().copied().unwrap_or_default()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them are found only by databases that they reach.
    pub fn through(&self) -> usize {
        self.0.through
    }

    /// The row at a place.
    pub fn get(&self, place: usize) -> Option<Row> {
        let place =
            if self.0.descending { self.len().checked_sub(place)?.checked_sub(1)? } else { place };
        let at = self.0.ends.partition_point(|end| *end <= place);
        let before = at.checked_sub(1).and_then(|at| self.0.ends.get(at)).copied();
        let within = place - before.unwrap_or_default();
        match &self.0.rows {
            Made::Listed(heaps) => heaps.get(at)?.get(within).copied(),
            Made::Whole { tokens, ranks } => {
                let (token, known) = tokens.get(at)?;
                let mut grants = known.access.grants()?.to_vec();
                grants.sort_by_key(|grant| ranks.of(*grant));
                let grant = *grants.get(within)?;
                Some(Row { token: *token, grant, reach: FoundBy::Own })
            }
        }
    }

    /// Those from a place on, one after the other: who needs only the first does not wait for the rest.
    pub fn from(&self, place: usize) -> Box<dyn Iterator<Item = Row> + '_> {
        if self.0.descending {
            return Box::new((place..self.len()).filter_map(|place| self.get(place)));
        }
        let at = self.0.ends.partition_point(|end| *end <= place);
        let before = at.checked_sub(1).and_then(|at| self.0.ends.get(at)).copied();
        let within = place - before.unwrap_or_default();
        match &self.0.rows {
            Made::Whole { tokens, ranks } => {
                let rows = tokens.iter().skip(at).flat_map(|(token, known)| {
                    let mut grants = known.access.grants().unwrap_or_default().to_vec();
                    grants.sort_by_key(|grant| ranks.of(*grant));
                    let row = |grant| Row { token: *token, grant, reach: FoundBy::Own };
                    grants.into_iter().map(row)
                });
                Box::new(rows.skip(within))
            }
            Made::Listed(heaps) => Box::new(heaps.iter().skip(at).flatten().skip(within).copied()),
        }
    }

    /// All of them.
    pub fn to_vec(&self) -> Vec<Row> {
        let mut all = match &self.0.rows {
            Made::Listed(heaps) => heaps.concat(),
            Made::Whole { tokens, ranks } => {
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

    /// Their tokens, each once, a part at a time.
    pub(super) fn tokens(&self) -> RowTokens {
        RowTokens { rows: self.clone(), next: 0, seen: FxHashSet::default(), found: Vec::new() }
    }
}

/// The tokens of rows, each once, in the order of the rows: those without a row, too, where all are in the report.
#[derive(Debug)]
pub(super) struct RowTokens {
    rows: ReportRows,
    next: usize,
    seen: FxHashSet<u32>,
    found: Vec<u32>,
}

impl RowTokens {
    /// Goes on by so many tokens or rows. The tokens, once nothing is left to do.
    pub(super) fn go_on(&mut self, count: usize) -> Option<Vec<u32>> {
        let Self { rows, next, seen, found } = self;
        let kept = &rows.0;
        let all = match &kept.rows {
            Made::Whole { tokens, .. } => tokens.len(),
            Made::Listed(_) => rows.len(),
        };
        let end = next.saturating_add(count).min(all);
        let token = |place: usize| match &kept.rows {
            Made::Whole { tokens, .. } => {
                let place = if kept.descending { all - 1 - place } else { place };
                tokens.get(place).map(|(token, _)| *token)
            }
            Made::Listed(_) => rows.get(place).map(|row| row.token),
        };
        found.extend((*next..end).filter_map(token).filter(|token| seen.insert(*token)));
        *next = end;
        (end >= all).then(|| std::mem::take(found))
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
    let search = RowSearch::new(resources, view, now, name_of);
    search.all_at_once(TokenList { tokens, index, resources })
}

/// Looking for the [`rows`] a part of the list at a time.
#[derive(Debug)]
pub struct RowSearch {
    matcher: RowMatcher,
    by: ReportOrder,
    /// Every row is shown, token by token: each is found when it is asked for.
    is_whole: bool,
    by_name: ByName,
    ranks: Ranks,
    tokens: Vec<(u32, Arc<Token>)>,
    /// The rows by the rank of what the table is sorted by; one heap where that is the token.
    heaps: Vec<Vec<Row>>,
    kept: Kept,
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
        let matcher = RowMatcher::new(view, &labels, resources, now);
        Self {
            is_whole: matcher.is_all() && by == ReportOrder::Token,
            matcher,
            by,
            by_name: ByName::default(),
            ranks: Ranks::new(&labels),
            tokens: Vec::new(),
            heaps: Vec::new(),
            kept: Kept { descending, ..Kept::default() },
        }
    }

    fn look(&mut self, place: u32, token: &Arc<Token>, index: &Index) {
        let grants = token.access.grants().unwrap_or_default();
        if self.is_whole {
            let end = self.kept.ends.last().copied().unwrap_or_default() + grants.len();
            self.kept.ends.push(end);
            self.tokens.push((place, token.clone()));
            return;
        }
        let words = self.matcher.in_token(index, place, token);
        let mut rows: Vec<Row> = grants
            .iter()
            .filter_map(|&grant| {
                let reach = self.matcher.fits(words, grant)?;
                Some(Row { token: place, grant, reach })
            })
            .collect();
        rows.sort_by_key(|row| self.ranks.of(row.grant));
        for row in rows {
            self.kept.through += usize::from(row.reach != FoundBy::Own);
            put(&mut self.heaps, rank(self.by, &self.ranks, &row), row);
        }
    }

    fn found(&mut self) -> ReportRows {
        let mut kept = std::mem::take(&mut self.kept);
        kept.rows = if self.is_whole {
            let ranks = std::mem::take(&mut self.ranks);
            Made::Whole { tokens: std::mem::take(&mut self.tokens), ranks }
        } else {
            let heaps = std::mem::take(&mut self.heaps);
            let up_to = |end: &mut usize, heap: &Vec<Row>| {
                *end += heap.len();
                Some(*end)
            };
            kept.ends = heaps.iter().scan(0, up_to).collect();
            Made::Listed(heaps)
        };
        ReportRows(Arc::new(kept))
    }
}

impl Gradual for RowSearch {
    type Found = ReportRows;

    fn go_on(&mut self, list: TokenList<'_>, count: usize) -> Option<ReportRows> {
        let (part, is_last) = self.by_name.part(list.index, count);
        for place in part {
            if let Some(token) = list.token(place) {
                self.look(place, token, list.index);
            }
        }
        is_last.then(|| self.found())
    }

    fn progress(&self, list: TokenList<'_>) -> (usize, usize) {
        (self.by_name.looked(), list.tokens.len())
    }
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

/// The places of resources and permissions in their orders, by their numbers.
#[derive(Debug, Default)]
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
