//! The creation of a token. It belongs to the console, not to the dialog or the page that it was begun from: what was
//! sent is brought to its end, and its secret is shown wherever the person is by then.

use std::sync::Arc;

use console_core::api::{
    ApiError, CreationPhase, GrantResult, NotCreated, SearchOutcome, StartingAccess,
};
use console_core::domain::access::{AccessSet, Starter};
use console_core::domain::config::Policy;
use console_core::domain::creation::{End, NewToken};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::resource::ResourceKey;
use console_core::domain::rotation::Rotation;
use console_core::domain::secret::Secret;
use console_core::domain::token::Token;
use console_core::domain::ttl::Lifetime;
use futures_channel::oneshot;
use leptos::prelude::*;

use super::editing::Open;
use super::unreplaced::Unreplaced;

/// What a token is made for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Purpose {
    /// Something new.
    New,
    /// It takes the place of a token that is deleted afterwards.
    Rotation(Arc<Token>),
    /// It takes the place of a token that leaked and was deleted, with the access that it had.
    Leak(Arc<Token>, AccessSet),
}

impl Purpose {
    /// The token whose place it takes.
    pub(crate) fn old(&self) -> Option<&Token> {
        match self {
            Self::New => None,
            Self::Rotation(old) | Self::Leak(old, _) => Some(old),
        }
    }

    /// The token that it takes the place of, and that is there still.
    pub(crate) fn rotated(&self) -> Option<&Arc<Token>> {
        match self {
            Self::Rotation(old) => Some(old),
            Self::New | Self::Leak(..) => None,
        }
    }
}

/// What the form was opened for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Opening {
    /// Whose token.
    pub(crate) org: OrgName,
    pub(crate) purpose: Purpose,
}

/// What is filled in.
#[derive(Debug, Clone, PartialEq)]
struct Filled {
    name: String,
    lifetime: Lifetime,
    custom: String,
    until: String,
    source: Option<TokenId>,
    starter: Option<Starter>,
    database: Option<ResourceKey>,
}

/// The fields of the form.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) name: RwSignal<String>,
    pub(crate) lifetime: RwSignal<Lifetime>,
    /// Seconds as they were typed.
    pub(crate) custom: RwSignal<String>,
    /// The end as the browser's field for date and time has it.
    pub(crate) until: RwSignal<String>,
    /// The token whose access is copied.
    pub(crate) source: RwSignal<Option<TokenId>>,
    pub(crate) starter: RwSignal<Option<Starter>>,
    pub(crate) database: RwSignal<Option<ResourceKey>>,
    /// Somebody tried to send it: what is wrong is told.
    pub(crate) is_tried: RwSignal<bool>,
    first: StoredValue<Option<Filled>, LocalStorage>,
}

impl Fields {
    fn new() -> Self {
        Self {
            name: RwSignal::new(String::new()),
            lifetime: RwSignal::new(Lifetime::Never),
            custom: RwSignal::new(String::new()),
            until: RwSignal::new(String::new()),
            source: RwSignal::new(None),
            starter: RwSignal::new(None),
            database: RwSignal::new(None),
            is_tried: RwSignal::new(false),
            first: StoredValue::new_local(None),
        }
    }

    /// Fills them in as the policy and the token that is replaced have it.
    pub(super) fn begin(self, policy: &Policy, purpose: &Purpose) {
        let (lifetime, seconds) = Lifetime::first(policy);
        let name = purpose.old().and_then(|old| old.name.as_deref()).unwrap_or_default();
        self.name.set(name.to_owned());
        self.lifetime.set(lifetime);
        self.custom.set(seconds.map(|length| length.0.to_string()).unwrap_or_default());
        self.until.set(String::new());
        self.source.set(purpose.rotated().map(|old| old.id.clone()));
        self.starter.set(None);
        self.database.set(None);
        self.is_tried.set(false);
        self.first.set_value(Some(self.filled()));
    }

    fn filled(self) -> Filled {
        Filled {
            name: self.name.get_untracked(),
            lifetime: self.lifetime.get_untracked(),
            custom: self.custom.get_untracked(),
            until: self.until.get_untracked(),
            source: self.source.get_untracked(),
            starter: self.starter.get_untracked(),
            database: self.database.get_untracked(),
        }
    }

    fn is_touched(self) -> bool {
        self.first.with_value(|first| first.as_ref().is_some_and(|first| *first != self.filled()))
    }
}

/// How far the creation is that the form is for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CreationStage {
    /// Nothing was sent yet.
    Filling,
    /// Under way.
    Running(CreationPhase),
    /// It ended without a token to show.
    NotCreated(NotCreated),
}

/// A token that was made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Made {
    pub(crate) org: OrgName,
    pub(crate) token: Arc<Token>,
    /// What was asked for.
    pub(crate) wanted: NewToken,
    /// How its end compares with that.
    pub(crate) end: End,
    pub(crate) purpose: Purpose,
}

/// Access that a new token was to get.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PendingGrant {
    pub(crate) org: OrgName,
    pub(crate) token: Arc<Token>,
    pub(crate) start: StartingAccess,
}

impl PendingGrant {
    /// Whether it is the access of another token.
    pub(crate) fn is_copy(&self) -> bool {
        matches!(self.start, StartingAccess::Copy(..))
    }
}

/// How far the giving of access is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Granting {
    /// That many permissions were dealt with, of so many; of none, if that is not known yet.
    Running(usize, usize),
    /// It ended.
    Ended(Box<GrantResult>),
    /// The access of either token could not be read: nothing was given.
    Unread(ApiError),
}

impl Granting {
    pub(crate) fn is_over(&self) -> bool {
        matches!(self, Self::Ended(_) | Self::Unread(_))
    }
}

/// The one creation that may be under way, and what came of the last ones.
#[derive(Clone, Copy)]
pub(crate) struct Creation {
    /// Whose token somebody wants to create, until the form is opened for it.
    pub(crate) asked: RwSignal<Option<OrgName>>,
    pub(crate) opening: RwSignal<Option<Opening>>,
    pub(crate) fields: Fields,
    pub(crate) stage: RwSignal<CreationStage>,
    /// The form is out of sight while the creation goes on.
    pub(crate) is_hidden: RwSignal<bool>,
    /// Somebody wants to leave, and is told what that means.
    pub(crate) is_asking: RwSignal<bool>,
    /// The token whose secret is shown.
    pub(crate) made: RwSignal<Option<Made>>,
    pub(super) secret: StoredValue<Option<Secret>, LocalStorage>,
    pub(crate) is_copied: RwSignal<bool>,
    /// The access that new tokens were to get, and how far that is.
    pub(super) grants: RwSignal<Vec<(PendingGrant, Granting)>>,
    /// A token whose access was dealt with while its secret was not shown any more.
    pub(crate) told: RwSignal<Option<PendingGrant>>,
    /// Tokens that the browser made by sending the call twice.
    pub(crate) duplicates: RwSignal<Vec<Arc<Token>>>,
    /// The rotations that were begun here.
    pub(crate) rotations: RwSignal<Vec<Rotation>>,
    /// Access of deleted tokens that is known here alone.
    pub(super) unreplaced: RwSignal<Vec<Unreplaced>>,
    /// The token whose page is to open a dialog that deletes it.
    pub(crate) to_open: RwSignal<Option<(TokenId, Open)>>,
    pub(super) stop: StoredValue<Option<oneshot::Sender<()>>, LocalStorage>,
}

impl Creation {
    pub(super) fn new() -> Self {
        Self {
            asked: RwSignal::new(None),
            opening: RwSignal::new(None),
            fields: Fields::new(),
            stage: RwSignal::new(CreationStage::Filling),
            is_hidden: RwSignal::new(false),
            is_asking: RwSignal::new(false),
            made: RwSignal::new(None),
            secret: StoredValue::new_local(None),
            is_copied: RwSignal::new(false),
            grants: RwSignal::new(Vec::new()),
            told: RwSignal::new(None),
            duplicates: RwSignal::new(Vec::new()),
            rotations: RwSignal::new(Vec::new()),
            unreplaced: RwSignal::new(Vec::new()),
            to_open: RwSignal::new(None),
            stop: StoredValue::new_local(None),
        }
    }

    pub(crate) fn is_running(self) -> bool {
        self.stage.with(|stage| matches!(stage, CreationStage::Running(_)))
    }

    /// The secret of the token that is shown, put into a text.
    pub(crate) fn with_secret(self, write: impl FnOnce(&TokenId, &Secret) -> String) -> String {
        let made = self.made.get_untracked();
        self.secret.with_value(|secret| match (made, secret) {
            (Some(made), Some(secret)) => write(&made.token.id, secret),
            _ => String::new(),
        })
    }

    /// What was typed is not sent yet.
    fn is_half_filled(self) -> bool {
        let is_open = self.opening.with_untracked(Option::is_some);
        let is_settled = self.stage.with_untracked(|stage| match stage {
            // Whoever goes to look at what was found has not forgotten the form.
            CreationStage::NotCreated(NotCreated::Lost(lost)) => {
                matches!(lost.search, SearchOutcome::Found(_))
            }
            CreationStage::Filling | CreationStage::NotCreated(_) => false,
            CreationStage::Running(_) => true,
        });
        // What a deleted token had is known here alone.
        let is_last = self.opening.with_untracked(|opening| {
            opening.as_ref().is_some_and(|it| matches!(it.purpose, Purpose::Leak(..)))
        });
        is_open && !is_settled && (is_last || self.fields.is_touched())
    }

    /// Something would be lost with this page: a secret, what was typed, or the access of a deleted token.
    pub(crate) fn holds_something(self) -> bool {
        self.made.with_untracked(Option::is_some)
            || self.is_half_filled()
            || self.unreplaced.with_untracked(|all| !all.is_empty())
    }

    /// Lets the form go.
    pub(crate) fn close_form(self) {
        self.is_asking.set(false);
        self.opening.set(None);
        self.stage.set(CreationStage::Filling);
    }

    /// Lets the secret go.
    pub(crate) fn close_secret(self) {
        self.secret.set_value(None);
        self.is_asking.set(false);
        self.made.set(None);
    }

    /// Somebody wants to leave the dialog that is open, or the page: whether nothing is in the way. If something is,
    /// the dialog tells.
    pub(crate) fn may_leave(self) -> bool {
        if self.made.with_untracked(Option::is_some) {
            if !self.is_copied.get_untracked() {
                self.is_asking.set(true);
                return false;
            }
            self.close_secret();
        } else if self.opening.with_untracked(Option::is_some) {
            if untrack(|| self.is_running()) {
                // It goes on.
                self.is_hidden.set(true);
            } else if self.is_half_filled() {
                self.is_asking.set(true);
                return false;
            } else {
                self.close_form();
            }
        }
        true
    }

    /// Ends a search for a token whose creation was not answered.
    pub(crate) fn stop_searching(self) {
        if let Some(stop) = self.stop.try_update_value(Option::take).flatten() {
            let _ = stop.send(());
        }
    }

    /// How far the giving of access to a new token is, if it was to get any.
    pub(crate) fn granting(self, id: &TokenId) -> Option<Granting> {
        self.grants.with(|all| {
            all.iter().find(|(grant, _)| grant.token.id == *id).map(|(_, state)| state.clone())
        })
    }

    /// The tokens that are being given access while their secret is not shown. Watched.
    pub(crate) fn being_granted(self) -> Vec<PendingGrant> {
        let shown = self.made.with(|made| made.as_ref().map(|made| made.token.id.clone()));
        let is_away = |grant: &PendingGrant| shown.as_ref() != Some(&grant.token.id);
        self.grants.with(|all| {
            let running = all.iter().filter(|(_, state)| !state.is_over());
            running.map(|(grant, _)| grant.clone()).filter(is_away).collect()
        })
    }

    /// The access that a new token was to get, if it was to get any.
    pub(crate) fn pending(self, id: &TokenId) -> Option<PendingGrant> {
        self.grants.with(|all| {
            all.iter().find(|(grant, _)| grant.token.id == *id).map(|(grant, _)| grant.clone())
        })
    }

    pub(super) fn set_granting(self, id: &TokenId, granting: Granting) {
        let is_over = granting.is_over();
        self.settle(id, &granting);
        let mut own = None;
        self.grants.update(|all| {
            if let Some((grant, state)) = all.iter_mut().find(|(grant, _)| grant.token.id == *id) {
                *state = granting;
                own = Some(grant.clone());
            }
        });
        let is_shown =
            self.made.with_untracked(|made| made.as_ref().is_some_and(|made| made.token.id == *id));
        if is_over && !is_shown {
            self.told.set(own);
        }
    }

    pub(super) fn show(self, stage: CreationStage) {
        if !matches!(stage, CreationStage::Running(_)) {
            self.is_hidden.set(false);
        }
        self.stage.set(stage);
    }
}
