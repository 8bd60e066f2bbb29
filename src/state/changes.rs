//! Changes of access that are being made. They belong to the console and not to the page that started them: whoever
//! leaves that page is told how they ended wherever they are by then.

use std::sync::Arc;

use console_core::api::{ApiError, Applied, NotApplied};
use console_core::domain::access::{AccessSet, Conflict, Diff, Draft};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::route::Route;

use super::draft_store::{message, told};
use super::{App, Organization};
use crate::platform::channel::{self, Topic};
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

/// Something to do on a token's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Errand {
    /// Review the way back from a change.
    Undo(Diff),
    /// Stage what was discarded.
    Restore(Diff),
    /// Look at what is left of a change.
    Review,
}

/// What is under way and what came of it. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Changes {
    stages: RwSignal<Vec<(OrgName, TokenId, Stage)>>,
    /// Endings that nobody was told yet.
    endings: RwSignal<Vec<(Subject, Ending)>>,
    /// The access of the last token that a change was made on, as it is now.
    settled: RwSignal<Option<(OrgName, TokenId, AccessSet)>>,
    errand: RwSignal<Option<(OrgName, TokenId, Errand)>>,
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

    /// Watches the access of a token after a change was made on it.
    pub(crate) fn settled(self, org: &OrgName, id: &TokenId) -> Option<AccessSet> {
        self.settled.with(|settled| {
            let (own, one, access) = settled.as_ref()?;
            (own == org && one == id).then(|| access.clone())
        })
    }

    /// Watches for something to do on a token's page, and takes it.
    pub(crate) fn take_errand(self, org: &OrgName, id: &TokenId) -> Option<Errand> {
        let is_here = |errand: &Option<(OrgName, TokenId, Errand)>| {
            errand.as_ref().is_some_and(|(own, one, _)| own == org && one == id)
        };
        if !self.errand.with(is_here) {
            return None;
        }
        let mut taken = None;
        self.errand.update(|errand| taken = errand.take());
        taken.map(|(.., errand)| errand)
    }
}

impl App {
    /// Hears what other tabs of this browser change.
    pub(crate) fn watch_changes(self) {
        channel::listen(Topic::Changes, move |message| {
            if let Some((org, id, read)) = told(&message) {
                let resources = self.organization(&org).resources();
                let diff = read(&mut resources.borrow_mut());
                self.changes.elsewhere.update(|all| all.push((org, id, diff)));
            }
        });
    }

    /// Whether a token's page is shown.
    pub(crate) fn is_shown(self, org: &OrgName, id: &TokenId) -> bool {
        self.route_now() == Route::Token(org.clone(), id.clone())
    }

    /// Does something on a token's page, wherever the person is now.
    pub(crate) fn run_errand(self, org: &OrgName, id: &TokenId, errand: Errand) {
        self.changes.errand.set(Some((org.clone(), id.clone(), errand)));
        if !self.is_shown(org, id) {
            self.go(&Route::Token(org.clone(), id.clone()).print());
        }
    }

    /// Makes a change that was reviewed against `base`, to its end.
    pub(crate) fn apply(
        self,
        store: Organization,
        subject: Subject,
        base: AccessSet,
        change: Diff,
    ) {
        let Changes { endings, .. } = self.changes;
        let running = self.changes.stages.with_untracked(|all| {
            all.iter().any(|(org, id, stage)| {
                *org == subject.org && *id == subject.id && matches!(stage, Stage::Applying { .. })
            })
        });
        if running {
            return;
        }
        self.changes.set(&subject, Some(Stage::Applying { done: 0, total: 0 }));
        let (client, resources) = (self.client(), store.resources());
        self.run_to_end(async move {
            let result = client
                .apply(&subject.org, &subject.id, &resources, (&base, &change), |done, total| {
                    self.changes.set(&subject, Some(Stage::Applying { done, total }));
                })
                .await;
            let (stage, ending) = match result {
                Err(NotApplied::Unread(error)) => {
                    self.note(Some(&error));
                    let ending = Ending::Left { made: 0, left: change.len() };
                    (Some(Stage::Unread(error)), ending)
                }
                Err(NotApplied::Changed(now)) => {
                    self.settle(store, &subject, &base, now.clone());
                    let elsewhere = self.changes.take_elsewhere(&subject.org, &subject.id);
                    let changed = Diff::between(&base, &now);
                    let theirs = changed.without(&elsewhere.without(&change));
                    let own = changed.without(&theirs);
                    let conflict = Conflict { theirs, mine: change.clone() };
                    let left = change.outstanding(&now);
                    let is_mine = own.is_empty() && conflict.split_already_done().1.is_empty();
                    if left.is_empty() && is_mine {
                        (None, Ending::AlreadySo { count: change.len() })
                    } else {
                        let ending = Ending::Left { made: 0, left: left.len() };
                        (Some(Stage::Conflict { conflict, own }), ending)
                    }
                }
                Ok(applied) => {
                    self.note(applied.failure());
                    self.settle(store, &subject, &base, applied.access.clone());
                    let made = applied.changes_made();
                    tell_others(store, &subject, &Diff::between(&base, &applied.access));
                    if applied.is_whole() {
                        (None, Ending::Whole { change, made })
                    } else {
                        let ending = Ending::Left { made, left: applied.left.len() };
                        (Some(Stage::Partly(Arc::new(applied))), ending)
                    }
                }
            };
            self.changes.set(&subject, stage);
            endings.update(|all| all.push((subject, ending)));
        });
    }

    /// Takes over what a token's access is now: in the list, among the unsaved changes, and on its page if it is shown.
    fn settle(self, store: Organization, subject: &Subject, base: &AccessSet, now: AccessSet) {
        let Subject { org, id, .. } = subject;
        let resources = store.resources();
        let mut draft = Draft::new(base.clone());
        if let Some(kept) = self.drafts.read(org, id, &mut resources.borrow_mut()) {
            draft.stage(&kept);
        }
        draft.rebase(now.clone());
        self.drafts.write(org, id, &draft.diff(), &resources.borrow());
        store.put_access(id, &now);
        self.changes.settled.set(Some((org.clone(), id.clone(), now)));
    }
}

/// Tells this browser's other tabs, so that they do not take it for somebody else's doing.
fn tell_others(store: Organization, subject: &Subject, made: &Diff) {
    if !made.is_empty() {
        let resources = store.resources();
        let text = message(&subject.org, &subject.id, made, &resources.borrow());
        channel::tell(Topic::Changes, &text);
    }
}
