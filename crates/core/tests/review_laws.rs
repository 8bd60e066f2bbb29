//! What is told of an access before it is changed: how far it reaches, and what a change comes to.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use console_core::domain::access::{
    Abilities, AccessSet, Diff, Draft, Grant, Reach, Review, RiskKind,
};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey, Resources};
use console_core::domain::time::Timestamp;
use proptest::prelude::*;

/// Three living databases, one that is in no list, a deleted namesake, another deleted one, and an unknown resource.
fn organization() -> (Resources, Vec<ResourceKey>, Vec<ResourceKey>) {
    let mut all = Resources::of("acme");
    let gone = Some(Timestamp::from_seconds(1_700_000_000));
    let facts = |id, name, deleted_at| ResourceFacts { id, name, deleted_at };
    let listed: Vec<_> = [("d1", "shop"), ("d2", "media"), ("d3", "acme")]
        .map(|(id, name)| all.database(facts(id, name, None)))
        .to_vec();
    let mut keys = vec![ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES];
    keys.extend(&listed);
    keys.push(all.database(facts("d4", "unlisted", None)));
    keys.push(all.database(facts("d5", "shop", gone)));
    keys.push(all.database(facts("d6", "old", gone)));
    keys.push(all.other("Cluster", facts("c1", "shop", None)));
    (all, keys, listed)
}

fn access() -> impl Strategy<Value = AccessSet> {
    let permissions: Vec<Permission> = Permission::known().collect();
    let grant = (prop::sample::select(organization().1), prop::sample::select(permissions));
    prop::collection::vec(grant.prop_map(|(key, it)| Grant::new(key, it)), 0..12)
        .prop_map(|grants| grants.into_iter().collect())
}

fn on(key: ResourceKey, names: &[&str]) -> AccessSet {
    names.iter().map(|name| Grant::new(key, Permission::named(name))).collect()
}

#[test]
fn an_organization_permission_that_deletes_every_database_is_reach() {
    let (resources, keys, listed) = organization();
    let mut access = on(ResourceKey::ORGANIZATION, &["delete_databases", "read_invoices"]);
    for key in [keys[2], keys[6], keys[7]] {
        access.set(Grant::new(key, Permission::named("read_branch")), true);
    }
    let reach = Reach::of(&access, &resources, Some(&listed));
    assert_eq!(reach.organization, [Permission::named("delete_databases")]);
    assert_eq!((reach.direct, reach.left_over, reach.all), (1, 2, Some(3)));
    assert!(!reach.everywhere);
}

#[test]
fn a_power_that_somebody_gave_meanwhile_is_not_told_as_lost() {
    let (resources, keys, _) = organization();
    let mut draft = Draft::new(on(ResourceKey::ORGANIZATION, &["delete_databases"]));
    draft.set(Grant::new(ResourceKey::ORGANIZATION, Permission::named("delete_databases")), false);
    let before = Review::of(draft.base(), draft.wanted(), &resources);
    assert!(before.powers.iter().any(|it| it.kind == RiskKind::DestroysProduction && !it.gained));
    let mut now = draft.base().clone();
    now.set(Grant::new(keys[3], Permission::named("delete_database")), true);
    draft.rebase(now);
    let after = Review::of(draft.base(), draft.wanted(), &resources);
    assert_eq!(after.diff, before.diff, "the same change, which means something else now");
    assert!(after.powers.iter().all(|it| it.kind != RiskKind::DestroysProduction));
}

proptest! {
    #[test]
    fn every_database_with_access_is_counted_once_and_deleted_ones_are_not_among_the_living(
        access in access(), is_read in any::<bool>(),
    ) {
        let (resources, keys, listed) = organization();
        let reach = Reach::of(&access, &resources, is_read.then_some(&listed[..]));
        let held = |keys: &[ResourceKey]| keys.iter().filter(|key| !access.on(**key).is_empty()).count();
        prop_assert_eq!(reach.direct + reach.unlisted + reach.left_over, held(&keys[2..8]));
        prop_assert_eq!(reach.left_over, held(&keys[6..8]));
        prop_assert_eq!(reach.unlisted, if is_read { held(&keys[5..6]) } else { 0 });
        prop_assert_eq!(reach.all, is_read.then_some(3));
        prop_assert!(reach.all.is_none_or(|all| reach.direct <= all));
        prop_assert_eq!(reach.everywhere, held(&keys[1..2]) == 1);
        let deletes = Permission::named("delete_databases");
        prop_assert_eq!(
            reach.organization.contains(&deletes),
            access.contains(Grant::new(ResourceKey::ORGANIZATION, deletes))
        );
        // What is risky is risky somewhere that is reached.
        for line in Abilities::of(&access, &resources).lines {
            prop_assert!(line.databases <= reach.direct + reach.unlisted);
            prop_assert!(line.everywhere.is_empty() || reach.everywhere);
        }
    }

    #[test]
    fn no_power_is_told_as_lost_that_is_still_held_nor_as_new_that_was_held(
        base in access(), wanted in access(), now in access(),
    ) {
        let resources = organization().0;
        let mut draft = Draft::new(base.clone());
        draft.stage(&Diff::between(&base, &wanted));
        draft.rebase(now.clone());
        let review = Review::of(draft.base(), draft.wanted(), &resources);
        prop_assert_eq!(&review.diff, &draft.diff());
        for power in &review.powers {
            let held = |access: &AccessSet| !power.kind.evidence(&access.without_deleted(&resources)).is_empty();
            prop_assert_eq!(held(draft.wanted()), power.gained);
            prop_assert_eq!(held(&now), !power.gained);
        }
    }

    #[test]
    fn what_was_done_elsewhere_and_wanted_here_is_nobody_elses_change(
        base in access(), wanted in access(), now in access(),
    ) {
        let mut draft = Draft::new(base.clone());
        draft.stage(&Diff::between(&base, &wanted));
        let mine = draft.diff();
        let Some(conflict) = draft.rebase(now) else { return Ok(()) };
        let (already, theirs) = conflict.split_already_done();
        prop_assert_eq!(already.len() + theirs.len(), conflict.theirs.len());
        prop_assert!(already.additions.iter().all(|it| mine.additions.contains(it)));
        prop_assert!(already.removals.iter().all(|it| mine.removals.contains(it)));
        prop_assert!(theirs.additions.iter().all(|it| !mine.additions.contains(it)));
        prop_assert!(theirs.removals.iter().all(|it| !mine.removals.contains(it)));
        // What is already so is not left to do.
        prop_assert!(already.additions.iter().all(|it| !draft.diff().additions.contains(it)));
    }

    #[test]
    fn one_change_is_reviewed_apart_from_what_else_is_staged(
        base in access(), wanted in access(), other in access(),
    ) {
        let mut draft = Draft::new(base.clone());
        draft.stage(&Diff::between(&base, &wanted));
        let alone = Diff::between(&base, &other);
        prop_assert_eq!(draft.with_only(&alone), other.clone());
        let kept = draft.diff_without(&alone);
        // Once it is made, exactly the rest is staged.
        let mut later = draft.clone();
        later.rebase(other.clone());
        prop_assert_eq!(later.diff(), kept.outstanding(&other));
    }
}
