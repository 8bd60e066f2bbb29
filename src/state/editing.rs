//! A token that is edited: what is known of it, what is changed, what is open above its page.

use std::sync::Arc;

use console_core::api::ApiError;
use console_core::domain::access::{AccessSet, Diff, Draft, Grant, Refused, Review};
use console_core::domain::ids::TokenId;
use console_core::domain::meaning::Meaning;
use console_core::domain::token::Token;
use console_core::words::tokens::display_name;
use leptos::prelude::*;

use super::{App, Errand, Organization, Settled, Stage, Subject, Task};
use crate::platform::turns::after_next_paint;

/// How the page's reading stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reading {
    Running,
    Done,
    Failed(ApiError),
}

/// What is open above the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    Nothing,
    Review,
    Delete,
    /// The token leaked: it is deleted, then replaced.
    Leaked,
    Export,
}

/// The way back from a change, which is neither sent with what is staged nor staged itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Apart {
    /// What it changes.
    pub(crate) change: Diff,
    /// What it undoes and is unsaved again then: a removal is left of the same change, and without its other half that
    /// would take away more than anybody wants.
    pub(crate) again: Diff,
}

/// The state of the page. Copies are the same state.
#[derive(Clone, Copy)]
pub(crate) struct Editing {
    pub(crate) app: App,
    pub(crate) store: Organization,
    id: StoredValue<TokenId>,
    pub(crate) token: RwSignal<Option<Arc<Token>>>,
    pub(crate) draft: RwSignal<Draft>,
    /// The draft stands on what the API said.
    pub(crate) known: RwSignal<bool>,
    pub(crate) reading: RwSignal<Reading>,
    /// What somebody else changed while something was unsaved here.
    pub(crate) theirs: RwSignal<Option<Diff>>,
    pub(crate) open: RwSignal<Open>,
    /// What is reviewed apart from what is staged: the way back from a change.
    pub(crate) apart: RwSignal<Option<Apart>>,
    pub(crate) unsaved: Memo<usize>,
    /// How many changes have ended on this page.
    settled: StoredValue<u32>,
    task: Task,
}

impl Editing {
    /// Nothing is known yet.
    pub(crate) fn new(app: App, store: Organization, id: TokenId) -> Self {
        let draft = RwSignal::new(Draft::default());
        Self {
            app,
            store,
            id: StoredValue::new(id),
            token: RwSignal::new(None),
            draft,
            known: RwSignal::new(false),
            reading: RwSignal::new(Reading::Running),
            theirs: RwSignal::new(None),
            open: RwSignal::new(Open::Nothing),
            apart: RwSignal::new(None),
            unsaved: Memo::new(move |_| draft.with(Draft::unsaved)),
            settled: StoredValue::new(0),
            task: Task::of_page(),
        }
    }

    pub(crate) fn id(self) -> TokenId {
        self.id.get_value()
    }

    /// What the token is called, as far as that is known.
    pub(crate) fn name(self) -> String {
        let shown = |token: &Arc<Token>| display_name(token).to_owned();
        self.token.with(|token| token.as_ref().map_or_else(String::new, shown))
    }

    pub(crate) fn is_read_only(self) -> bool {
        self.app.with_config(|config| config.read_only)
    }

    /// What to call the token in a sentence.
    pub(crate) fn subject(self) -> Subject {
        let id = self.id();
        let name = self.token.with_untracked(|token| {
            token.as_ref().map_or_else(|| id.to_string(), |it| display_name(it).to_owned())
        });
        Subject { org: self.store.name(), id, name }
    }

    /// Watches how far a change of this token is.
    pub(crate) fn stage(self) -> Option<Stage> {
        self.app.changes.stage(&self.store.name(), &self.id())
    }

    /// Changes the draft and keeps the change.
    pub(crate) fn edit(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        let resources = self.store.resources();
        let diff = self.draft.with_untracked(Draft::diff);
        self.app.drafts.write(&self.store.name(), &self.id(), &diff, &resources.borrow());
    }

    /// Gives the staged changes up; what they were.
    pub(crate) fn discard(self) -> Diff {
        let diff = self.draft.with_untracked(Draft::diff);
        self.edit(Draft::discard);
        self.theirs.set(None);
        diff
    }

    /// What is reviewed: the access as the API gave it and as it is wanted, which is what is staged, or the way back
    /// from a change alone. Watched.
    pub(crate) fn with_reviewed<T>(self, read: impl FnOnce(&AccessSet, &AccessSet) -> T) -> T {
        let apart = self.apart.get();
        self.draft.with(|draft| match apart {
            None => read(draft.base(), draft.wanted()),
            Some(apart) => read(draft.base(), &draft.with_only(&apart.change)),
        })
    }

    /// What "Review changes" shows.
    pub(crate) fn review(self) -> Review {
        let resources = self.store.resources();
        self.with_reviewed(|base, wanted| Review::of(base, wanted, &resources.borrow()))
    }

    /// Gives up what no call can make of the reviewed change, so that the rest of it can be made.
    pub(crate) fn leave_out(self, refused: &[(Grant, Refused)]) {
        let of = |all: &[Grant], is_wanted: bool| -> Vec<Grant> {
            let is_refused = |grant: &Grant| refused.iter().any(|(own, _)| own == grant);
            all.iter().copied().filter(|grant| is_refused(grant) == is_wanted).collect()
        };
        let part = |change: &Diff, is_wanted: bool| Diff {
            additions: of(&change.additions, is_wanted),
            removals: of(&change.removals, is_wanted),
        };
        self.app.changes.forget(&self.store.name(), &self.id());
        match self.apart.get_untracked() {
            Some(apart) => {
                self.apart.set(Some(Apart { change: part(&apart.change, false), ..apart }));
            }
            None => self.edit(|draft| draft.stage(&part(&draft.diff(), true).inverse())),
        }
    }

    /// What the reviewed change means.
    pub(crate) fn meaning(self) -> Meaning {
        let listed = self.store.listed_databases();
        let resources = self.store.resources();
        self.with_reviewed(|base, wanted| {
            Meaning::of(base, wanted, &resources.borrow(), listed.as_deref())
        })
    }

    /// Closes the review, with what was told in it.
    pub(crate) fn close_review(self) {
        self.app.changes.forget(&self.store.name(), &self.id());
        self.apart.set(None);
        self.open.set(Open::Nothing);
    }

    /// Follows what is done for this token beyond this page.
    pub(crate) fn follow(self) {
        Effect::new(move |_| self.settle());
        Effect::new(move |_| self.take_errand());
        Effect::new(move |_| self.show_stage());
    }

    /// Stands on what is known once a change has ended.
    pub(super) fn settle(self) {
        if self.known.get()
            && let Some(Settled { access, again }) =
                self.app.changes.take_settled(&self.store.name(), &self.id())
        {
            self.settled.update_value(|settled| *settled += 1);
            untrack(|| {
                self.edit(|draft| {
                    draft.rebase(access);
                    draft.stage(&again);
                });
            });
        }
    }

    /// Does what a message's button wants.
    pub(super) fn take_errand(self) {
        if self.known.get()
            && let Some(errand) = self.app.changes.take_errand(&self.store.name(), &self.id())
        {
            untrack(|| self.run(errand));
        }
    }

    /// Shows whoever comes back how far a change is, or what came of it.
    pub(super) fn show_stage(self) {
        if self.known.get() && untrack(|| self.stage()).is_some() {
            self.open.set(Open::Review);
        }
    }

    fn run(self, errand: Errand) {
        match errand {
            Errand::Restore(diff) => self.edit(|draft| draft.stage(&diff)),
            // What else is staged is neither sent with it nor lost.
            Errand::Undo(change) => {
                self.apart.set(Some(Apart { change, again: Diff::default() }));
                self.open.set(Open::Review);
            }
            Errand::TakeBack(change) => {
                let again = change.inverse();
                self.apart.set(Some(Apart { change, again }));
                self.open.set(Open::Review);
            }
            Errand::Review => self.open.set(Open::Review),
        }
    }

    /// Takes over what the API says now.
    pub(crate) fn learn(self, token: Arc<Token>, now: AccessSet) {
        self.store.put_access(&token.id, &now);
        self.token.set(Some(token));
        if self.known.get_untracked() {
            let mut conflict = None;
            self.edit(|draft| conflict = draft.rebase(now));
            // What is as it is wanted here is no news.
            let own = self.app.changes.take_elsewhere(&self.store.name(), &self.id());
            let theirs = conflict.map(|conflict| conflict.split_already_done().1.without(&own));
            let dirty = self.unsaved.get_untracked() > 0;
            self.theirs.set(theirs.filter(|theirs| dirty && !theirs.is_empty()));
        } else {
            let mut draft = Draft::new(now);
            let (resources, org) = (self.store.resources(), self.store.name());
            let kept = self.app.drafts.read(&org, &self.id(), &mut resources.borrow_mut());
            // Where nothing can be sent, only what is so is shown.
            if let Some(kept) = kept.filter(|_| !self.is_read_only()) {
                draft.stage(&kept);
            }
            let diff = draft.diff();
            self.draft.set(draft);
            if !self.is_read_only() {
                self.app.drafts.write(&org, &self.id(), &diff, &resources.borrow());
            }
            self.known.set(true);
        }
    }

    /// Reads the token and its access.
    pub(crate) fn read(self) {
        self.reading.set(Reading::Running);
        let Self { app, store, .. } = self;
        let (client, resources, org, id) =
            (app.client(), store.resources(), store.name(), self.id());
        // What is known is seen before it is asked for again.
        let is_known = self.known.get_untracked();
        // What is read now is newer than what came of changes before.
        let _ = untrack(|| app.changes.take_settled(&org, &id));
        let settled = self.settled.get_value();
        self.task.run(async move {
            if is_known {
                after_next_paint().await;
            }
            let read = async {
                let token = client.token(&org, &id, &resources).await?;
                let access = match token.access.set() {
                    Some(told) => told,
                    None => client.access(&org, &id, &resources).await?,
                };
                Ok::<_, ApiError>((token, access))
            };
            let read = read.await;
            self.app.tick();
            match read {
                // A change ended in the meantime: this may be how it was before.
                Ok(_) if self.settled.get_value() != settled => self.read(),

                Ok((token, access)) => {
                    app.note(None);
                    self.learn(token, access);
                    // What was changed elsewhere before is known now.
                    let _ = app.changes.take_elsewhere(&org, &id);
                    self.reading.set(Reading::Done);
                }
                Err(error) => {
                    app.note(Some(&error));
                    if error.is_not_found() {
                        store.remove(&id);
                    }
                    self.reading.set(Reading::Failed(error));
                }
            }
        });
    }
}
