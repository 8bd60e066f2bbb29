//! The calls that make a change of access, and why some changes cannot be sent.

use rustc_hash::FxHashMap;

use super::super::permission::Permission;
use super::super::resource::{ResourceKey, ResourceKind, Resources};
use super::{Diff, Grant};

/// Whether a call adds access or takes it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// `POST /organizations/:org/service-tokens/:id/access`.
    Add,
    /// `DELETE /organizations/:org/service-tokens/:id/access`.
    Remove,
}

/// What the `database` of a call names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The organization, which is an empty `database`: organization permissions, and permissions
    /// of databases on all of them.
    Organization,
    /// One database, by name.
    Database(Box<str>),
}

impl Target {
    /// The value of `database` in a call's body.
    pub fn database(&self) -> &str {
        match self {
            Self::Organization => "",
            Self::Database(name) => name,
        }
    }
}

/// One call: permissions added to or removed from one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Added or removed.
    pub kind: StepKind,
    /// Where.
    pub target: Target,
    /// The single grants that it changes, in order; never empty.
    pub grants: Vec<Grant>,
}

impl Step {
    /// The permissions of the call's body.
    pub fn permissions(&self) -> impl Iterator<Item = Permission> + '_ {
        self.grants.iter().map(|grant| grant.permission)
    }
}

/// Why a change cannot be sent to the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refused {
    /// The API's calls name databases, and that name now belongs to another, live database, which
    /// the call would change instead.
    NameTaken,
    /// Nothing can be granted on a database that is deleted.
    Deleted,
    /// The API knows no database of that name, and its list of databases lacks it.
    NotListed,
    /// The API has no call for resources of that type.
    NotAddressable,
}

/// The calls that make a change, additions first, so that whatever uses the token never lacks both
/// the old and the new access.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The calls, in the order to make them: one for each target and direction.
    pub steps: Vec<Step>,
    /// Changes that no call can make.
    pub refused: Vec<(Grant, Refused)>,
}

impl Plan {
    /// Plans the fewest calls that make the change: one for each target and direction, additions first.
    pub fn of(diff: &Diff, resources: &Resources) -> Self {
        let mut plan = Self::default();
        plan.collect(StepKind::Add, &diff.additions, resources);
        plan.collect(StepKind::Remove, &diff.removals, resources);
        plan
    }

    /// Whether its calls would take something away although an addition of the change cannot be made: the token would
    /// have less than before and less than is wanted.
    pub fn removes_without_adding(&self, change: &Diff) -> bool {
        let removes = self.steps.iter().any(|step| step.kind == StepKind::Remove);
        removes && self.refused.iter().any(|(grant, _)| change.additions.contains(grant))
    }

    /// Whether a change of that kind on that resource can be sent at all.
    ///
    /// # Errors
    /// Why it cannot be sent.
    pub fn check(
        kind: StepKind,
        key: ResourceKey,
        resources: &Resources,
    ) -> Result<Target, Refused> {
        let resource = resources.get(key);
        match &resource.kind {
            ResourceKind::Organization | ResourceKind::AllDatabases => Ok(Target::Organization),
            ResourceKind::Other(_) => Err(Refused::NotAddressable),
            // An empty name in a call is the organization: it would change all databases instead.
            ResourceKind::Database if resource.name.is_empty() => Err(Refused::NotAddressable),
            ResourceKind::Database => match kind {
                StepKind::Add if resource.is_deleted() => Err(Refused::Deleted),
                StepKind::Add if resource.is_lost => Err(Refused::NotListed),
                StepKind::Remove
                    if resource.is_deleted()
                        && resources.live_database(&resource.name).is_some() =>
                {
                    Err(Refused::NameTaken)
                }
                StepKind::Add | StepKind::Remove => Ok(Target::Database(resource.name.clone())),
            },
        }
    }

    fn collect(&mut self, kind: StepKind, grants: &[Grant], resources: &Resources) {
        let first = self.steps.len();
        let mut places: FxHashMap<Box<str>, usize> = FxHashMap::default();
        for &grant in grants {
            match Self::check(kind, grant.resource, resources) {
                Err(why) => self.refused.push((grant, why)),
                Ok(target) => {
                    let place = *places.entry(Box::from(target.database())).or_insert_with(|| {
                        self.steps.push(Step { kind, target, grants: Vec::new() });
                        self.steps.len() - 1
                    });
                    debug_assert!(place >= first);
                    if let Some(step) = self.steps.get_mut(place) {
                        step.grants.push(grant);
                    }
                }
            }
        }
    }
}
