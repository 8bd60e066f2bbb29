//! Rotations: a token takes the place of another one, which is deleted afterwards. What can be known of that from the
//! list of tokens and from what was created here; whether somebody has the new secret, nothing tells.

use std::sync::Arc;

use super::access::{AccessSet, Diff};
use super::ids::TokenId;
use super::resource::Resources;
use super::time::{Seconds, Timestamp};
use super::token::{Expiry, Token};

/// How long nobody has to use the old token until it counts as quiet: jobs of a night run once a day.
const QUIET: Seconds = Seconds::DAY;

/// Why one token is taken for the replacement of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// It was created here for that.
    Created,
    /// It has the same name and the same access, and is newer.
    Resembles,
}

/// A token and the one that takes its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Rotation {
    /// The token that is to be deleted.
    pub old: Arc<Token>,
    /// The token that takes over.
    pub new: Arc<Token>,
    /// How that is known.
    pub evidence: Evidence,
}

impl Rotation {
    /// How many grants of the old token the new one lacks; nothing where that is not known. What is left on deleted
    /// databases cannot be given to another token.
    pub fn lacking(&self, resources: &Resources) -> Option<usize> {
        let (old, new) = self.old.access.set().zip(self.new.access.set())?;
        Some(old.without_deleted(resources).difference(&new).count())
    }

    /// The rotation that a token is part of, first as the old one of it; what was created here outweighs a resemblance.
    pub fn of(id: &TokenId, created: &[Self], tokens: &[Arc<Token>]) -> Option<Self> {
        let last =
            |is: fn(&Self) -> &TokenId| created.iter().rev().find(|it| is(it) == id).cloned();
        let own = tokens.iter().find(|token| token.id == *id);
        let resembles = |old: &Arc<Token>| {
            let new = likely_replacement(old, tokens)?;
            Some(Self { old: old.clone(), new, evidence: Evidence::Resembles })
        };
        last(|it| &it.old.id)
            .or_else(|| resembles(own?))
            .or_else(|| last(|it| &it.new.id))
            .or_else(|| resembles(&likely_predecessor(own?, tokens)?))
    }
}

/// The newer tokens with the same name and that access: any of them may be the older one's replacement. What is not
/// known is no reason to think so.
pub fn possible_replacements(
    old: &Token,
    access: &AccessSet,
    tokens: &[Arc<Token>],
) -> Vec<Arc<Token>> {
    let Some((name, made)) = trimmed_name(old).zip(old.created_at) else { return Vec::new() };
    if access.is_empty() {
        return Vec::new();
    }
    let resembles = |token: &&Arc<Token>| {
        token.id != old.id
            && trimmed_name(token) == Some(name)
            && token.created_at.is_some_and(|at| at > made)
            && token.access.set().is_some_and(|own| own == *access)
    };
    tokens.iter().filter(resembles).cloned().collect()
}

/// The one of them, where there is exactly one: most likely the older one's replacement.
pub fn likely_replacement(old: &Token, tokens: &[Arc<Token>]) -> Option<Arc<Token>> {
    match &possible_replacements(old, &old.access.set()?, tokens)[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The newest of the tokens that this one seems to replace.
fn likely_predecessor(new: &Token, tokens: &[Arc<Token>]) -> Option<Arc<Token>> {
    let name = trimmed_name(new)?;
    tokens
        .iter()
        .filter(|old| old.id != new.id && trimmed_name(old) == Some(name))
        .filter(|old| likely_replacement(old, tokens).is_some_and(|found| found.id == new.id))
        .max_by_key(|old| old.created_at)
        .cloned()
}

/// Whether another token may resemble this one, and the access of one of them is not known.
pub fn may_resemble(id: &TokenId, tokens: &[Arc<Token>]) -> bool {
    let Some(own) = tokens.iter().find(|token| token.id == *id) else { return false };
    let Some(name) = trimmed_name(own) else { return false };
    let is_known = |token: &Token| token.access.grants().is_some();
    tokens.iter().any(|other| {
        other.id != own.id
            && trimmed_name(other) == Some(name)
            && !(is_known(own) && is_known(other))
    })
}

fn trimmed_name(token: &Token) -> Option<&str> {
    token.own_name().map(str::trim)
}

/// Whether a token is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    There,
    /// It was deleted.
    Gone,
    /// The list is not whole.
    Unknown,
}

/// How the access of the new token compares with that of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessMatch {
    /// Both may do the same.
    Same,
    /// So many grants are held by one of them alone.
    Differs {
        /// By the old one.
        only_old: usize,
        /// By the new one.
        only_new: usize,
    },
    /// The access of one of them is not loaded.
    Unknown,
}

impl AccessMatch {
    /// Compares what is known of both.
    pub fn of(old: Option<&AccessSet>, new: Option<&AccessSet>) -> Self {
        let Some((old, new)) = old.zip(new) else { return Self::Unknown };
        let Diff { additions, removals } = Diff::between(old, new);
        match (removals.len(), additions.len()) {
            (0, 0) => Self::Same,
            (only_old, only_new) => Self::Differs { only_old, only_new },
        }
    }
}

/// What the last use of the old token says of who still needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldUse {
    /// Nobody ever used it.
    Never,
    /// Not since the new one is there.
    BeforeNew,
    /// After the new one was created, and not for a day.
    Quiet,
    /// After the new one was created, within the last day.
    Recent,
}

/// A step of a rotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The new token is created.
    Create,
    /// Its secret is given to the program.
    HandOver,
    /// The program works with it.
    Check,
    /// The old token is deleted.
    DeleteOld,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Create, Self::HandOver, Self::Check, Self::DeleteOld];
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// That it was done is known.
    Done,
    /// It is what to do now.
    Next,
    /// Something else comes before it.
    Coming,
    /// Whether it was done is not known.
    Unknown,
}

/// How far a rotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether the new token is there.
    pub new: Presence,
    /// Whether the old token is there.
    pub old: Presence,
    /// The new token has ended: no program can work with it.
    pub is_new_expired: bool,
    /// Somebody has used the new token: they have its secret.
    pub is_new_used: bool,
    /// How the access of both compares.
    pub access: AccessMatch,
    /// Who may still need the old one.
    pub old_use: OldUse,
}

impl Standing {
    /// Looks at both tokens.
    pub fn of(
        rotation: &Rotation,
        presence: impl Fn(&TokenId) -> Presence,
        access: AccessMatch,
        now: Timestamp,
    ) -> Self {
        let Rotation { old, new, .. } = rotation;
        let old_use = match (old.last_used_at, new.created_at) {
            (None, _) => OldUse::Never,
            (Some(used), Some(made)) if used <= made => OldUse::BeforeNew,
            (Some(used), _) if used <= now.saturating_sub(QUIET) => OldUse::Quiet,
            (Some(_), _) => OldUse::Recent,
        };
        Self {
            new: presence(&new.id),
            old: presence(&old.id),
            is_new_expired: new.expiry(now) == Expiry::Expired,
            is_new_used: new.last_used_at.is_some(),
            access,
            old_use,
        }
    }

    /// How far a step is. Only what was seen is done.
    pub fn state(self, step: Step) -> StepState {
        match step {
            Step::Create => match self.new {
                Presence::There if self.is_new_expired => StepState::Next,
                Presence::There => StepState::Done,
                Presence::Gone => StepState::Next,
                Presence::Unknown => StepState::Unknown,
            },
            Step::HandOver | Step::Check if self.new == Presence::Unknown => StepState::Unknown,
            Step::HandOver | Step::Check if !self.is_new_usable() => StepState::Coming,
            Step::HandOver if self.is_new_used => StepState::Done,
            Step::HandOver => StepState::Next,
            Step::Check if self.is_new_used => match self.access {
                AccessMatch::Same => StepState::Done,
                AccessMatch::Differs { .. } => StepState::Next,
                AccessMatch::Unknown => StepState::Unknown,
            },
            Step::Check => StepState::Coming,
            Step::DeleteOld => self.deletion(),
        }
    }

    /// Programs can work with the new token.
    pub fn is_new_usable(self) -> bool {
        self.new == Presence::There && !self.is_new_expired
    }

    fn deletion(self) -> StepState {
        match self.old {
            Presence::Gone => StepState::Done,
            Presence::Unknown => StepState::Unknown,
            Presence::There => {
                let is_checked = self.state(Step::Check) == StepState::Done;
                if is_checked && self.old_use != OldUse::Recent {
                    StepState::Next
                } else {
                    StepState::Coming
                }
            }
        }
    }

    /// How many steps are done.
    pub fn done(self) -> usize {
        Step::ALL.into_iter().filter(|step| self.state(*step) == StepState::Done).count()
    }
}

#[cfg(test)]
mod tests;
