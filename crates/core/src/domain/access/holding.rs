//! What is held on one resource.

use super::super::permission::Permission;
use super::super::resource::ResourceKey;
use super::{AccessSet, Draft, Source};

/// What a draft says of one resource: all that a list of its permissions has to know, so that a change elsewhere is
/// none here. Each list is in the order of the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holding {
    base: Vec<Permission>,
    wanted: Vec<Permission>,
    inherited: Vec<Permission>,
}

impl Holding {
    /// Of that resource. `inherits` tells whether "All databases" reaches it.
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

    /// What the API said is granted there, and what is wanted.
    pub fn granted(&self) -> impl Iterator<Item = Permission> + '_ {
        self.base.iter().chain(&self.wanted).copied()
    }

    /// How a permission is to be held.
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

    /// Whether any permission does.
    pub fn has_changes(&self) -> bool {
        self.base != self.wanted
    }
}

fn has(sorted: &[Permission], permission: Permission) -> bool {
    sorted.binary_search(&permission).is_ok()
}
