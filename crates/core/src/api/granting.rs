//! Giving a new token its access, as far as that is possible, and telling what is missing and why.

use std::cell::RefCell;
use std::collections::VecDeque;

use crate::domain::access::{AccessSet, Diff, Grant, Plan, Refused, Step};
use crate::domain::ids::{OrgName, TokenId};
use crate::domain::resource::Resources;

use super::apply::{astray, is_unlisted, keep_strays};
use super::client::Client;
use super::error::ApiError;
use super::ports::Ports;

/// What a new token's access starts from.
#[derive(Debug, Clone, PartialEq)]
pub enum StartingAccess {
    /// No access.
    Nothing,
    /// The access of that token, as it is by then; of what somebody was shown, where it was known, nothing more than
    /// that.
    Copy(TokenId, Option<AccessSet>),
    /// This access.
    Grant(AccessSet),
}

/// What a new token is to get.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Start {
    /// The access.
    pub wanted: AccessSet,
    /// How the copied token differs from what somebody was shown of it.
    pub copied: CopiedToken,
}

/// How a copied token differs from what somebody was shown of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CopiedToken {
    /// It has no more than that, or nothing was copied.
    #[default]
    AsShown,
    /// It has so many grants more: nobody agreed to them.
    HasMore(usize),
    /// It was not found any more; what was shown of it counts.
    Gone,
}

/// The outcome of giving a new token its access.
#[derive(Debug, Clone, PartialEq)]
pub struct GrantResult {
    /// What it was to have.
    pub wanted: AccessSet,
    /// What it has now, as the API says; as far as it can be told from the calls, if it could not be read.
    pub access: AccessSet,
    /// What cannot be granted to anybody, and why.
    pub refused: Vec<(Grant, Refused)>,
    /// The first call that failed.
    pub failure: Option<ApiError>,
    /// Why the access could not be read afterwards.
    pub unread: Option<ApiError>,
    /// What was granted on other databases: the API takes a database by its name, which another one had by then.
    pub astray: Vec<Grant>,
    /// How the copied token differed from what somebody was shown of it.
    pub copied: CopiedToken,
}

impl GrantResult {
    /// The number of grants that the token was to have and lacks.
    pub fn missing(&self) -> usize {
        self.wanted.difference(&self.access).count()
    }

    /// What went astray at an earlier try is astray as long as the token has it.
    pub fn keep_strays(&mut self, before: &[Grant]) {
        keep_strays(&mut self.astray, before, &self.access);
    }

    /// The same after another try that read nothing, so that nothing was given.
    #[must_use]
    pub fn not_read_again(self, error: ApiError) -> Self {
        Self { failure: Some(error.clone()), unread: Some(error), ..self }
    }

    /// Whether trying again may help: something is missing that can be granted, or the access could not be read.
    pub fn can_be_tried_again(&self) -> bool {
        let refused = |grant| self.refused.iter().any(|(own, _)| *own == grant);
        self.unread.is_some() || self.wanted.difference(&self.access).any(|grant| !refused(grant))
    }

    /// Why something cannot be granted, each reason once.
    pub fn reasons(&self) -> Vec<Refused> {
        let mut reasons = Vec::new();
        for (_, why) in &self.refused {
            if !reasons.contains(why) {
                reasons.push(*why);
            }
        }
        reasons
    }
}

impl<P: Ports> Client<P> {
    /// The access that a new token starts with.
    ///
    /// # Errors
    ///
    /// The access that is to be copied could not be read, for another reason than that its token is gone.
    pub async fn starting_access(
        &self,
        org: &OrgName,
        start: &StartingAccess,
        resources: &RefCell<Resources>,
    ) -> Result<Start, ApiError> {
        let all = |wanted| Start { wanted, copied: CopiedToken::AsShown };
        match start {
            StartingAccess::Nothing => Ok(Start::default()),
            StartingAccess::Grant(wanted) => Ok(all(wanted.clone())),
            StartingAccess::Copy(source, shown) => {
                let now = self.access(org, source, resources).await;
                let Some(shown) = shown else { return now.map(all) };
                let now = match now {
                    Err(error) if error.is_not_found() => {
                        return Ok(Start { wanted: shown.clone(), copied: CopiedToken::Gone });
                    }
                    now => now?,
                };
                let wanted = now.iter().filter(|grant| shown.contains(*grant)).collect();
                let copied = match now.difference(shown).count() {
                    0 => CopiedToken::AsShown,
                    more => CopiedToken::HasMore(more),
                };
                Ok(Start { wanted, copied })
            }
        }
    }

    /// Gives a token what it lacks of an access, and reads back what it has then. May be repeated. `on_step` is told
    /// how many permissions were dealt with, of how many.
    ///
    /// # Errors
    ///
    /// What the token has could not be read; nothing was granted.
    pub async fn grant(
        &self,
        org: &OrgName,
        id: &TokenId,
        wanted: &AccessSet,
        resources: &RefCell<Resources>,
        mut on_step: impl FnMut(usize, usize),
    ) -> Result<GrantResult, ApiError> {
        let mut believed = self.access(org, id, resources).await?;
        let additions: Vec<Grant> = wanted.difference(&believed).collect();
        let diff = Diff { additions, removals: Vec::new() };
        let listed = self.look_up_databases(org, diff.iter(), resources).await;
        let mut plan = Plan::of(&diff, &resources.borrow());
        let before = believed.clone();
        let total = plan.steps.iter().map(|step| step.grants.len()).sum();
        let (mut failure, mut tried) = (None, 0);
        let mut steps = VecDeque::from(plan.steps.clone());
        while let Some(step) = steps.pop_front() {
            on_step(tried, total);
            match self.step(org, id, &step).await {
                Ok(()) => {
                    for &grant in &step.grants {
                        believed.set(grant, true);
                    }
                }
                // One permission that the API does not take is no reason to go without the others of its call.
                Err(error) if error.is_invalid() && step.grants.len() > 1 => {
                    let (first, second) = step.grants.split_at(step.grants.len() / 2);
                    for grants in [second, first] {
                        steps.push_front(Step { grants: grants.to_vec(), ..step.clone() });
                    }
                    continue;
                }
                Err(error) if error.is_not_found() && is_unlisted(&step, listed.as_deref()) => {
                    let why = Refused::NotListed;
                    plan.refused.extend(step.grants.iter().map(|&grant| (grant, why)));
                }
                Err(error) => {
                    let is_over = error.is_signed_out();
                    failure = failure.or(Some(error));
                    if is_over {
                        break;
                    }
                }
            }
            tried += step.grants.len();
        }
        let (access, unread) = match self.access(org, id, resources).await {
            Ok(access) => (access, None),
            Err(error) => (believed, Some(error)),
        };
        let wanted = wanted.clone();
        let astray = match unread {
            None => astray(plan.steps.iter(), &before, &access, &mut resources.borrow_mut()),
            Some(_) => Vec::new(),
        };
        let refused = plan.refused;
        Ok(GrantResult {
            wanted,
            access,
            refused,
            failure,
            unread,
            astray,
            copied: CopiedToken::AsShown,
        })
    }
}
