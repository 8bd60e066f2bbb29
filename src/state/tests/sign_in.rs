//! Who is signed in, and what happens when that changes.

use console_core::api::ports::Method;
use leptos::prelude::*;

use super::api::{refusal, signed_out};
use super::world::{World, adding, org, own};
use super::{Fate, Row};
use crate::platform::channel::Topic;
use crate::platform::native::{channels, fetch, history, page, shelves, turns};

const CONFIG: &str = r#"{"organizations": ["acme"], "identityUrl": "/whoami"}"#;

/// A console in which that person is signed in.
fn signed_in(name: &str) -> World {
    let world = World::with(CONFIG);
    is(name);
    world.app.watch_sign_in();
    turns::settle();
    world
}

/// That person is signed in at the proxy.
fn is(name: &str) {
    fetch::put_file("/whoami", Ok(&format!(r#"{{"email":"{name}"}}"#)));
}

/// Somebody looks at the tab again after so many seconds.
fn looks_again_after(seconds: i64) {
    page::hide(true);
    turns::advance(seconds * 1_000);
    page::hide(false);
    turns::settle();
}

fn asked() -> usize {
    fetch::asked_files().len()
}

fn who(world: &World) -> Option<String> {
    world.app.sign_in.who.get_untracked()
}

#[test]
fn the_proxy_tells_who_it_is_and_other_tabs_hear_it() {
    let world = signed_in("ada");
    assert_eq!(who(&world).as_deref(), Some("ada"));
    assert_eq!(world.app.sign_in.before.get_untracked(), None);
    assert_eq!(channels::told(), [(Topic::SignIn, "ada".into())]);
}

#[test]
fn where_the_deployment_tells_no_address_nobody_asks() {
    let world = World::new();
    world.app.watch_sign_in();
    looks_again_after(1_000);
    assert_eq!(asked(), 0);
}

#[test]
fn nobody_signed_in_is_said_and_no_answer_is_not() {
    for (status, says) in
        [(Some(401), true), (Some(403), true), (Some(0), true), (Some(404), false), (None, false)]
    {
        let world = World::with(CONFIG);
        fetch::put_file("/whoami", Err(status));
        world.app.watch_sign_in();
        turns::settle();
        assert_eq!(world.app.sign_in.ended.get_untracked(), says, "{status:?}");
    }
}

#[test]
fn a_page_that_says_so_already_needs_no_second_word() {
    let world = signed_in("ada");
    world.api.next(Method::Get, "/service-tokens", Fate::Refused(signed_out()));
    world.store().refresh();
    turns::settle();
    assert!(world.app.sign_in.refused.get_untracked());
    fetch::put_file("/whoami", Err(Some(401)));
    looks_again_after(1);
    assert_eq!(asked(), 2);
    assert!(!world.app.sign_in.ended.get_untracked());
}

#[test]
fn a_call_that_goes_well_ends_what_was_said() {
    let world = signed_in("ada");
    world.api.next(Method::Get, "/service-tokens", Fate::Refused(signed_out()));
    world.store().refresh();
    turns::settle();
    world.read_list();
    assert!(!world.app.sign_in.refused.get_untracked());
}

#[test]
fn a_failure_of_another_kind_says_nothing_of_the_sign_in() {
    let world = signed_in("ada");
    world.api.next(Method::Get, "/service-tokens", Fate::Refused(signed_out()));
    world.store().refresh();
    turns::settle();
    world.api.next(Method::Get, "/service-tokens", Fate::Refused(refusal(422, "unprocessable")));
    world.store().refresh();
    turns::settle();
    assert!(world.app.sign_in.refused.get_untracked());
}

#[test]
fn a_tab_that_was_away_for_long_asks_again() {
    let _world = signed_in("ada");
    looks_again_after(299);
    assert_eq!(asked(), 1);
    looks_again_after(2);
    assert_eq!(asked(), 2);
}

#[test]
fn a_hidden_tab_does_not_ask() {
    let _world = signed_in("ada");
    turns::advance(1_000_000);
    page::hide(true);
    turns::settle();
    assert_eq!(asked(), 1);
}

#[test]
fn after_the_sign_in_has_ended_every_look_asks() {
    let world = World::with(CONFIG);
    fetch::put_file("/whoami", Err(Some(401)));
    world.app.watch_sign_in();
    turns::settle();
    is("ada");
    looks_again_after(1);
    assert!(!world.app.sign_in.ended.get_untracked());
    assert_eq!(who(&world).as_deref(), Some("ada"));
}

#[test]
fn another_tab_that_tells_of_somebody_else_is_believed_only_as_a_hint() {
    let world = signed_in("ada");
    channels::hear(Topic::SignIn, "ada");
    turns::settle();
    assert_eq!(asked(), 1);
    channels::hear(Topic::SignIn, "eve");
    turns::settle();
    assert_eq!(asked(), 2);
    assert_eq!(who(&world).as_deref(), Some("ada"), "the proxy says who it is");
}

#[test]
fn for_somebody_else_the_page_is_loaded_anew() {
    let world = signed_in("ada");
    world.keep("t1", &adding(&[own("read_invoices")]));
    is("eve");
    looks_again_after(301);
    assert_eq!(history::reloads(), 1);
    assert!(!world.app.asks_before_leaving(), "nobody is asked: the change is kept");
    let world = world.reloaded();
    world.app.drafts.recall();
    assert!(world.app.drafts.any());
}

#[test]
fn after_the_reload_it_is_said_who_was_there_before() {
    let world = signed_in("ada");
    is("eve");
    drop(world);
    let world = World::again(CONFIG);
    world.app.watch_sign_in();
    turns::settle();
    assert_eq!(who(&world).as_deref(), Some("eve"));
    assert_eq!(world.app.sign_in.before.get_untracked().as_deref(), Some("ada"));
    assert!(!world.app.sign_in.is_stale.get_untracked());
}

fn is_not_reloaded_for_somebody_else(world: &World) {
    is("eve");
    looks_again_after(301);
    assert_eq!(history::reloads(), 0);
    assert_eq!(world.app.sign_in.before.get_untracked().as_deref(), Some("ada"));
    assert_eq!(who(world).as_deref(), Some("eve"));
    assert!(world.app.sign_in.is_stale.get_untracked());
}

#[test]
fn a_shown_secret_keeps_the_page_from_being_loaded_anew() {
    let world = signed_in("ada");
    world.app.open_creation(org(), None);
    world.app.create(
        console_core::domain::creation::NewToken::new("ci", None),
        console_core::api::StartingAccess::Nothing,
    );
    turns::settle();
    is_not_reloaded_for_somebody_else(&world);
}

#[test]
fn a_change_that_is_kept_nowhere_keeps_the_page_from_being_loaded_anew() {
    let world = signed_in("ada");
    shelves::close(true);
    world.keep("t1", &adding(&[own("read_invoices")]));
    is_not_reloaded_for_somebody_else(&world);
}

#[test]
fn work_under_way_keeps_the_page_from_being_loaded_anew() {
    let world = signed_in("ada");
    world.api.have([Row::new("t1")]).next(Method::Post, "/access", Fate::Late(600_000));
    world.app.run_to_end(turns::sleep(1_000_000));
    is_not_reloaded_for_somebody_else(&world);
}
