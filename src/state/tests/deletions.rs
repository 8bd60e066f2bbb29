//! What was confirmed is read once more before a token is deleted.

use std::cell::RefCell;
use std::rc::Rc;

use console_core::api::Deleted;
use console_core::api::ports::Method;
use console_core::domain::access::AccessSet;
use console_core::domain::deletion::{News, Successor};
use console_core::domain::rotation::{Evidence, Rotation};
use leptos::prelude::*;

use super::api::{calls, done, refusal};
use super::world::{World, id, own};
use super::{Fate, Row};
use crate::platform::native::turns;
use crate::state::{Deletion, DeletionEnd, DeletionStage, Editing, Reason};

type Ends = Rc<RefCell<Vec<DeletionEnd>>>;

/// Somebody looks at the dialog that deletes the token "old", whose place "new" takes.
struct Asked {
    world: World,
    deletion: Deletion,
    ends: Ends,
}

impl Asked {
    fn about(reason: Reason, new: Option<Row>) -> Self {
        let world = World::new();
        let old = Row::new("old").with("", "read_invoices");
        world.api.have(std::iter::once(old).chain(new.clone()));
        world.read_list();
        let store = world.store();
        let editing = Editing::new(world.app, store, id("old"));
        let token = store.token(&id("old")).unwrap();
        let access = token.access.set().unwrap();
        editing.learn(token.clone(), access);
        let rotation = new.map(|new| Rotation {
            old: token,
            new: store.token(&id(&new.id)).unwrap(),
            evidence: Evidence::Created,
        });
        let deletion = Deletion::new(editing, reason, rotation);
        Self { world, deletion, ends: Ends::default() }
    }

    fn press(&self) {
        let ends = self.ends.clone();
        let stage = self.deletion.stage;
        self.deletion.run(move |end| {
            if let DeletionEnd::NotDeleted(why) = &end {
                stage.set(why.clone());
            }
            ends.borrow_mut().push(end);
        });
        turns::settle();
    }

    fn end(&self) -> DeletionEnd {
        self.ends.borrow_mut().pop().expect("it has ended")
    }

    fn is_there(&self) -> bool {
        self.world.api.token("old").is_some()
    }
}

fn changed(news: &[News]) -> DeletionEnd {
    DeletionEnd::NotDeleted(DeletionStage::Changed(news.to_vec()))
}

#[test]
fn what_is_as_it_was_shown_is_deleted_at_once() {
    let asked = Asked::about(Reason::Unneeded, None);
    asked.press();
    assert_eq!(asked.end(), DeletionEnd::Deleted(Deleted::Now, None));
    assert!(!asked.is_there());
}

#[test]
fn access_that_somebody_changed_is_shown_before_anything_is_deleted_and_is_what_is_replaced() {
    let asked = Asked::about(Reason::Leaked, None);
    asked.world.api.change(|all| {
        all[0].access = [(String::new(), "write_teams".to_owned())].into_iter().collect();
    });
    asked.press();
    assert_eq!(asked.end(), changed(&[News::AccessChanged { gained: 1, lost: 1 }]));
    assert!(asked.is_there());
    asked.press();
    let held: AccessSet = [own("write_teams")].into_iter().collect();
    let DeletionEnd::Deleted(Deleted::Now, Some((token, access))) = asked.end() else {
        panic!("it is deleted, to be replaced")
    };
    assert_eq!((token.id.as_str(), access), ("old", held));
}

#[test]
fn a_successor_that_lost_access_or_is_gone_is_told_before_anything_is_deleted() {
    let fit = Row::new("new").with("", "read_invoices");
    let asked = Asked::about(Reason::Unneeded, Some(fit.clone()));
    asked.world.api.change(|all| all[1].access.clear());
    asked.press();
    assert_eq!(asked.end(), changed(&[News::Successor]));
    let successor = untrack(|| asked.deletion.successor()).map(|(_, it)| it);
    assert_eq!(successor, Some(Successor::There { lacking: Some(1), is_expired: false }));
    asked.press();
    assert_eq!(asked.end(), DeletionEnd::Deleted(Deleted::Now, None));

    let asked = Asked::about(Reason::Unneeded, Some(fit));
    asked.world.api.change(|all| all.truncate(1));
    asked.press();
    assert_eq!(asked.end(), changed(&[News::Successor]));
    assert_eq!(untrack(|| asked.deletion.successor()).map(|(_, it)| it), Some(Successor::Gone));
    assert!(asked.is_there());
}

#[test]
fn what_cannot_be_read_is_deleted_once_somebody_says_so() {
    let asked = Asked::about(Reason::Unneeded, None);
    let page = || Fate::Refused(refusal(403, "forbidden"));
    asked.world.api.times(9, Method::Get, "service-tokens/old", page());
    asked.press();
    assert!(matches!(asked.end(), DeletionEnd::NotDeleted(DeletionStage::Unread(_))));
    assert_eq!(calls(Method::Delete, "service-tokens/old"), 0);
    asked.press();
    assert!(matches!(asked.end(), DeletionEnd::Deleted(..)));
    assert!(!asked.is_there());
}

#[test]
fn a_token_that_is_gone_already_is_told_to_be_and_the_list_is_read_again() {
    let asked = Asked::about(Reason::Leaked, None);
    asked.world.api.change(|all| *all = vec![Row::new("replacement")]);
    // The page may have been opened without the list.
    asked.world.store().remove(&id("old"));
    asked.press();
    let DeletionEnd::Deleted(Deleted::Before, Some((_, access))) = asked.end() else {
        panic!("it was deleted before")
    };
    assert_eq!(access.len(), 1, "what is known of it can be replaced");
    assert_eq!(asked.world.ids(), "replacement");
}

#[test]
fn a_deletion_that_is_refused_leaves_the_token_and_the_dialog() {
    let asked = Asked::about(Reason::Unneeded, None);
    asked.world.api.next(Method::Delete, "service-tokens/old", Fate::Refused(refusal(422, "no")));
    asked.press();
    assert!(matches!(asked.end(), DeletionEnd::NotDeleted(DeletionStage::Failed(_))));
    assert!(asked.is_there());
}

#[test]
fn a_deletion_that_nobody_could_confirm_is_not_told_to_be_done() {
    let asked = Asked::about(Reason::Leaked, None);
    asked.world.api.next(Method::Delete, "service-tokens/old", Fate::Refused(done()));
    // It is read once before, and cannot be read afterwards.
    asked.world.api.next(Method::Get, "service-tokens/old", Fate::Late(1));
    asked.world.api.times(9, Method::Get, "service-tokens/old", Fate::Refused(refusal(403, "x")));
    asked.press();
    turns::advance(60_000);
    assert_eq!(asked.end(), DeletionEnd::NotDeleted(DeletionStage::StillListed));
    assert!(asked.world.store().token(&id("old")).is_some(), "it may be there still");
    asked.world.api.is_well();
    asked.press();
    assert!(matches!(asked.end(), DeletionEnd::Deleted(Deleted::Now, Some(_))));
}

#[test]
fn a_token_that_is_hidden_is_not_told_to_be_deleted() {
    let hidden = || Fate::Refused(refusal(404, "not_found"));
    // Its deletion is refused, or swallowed by something that answers in the API's place.
    for fate in [hidden(), Fate::Refused(done())] {
        let asked = Asked::about(Reason::Leaked, None);
        asked.world.api.times(99, Method::Get, "service-tokens/old", hidden());
        asked.world.api.times(9, Method::Delete, "service-tokens/old", fate);
        asked.press();
        turns::advance(60_000);
        assert_eq!(asked.end(), DeletionEnd::NotDeleted(DeletionStage::StillListed));
        assert!(asked.is_there());
    }
}

#[test]
fn a_token_that_is_not_found_is_not_told_to_be_deleted_where_the_list_is_not_known() {
    let asked = Asked::about(Reason::Unneeded, None);
    asked.world.api.change(|all| *all = Vec::new());
    asked.world.api.times(99, Method::Get, "/service-tokens", Fate::Refused(refusal(403, "x")));
    asked.press();
    turns::advance(60_000);
    assert_eq!(asked.end(), DeletionEnd::NotDeleted(DeletionStage::Unconfirmed));
}

#[test]
fn a_deletion_goes_on_when_its_page_is_gone_and_keeps_what_the_token_held() {
    let world = World::new();
    world.api.have([Row::new("old").with("", "read_invoices")]);
    world.read_list();
    let page = Owner::new();
    let (deletion, ends) = page.with(|| {
        let editing = Editing::new(world.app, world.store(), id("old"));
        let token = world.store().token(&id("old")).unwrap();
        editing.learn(token.clone(), token.access.set().unwrap());
        (Deletion::new(editing, Reason::Leaked, None), Ends::default())
    });
    for (method, end) in
        [(Method::Get, "service-tokens/old"), (Method::Delete, "service-tokens/old")]
    {
        world.api.next(method, end, Fate::Late(1_000));
    }
    let told = ends.clone();
    deletion.run(move |end| told.borrow_mut().push(end));
    turns::settle();
    page.cleanup();
    turns::advance(60_000);
    let ends = ends.borrow();
    let [DeletionEnd::Deleted(Deleted::Now, Some((_, access)))] = &ends[..] else {
        panic!("{ends:?}")
    };
    assert_eq!(access.len(), 1);
}

#[test]
fn what_a_token_held_is_what_was_shown_last_and_not_what_the_list_said() {
    let asked = Asked::about(Reason::Leaked, None);
    // A change was made since the list was read.
    let now = AccessSet::default();
    let token = asked.world.store().token(&id("old")).unwrap();
    asked.deletion.editing.learn(token, now.clone());
    asked.world.api.times(9, Method::Get, "service-tokens/old", Fate::Refused(refusal(403, "x")));
    asked.press();
    asked.press();
    turns::advance(60_000);
    let DeletionEnd::Deleted(_, Some((_, access))) = asked.end() else { panic!("it is deleted") };
    assert_eq!(access, now);
}
