//! The list of tokens: reading, refreshing and stopping in any order.

use console_core::api::ports::{Method, TransportError};
use console_core::api::{Completeness, ReadProgress};
use console_core::domain::ids::OrgName;
use leptos::prelude::*;

use super::api::{calls, refusal, signed_out};
use super::{Fate, Row, World, id, org};
use crate::platform::native::{fetch, turns};
use crate::state::{Databases, ListStatus, TokenCount};

const LIST: &str = "/service-tokens";

#[test]
fn a_list_is_read_to_its_end_in_the_order_of_the_api() {
    let world = World::new();
    world.api.have_many(5).per_page(2);
    world.read_list();
    assert_eq!(world.ids(), "t1 t2 t3 t4 t5");
    assert_eq!(calls(Method::Get, LIST), 3);
}

#[test]
fn an_empty_list_is_read_and_not_unread() {
    let world = World::new();
    assert_eq!(world.store().status.get_untracked(), ListStatus::Unread);
    world.read_list();
    assert_eq!(world.ids(), "");
}

#[test]
fn a_list_that_is_there_is_not_asked_for_again() {
    let world = World::new();
    world.api.have_many(1);
    world.read_list();
    world.store().ensure();
    turns::settle();
    assert_eq!(calls(Method::Get, LIST), 1);
}

#[test]
fn a_list_on_its_way_is_not_asked_for_twice() {
    let world = World::new();
    world.api.have_many(1).next(Method::Get, LIST, Fate::Held);
    world.store().ensure();
    turns::settle();
    world.store().ensure();
    turns::settle();
    assert_eq!(calls(Method::Get, LIST), 1);
    world.api.release(LIST);
    assert_eq!(world.ids(), "t1");
}

#[test]
fn a_list_that_failed_is_asked_for_again() {
    let world = World::new();
    world.api.have_many(1).next(Method::Get, LIST, Fate::Refused(refusal(403, "forbidden")));
    world.store().ensure();
    turns::settle();
    assert!(matches!(world.store().status.get_untracked(), ListStatus::Failed(_)));
    world.store().ensure();
    turns::settle();
    assert_eq!(world.ids(), "t1");
}

#[test]
fn a_list_that_breaks_off_keeps_what_was_read() {
    let world = World::new();
    world.api.have_many(3).per_page(2);
    world.store().refresh();
    // The second page never comes, however often it is asked for.
    world.api.times(9, Method::Get, LIST, Fate::Held);
    turns::settle();
    assert_eq!(world.ids(), "");
    world.api.release(LIST);
    assert_eq!(world.ids(), "t1 t2");
    turns::advance(400_000);
    assert!(matches!(world.store().status.get_untracked(), ListStatus::BrokenOff(_)));
    assert_eq!(world.ids(), "t1 t2");
}

#[test]
fn a_list_is_only_complete_at_its_end() {
    let world = World::new();
    world.api.have_many(3).per_page(2).times(2, Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    let is_complete = || world.store().status.with_untracked(ListStatus::is_complete);
    world.api.release(LIST);
    assert!(!is_complete());
    let read = ListStatus::Reading(ReadProgress { read: 2, total: Some(3) });
    assert_eq!(world.store().status.get_untracked(), read);
    world.api.release(LIST);
    assert!(is_complete());
}

#[test]
fn stopping_keeps_what_was_read_and_aborts_the_call() {
    let world = World::new();
    world.api.have_many(3).per_page(2).times(2, Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    world.api.release(LIST);
    assert_eq!(fetch::held().len(), 1);
    world.store().stop();
    turns::settle();
    assert_eq!(fetch::held().len(), 0);
    assert_eq!(world.store().status.get_untracked(), ListStatus::Stopped);
    assert_eq!(world.ids(), "t1 t2");
}

#[test]
fn stopping_what_is_read_changes_nothing() {
    let world = World::new();
    world.api.have_many(1);
    world.read_list();
    world.store().stop();
    turns::settle();
    assert_eq!(world.store().status.get_untracked(), ListStatus::Read(Completeness::Complete));
}

#[test]
fn a_stopped_list_is_not_read_by_itself() {
    let world = World::new();
    world.api.have_many(1).next(Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    world.store().stop();
    world.store().ensure();
    turns::settle();
    assert_eq!(calls(Method::Get, LIST), 1);
    assert_eq!(world.store().status.get_untracked(), ListStatus::Stopped);
}

#[test]
fn stop_and_refresh_reads_it_all() {
    let world = World::new();
    world.api.have_many(3).per_page(2).times(2, Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    world.api.release(LIST);
    world.store().stop();
    world.api.is_well();
    world.read_list();
    assert_eq!(world.ids(), "t1 t2 t3");
}

#[test]
fn a_refresh_in_a_refresh_takes_the_place_of_the_first() {
    let world = World::new();
    world.api.have_many(1).next(Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    world.api.have_many(2);
    world.store().refresh();
    turns::settle();
    assert_eq!(fetch::held().len(), 0, "the first is aborted");
    assert_eq!(world.ids(), "t1 t2");
}

#[test]
fn what_was_read_stays_until_the_first_page_comes() {
    let world = World::new();
    world.api.have_many(2);
    world.read_list();
    world.api.have_many(1).next(Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    assert_eq!(world.ids(), "t1 t2");
    world.api.release(LIST);
    assert_eq!(world.ids(), "t1");
}

#[test]
fn a_refresh_that_fails_keeps_the_list_and_says_so() {
    let world = World::new();
    world.api.have_many(2);
    world.read_list();
    world.api.next(Method::Get, LIST, Fate::Refused(signed_out()));
    world.store().refresh();
    turns::settle();
    assert_eq!(world.ids(), "t1 t2");
    assert!(matches!(world.store().status.get_untracked(), ListStatus::Failed(_)));
    assert!(world.app.sign_in.refused.get_untracked());
}

#[test]
fn when_a_list_was_read_is_known_of_a_whole_one_alone() {
    let world = World::new();
    world.api.have_many(2).per_page(1);
    let read_at = || world.store().read_at.get_untracked();
    assert_eq!(read_at(), None, "nothing was read");
    world.read_list();
    let first = read_at();
    assert_eq!(first, Some(world.app.now().get_untracked()));
    // A refresh that brings nothing leaves the old list and its time.
    world.api.next(Method::Get, LIST, Fate::Refused(refusal(403, "forbidden")));
    world.store().refresh();
    turns::settle();
    assert_eq!(read_at(), first);
    // One that is stopped half-way leaves a list that was never whole.
    world.api.times(2, Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    world.api.release(LIST);
    world.store().stop();
    assert_eq!(read_at(), None);
    assert!(world.app.organizations.loaded(&org()).is_some());
    assert!(world.app.organizations.loaded(&OrgName::parse("globex").unwrap()).is_none());
}

#[test]
fn tokens_are_counted_of_organizations_that_are_not_loaded() {
    let world = World::with(r#"{"organizations": ["acme", "beta", "gamma"]}"#);
    world.api.have_many(3).next(
        Method::Get,
        "beta/service-tokens",
        Fate::Refused(refusal(404, "not_found")),
    );
    world.read_list();
    let [beta, gamma] = ["beta", "gamma"].map(|name| OrgName::parse(name).unwrap());
    let count = |name: &OrgName| {
        untrack(|| world.app.organizations.token_count(name)).map(|count| match count {
            TokenCount::Known(count, _) => Some(count),
            TokenCount::Coming | TokenCount::NotTold => None,
        })
    };
    let ask = || {
        world.app.organizations.count_tokens(&[org(), beta.clone(), gamma.clone()]);
        turns::settle();
    };
    ask();
    assert_eq!((count(&org()), count(&beta), count(&gamma)), (None, Some(None), Some(Some(3))));
    assert_eq!(calls(Method::Get, "acme/service-tokens"), 1, "its list is loaded");
    ask();
    assert_eq!((count(&beta), calls(Method::Get, "gamma/service-tokens")), (Some(Some(3)), 1));
}

#[test]
fn organizations_have_lists_of_their_own() {
    let world = World::with(r#"{"organizations": ["acme", "beta"]}"#);
    let beta = OrgName::parse("beta").unwrap();
    world.api.have_many(1);
    world.read_list();
    assert_eq!(world.app.organization(&beta).status.get_untracked(), ListStatus::Unread);
    world.app.organization(&beta).refresh();
    world.api.have_many(0);
    turns::settle();
    assert_eq!(world.ids(), "t1");
}

#[test]
fn a_late_answer_stays_with_the_organization_that_was_asked_for() {
    let world = World::with(r#"{"organizations": ["acme", "beta"]}"#);
    let beta = world.app.organization(&OrgName::parse("beta").unwrap());
    world.api.have_many(2).next(Method::Get, "acme/service-tokens", Fate::Late(5_000));
    world.store().refresh();
    turns::settle();
    // Somebody changes to the other one meanwhile.
    world.app.go("beta/tokens");
    world.api.have([Row::new("other")]);
    beta.refresh();
    turns::advance(5_000);
    assert_eq!(world.ids(), "t1 t2");
    let names =
        untrack(|| beta.with_tokens(|all, _| all.iter().map(|t| t.id.clone()).collect::<Vec<_>>()));
    assert_eq!(names, [id("other")]);
}

#[test]
fn an_organization_is_the_same_for_everybody_who_asks() {
    let world = World::new();
    world.api.have_many(1);
    world.read_list();
    assert_eq!(world.app.organization(&org()).place(&id("t1")), Some(0));
}

#[test]
fn databases_are_read_once() {
    let world = World::new();
    world.api.have_databases(&[("d1", "shop"), ("d2", "blog")]);
    let store = world.store();
    assert_eq!(untrack(|| store.listed_databases()), None);
    store.ensure_databases();
    store.ensure_databases();
    turns::settle();
    store.ensure_databases();
    turns::settle();
    assert_eq!(untrack(|| store.listed_databases()).unwrap().len(), 2);
    assert_eq!(calls(Method::Get, "/databases"), 1);
}

#[test]
fn databases_that_cannot_be_read_are_not_none() {
    let world = World::new();
    world.api.next(Method::Get, "/databases", Fate::Refused(refusal(403, "forbidden")));
    let store = world.store();
    store.ensure_databases();
    turns::settle();
    assert!(matches!(store.databases.get_untracked(), Databases::Failed(_)));
    assert_eq!(untrack(|| store.listed_databases()), None);
    world.api.have_databases(&[("d1", "shop")]);
    store.ensure_databases();
    turns::settle();
    assert_eq!(untrack(|| store.listed_databases()).unwrap().len(), 1);
}

#[test]
fn a_network_that_is_gone_for_a_moment_is_waited_for() {
    let world = World::new();
    world.api.have_many(1);
    world.api.times(2, Method::Get, LIST, Fate::Lost(TransportError::Unreachable));
    world.store().refresh();
    turns::settle();
    assert!(world.store().status.with_untracked(ListStatus::is_reading));
    turns::advance(10_000);
    assert_eq!(world.ids(), "t1");
    assert_eq!(calls(Method::Get, LIST), 3);
}
