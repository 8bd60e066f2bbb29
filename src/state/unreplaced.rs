//! Access of tokens that leaked and were deleted. It is known here alone until a new token has it, or somebody gives it
//! up.

use std::sync::Arc;

use console_core::domain::access::AccessSet;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::token::Token;
use leptos::prelude::*;

use super::creation::{Creation, Granting, Purpose};

/// A deleted token whose access no other token has yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unreplaced {
    pub(crate) org: OrgName,
    /// The token that leaked and was deleted.
    pub(crate) old: Arc<Token>,
    /// What it held, apart from what was on deleted databases.
    pub(crate) access: AccessSet,
    /// The token that takes its place, as soon as that is created.
    pub(crate) new: Option<Arc<Token>>,
}

impl Creation {
    /// Keeps the access of a token that was deleted; without any there is nothing to keep.
    pub(super) fn keep_access(self, org: &OrgName, old: &Arc<Token>, access: &AccessSet) {
        if access.is_empty() {
            return;
        }
        let kept =
            Unreplaced { org: org.clone(), old: old.clone(), access: access.clone(), new: None };
        self.unreplaced.update(|all| {
            all.retain(|one| one.old.id != kept.old.id);
            all.push(kept);
        });
    }

    /// Notes which token takes the place of a deleted one.
    pub(super) fn note_replacement(self, purpose: &Purpose, new: &Arc<Token>) {
        let Purpose::Leak(old, _) = purpose else { return };
        self.unreplaced.update(|all| {
            if let Some(one) = all.iter_mut().find(|one| one.old.id == old.id) {
                one.new = Some(new.clone());
            }
        });
    }

    /// Lets go of the access that a new token has, as far as anybody can be granted it.
    pub(super) fn settle(self, new: &TokenId, granting: &Granting) {
        let is_settled = matches!(granting, Granting::Ended(given) if !given.can_be_tried_again());
        let is_its = |one: &Unreplaced| one.new.as_ref().is_some_and(|it| it.id == *new);
        if is_settled && self.unreplaced.with_untracked(|all| all.iter().any(is_its)) {
            self.unreplaced.update(|all| all.retain(|one| !is_its(one)));
        }
    }

    /// Those that nothing is being done about. Watched.
    pub(crate) fn waiting_for_replacement(self) -> Vec<Unreplaced> {
        let is_begun = |one: &Unreplaced| {
            self.opening.with(|opening| {
                let purpose = opening.as_ref().map(|opening| &opening.purpose);
                matches!(purpose, Some(Purpose::Leak(old, _)) if old.id == one.old.id)
            })
        };
        let is_given = |one: &Unreplaced| {
            let granting = one.new.as_ref().and_then(|new| self.granting(&new.id));
            granting.is_some_and(|granting| !granting.is_over())
        };
        self.unreplaced.with(|all| {
            all.iter().filter(|one| !is_begun(one) && !is_given(one)).cloned().collect()
        })
    }

    /// Nobody needs the access of that deleted token any more.
    pub(crate) fn give_up(self, old: &TokenId) {
        self.unreplaced.update(|all| all.retain(|one| one.old.id != *old));
    }

    /// Takes that back.
    pub(crate) fn keep_after_all(self, kept: Unreplaced) {
        self.unreplaced.update(|all| {
            all.retain(|one| one.old.id != kept.old.id);
            all.push(kept);
        });
    }
}
