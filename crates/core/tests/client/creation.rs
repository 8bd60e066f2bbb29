//! A creation: sent once, searched for where its answer leaves it open, claimed only where it must be the one.

use std::future::{pending, ready};

use console_core::api::ports::{Method, Response, TransportError};
use console_core::api::{
    Client, Created, CreationPhase, Fault, LostAnswer, NotCreated, SearchOutcome,
};
use console_core::domain::creation::{Claim, KnownTokens, NewToken};

use super::{Answer, Script, error, html, json, org, page, run, script, table, token};

/// Creates a token named "ci", with a complete list of other tokens known.
pub(super) fn create(client: &Client<Script>) -> Result<Created, NotCreated> {
    create_and_watch(client).0
}

fn create_and_watch(client: &Client<Script>) -> (Result<Created, NotCreated>, Vec<CreationPhase>) {
    let mut phases = Vec::new();
    let known = KnownTokens { is_complete: true, ..KnownTokens::default() };
    let wanted = NewToken::new("ci", None);
    let made = run(client.create_token(&org(), wanted, known, &table(), pending(), |phase| {
        phases.push(phase);
    }));
    (made, phases)
}

fn none() -> Answer {
    page(&[], None, Some((0, 0)))
}

fn there() -> Answer {
    page(&["new"], None, Some((1, 1)))
}

fn lost(made: Result<Created, NotCreated>) -> LostAnswer {
    match made {
        Err(NotCreated::Lost(lost)) => *lost,
        other => panic!("{other:?}"),
    }
}

fn posts(script: &Script) -> usize {
    script.sent.borrow().iter().filter(|request| request.method == Method::Post).count()
}

fn made_by(id: &str, by: &str) -> String {
    format!(
        r#"{{"id":"{id}","name":"ci","token":"pscale_tkn_x","actor_display_name":"{by}","created_at":"2001-01-01T00:00:00.000Z","service_token_accesses":[]}}"#
    )
}

fn list_of(tokens: &[String]) -> Answer {
    json(200, &format!(r#"{{"type":"list","next_page":null,"data":[{}]}}"#, tokens.join(",")))
}

/// Every answer that neither has a secret nor is the API's refusal of what was asked for.
fn open_answers() -> Vec<Answer> {
    let redirect = Ok(Response { status: 0, ..Response::default() });
    vec![
        redirect,
        html(200),
        html(400),
        html(401),
        html(403),
        html(404),
        html(422),
        html(429),
        html(500),
        html(502),
        html(504),
        error(401, "unauthorized"),
        error(403, "forbidden"),
        error(404, "not_found"),
        error(409, "conflict"),
        error(500, "internal"),
        json(200, ""),
        json(200, "{}"),
        json(200, "[]"),
        json(200, r#"{"data":{}}"#),
        json(200, &token("new")),
        Err(TransportError::Unreachable),
        Err(TransportError::TimedOut),
    ]
}

#[test]
fn after_every_answer_that_leaves_it_open_the_list_is_searched_and_nothing_is_sent_twice() {
    for answer in open_answers() {
        // It may be somebody else's: where it may still come, the search goes on.
        let answers = std::iter::once(answer.clone()).chain(std::iter::repeat_n(there(), 6));
        let (client, script) = script(answers);
        let lost = lost(create(&client));
        assert!(
            matches!(&lost.search, SearchOutcome::Found(found) if found.len() == 1),
            "{answer:?}"
        );
        assert_eq!(posts(&script), 1, "{answer:?}");
    }
}

#[test]
fn only_a_refusal_of_what_was_asked_for_and_no_network_are_certain() {
    for answer in [error(400, "bad_request"), error(422, "unprocessable")] {
        let (client, script) = script([answer]);
        assert!(matches!(create(&client), Err(NotCreated::Refused(_))));
        assert_eq!(script.sent.borrow()[0].body.as_deref(), Some(r#"{"name":"ci"}"#));
    }
    let errors = json(422, r#"{"errors":["Name is taken"]}"#);
    for answer in [errors, Err(TransportError::Offline)] {
        let (client, _) = script([answer]);
        assert!(matches!(create(&client), Err(NotCreated::Refused(_))));
    }
}

#[test]
fn what_is_done_after_the_console_gave_up_waiting_is_found() {
    for open in [Err(TransportError::TimedOut), Err(TransportError::Unreachable), html(504)] {
        let late = [open, none(), none(), none(), none(), there(), there()];
        let (client, script) = script(late);
        let (made, phases) = create_and_watch(&client);
        assert!(matches!(lost(made).search, SearchOutcome::Found(_)));
        assert_eq!(*script.slept.borrow(), [2_000, 4_000, 8_000, 16_000, 30_000]);
        assert!(matches!(phases[0], CreationPhase::Sending));
        assert!(matches!(phases[2], CreationPhase::NotFoundYet(_)));
    }
}

#[test]
fn it_is_searched_for_a_minute_before_it_is_called_not_there() {
    let mut answers = vec![html(502)];
    answers.extend(std::iter::repeat_n(none(), 6));
    let (client, script) = script(answers);
    assert_eq!(lost(create(&client)).search, SearchOutcome::NotThere);
    assert_eq!(script.slept.borrow().iter().sum::<u64>(), 60_000);
    let (client, _) = script_of([error(404, "not_found"), none()]);
    assert_eq!(lost(create(&client)).search, SearchOutcome::NotThere);
}

fn script_of<const N: usize>(answers: [Answer; N]) -> (Client<Script>, Script) {
    script(answers)
}

#[test]
fn a_search_can_be_stopped_and_the_creation_stays_unsettled() {
    let (client, _) = script([html(502), none()]);
    let wanted = NewToken::new("ci", None);
    let made = run(client.create_token(
        &org(),
        wanted,
        KnownTokens::default(),
        &table(),
        ready(()),
        |_| {},
    ));
    let Err(not_created) = made else { panic!("{made:?}") };
    assert!(not_created.unsettled().is_some());
}

#[test]
fn where_the_list_cannot_be_read_it_is_unsettled_until_it_is_looked_for_again() {
    let (client, _) = script([html(401), html(401), there()]);
    let made = create(&client);
    let Err(not_created) = made else { panic!("{made:?}") };
    assert!(not_created.unsettled().is_some());
    let NotCreated::Lost(lost) = not_created else { panic!("{not_created:?}") };
    assert!(
        matches!(&lost.search, SearchOutcome::Failed(error) if error.fault == Fault::SignedOut)
    );
    let again = run(client.look_again(&org(), *lost, &table()));
    assert!(matches!(again.search, SearchOutcome::Found(_)));
}

#[test]
fn after_a_rate_limit_it_is_searched_for_before_it_is_sent_again() {
    let made = || json(200, &made_by("new", "console"));
    let (client, script) = script([error(429, "rate_limited"), none(), made()]);
    assert_eq!(create(&client).unwrap().token.id.as_str(), "new");
    assert_eq!(posts(&script), 2);
    // What something in front of the API refused may still go through: it is searched for, and not sent again.
    let (client, script) = script_of([html(429), none(), none(), none()]);
    assert_eq!(lost(create(&client)).search, SearchOutcome::NotThere);
    assert_eq!(posts(&script), 1);
    let (client, script) = script_of([html(429), there(), there(), there()]);
    assert!(matches!(lost(create(&client)).search, SearchOutcome::Found(_)));
    assert_eq!(posts(&script), 1);
}

#[test]
fn a_token_is_claimed_only_when_it_must_be_ours() {
    let claim = |by: &str| {
        let list = list_of(&[made_by("first", "console"), made_by("second", by)]);
        let first = [json(200, &made_by("first", "console")), html(502)];
        let (client, _) = script(first.into_iter().chain(std::iter::repeat_n(list, 6)));
        assert!(create(&client).is_ok());
        match lost(create(&client)).search {
            SearchOutcome::Found(found) => (found.len(), found[0].claim),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(claim("console"), (1, Claim::Ours));
    assert_eq!(claim("Grace"), (1, Claim::Perhaps));
}

#[test]
fn a_namesake_that_is_found_first_does_not_end_the_search() {
    let hers = || list_of(&[made_by("hers", "Grace")]);
    let both = || list_of(&[made_by("hers", "Grace"), made_by("mine", "console")]);
    // Who creates what this console creates is known from its first token.
    let (client, script_) =
        script([json(200, &made_by("first", "console")), html(502), hers(), hers(), both()]);
    assert!(create(&client).is_ok());
    let (made, phases) = create_and_watch(&client);
    let SearchOutcome::Found(found) = lost(made).search else { panic!("it was not found") };
    let told: Vec<_> = found.iter().map(|one| (one.token.id.as_str(), one.claim)).collect();
    assert_eq!(told, [("mine", Claim::Ours), ("hers", Claim::Perhaps)]);
    assert_eq!(*script_.slept.borrow(), [2_000, 4_000]);
    let perhaps = |phase: &CreationPhase| matches!(phase, CreationPhase::PerhapsFound(_, found) if found.len() == 1);
    assert_eq!(phases.iter().filter(|phase| perhaps(phase)).count(), 2, "{phases:?}");
    // After a limit it is not sent again beside a namesake.
    let (client, script_) = script([html(429), hers(), hers(), both()]);
    let SearchOutcome::Found(found) = lost(create(&client)).search else {
        panic!("it was not found")
    };
    assert_eq!((found.len(), posts(&script_)), (2, 1));
    // What was found stays where a later look fails.
    let failing = std::iter::repeat_n(html(401), 5);
    let (client, _) = script([html(502), hers()].into_iter().chain(failing));
    assert!(
        matches!(lost(create(&client)).search, SearchOutcome::Found(found) if found.len() == 1)
    );
}

#[test]
fn a_second_token_of_the_same_call_is_found() {
    let (client, _) = script([
        json(200, &made_by("told", "console")),
        list_of(&[
            made_by("told", "console"),
            made_by("mute", "console"),
            made_by("hers", "Grace"),
        ]),
    ]);
    let made = create(&client).unwrap();
    let duplicates = run(client.duplicates(&org(), &made.token, &made.attempt, &table())).unwrap();
    assert_eq!(duplicates.iter().map(|token| token.id.as_str()).collect::<Vec<_>>(), ["mute"]);
}

#[test]
fn its_answer_is_waited_for_longer_than_others() {
    let (client, script) = script([json(200, &made_by("new", "console"))]);
    create(&client).unwrap();
    assert_eq!(script.sent.borrow()[0].patience, 60_000);
}
