//! The address: going and coming back, and what is in the way of leaving.

use console_core::domain::ids::OrgName;
use console_core::domain::listing::TablePlace;
use console_core::domain::route::Route;
use leptos::prelude::*;

use super::world::{World, org};
use crate::platform::address;
use crate::platform::native::{history, page};
use crate::state::Directory;

const CONFIG: &str = r#"{"organizations": ["acme"]}"#;

fn route(world: &World) -> Route {
    world.app.navigation.route_now()
}

fn query(world: &World) -> String {
    world.app.query().get_untracked()
}

/// Somebody scrolls in the page's table.
fn scroll(world: &World, scrolled: i32) {
    world.app.navigation.places.update_value(|places| places.now.scrolled = scrolled);
}

fn returning(world: &World) -> Option<TablePlace> {
    world.app.navigation.places.with_value(|places| places.returning.clone())
}

fn goes(world: &World, delta: i32) {
    history::go(delta);
    world.app.moved();
}

#[test]
fn the_page_is_that_of_the_address() {
    let world = World::at("/acme/tokens?q=ci", CONFIG);
    assert_eq!(route(&world), Route::Tokens(org()));
    assert_eq!(query(&world), "q=ci");
}

#[test]
fn the_base_path_is_what_the_document_says() {
    for (base, path) in [
        ("https://x.test/", "/"),
        ("https://x.test", "/"),
        ("https://x.test/console/", "/console/"),
        ("https://x.test/a/b/index.html?x=/y#z", "/a/b/"),
        ("", "/"),
    ] {
        history::open(base, "/");
        assert_eq!(address::base_path(), path, "{base}");
    }
}

#[test]
fn a_console_below_a_path_stays_there() {
    let world = World::new();
    history::open("https://x.test/console/", "/console/acme/tokens");
    world.app.look();
    assert_eq!(route(&world), Route::Tokens(org()));
    world.app.go("settings?x=1");
    assert_eq!(history::entries().0, ["/console/acme/tokens", "/console/settings?x=1"]);
    assert_eq!(route(&world), Route::Settings);
}

#[test]
fn a_new_page_is_a_step_back_and_begins_at_its_top() {
    let world = World::new();
    world.app.go("acme/tokens");
    assert_eq!(history::entries(), (vec!["/".into(), "/acme/tokens".into()], 1));
    assert_eq!(page::scrolls(), 1);
    goes(&world, -1);
    assert_eq!(route(&world), Route::Home);
    assert_eq!(page::scrolls(), 1, "coming back, the browser knows where it was");
}

#[test]
fn another_view_of_the_same_page_does_not_begin_at_its_top() {
    let world = World::at("/acme/tokens", CONFIG);
    world.app.go("acme/tokens?q=ci");
    assert_eq!((query(&world).as_str(), page::scrolls()), ("q=ci", 0));
}

#[test]
fn a_view_takes_the_place_of_the_last_one() {
    let world = World::at("/acme/tokens", CONFIG);
    world.app.set_query("q=c");
    world.app.set_query("q=ci");
    assert_eq!(history::entries(), (vec!["/acme/tokens?q=ci".into()], 0));
    world.app.set_query("");
    assert_eq!(history::entries().0, ["/acme/tokens"]);
}

#[test]
fn a_link_works_although_the_history_takes_nothing_more() {
    let world = World::new();
    history::refuse(true);
    world.app.go("acme/tokens?q=ci#x");
    assert_eq!(route(&world), Route::Tokens(org()));
    assert_eq!(query(&world), "q=ci");
}

#[test]
fn coming_back_to_a_list_leads_to_the_place_in_it() {
    let world = World::at("/acme/tokens", CONFIG);
    world.app.set_query("q=ci");
    scroll(&world, 700);
    world.app.go("acme/tokens/t1");
    assert_eq!(returning(&world), None);
    let list = world.app.list_address(&Route::Tokens(org()));
    assert_eq!(list, "acme/tokens?q=ci");
    world.app.go(&list);
    assert_eq!(returning(&world).map(|place| place.scrolled), Some(700));
}

#[test]
fn a_list_that_is_opened_from_elsewhere_begins_at_its_top() {
    let world = World::at("/acme/tokens", CONFIG);
    scroll(&world, 700);
    world.app.go("settings");
    world.app.go("acme/tokens");
    assert_eq!(returning(&world), None);
}

#[test]
fn another_view_of_a_list_has_no_place_of_the_old_one() {
    let world = World::at("/acme/tokens?q=ci", CONFIG);
    scroll(&world, 700);
    world.app.go("acme/tokens/t1");
    world.app.go("acme/tokens?q=other");
    assert_eq!(returning(&world), None);
}

#[test]
fn going_back_leads_to_the_place_that_the_entry_keeps() {
    let world = World::at("/acme/tokens", CONFIG);
    scroll(&world, 300);
    world.app.go("settings");
    goes(&world, -1);
    assert_eq!(returning(&world).map(|place| place.scrolled), Some(300));
}

#[test]
fn going_forward_leads_to_the_place_in_a_list_that_was_left_by_going_back() {
    let world = World::at("/acme/tokens", CONFIG);
    scroll(&world, 300);
    world.app.go("acme/access");
    scroll(&world, 900);
    goes(&world, -1);
    assert_eq!(returning(&world).map(|place| place.scrolled), Some(300));
    goes(&world, 1);
    assert_eq!(returning(&world).map(|place| place.scrolled), Some(900));
}

#[test]
fn another_page_that_takes_the_entry_of_a_list_does_not_get_its_place() {
    let world = World::at("/acme/tokens", CONFIG);
    world.app.go("acme/access");
    scroll(&world, 900);
    goes(&world, -1);
    world.app.go("settings");
    world.app.go("acme/access");
    assert_eq!(returning(&world), None);
    world.app.go("settings");
    goes(&world, -1);
    assert_eq!(returning(&world).map(|place| place.scrolled), Some(0));
}

#[test]
fn a_reload_leads_to_the_place_in_the_table() {
    let world = World::at("/acme/tokens", CONFIG);
    scroll(&world, 300);
    world.app.keep_place();
    let world = world.reloaded();
    assert_eq!(returning(&world).map(|place| place.scrolled), Some(300));
}

#[test]
fn what_is_kept_with_an_address_that_is_no_place_is_none() {
    let world = World::at("/acme/tokens", CONFIG);
    address::keep("nonsense");
    let world = world.reloaded();
    assert_eq!(returning(&world), None);
}

/// A form in which something is typed.
fn half_filled(world: &World) {
    world.app.open_creation(org(), None);
    world.app.creation.fields.name.set("ci".into());
}

#[test]
fn a_half_filled_form_is_in_the_way_of_a_link() {
    let world = World::new();
    half_filled(&world);
    world.app.go("settings");
    assert_eq!(route(&world), Route::Home);
    assert_eq!(history::entries().0, ["/"]);
    assert!(world.app.creation.is_asking.get_untracked());
}

#[test]
fn a_half_filled_form_takes_a_step_back_back() {
    let world = World::new();
    world.app.go("settings");
    world.app.go("acme/tokens");
    half_filled(&world);
    goes(&world, -2);
    let entries = ["/", "/settings", "/acme/tokens"].map(str::to_owned).to_vec();
    assert_eq!(history::entries(), (entries.clone(), 2), "the address is that of the page again");
    assert_eq!(route(&world), Route::Tokens(org()));
    assert!(world.app.creation.is_asking.get_untracked());
    // The browser tells that it is there.
    world.app.moved();
    assert_eq!(history::entries(), (entries, 2));
}

#[test]
fn an_untouched_form_is_in_nobodys_way() {
    let world = World::new();
    world.app.open_creation(org(), None);
    world.app.go("settings");
    assert_eq!(route(&world), Route::Settings);
    assert_eq!(world.app.creation.opening.get_untracked(), None);
}

#[test]
fn signing_in_leads_back_to_the_page() {
    let config = r#"{"organizations": ["acme"], "signInUrl": "/oauth2/start?rd={path}"}"#;
    let world = World::at("/acme/tokens?q=a&s=b", config);
    assert_eq!(world.app.sign_in_url(), "/oauth2/start?rd=%2Facme%2Ftokens%3Fq%3Da%26s%3Db");
    let world = World::at("/acme/tokens?q=a", CONFIG);
    assert_eq!(world.app.sign_in_url(), "/acme/tokens?q=a");
}

#[test]
fn an_address_without_an_organization_belongs_to_the_one_that_it_begins_with_or_the_last_one() {
    let world = World::with(r#"{"organizations": ["acme", "zeta"]}"#);
    let directory = world.app.organizations;
    let keep = |name: &str| Directory::keep(&OrgName::parse(name).unwrap());
    let meant =
        |path: &str| untrack(|| directory.meant(&Route::parse(path))).map(|org| org.to_string());
    assert_eq!(meant("settings"), None, "nothing was shown yet");
    keep("zeta");
    assert_eq!(meant("settings").as_deref(), Some("zeta"));
    assert_eq!(meant("acme/nothing").as_deref(), Some("acme"));
    assert_eq!(meant("nobody/nothing").as_deref(), Some("zeta"));
    assert_eq!(meant(""), None, "the start asks");
    keep("gone");
    assert_eq!(meant("settings"), None, "it can be chosen no more");
}
