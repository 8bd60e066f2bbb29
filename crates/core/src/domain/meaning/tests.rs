use proptest::prelude::*;

use super::super::resource::ResourceFacts;
use super::super::time::Timestamp;
use super::super::who::{Place, Question, ways};
use super::*;

fn databases(living: usize, gone: usize) -> (Resources, Vec<ResourceKey>) {
    let mut resources = Resources::of("acme");
    let keys = (0..living + gone)
        .map(|place| {
            let deleted_at = (place >= living).then(|| Timestamp::from_seconds(1));
            let id = place.to_string();
            resources.database(ResourceFacts { id: &id, name: &id, deleted_at })
        })
        .collect();
    (resources, keys)
}

fn on(resource: ResourceKey, name: &str) -> Grant {
    Grant::new(resource, Permission::named(name))
}

fn access(grants: &[Grant]) -> AccessSet {
    grants.iter().copied().collect()
}

fn spread_of(list: &[OperationChange], name: &str) -> Option<Spread> {
    list.iter().find(|one| one.operation.name == name).map(|one| one.spread)
}

#[test]
fn a_grant_on_all_databases_tells_how_many_that_are_today() {
    let (resources, keys) = databases(5, 2);
    let base = access(&[on(keys[0], "delete_branch")]);
    let wanted =
        access(&[on(keys[0], "delete_branch"), on(ResourceKey::ALL_DATABASES, "delete_branch")]);
    let told = Meaning::of(&base, &wanted, &resources, Some(&keys));
    let spread = spread_of(&told.gained, "delete_branch");
    assert_eq!(spread, Some(Spread::Everywhere { today: Some(4) }), "it could on one before");
    assert_eq!((told.everywhere, told.databases), (1, Some(5)));
    assert!(told.lost.is_empty());
    let unread = Meaning::of(&base, &wanted, &resources, None);
    let spread = spread_of(&unread.gained, "delete_branch");
    assert_eq!(
        spread,
        Some(Spread::Everywhere { today: None }),
        "what was not read is not counted"
    );
    assert_eq!(unread.databases, None);
}

#[test]
fn what_is_removed_and_still_inherited_is_lost_nowhere() {
    let (resources, keys) = databases(3, 0);
    let all = on(ResourceKey::ALL_DATABASES, "read_branch");
    let base = access(&[all, on(keys[1], "read_branch")]);
    let told = Meaning::of(&base, &access(&[all]), &resources, Some(&keys));
    assert_eq!(told.inherited, [on(keys[1], "read_branch")]);
    assert!(told.lost.is_empty() && told.gained.is_empty());
    let told = Meaning::of(&base, &access(&[on(keys[1], "read_branch")]), &resources, Some(&keys));
    assert_eq!(told.direct, [on(keys[1], "read_branch")]);
    let spread = spread_of(&told.lost, "get_branch");
    assert_eq!(spread, Some(Spread::Everywhere { today: Some(2) }));
}

#[test]
fn the_destructive_stand_first_and_what_is_not_published_is_said() {
    let (resources, keys) = databases(1, 1);
    let wanted = access(&[
        on(keys[0], "read_branch"),
        on(keys[0], "delete_branch"),
        on(keys[0], "hum_a_tune"),
    ]);
    let told = Meaning::of(&AccessSet::default(), &wanted, &resources, Some(&keys));
    assert!(told.gained.windows(2).all(|pair| pair[0].destroys() >= pair[1].destroys()));
    assert!(told.gained[0].destroys());
    assert_eq!(told.unpublished, [Permission::named("hum_a_tune")]);
    let gone = access(&[on(keys[1], "delete_branch")]);
    let told = Meaning::of(&gone, &AccessSet::default(), &resources, Some(&keys));
    assert!(told.lost.is_empty(), "a deleted database gave no power");
}

/// Access by the number of its place (the organization, all databases, each database) and that of its permission.
fn holding(databases: &[ResourceKey], chosen: Vec<(usize, usize)>) -> AccessSet {
    let places = [&[ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES], databases].concat();
    let known: Vec<Permission> = Permission::known().collect();
    let grant = |(place, one): (usize, usize)| Grant::new(places[place], known[one % known.len()]);
    chosen.into_iter().map(grant).collect()
}

proptest! {
    /// The meaning of a change is the difference of the answers to "Who can …?" before it and after it.
    #[test]
    fn it_is_what_who_can_says_before_and_after(
        old in proptest::collection::vec((0_usize..6, 0_usize..70), 0..12),
        new in proptest::collection::vec((0_usize..6, 0_usize..70), 0..12),
    ) {
        let (resources, keys) = databases(3, 1);
        let (base, wanted) = (holding(&keys, old), holding(&keys, new));
        let told = Meaning::of(&base, &wanted, &resources, Some(&keys));
        for operation in operations().iter().filter(|one| !one.any_of.is_empty()) {
            let can = |access: &AccessSet, place: Place| {
                let grants: Vec<Grant> = access.iter().collect();
                !ways(Question::Operation(operation), place, &grants, &resources).is_empty()
            };
            let (mut gained, mut lost) = (0, 0);
            let asked: Vec<Place> = if operation.is_about_a_database() {
                keys.iter().map(|key| Place::On(*key)).collect()
            } else {
                vec![Place::Anywhere]
            };
            for place in asked {
                let (before, after) = (can(&base, place), can(&wanted, place));
                gained += usize::from(after && !before);
                lost += usize::from(before && !after);
            }
            let count = |list: &[OperationChange]| match spread_of(list, operation.name) {
                None => 0,
                Some(Spread::Organization) => 1,
                Some(Spread::Everywhere { today }) => today.unwrap_or(usize::MAX),
                Some(Spread::Databases(count)) => count,
            };
            prop_assert_eq!(count(&told.gained), gained, "{} gained", operation.name);
            prop_assert_eq!(count(&told.lost), lost, "{} lost", operation.name);
        }
    }

    /// Nothing is gained or lost by no change, and the way back loses what the way there gained.
    #[test]
    fn the_way_back_is_the_other_way_round(
        old in proptest::collection::vec((0_usize..6, 0_usize..70), 0..12),
        new in proptest::collection::vec((0_usize..6, 0_usize..70), 0..12),
    ) {
        let (resources, keys) = databases(3, 1);
        let (base, wanted) = (holding(&keys, old), holding(&keys, new));
        let there = Meaning::of(&base, &wanted, &resources, Some(&keys));
        let back = Meaning::of(&wanted, &base, &resources, Some(&keys));
        prop_assert_eq!(&there.gained, &back.lost);
        prop_assert_eq!(&there.lost, &back.gained);
        prop_assert!(Meaning::of(&base, &base, &resources, Some(&keys)).is_empty());
    }
}
