//! Looking for the tokens that can, and their order.

use std::cmp::Ordering;
use std::sync::Arc;

use super::super::access::{AccessSet, Grant};
use super::super::listing::{Index, SortedRuns, folded, natural_order};
use super::super::resource::Resources;
use super::super::table_order::{ColumnKey, TableOrder};
use super::super::time::Timestamp;
use super::super::token::{Expiry, Token};
use super::{Holder, Place, Question, Staged, Unsaved, Way, ways};

/// The tokens that can, by name, and those that could with their unsaved changes. Those whose access is not known are not among them, which
/// [`Known`](super::super::knowledge::Known) tells.
pub fn holders(
    tokens: &[Arc<Token>],
    index: &Index,
    question: Question,
    place: Place,
    resources: &Resources,
    unsaved: &Unsaved,
    now: Timestamp,
) -> Vec<Holder> {
    let mut search = HolderSearch::new(question, place, now);
    search.look(tokens, index, resources, unsaved, usize::MAX);
    search.end(index)
}

/// Looking for [`holders`] a part of the list at a time, so that nobody waits for thousands of tokens at once.
#[derive(Debug)]
pub struct HolderSearch {
    question: Question,
    place: Place,
    now: Timestamp,
    next: usize,
    /// By name.
    found: SortedRuns<Holder>,
}

impl HolderSearch {
    /// No token is looked at yet.
    pub fn new(question: Question, place: Place, now: Timestamp) -> Self {
        Self { question, place, now, next: 0, found: SortedRuns::default() }
    }

    /// How many tokens are looked at.
    pub fn looked_at(&self) -> usize {
        self.next
    }

    /// Looks at so many more tokens; whether all of them are looked at.
    pub fn look(
        &mut self,
        tokens: &[Arc<Token>],
        index: &Index,
        resources: &Resources,
        unsaved: &Unsaved,
        count: usize,
    ) -> bool {
        let end = self.next.saturating_add(count).min(tokens.len());
        let part = tokens.get(self.next..end).unwrap_or_default();
        let places = u32::try_from(self.next).unwrap_or(u32::MAX)..;
        let found = part
            .iter()
            .zip(places)
            .filter_map(|(one, at)| self.holder(one, at, resources, unsaved));
        let found: Vec<Holder> = found.collect();
        self.found.add(found, |one, other| by_name(index, one, other));
        self.next = end;
        end >= tokens.len()
    }

    fn holder(
        &self,
        token: &Arc<Token>,
        place: u32,
        resources: &Resources,
        unsaved: &Unsaved,
    ) -> Option<Holder> {
        let held = token.access.grants()?;
        let of = |grants: &[Grant]| ways(self.question, self.place, grants, resources);
        let now_so = of(held);
        let staged = unsaved.get(&token.id).map(|change| {
            let base: AccessSet = held.iter().copied().collect();
            of(&change.applied_to(&base).iter().collect::<Vec<_>>())
        });
        let (ways, staged) = match staged {
            Some(then) if now_so.is_empty() => (then, Staged::Gains),
            Some(then) if then.is_empty() => (now_so, Staged::Loses),
            _ => (now_so, Staged::Same),
        };
        let is_expired = token.expiry(self.now) == Expiry::Expired;
        (!ways.is_empty()).then(|| Holder { token: token.clone(), place, ways, staged, is_expired })
    }

    /// Those that were found, by name.
    pub fn end(self, index: &Index) -> Vec<Holder> {
        self.found.end(|one, other| by_name(index, one, other))
    }
}

fn by_name(index: &Index, one: &Holder, other: &Holder) -> Ordering {
    let name = |holder: &Holder| usize::try_from(holder.place).map_or("", |at| index.name(at));
    natural_order(name(one), name(other))
}

/// A column that the tokens that can are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolderColumn {
    /// The token's name.
    Token,
    /// Through what: what is granted on one resource first.
    Through,
    /// When it was last used; never is the least.
    LastUsed,
    /// When it ends; never is the greatest.
    Expires,
    /// Who created it; who is not known last.
    CreatedBy,
}

impl ColumnKey for HolderColumn {
    const ALL: &'static [Self] =
        &[Self::Token, Self::Through, Self::LastUsed, Self::Expires, Self::CreatedBy];

    fn key(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Through => "through",
            Self::LastUsed => "used",
            Self::Expires => "expires",
            Self::CreatedBy => "by",
        }
    }
}

/// Sorts tokens that are by name; those alike in a column stay so.
pub fn sort_holders(found: &mut [Holder], order: TableOrder<HolderColumn>) {
    match order.column {
        HolderColumn::Token if order.descending => found.reverse(),
        HolderColumn::Token => {}
        HolderColumn::CreatedBy => {
            // Each name is folded once, not with each comparison.
            let key = |holder: &Holder| holder.token.created_by.as_deref().map(folded);
            let mut keyed: Vec<_> = found.iter().map(|one| (key(one), one.clone())).collect();
            order.sort(&mut keyed, |_, (one, _), (other, _)| match (one, other) {
                (Some(one), Some(other)) => natural_order(one, other),
                (one, other) => other.is_some().cmp(&one.is_some()),
            });
            for (own, (_, sorted)) in found.iter_mut().zip(keyed) {
                *own = sorted;
            }
        }
        _ => order.sort(found, compare),
    }
}

fn compare(column: HolderColumn, one: &Holder, other: &Holder) -> Ordering {
    // Those that hold it in the same way on the same resource stand together.
    let through = |way: &Way| (way.through, way.grant.resource);
    match column {
        HolderColumn::Through => one.ways.iter().map(through).cmp(other.ways.iter().map(through)),
        HolderColumn::LastUsed => one.token.last_used_at.cmp(&other.token.last_used_at),
        HolderColumn::Expires => {
            let end =
                |holder: &Holder| (holder.token.expires_at.is_none(), holder.token.expires_at);
            end(one).cmp(&end(other))
        }
        HolderColumn::Token | HolderColumn::CreatedBy => Ordering::Equal,
    }
}
