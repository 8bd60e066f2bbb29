//! In which order the resources of a token are shown, and which of them start unfolded.

use super::super::listing::NaturalKey;
use super::super::resource::{Resource, ResourceKey, ResourceKind, Resources};
use super::super::view_state::Show;
use super::{AccessSet, Draft, RiskLevel};

/// So many resources with access start unfolded. More of them start folded, each a line that tells how much the token
/// holds there and how risky that is, so that all are seen at once.
const FEW: usize = 8;

/// What the databases with access are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupOrder {
    /// Their names.
    #[default]
    Name,
    /// The gravest that the token may do there, as far as that was granted when it was read; alike ones by name, deleted
    /// ones last.
    Risk,
}

/// Every resource that is shown: the organization, all databases, then what was picked to be given access, the last
/// pick last, then what has access or had it before the change, databases first and each kind in order. Only what the API
/// told counts for its risk: a tick moves nothing.
pub fn resource_order(
    draft: &Draft,
    picked: &[ResourceKey],
    order: GroupOrder,
    resources: &Resources,
    name: impl Fn(&Resource) -> String,
) -> Vec<ResourceKey> {
    let mut keys = draft.base().resources();
    keys.extend(draft.wanted().resources());
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| *key != ResourceKey::ORGANIZATION && *key != ResourceKey::ALL_DATABASES);
    keys.sort_by_cached_key(|key| {
        let one = resources.get(*key);
        let kind = match one.kind {
            ResourceKind::Organization | ResourceKind::AllDatabases => 0,
            ResourceKind::Database => 1,
            ResourceKind::Other(_) => 2,
        };
        let risk = match order {
            GroupOrder::Name => None,
            GroupOrder::Risk => Some((one.is_deleted(), gravest(draft.base(), *key))),
        };
        (kind, risk, NaturalKey::new(&name(one)))
    });
    let mut all = vec![ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES];
    let added: Vec<ResourceKey> =
        picked.iter().copied().filter(|key| !keys.contains(key)).collect();
    all.extend(added);
    all.extend(keys);
    all
}

/// The gravest that is held on a resource of its own; what holds nothing comes last.
fn gravest(held: &AccessSet, key: ResourceKey) -> (bool, RiskLevel) {
    let levels = held.on(key).iter().map(|grant| RiskLevel::of(grant.permission));
    levels.min().map_or((true, RiskLevel::Unknown), |level| (false, level))
}

/// Which of them start unfolded: those with access or unsaved changes if they are few, and all of them if there is
/// neither, so that it shows where something can be granted. If they are many, or if only changes are looked at, those
/// with unsaved changes.
pub fn starts_unfolded(order: &[ResourceKey], draft: &Draft, show: Show) -> Vec<ResourceKey> {
    let differs = |key: ResourceKey| draft.base().on(key) != draft.wanted().on(key);
    let holds = |key: ResourceKey| !draft.wanted().on(key).is_empty() || differs(key);
    let all = |fits: &dyn Fn(ResourceKey) -> bool| -> Vec<ResourceKey> {
        order.iter().copied().filter(|key| fits(*key)).collect()
    };
    let (changed, with_access) = (all(&differs), all(&holds));
    match with_access.len() {
        0 => order.to_vec(),
        _ if show == Show::Changed && !changed.is_empty() => changed,
        1..=FEW => with_access,
        _ => changed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Grant;
    use crate::domain::permission::Permission;
    use crate::domain::resource::ResourceFacts;

    fn database(resources: &mut Resources, name: &str) -> ResourceKey {
        let id = ["id of ", name].concat();
        resources.database(ResourceFacts { id: &id, name, deleted_at: None })
    }

    fn holding(keys: &[ResourceKey]) -> Draft {
        let read = Permission::named("read_branch");
        Draft::new(keys.iter().map(|key| Grant::new(*key, read)).collect::<AccessSet>())
    }

    fn order_of(draft: &Draft, picked: &[ResourceKey], resources: &Resources) -> Vec<String> {
        let name = |one: &Resource| one.name.to_string();
        let order = resource_order(draft, picked, GroupOrder::Name, resources, name);
        assert_eq!(
            order.get(..2),
            Some(&[ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES][..])
        );
        order.iter().skip(2).map(|key| resources.get(*key).name.to_string()).collect()
    }

    #[test]
    fn databases_come_by_name_as_people_count() {
        let mut resources = Resources::of("acme");
        let keys = ["shop-10", "Shop-9", "archive"].map(|name| database(&mut resources, name));
        let order = order_of(&holding(&keys), &[], &resources);
        assert_eq!(order, ["archive", "Shop-9", "shop-10"]);
    }

    #[test]
    fn by_risk_the_gravest_come_first_and_a_tick_moves_nothing() {
        let mut resources = Resources::of("acme");
        let [archive, shop, zoo] =
            ["archive", "shop", "zoo"].map(|name| database(&mut resources, name));
        let grant = |key, name| Grant::new(key, Permission::named(name));
        let base = [
            grant(archive, "read_branch"),
            grant(shop, "delete_branch"),
            grant(zoo, "read_branch"),
            grant(zoo, "delete_production_branch"),
        ];
        let mut draft = Draft::new(base.into_iter().collect::<AccessSet>());
        draft.set(grant(archive, "delete_production_branch"), true);
        draft.set(grant(zoo, "delete_production_branch"), false);
        let name = |one: &Resource| one.name.to_string();
        let order = resource_order(&draft, &[], GroupOrder::Risk, &resources, name);
        assert_eq!(order[2..], [zoo, shop, archive]);
    }

    #[test]
    fn what_was_picked_comes_first_until_it_has_access() {
        let mut resources = Resources::of("acme");
        let [archive, shop, zoo] =
            ["archive", "shop", "zoo"].map(|name| database(&mut resources, name));
        let draft = holding(&[archive]);
        assert_eq!(order_of(&draft, &[zoo, shop], &resources), ["zoo", "shop", "archive"]);
        let draft = holding(&[archive, zoo]);
        assert_eq!(order_of(&draft, &[zoo, shop], &resources), ["shop", "archive", "zoo"]);
    }

    #[test]
    fn a_resource_whose_access_is_taken_stays_as_long_as_that_is_not_applied() {
        let mut resources = Resources::of("acme");
        let shop = database(&mut resources, "shop");
        let mut draft = holding(&[shop]);
        draft.set(Grant::new(shop, Permission::named("read_branch")), false);
        assert_eq!(order_of(&draft, &[], &resources), ["shop"]);
    }

    #[test]
    fn a_type_that_nobody_knows_comes_last() {
        let mut resources = Resources::of("acme");
        let shop = database(&mut resources, "shop");
        let other =
            resources.other("Cluster", ResourceFacts { id: "c1", name: "aaa", deleted_at: None });
        assert_eq!(order_of(&holding(&[other, shop]), &[], &resources), ["shop", "aaa"]);
    }

    fn more_than_few(resources: &mut Resources) -> Vec<ResourceKey> {
        (0..=FEW).map(|at| database(resources, &["db-", &at.to_string()].concat())).collect()
    }

    #[test]
    fn few_with_access_start_unfolded_many_folded_and_none_all() {
        let mut resources = Resources::of("acme");
        let keys = more_than_few(&mut resources);
        let unfolded = |keys: &[ResourceKey]| {
            let draft = holding(keys);
            let order = resource_order(&draft, &[], GroupOrder::Name, &resources, |one| {
                one.name.to_string()
            });
            (order.len(), starts_unfolded(&order, &draft, Show::Granted))
        };
        assert_eq!(unfolded(&[]), (2, vec![ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES]));
        let (_, few) = unfolded(&keys[..FEW]);
        assert_eq!(few, keys[..FEW]);
        assert_eq!(unfolded(&keys), (FEW + 3, Vec::new()));
    }

    #[test]
    fn what_is_changed_starts_unfolded_and_alone_where_only_changes_are_looked_at() {
        let mut resources = Resources::of("acme");
        let keys = more_than_few(&mut resources);
        let unfolded = |held: &[ResourceKey], taken: ResourceKey, show| {
            let mut draft = holding(held);
            draft.set(Grant::new(taken, Permission::named("read_branch")), false);
            starts_unfolded(&keys, &draft, show)
        };
        let (few, last) = (&keys[..2], keys[1]);
        assert_eq!(unfolded(few, last, Show::Granted), few, "though nothing is left there");
        assert_eq!(unfolded(few, last, Show::Changed), [last]);
        assert_eq!(unfolded(&keys, last, Show::Granted), [last]);
    }
}
