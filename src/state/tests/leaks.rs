//! A token that leaked is replaced after it was deleted.

use console_core::api::StartingAccess;
use console_core::api::ports::{Method, TransportError};
use console_core::domain::access::AccessSet;
use console_core::domain::creation::NewToken;
use leptos::prelude::*;

use super::api::refusal;
use super::world::{World, id, org, own};
use super::{Fate, Row};
use crate::platform::native::turns;

const CREATE: &str = "/service-tokens";

/// The token "old" leaked and was deleted; it held one permission.
fn leaked() -> (World, AccessSet) {
    let world = World::new();
    world.api.have([Row::new("old")]);
    world.read_list();
    let held: AccessSet = [own("read_invoices")].into_iter().collect();
    (world, held)
}

fn replace(world: &World, held: &AccessSet) {
    let old = world.store().token(&id("old")).unwrap();
    world.app.open_replacement(org(), old, held.clone());
}

fn waiting(world: &World) -> usize {
    untrack(|| world.app.creation.waiting_for_replacement().len())
}

#[test]
fn what_a_deleted_token_held_waits_for_another_creation_to_end() {
    let (world, held) = leaked();
    world.app.open_creation(org(), None);
    replace(&world, &held);
    assert_eq!(waiting(&world), 1);
    assert!(world.app.asks_before_leaving(), "it is known here alone");
    world.app.creation.close_form();
    let one = untrack(|| world.app.creation.waiting_for_replacement()).remove(0);
    world.app.replace(one.clone());
    assert_eq!(waiting(&world), 0, "the form is open for it");
    world.app.creation.close_form();
    assert_eq!(waiting(&world), 1);
    world.app.creation.give_up(&id("old"));
    assert!(!world.app.asks_before_leaving());
    world.app.creation.keep_after_all(one);
    assert_eq!(waiting(&world), 1);
}

#[test]
fn what_a_deleted_token_held_outlives_a_lost_answer() {
    let (world, held) = leaked();
    replace(&world, &held);
    world.api.next(Method::Post, CREATE, Fate::Lost(TransportError::Unreachable));
    world.app.create(NewToken::new("old", None), StartingAccess::Grant(held));
    turns::settle();
    turns::advance(120_000);
    assert!(world.app.creation.may_leave() || world.app.creation.is_asking.get_untracked());
    world.app.creation.close_form();
    assert_eq!(waiting(&world), 1);
    assert!(world.app.asks_before_leaving());
}

#[test]
fn what_a_deleted_token_held_is_kept_until_the_new_one_has_it() {
    let (world, held) = leaked();
    replace(&world, &held);
    world.api.times(9, Method::Post, "made1/access", Fate::Refused(refusal(403, "forbidden")));
    world.app.create(NewToken::new("old", None), StartingAccess::Grant(held));
    turns::settle();
    world.app.creation.close_secret();
    assert_eq!(waiting(&world), 1);
    assert!(world.app.asks_before_leaving());
    world.api.is_well();
    world.app.grant_again(&id("made1"));
    turns::settle();
    assert_eq!(waiting(&world), 0);
    assert!(!world.app.asks_before_leaving());
}

#[test]
fn the_replacement_gets_the_name_and_the_access_and_is_not_left_in_silence() {
    let (world, held) = leaked();
    replace(&world, &held);
    let creation = world.app.creation;
    assert_eq!(creation.fields.name.get_untracked(), "old");
    assert_eq!(creation.fields.source.get_untracked(), None, "the old one cannot be read");
    assert!(!creation.may_leave(), "what it had is known here alone");
    world.app.create(NewToken::new("old", None), StartingAccess::Grant(held));
    turns::settle();
    assert!(creation.made.with_untracked(Option::is_some));
    assert!(creation.rotations.get_untracked().is_empty(), "no old token is left to delete");
}
