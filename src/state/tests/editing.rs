//! A token that is edited, from the first reading to what others do meanwhile.

use console_core::api::ports::Method;
use console_core::domain::access::{Diff, Grant};
use leptos::prelude::*;

use super::api::refusal;
use super::world::{World, adding, grant, id, org, own, removing};
use super::{Fate, Row};
use crate::platform::native::turns;
use crate::state::{Editing, Errand, Open, Reading};

/// A token that may read invoices and the branches of "shop".
fn world() -> World {
    world_with(r#"{"organizations": ["acme"]}"#)
}

fn world_with(config: &str) -> World {
    let world = World::with(config);
    world.api.have_databases(&[("shop", "shop")]);
    world.api.have([Row::new("t1").with("", "read_invoices").with("shop", "read_branch")]);
    world
}

/// Opens the token's page.
fn open(world: &World) -> Editing {
    let editing = Editing::new(world.app, world.store(), id("t1"));
    read(editing);
    editing
}

fn read(editing: Editing) {
    editing.read();
    follow(editing);
}

/// What the page does when something happens elsewhere; the effects that see to it run in browsers alone.
fn follow(editing: Editing) {
    turns::advance(60_000);
    untrack(|| {
        editing.settle();
        editing.take_errand();
        editing.show_stage();
    });
}

fn shop(world: &World) -> Grant {
    grant(world.database("shop", "shop"), "read_branch")
}

fn tick(editing: Editing, grant: Grant, on: bool) {
    editing.edit(|draft| {
        draft.set(grant, on);
    });
}

fn staged(editing: Editing) -> Diff {
    editing.draft.with_untracked(console_core::domain::access::Draft::diff)
}

#[test]
fn a_token_is_read_with_what_it_holds() {
    let world = world();
    let editing = open(&world);
    assert_eq!(editing.reading.get_untracked(), Reading::Done);
    assert!(editing.known.get_untracked());
    assert_eq!(untrack(|| editing.name()), "t1");
    let held = editing.draft.with_untracked(|draft| draft.base().clone());
    assert_eq!(held, [own("read_invoices"), shop(&world)].into_iter().collect());
    assert_eq!(editing.unsaved.get_untracked(), 0);
}

#[test]
fn what_cannot_be_read_is_not_told_as_nothing() {
    let world = world();
    world.api.times(9, Method::Get, "service-tokens/t1", Fate::Refused(refusal(403, "forbidden")));
    let editing = open(&world);
    assert!(matches!(editing.reading.get_untracked(), Reading::Failed(_)));
    assert!(!editing.known.get_untracked());
    world.api.is_well();
    read(editing);
    assert_eq!(editing.reading.get_untracked(), Reading::Done);
    assert!(editing.known.get_untracked());
}

#[test]
fn a_token_that_is_gone_leaves_the_list() {
    let world = world();
    world.read_list();
    world.api.change(Vec::clear);
    let editing = open(&world);
    assert!(matches!(editing.reading.get_untracked(), Reading::Failed(_)));
    assert_eq!(world.ids(), "");
}

#[test]
fn each_change_is_kept_and_comes_back_with_the_page() {
    let world = world();
    let editing = open(&world);
    tick(editing, own("read_invoices"), false);
    tick(editing, own("read_organization"), true);
    let both =
        Diff { additions: vec![own("read_organization")], removals: vec![own("read_invoices")] };
    assert_eq!(world.draft("t1"), Some(both.clone()));
    let world = world.reloaded();
    let editing = open(&world);
    assert_eq!(staged(editing), both);
    assert_eq!(editing.unsaved.get_untracked(), 2);
}

#[test]
fn a_change_that_is_taken_back_is_kept_no_more() {
    let world = world();
    let editing = open(&world);
    tick(editing, own("read_organization"), true);
    tick(editing, own("read_organization"), false);
    assert_eq!(editing.unsaved.get_untracked(), 0);
    assert_eq!(world.draft("t1"), None);
}

#[test]
fn what_was_discarded_can_be_staged_again() {
    let world = world();
    let editing = open(&world);
    tick(editing, own("read_organization"), true);
    let given_up = editing.discard();
    assert_eq!(given_up, adding(&[own("read_organization")]));
    assert_eq!((editing.unsaved.get_untracked(), world.draft("t1")), (0, None));
    world.app.run_errand(&org(), &id("t1"), Errand::Restore(given_up.clone()));
    follow(editing);
    assert_eq!(staged(editing), given_up);
    assert_eq!(world.draft("t1"), Some(given_up));
}

#[test]
fn what_others_changed_is_told_only_beside_own_changes() {
    let world = world();
    let editing = open(&world);
    let grow = |permission: &'static str| {
        world.api.change(|rows| rows[0] = rows[0].clone().with("", permission));
    };
    grow("read_members");
    read(editing);
    assert_eq!(editing.theirs.get_untracked(), None);
    tick(editing, own("read_invoices"), false);
    grow("read_organization");
    read(editing);
    assert_eq!(editing.theirs.get_untracked(), Some(adding(&[own("read_organization")])));
    assert_eq!(staged(editing), removing(&[own("read_invoices")]));
}

#[test]
fn what_others_did_that_was_wanted_here_is_no_conflict() {
    let world = world();
    let editing = open(&world);
    tick(editing, own("read_organization"), true);
    world.api.change(|rows| rows[0] = rows[0].clone().with("", "read_organization"));
    read(editing);
    assert_eq!(editing.theirs.get_untracked(), None);
    assert_eq!(editing.unsaved.get_untracked(), 0);
    assert_eq!(world.draft("t1"), None);
}

#[test]
fn the_way_back_is_reviewed_and_whoever_leaves_it_has_nothing_staged() {
    let world = world();
    let editing = open(&world);
    let back = removing(&[own("read_invoices")]);
    world.app.run_errand(&org(), &id("t1"), Errand::Undo(back.clone()));
    follow(editing);
    assert_eq!(editing.open.get_untracked(), Open::Review);
    assert_eq!(untrack(|| editing.review()).diff, back);
    untrack(|| editing.close_review());
    assert!(staged(editing).is_empty());
    assert_eq!(editing.apart.get_untracked(), None);
}

#[test]
fn what_is_taken_back_of_a_change_of_which_something_is_left_is_unsaved_again() {
    let world = world();
    let editing = open(&world);
    let made = adding(&[own("read_organization")]);
    let left = removing(&[own("read_invoices")]);
    tick(editing, own("read_organization"), true);
    tick(editing, own("read_invoices"), false);
    let whole = staged(editing);
    world.api.next(Method::Delete, "t1/access", Fate::Refused(refusal(403, "forbidden")));
    let base = editing.draft.with_untracked(|draft| draft.base().clone());
    world.app.apply(world.store(), editing.subject(), base, whole.clone(), Diff::default());
    follow(editing);
    assert_eq!(staged(editing), left);
    for is_made in [false, true] {
        if !is_made {
            let fate = Fate::Refused(refusal(403, "forbidden"));
            world.api.next(Method::Delete, "t1/access", fate);
        }
        world.app.run_errand(&org(), &id("t1"), Errand::TakeBack(made.inverse()));
        follow(editing);
        let (base, back) = editing
            .draft
            .with_untracked(|draft| (draft.base().clone(), untrack(|| editing.review()).diff));
        assert_eq!(back, made.inverse());
        let again = editing.apart.get_untracked().unwrap().again;
        world.app.apply(world.store(), editing.subject(), base, back, again);
        follow(editing);
        assert_eq!(staged(editing), if is_made { whole.clone() } else { left.clone() });
        untrack(|| editing.close_review());
    }
    assert_eq!(world.draft("t1"), Some(whole));
}

#[test]
fn what_landed_elsewhere_is_told_while_the_token_has_it_and_nobody_wants_it_there() {
    let world = world();
    let editing = open(&world);
    let stray = shop(&world);
    let held = || editing.draft.with_untracked(|draft| draft.base().clone());
    let told = |token| untrack(|| world.app.changes.strays(&org(), &id(token), &held()));
    for _ in 0..2 {
        world.app.changes.note_strays(&editing.subject(), &[stray]);
    }
    untrack(|| editing.close_review());
    assert_eq!((told("t1"), told("t2")), (vec![stray], vec![]));
    world.api.change(|rows| rows[0] = Row::new("t1"));
    read(editing);
    assert_eq!(told("t1"), []);
    world.api.change(|rows| rows[0] = Row::new("t1").with("shop", "read_branch"));
    read(editing);
    assert_eq!(told("t1"), [stray]);
    world.app.changes.keep_strays(&org(), &id("t1"));
    assert_eq!(told("t1"), []);
}

#[test]
fn the_way_back_is_reviewed_apart_from_what_is_staged() {
    let world = world();
    let editing = open(&world);
    tick(editing, own("read_organization"), true);
    let back = removing(&[own("read_invoices")]);
    world.app.run_errand(&org(), &id("t1"), Errand::Undo(back.clone()));
    follow(editing);
    assert_eq!(editing.open.get_untracked(), Open::Review);
    assert_eq!(staged(editing), adding(&[own("read_organization")]));
    assert_eq!(untrack(|| editing.review()).diff, back);
    editing.close_review();
    assert_eq!(editing.apart.get_untracked(), None);
    assert_eq!(staged(editing), adding(&[own("read_organization")]));
}

#[test]
fn a_change_that_ends_moves_what_the_page_stands_on() {
    let world = world();
    let editing = open(&world);
    tick(editing, own("read_organization"), true);
    tick(editing, shop(&world), false);
    let change = staged(editing);
    let base = editing.draft.with_untracked(|draft| draft.base().clone());
    world.app.apply(world.store(), editing.subject(), base, change, Diff::default());
    follow(editing);
    assert_eq!(editing.unsaved.get_untracked(), 0);
    let held = editing.draft.with_untracked(|draft| draft.base().clone());
    assert_eq!(held, [own("read_invoices"), own("read_organization")].into_iter().collect());
    assert_eq!(editing.theirs.get_untracked(), None);
}

#[test]
fn a_console_that_only_reads_shows_no_change_that_was_kept() {
    let world = world();
    let editing = open(&world);
    tick(editing, own("read_invoices"), false);
    let world = World::again(r#"{"organizations": ["acme"], "readOnly": true}"#);
    world.api.have([Row::new("t1").with("", "read_invoices")]);
    let editing = open(&world);
    assert!(editing.is_read_only());
    assert_eq!(editing.unsaved.get_untracked(), 0);
    // It is not given up either: another console may send it.
    assert_eq!(world.draft("t1"), Some(removing(&[own("read_invoices")])));
}

#[test]
fn a_page_that_is_opened_later_stands_on_what_was_read_then() {
    let world = world();
    let editing = open(&world);
    tick(editing, own("read_organization"), true);
    let base = editing.draft.with_untracked(|draft| draft.base().clone());
    world.app.apply(world.store(), editing.subject(), base, staged(editing), Diff::default());
    follow(editing);
    world.api.change(|rows| rows[0] = Row::new("t1").with("", "read_members"));
    let later = open(&world);
    let held = later.draft.with_untracked(|draft| draft.base().clone());
    assert_eq!(held, [own("read_members")].into_iter().collect());
}

#[test]
fn what_was_read_before_a_change_ended_is_not_shown_after_it() {
    let world = world();
    let editing = open(&world);
    tick(editing, own("read_organization"), true);
    let base = editing.draft.with_untracked(|draft| draft.base().clone());
    world.api.next(Method::Get, "service-tokens/t1", Fate::Held);
    editing.read();
    turns::settle();
    world.app.apply(world.store(), editing.subject(), base, staged(editing), Diff::default());
    turns::advance(5_000);
    untrack(|| editing.settle());
    world.api.release("service-tokens/t1");
    follow(editing);
    let held = editing.draft.with_untracked(|draft| draft.base().clone());
    assert!(held.contains(own("read_organization")));
    assert_eq!(editing.reading.get_untracked(), Reading::Done);
}
