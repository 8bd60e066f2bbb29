//! The review of a change before it is sent.

use super::super::resource::Resources;
use super::{AccessSet, Diff, Plan, RiskChange, risk_changes};

/// A change as it is reviewed: what differs, the calls that make it, and the powers that it gives and takes away. All
/// of it is made of the same two accesses, so that no part can be older than another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// What differs.
    pub diff: Diff,
    /// The calls, and what no call can change.
    pub plan: Plan,
    /// Powers gained and lost. Access on deleted databases gives none.
    pub powers: Vec<RiskChange>,
}

impl Review {
    /// Reviews the way from what the API said to what is wanted.
    pub fn of(base: &AccessSet, wanted: &AccessSet, resources: &Resources) -> Self {
        let diff = Diff::between(base, wanted);
        let living = |access: &AccessSet| access.without_deleted(resources);
        Self {
            plan: Plan::of(&diff, resources),
            powers: risk_changes(&living(base), &living(wanted)),
            diff,
        }
    }
}
