//! A new token's access: what is missing is told with its reason, and can be granted again.

use console_core::domain::access::{AccessSet, Grant, Refused};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey};
use console_core::domain::time::Timestamp;

use super::{access, error, html, id, json, lists, org, run, script, table};

fn invoices() -> Grant {
    Grant::new(ResourceKey::ORGANIZATION, Permission::named("read_invoices"))
}

#[test]
fn what_is_missing_can_be_granted_again() {
    let table = table();
    let wanted: AccessSet = [invoices()].into_iter().collect();
    let (client, script) = script([
        access(&[]),
        error(422, "unprocessable"),
        access(&[]),
        access(&[]),
        access(&[("", "read_invoices")]),
        access(&[("", "read_invoices")]),
    ]);
    let first = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert_eq!((first.missing(), first.can_be_tried_again()), (1, true));
    let again = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert_eq!((again.missing(), again.can_be_tried_again()), (0, false));
    assert!(script.answers.borrow().is_empty());
}

#[test]
fn what_the_token_has_decides_and_not_what_a_call_answered() {
    let table = table();
    let wanted: AccessSet = [invoices()].into_iter().collect();
    let (client, _) = script([access(&[]), html(500), access(&[("", "read_invoices")])]);
    let granted = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert_eq!(granted.missing(), 0);
}

#[test]
fn access_on_a_deleted_database_is_told_as_such() {
    let table = table();
    let gone = table.borrow_mut().database(ResourceFacts {
        id: "1",
        name: "legacy",
        deleted_at: Some(Timestamp::from_seconds(0)),
    });
    let wanted: AccessSet =
        [Grant::new(gone, Permission::named("read_branch"))].into_iter().collect();
    let (client, _) = script([access(&[]), lists::databases(&[], None), access(&[])]);
    let granted = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert_eq!(granted.missing(), 1);
    assert_eq!(granted.reasons(), [Refused::Deleted]);
    assert!(!granted.can_be_tried_again());
}

#[test]
fn how_far_it_is_is_told() {
    let table = table();
    let shop =
        table.borrow_mut().database(ResourceFacts { id: "shop", name: "shop", deleted_at: None });
    let wanted: AccessSet = [
        invoices(),
        Grant::new(shop, Permission::named("read_branch")),
        Grant::new(shop, Permission::named("read_database")),
    ]
    .into_iter()
    .collect();
    let (client, _) = script([
        access(&[]),
        lists::databases(&["shop"], None),
        access(&[]),
        access(&[]),
        access(&[]),
    ]);
    let mut told = Vec::new();
    run(client.grant(&org(), &id(), &wanted, &table, |done, total| told.push((done, total))))
        .unwrap();
    assert_eq!(told, [(0, 3), (1, 3)]);
}

#[test]
fn what_another_database_of_the_name_got_is_told_and_stays_told() {
    let table = table();
    let shop =
        table.borrow_mut().database(ResourceFacts { id: "1", name: "shop", deleted_at: None });
    let wanted: AccessSet =
        [Grant::new(shop, Permission::named("read_branch"))].into_iter().collect();
    let on_other = || {
        json(
            200,
            r#"{"type":"list","next_page":null,"data":[{"access":"read_branch","resource":{"id":"2","type":"Database","name":"shop"}}]}"#,
        )
    };
    // The list may not be read: the name is all there is.
    let no_list = || error(404, "not_found");
    let (client, _) = script([access(&[]), no_list(), access(&[]), on_other()]);
    let granted = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert_eq!(granted.missing(), 1);
    let [stray] = granted.astray[..] else { panic!("{granted:?}") };
    assert_eq!(&*table.borrow().get(stray.resource).id, "2");
    // The name is that of the other one: it is not taken for the one that was meant again.
    let (client, sent) = script([on_other(), no_list(), on_other()]);
    let mut again = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert!(sent.sent.borrow().iter().all(|request| request.body.is_none()));
    assert_eq!((again.reasons(), &*again.astray), (vec![Refused::Deleted], &[][..]));
    again.keep_strays(&granted.astray);
    assert_eq!(again.astray, [stray]);
}

#[test]
fn nothing_is_granted_on_a_database_that_took_the_name() {
    let table = table();
    let shop =
        table.borrow_mut().database(ResourceFacts { id: "1", name: "shop", deleted_at: None });
    let wanted: AccessSet =
        [Grant::new(shop, Permission::named("read_branch"))].into_iter().collect();
    let (client, script) = script([access(&[]), lists::databases(&["shop"], None), access(&[])]);
    let granted = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert_eq!(granted.reasons(), [Refused::Deleted]);
    assert!(script.sent.borrow().iter().all(|request| request.body.is_none()));
}

#[test]
fn what_the_list_of_databases_lacks_is_not_granted_again_and_again() {
    let table = table();
    let shop =
        table.borrow_mut().database(ResourceFacts { id: "1", name: "shop", deleted_at: None });
    let grant = Grant::new(shop, Permission::named("read_branch"));
    let wanted: AccessSet = [grant].into_iter().collect();
    let gone = || error(404, "not_found");
    let (client, _) =
        script([access(&[]), lists::databases(&["media"], None), gone(), access(&[])]);
    let granted = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert_eq!(granted.refused, [(grant, Refused::NotListed)]);
    assert!(!granted.can_be_tried_again() && granted.failure.is_none());
    // Without the list nobody knows.
    let (client, _) = script([access(&[]), gone(), gone(), access(&[])]);
    let granted = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert!(granted.refused.is_empty() && granted.can_be_tried_again());
}

#[test]
fn one_permission_that_the_api_does_not_take_keeps_no_other_one_back() {
    let table = table();
    let names = ["read_invoices", "read_organization", "read_tea_leaves", "read_teams"];
    let wanted: AccessSet = names
        .map(|name| Grant::new(ResourceKey::ORGANIZATION, Permission::named(name)))
        .into_iter()
        .collect();
    let refused = || error(422, "unprocessable");
    let done = || access(&[]);
    let held = [("", "read_invoices"), ("", "read_organization"), ("", "read_teams")];
    // All four, then halves, then the half that was refused one by one; whatever order they are in.
    let order: Vec<Permission> = wanted.iter().map(|grant| grant.permission).collect();
    let at = order.iter().position(|one| one.name() == "read_tea_leaves").unwrap();
    let answers = match at {
        0 => vec![refused(), refused(), refused(), done(), done()],
        1 => vec![refused(), refused(), done(), refused(), done()],
        2 => vec![refused(), done(), refused(), refused(), done()],
        _ => vec![refused(), done(), refused(), done(), refused()],
    };
    let all = std::iter::once(access(&[])).chain(answers).chain([access(&held)]);
    let (client, script) = script(all);
    let granted = run(client.grant(&org(), &id(), &wanted, &table, |_, _| {})).unwrap();
    assert_eq!(granted.missing(), 1);
    assert!(granted.failure.is_some());
    assert!(script.answers.borrow().is_empty());
}
