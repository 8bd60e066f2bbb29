//! The access that one token holds on one resource, and what keeps it from being changed.

use super::super::permission::Permission;
use super::super::resource::{ResourceKey, Resources};
use super::{AccessSet, Draft, Plan, Refused, Source, StepKind};

/// Why a permission on a resource cannot be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LockReason {
    /// It is granted on all databases, and so on this one too.
    GrantedOnAll,
    /// Nothing can be changed in this console.
    ReadOnly,
    /// No call of the API makes the change.
    Refused(Refused),
}

/// What keeps the permissions on one resource from being changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Locks {
    /// Whether this console changes anything at all.
    pub is_read_only: bool,
    /// Why nothing can be added.
    pub no_additions: Option<Refused>,
    /// Why nothing can be removed.
    pub no_removals: Option<Refused>,
}

impl Locks {
    /// Finds what locks the permissions on a resource.
    pub fn of(resource: ResourceKey, resources: &Resources, is_read_only: bool) -> Self {
        let refused = |kind| Plan::check(kind, resource, resources).err();
        Self {
            is_read_only,
            no_additions: refused(StepKind::Add),
            no_removals: refused(StepKind::Remove),
        }
    }

    /// Tells why a permission cannot be changed; `None` if it can. What holds through all databases comes first: it would
    /// stay so in a console that changes things.
    pub fn reason(self, held: &ResourceAccess, permission: Permission) -> Option<LockReason> {
        if matches!(held.source(permission), Source::Inherited | Source::Both) {
            return Some(LockReason::GrantedOnAll);
        }
        if self.is_read_only {
            return Some(LockReason::ReadOnly);
        }
        let refused =
            if held.was_granted(permission) { self.no_removals } else { self.no_additions };
        refused.map(LockReason::Refused)
    }
}

/// The part of a draft that is about one resource. A change of another resource leaves it equal, so that a list of
/// permissions can watch it alone. Each list is in the order of the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResourceAccess {
    base: Vec<Permission>,
    wanted: Vec<Permission>,
    inherited: Vec<Permission>,
}

impl ResourceAccess {
    /// Takes the part of a draft that is about `resource`. `inherits` tells whether "All databases" reaches it.
    pub fn of(draft: &Draft, resource: ResourceKey, inherits: bool) -> Self {
        let on = |set: &AccessSet, resource| -> Vec<Permission> {
            set.on(resource).iter().map(|grant| grant.permission).collect()
        };
        let inherits = inherits && resource != ResourceKey::ALL_DATABASES;
        Self {
            base: on(draft.base(), resource),
            wanted: on(draft.wanted(), resource),
            inherited: if inherits {
                on(draft.wanted(), ResourceKey::ALL_DATABASES)
            } else {
                Vec::new()
            },
        }
    }

    /// Every permission that the API said is granted there, then every one that is wanted: some come twice.
    pub fn granted(&self) -> impl Iterator<Item = Permission> + '_ {
        self.base.iter().chain(&self.wanted).copied()
    }

    /// How a permission is held if the draft is applied.
    pub fn source(&self, permission: Permission) -> Source {
        Source::of(has(&self.wanted, permission), has(&self.inherited, permission))
    }

    /// Whether the API said that it is granted there.
    pub fn was_granted(&self, permission: Permission) -> bool {
        has(&self.base, permission)
    }

    /// Whether that permission differs from what the API said.
    pub fn is_changed(&self, permission: Permission) -> bool {
        has(&self.base, permission) != has(&self.wanted, permission)
    }

    /// Whether any permission differs from what the API said.
    pub fn has_changes(&self) -> bool {
        self.base != self.wanted
    }
}

fn has(sorted: &[Permission], permission: Permission) -> bool {
    sorted.binary_search(&permission).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::resource::ResourceFacts;
    use super::super::super::time::Timestamp;
    use super::super::Grant;
    use super::*;

    /// A draft of a token that may read branches everywhere and write backups on one database.
    fn world(deleted_at: Option<Timestamp>) -> (Draft, ResourceKey, Resources) {
        let mut resources = Resources::of("acme");
        let shop = resources.database(ResourceFacts { id: "1", name: "shop", deleted_at });
        let on = |resource, name| Grant::new(resource, Permission::named(name));
        let base = [on(ResourceKey::ALL_DATABASES, "read_branch"), on(shop, "write_backups")];
        (Draft::new(base.into_iter().collect()), shop, resources)
    }

    fn reasons(deleted_at: Option<Timestamp>, is_read_only: bool) -> [Option<LockReason>; 3] {
        let (draft, shop, resources) = world(deleted_at);
        let held = ResourceAccess::of(&draft, shop, true);
        let locks = Locks::of(shop, &resources, is_read_only);
        ["read_branch", "write_backups", "read_comment"]
            .map(|name| locks.reason(&held, Permission::named(name)))
    }

    #[test]
    fn what_holds_through_all_databases_is_locked_before_anything_else() {
        let through = Some(LockReason::GrantedOnAll);
        let read_only = Some(LockReason::ReadOnly);
        assert_eq!(reasons(None, false), [through, None, None]);
        assert_eq!(reasons(None, true), [through, read_only, read_only]);
    }

    #[test]
    fn a_deleted_database_takes_no_more_and_gives_away_what_it_has() {
        let through = Some(LockReason::GrantedOnAll);
        let no_more = Some(LockReason::Refused(Refused::Deleted));
        let deleted = Some(Timestamp::from_seconds(1));
        assert_eq!(reasons(deleted, false), [through, None, no_more]);
    }

    #[test]
    fn a_name_that_belongs_to_another_database_now_locks_both_ways() {
        let (draft, shop, mut resources) = world(Some(Timestamp::from_seconds(1)));
        resources.database(ResourceFacts { id: "2", name: "shop", deleted_at: None });
        let locks = Locks::of(shop, &resources, false);
        let held = ResourceAccess::of(&draft, shop, true);
        let reason = |name| locks.reason(&held, Permission::named(name));
        assert_eq!(reason("write_backups"), Some(LockReason::Refused(Refused::NameTaken)));
        assert!(matches!(reason("read_comment"), Some(LockReason::Refused(_))));
    }
}
