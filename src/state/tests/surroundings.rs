//! What stands around everything else: organizations, the clock, waiting calls, appearance, what was chosen.

use console_core::api::ports::{Method, Response, Wait};
use console_core::domain::ids::OrgName;
use console_core::domain::time::Timestamp;
use leptos::prelude::*;

use super::Fate;
use super::api::{calls, json, limited, refusal};
use super::world::{World, org};
use crate::platform::native::{shelves, turns};
use crate::platform::storage::{self, Shelf};
use crate::state::kept::{keep, kept_layout, kept_preference};
use crate::state::{ListStatus, Organizations, Theme};

fn listed(world: &World) -> Organizations {
    world.app.organizations.listed.get_untracked()
}

#[test]
fn the_api_lists_the_organizations_if_the_configuration_does_not() {
    let world = World::with("");
    world.api.have_organizations(&["acme", "beta"]);
    assert_eq!(listed(&world), Organizations::Loading);
    world.app.load_organizations();
    turns::settle();
    assert_eq!(listed(&world), Organizations::Known(vec![org(), OrgName::parse("beta").unwrap()]));
}

#[test]
fn organizations_of_the_configuration_are_not_asked_for() {
    let world = World::new();
    world.app.load_organizations();
    turns::settle();
    assert_eq!(listed(&world), Organizations::Known(vec![org()]));
    assert_eq!(calls(Method::Get, "organizations"), 0);
}

#[test]
fn organizations_that_cannot_be_read_are_not_none() {
    let world = World::with("");
    world.api.next(Method::Get, "organizations", Fate::Refused(refusal(403, "forbidden")));
    world.app.load_organizations();
    turns::settle();
    assert!(matches!(listed(&world), Organizations::Failed(_)));
    world.app.load_organizations();
    turns::settle();
    assert_eq!(listed(&world), Organizations::Known(vec![]));
}

#[test]
fn the_servers_clock_counts() {
    let world = World::with("");
    let now = world.app.now();
    let answer = json(200, r#"{"data":[]}"#.into())
        .map(|it| Response { date: Some("Fri, 20 Nov 2026 01:00:00 GMT".into()), ..it });
    world.api.next(Method::Get, "organizations", Fate::Refused(answer));
    world.app.load_organizations();
    turns::settle();
    let told = Timestamp::parse("2026-11-20T01:00:00Z").unwrap();
    assert!(now.get_untracked().since(told).0.abs() <= 1);
}

#[test]
fn small_steps_of_the_clock_are_not_told() {
    let world = World::new();
    let first = world.app.now().get_untracked();
    turns::advance(19_000);
    world.app.tick();
    assert_eq!(world.app.now().get_untracked(), first);
    turns::advance(1_000);
    world.app.tick();
    assert_eq!(world.app.now().get_untracked().since(first).0, 20);
}

fn waiting(world: &World) -> Option<Wait> {
    world.app.connection.waiting.get_untracked().map(|(why, _)| why)
}

#[test]
fn a_rate_limit_is_told_for_as_long_as_it_lasts() {
    let world = World::new();
    world.api.have_many(1).next(Method::Get, "/service-tokens", Fate::Refused(limited(30)));
    world.store().refresh();
    turns::settle();
    assert_eq!(waiting(&world), Some(Wait::RateLimit));
    turns::advance(29_000);
    assert_eq!(waiting(&world), Some(Wait::RateLimit));
    assert!(world.store().status.with_untracked(ListStatus::is_reading));
    turns::advance(1_000);
    assert_eq!(waiting(&world), None);
    assert_eq!(world.ids(), "t1");
}

#[test]
fn a_short_wait_is_not_worth_a_word() {
    let world = World::new();
    world.api.have_many(1).next(Method::Get, "/service-tokens", Fate::Refused(limited(4)));
    world.store().refresh();
    turns::settle();
    assert_eq!(waiting(&world), None);
}

#[test]
fn of_two_waits_the_longer_one_is_told() {
    for (list, databases) in [(10, 50), (50, 10)] {
        let world = World::new();
        world.api.next(Method::Get, "/service-tokens", Fate::Refused(limited(list)));
        world.api.next(Method::Get, "/databases", Fate::Refused(limited(databases)));
        let longer = turns::now_millis() + 50_000;
        world.store().refresh();
        world.store().ensure_databases();
        turns::settle();
        let until = || world.app.connection.waiting.get_untracked().map(|(_, until)| until);
        assert_eq!(until(), Some(longer));
        turns::advance(10_000);
        assert_eq!(until(), Some(longer), "the end of the shorter one ends nothing");
        turns::advance(40_000);
        assert_eq!(until(), None);
    }
}

#[test]
fn the_consoles_own_pace_is_told_too() {
    let world = World::with(r#"{"organizations": ["acme"], "requestsPerMinute": 1}"#);
    world.api.have_many(1);
    world.read_list();
    world.store().ensure_databases();
    turns::settle();
    assert_eq!(waiting(&world), Some(Wait::Pace));
    turns::advance(60_000);
    assert_eq!(waiting(&world), None);
    assert!(untrack(|| world.store().listed_databases()).is_some());
}

#[test]
fn appearance_is_kept_and_the_usual_one_leaves_nothing() {
    let world = World::new();
    let appearance = world.app.appearance;
    assert_eq!(appearance.theme.get_untracked(), Theme::System);
    appearance.theme.set(Theme::Dark);
    appearance.compact.set(true);
    appearance.local_times.set(true);
    appearance.letter_keys.set(false);
    appearance.keep();
    let world = world.reloaded();
    let appearance = world.app.appearance;
    assert_eq!(appearance.theme.get_untracked(), Theme::Dark);
    assert!(appearance.compact.get_untracked() && appearance.local_times.get_untracked());
    assert!(!appearance.letter_keys.get_untracked());
    appearance.letter_keys.set(true);
    appearance.theme.set(Theme::System);
    appearance.compact.set(false);
    appearance.local_times.set(false);
    appearance.keep();
    assert_eq!(storage::keys(Shelf::Browser, "stc:"), Vec::<String>::new());
}

#[test]
fn an_appearance_of_another_version_is_the_usual_one() {
    let world = World::new();
    for key in ["stc:theme", "stc:density", "stc:times", "stc:keys"] {
        storage::write(Shelf::Browser, key, Some("sepia"));
    }
    let appearance = world.reloaded().app.appearance;
    assert_eq!(appearance.theme.get_untracked(), Theme::System);
    assert!(!appearance.compact.get_untracked() && !appearance.local_times.get_untracked());
    assert!(appearance.letter_keys.get_untracked());
}

#[test]
fn an_exact_time_without_a_locale_is_the_plain_one() {
    let world = World::new();
    let at = Timestamp::parse("2026-11-20T01:00:00Z").unwrap();
    assert_eq!(untrack(|| world.app.exact(at)), at.iso());
}

#[test]
fn the_layout_of_a_table_comes_back() {
    let _world = World::new();
    storage::write(Shelf::Browser, "stc:columns:tokens", Some("-id name:80"));
    let layout = kept_layout("tokens").get_untracked();
    assert!(layout.hides("id") && layout.width("name").is_some());
    assert!(!kept_layout("access").get_untracked().hides("id"));
}

#[test]
fn the_preference_of_another_version_is_the_usual_one() {
    let _world = World::new();
    storage::write(Shelf::Browser, "stc:export", Some("spreadsheet colon"));
    let preference = kept_preference().get_untracked();
    assert!(preference.is_for_spreadsheet);
    assert_eq!(preference.separator, None);
}

#[test]
fn a_choice_is_kept_when_it_changes_and_forgotten_when_it_is_the_usual_one() {
    let _world = World::new();
    let kept = || storage::read(Shelf::Browser, "k");
    keep("k", None, "first");
    assert_eq!(kept(), None, "it is what was kept");
    keep("k", Some("first"), "second");
    assert_eq!(kept().as_deref(), Some("second"));
    keep("k", Some("second"), "");
    assert_eq!(kept(), None);
}

#[test]
fn a_choice_that_cannot_be_kept_leaves_no_older_one() {
    let _world = World::new();
    keep("k", Some(""), "old");
    shelves::limit(3);
    keep("k", Some("old"), "newer");
    assert_eq!(storage::read(Shelf::Browser, "k"), None);
}
