//! Asking each token for its access, where the list does not tell it.

use console_core::api::ports::Method;
use leptos::prelude::*;

use super::api::{calls, refusal, signed_out};
use super::{Fate, Row, World, id};
use crate::platform::native::turns;
use crate::state::Accesses;

const ACCESS: &str = "/access";

/// A list of three tokens of which nobody knows the access.
fn untold() -> World {
    let world = World::new();
    world.api.is_brief().have([
        Row::new("t1").with("shop", "read_branch"),
        Row::new("t2"),
        Row::new("t3").with("", "read_invoices"),
    ]);
    world.read_list();
    world
}

fn ended(world: &World) -> crate::state::AskingEnd {
    match world.store().accesses.get_untracked() {
        Accesses::Ended(end) => end,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_the_list_does_not_tell_is_unknown_and_not_none() {
    let world = untold();
    assert_eq!(untrack(|| world.store().untold()), 3);
}

#[test]
fn each_token_is_asked_once() {
    let world = untold();
    world.store().ask_accesses();
    turns::advance(1_000);
    assert_eq!(untrack(|| world.store().untold()), 0);
    assert_eq!(calls(Method::Get, ACCESS), 3);
    assert_eq!(
        ended(&world),
        crate::state::AskingEnd { refused: vec![], broke_off: None, is_stopped: false }
    );
    assert_eq!(world.store().token(&id("t3")).unwrap().access.grants().unwrap().len(), 1);
}

#[test]
fn the_progress_counts_answers() {
    let world = untold();
    world.api.next(Method::Get, "t2/access", Fate::Held);
    world.store().ask_accesses();
    turns::settle();
    let progress = world.store().accesses.with_untracked(Accesses::progress);
    assert_eq!(progress, Some((2, 3)));
    world.api.release("t2/access");
    assert_eq!(world.store().accesses.with_untracked(Accesses::progress), None);
}

#[test]
fn one_that_refuses_stays_unknown_and_is_named() {
    let world = untold();
    world.api.times(9, Method::Get, "t2/access", Fate::Refused(refusal(403, "forbidden")));
    world.store().ask_accesses();
    turns::advance(1_000);
    let end = ended(&world);
    assert_eq!(end.refused.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), [id("t2")]);
    assert_eq!(end.broke_off, None);
    assert_eq!(untrack(|| world.store().untold()), 1);
}

#[test]
fn one_that_is_gone_leaves_the_list() {
    let world = untold();
    world.api.change(|rows| rows.retain(|row| row.id != "t2"));
    world.store().ask_accesses();
    turns::advance(1_000);
    assert_eq!(world.ids(), "t1 t3");
}

#[test]
fn the_end_of_the_sign_in_ends_the_asking() {
    let world = untold();
    world.api.times(9, Method::Get, ACCESS, Fate::Refused(signed_out()));
    world.store().ask_accesses();
    turns::advance(1_000);
    assert!(ended(&world).broke_off.is_some());
    assert!(world.app.sign_in.refused.get_untracked());
    assert_eq!(untrack(|| world.store().untold()), 3);
}

#[test]
fn stopping_keeps_what_was_answered() {
    let world = untold();
    world.api.next(Method::Get, "t2/access", Fate::Held);
    world.store().ask_accesses();
    turns::settle();
    world.store().stop_asking();
    turns::settle();
    assert!(ended(&world).is_stopped);
    assert_eq!(untrack(|| world.store().untold()), 1);
}

#[test]
fn stopping_when_nothing_runs_says_nothing() {
    let world = untold();
    world.store().stop_asking();
    assert_eq!(world.store().accesses.get_untracked(), Accesses::Unasked);
}

#[test]
fn a_refresh_ends_the_asking() {
    let world = untold();
    world.api.times(3, Method::Get, ACCESS, Fate::Held);
    world.store().ask_accesses();
    turns::settle();
    world.read_list();
    assert_eq!(world.store().accesses.get_untracked(), Accesses::Unasked);
    assert_eq!(crate::platform::native::fetch::held().len(), 0);
}
