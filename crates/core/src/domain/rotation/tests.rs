//! Which tokens belong together, and what may be said of their rotation.

use super::super::access::Grant;
use super::super::ids::TokenId;
use super::super::permission::Permission;
use super::super::resource::{ResourceFacts, ResourceKey};
use super::super::time::Timestamp;
use super::super::token::TokenAccess;
use super::*;

fn token(id: &str, name: Option<&str>, made: i64, permission: Option<&str>) -> Arc<Token> {
    let on = |name| Grant::new(ResourceKey::ORGANIZATION, Permission::named(name));
    Arc::new(Token {
        id: TokenId::parse(id).expect("an id"),
        name: name.map(Into::into),
        created_at: Some(Timestamp::from_seconds(made)),
        expires_at: None,
        last_used_at: None,
        created_by: None,
        access: TokenAccess::Known(permission.map(on).into_iter().collect()),
        more: None,
    })
}

fn ci(id: &str, made: i64) -> Arc<Token> {
    token(id, Some("ci"), made, Some("read_databases"))
}

#[test]
fn a_newer_token_of_the_same_name_and_access_seems_to_replace_the_old_one() {
    let (old, new) = (ci("a", 1), ci("b", 2));
    let all = [old.clone(), new.clone()];
    assert_eq!(likely_replacement(&old, &all), Some(new.clone()));
    assert_eq!(likely_replacement(&new, &all), None, "the older one is none");
}

#[test]
fn where_anything_differs_or_is_not_known_nothing_is_guessed() {
    let old = ci("a", 1);
    let mut unknown = (*ci("b", 2)).clone();
    unknown.access = TokenAccess::Unknown;
    for other in [
        ci("b", 1),
        token("b", Some("ci2"), 2, Some("read_databases")),
        token("b", Some("ci"), 2, Some("read_invoices")),
        token("b", None, 2, Some("read_databases")),
        Arc::new(unknown),
    ] {
        assert_eq!(likely_replacement(&old, &[old.clone(), other]), None);
    }
    let two = [ci("b", 2), ci("c", 3)];
    assert_eq!(likely_replacement(&old, &two), None, "two of them");
    let held = old.access.set().expect("it is known");
    assert_eq!(possible_replacements(&old, &held, &two), two);
    assert_eq!(possible_replacements(&old, &AccessSet::default(), &two), []);
    let empty = token("a", Some("ci"), 1, None);
    assert_eq!(likely_replacement(&empty, &[token("b", Some("ci"), 2, None)]), None);
    let unnamed = token("a", Some(" "), 1, Some("read_databases"));
    let other = token("b", Some(" "), 2, Some("read_databases"));
    assert_eq!(likely_replacement(&unnamed, &[other]), None);
}

fn id(text: &str) -> TokenId {
    TokenId::parse(text).expect("an id")
}

#[test]
fn both_tokens_lead_to_their_rotation() {
    let (old, new) = (ci("a", 1), ci("b", 2));
    let all = [old.clone(), new.clone(), token("other", Some("else"), 9, Some("read_databases"))];
    let guessed = Rotation { old, new, evidence: Evidence::Resembles };
    for one in ["a", "b"] {
        assert_eq!(Rotation::of(&id(one), &[], &all), Some(guessed.clone()), "{one}");
    }
    assert_eq!(Rotation::of(&id("other"), &[], &all), None);
    assert_eq!(Rotation::of(&id("nobody"), &[], &all), None);
}

#[test]
fn what_was_created_here_outweighs_a_resemblance_and_outlives_the_list() {
    let (old, new) = (ci("a", 1), ci("b", 2));
    let other = token("c", Some("new name"), 3, None);
    let made = |old: &Arc<Token>, new: &Arc<Token>| Rotation {
        old: old.clone(),
        new: new.clone(),
        evidence: Evidence::Created,
    };
    let all = [old.clone(), new.clone(), other.clone()];
    let created = [made(&old, &other)];
    assert_eq!(Rotation::of(&id("a"), &created, &all), Some(created[0].clone()));
    assert_eq!(Rotation::of(&id("a"), &created, &[]), Some(created[0].clone()));
    assert_eq!(Rotation::of(&id("c"), &created, &all), Some(created[0].clone()));
    // The new one is rotated again: that is its rotation now.
    let chain = [made(&old, &new), made(&new, &other)];
    assert_eq!(Rotation::of(&id("b"), &chain, &all), Some(chain[1].clone()));
    assert_eq!(Rotation::of(&id("a"), &chain, &all), Some(chain[0].clone()));
}

#[test]
fn what_is_not_loaded_may_resemble() {
    let brief = |id| Arc::new(Token { access: TokenAccess::Unknown, ..(*ci(id, 2)).clone() });
    assert!(may_resemble(&id("a"), &[ci("a", 1), brief("b")]));
    assert!(may_resemble(&id("b"), &[ci("a", 1), brief("b")]));
    assert!(!may_resemble(&id("a"), &[ci("a", 1), ci("b", 2)]), "all is known");
    assert!(!may_resemble(&id("b"), &[brief("b"), token("c", None, 1, None)]));
    assert!(!may_resemble(&id("x"), &[brief("b")]));
}

#[test]
fn the_last_use_of_the_old_one_is_held_against_the_new_ones_beginning() {
    let day = Seconds::DAY.0;
    let new = ci("b", 10 * day);
    let use_at = |used: Option<i64>, now: i64| {
        let old =
            Token { last_used_at: used.map(Timestamp::from_seconds), ..(*ci("a", 1)).clone() };
        let rotation =
            Rotation { old: Arc::new(old), new: new.clone(), evidence: Evidence::Created };
        let now = Timestamp::from_seconds(now);
        Standing::of(&rotation, |_| Presence::There, AccessMatch::Same, now).old_use
    };
    assert_eq!(use_at(None, 20 * day), OldUse::Never);
    assert_eq!(use_at(Some(9 * day), 10 * day + 1), OldUse::BeforeNew);
    assert_eq!(use_at(Some(10 * day + 60), 11 * day), OldUse::Recent);
    assert_eq!(use_at(Some(10 * day + 60), 11 * day + 60), OldUse::Quiet);
}

#[test]
fn a_new_token_that_has_ended_takes_over_nothing() {
    let mut new = (*ci("b", 2)).clone();
    new.last_used_at = Some(Timestamp::from_seconds(3));
    new.expires_at = Some(Timestamp::from_seconds(10));
    let rotation = Rotation { old: ci("a", 1), new: Arc::new(new), evidence: Evidence::Created };
    let at = |now| {
        let now = Timestamp::from_seconds(now);
        Standing::of(&rotation, |_| Presence::There, AccessMatch::Same, now)
    };
    assert_eq!((at(9).done(), at(9).state(Step::DeleteOld)), (3, StepState::Next));
    assert_eq!((at(10).done(), at(10).state(Step::Create)), (0, StepState::Next));
    assert_eq!(at(10).state(Step::DeleteOld), StepState::Coming);
}

const PRESENCES: [Presence; 3] = [Presence::There, Presence::Gone, Presence::Unknown];

fn standings() -> Vec<Standing> {
    let matches = [
        AccessMatch::Same,
        AccessMatch::Differs { only_old: 1, only_new: 0 },
        AccessMatch::Unknown,
    ];
    let uses = [OldUse::Never, OldUse::BeforeNew, OldUse::Quiet, OldUse::Recent];
    let mut all = Vec::new();
    for new in PRESENCES {
        for old in PRESENCES {
            for access in matches {
                for old_use in uses {
                    for (is_new_used, is_new_expired) in
                        [(false, false), (true, false), (false, true), (true, true)]
                    {
                        all.push(Standing {
                            new,
                            old,
                            is_new_expired,
                            is_new_used,
                            access,
                            old_use,
                        });
                    }
                }
            }
        }
    }
    all
}

#[test]
fn nothing_is_done_that_was_not_seen() {
    for one in standings() {
        let is_done = |step| one.state(step) == StepState::Done;
        assert_eq!(is_done(Step::Create), one.is_new_usable(), "{one:?}");
        assert_eq!(is_done(Step::DeleteOld), one.old == Presence::Gone, "{one:?}");
        if is_done(Step::HandOver) || is_done(Step::Check) {
            assert!(one.is_new_usable() && one.is_new_used, "{one:?}");
        }
        if is_done(Step::Check) {
            assert!(is_done(Step::HandOver) && one.access == AccessMatch::Same, "{one:?}");
        }
        let is_all = Step::ALL.into_iter().all(is_done);
        assert_eq!(one.done() == Step::ALL.len(), is_all, "{one:?}");
    }
}

#[test]
fn nobody_is_told_to_delete_what_is_in_use_or_not_replaced() {
    for one in standings() {
        if one.state(Step::DeleteOld) == StepState::Next {
            assert_eq!(one.old, Presence::There);
            assert_ne!(one.old_use, OldUse::Recent);
            assert_eq!(one.state(Step::Check), StepState::Done);
        }
    }
}

#[test]
fn what_is_left_on_a_deleted_database_is_not_lacking() {
    let mut resources = Resources::of("acme");
    let deleted_at = Some(Timestamp::from_seconds(1));
    let gone = resources.database(ResourceFacts { id: "d1", name: "shop", deleted_at });
    let holding = |grants: Vec<Grant>| {
        let access = TokenAccess::Known(grants.into_iter().collect());
        Arc::new(Token { access, ..(*token("t", None, 1, None)).clone() })
    };
    let left = Grant::new(gone, Permission::named("read_branch"));
    let living = Grant::new(ResourceKey::ORGANIZATION, Permission::named("read_invoices"));
    let lacking = |new: Vec<Grant>| {
        let (old, new) = (holding(vec![left, living]), holding(new));
        Rotation { old, new, evidence: Evidence::Created }.lacking(&resources)
    };
    assert_eq!(lacking(vec![living]), Some(0));
    assert_eq!(lacking(vec![]), Some(1));
}
