//! Additions that land on another database, which took the name of the one that was meant.

use console_core::api::{Applied, Cause};
use console_core::domain::access::Refused;

use super::apply::*;
use super::*;

/// The access of the token once an addition landed on another database of the name.
fn on_namesake() -> Answer {
    on_namesake_and("")
}

/// The same with another row.
fn on_namesake_and(more: &str) -> Answer {
    let row = |id: &str, permission: &str| {
        format!(
            r#"{{"access":"{permission}","resource":{{"id":"{id}","type":"Database","name":"shop"}}}}"#
        )
    };
    let rows = [row("shop", "read_branch"), row("shop2", "connect_branch")].join(",");
    json(200, &format!(r#"{{"type":"list","next_page":null,"data":[{rows}{more}]}}"#))
}

#[test]
fn what_landed_on_another_database_of_the_name_is_told() {
    let world = world();
    world.reads.replace([None, Some(on_namesake())].into());
    let (applied, _, _, table) = apply_to(&world);
    let table = table.borrow();
    let Some(Cause::Astray([grant])) = applied.cause(&table) else { panic!("{applied:?}") };
    assert_eq!(&*table.get(grant.resource).id, "shop2");
    assert_eq!(grant.permission.name(), "connect_branch");
}

#[test]
fn a_name_that_led_to_another_database_is_not_taken_again_and_the_rest_is_made() {
    let world = world();
    world.reads.replace([None, Some(on_namesake())].into());
    let (applied, _, diff, table) = apply_to(&world);
    let [stray] = applied.astray[..] else { panic!("{applied:?}") };
    let meant = diff.additions.iter().find(|it| it.permission == stray.permission).unwrap();
    assert!(table.borrow().get(meant.resource).is_deleted());
    assert!(!table.borrow().get(stray.resource).is_deleted());
    // With an addition that can be made, it is made; that the other cannot is told, not that PlanetScale did not do it.
    let possible = Grant::new(ResourceKey::ORGANIZATION, Permission::named("read_organization"));
    let again = Diff { additions: vec![possible, *meant], removals: vec![] };
    let granted = r#",{"access":"read_organization","resource":{"id":"o","type":"Organization","name":"acme"}}"#;
    world.reads.replace([Some(on_namesake()), Some(on_namesake_and(granted))].into());
    let client = Client::new(world.clone(), 480, 6);
    let change = (&applied.access, &again);
    let applied = run(client.apply(&org(), &id(), &table, change, |_, _| {})).unwrap();
    assert_eq!(applied.left.additions, [*meant]);
    let cause = Cause::Impossible(&[(*meant, Refused::Deleted)]);
    assert_eq!(applied.cause(&table.borrow()), Some(cause), "{applied:?}");
}

#[test]
fn what_landed_on_another_database_is_told_beside_a_call_that_failed_and_stays_told() {
    let world = world();
    world.reads.replace([None, Some(on_namesake()), Some(on_namesake())].into());
    world.faults.replace([Some((Work::NotDone, error(403, "forbidden")))].into());
    let (applied, base, _, table) = apply_to(&world);
    assert!(matches!(applied.cause(&table.borrow()), Some(Cause::Call(_))), "{applied:?}");
    let [stray] = applied.astray[..] else { panic!("{applied:?}") };
    assert_eq!(&*table.borrow().get(stray.resource).id, "shop2");
    // A later try finds it among what the token had before.
    let whole = Applied { access: base.clone(), left: Diff::default(), astray: vec![], ..applied };
    for (access, astray) in
        [(base.clone(), vec![]), (base.iter().chain([stray]).collect(), vec![stray])]
    {
        let mut later = Applied { access, ..whole.clone() };
        later.keep_strays(&[stray]);
        assert_eq!(later.astray, astray);
        assert_eq!(later.is_whole(), astray.is_empty(), "whoever meant something else is told");
    }
}
