//! The difference between two accesses.

use super::{AccessSet, Grant};

/// What has to be added and removed to get from one access to another. Both sides are sorted, and
/// no grant is on both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    /// Grants that the other has and the first has not.
    pub additions: Vec<Grant>,
    /// Grants that the first has and the other has not.
    pub removals: Vec<Grant>,
}

impl Diff {
    /// Computes what leads from one access to another.
    pub fn between(from: &AccessSet, to: &AccessSet) -> Self {
        Self { additions: to.difference(from).collect(), removals: from.difference(to).collect() }
    }

    /// What is added and what is taken away.
    pub fn iter(&self) -> impl Iterator<Item = Grant> + '_ {
        self.additions.iter().chain(&self.removals).copied()
    }

    /// Whether both accesses are the same.
    pub fn is_empty(&self) -> bool {
        self.additions.is_empty() && self.removals.is_empty()
    }

    /// The number of single changes: a grant added or removed is one.
    pub fn len(&self) -> usize {
        self.additions.len() + self.removals.len()
    }

    /// The access that making these changes on `access` results in.
    #[must_use]
    pub fn applied_to(&self, access: &AccessSet) -> AccessSet {
        let kept = access.iter().filter(|grant| self.removals.binary_search(grant).is_err());
        kept.chain(self.additions.iter().copied()).collect()
    }

    /// These changes without those that `other` makes too.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let left = |own: &[Grant], other: &[Grant]| -> Vec<Grant> {
            own.iter().copied().filter(|grant| !other.contains(grant)).collect()
        };
        Self {
            additions: left(&self.additions, &other.additions),
            removals: left(&self.removals, &other.removals),
        }
    }

    /// The changes that undo these: additions become removals and the other way round.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { additions: self.removals.clone(), removals: self.additions.clone() }
    }

    /// Those of the changes that `access` does not show yet.
    #[must_use]
    pub fn outstanding(&self, access: &AccessSet) -> Self {
        Self {
            additions: self.additions.iter().copied().filter(|&g| !access.contains(g)).collect(),
            removals: self.removals.iter().copied().filter(|&g| access.contains(g)).collect(),
        }
    }
}
