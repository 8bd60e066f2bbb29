//! The deletion of a token, from the dialog to its end. What somebody confirmed is read once more before anything is
//! sent: afterwards nobody can read what the token held.

use std::sync::Arc;

use console_core::api::{ApiError, Completeness, Deleted, Fault};
use console_core::domain::access::{AccessSet, Diff};
use console_core::domain::deletion::{News, Shown, Successor, news};
use console_core::domain::ids::TokenId;
use console_core::domain::rotation::Rotation;
use console_core::domain::token::Token;
use leptos::prelude::*;

use super::{App, Editing, ListStatus, Organization};

/// Why a token is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Nobody needs it any more.
    Unneeded,
    /// Somebody else has its secret. A token with the same access is begun afterwards.
    Leaked,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DeletionStage {
    /// Somebody looks at what it means.
    Asking,
    /// It is read once more, or being deleted.
    Running,
    /// It is not what was confirmed any more: somebody has to look again.
    Changed(Vec<News>),
    /// It could not be read once more: somebody has to say that it is to be deleted all the same.
    Unread(ApiError),
    /// Nobody could read whether the token is gone: it may work still.
    Unconfirmed,
    /// What was answered speaks of a token that is gone, but the list of tokens has it.
    StillListed,
    /// It was not deleted.
    Failed(ApiError),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DeletionEnd {
    /// The token is gone. The token and its access, where it is to be replaced.
    Deleted(Deleted, Option<(Arc<Token>, AccessSet)>),
    /// Nothing was sent, it failed, or nobody knows whether it was done: the stage says why.
    NotDeleted(DeletionStage),
}

/// A deletion that somebody is asked about. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Deletion {
    pub(crate) editing: Editing,
    pub(crate) reason: Reason,
    pub(crate) stage: RwSignal<DeletionStage>,
    /// The rotation that the token is the old one of, as it was known when the dialog opened.
    rotation: StoredValue<Option<Rotation>>,
    /// The token that takes its place was not found.
    is_successor_gone: RwSignal<bool>,
}

impl Deletion {
    /// Nothing is confirmed yet.
    pub(crate) fn new(editing: Editing, reason: Reason, rotation: Option<Rotation>) -> Self {
        let id = editing.id();
        let known = || {
            let created = editing.app.creation.rotations.get_untracked();
            let of = |tokens: &[Arc<Token>]| Rotation::of(&id, &created, tokens);
            untrack(|| editing.store.with_tokens(|tokens, _| of(tokens)))
        };
        let rotation = rotation.or_else(known).filter(|rotation| rotation.old.id == id);
        Self {
            editing,
            reason,
            stage: RwSignal::new(DeletionStage::Asking),
            rotation: StoredValue::new(rotation),
            is_successor_gone: RwSignal::new(false),
        }
    }

    /// The token, as far as it is known. Watched.
    pub(crate) fn token(self) -> Option<Arc<Token>> {
        let Editing { store, token, .. } = self.editing;
        let listed = || store.with_tokens(|_, _| store.token(&self.editing.id()));
        token.get().or_else(listed)
    }

    /// What it holds, where that is known. Watched.
    pub(crate) fn access(self) -> Option<AccessSet> {
        let Editing { known, draft, .. } = self.editing;
        known.get().then(|| draft.with(|draft| draft.base().clone()))
    }

    /// What it holds, apart from what is on deleted databases, which nobody can be given. Watched.
    pub(crate) fn living(self) -> Option<AccessSet> {
        let resources = self.editing.store.resources();
        self.access().map(|access| access.without_deleted(&resources.borrow()))
    }

    /// The token that takes its place, and whether it can. Watched.
    pub(crate) fn successor(self) -> Option<(Arc<Token>, Successor)> {
        let new = self.rotation.get_value()?.new;
        let Editing { app, store, .. } = self.editing;
        let Some(new) = store.with_tokens(|_, _| store.token(&new.id)) else {
            let is_gone =
                self.is_successor_gone.get() || store.status.with(ListStatus::is_complete);
            return is_gone.then_some((new, Successor::Gone));
        };
        let successor = Successor::of(&new, self.living().as_ref(), app.now().get());
        Some((new, successor))
    }

    /// What is shown of it.
    fn shown(self) -> Shown {
        untrack(|| Shown {
            access: self.access(),
            last_used_at: self.token().and_then(|token| token.last_used_at),
            successor: self.successor().map(|(_, successor)| successor),
        })
    }

    /// Reads what was confirmed once more, then deletes the token. The work runs to its end whatever page is shown.
    pub(crate) fn run(self, on_end: impl FnOnce(DeletionEnd) + 'static) {
        let before = self.stage.get_untracked();
        if before == DeletionStage::Running {
            return;
        }
        self.stage.set(DeletionStage::Running);
        let Editing { app, store, .. } = self.editing;
        let order = Order {
            app,
            store,
            id: self.editing.id(),
            reason: self.reason,
            rotation: self.rotation.get_value(),
            shown: self.shown(),
            known: untrack(|| self.token()),
            was_unread: matches!(
                before,
                DeletionStage::Unread(_) | DeletionStage::Unconfirmed | DeletionStage::StillListed
            ),
        };
        app.run_to_end(async move { on_end(order.carry_out(self).await) });
    }

    /// The page learns what was read, if it is there still.
    fn learn(self, token: &Arc<Token>, access: Option<AccessSet>) {
        if let Some(access) = access.filter(|_| self.stage.try_get_untracked().is_some()) {
            self.editing.learn(token.clone(), access);
        }
    }
}

/// A deletion that somebody confirmed, with all that the work needs: it goes on after its page is gone.
struct Order {
    app: App,
    store: Organization,
    id: TokenId,
    reason: Reason,
    rotation: Option<Rotation>,
    /// What was confirmed.
    shown: Shown,
    /// The token as it was known then.
    known: Option<Arc<Token>>,
    /// Whoever confirmed it said that it is to be deleted unread.
    was_unread: bool,
}

impl Order {
    async fn carry_out(&self, page: Deletion) -> DeletionEnd {
        let held = || {
            let listed = || self.known.as_ref().and_then(|token| token.access.set());
            self.shown.access.clone().or_else(listed)
        };
        match self.look(page).await {
            // Nobody can be asked to delete it unread while nothing can be sent.
            Found::Unread(error) if error.is_signed_out() || error.fault == Fault::Offline => {
                self.app.note(Some(&error));
                DeletionEnd::NotDeleted(DeletionStage::Failed(error))
            }
            Found::Unread(error) if !self.was_unread => {
                DeletionEnd::NotDeleted(DeletionStage::Unread(error))
            }
            Found::Unread(_) | Found::Gone => self.send(self.known.clone(), held(), false).await,
            Found::Token(_, news) if !news.is_empty() => {
                DeletionEnd::NotDeleted(DeletionStage::Changed(news))
            }
            Found::Token(token, _) => {
                let access = token.access.set();
                self.send(Some(token), access, true).await
            }
        }
    }

    async fn look(&self, page: Deletion) -> Found {
        let Self { app, store, id, shown, .. } = self;
        let (client, resources, org) = (app.client(), store.resources(), store.name());
        let token = match client.token_with_access(&org, id, &resources).await {
            Ok(token) => token,
            // The deletion tells whether it is gone or hidden.
            Err(error) if error.is_not_found() => return Found::Gone,
            Err(error) => return Found::Unread(error),
        };
        let access = token.access.set();
        let living = access.as_ref().map(|it| it.without_deleted(&resources.borrow()));
        let mut now = Shown { access, last_used_at: token.last_used_at, successor: None };
        if let Some(new) = self.rotation.as_ref().map(|rotation| &rotation.new.id) {
            now.successor = match client.token_with_access(&org, new, &resources).await {
                Ok(new) => {
                    store.put(new.clone());
                    Some(Successor::of(&new, living.as_ref(), client.now()))
                }
                Err(error) if error.is_not_found() => {
                    store.remove(new);
                    let _ = page.is_successor_gone.try_set(true);
                    Some(Successor::Gone)
                }
                Err(error) => return Found::Unread(error),
            };
        }
        app.tick();
        store.put(token.clone());
        page.learn(&token, now.access.clone());
        let news = news(shown, &now, client.now());
        Found::Token(token, news)
    }

    /// Whether the list of tokens has the token; `None` where it is not in it, and it could not be read whole. Who may
    /// not read a token may see that it is gone.
    async fn is_listed(&self) -> Option<bool> {
        let (client, resources) = (self.app.client(), self.store.resources());
        let mut is_listed = false;
        let read = client
            .tokens(&self.store.name(), &resources, |tokens, _| {
                is_listed |= tokens.iter().any(|token| token.id == self.id);
            })
            .await;
        (is_listed || read == Ok(Completeness::Complete)).then_some(is_listed)
    }

    /// Sends it; `access` is what the token holds. One that was seen right before and is not found afterwards is gone;
    /// of another one "not found" may mean that the console may not see it, and the list tells.
    async fn send(
        &self,
        token: Option<Arc<Token>>,
        access: Option<AccessSet>,
        was_seen: bool,
    ) -> DeletionEnd {
        let Self { app, store, id, .. } = self;
        let org = store.name();
        let how = match app.client().delete_token(&org, id).await {
            Ok(how) if how == Deleted::Unchecked || !was_seen => match self.is_listed().await {
                Some(false) if how == Deleted::Unchecked => Deleted::Now,
                Some(false) => how,
                Some(true) => return DeletionEnd::NotDeleted(DeletionStage::StillListed),
                None => return DeletionEnd::NotDeleted(DeletionStage::Unconfirmed),
            },
            Ok(how) => how,
            Err(error) => {
                app.note(Some(&error));
                return DeletionEnd::NotDeleted(DeletionStage::Failed(error));
            }
        };
        let resources = store.resources();
        let replaced = token.zip(access).filter(|_| self.reason == Reason::Leaked);
        let replaced =
            replaced.map(|(token, access)| (token, access.without_deleted(&resources.borrow())));
        store.remove(id);
        // Whoever deleted it may have replaced it too.
        if how == Deleted::Before {
            store.refresh();
        }
        app.drafts.write(&org, id, &Diff::default(), &resources.borrow());
        DeletionEnd::Deleted(how, replaced)
    }
}

/// What was found before the deletion.
enum Found {
    /// The token, and what is different from what was shown.
    Token(Arc<Token>, Vec<News>),
    /// It was not found.
    Gone,
    /// Reading failed.
    Unread(ApiError),
}
