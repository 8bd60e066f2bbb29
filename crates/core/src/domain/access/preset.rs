//! What a whole group of permissions can be set to at once.

use super::super::permission::Permission;
use super::super::resource::{ResourceKey, ResourceKind};
use super::{Diff, Grant, Locks, ResourceAccess, Source, Starter};

/// A choice for all permissions on one resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Nothing is granted.
    None,
    /// Everything that only reads is granted, and nothing else.
    ReadOnly,
    /// What a job needs is granted, and nothing else.
    Template(Starter),
    /// Everything is granted.
    Everything,
}

impl Preset {
    /// The choices for a resource of that kind, in the order in which they are offered. Of a resource of an unknown type
    /// nobody can tell what there is to grant.
    pub fn offered(resource: ResourceKey, kind: &ResourceKind) -> Vec<Self> {
        if matches!(kind, ResourceKind::Other(_)) {
            return vec![Self::None];
        }
        let fits = |starter: &Starter| !template(*starter, resource).is_empty();
        // What `Starter::ReadOnly` is for is offered as reading everything.
        let templates = Starter::ALL.into_iter().filter(|it| *it != Starter::ReadOnly).filter(fits);
        [Self::None, Self::ReadOnly]
            .into_iter()
            .chain(templates.map(Self::Template))
            .chain([Self::Everything])
            .collect()
    }

    /// What this choice adds to what is wanted on `resource` and takes from it. `all` are the permissions that can be
    /// granted there; what is locked stays as it is.
    pub fn change(
        self,
        resource: ResourceKey,
        all: &[Permission],
        held: &ResourceAccess,
        locks: Locks,
    ) -> Diff {
        let template = match self {
            Self::Template(starter) => template(starter, resource),
            Self::None | Self::ReadOnly | Self::Everything => Vec::new(),
        };
        let is_wanted = |permission: Permission| match self {
            Self::None => false,
            Self::ReadOnly => permission.only_reads(),
            Self::Template(_) => template.contains(&permission),
            Self::Everything => true,
        };
        let mut change = Diff::default();
        for permission in all.iter().copied() {
            let is_held = matches!(held.source(permission), Source::Direct | Source::Both);
            if is_held == is_wanted(permission) || locks.reason(held, permission).is_some() {
                continue;
            }
            let side = if is_held { &mut change.removals } else { &mut change.additions };
            side.push(Grant::new(resource, permission));
        }
        change
    }
}

/// What a job needs on the organization, or on whatever holds databases.
fn template(starter: Starter, resource: ResourceKey) -> Vec<Permission> {
    let place = match resource {
        ResourceKey::ORGANIZATION => ResourceKey::ORGANIZATION,
        _ => ResourceKey::ALL_DATABASES,
    };
    let access = starter.access(ResourceKey::ALL_DATABASES);
    access.on(place).iter().map(|grant| grant.permission).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::catalog::Scope;
    use super::super::super::resource::{ResourceFacts, Resources};
    use super::super::{AccessSet, Draft};
    use super::*;
    use proptest::prelude::*;

    fn of_databases() -> Vec<Permission> {
        Permission::known().filter(|it| it.scope() == Some(Scope::Database)).collect()
    }

    fn shop() -> (Resources, ResourceKey) {
        let mut resources = Resources::of("acme");
        let shop = resources.database(ResourceFacts { id: "1", name: "shop", deleted_at: None });
        (resources, shop)
    }

    #[test]
    fn each_kind_of_resource_is_offered_what_fits_it() {
        let (_, shop) = shop();
        let metrics = Preset::Template(Starter::Metrics);
        let deploys = Preset::Template(Starter::Deploys);
        let offered = Preset::offered(shop, &ResourceKind::Database);
        let all = [Preset::None, Preset::ReadOnly, metrics, deploys, Preset::Everything];
        assert_eq!(offered, all);
        let offered = Preset::offered(ResourceKey::ORGANIZATION, &ResourceKind::Organization);
        assert!(offered.contains(&metrics) && !offered.contains(&deploys));
        let other = ResourceKind::Other("Moon".into());
        assert_eq!(Preset::offered(shop, &other), [Preset::None]);
    }

    #[test]
    fn read_only_removes_what_changes_and_adds_what_reads() {
        let (resources, shop) = shop();
        let base =
            ["read_branch", "delete_branch"].map(|name| Grant::new(shop, Permission::named(name)));
        let draft = Draft::new(base.into_iter().collect());
        let held = ResourceAccess::of(&draft, shop, true);
        let locks = Locks::of(shop, &resources, false);
        let change = Preset::ReadOnly.change(shop, &of_databases(), &held, locks);
        assert_eq!(change.removals, [Grant::new(shop, Permission::named("delete_branch"))]);
        assert!(change.additions.iter().all(|grant| grant.permission.only_reads()));
        assert!(!change.additions.contains(&base[0]));
        let locked = Locks::of(shop, &resources, true);
        assert!(Preset::None.change(shop, &of_databases(), &held, locked).is_empty());
    }

    proptest! {
        /// Choosing again changes nothing, and what is held through all databases is left alone.
        #[test]
        fn a_preset_is_reached_in_one_step(
            own in proptest::collection::vec(0_usize..40, 0..20),
            wide in proptest::collection::vec(0_usize..40, 0..10),
            which in 0_usize..5,
        ) {
            let (resources, shop) = shop();
            let all = of_databases();
            let at = |resource, place: usize| Grant::new(resource, all[place % all.len()]);
            let base: AccessSet = own
                .into_iter()
                .map(|place| at(shop, place))
                .chain(wide.into_iter().map(|place| at(ResourceKey::ALL_DATABASES, place)))
                .collect();
            let mut draft = Draft::new(base.clone());
            let locks = Locks::of(shop, &resources, false);
            let preset = Preset::offered(shop, &ResourceKind::Database)[which];
            let of = |draft: &Draft| preset.change(shop, &all, &ResourceAccess::of(draft, shop, true), locks);
            let change = of(&draft);
            draft.stage(&change);
            prop_assert_eq!(draft.unsaved(), change.len());
            prop_assert!(of(&draft).is_empty());
            prop_assert_eq!(draft.wanted().on(ResourceKey::ALL_DATABASES), base.on(ResourceKey::ALL_DATABASES));
        }
    }
}
