//! Editing the access of one token: what the API said, and what is wanted instead.

use super::{AccessSet, Diff, Grant};

/// The access of one token as the API gave it (its base) and as its editor wants it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    base: AccessSet,
    wanted: AccessSet,
}

/// What somebody else did to a token's access while it was being edited here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What they changed.
    pub theirs: Diff,
    /// What was wanted here when they did.
    pub mine: Diff,
}

impl Conflict {
    /// Splits what they changed into what was wanted here too, and so needs no call any more, and the rest.
    pub fn split_already_done(&self) -> (Diff, Diff) {
        let divide = |theirs: &[Grant], mine: &[Grant]| -> (Vec<Grant>, Vec<Grant>) {
            theirs.iter().partition(|grant| mine.binary_search(grant).is_ok())
        };
        let (additions, other_additions) = divide(&self.theirs.additions, &self.mine.additions);
        let (removals, other_removals) = divide(&self.theirs.removals, &self.mine.removals);
        let already = Diff { additions, removals };
        (already, Diff { additions: other_additions, removals: other_removals })
    }
}

impl Draft {
    /// A draft in which nothing is changed yet.
    pub fn new(base: AccessSet) -> Self {
        Self { wanted: base.clone(), base }
    }

    /// What the API said.
    pub fn base(&self) -> &AccessSet {
        &self.base
    }

    /// What is wanted.
    pub fn wanted(&self) -> &AccessSet {
        &self.wanted
    }

    /// Grants or takes away one permission; says whether that changed anything.
    pub fn set(&mut self, grant: Grant, granted: bool) -> bool {
        self.wanted.set(grant, granted)
    }

    /// The changes that are not applied yet.
    pub fn diff(&self) -> Diff {
        Diff::between(&self.base, &self.wanted)
    }

    /// The number of changes that are not applied yet.
    pub fn unsaved(&self) -> usize {
        self.base.difference(&self.wanted).count() + self.wanted.difference(&self.base).count()
    }

    /// Drops every change: what is wanted becomes what the API said.
    pub fn discard(&mut self) {
        self.wanted = self.base.clone();
    }

    /// Stages a change on top of what is wanted (an undo, a restored draft, a copy).
    pub fn stage(&mut self, diff: &Diff) {
        self.wanted = diff.applied_to(&self.wanted);
    }

    /// The access that would be wanted if `change` were the only one.
    pub fn with_only(&self, change: &Diff) -> AccessSet {
        change.applied_to(&self.base)
    }

    /// The changes that are not applied yet, without those of `other`.
    pub fn diff_without(&self, other: &Diff) -> Diff {
        self.diff().without(other)
    }

    /// Takes over what the API says now, keeping the changes that are still changes. Says what
    /// somebody else did, if they did anything.
    pub fn rebase(&mut self, now: AccessSet) -> Option<Conflict> {
        let theirs = Diff::between(&self.base, &now);
        let mine = self.diff();
        self.wanted = mine.applied_to(&now);
        self.base = now;
        (!theirs.is_empty()).then_some(Conflict { theirs, mine })
    }
}
