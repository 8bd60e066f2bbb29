//! Changes of access that are being made. They belong to the console and not to the page that started them: whoever
//! leaves that page is told how they ended wherever they are by then.

use std::sync::Arc;

use console_core::api::{ApiError, Applied};
use console_core::domain::access::{AccessSet, Conflict, Diff, Grant};
use console_core::domain::ids::{OrgName, TokenId};
use leptos::prelude::*;

/// Which token, and what to call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) org: OrgName,
    pub(crate) id: TokenId,
    pub(crate) name: String,
}

/// How far a change is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stage {
    Applying {
        done: usize,
        total: usize,
    },
    /// Nothing was sent: the access could not be read again.
    Unread(ApiError),
    /// Nothing was sent: the access was changed first, by somebody else or in another tab of this browser.
    Conflict {
        conflict: Conflict,
        own: Diff,
    },
    /// The calls were made, with something left or not known.
    Partly(Arc<Applied>),
}

/// How a change ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ending {
    /// All of it is made.
    Whole { change: Diff, made: usize },
    /// All of it was made elsewhere before.
    AlreadySo { count: usize },
    /// Something is left, or not known.
    Left { made: usize, left: usize },
}

/// What a token's access is after a change was made on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    /// As it was read back.
    pub(crate) access: AccessSet,
    /// What was undone and is wanted all the same: it is unsaved again.
    pub(crate) again: Diff,
}

/// Something to do on a token's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Errand {
    /// Review the way back from a change.
    Undo(Diff),
    /// Review the way back from what was made of a change of which a removal is left.
    TakeBack(Diff),
    /// Stage what was discarded.
    Restore(Diff),
    /// Look at what is left of a change.
    Review,
}

/// What came of a change: what its token's page tells, and how it ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Came {
    pub(super) stage: Option<Stage>,
    pub(super) ending: Ending,
}

impl Came {
    /// Nothing was sent: the access could not be read again.
    pub(super) fn unread(change: &Diff, error: ApiError) -> Self {
        let ending = Ending::Left { made: 0, left: change.len() };
        Self { stage: Some(Stage::Unread(error)), ending }
    }

    /// Nothing was sent: the access was `base` when it was reviewed and is `now`. Other tabs of this browser told of
    /// the changes `elsewhere`.
    pub(super) fn changed_first(
        base: &AccessSet,
        now: &AccessSet,
        change: Diff,
        elsewhere: &Diff,
    ) -> Self {
        let changed = Diff::between(base, now);
        let theirs = changed.without(&elsewhere.without(&change));
        let own = changed.without(&theirs);
        let left = change.outstanding(now);
        let count = change.len();
        let conflict = Conflict { theirs, mine: change };
        let is_mine = own.is_empty() && conflict.split_already_done().1.is_empty();
        if left.is_empty() && is_mine {
            Self { stage: None, ending: Ending::AlreadySo { count } }
        } else {
            let ending = Ending::Left { made: 0, left: left.len() };
            Self { stage: Some(Stage::Conflict { conflict, own }), ending }
        }
    }

    /// The calls were made.
    pub(super) fn applied(change: Diff, applied: Applied) -> Self {
        let made = applied.made().len();
        if applied.is_whole() {
            Self { stage: None, ending: Ending::Whole { change, made } }
        } else {
            let ending = Ending::Left { made, left: applied.left.len() };
            Self { stage: Some(Stage::Partly(Arc::new(applied))), ending }
        }
    }
}

/// What is under way and what came of it. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Changes {
    stages: RwSignal<Vec<(OrgName, TokenId, Stage)>>,
    /// Endings that nobody was told yet.
    endings: RwSignal<Vec<(Subject, Ending)>>,
    /// The access of the last token that a change was made on, as it was read back, until its page takes it over.
    settled: RwSignal<Option<(OrgName, TokenId, Settled)>>,
    errand: RwSignal<Option<(OrgName, TokenId, Errand)>>,
    /// What calls gave on other databases than those that were meant, until somebody wants it there.
    strays: RwSignal<Vec<(OrgName, TokenId, Grant)>>,
    /// What other tabs of this browser changed since it was last read here.
    elsewhere: RwSignal<Vec<(OrgName, TokenId, Diff)>>,
}

impl Changes {
    pub(super) fn new() -> Self {
        Self {
            stages: RwSignal::new(Vec::new()),
            endings: RwSignal::new(Vec::new()),
            settled: RwSignal::new(None),
            errand: RwSignal::new(None),
            strays: RwSignal::new(Vec::new()),
            elsewhere: RwSignal::new(Vec::new()),
        }
    }

    /// Watches how far the change of a token is.
    pub(crate) fn stage(self, org: &OrgName, id: &TokenId) -> Option<Stage> {
        self.stages.with(|all| {
            all.iter()
                .find(|(own, one, _)| own == org && one == id)
                .map(|(.., stage)| stage.clone())
        })
    }

    /// Watches what changes of a token gave on other databases, as far as it has that still.
    pub(crate) fn strays(self, org: &OrgName, id: &TokenId, held: &AccessSet) -> Vec<Grant> {
        self.strays.with(|all| {
            let own = all.iter().filter(|(own, one, _)| own == org && one == id);
            own.map(|(.., grant)| *grant).filter(|grant| held.contains(*grant)).collect()
        })
    }

    /// A change of a token gave that on other databases.
    pub(super) fn note_strays(self, subject: &Subject, strays: &[Grant]) {
        let own = |grant: &Grant| (subject.org.clone(), subject.id.clone(), *grant);
        self.strays.update(|all| {
            let new: Vec<_> = strays.iter().map(own).filter(|one| !all.contains(one)).collect();
            all.extend(new);
        });
    }

    /// What changes of a token gave on other databases is wanted there.
    pub(crate) fn keep_strays(self, org: &OrgName, id: &TokenId) {
        self.strays.update(|all| all.retain(|(own, one, _)| own != org || one != id));
    }

    /// A change of a token begins, unless one is under way; whether it does.
    pub(super) fn begin(self, subject: &Subject) -> bool {
        let is_running = self.stages.with_untracked(|all| {
            all.iter().any(|(org, id, stage)| {
                *org == subject.org && *id == subject.id && matches!(stage, Stage::Applying { .. })
            })
        });
        if !is_running {
            self.is_applying(subject, 0, 0);
        }
        !is_running
    }

    /// That many of its calls are made, of so many.
    pub(super) fn is_applying(self, subject: &Subject, done: usize, total: usize) {
        self.set(subject, Some(Stage::Applying { done, total }));
    }

    /// It has ended.
    pub(super) fn end(self, subject: Subject, came: Came) {
        self.set(&subject, came.stage);
        self.endings.update(|all| all.push((subject, came.ending)));
    }

    /// The access of a token is that, after a change was made on it.
    pub(super) fn settle(self, org: OrgName, id: TokenId, now: Settled) {
        self.settled.set(Some((org, id, now)));
    }

    /// Another tab of this browser changed a token.
    pub(super) fn note_elsewhere(self, org: OrgName, id: TokenId, diff: Diff) {
        self.elsewhere.update(|all| all.push((org, id, diff)));
    }

    /// Something is to be done on a token's page.
    pub(super) fn set_errand(self, org: OrgName, id: TokenId, errand: Errand) {
        self.errand.set(Some((org, id, errand)));
    }

    fn set(self, subject: &Subject, stage: Option<Stage>) {
        self.stages.update(|all| {
            all.retain(|(org, id, _)| *org != subject.org || *id != subject.id);
            all.extend(stage.map(|stage| (subject.org.clone(), subject.id.clone(), stage)));
        });
    }

    /// What other tabs of this browser changed of a token since it was last read here; it is known now.
    pub(crate) fn take_elsewhere(self, org: &OrgName, id: &TokenId) -> Diff {
        let mut taken = Diff::default();
        self.elsewhere.update(|all| {
            all.retain(|(own, one, diff)| {
                let is_it = own == org && one == id;
                if is_it {
                    taken.additions.extend(&diff.additions);
                    taken.removals.extend(&diff.removals);
                }
                !is_it
            });
        });
        taken
    }

    /// What came of a change was seen. One that is under way stays.
    pub(crate) fn forget(self, org: &OrgName, id: &TokenId) {
        self.stages.update(|all| {
            all.retain(|(own, one, stage)| {
                own != org || one != id || matches!(stage, Stage::Applying { .. })
            });
        });
    }

    /// Watches the endings and takes those that nobody was told yet.
    pub(crate) fn take_endings(self) -> Vec<(Subject, Ending)> {
        if self.endings.with(Vec::is_empty) {
            return Vec::new();
        }
        let mut all = Vec::new();
        self.endings.update(|endings| all = std::mem::take(endings));
        all
    }

    /// Watches for the access of a token after a change was made on it, and takes it: whoever reads the token later
    /// knows better.
    pub(crate) fn take_settled(self, org: &OrgName, id: &TokenId) -> Option<Settled> {
        take(self.settled, org, id)
    }

    /// Watches for something to do on a token's page, and takes it.
    pub(crate) fn take_errand(self, org: &OrgName, id: &TokenId) -> Option<Errand> {
        take(self.errand, org, id)
    }
}

/// Watches what waits for a token, and takes it.
fn take<T: Send + Sync + 'static>(
    waiting: RwSignal<Option<(OrgName, TokenId, T)>>,
    org: &OrgName,
    id: &TokenId,
) -> Option<T> {
    let is_own = waiting.with(|one| one.as_ref().is_some_and(|one| one.0 == *org && one.1 == *id));
    let taken = is_own.then(|| waiting.try_update(Option::take)).flatten().flatten();
    taken.map(|(.., what)| what)
}
