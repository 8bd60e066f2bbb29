//! Changes of access that are made to their end, whatever becomes of the page that began them.

use console_core::api::ports::{Method, TransportError};
use console_core::domain::access::{AccessSet, Diff};
use leptos::prelude::*;

use super::api::{calls, refusal, signed_out};
use super::world::{World, adding, grant, id, org, own, removing};
use super::{Fate, Row};
use crate::platform::channel::Topic;
use crate::platform::native::{channels, fetch, history, turns};
use crate::state::{Ending, Errand, Settled, Stage, Subject};

const ACCESS: &str = "t1/access";

/// Two tokens, of which the first may read invoices.
fn world() -> World {
    let world = World::new();
    world.api.have([Row::new("t1").with("", "read_invoices"), Row::new("t2")]);
    world.read_list();
    world
}

fn base() -> AccessSet {
    [own("read_invoices")].into_iter().collect()
}

fn subject(token: &str) -> Subject {
    Subject { org: org(), id: id(token), name: token.into() }
}

fn begin(world: &World, change: Diff) {
    world.keep("t1", &change);
    world.app.apply(world.store(), subject("t1"), base(), change, Diff::default());
}

fn apply(world: &World, change: Diff) -> Ending {
    begin(world, change);
    turns::advance(120_000);
    let endings = endings(world);
    assert_eq!(endings.len(), 1);
    endings.into_iter().next().unwrap().1
}

fn endings(world: &World) -> Vec<(Subject, Ending)> {
    untrack(|| world.app.changes.take_endings())
}

fn stage(world: &World) -> Option<Stage> {
    untrack(|| world.app.changes.stage(&org(), &id("t1")))
}

fn both() -> Diff {
    Diff { additions: vec![own("read_organization")], removals: vec![own("read_invoices")] }
}

#[test]
fn a_change_is_made_whole_and_nothing_is_left() {
    let world = world();
    assert_eq!(apply(&world, both()), Ending::Whole { change: both(), made: 2 });
    assert_eq!(stage(&world), None);
    assert_eq!(world.draft("t1"), None);
    let now: AccessSet = [own("read_organization")].into_iter().collect();
    assert_eq!(world.store().token(&id("t1")).unwrap().access.set(), Some(now.clone()));
    let settled = |token| untrack(|| world.app.changes.take_settled(&org(), &id(token)));
    assert_eq!(settled("t2"), None);
    assert_eq!(settled("t1"), Some(Settled { access: now, again: Diff::default() }));
    assert_eq!(settled("t1"), None);
}

#[test]
fn the_progress_is_told_while_it_runs() {
    let world = world();
    world.api.next(Method::Delete, ACCESS, Fate::Held);
    begin(&world, both());
    turns::settle();
    assert_eq!(stage(&world), Some(Stage::Applying { done: 1, total: 2 }));
    assert!(endings(&world).is_empty());
    world.api.release(ACCESS);
    assert_eq!(stage(&world), None);
}

#[test]
fn somebody_elses_change_comes_first_and_nothing_is_sent() {
    let world = world();
    world.api.change(|rows| rows[0] = rows[0].clone().with("", "read_databases"));
    assert_eq!(apply(&world, both()), Ending::Left { made: 0, left: 2 });
    let Some(Stage::Conflict { conflict, own: by_us }) = stage(&world) else { panic!() };
    assert_eq!(conflict.theirs, adding(&[own("read_databases")]));
    assert_eq!(conflict.mine, both());
    assert!(by_us.is_empty());
    assert_eq!(calls(Method::Post, ACCESS) + calls(Method::Delete, ACCESS), 0);
    assert_eq!(world.draft("t1"), Some(both()), "what was wanted is wanted still");
}

#[test]
fn what_another_tab_of_this_browser_changed_is_not_somebody_elses() {
    let world = world();
    world.app.watch_changes();
    let theirs = adding(&[own("read_databases")]);
    let resources = world.store().resources();
    let text = crate::state::draft_store::message(&org(), &id("t1"), &theirs, &resources.borrow());
    channels::hear(Topic::Changes, &text);
    world.api.change(|rows| rows[0] = rows[0].clone().with("", "read_databases"));
    apply(&world, both());
    let Some(Stage::Conflict { conflict, own }) = stage(&world) else { panic!() };
    assert!(conflict.theirs.is_empty());
    assert_eq!(own, theirs);
    assert!(world.app.changes.take_elsewhere(&org(), &id("t1")).is_empty(), "it is told once");
}

#[test]
fn what_is_so_already_is_not_sent() {
    let world = world();
    let change = adding(&[own("read_organization")]);
    world.api.change(|rows| rows[0] = rows[0].clone().with("", "read_organization"));
    assert_eq!(apply(&world, change), Ending::AlreadySo { count: 1 });
    assert_eq!(stage(&world), None);
    assert_eq!(world.draft("t1"), None);
    assert_eq!(calls(Method::Post, ACCESS), 0);
}

#[test]
fn of_a_change_that_is_half_made_already_the_other_half_is_left() {
    let world = world();
    world.api.change(|rows| rows[0] = rows[0].clone().with("", "read_organization"));
    assert_eq!(apply(&world, both()), Ending::Left { made: 0, left: 1 });
    assert!(matches!(stage(&world), Some(Stage::Conflict { .. })));
    assert_eq!(world.draft("t1"), Some(removing(&[own("read_invoices")])));
}

#[test]
fn without_reading_it_again_nothing_is_sent() {
    let world = world();
    world.api.times(9, Method::Get, ACCESS, Fate::Refused(refusal(403, "forbidden")));
    assert_eq!(apply(&world, both()), Ending::Left { made: 0, left: 2 });
    assert!(matches!(stage(&world), Some(Stage::Unread(_))));
    assert_eq!(calls(Method::Post, ACCESS), 0);
    assert_eq!(world.draft("t1"), Some(both()));
}

#[test]
fn a_refused_addition_keeps_the_removal_from_being_sent() {
    let world = world();
    world.api.times(9, Method::Post, ACCESS, Fate::Refused(refusal(422, "unprocessable")));
    assert_eq!(apply(&world, both()), Ending::Left { made: 0, left: 2 });
    assert!(matches!(stage(&world), Some(Stage::Partly(_))));
    assert_eq!(calls(Method::Delete, ACCESS), 0);
    assert_eq!(world.draft("t1"), Some(both()));
}

#[test]
fn a_lost_answer_is_settled_by_reading_back() {
    let world = world();
    world.api.times(9, Method::Post, ACCESS, Fate::Lost(TransportError::Unreachable));
    let change = adding(&[own("read_organization")]);
    assert_eq!(apply(&world, change.clone()), Ending::Whole { change, made: 1 });
}

#[test]
fn the_sign_in_that_ends_in_the_middle_leaves_the_rest_unsaved() {
    let world = world();
    world.api.next(Method::Delete, ACCESS, Fate::Refused(signed_out()));
    assert_eq!(apply(&world, both()), Ending::Left { made: 1, left: 1 });
    assert!(world.app.sign_in.refused.get_untracked());
    assert_eq!(world.draft("t1"), Some(removing(&[own("read_invoices")])));
}

#[test]
fn what_is_staged_beside_a_change_stays_staged() {
    let world = world();
    let beside = adding(&[own("read_databases")]);
    let undo = adding(&[own("read_organization")]);
    world.keep("t1", &beside);
    world.app.apply(world.store(), subject("t1"), base(), undo, Diff::default());
    turns::settle();
    assert_eq!(world.draft("t1"), Some(beside));
}

#[test]
fn a_second_change_of_a_token_waits_for_the_first() {
    let world = world();
    world.api.next(Method::Post, ACCESS, Fate::Held);
    let change = adding(&[own("read_organization")]);
    begin(&world, change.clone());
    begin(&world, change);
    turns::settle();
    world.api.release(ACCESS);
    assert_eq!(calls(Method::Post, ACCESS), 1);
    assert_eq!(endings(&world).len(), 1);
}

#[test]
fn changes_of_two_tokens_run_side_by_side_and_each_ending_is_told_once() {
    let world = world();
    world.api.next(Method::Post, ACCESS, Fate::Held);
    let change = adding(&[own("read_organization")]);
    begin(&world, change.clone());
    world.app.apply(world.store(), subject("t2"), AccessSet::default(), change, Diff::default());
    turns::settle();
    world.api.release(ACCESS);
    let told: Vec<_> = endings(&world).into_iter().map(|(subject, _)| subject.name).collect();
    assert_eq!(told, ["t2", "t1"], "in the order in which they ended");
    assert!(endings(&world).is_empty());
}

#[test]
fn leaving_the_page_does_not_end_a_change() {
    let world = world();
    world.api.next(Method::Post, ACCESS, Fate::Held);
    world.app.go("acme/tokens/t1");
    begin(&world, adding(&[own("read_organization")]));
    turns::settle();
    world.app.go("settings");
    assert_eq!(fetch::held().len(), 1);
    assert!(world.app.asks_before_leaving());
    world.api.release(ACCESS);
    assert!(!world.app.asks_before_leaving());
    assert_eq!(endings(&world).len(), 1);
}

#[test]
fn other_tabs_are_told_what_was_made_and_nothing_else() {
    let world = world();
    world.api.next(Method::Delete, ACCESS, Fate::Refused(refusal(422, "unprocessable")));
    apply(&world, both());
    let told = channels::told();
    assert_eq!(told.len(), 1);
    let (_, _, read) = crate::state::draft_store::told(&told[0].1).unwrap();
    let resources = world.store().resources();
    let heard = read(&mut resources.borrow_mut());
    assert_eq!(heard, adding(&[own("read_organization")]));
}

#[test]
fn other_tabs_hear_nothing_of_a_change_that_was_not_made() {
    let world = world();
    world.api.times(9, Method::Post, ACCESS, Fate::Refused(refusal(422, "unprocessable")));
    apply(&world, both());
    assert_eq!(channels::told(), []);
}

#[test]
fn forgetting_what_came_of_a_change_leaves_one_under_way() {
    let world = world();
    world.api.next(Method::Post, ACCESS, Fate::Held);
    begin(&world, adding(&[own("read_organization")]));
    turns::settle();
    world.app.changes.forget(&org(), &id("t1"));
    assert!(stage(&world).is_some());
}

#[test]
fn forgetting_ends_what_was_seen() {
    let world = world();
    world.api.times(9, Method::Get, ACCESS, Fate::Refused(refusal(403, "forbidden")));
    apply(&world, both());
    world.app.changes.forget(&org(), &id("t2"));
    assert!(stage(&world).is_some());
    world.app.changes.forget(&org(), &id("t1"));
    assert_eq!(stage(&world), None);
}

#[test]
fn undo_leads_to_the_tokens_page_and_is_done_there_once() {
    let world = world();
    let errand = Errand::Undo(both().inverse());
    world.app.run_errand(&org(), &id("t1"), errand.clone());
    assert_eq!(history::entries(), (vec!["/".into(), "/acme/tokens/t1".into()], 1));
    let taken = |token: &str| untrack(|| world.app.changes.take_errand(&org(), &id(token)));
    assert_eq!(taken("t2"), None);
    assert_eq!(taken("t1"), Some(errand));
    assert_eq!(taken("t1"), None);
}

#[test]
fn undo_on_the_tokens_own_page_goes_nowhere() {
    let world = world();
    world.app.go("acme/tokens/t1");
    world.app.run_errand(&org(), &id("t1"), Errand::Review);
    assert_eq!(history::entries().0.len(), 2);
}

#[test]
fn the_last_errand_counts() {
    let world = world();
    world.app.run_errand(&org(), &id("t1"), Errand::Review);
    world.app.run_errand(&org(), &id("t2"), Errand::Review);
    assert_eq!(untrack(|| world.app.changes.take_errand(&org(), &id("t1"))), None);
}

#[test]
fn the_way_back_from_a_change_restores_the_access() {
    let world = world();
    apply(&world, both());
    let now = [own("read_organization")].into_iter().collect();
    world.app.apply(world.store(), subject("t1"), now, both().inverse(), Diff::default());
    turns::settle();
    assert_eq!(world.store().token(&id("t1")).unwrap().access.set(), Some(base()));
}

#[test]
fn a_permission_of_a_database_is_sent_for_that_database() {
    let world = world();
    let shop = world.database("shop", "shop");
    apply(&world, adding(&[grant(shop, "read_branch")]));
    assert!(world.api.token("t1").unwrap().access.contains(&("shop".into(), "read_branch".into())));
}
