//! A token's access as a set.

use super::super::resource::{ResourceKey, Resources};
use super::Grant;

/// How a permission on a resource is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// It is not.
    None,
    /// Granted on that resource.
    Direct,
    /// Through "All databases" alone.
    Inherited,
    /// Granted on that resource although "All databases" has it as well: the first is redundant.
    Both,
}

impl Source {
    /// Combines whether a permission is granted on the resource itself and whether on "All databases".
    pub const fn of(direct: bool, inherited: bool) -> Self {
        match (direct, inherited) {
            (false, false) => Self::None,
            (true, false) => Self::Direct,
            (false, true) => Self::Inherited,
            (true, true) => Self::Both,
        }
    }
}

/// A set of grants, kept sorted by resource and permission.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccessSet(Vec<Grant>);

impl FromIterator<Grant> for AccessSet {
    fn from_iter<I: IntoIterator<Item = Grant>>(grants: I) -> Self {
        let mut grants: Vec<_> = grants.into_iter().collect();
        grants.sort_unstable();
        grants.dedup();
        Self(grants)
    }
}

impl AccessSet {
    /// Every grant, by resource and permission.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Grant> + '_ {
        self.0.iter().copied()
    }

    /// How many grants there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is granted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether exactly this is granted.
    pub fn contains(&self, grant: Grant) -> bool {
        self.0.binary_search(&grant).is_ok()
    }

    /// Adds a grant or removes it; returns whether that changed anything.
    pub fn set(&mut self, grant: Grant, granted: bool) -> bool {
        match (self.0.binary_search(&grant), granted) {
            (Err(place), true) => self.0.insert(place, grant),
            (Ok(place), false) => {
                self.0.remove(place);
            }
            _ => return false,
        }
        true
    }

    /// The grants on one resource, in the order of the catalog.
    pub fn on(&self, resource: ResourceKey) -> &[Grant] {
        let start = self.0.partition_point(|grant| grant.resource < resource);
        let end = self.0.partition_point(|grant| grant.resource <= resource);
        self.0.get(start..end).unwrap_or_default()
    }

    /// Each resource that something is granted on, once, in order.
    pub fn resources(&self) -> Vec<ResourceKey> {
        let mut resources: Vec<_> = self.iter().map(|grant| grant.resource).collect();
        resources.dedup();
        resources
    }

    /// The same access without deleted databases, on which it gives no power.
    #[must_use]
    pub fn without_deleted(&self, resources: &Resources) -> Self {
        Self(self.iter().filter(|grant| !resources.get(grant.resource).is_deleted()).collect())
    }

    /// The grants that are in this set and not in `other`, in order.
    pub fn difference<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Grant> + 'a {
        self.iter().filter(|&grant| !other.contains(grant))
    }
}
