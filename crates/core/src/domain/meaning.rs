//! What a change of a token's access means, beyond the permissions themselves: the operations that the token gains and
//! loses and on how many databases, how far a grant on all databases reaches, and what still holds after a removal.

use std::collections::BTreeSet;

use super::access::{AccessSet, Diff, Grant};
use super::catalog::Effect;
use super::operations::{Operation, operations};
use super::permission::Permission;
use super::report::reaches_every_database;
use super::resource::{ResourceKey, ResourceKind, Resources};

/// Where an operation is gained or lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// It is about no database.
    Organization,
    /// On every database, also on those that are created later. `today` is how many more or fewer living databases
    /// that is now, `None` where the list of databases is not read.
    Everywhere {
        /// How many databases it is today.
        today: Option<usize>,
    },
    /// On so many living databases.
    Databases(usize),
}

/// An operation that a change gives or takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperationChange {
    /// Which operation.
    pub operation: &'static Operation,
    /// Where.
    pub spread: Spread,
}

impl OperationChange {
    /// Whether it deletes or removes something.
    pub fn destroys(&self) -> bool {
        self.operation.effect() == Effect::Destroys
    }
}

/// What a change means. The operations stand as PlanetScale has them, the destructive ones first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meaning {
    /// Operations that the token may call where it could not before.
    pub gained: Vec<OperationChange>,
    /// Operations that it may not call any more where it could.
    pub lost: Vec<OperationChange>,
    /// Permissions that are newly granted on all databases.
    pub everywhere: usize,
    /// How many living databases there are; `None` where the list of them is not read.
    pub databases: Option<usize>,
    /// Removed grants whose permission still holds there, through all databases.
    pub inherited: Vec<Grant>,
    /// Grants on single databases that stay where their permission is taken from all databases.
    pub direct: Vec<Grant>,
    /// Changed permissions of which PlanetScale does not publish what they allow.
    pub unpublished: Vec<Permission>,
}

impl Meaning {
    /// Tells what leads from one access to another. `listed` is the list of databases; `None` where it is not read.
    pub fn of(
        base: &AccessSet,
        wanted: &AccessSet,
        resources: &Resources,
        listed: Option<&[ResourceKey]>,
    ) -> Self {
        let diff = Diff::between(base, wanted);
        let changed: BTreeSet<Permission> =
            diff.additions.iter().chain(&diff.removals).map(|grant| grant.permission).collect();
        let (before, after) = (Held::of(base, resources), Held::of(wanted, resources));
        let living = living(resources, listed);
        let mut meaning = Self {
            everywhere: on_all(&diff.additions).count(),
            databases: living.as_ref().map(BTreeSet::len),
            inherited: inherited(&diff, wanted, resources),
            direct: direct(&diff, wanted, resources),
            unpublished: changed.iter().copied().filter(|it| !is_published(*it)).collect(),
            ..Self::default()
        };
        for operation in operations() {
            if !changed.iter().any(|it| operation.takes(*it)) {
                continue;
            }
            let (old, new) = (before.span(operation), after.span(operation));
            let change = |spread| OperationChange { operation, spread };
            let is_placed = operation.is_about_a_database();
            meaning.gained.extend(old.gains(&new, is_placed, living.as_ref()).map(change));
            meaning.lost.extend(new.gains(&old, is_placed, living.as_ref()).map(change));
        }
        for list in [&mut meaning.gained, &mut meaning.lost] {
            list.sort_by_key(|one| !one.destroys());
        }
        meaning
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.gained.is_empty()
            && self.lost.is_empty()
            && self.everywhere == 0
            && self.inherited.is_empty()
            && self.direct.is_empty()
            && self.unpublished.is_empty()
    }
}

/// The living databases of the list.
fn living(resources: &Resources, listed: Option<&[ResourceKey]>) -> Option<BTreeSet<ResourceKey>> {
    let is_living = |key: &ResourceKey| !resources.get(*key).is_deleted();
    listed.map(|all| all.iter().copied().filter(is_living).collect())
}

fn on_all(grants: &[Grant]) -> impl Iterator<Item = &Grant> {
    grants.iter().filter(|grant| grant.resource == ResourceKey::ALL_DATABASES)
}

fn is_published(permission: Permission) -> bool {
    operations().iter().any(|one| one.any_of.contains(&permission))
}

fn is_living_database(key: ResourceKey, resources: &Resources) -> bool {
    let one = resources.get(key);
    one.kind == ResourceKind::Database && !one.is_deleted()
}

/// Removals on living databases after which the permission holds there as before.
fn inherited(diff: &Diff, wanted: &AccessSet, resources: &Resources) -> Vec<Grant> {
    let holds = |grant: &&Grant| {
        is_living_database(grant.resource, resources)
            && wanted.contains(Grant::new(ResourceKey::ALL_DATABASES, grant.permission))
    };
    diff.removals.iter().filter(holds).copied().collect()
}

/// What stays on single databases of that which is taken from all of them.
fn direct(diff: &Diff, wanted: &AccessSet, resources: &Resources) -> Vec<Grant> {
    let taken: BTreeSet<Permission> = on_all(&diff.removals).map(|it| it.permission).collect();
    wanted
        .iter()
        .filter(|it| taken.contains(&it.permission))
        .filter(|it| is_living_database(it.resource, resources))
        .collect()
}

/// Where an operation may be called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Span {
    /// It may be called at all.
    anywhere: bool,
    /// On every database.
    everywhere: bool,
    /// On these.
    databases: BTreeSet<ResourceKey>,
}

impl Span {
    /// Where the other is and this one is not.
    fn gains(
        &self,
        other: &Self,
        is_placed: bool,
        living: Option<&BTreeSet<ResourceKey>>,
    ) -> Option<Spread> {
        if !is_placed {
            return (other.anywhere && !self.anywhere).then_some(Spread::Organization);
        }
        if self.everywhere {
            return None;
        }
        if other.everywhere {
            let today = living.map(|all| all.difference(&self.databases).count());
            return Some(Spread::Everywhere { today });
        }
        let more = other.databases.difference(&self.databases).count();
        (more > 0).then_some(Spread::Databases(more))
    }
}

/// The grants of an access that give power.
struct Held<'a> {
    living: Vec<Grant>,
    resources: &'a Resources,
}

impl<'a> Held<'a> {
    fn of(access: &AccessSet, resources: &'a Resources) -> Self {
        Self { living: access.without_deleted(resources).iter().collect(), resources }
    }

    fn span(&self, operation: &Operation) -> Span {
        let mut span = Span::default();
        for grant in &self.living {
            if !operation.takes(grant.permission) {
                continue;
            }
            span.anywhere = true;
            if reaches_every_database(*grant) {
                span.everywhere = true;
            } else if is_living_database(grant.resource, self.resources) {
                span.databases.insert(grant.resource);
            }
        }
        span
    }
}

#[cfg(test)]
mod tests;
