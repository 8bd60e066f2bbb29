//! The work of creating a token: sending, searching, giving access. It belongs to no page and runs to its end.

use std::sync::Arc;

use console_core::api::{
    Created, CreationPhase, GrantResult, LostAnswer, NotCreated, SearchOutcome, StartingAccess,
};
use console_core::domain::access::AccessSet;
use console_core::domain::creation::{Attempt, Candidate, End, KnownTokens, NewToken, end_of};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::rotation::{Evidence, Rotation};
use console_core::domain::token::Token;
use futures_channel::oneshot;
use leptos::prelude::*;

use super::creation::{CreationStage, Granting, Made, Opening, PendingGrant, Purpose};
use super::{App, Organization, Unreplaced};

impl App {
    /// Opens the form, or shows the creation that is under way.
    pub(crate) fn open_creation(self, org: OrgName, replaces: Option<Arc<Token>>) {
        self.open_form(org, replaces.map_or(Purpose::New, Purpose::Rotation));
    }

    /// Opens the form for a token with the access of one that leaked and was deleted. Where another creation is in the
    /// way, the access is kept until somebody comes back to it.
    pub(crate) fn open_replacement(self, org: OrgName, old: Arc<Token>, access: AccessSet) {
        self.creation.keep_access(&org, &old, &access);
        self.open_form(org, Purpose::Leak(old, access));
    }

    /// Opens that form once more.
    pub(crate) fn replace(self, one: Unreplaced) {
        self.open_form(one.org, Purpose::Leak(one.old, one.access));
    }

    fn open_form(self, org: OrgName, purpose: Purpose) {
        let creation = self.creation;
        let is_free = creation.made.with_untracked(Option::is_none)
            && creation.opening.with_untracked(Option::is_none);
        if is_free {
            // What was there before is told apart from what comes of this.
            self.organization(&org).ensure();
            self.with_config(|config| creation.fields.begin(&config.policy, &purpose));
            creation.is_asking.set(false);
            creation.stage.set(CreationStage::Filling);
            creation.opening.set(Some(Opening { org, purpose }));
        }
        creation.is_hidden.set(false);
    }

    /// Creates what the form says. An earlier attempt of which nobody knows what came is searched for first.
    pub(crate) fn create(self, wanted: NewToken, start: StartingAccess) {
        let creation = self.creation;
        let Some(opening) = creation.opening.get_untracked() else { return };
        let earlier = match creation.stage.get_untracked() {
            CreationStage::Running(_) => return,
            CreationStage::NotCreated(why) => why.unsettled().cloned(),
            CreationStage::Filling => None,
        };
        creation.is_asking.set(false);
        creation.show(CreationStage::Running(CreationPhase::Sending));
        self.run_to_end(async move {
            let store = self.organization(&opening.org);
            if let Some(earlier) = earlier
                && let Some(found) = self.look_for_earlier(store, earlier).await
            {
                creation.show(CreationStage::NotCreated(NotCreated::Lost(Box::new(found))));
                return;
            }
            self.create_now(store, opening, wanted, start).await;
        });
    }

    /// Looks again for an attempt that is not settled; gives it back if it was found, or if nobody knows still.
    async fn look_for_earlier(
        self,
        store: Organization,
        earlier: LostAnswer,
    ) -> Option<LostAnswer> {
        let phase = CreationPhase::Searching(earlier.error.clone());
        self.creation.show(CreationStage::Running(phase));
        let (client, resources) = (self.client(), store.resources());
        let lost = client.look_again(&store.name(), earlier, &resources).await;
        store.take_found(&lost.search);
        matches!(lost.search, SearchOutcome::Found(_) | SearchOutcome::Failed(_)).then_some(lost)
    }

    async fn create_now(
        self,
        store: Organization,
        opening: Opening,
        wanted: NewToken,
        start: StartingAccess,
    ) {
        let creation = self.creation;
        let (client, resources) = (self.client(), store.resources());
        let (send, stop) = oneshot::channel();
        creation.stop.set_value(Some(send));
        // Without a sender nobody stops it.
        let stop = async move {
            if stop.await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        let on_phase = move |phase| {
            if let CreationPhase::PerhapsFound(_, found) = &phase {
                store.put_found(found);
            }
            creation.show(CreationStage::Running(phase));
        };
        let known = store.known();
        let made = client
            .create_token(&opening.org, wanted.clone(), known, &resources, stop, on_phase)
            .await;
        creation.stop.set_value(None);
        match made {
            Ok(made) => self.show_secret(store, opening, made, start).await,
            Err(why) => {
                self.note(Some(why.error()));
                if let NotCreated::Lost(lost) = &why {
                    store.take_found(&lost.search);
                }
                creation.show(CreationStage::NotCreated(why));
            }
        }
    }

    async fn show_secret(
        self,
        store: Organization,
        opening: Opening,
        created: Created,
        start: StartingAccess,
    ) {
        let creation = self.creation;
        let Created { token, secret, attempt } = created;
        let Opening { org, purpose } = opening;
        self.note(None);
        store.put(token.clone());
        if let Some(old) = purpose.rotated() {
            let rotation =
                Rotation { old: old.clone(), new: token.clone(), evidence: Evidence::Created };
            creation.rotations.update(|all| all.push(rotation));
        }
        creation.note_replacement(&purpose, &token);
        let has_access = start != StartingAccess::Nothing;
        creation.duplicates.set(Vec::new());
        if has_access {
            let grant = PendingGrant { org: org.clone(), token: token.clone(), start };
            creation.grants.update(|all| all.push((grant, Granting::Running(0, 0))));
        }
        creation.secret.set_value(Some(secret));
        creation.is_copied.set(false);
        creation.close_form();
        creation.is_hidden.set(false);
        let end = end_of(&token, &attempt.wanted);
        creation.made.set(Some(Made { org, token, wanted: attempt.wanted.clone(), end, purpose }));
        self.after_creation(store, attempt).await;
    }

    /// What follows once the secret is seen: the end that was not told, the access, and whether it is the only one.
    async fn after_creation(self, store: Organization, attempt: Attempt) {
        let creation = self.creation;
        let Some(made) = creation.made.get_untracked() else { return };
        let (client, resources) = (self.client(), store.resources());
        if made.end == End::Unknown
            && let Ok(token) = client.token(&made.org, &made.token.id, &resources).await
        {
            store.put(token.clone());
            let end = end_of(&token, &made.wanted);
            creation.made.update(|shown| {
                if let Some(shown) = shown.as_mut().filter(|shown| shown.token.id == token.id) {
                    *shown = Made { token, end, ..shown.clone() };
                }
            });
        }
        let own = |all: &Vec<(PendingGrant, Granting)>| {
            all.iter().find(|(grant, _)| grant.token.id == made.token.id).map(|(it, _)| it.clone())
        };
        if let Some(grant) = creation.grants.with_untracked(own) {
            self.give(grant).await;
        }
        let duplicates = client.duplicates(&made.org, &made.token, &attempt, &resources).await;
        let duplicates = duplicates.unwrap_or_default();
        for twin in &duplicates {
            store.put(twin.clone());
        }
        creation.duplicates.set(duplicates);
    }

    /// Gives a new token what it lacks of its access.
    pub(crate) fn grant_again(self, id: &TokenId) {
        let found = self.creation.grants.with_untracked(|all| {
            all.iter().find(|(grant, state)| grant.token.id == *id && state.is_over()).cloned()
        });
        if let Some((grant, _)) = found {
            self.run_to_end(self.give(grant));
        }
    }

    async fn give(self, grant: PendingGrant) {
        let PendingGrant { org, token, start } = grant;
        let tell = |granting| self.creation.set_granting(&token.id, granting);
        let before = match untrack(|| self.creation.granting(&token.id)) {
            Some(Granting::Ended(before)) => Some(*before),
            _ => None,
        };
        tell(Granting::Running(0, 0));
        let store = self.organization(&org);
        let (client, resources) = (self.client(), store.resources());
        let given = async {
            let start = client.starting_access(&org, &start, &resources).await?;
            let on_step = |done, total| tell(Granting::Running(done, total));
            let given = client.grant(&org, &token.id, &start.wanted, &resources, on_step).await?;
            Ok(GrantResult { copied: start.copied, ..given })
        };
        match given.await {
            Ok(mut given) => {
                if let Some(before) = before {
                    given.keep_strays(&before.astray);
                }
                self.note(given.failure.as_ref().or(given.unread.as_ref()));
                store.put_access(&token.id, &given.access);
                tell(Granting::Ended(Box::new(given)));
            }
            Err(error) => {
                self.note(Some(&error));
                // What came of an earlier try is still so.
                tell(match before {
                    Some(before) => Granting::Ended(Box::new(before.not_read_again(error))),
                    None => Granting::Unread(error),
                });
            }
        }
    }
}

impl Organization {
    /// What a search found belongs in the list too.
    fn take_found(self, search: &SearchOutcome) {
        if let SearchOutcome::Found(found) = search {
            self.put_found(found);
        }
    }

    fn put_found(self, found: &[Candidate]) {
        for one in found {
            self.put(one.token.clone());
        }
    }

    /// The tokens that are known before something is created.
    fn known(self) -> KnownTokens {
        let is_complete = self.status.with_untracked(super::ListStatus::is_complete);
        untrack(|| {
            self.with_tokens(|tokens, _| KnownTokens {
                ids: tokens.iter().map(|token| token.id.clone()).collect(),
                is_complete,
            })
        })
    }
}
