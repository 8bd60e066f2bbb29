//! How far an access reaches over the organization's databases.

use super::super::catalog::Area;
use super::super::permission::Permission;
use super::super::resource::{ResourceKey, ResourceKind, Resources};
use super::AccessSet;

/// What an access reaches. Deleted databases are none of the living, and a database that is not in the list of
/// databases is neither counted as one of them nor left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// Permissions of the organization that reach every database, in the order of the catalog.
    pub organization: Vec<Permission>,
    /// Something is granted on all databases, now and in the future.
    pub everywhere: bool,
    /// Databases that something is granted on directly.
    pub direct: usize,
    /// Databases that something is granted on and that the list of databases does not have.
    pub unlisted: usize,
    /// Deleted databases that something is still granted on.
    pub left_over: usize,
    /// How many databases there are, where the list of them is read.
    pub all: Option<usize>,
}

impl Reach {
    /// Measures an access. `listed` is the list of databases; `None` where it is not read.
    pub fn of(access: &AccessSet, resources: &Resources, listed: Option<&[ResourceKey]>) -> Self {
        let mut reach = Self {
            organization: access
                .on(ResourceKey::ORGANIZATION)
                .iter()
                .map(|grant| grant.permission)
                .filter(|it| reaches_databases(*it))
                .collect(),
            everywhere: !access.on(ResourceKey::ALL_DATABASES).is_empty(),
            ..Self::default()
        };
        let living = |key: ResourceKey| !resources.get(key).is_deleted();
        for key in access.resources() {
            if resources.get(key).kind != ResourceKind::Database {
                continue;
            }
            if !living(key) {
                reach.left_over += 1;
            } else if listed.is_none_or(|all| all.contains(&key)) {
                reach.direct += 1;
            } else {
                reach.unlisted += 1;
            }
        }
        reach.all = listed.map(|all| all.iter().filter(|key| living(**key)).count());
        reach
    }
}

/// Whether a permission of the organization reaches each of its databases.
fn reaches_databases(permission: Permission) -> bool {
    permission.entry().is_some_and(|entry| entry.area == Area::Databases)
}
