//! A creation: sent, searched for where its answer is lost, given its access; whatever the person does meanwhile.

use console_core::api::ports::{Method, TransportError};
use console_core::api::{CopiedToken, CreationPhase, NotCreated, SearchOutcome, StartingAccess};
use console_core::domain::creation::NewToken;
use leptos::prelude::*;

use super::api::{calls, limited, refusal, signed_out};
use super::world::{World, id, org, own};
use super::{Fate, Row};
use crate::platform::native::turns;
use crate::state::{CreationStage, Granting, ListStatus};

const CREATE: &str = "/service-tokens";

/// The list is read and the form open.
fn opened() -> World {
    let world = World::new();
    world.api.have([Row::new("old").with("", "read_invoices")]);
    world.read_list();
    world.app.open_creation(org(), None);
    world.app.creation.fields.name.set("ci".into());
    world
}

fn send(world: &World) {
    send_with(world, StartingAccess::Nothing);
}

fn send_with(world: &World, start: StartingAccess) {
    world.app.create(NewToken::new("ci", None), start);
    turns::settle();
}

fn stage(world: &World) -> CreationStage {
    world.app.creation.stage.get_untracked()
}

fn made(world: &World) -> Option<String> {
    world
        .app
        .creation
        .made
        .with_untracked(|made| made.as_ref().map(|made| made.token.id.to_string()))
}

fn search(world: &World) -> SearchOutcome {
    match stage(world) {
        CreationStage::NotCreated(NotCreated::Lost(lost)) => lost.search,
        other => panic!("{other:?}"),
    }
}

fn granting(world: &World, token: &str) -> Option<Granting> {
    untrack(|| world.app.creation.granting(&id(token)))
}

fn secret(world: &World) -> String {
    world.app.creation.with_secret(|id, _| id.to_string())
}

#[test]
fn a_token_is_made_and_its_secret_is_shown() {
    let world = opened();
    send(&world);
    assert_eq!(made(&world).as_deref(), Some("made1"));
    assert_eq!(secret(&world), "made1");
    assert_eq!(world.ids(), "made1 old");
    assert_eq!(world.app.creation.opening.get_untracked(), None, "the form is closed");
    assert_eq!(stage(&world), CreationStage::Filling);
}

#[test]
fn a_secret_that_is_closed_is_gone() {
    let world = opened();
    send(&world);
    world.app.creation.close_secret();
    assert_eq!(secret(&world), "");
    assert_eq!(made(&world), None);
}

#[test]
fn a_secret_that_was_not_copied_is_in_the_way_of_leaving() {
    let world = opened();
    send(&world);
    assert!(!world.app.creation.may_leave());
    assert!(world.app.creation.is_asking.get_untracked());
    assert!(world.app.asks_before_leaving());
    world.app.creation.is_copied.set(true);
    assert!(world.app.creation.may_leave());
    assert_eq!(secret(&world), "", "it is closed");
}

#[test]
fn pressing_twice_sends_once() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Held);
    send(&world);
    send(&world);
    assert_eq!(calls(Method::Post, CREATE), 1);
    assert_eq!(stage(&world), CreationStage::Running(CreationPhase::Sending));
    world.api.release(CREATE);
    assert_eq!(world.api.count(), 2);
}

#[test]
fn leaving_while_it_runs_hides_the_form_and_the_secret_comes_all_the_same() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Held);
    send(&world);
    world.app.go("settings");
    assert!(world.app.creation.is_hidden.get_untracked());
    assert!(world.app.asks_before_leaving());
    world.api.release(CREATE);
    assert!(!world.app.creation.is_hidden.get_untracked());
    assert_eq!(made(&world).as_deref(), Some("made1"));
}

#[test]
fn opening_the_form_while_one_is_made_shows_that_one() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Held);
    send(&world);
    world.app.go("settings");
    world.app.open_creation(org(), None);
    assert!(!world.app.creation.is_hidden.get_untracked());
    assert_eq!(world.app.creation.fields.name.get_untracked(), "ci");
    assert!(untrack(|| world.app.creation.is_running()));
}

#[test]
fn a_shown_secret_is_not_replaced_by_a_form() {
    let world = opened();
    send(&world);
    world.app.open_creation(org(), None);
    assert_eq!(made(&world).as_deref(), Some("made1"));
    assert_eq!(world.app.creation.opening.get_untracked(), None);
}

#[test]
fn a_lost_answer_is_searched_for_and_never_sent_again() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Lost(TransportError::Unreachable));
    send(&world);
    turns::advance(120_000);
    let SearchOutcome::Found(found) = search(&world) else { panic!() };
    assert_eq!(found[0].token.id, id("made1"));
    assert_eq!(calls(Method::Post, CREATE), 1);
    assert_eq!(world.ids(), "made1 old", "what was found is in the list");
    assert_eq!(made(&world), None, "its secret is lost");
}

#[test]
fn what_never_arrived_is_told_only_after_a_minute() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Refused(Err(TransportError::Unreachable)));
    send(&world);
    turns::advance(59_000);
    assert!(untrack(|| world.app.creation.is_running()));
    turns::advance(10_000);
    assert_eq!(search(&world), SearchOutcome::NotThere);
}

#[test]
fn a_late_answer_has_the_secret() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Late(55_000));
    send(&world);
    turns::advance(54_000);
    assert_eq!(made(&world), None);
    turns::advance(1_000);
    assert_eq!(made(&world).as_deref(), Some("made1"));
}

#[test]
fn an_answer_that_is_too_late_is_searched_for() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Late(70_000));
    send(&world);
    turns::advance(150_000);
    assert!(matches!(search(&world), SearchOutcome::Found(_)));
    assert_eq!(calls(Method::Post, CREATE), 1);
}

#[test]
fn a_refusal_keeps_the_form_and_sends_again_at_once() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Refused(refusal(422, "unprocessable")));
    send(&world);
    assert!(matches!(stage(&world), CreationStage::NotCreated(NotCreated::Refused(_))));
    assert!(world.app.creation.opening.get_untracked().is_some());
    let lists = calls(Method::Get, CREATE);
    send(&world);
    assert_eq!(made(&world).as_deref(), Some("made1"));
    // The list is read once more for duplicates, not to search.
    assert_eq!(calls(Method::Get, CREATE), lists + 1);
}

#[test]
fn a_search_can_be_stopped() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Refused(Err(TransportError::Unreachable)));
    send(&world);
    turns::advance(1_000);
    world.app.creation.stop_searching();
    turns::settle();
    assert_eq!(search(&world), SearchOutcome::NotYet);
}

#[test]
fn after_a_stopped_search_the_attempt_is_looked_for_before_another_is_sent() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Refused(Err(TransportError::Unreachable)));
    send(&world);
    turns::advance(1_000);
    world.app.creation.stop_searching();
    turns::settle();
    // It arrives after all.
    world.api.change(|rows| rows.push(Row { name: "ci".into(), ..Row::new("late") }));
    send(&world);
    assert!(matches!(search(&world), SearchOutcome::Found(_)));
    assert_eq!(calls(Method::Post, CREATE), 1);
}

#[test]
fn what_is_not_there_after_a_stopped_search_is_sent_again() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Refused(Err(TransportError::Unreachable)));
    send(&world);
    turns::advance(1_000);
    world.app.creation.stop_searching();
    turns::settle();
    send(&world);
    assert_eq!(calls(Method::Post, CREATE), 2);
    assert_eq!(made(&world).as_deref(), Some("made1"));
}

#[test]
fn the_sign_in_that_ends_in_the_middle_leaves_the_creation_open() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Replaced(signed_out()));
    world.api.times(9, Method::Get, CREATE, Fate::Refused(signed_out()));
    send(&world);
    turns::advance(10_000);
    assert!(matches!(search(&world), SearchOutcome::Failed(_)));
    assert!(world.app.sign_in.refused.get_untracked());
    // Signed in again, it is found and not made twice.
    world.api.is_well();
    send(&world);
    assert!(matches!(search(&world), SearchOutcome::Found(_)));
    assert_eq!(world.api.count(), 2);
}

#[test]
fn a_rate_limit_is_waited_for() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Refused(limited(20)));
    send(&world);
    assert_eq!(stage(&world), CreationStage::Running(CreationPhase::Waiting));
    turns::advance(19_000);
    assert_eq!(calls(Method::Post, CREATE), 1);
    turns::advance(1_000);
    assert_eq!(made(&world).as_deref(), Some("made1"));
    assert_eq!(world.api.count(), 2);
}

#[test]
fn a_refresh_during_a_creation_does_not_lose_the_token() {
    let world = opened();
    world.api.next(Method::Get, CREATE, Fate::Held);
    world.store().refresh();
    turns::settle();
    send(&world);
    world.api.release(CREATE);
    assert_eq!(world.ids(), "made1 old");
    assert!(world.store().status.with_untracked(ListStatus::is_complete));
}

#[test]
fn a_new_token_gets_the_access_of_another_one() {
    let world = opened();
    send_with(&world, StartingAccess::Copy(id("old"), None));
    let Some(Granting::Ended(given)) = granting(&world, "made1") else { panic!() };
    assert_eq!(given.missing(), 0);
    assert!(
        world.api.token("made1").unwrap().access.contains(&(String::new(), "read_invoices".into()))
    );
    assert!(untrack(|| world.app.creation.pending(&id("made1")).unwrap().is_copy()));
    let token = world.store().token(&id("made1")).unwrap();
    assert_eq!(token.access.grants().map(<[_]>::len), Some(1));
}

#[test]
fn the_secret_is_shown_before_the_access_is_given() {
    let world = opened();
    world.api.next(Method::Post, "made1/access", Fate::Held);
    send_with(&world, StartingAccess::Copy(id("old"), None));
    assert_eq!(secret(&world), "made1");
    assert_eq!(granting(&world, "made1"), Some(Granting::Running(0, 1)));
    world.api.release("made1/access");
    assert!(granting(&world, "made1").unwrap().is_over());
}

#[test]
fn access_that_cannot_be_read_is_given_when_it_is_tried_again() {
    let world = opened();
    world.api.times(9, Method::Get, "old/access", Fate::Refused(refusal(403, "forbidden")));
    send_with(&world, StartingAccess::Copy(id("old"), None));
    assert!(matches!(granting(&world, "made1"), Some(Granting::Unread(_))));
    world.api.is_well();
    world.app.grant_again(&id("made1"));
    turns::settle();
    let Some(Granting::Ended(given)) = granting(&world, "made1") else { panic!() };
    assert_eq!(given.missing(), 0);
}

#[test]
fn a_try_that_reads_nothing_takes_back_nothing_of_what_came_of_the_one_before() {
    let world = opened();
    world.api.next(Method::Post, "made1/access", Fate::Refused(refusal(422, "unprocessable")));
    send_with(&world, StartingAccess::Grant([own("read_invoices")].into_iter().collect()));
    let Some(Granting::Ended(before)) = granting(&world, "made1") else { panic!() };
    world.api.times(9, Method::Get, "made1/access", Fate::Refused(refusal(403, "forbidden")));
    world.app.grant_again(&id("made1"));
    turns::settle();
    let Some(Granting::Ended(after)) = granting(&world, "made1") else { panic!() };
    assert_eq!((after.missing(), &after.astray), (before.missing(), &before.astray));
    assert!(after.unread.is_some() && after.can_be_tried_again());
}

#[test]
fn access_that_is_refused_is_told_as_missing() {
    let world = opened();
    world.api.times(9, Method::Post, "made1/access", Fate::Refused(refusal(422, "unprocessable")));
    let wanted = [own("read_invoices"), own("read_organization")].into_iter().collect();
    send_with(&world, StartingAccess::Grant(wanted));
    let Some(Granting::Ended(given)) = granting(&world, "made1") else { panic!() };
    assert_eq!(given.missing(), 2);
    assert!(given.failure.is_some() && given.can_be_tried_again());
}

#[test]
fn what_is_being_given_is_not_given_twice() {
    let world = opened();
    world.api.next(Method::Post, "made1/access", Fate::Held);
    send_with(&world, StartingAccess::Copy(id("old"), None));
    world.app.grant_again(&id("made1"));
    turns::settle();
    assert_eq!(calls(Method::Post, "made1/access"), 1);
}

#[test]
fn access_that_was_given_after_the_secret_was_closed_is_told() {
    let world = opened();
    world.api.next(Method::Post, "made1/access", Fate::Held);
    send_with(&world, StartingAccess::Copy(id("old"), None));
    world.app.creation.close_secret();
    assert_eq!(world.app.creation.told.get_untracked(), None);
    world.api.release("made1/access");
    let told = world.app.creation.told.get_untracked().unwrap();
    assert_eq!(told.token.id, id("made1"));
}

#[test]
fn a_token_that_the_browser_made_twice_is_told() {
    let world = opened();
    world.api.next(Method::Post, CREATE, Fate::Held);
    send(&world);
    world.api.change(|rows| rows.push(Row { name: "ci".into(), ..Row::new("twin") }));
    world.api.release(CREATE);
    let twins = world.app.creation.duplicates.get_untracked();
    assert_eq!(twins.iter().map(|token| token.id.clone()).collect::<Vec<_>>(), [id("twin")]);
    assert!(world.store().place(&id("twin")).is_some());
}

#[test]
fn a_rotation_remembers_both_tokens() {
    let world = World::new();
    world.api.have([Row::new("old")]);
    world.read_list();
    let old = world.store().token(&id("old")).unwrap();
    world.app.open_creation(org(), Some(old));
    assert_eq!(world.app.creation.fields.name.get_untracked(), "old");
    assert_eq!(world.app.creation.fields.source.get_untracked(), Some(id("old")));
    send(&world);
    let rotations = world.app.creation.rotations.get_untracked();
    assert_eq!((&rotations[0].old.id, &rotations[0].new.id), (&id("old"), &id("made1")));
}

#[test]
fn a_form_begins_empty_after_the_last_one() {
    let world = opened();
    send(&world);
    world.app.creation.close_secret();
    world.app.open_creation(org(), None);
    assert_eq!(world.app.creation.fields.name.get_untracked(), "");
    assert!(world.app.creation.may_leave(), "nothing is typed");
}

/// What a copy is given whose token becomes these while the form is open.
fn given_by_a_copy_of(tokens: impl IntoIterator<Item = Row>) -> (usize, usize, CopiedToken) {
    let world = opened();
    let shown = world.store().token(&id("old")).unwrap().access.set();
    world.api.have(tokens);
    send_with(&world, StartingAccess::Copy(id("old"), shown));
    let Some(Granting::Ended(given)) = granting(&world, "made1") else { panic!() };
    (given.access.len(), given.missing(), given.copied)
}

#[test]
fn a_copy_is_given_what_was_shown_and_what_differs_is_told() {
    assert_eq!(given_by_a_copy_of([]), (1, 0, CopiedToken::Gone));
    let more = Row::new("old").with("", "read_invoices").with("", "delete_databases");
    assert_eq!(given_by_a_copy_of([more]), (1, 0, CopiedToken::HasMore(1)));
}
