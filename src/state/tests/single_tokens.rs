//! The list of tokens, and what is done here with single ones while it is read and afterwards.

use std::sync::Arc;

use console_core::api::ports::Method;
use console_core::domain::token::Token;
use leptos::prelude::*;

use super::world::{grant, own};
use super::{Fate, Row, World, id};
use crate::platform::native::turns;

const LIST: &str = "/service-tokens";

fn made(id: &str) -> Arc<Token> {
    let list = World::new();
    list.api.have([Row::new(id)]);
    list.read_list();
    list.store().token(&super::id(id)).unwrap()
}

#[test]
fn a_token_that_is_made_during_a_refresh_stays_although_the_answer_is_older() {
    let new = made("new");
    let world = World::new();
    world.api.have_many(2).next(Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    world.store().put(new);
    world.api.release(LIST);
    assert_eq!(world.ids(), "new t1 t2");
}

#[test]
fn a_token_that_is_deleted_during_a_refresh_does_not_come_back() {
    let world = World::new();
    world.api.have_many(3);
    world.read_list();
    world.api.next(Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    world.store().remove(&id("t2"));
    assert_eq!(world.ids(), "t1 t3");
    world.api.release(LIST);
    assert_eq!(world.ids(), "t1 t3");
}

#[test]
fn what_was_deleted_during_a_stopped_refresh_may_come_with_the_next_one() {
    let world = World::new();
    world.api.have_many(2).next(Method::Get, LIST, Fate::Held);
    world.store().refresh();
    turns::settle();
    world.store().remove(&id("t2"));
    world.store().stop();
    // Somebody else made it anew.
    world.read_list();
    assert_eq!(world.ids(), "t1 t2");
}

#[test]
fn putting_a_known_token_changes_it_in_its_place() {
    let world = World::new();
    world.api.have_many(3);
    world.read_list();
    let old = world.store().token(&id("t2")).unwrap();
    let renamed = Token { name: Some("renamed".into()), ..(*old).clone() };
    world.store().put(Arc::new(renamed));
    assert_eq!(world.ids(), "t1 t2 t3");
    let name = world.store().token(&id("t2")).unwrap().name.clone();
    assert_eq!(name.as_deref(), Some("renamed"));
}

#[test]
fn places_follow_what_is_put_and_removed() {
    let new = made("new");
    let world = World::new();
    world.api.have_many(3);
    world.read_list();
    let store = world.store();
    assert_eq!(store.place(&id("t3")), Some(2));
    store.put(new);
    assert_eq!(store.place(&id("t3")), Some(3));
    store.remove(&id("t1"));
    assert_eq!(store.place(&id("t3")), Some(2));
    assert_eq!(store.place(&id("t1")), None);
    assert_eq!(store.token_at(0).unwrap().id, id("new"));
    assert_eq!(store.token_at(3), None);
}

#[test]
fn whoever_watches_the_list_is_told_of_every_change() {
    let world = World::new();
    world.api.have_many(3);
    let store = world.store();
    let count = Memo::new(move |_| store.with_tokens(|tokens, _| tokens.len()));
    assert_eq!(count.get_untracked(), 0);
    world.read_list();
    assert_eq!(count.get_untracked(), 3);
    store.remove(&id("t1"));
    assert_eq!(count.get_untracked(), 2);
}

#[test]
fn while_pages_come_in_watchers_are_told_now_and_then_only() {
    let world = World::new();
    world.api.have_many(4).per_page(1).times(9, Method::Get, LIST, Fate::Held);
    let store = world.store();
    let count = Memo::new(move |_| store.with_tokens(|tokens, _| tokens.len()));
    store.refresh();
    turns::settle();
    world.api.release(LIST);
    assert_eq!(count.get_untracked(), 1, "the first page is told at once");
    world.api.release(LIST);
    assert_eq!(count.get_untracked(), 1, "the next one a little later");
    turns::advance(100);
    assert_eq!(count.get_untracked(), 2);
}

#[test]
fn what_is_learned_of_access_is_told_once() {
    let world = World::new();
    world.api.is_brief().have_many(1);
    world.read_list();
    let store = world.store();
    let turns = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = turns.clone();
    let watch = Memo::new(move |_| {
        store.with_tokens(|_, _| counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
    });
    let _ = watch.get_untracked();
    let access = [own("read_invoices")].into_iter().collect();
    store.put_access(&id("t1"), &access);
    let after_first = watch.get_untracked();
    store.put_access(&id("t1"), &access);
    assert_eq!(watch.get_untracked(), after_first, "it is no news");
    assert_eq!(store.token(&id("t1")).unwrap().access.set(), Some(access));
}

#[test]
fn access_of_a_token_that_is_not_there_adds_none() {
    let world = World::new();
    world.api.have_many(1);
    world.read_list();
    let shop = world.database("d1", "shop");
    let access = [grant(shop, "read_branch")].into_iter().collect();
    world.store().put_access(&id("gone"), &access);
    assert_eq!(world.ids(), "t1");
}
