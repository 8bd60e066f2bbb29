//! Applying a reviewed change: look first, add before removing, and read the truth back. What was read back decides
//! what is told of each call, whatever its answer said.

use std::cell::RefCell;

use crate::domain::access::{AccessSet, Diff, Grant, Plan, Refused, Step, StepKind};
use crate::domain::ids::{OrgName, TokenId};
use crate::domain::resource::{ResourceKey, ResourceKind, Resources};

use super::client::Client;
use super::error::ApiError;
use super::ports::Ports;

/// The outcome of one call of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// Its answer was lost or refused, but the access that was read back shows that it was done.
    DoneUnanswered(ApiError),
    /// It failed.
    Failed(ApiError),
    /// Its answer was lost, and the access could not be read back.
    Unknown(ApiError),
    /// It was answered with success, but the access that was read back does not show it.
    NotTaken,
    /// It was not sent, because something before it failed.
    Skipped,
}

impl Outcome {
    /// Whether it is known to be done.
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done | Self::DoneUnanswered(_))
    }
}

/// Why nothing of a change was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotApplied {
    /// Somebody else changed the access since it was read; this is what it is now.
    Changed(AccessSet),
    /// It could not be read again.
    Unread(ApiError),
}

/// The outcome of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Each call, in order, and what came of it. A call that was done in part is there twice: with the grants that are
    /// as they were wanted, and with those that are not.
    pub steps: Vec<(Step, Outcome)>,
    /// The access afterwards, as the API says; as far as it can be told from the calls, if it could
    /// not be read.
    pub access: AccessSet,
    /// What is left of the change.
    pub left: Diff,
    /// Why the access could not be read afterwards.
    pub unread: Option<ApiError>,
    /// What was granted on other databases: the API takes a database by its name, which another one had by then.
    pub astray: Vec<Grant>,
    /// What no call can change, as it came out right before the first one.
    pub refused: Vec<(Grant, Refused)>,
}

/// Why something is left of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause<'a> {
    /// A call failed.
    Call(&'a ApiError),
    /// The API takes no more changes of a database that was deleted.
    DatabaseDeleted(Grant),
    /// Removals were answered with success and changed nothing: something in between drops the body of DELETE.
    RemovalsIgnored,
    /// Something was granted on a database that took the name of the one that was meant.
    Astray(&'a [Grant]),
    /// No call can make these changes, which was not known at the review: nothing was sent.
    Refused(&'a [(Grant, Refused)]),
    /// No call can make these, as the review said or as came out by their calls.
    Impossible(&'a [(Grant, Refused)]),
    /// Calls were answered with success, but what was read back is not what was wanted.
    NotTaken,
    /// Nothing failed, but what came of it could not be read.
    Unread(&'a ApiError),
}

impl Applied {
    /// Nothing was sent.
    fn nothing(access: AccessSet, diff: &Diff) -> Self {
        let left = diff.outstanding(&access);
        let (steps, astray, refused) = (Vec::new(), Vec::new(), Vec::new());
        Self { steps, access, left, unread: None, astray, refused }
    }

    /// The first failure that something is left of.
    pub fn failure(&self) -> Option<&ApiError> {
        self.steps.iter().find_map(|(_, outcome)| match outcome {
            Outcome::Failed(error) | Outcome::Unknown(error) => Some(error),
            Outcome::Done | Outcome::DoneUnanswered(_) | Outcome::NotTaken | Outcome::Skipped => {
                None
            }
        })
    }

    /// Whether the change is made whole, and known to be.
    pub fn is_whole(&self) -> bool {
        self.left.is_empty() && self.unread.is_none() && self.astray.is_empty()
    }

    /// What went astray at an earlier try is astray as long as the token has it.
    pub fn keep_strays(&mut self, before: &[Grant]) {
        keep_strays(&mut self.astray, before, &self.access);
    }

    /// The single changes that are known to be made.
    pub fn made(&self) -> Diff {
        let made = |kind: StepKind| {
            let done = self.steps.iter().filter(|(step, came)| step.kind == kind && came.is_done());
            let mut grants: Vec<Grant> =
                done.flat_map(|(step, _)| step.grants.iter().copied()).collect();
            grants.sort_unstable();
            grants
        };
        Diff { additions: made(StepKind::Add), removals: made(StepKind::Remove) }
    }

    /// Why something is left, or not known; `None` if neither is so.
    pub fn cause(&self, resources: &Resources) -> Option<Cause<'_>> {
        if !self.refused.is_empty() && self.steps.is_empty() {
            return Some(Cause::Refused(&self.refused));
        }
        let is_refused = |grant: &Grant| self.refused.iter().any(|(own, _)| own == grant);
        let failed = self.steps.iter().find_map(|(step, outcome)| match outcome {
            Outcome::Failed(error) | Outcome::Unknown(error) => Some((step, error)),
            _ => None,
        });
        let failed = failed.filter(|(step, _)| !step.grants.iter().all(is_refused));
        if let Some((step, error)) = failed {
            let gone = |grant: &Grant| resources.get(grant.resource).is_deleted();
            return Some(match step.grants.iter().find(|grant| gone(grant)) {
                Some(grant) if step.kind == StepKind::Remove && error.is_not_found() => {
                    Cause::DatabaseDeleted(*grant)
                }
                _ => Cause::Call(error),
            });
        }
        if let Some(error) = &self.unread {
            return Some(Cause::Unread(error));
        }
        if !self.astray.is_empty() {
            return Some(Cause::Astray(&self.astray));
        }
        if self.left.iter().any(|grant| is_refused(&grant)) {
            return Some(Cause::Impossible(&self.refused));
        }
        let ignored = |kind: StepKind| {
            self.steps.iter().any(|(step, came)| step.kind == kind && *came == Outcome::NotTaken)
        };
        let removed =
            self.steps.iter().any(|(step, came)| step.kind == StepKind::Remove && came.is_done());
        if ignored(StepKind::Remove) && !ignored(StepKind::Add) && !removed {
            return Some(Cause::RemovalsIgnored);
        }
        (!self.left.is_empty()).then_some(Cause::NotTaken)
    }
}

/// What the answers alone tell of a call.
type Answered = Option<Result<(), ApiError>>;

/// Divides a call into what is as it was wanted and what is not, by the access that was read back.
fn settle(step: Step, answered: Answered, now: &AccessSet) -> Vec<(Step, Outcome)> {
    let adds = step.kind == StepKind::Add;
    let (done, left): (Vec<Grant>, Vec<Grant>) =
        step.grants.iter().partition(|&&grant| now.contains(grant) == adds);
    let (if_done, if_left) = match answered {
        Some(Ok(())) => (Outcome::Done, Outcome::NotTaken),
        // Reading went through: no sign-in is the reason.
        Some(Err(error)) => {
            let error = error.while_reads_go_through();
            (Outcome::DoneUnanswered(error.clone()), Outcome::Failed(error))
        }
        None => (Outcome::Done, Outcome::Skipped),
    };
    [(done, if_done), (left, if_left)]
        .into_iter()
        .filter(|(grants, _)| !grants.is_empty())
        .map(|(grants, outcome)| {
            (Step { kind: step.kind, target: step.target.clone(), grants }, outcome)
        })
        .collect()
}

/// Adds what went astray before, as far as a token still has it.
pub(super) fn keep_strays(astray: &mut Vec<Grant>, before: &[Grant], now: &AccessSet) {
    for &grant in before {
        if now.contains(grant) && !astray.contains(&grant) {
            astray.push(grant);
        }
    }
}

/// What is granted since, on a database of the name of one that these calls were to add to and that does not have it.
/// The name is that of the other database, then: no further call takes it for the one that was meant.
pub(super) fn astray<'a>(
    added: impl Iterator<Item = &'a Step> + Clone,
    base: &AccessSet,
    now: &AccessSet,
    resources: &mut Resources,
) -> Vec<Grant> {
    let (mut strays, mut succeeded) = (Vec::new(), Vec::new());
    for grant in now.difference(base) {
        let one = resources.get(grant.resource);
        if one.kind != ResourceKind::Database {
            continue;
        }
        let of_name = added.clone().filter(|step| step.target.database() == &*one.name);
        let is_meant = |own: &&Grant| own.permission == grant.permission && !now.contains(**own);
        let meant: Vec<ResourceKey> = of_name
            .flat_map(|step| step.grants.iter().filter(is_meant))
            .map(|own| own.resource)
            .collect();
        if !meant.is_empty() {
            strays.push(grant);
            succeeded.extend(meant);
        }
    }
    for key in succeeded {
        resources.succeed(key);
    }
    strays
}

/// Whether a call is about a database that the list lacks which was read right before it.
pub(super) fn is_unlisted(step: &Step, listed: Option<&[ResourceKey]>) -> bool {
    let is_of_database = !step.target.database().is_empty();
    listed.is_some_and(|listed| {
        is_of_database
            && step.grants.iter().all(|grant| listed.binary_search(&grant.resource).is_err())
    })
}

/// What came of a call as far as its answer tells, where nothing could be read back.
fn believe(step: Step, answered: Answered, believed: &mut AccessSet) -> (Step, Outcome) {
    let outcome = match answered {
        Some(Ok(())) => {
            for &grant in &step.grants {
                believed.set(grant, step.kind == StepKind::Add);
            }
            Outcome::Done
        }
        Some(Err(error)) if error.is_outcome_unknown() || error.repeated => Outcome::Unknown(error),
        Some(Err(error)) => Outcome::Failed(error),
        None => Outcome::Skipped,
    };
    (step, outcome)
}

impl<P: Ports> Client<P> {
    /// Applies a change that was reviewed against `base`. Nothing is taken away if something could not
    /// be added, so that a token never ends with less than either side of the change; after the first
    /// failed removal no further one is tried.
    ///
    /// # Errors
    /// When nothing was sent: see [`NotApplied`].
    pub async fn apply(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
        (base, diff): (&AccessSet, &Diff),
        mut on_step: impl FnMut(usize, usize),
    ) -> Result<Applied, NotApplied> {
        // Each answer from here on may tell that a database is deleted or renamed.
        let reviewed = Plan::of(diff, &resources.borrow());
        let now = self.access(org, id, resources).await.map_err(NotApplied::Unread)?;
        if now != *base {
            return Err(NotApplied::Changed(now));
        }
        let listed = self.look_up_databases(org, diff.iter(), resources).await;
        let plan = Plan::of(diff, &resources.borrow());
        // What was reviewed would not be what is sent, or something would be taken away without what was to be added.
        let is_less = plan.refused.len() > reviewed.refused.len();
        if is_less || plan.removes_without_adding(diff) {
            return Ok(Applied { refused: plan.refused, ..Applied::nothing(now, diff) });
        }
        let (mut refused, total) = (plan.refused, plan.steps.len());
        let mut answers: Vec<(Step, Answered)> = Vec::with_capacity(total);
        let mut held_up = false;
        let mut is_over = false;
        for (place, step) in plan.steps.into_iter().enumerate() {
            if step.kind == StepKind::Remove && std::mem::take(&mut held_up) {
                // What seems to have failed may have been done: then the removals go on.
                let refused = |(_, it): &(Step, Answered)| {
                    it.as_ref().is_some_and(|it| it.as_ref().is_err_and(ApiError::is_refusal))
                };
                is_over = is_over
                    || answers.iter().any(refused)
                    || !self.are_added(org, id, resources, &answers).await;
            }
            let answered = if is_over { None } else { Some(self.step(org, id, &step).await) };
            on_step(place + 1, total);
            if let Some(Err(error)) = &answered {
                if step.kind == StepKind::Add
                    && error.is_not_found()
                    && is_unlisted(&step, listed.as_deref())
                {
                    for &grant in &step.grants {
                        refused.push((grant, Refused::NotListed));
                        resources.borrow_mut().lose(grant.resource);
                    }
                }
                held_up = true;
                is_over |= error.is_signed_out() || step.kind == StepKind::Remove;
            }
            answers.push((step, answered));
        }
        Ok(Applied { refused, ..self.read_back(org, id, resources, (base, diff), answers).await })
    }

    /// Whether the API shows all that these calls were to add.
    async fn are_added(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
        answers: &[(Step, Answered)],
    ) -> bool {
        self.access(org, id, resources).await.is_ok_and(|now| {
            answers.iter().flat_map(|(step, _)| &step.grants).all(|grant| now.contains(*grant))
        })
    }

    async fn read_back(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
        (base, diff): (&AccessSet, &Diff),
        answers: Vec<(Step, Answered)>,
    ) -> Applied {
        let (steps, access, unread) = match self.access(org, id, resources).await {
            Ok(now) => {
                let settled = answers.into_iter().flat_map(|(step, it)| settle(step, it, &now));
                (settled.collect(), now, None)
            }
            Err(error) => {
                let mut believed = base.clone();
                let each = answers.into_iter().map(|(step, it)| believe(step, it, &mut believed));
                let steps: Vec<_> = each.collect();
                (steps, believed, Some(error))
            }
        };
        let left = diff.outstanding(&access);
        let added = steps.iter().map(|(step, _)| step).filter(|step| step.kind == StepKind::Add);
        let astray = match unread {
            None => astray(added, base, &access, &mut resources.borrow_mut()),
            Some(_) => Vec::new(),
        };
        Applied { steps, access, left, unread, astray, refused: Vec::new() }
    }
}
