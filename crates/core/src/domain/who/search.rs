//! Looking for the tokens that can, and their order.

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::access::{AccessSet, Grant};
use super::super::listing::{ByName, Gradual, Index, TokenList, natural_order};
use super::super::resource::Resources;
use super::super::table_order::{ColumnKey, TableOrder};
use super::super::time::Timestamp;
use super::super::token::{Expiry, Token};
use super::{Holder, Place, Question, Staged, Unsaved, Way, ways};

/// Looking for the tokens that can, by name, and those that could with their unsaved changes, a part of the list at a
/// time. Those whose access is not known are not among them, which [`Known`](super::super::knowledge::Known) tells.
#[derive(Debug)]
pub struct HolderSearch {
    question: Question,
    place: Place,
    unsaved: Unsaved,
    now: Timestamp,
    by_name: ByName,
    found: Vec<Holder>,
}

impl HolderSearch {
    /// No token is looked at yet.
    pub fn new(question: Question, place: Place, unsaved: Unsaved, now: Timestamp) -> Self {
        Self { question, place, unsaved, now, by_name: ByName::default(), found: Vec::new() }
    }

    fn holder(&self, token: &Arc<Token>, place: u32, resources: &Resources) -> Option<Holder> {
        let held = token.access.grants()?;
        let of = |grants: &[Grant]| ways(self.question, self.place, grants, resources);
        let now_so = of(held);
        let staged = self.unsaved.get(&token.id).map(|change| {
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
}

impl Gradual for HolderSearch {
    type Found = Vec<Holder>;

    fn go_on(&mut self, list: TokenList<'_>, count: usize) -> Option<Vec<Holder>> {
        let (part, is_last) = self.by_name.part(list.index, count);
        for place in part {
            let token = list.token(place);
            let holder = token.and_then(|token| self.holder(token, place, list.resources));
            self.found.extend(holder);
        }
        is_last.then(|| std::mem::take(&mut self.found))
    }

    fn progress(&self, list: TokenList<'_>) -> (usize, usize) {
        (self.by_name.looked(), list.tokens.len())
    }
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

/// The places among tokens that can, which are by name, in another order; those alike in a column stay by name. Each
/// creator is put in order once, not with each comparison.
pub fn sorted_holders(
    found: &[Holder],
    index: &Index,
    order: TableOrder<HolderColumn>,
) -> Vec<usize> {
    let creator = |holder: &Holder| {
        holder.token.created_by.as_ref()?;
        usize::try_from(holder.place).ok().map(|place| index.creator(place))
    };
    let is_by_creator = order.column == HolderColumn::CreatedBy;
    let creators: Vec<Option<&str>> =
        if is_by_creator { found.iter().map(creator).collect() } else { Vec::new() };
    let mut names: Vec<&str> =
        creators.iter().flatten().copied().collect::<FxHashSet<_>>().into_iter().collect();
    names.sort_unstable_by(|one, other| natural_order(one, other));
    let ranks: FxHashMap<&str, usize> = names.into_iter().zip(0..).collect();
    // Who is not known comes last.
    let rank = |at: usize| {
        let name = creators.get(at).copied().flatten();
        name.and_then(|name| ranks.get(name)).copied().unwrap_or(usize::MAX)
    };
    let mut places: Vec<(usize, usize)> =
        (0..found.len()).map(|at| (if is_by_creator { rank(at) } else { at }, at)).collect();
    order.sort(&mut places, |column, (key, one), (other_key, other)| {
        let holders = found.get(*one).zip(found.get(*other));
        match column {
            HolderColumn::Token | HolderColumn::CreatedBy => key.cmp(other_key),
            _ => holders.map_or(Ordering::Equal, |(one, other)| compare(column, one, other)),
        }
    });
    places.into_iter().map(|(_, at)| at).collect()
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
