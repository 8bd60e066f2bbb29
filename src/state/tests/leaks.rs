//! A token that leaked is replaced after it was deleted.

use console_core::api::StartingAccess;
use console_core::domain::access::AccessSet;
use console_core::domain::creation::NewToken;
use leptos::prelude::*;

use super::Row;
use super::world::{World, id, org, own};
use crate::platform::native::turns;

#[test]
fn the_replacement_gets_the_name_and_the_access_and_is_not_left_in_silence() {
    let world = World::new();
    world.api.have([Row::new("old")]);
    world.read_list();
    let old = world.store().token(&id("old")).unwrap();
    let held: AccessSet = [own("read_invoices")].into_iter().collect();
    world.app.open_replacement(org(), old, held.clone());
    let creation = world.app.creation;
    assert_eq!(creation.fields.name.get_untracked(), "old");
    assert_eq!(creation.fields.source.get_untracked(), None, "the old one cannot be read");
    assert!(!creation.may_leave(), "what it had is known here alone");
    world.app.create(NewToken::new("old", None), StartingAccess::Grant(held));
    turns::settle();
    assert!(creation.made.with_untracked(Option::is_some));
    assert!(creation.rotations.get_untracked().is_empty(), "no old token is left to delete");
}
