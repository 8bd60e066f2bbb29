//! Making a reviewed change: look first, add before removing, tell what came of each call, and read
//! the truth back.

use std::cell::RefCell;

use crate::domain::access::{AccessSet, Diff, Plan, Step, StepKind};
use crate::domain::ids::{OrgName, TokenId};
use crate::domain::resource::Resources;

use super::client::Client;
use super::error::ApiError;
use super::ports::Ports;

/// What came of one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It failed.
    Failed(ApiError),
    /// It was not sent, because something before it failed.
    Skipped,
}

/// Why nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody else changed the access since it was read; this is what it is now.
    Changed(AccessSet),
    /// It could not be read again.
    Unread(ApiError),
}

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Each call, in order, and what came of it.
    pub steps: Vec<(Step, Outcome)>,
    /// The access afterwards, as the API says; as far as it can be told from the calls, if it could
    /// not be read.
    pub access: AccessSet,
    /// Why the access could not be read afterwards.
    pub unread: Option<ApiError>,
}

impl Applied {
    /// The first failure.
    pub fn failure(&self) -> Option<&ApiError> {
        self.steps.iter().find_map(|(_, outcome)| match outcome {
            Outcome::Failed(error) => Some(error),
            Outcome::Done | Outcome::Skipped => None,
        })
    }
}

impl<P: Ports> Client<P> {
    /// Makes a change that was reviewed against `base`. Nothing is taken away if something could not
    /// be added, so that a token never ends with less than either side of the change; after the first
    /// failed removal no further one is tried.
    pub async fn apply(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
        (base, diff): (&AccessSet, &Diff),
        mut on_step: impl FnMut(usize, &Outcome),
    ) -> Result<Applied, Refusal> {
        let now = self.access(org, id, resources).await.map_err(Refusal::Unread)?;
        if now != *base {
            return Err(Refusal::Changed(now));
        }
        let plan = Plan::of(diff, &resources.borrow());
        let mut failed = false;
        let mut steps = Vec::with_capacity(plan.steps.len());
        let mut believed = now;
        for (place, step) in plan.steps.into_iter().enumerate() {
            let outcome = if failed && step.kind == StepKind::Remove {
                Outcome::Skipped
            } else {
                match self.step(org, id, &step).await {
                    Ok(()) => Outcome::Done,
                    Err(error) => Outcome::Failed(error),
                }
            };
            on_step(place, &outcome);
            let is_over = match &outcome {
                Outcome::Done => {
                    for &grant in &step.grants {
                        believed.set(grant, step.kind == StepKind::Add);
                    }
                    false
                }
                Outcome::Failed(error) => {
                    failed = true;
                    error.is_signed_out()
                }
                Outcome::Skipped => false,
            };
            steps.push((step, outcome));
            if is_over {
                break;
            }
        }
        let (access, unread) = match self.access(org, id, resources).await {
            Ok(access) => (access, None),
            Err(error) => (believed, Some(error)),
        };
        Ok(Applied { steps, access, unread })
    }
}
