//! Creating a token: never twice, its secret never lost in silence, and nobody else's told as one's own.

use std::future::pending;

use console_core::api::{NotCreated, SearchOutcome};
use console_core::domain::creation::{Claim, KnownTokens, NewToken};
use console_core::domain::ids::TokenId;

use super::faults::{Call, Fault, Kind, Times, Work, of_change, of_reading};
use super::{Case, Violations};

/// What the console tells of a creation.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    /// It was created, and this is its secret.
    Shown { id: String, secret: String },
    /// It was certainly not created.
    Not,
    /// It was looked for and is not there, so that it may be created again.
    NotThere,
    /// These are there: certainly the one, and perhaps the one.
    Found { ours: Vec<String>, perhaps: Vec<String> },
    /// It may have been created, and nobody knows.
    Unknown,
}

async fn create(case: &Case, name: &str) -> Told {
    let there = case.api.world.borrow().tokens.clone();
    let ids = there.iter().map(|token| TokenId::parse(&token.id).unwrap()).collect();
    let known = KnownTokens { ids, is_complete: true };
    let wanted = NewToken::new(name, None);
    // Nobody stops the search.
    let made =
        case.client.create_token(&case.org, wanted, known, &case.resources, pending(), |_| {});
    match made.await {
        Ok(made) => Told::Shown {
            id: made.token.id.as_str().to_owned(),
            secret: made.secret.expose().to_owned(),
        },
        Err(NotCreated::Refused(_)) => Told::Not,
        Err(NotCreated::Lost(lost)) => match lost.search {
            SearchOutcome::NotThere => Told::NotThere,
            SearchOutcome::Found(found) => {
                let ids = |claim| {
                    let own = found.iter().filter(|one| one.claim == claim);
                    own.map(|one| one.token.id.as_str().to_owned()).collect()
                };
                Told::Found { ours: ids(Claim::Ours), perhaps: ids(Claim::Perhaps) }
            }
            SearchOutcome::NotYet | SearchOutcome::Failed(_) | SearchOutcome::Stopped => {
                Told::Unknown
            }
        },
    }
}

fn one(faults: &[Fault], rival: bool, found: &mut Violations) -> Option<Told> {
    let first = &faults[0];
    found.case();
    let case = Case::new(faults);
    case.api.rival.set(rival);
    let Ok(told) = case.run(create(&case, "ci-deploy")) else {
        found.demand(false, first, "it does not end");
        return None;
    };
    let log = case.client.log().to_json(console_core::words::faults::outcome);
    found.demand(!log.contains("pscale_tkn"), first, "the log holds a secret");
    case.api.heal();
    let made = case.api.world.borrow().made.clone();
    found.demand(made.len() <= 1, first, "it was created twice");
    let case = format!("{first}, rival: {rival}, told: {told:?}, made: {made:?}");
    match &told {
        Told::Shown { id, secret } => {
            found.demand(made == [id.clone()], &case, "another token is shown");
            found.demand(secret == &format!("pscale_tkn_{id}"), &case, "the secret is wrong");
        }
        Told::Not | Told::NotThere => {
            found.demand(made.is_empty(), &case, "it is told as not created");
        }
        Told::Found { ours, perhaps } => {
            let known = made.iter().all(|id| ours.contains(id) || perhaps.contains(id));
            found.demand(known, &case, "the one that was created is not named");
            found.demand(ours.iter().all(|id| made.contains(id)), &case, "another's is claimed");
        }
        Told::Unknown => {}
    }
    Some(told)
}

#[test]
fn a_creation_is_told_as_it_ended_whatever_the_answer_says() {
    let mut found = Violations::default();
    for fault in of_change(Call::Create) {
        let told = one(&[fault], false, &mut found);
        // The list could be read all the time.
        found.demand(told != Some(Told::Unknown), &fault, "nobody looked whether it is there");
    }
    found.none(300);
}

#[test]
fn a_colleagues_token_of_the_same_name_is_never_told_as_ones_own() {
    let mut found = Violations::default();
    for fault in of_change(Call::Create) {
        one(&[fault], true, &mut found);
    }
    found.none(300);
}

#[test]
fn a_creation_that_cannot_be_looked_for_is_not_told_as_safe_to_repeat() {
    let mut found = Violations::default();
    let lost = |kind, work| Fault { call: Call::Create, kind, work, times: Times::Once };
    for (kind, work) in
        [(Kind::Silence, Work::Not), (Kind::Silence, Work::Later(6_000)), (Kind::Reset, Work::Done)]
    {
        // A search reads the list many times: some of the faults stand for all.
        for search in of_reading(Call::Tokens(2)).into_iter().step_by(3) {
            one(&[lost(kind, work), search], false, &mut found);
        }
    }
    found.none(200);
}
