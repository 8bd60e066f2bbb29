//! The state of a token's page: what is known of the token, what is changed, what is open.

use std::sync::Arc;

use console_core::api::ApiError;
use console_core::domain::access::{AccessSet, Diff, Draft};
use console_core::domain::ids::TokenId;
use console_core::domain::token::Token;
use leptos::prelude::*;

use crate::live::{Memo, RwSignal};
use crate::platform::turns::shown;
use crate::state::{App, DraftStore, Organization, Task};

/// How the page's reading stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    Running,
    Done,
    Failed(ApiError),
}

/// What is open above the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Nothing,
    Review,
    Delete,
    Export,
    Rotate,
}

/// The state of the page. Copies are the same state.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) app: App,
    pub(super) store: Organization,
    id: StoredValue<TokenId>,
    pub(super) token: RwSignal<Option<Arc<Token>>>,
    pub(super) draft: RwSignal<Draft>,
    /// The draft stands on what the API said.
    pub(super) known: RwSignal<bool>,
    pub(super) reading: RwSignal<Reading>,
    /// What somebody else changed while something was unsaved here.
    pub(super) theirs: RwSignal<Option<Diff>>,
    pub(super) open: RwSignal<Open>,
    pub(super) unsaved: Memo<usize>,
    task: Task,
}

impl Editing {
    /// Nothing is known yet.
    pub(super) fn new(app: App, store: Organization, id: TokenId) -> Self {
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
            unsaved: Memo::new(move |_| draft.with(Draft::unsaved)),
            task: Task::of_page(),
        }
    }

    pub(super) fn id(self) -> TokenId {
        self.id.get_value()
    }

    pub(super) fn is_read_only(self) -> bool {
        self.app.with_config(|config| config.read_only)
    }

    /// Changes the draft and keeps the change.
    pub(super) fn edit(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        let resources = self.store.resources();
        let diff = self.draft.with_untracked(Draft::diff);
        DraftStore::write(&self.store.name(), &self.id(), &diff, &resources.borrow());
    }

    /// Takes over what the API says now.
    pub(super) fn learn(self, token: Arc<Token>, now: AccessSet) {
        self.store.put_access(&token.id, &now);
        self.token.set(Some(token));
        if self.known.get_untracked() {
            let mut conflict = None;
            self.edit(|draft| conflict = draft.rebase(now));
            let dirty = self.unsaved.get_untracked() > 0;
            self.theirs.set(conflict.filter(|_| dirty).map(|conflict| conflict.theirs));
        } else {
            let mut draft = Draft::new(now);
            let resources = self.store.resources();
            let kept =
                DraftStore::read(&self.store.name(), &self.id(), &mut resources.borrow_mut());
            if let Some(kept) = kept {
                draft.stage(&kept.0);
            }
            self.draft.set(draft);
            self.known.set(true);
        }
    }

    /// Reads the token and its access.
    pub(super) fn read(self) {
        self.reading.set(Reading::Running);
        let Self { app, store, .. } = self;
        let (client, resources, org, id) =
            (app.client(), store.resources(), store.name(), self.id());
        // What is known is seen before it is asked for again.
        let is_known = self.known.get_untracked();
        self.task.run(async move {
            if is_known {
                shown().await;
            }
            let read = async {
                let token = client.token(&org, &id, &resources).await?;
                let access = match token.access.set() {
                    Some(told) => told,
                    None => client.access(&org, &id, &resources).await?,
                };
                Ok::<_, ApiError>((token, access))
            };
            match read.await {
                Ok((token, access)) => {
                    app.note(None);
                    self.learn(token, access);
                    self.reading.set(Reading::Done);
                }
                Err(error) => {
                    app.note(Some(&error));
                    self.reading.set(Reading::Failed(error));
                }
            }
        });
    }
}
