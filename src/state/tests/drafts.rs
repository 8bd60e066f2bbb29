//! Changes that are not saved: over reloads, renamed and re-made databases, full storage, and whatever else is in it.

use console_core::domain::access::Diff;
use console_core::domain::ids::OrgName;
use console_core::domain::resource::{ResourceFacts, ResourceKey};
use leptos::prelude::*;
use proptest::prelude::*;

use super::world::{World, adding, grant, id, org, own, removing};
use crate::platform::native::shelves;
use crate::platform::storage::{self, Shelf};
use crate::state::draft_store::{message, told};

const KEY: &str = "stc:draft:acme/t1";

fn has(world: &World, token: &str) -> bool {
    untrack(|| world.app.drafts.has(&org(), &id(token)))
}

#[test]
fn a_change_is_read_as_it_was_kept() {
    let world = World::new();
    let shop = world.database("d1", "shop");
    let change = Diff {
        additions: vec![own("read_invoices"), grant(shop, "read_branch")],
        removals: vec![grant(ResourceKey::ALL_DATABASES, "read_branch")],
    };
    world.keep("t1", &change);
    assert_eq!(world.draft("t1"), Some(change));
}

#[test]
fn a_change_outlives_a_reload() {
    let world = World::new();
    let change = adding(&[own("read_invoices")]);
    world.keep("t1", &change);
    let world = world.reloaded();
    assert!(!has(&world, "t1"), "nobody looked yet");
    assert!(world.app.asks_before_leaving(), "what the storage has may be a change");
    world.app.drafts.recall();
    assert!(has(&world, "t1") && !has(&world, "t2"));
    assert_eq!(world.draft("t1"), Some(change));
}

#[test]
fn a_database_that_was_renamed_keeps_its_change() {
    let world = World::new();
    world.keep("t1", &adding(&[grant(world.database("d1", "shop"), "read_branch")]));
    let world = world.reloaded();
    let renamed = world.database("d1", "store");
    assert_eq!(world.draft("t1"), Some(adding(&[grant(renamed, "read_branch")])));
    let resources = world.store().resources();
    assert_eq!(&*resources.borrow().get(renamed).name, "store", "the change knows an old name");
}

#[test]
fn a_database_that_was_made_anew_does_not_get_the_change_of_its_namesake() {
    let world = World::new();
    world.keep("t1", &adding(&[grant(world.database("d1", "shop"), "read_branch")]));
    let world = world.reloaded();
    let namesake = world.database("d2", "shop");
    let change = world.draft("t1").unwrap();
    assert_ne!(change.additions[0].resource, namesake);
    let old = world.database("d1", "shop");
    assert_eq!(change, adding(&[grant(old, "read_branch")]));
}

#[test]
fn what_the_console_does_not_know_is_kept_too() {
    let world = World::new();
    let facts = ResourceFacts { id: "c1", name: "blue", deleted_at: None };
    let cluster = world.store().resources().borrow_mut().other("Cluster", facts);
    world.keep("t1", &adding(&[grant(cluster, "fly_to_the_moon")]));
    let world = world.reloaded();
    let cluster = world.store().resources().borrow_mut().other("Cluster", facts);
    assert_eq!(world.draft("t1"), Some(adding(&[grant(cluster, "fly_to_the_moon")])));
}

#[test]
fn an_empty_change_leaves_nothing_behind() {
    let world = World::new();
    world.keep("t1", &adding(&[own("read_invoices")]));
    assert!(storage::read(Shelf::Tab, KEY).is_some());
    world.keep("t1", &Diff::default());
    assert_eq!(storage::read(Shelf::Tab, KEY), None);
    assert!(!has(&world, "t1") && !world.app.drafts.any());
}

#[test]
fn a_change_from_before_a_reload_can_be_given_up() {
    let world = World::new();
    world.keep("t1", &adding(&[own("read_invoices")]));
    let world = world.reloaded();
    world.app.drafts.recall();
    world.keep("t1", &Diff::default());
    assert_eq!(storage::read(Shelf::Tab, KEY), None);
    assert!(!has(&world, "t1"));
}

#[test]
fn tokens_and_organizations_have_changes_of_their_own() {
    let world = World::new();
    let beta = OrgName::parse("beta").unwrap();
    world.keep("t1", &adding(&[own("read_invoices")]));
    assert_eq!(world.draft("t2"), None);
    assert!(!untrack(|| world.app.drafts.has(&beta, &id("t1"))));
}

#[test]
fn ids_with_odd_signs_are_kept_apart() {
    let world = World::new();
    world.keep("a/b", &adding(&[own("read_invoices")]));
    world.keep("a%2Fb", &removing(&[own("read_invoices")]));
    let world = world.reloaded();
    world.app.drafts.recall();
    assert!(has(&world, "a/b") && has(&world, "a%2Fb"));
    assert_eq!(world.draft("a/b"), Some(adding(&[own("read_invoices")])));
}

#[test]
fn where_nothing_can_be_kept_the_page_keeps_it_and_says_so() {
    let world = World::new();
    shelves::close(true);
    let change = adding(&[own("read_invoices")]);
    world.keep("t1", &change);
    assert_eq!(world.draft("t1"), Some(change));
    assert!(untrack(|| world.app.drafts.is_unstored(&org(), &id("t1"))));
    assert!(!untrack(|| world.app.drafts.is_unstored(&org(), &id("t2"))));
    assert!(world.app.drafts.any_unstored());
}

#[test]
fn a_full_storage_keeps_no_older_change_either() {
    let world = World::new();
    world.keep("t1", &adding(&[own("read_invoices")]));
    assert!(!world.app.drafts.any_unstored());
    shelves::limit(150);
    let longer = adding(&[own("read_invoices"), own("read_organization")]);
    world.keep("t1", &longer);
    assert!(world.app.drafts.any_unstored());
    assert_eq!(storage::read(Shelf::Tab, KEY), None, "an older change is another one");
    assert_eq!(world.draft("t1"), Some(longer));
}

#[test]
fn a_change_that_fits_again_is_kept_again() {
    let world = World::new();
    shelves::limit(150);
    world.keep("t1", &adding(&[own("read_invoices"), own("read_organization")]));
    assert!(world.app.drafts.any_unstored());
    world.keep("t1", &adding(&[own("read_invoices")]));
    assert!(!world.app.drafts.any_unstored());
    assert!(storage::read(Shelf::Tab, KEY).is_some());
}

#[test]
fn every_change_is_in_the_storage_as_soon_as_it_is_made() {
    let world = World::new();
    world.keep("t1", &adding(&[own("read_invoices")]));
    let first = storage::read(Shelf::Tab, KEY).unwrap();
    world.keep("t1", &removing(&[own("read_invoices")]));
    assert_ne!(storage::read(Shelf::Tab, KEY).unwrap(), first);
}

#[test]
fn whoever_watches_a_token_is_told_of_its_change() {
    let world = World::new();
    let drafts = world.app.drafts;
    let watched = Memo::new(move |_| drafts.has(&org(), &id("t1")));
    assert!(!watched.get_untracked());
    world.keep("t1", &adding(&[own("read_invoices")]));
    assert!(watched.get_untracked());
    world.keep("t1", &Diff::default());
    assert!(!watched.get_untracked());
}

#[test]
fn closing_the_tab_asks_while_anything_is_unsaved() {
    let world = World::new();
    assert!(!world.app.asks_before_leaving());
    world.keep("t1", &adding(&[own("read_invoices")]));
    assert!(world.app.asks_before_leaving());
    world.keep("t1", &Diff::default());
    assert!(!world.app.asks_before_leaving());
}

#[test]
fn what_is_no_change_in_the_storage_is_none() {
    for text in ["", "[]", "{}", "null", "[1]", r#"[{"adds":true}]"#, "<html>", "[[]]"] {
        let world = World::new();
        storage::write(Shelf::Tab, KEY, Some(text));
        world.app.drafts.recall();
        assert!(!world.app.drafts.any(), "{text}");
        assert!(world.draft("t1").is_none_or(|diff| diff.is_empty()), "{text}");
    }
}

#[test]
fn keys_that_name_no_token_are_left_alone() {
    let row = r#"[{"adds":true,"kind":"all","id":"","name":"","permission":"read_branch"}]"#;
    let world = World::new();
    for key in ["stc:draft:", "stc:draft:acme", "stc:draft:/t1", "stc:draft:acme/", "other"] {
        storage::write(Shelf::Tab, key, Some(row));
    }
    world.app.drafts.recall();
    assert!(!world.app.drafts.any());
}

fn change() -> impl Strategy<Value = Vec<(bool, u8, String)>> {
    prop::collection::vec((any::<bool>(), 0..5_u8, "[a-z_\"\\\\ é]{1,12}"), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_change_comes_back_from_the_storage(rows in change()) {
        let world = World::new();
        let resource = |world: &World, number: u8| match number {
            0 => ResourceKey::ORGANIZATION,
            1 => ResourceKey::ALL_DATABASES,
            number => world.database(&format!("d{number}"), "one \"name\" for all"),
        };
        let diff = |world: &World| {
            let side = |adds: bool| {
                let own = rows.iter().filter(move |(own, ..)| *own == adds);
                adding(&own.map(|(_, at, it)| grant(resource(world, *at), it)).collect::<Vec<_>>())
            };
            let additions = side(true).additions;
            let mut removals = side(false).additions;
            removals.retain(|grant| !additions.contains(grant));
            Diff { additions, removals }
        };
        let kept = diff(&world);
        world.keep("t1", &kept);
        let world = world.reloaded();
        let expected = diff(&world);
        prop_assert_eq!(world.draft("t1").unwrap_or_default(), expected);
    }

    #[test]
    fn hostile_text_in_the_storage_does_no_harm(text in "\\PC{0,60}", key in "\\PC{0,20}") {
        let world = World::new();
        storage::write(Shelf::Tab, KEY, Some(&text));
        storage::write(Shelf::Tab, &format!("stc:draft:{key}"), Some(&text));
        world.app.drafts.recall();
        prop_assert!(!world.app.drafts.any());
        prop_assert!(world.draft("t1").is_none_or(|diff| diff.is_empty()));
    }

    #[test]
    fn hostile_messages_of_other_tabs_are_not_heard(text in "\\PC{0,60}") {
        prop_assert!(told(&text).is_none());
        let keyed = format!("stc:draft:acme/t1 {text}");
        prop_assert!(told(&keyed).is_none());
    }
}

#[test]
fn another_tab_reads_the_change_that_it_is_told_of() {
    let world = World::new();
    let shop = world.database("d1", "shop");
    let change =
        Diff { additions: vec![grant(shop, "read_branch")], removals: vec![own("read_invoices")] };
    let resources = world.store().resources();
    let text = message(&org(), &id("t 1/x"), &change, &resources.borrow());
    let (to, token, read) = told(&text).unwrap();
    assert_eq!((to, token), (org(), id("t 1/x")));
    assert_eq!(read(&mut resources.borrow_mut()), change);
}
