//! One resource of the editor: what can be granted there, what is held, and changing it.

use console_core::domain::access::{
    Diff, Draft, Grant, LockReason, Locks, Preset, ResourceAccess, RiskLevel, Source,
};
use console_core::domain::catalog::Scope;
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceKey, ResourceKind};
use console_core::domain::who::{Question, WhoView};
use console_core::words::token as words;
use leptos::prelude::*;

use super::groups::{Groups, fits};
use crate::pages::asked::who_can;
use crate::state::Editing;
use crate::ui::check_list::{Check, Lock};

/// A resource's place in the editor. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Place {
    groups: StoredValue<Groups>,
    pub(super) key: ResourceKey,
    pub(super) is_deleted: bool,
    /// What is held here: one look at the draft for all boxes of the group.
    pub(super) holding: Memo<ResourceAccess>,
    /// The permissions that can be granted here, and those that are.
    pub(super) permissions: Memo<Vec<Permission>>,
    /// Those of them that the search finds.
    pub(super) found: Memo<Vec<Permission>>,
    /// Those of them whose boxes are shown.
    pub(super) shown: Memo<Vec<Permission>>,
}

impl Place {
    pub(super) fn new(
        groups: Groups,
        key: ResourceKey,
        kind: &ResourceKind,
        is_deleted: bool,
    ) -> Self {
        let editing = groups.editing();
        // What is granted on all databases holds on each of them too, and on none that is gone.
        let inherits = *kind == ResourceKind::Database && !is_deleted;
        let of = move |draft: &Draft| ResourceAccess::of(draft, key, inherits);
        let holding = Memo::new(move |_| editing.draft.with(of));
        let scope = match kind {
            _ if is_deleted => None,
            ResourceKind::Organization => Some(Scope::Organization),
            ResourceKind::AllDatabases | ResourceKind::Database => Some(Scope::Database),
            ResourceKind::Other(_) => None,
        };
        let permissions = Memo::new(move |_| permissions(editing, scope, holding));
        let found = Memo::new(move |_| {
            groups.query.with(|query| {
                permissions.with(|all| {
                    all.iter().copied().filter(|it| fits(query, *it)).collect::<Vec<_>>()
                })
            })
        });
        let shown = Memo::new(move |_| {
            let show = groups.show.get();
            holding.with(|holding| {
                let is_kept =
                    |it: &Permission| show.keeps(holding.source(*it), holding.is_changed(*it));
                found.with(|found| found.iter().copied().filter(is_kept).collect::<Vec<_>>())
            })
        });
        Self {
            groups: StoredValue::new(groups),
            key,
            is_deleted,
            holding,
            permissions,
            found,
            shown,
        }
    }

    /// What it shares with the other groups.
    pub(super) fn groups(self) -> Groups {
        self.groups.get_value()
    }

    /// A search leaves a part of the permissions.
    pub(super) fn is_narrowed(self) -> bool {
        self.groups().query.with(|query| !query.is_empty())
    }

    pub(super) fn editing(self) -> Editing {
        self.groups().editing()
    }

    /// The address of the tokens that a question asks for on this resource; none on what is gone or has no name in
    /// addresses.
    pub(super) fn who_can(self, what: Question) -> Option<String> {
        let store = self.editing().store;
        let key = WhoView::place_key(self.key, &store.resources().borrow());
        (!key.is_empty() && !self.is_deleted).then(|| who_can(store.name(), what, key))
    }

    /// What keeps the permissions here from being changed. Watched.
    pub(super) fn locks(self) -> Locks {
        let editing = self.editing();
        // A list of databases tells whether another one has the name of a deleted one.
        editing.store.databases.track();
        let resources = editing.store.resources();
        Locks::of(self.key, &resources.borrow(), editing.is_read_only())
    }

    /// Those of these permissions that are held.
    fn held(self, permissions: &[Permission]) -> Vec<Permission> {
        self.holding.with(|holding| {
            let is_held = |it: &Permission| holding.source(*it) != Source::None;
            permissions.iter().copied().filter(is_held).collect()
        })
    }

    /// How many of these permissions are held, and how many they are.
    pub(super) fn count(self, permissions: &[Permission]) -> (usize, usize) {
        (self.held(permissions).len(), permissions.len())
    }

    /// The gravest level that is held of these permissions.
    pub(super) fn gravest(self, permissions: &[Permission]) -> Option<RiskLevel> {
        self.held(permissions).into_iter().map(RiskLevel::of).min()
    }

    /// How the boxes of these permissions are.
    pub(super) fn checks(self, permissions: &[Permission]) -> Vec<Check> {
        let locks = self.locks();
        self.holding.with(|holding| {
            let lock = |why: LockReason| {
                let is_told = why == LockReason::ReadOnly || self.is_deleted;
                if is_told { Lock::ToldAbove } else { Lock::Because(words::lock_reason(why)) }
            };
            let check = |permission: &Permission| Check {
                is_on: holding.source(*permission) != Source::None,
                is_changed: holding.is_changed(*permission),
                locked: locks.reason(holding, *permission).map(lock),
            };
            permissions.iter().map(check).collect()
        })
    }

    /// Whether any of these permissions can be changed.
    pub(super) fn is_free(self, permissions: &[Permission]) -> bool {
        self.checks(permissions).iter().any(|check| check.locked.is_none())
    }

    /// Grants or takes away each of the permissions that can be changed.
    pub(super) fn set_all(self, permissions: &[Permission], granted: bool) {
        let checks = untrack(|| self.checks(permissions));
        let free = permissions.iter().zip(checks).filter(|(_, check)| check.locked.is_none());
        self.editing().edit(|draft| {
            for (permission, _) in free {
                draft.set(Grant::new(self.key, *permission), granted);
            }
        });
    }

    /// What a preset would change here, whatever is searched for.
    pub(super) fn change_of(self, preset: Preset) -> Diff {
        let all = self.permissions.get_untracked();
        let locks = untrack(|| self.locks());
        self.holding.with_untracked(|holding| preset.change(self.key, &all, holding, locks))
    }
}

/// The permissions of a scope, those of the configuration, and whatever is granted: in the order of the catalog.
fn permissions(
    editing: Editing,
    scope: Option<Scope>,
    holding: Memo<ResourceAccess>,
) -> Vec<Permission> {
    let mut all: Vec<Permission> =
        Permission::known().filter(|it| scope.is_some() && it.scope() == scope).collect();
    let extra = editing.app.with_config(|config| {
        config
            .permissions
            .iter()
            .filter(|extra| Some(extra.scope) == scope)
            .map(|extra| Permission::named(&extra.name))
            .collect::<Vec<_>>()
    });
    all.extend(extra);
    holding.with(|holding| all.extend(holding.granted()));
    all.sort_unstable();
    all.dedup();
    all
}
