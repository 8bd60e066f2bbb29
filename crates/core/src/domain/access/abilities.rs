//! What a token can do, in a few lines: by how grave it is, and through what.

use std::collections::{BTreeMap, BTreeSet};

use super::super::permission::Permission;
use super::super::resource::{ResourceKey, ResourceKind, Resources};
use super::{AccessSet, RiskKind, RiskLevel};

/// What a token can do on one level, and through what it can. Each list is in the order of the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ability {
    /// How grave it is.
    pub level: RiskLevel,
    /// Through permissions of the organization.
    pub organization: Vec<Permission>,
    /// Through permissions on all databases.
    pub everywhere: Vec<Permission>,
    /// Through permissions on databases of their own.
    pub direct: Vec<Permission>,
    /// On so many living databases directly.
    pub databases: usize,
    /// Through permissions on resources of a type that the console does not know.
    pub other: Vec<Permission>,
}

/// What a token can do. Deleted databases give it no power.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Abilities {
    /// One line for each level that the token has something of, the gravest first.
    pub lines: Vec<Ability>,
    /// What several permissions make together, or one makes by itself: passing access on, approving its own changes.
    pub special: Vec<RiskKind>,
}

/// The same permissions on many databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SameAccess {
    /// How many permissions they are.
    pub permissions: usize,
    /// On so many living databases exactly these are granted.
    pub databases: usize,
    /// On so many living databases anything is granted directly.
    pub of: usize,
}

/// The permissions of one level while they are collected.
#[derive(Default)]
struct Found {
    organization: BTreeSet<Permission>,
    everywhere: BTreeSet<Permission>,
    direct: BTreeSet<Permission>,
    databases: BTreeSet<ResourceKey>,
    other: BTreeSet<Permission>,
}

impl Abilities {
    /// Tells what an access lets its holder do.
    pub fn of(access: &AccessSet, resources: &Resources) -> Self {
        let living = access.without_deleted(resources);
        let mut levels: BTreeMap<RiskLevel, Found> = BTreeMap::new();
        for grant in living.iter() {
            let found = levels.entry(RiskLevel::of(grant.permission)).or_default();
            let held = match resources.get(grant.resource).kind {
                ResourceKind::Organization => &mut found.organization,
                ResourceKind::AllDatabases => &mut found.everywhere,
                ResourceKind::Database => {
                    found.databases.insert(grant.resource);
                    &mut found.direct
                }
                ResourceKind::Other(_) => &mut found.other,
            };
            held.insert(grant.permission);
        }
        let special =
            [RiskKind::MintsTokens, RiskKind::GrowsByCreating, RiskKind::ApprovesOwnChanges];
        Self {
            lines: levels.into_iter().map(|(level, found)| found.told(level)).collect(),
            special: special
                .into_iter()
                .filter(|kind| !kind.evidence(&living).is_empty())
                .collect(),
        }
    }
}

impl Found {
    fn told(self, level: RiskLevel) -> Ability {
        let list = |all: BTreeSet<Permission>| all.into_iter().collect();
        Ability {
            level,
            organization: list(self.organization),
            everywhere: list(self.everywhere),
            direct: list(self.direct),
            databases: self.databases.len(),
            other: list(self.other),
        }
    }
}

impl SameAccess {
    /// From so many databases with the same permissions on, it is worth telling.
    const WORTH_TELLING: usize = 3;

    /// Finds the permissions that are granted on the most living databases. `None` where so few share them that a list
    /// tells it as well.
    pub fn of(access: &AccessSet, resources: &Resources) -> Option<Self> {
        let mut shared: BTreeMap<Vec<Permission>, usize> = BTreeMap::new();
        let mut of = 0;
        for key in access.resources() {
            let one = resources.get(key);
            if one.kind != ResourceKind::Database || one.is_deleted() {
                continue;
            }
            of += 1;
            let own = access.on(key).iter().map(|grant| grant.permission).collect();
            *shared.entry(own).or_default() += 1;
        }
        let (permissions, databases) = shared.into_iter().max_by_key(|(_, count)| *count)?;
        let same = Self { permissions: permissions.len(), databases, of };
        (databases >= Self::WORTH_TELLING).then_some(same)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::resource::ResourceFacts;
    use super::super::super::time::Timestamp;
    use super::super::Grant;
    use super::*;
    use proptest::prelude::*;

    fn databases(count: usize, gone: usize) -> (Resources, Vec<ResourceKey>) {
        let mut resources = Resources::of("acme");
        let keys = (0..count + gone)
            .map(|place| {
                let deleted_at = (place >= count).then(|| Timestamp::from_seconds(1));
                let id = place.to_string();
                resources.database(ResourceFacts { id: &id, name: &id, deleted_at })
            })
            .collect();
        (resources, keys)
    }

    fn on(resource: ResourceKey, name: &str) -> Grant {
        Grant::new(resource, Permission::named(name))
    }

    #[test]
    fn a_token_is_told_by_the_gravest_first_and_through_what() {
        let (resources, keys) = databases(2, 1);
        let access: AccessSet = [
            on(ResourceKey::ORGANIZATION, "delete_databases"),
            on(ResourceKey::ALL_DATABASES, "delete_database"),
            on(keys[0], "read_branch"),
            on(keys[1], "read_branch"),
            on(keys[1], "hum_a_tune"),
            on(keys[2], "delete_branch"),
        ]
        .into_iter()
        .collect();
        let Abilities { lines, special } = Abilities::of(&access, &resources);
        let levels: Vec<_> = lines.iter().map(|line| line.level).collect();
        assert_eq!(
            levels,
            [RiskLevel::DestroysProduction, RiskLevel::Reads, RiskLevel::Unknown],
            "a deleted database gives no power"
        );
        assert_eq!(lines[0].organization, [Permission::named("delete_databases")]);
        assert_eq!(lines[0].everywhere, [Permission::named("delete_database")]);
        assert_eq!((lines[0].databases, lines[1].databases), (0, 2));
        assert_eq!(lines[1].direct, [Permission::named("read_branch")]);
        assert!(special.is_empty());
    }

    #[test]
    fn what_lets_a_token_grow_is_told_by_itself() {
        let (resources, _) = databases(0, 0);
        let access: AccessSet = [
            on(ResourceKey::ORGANIZATION, "write_service_tokens"),
            on(ResourceKey::ORGANIZATION, "create_databases"),
        ]
        .into_iter()
        .collect();
        let special = Abilities::of(&access, &resources).special;
        assert_eq!(special, [RiskKind::MintsTokens, RiskKind::GrowsByCreating]);
    }

    #[test]
    fn the_same_on_most_databases_is_found_and_on_two_is_not_worth_a_word() {
        let (resources, keys) = databases(5, 2);
        let same = |count: usize| -> AccessSet {
            keys.iter().take(count).map(|key| on(*key, "read_branch")).collect()
        };
        assert_eq!(SameAccess::of(&same(2), &resources), None);
        let mut access = same(7);
        access.set(on(keys[0], "delete_branch"), true);
        let found = SameAccess::of(&access, &resources);
        assert_eq!(found, Some(SameAccess { permissions: 1, databases: 4, of: 5 }));
        assert_eq!(SameAccess::of(&AccessSet::default(), &resources), None);
    }

    proptest! {
        /// No grant that gives power is left out, and none is told twice on one level.
        #[test]
        fn every_living_grant_is_in_one_line(chosen in proptest::collection::vec((0_usize..6, 0_usize..60), 0..40)) {
            let (resources, keys) = databases(3, 1);
            let places = [&[ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES], keys.as_slice()].concat();
            let known: Vec<Permission> = Permission::known().collect();
            let access: AccessSet = chosen
                .into_iter()
                .map(|(place, permission)| Grant::new(places[place], known[permission % known.len()]))
                .collect();
            let told = Abilities::of(&access, &resources).lines;
            for grant in access.iter() {
                let line = told.iter().find(|line| line.level == RiskLevel::of(grant.permission));
                let held = line.map(|line| match grant.resource {
                    ResourceKey::ORGANIZATION => &line.organization,
                    ResourceKey::ALL_DATABASES => &line.everywhere,
                    _ => &line.direct,
                });
                let is_told = held.is_some_and(|held| held.contains(&grant.permission));
                let is_living = !resources.get(grant.resource).is_deleted();
                prop_assert!(is_told || !is_living);
            }
            prop_assert!(told.windows(2).all(|pair| pair[0].level < pair[1].level));
        }
    }
}
