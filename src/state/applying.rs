//! Making a reviewed change of access to its end, and doing something on a token's page from wherever the person is.

use console_core::api::NotApplied;
use console_core::domain::access::{AccessSet, Diff, Draft};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::route::Route;
use leptos::prelude::untrack;

use super::changes::{Came, Settled};
use super::draft_store::{message, told};
use super::{App, Errand, Organization, Subject};
use crate::platform::channel::{self, Topic};

impl App {
    /// Hears what other tabs of this browser change.
    pub(crate) fn watch_changes(self) {
        channel::listen(Topic::Changes, move |message| {
            if let Some((org, id, read)) = told(&message) {
                let resources = self.organization(&org).resources();
                let diff = read(&mut resources.borrow_mut());
                self.changes.note_elsewhere(org, id, diff);
            }
        });
    }

    /// Whether a token's page is shown.
    pub(crate) fn is_shown(self, org: &OrgName, id: &TokenId) -> bool {
        self.navigation.route_now() == Route::Token(org.clone(), id.clone())
    }

    /// Does something on a token's page, wherever the person is now.
    pub(crate) fn run_errand(self, org: &OrgName, id: &TokenId, errand: Errand) {
        self.changes.set_errand(org.clone(), id.clone(), errand);
        if !self.is_shown(org, id) {
            self.go(&Route::Token(org.clone(), id.clone()).print());
        }
    }

    /// Makes a change that was reviewed against `base`, to its end. Of what it undoes, `again` is unsaved then.
    pub(crate) fn apply(
        self,
        store: Organization,
        subject: Subject,
        base: AccessSet,
        change: Diff,
        again: Diff,
    ) {
        if !self.changes.begin(&subject) {
            return;
        }
        let (client, resources) = (self.client(), store.resources());
        self.run_to_end(async move {
            let result = client
                .apply(&subject.org, &subject.id, &resources, (&base, &change), |done, total| {
                    self.changes.is_applying(&subject, done, total);
                })
                .await;
            let came = match result {
                Err(NotApplied::Unread(error)) => {
                    self.note(Some(&error));
                    Came::unread(&change, error)
                }
                Err(NotApplied::Changed(now)) => {
                    self.settle(store, &subject, &base, now.clone(), &Diff::default());
                    let elsewhere = self.changes.take_elsewhere(&subject.org, &subject.id);
                    Came::changed_first(&base, &now, change, &elsewhere)
                }
                Ok(mut applied) => {
                    let held = &applied.access;
                    let before = untrack(|| self.changes.strays(&subject.org, &subject.id, held));
                    applied.keep_strays(&before);
                    self.changes.note_strays(&subject, &applied.astray);
                    self.note(applied.failure());
                    self.settle(store, &subject, &base, applied.access.clone(), &again);
                    tell_others(store, &subject, &Diff::between(&base, &applied.access));
                    Came::applied(change, applied)
                }
            };
            self.changes.end(subject, came);
        });
    }

    /// Takes over what a token's access is now: in the list, among the unsaved changes, and on its page if it is shown.
    fn settle(
        self,
        store: Organization,
        subject: &Subject,
        base: &AccessSet,
        now: AccessSet,
        again: &Diff,
    ) {
        let Subject { org, id, .. } = subject;
        let again = again.outstanding(&now);
        let resources = store.resources();
        let mut draft = Draft::new(base.clone());
        if let Some(kept) = self.drafts.read(org, id, &mut resources.borrow_mut()) {
            draft.stage(&kept);
        }
        draft.rebase(now.clone());
        draft.stage(&again);
        self.drafts.write(org, id, &draft.diff(), &resources.borrow());
        store.put_access(id, &now);
        self.changes.settle(org.clone(), id.clone(), Settled { access: now, again });
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
