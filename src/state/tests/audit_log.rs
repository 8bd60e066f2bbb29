//! The audit log: read in part, to its end, or not at all.

use console_core::api::ports::{Method, TransportError};
use console_core::domain::activity::Horizon;
use console_core::domain::ids::{OrgName, TokenId};
use leptos::prelude::*;

use super::api::{calls, refusal, signed_out};
use super::{Fate, World, org};
use crate::platform::native::{fetch, turns};
use crate::state::{AuditLog, LogStatus, Wanted};

const LOG: &str = "/audit-log";

impl World {
    fn log(&self) -> AuditLog {
        self.app.audit_log(&org())
    }

    fn read_log(&self) {
        self.log().ensure(Wanted::All);
        turns::settle();
    }
}

fn events(log: AuditLog) -> String {
    let ids = untrack(|| {
        log.with_events(|all| all.iter().map(|one| one.id.to_string()).collect::<Vec<_>>())
    });
    ids.join(" ")
}

fn horizon(log: AuditLog) -> Horizon {
    untrack(|| log.horizon())
}

#[test]
fn nothing_is_read_before_somebody_wants_it() {
    let world = World::new();
    world.api.have_many(1).have_events(3);
    world.read_list();
    assert_eq!((horizon(world.log()), calls(Method::Get, LOG)), (Horizon::NotRead, 0));
    world.read_log();
    world.read_log();
    assert_eq!(events(world.log()), "e1 e2 e3");
    assert_eq!((horizon(world.log()), calls(Method::Get, LOG)), (Horizon::Whole, 1));
}

#[test]
fn an_empty_log_is_whole() {
    let world = World::new();
    world.read_log();
    assert_eq!(horizon(world.log()), Horizon::Whole);
}

/// The API refuses the log until somebody gives the credential the permission.
fn refuse(status: u16, code: &str) {
    let world = World::new();
    world.api.have_events(2).times(9, Method::Get, LOG, Fate::Refused(refusal(status, code)));
    world.read_log();
    assert_eq!(horizon(world.log()), Horizon::NotPermitted);
    // It is not asked for again by itself, but whoever was given the permission may ask.
    world.read_log();
    assert_eq!(calls(Method::Get, LOG), 1);
    world.api.is_well();
    world.log().refresh();
    turns::settle();
    assert_eq!(horizon(world.log()), Horizon::Whole);
}

#[test]
fn a_log_that_is_not_found_may_not_be_read() {
    refuse(404, "not_found");
}

#[test]
fn a_log_that_is_forbidden_may_not_be_read() {
    refuse(403, "forbidden");
}

#[test]
fn what_fails_for_another_reason_is_not_a_missing_permission_and_is_asked_again() {
    let world = World::new();
    world.api.have_events(1).next(Method::Get, LOG, Fate::Refused(refusal(500, "oops")));
    world.read_log();
    assert!(matches!(world.log().status.get_untracked(), LogStatus::Failed(_)));
    assert_eq!(horizon(world.log()), Horizon::NotRead);
    world.read_log();
    assert_eq!(horizon(world.log()), Horizon::Whole);
}

#[test]
fn a_log_that_is_cut_in_the_middle_says_how_far_it_reaches_and_goes_on_from_there() {
    let world = World::new();
    world.api.have_events(3).per_page(2).times(2, Method::Get, LOG, Fate::Held);
    world.read_log();
    world.api.release(LOG);
    assert_eq!(horizon(world.log()), Horizon::Coming);
    turns::advance(400_000);
    assert!(matches!(world.log().status.get_untracked(), LogStatus::BrokenOff(_)));
    let Horizon::Since(Some(since)) = horizon(world.log()) else { panic!("it reaches back") };
    assert_eq!(since.iso(), "2026-11-20T00:58:00Z");
    world.api.is_well();
    let before = calls(Method::Get, LOG);
    world.log().go_on();
    turns::settle();
    assert_eq!((events(world.log()).as_str(), horizon(world.log())), ("e1 e2 e3", Horizon::Whole));
    assert_eq!(calls(Method::Get, LOG), before + 1);
}

#[test]
fn stopping_keeps_what_was_read_and_aborts_the_call() {
    let world = World::new();
    world.api.have_events(3).per_page(2).times(2, Method::Get, LOG, Fate::Held);
    world.read_log();
    world.api.release(LOG);
    assert_eq!(fetch::held().len(), 1);
    world.log().stop();
    turns::settle();
    assert_eq!(fetch::held().len(), 0);
    assert_eq!(world.log().status.get_untracked(), LogStatus::Stopped);
    assert!(matches!(horizon(world.log()), Horizon::Since(Some(_))));
    // It is not read on by itself.
    world.read_log();
    assert_eq!(events(world.log()), "e1 e2");
    world.api.is_well();
    world.log().go_on();
    turns::settle();
    assert_eq!(events(world.log()), "e1 e2 e3");
}

#[test]
fn stopped_before_anything_came_is_not_none() {
    let world = World::new();
    world.api.have_events(1).next(Method::Get, LOG, Fate::Held);
    world.read_log();
    world.log().stop();
    turns::settle();
    assert_eq!(horizon(world.log()), Horizon::NotRead);
}

#[test]
fn the_beginning_is_enough_until_somebody_wants_it_all() {
    let world = World::new();
    world.api.have_events(25).per_page(1);
    world.log().ensure(Wanted::Beginning);
    turns::settle();
    assert_eq!(world.log().status.get_untracked(), LogStatus::Enough);
    assert_eq!(calls(Method::Get, LOG), 20);
    assert!(!horizon(world.log()).is_whole());
    world.log().ensure(Wanted::Beginning);
    turns::settle();
    assert_eq!(calls(Method::Get, LOG), 20);
    world.read_log();
    assert_eq!((calls(Method::Get, LOG), horizon(world.log())), (25, Horizon::Whole));
}

#[test]
fn a_cursor_that_leads_back_leaves_a_log_that_is_not_whole() {
    let world = World::new();
    world.api.have_events(4).per_page(2);
    let first = r#"{"has_next":true,"cursor_end":"e2","data":[{"id":"e1"},{"id":"e2"}]}"#;
    let again = super::api::json(200, first.to_owned());
    world.api.times(2, Method::Get, LOG, Fate::Replaced(again));
    world.read_log();
    assert_eq!(world.log().status.get_untracked(), LogStatus::NowhereNew);
    assert_eq!(events(world.log()), "e1 e2");
    assert!(!horizon(world.log()).is_whole());
}

#[test]
fn signing_in_again_goes_on_where_it_broke_off() {
    let world = World::new();
    world.api.have_events(3).per_page(2).next(Method::Get, LOG, Fate::Held);
    world.read_log();
    world.api.next(Method::Get, LOG, Fate::Refused(signed_out()));
    world.api.release(LOG);
    assert!(world.app.sign_in.refused.get_untracked());
    assert!(matches!(world.log().status.get_untracked(), LogStatus::BrokenOff(_)));
    world.log().go_on();
    turns::settle();
    assert!(!world.app.sign_in.refused.get_untracked());
    assert_eq!((events(world.log()).as_str(), horizon(world.log())), ("e1 e2 e3", Horizon::Whole));
}

#[test]
fn a_refresh_that_fails_keeps_the_old_events_and_does_not_call_them_whole() {
    let world = World::new();
    world.api.have_events(2);
    world.read_log();
    let lost = Fate::Lost(TransportError::TimedOut);
    world.api.times(9, Method::Get, LOG, lost);
    world.log().refresh();
    turns::settle();
    turns::advance(400_000);
    assert_eq!(
        (events(world.log()).as_str(), horizon(world.log())),
        ("e1 e2", Horizon::Since(None))
    );
}

#[test]
fn organizations_have_logs_of_their_own() {
    let world = World::with(r#"{"organizations": ["acme", "beta"]}"#);
    world.api.have_events(1);
    world.read_log();
    let beta = world.app.audit_log(&OrgName::parse("beta").unwrap());
    assert_eq!((horizon(beta), horizon(world.log())), (Horizon::NotRead, Horizon::Whole));
}

#[test]
fn leaks_are_told_without_the_log() {
    let world = World::new();
    world.api.have_many(1).have_events(2).have_leaked("t1");
    let (log, leaked) = (world.log(), TokenId::parse("t1").unwrap());
    let look = || {
        log.look_for_leaks();
        turns::settle();
    };
    look();
    assert!(untrack(|| log.leak(&leaked)).is_some());
    assert_eq!(untrack(|| log.leak(&TokenId::parse("t2").unwrap())), None);
    assert_eq!((horizon(log), events(log).as_str()), (Horizon::NotRead, ""));
    look();
    assert_eq!(calls(Method::Get, LOG), 1, "they were asked for just now");
    turns::advance(300_000);
    look();
    assert_eq!(calls(Method::Get, LOG), 2);
}

#[test]
fn leaks_that_may_not_be_read_are_asked_for_once() {
    let world = World::new();
    world.api.times(9, Method::Get, LOG, Fate::Refused(refusal(404, "not_found")));
    for _ in 0..2 {
        world.log().look_for_leaks();
        turns::settle();
        turns::advance(300_000);
    }
    assert_eq!(calls(Method::Get, LOG), 1);
}
