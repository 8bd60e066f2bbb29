//! Each token is asked for its access.

use console_core::api::ports::{Response, TransportError, Wait};
use console_core::api::{AccessAnswer, Fault};
use console_core::domain::ids::TokenId;
use console_core::words::tokens::display_name;

use super::{Answer, START, access, error, html, id, json, org, page, run, script, table, token};

/// What was told of each, and what ended it.
fn asked(count: usize, answers: Vec<Answer>) -> (Vec<String>, Option<Fault>, usize) {
    let (client, script) = script(answers);
    let ids: Vec<_> = (0..count).map(|n| TokenId::parse(&format!("t{n}")).unwrap()).collect();
    let mut told = Vec::new();
    let end = run(client.accesses(&org(), &ids, &table(), |id, asked| {
        let what = match asked {
            AccessAnswer::Known(access) => access.len().to_string(),
            AccessAnswer::Gone => "gone".into(),
            AccessAnswer::Refused(error) => format!("{:?}", error.fault),
        };
        told.push(format!("{id} {what}"));
    }));
    told.sort();
    let sent = script.sent.borrow().len();
    (told, end.err().map(|error| error.fault), sent)
}

#[test]
fn one_token_that_refuses_does_not_end_the_reading_of_the_others() {
    let (told, end, _) = asked(3, vec![access(&[("shop", "read_branch")]), html(403), access(&[])]);
    assert_eq!(told, ["t0 1", "t1 Forbidden", "t2 0"]);
    assert_eq!(end, None);
}

#[test]
fn one_that_is_gone_is_told_as_gone_and_one_that_may_not_be_read_is_not() {
    let (told, end, _) = asked(1, vec![error(404, "not_found"), error(404, "not_found")]);
    assert_eq!((told.join(","), end), ("t0 gone".into(), None));
    let (told, ..) = asked(1, vec![error(404, "not_found"), json(200, &token("t0"))]);
    assert!(told[0].starts_with("t0 NotFoundOrNotAllowed"), "{told:?}");
}

#[test]
fn what_is_about_all_of_them_ends_it_at_once() {
    let signed_out = Ok(Response { status: 0, ..Response::default() });
    for (answer, fault) in [
        (signed_out, Fault::SignedOut),
        (Err(TransportError::Offline), Fault::Offline),
        (error(401, "unauthorized"), Fault::CredentialRefused),
    ] {
        let answers = std::iter::repeat_n(answer, 8).collect();
        let (told, end, sent) = asked(100, answers);
        assert_eq!((told.len(), end), (0, Some(fault)));
        assert!(sent <= 7, "{sent} of 100");
    }
}

#[test]
fn so_many_refusals_in_a_row_are_about_all_of_them() {
    let (told, end, sent) = asked(100, std::iter::repeat_n(html(403), 20).collect());
    assert_eq!((told.len(), end), (10, Some(Fault::Forbidden)));
    assert!(sent <= 16, "{sent}");
}

#[test]
fn half_a_character_in_one_name_does_not_make_the_list_unreadable() {
    let body = r#"{"type":"list","next_page":null,"data":[{"id":"a","name":"a\ud800b"},{"id":"b","name":"c"}]}"#;
    let (client, _) = script([json(200, body)]);
    let mut names = Vec::new();
    run(client.tokens(&org(), &table(), |page, _| {
        names.extend(page.iter().map(|token| display_name(token).to_owned()));
    }))
    .unwrap();
    assert_eq!(names, ["a\u{fffd}b", "c"]);
}

#[test]
fn zeros_of_programs_mean_that_there_is_no_end_no_use_and_no_deletion() {
    let zero = "0001-01-01T00:00:00Z";
    let body = format!(
        r#"{{"id":"t","expires_at":"{zero}","last_used_at":"1970-01-01T00:00:00.000Z","service_token_accesses":[
        {{"access":"read_branch","resource_type":"Database","resource":{{"id":"d","name":"shop","deleted_at":"{zero}"}}}}]}}"#
    );
    let (client, _) = script([json(200, &body)]);
    let table = table();
    let token = run(client.token(&org(), &id(), &table)).unwrap();
    assert_eq!((token.expires_at, token.last_used_at), (None, None));
    let resource = token.access.grants().unwrap()[0].resource;
    assert!(!table.borrow().get(resource).is_deleted());
}

fn dated(date: &str, age: Option<&str>) -> i64 {
    let answer = page(&["a"], None, None).ok().map(|answer| Response {
        date: Some(date.into()),
        age: age.map(Into::into),
        ..answer
    });
    let (client, _) = script(answer.map(Ok));
    run(client.tokens(&org(), &table(), |_, _| {})).unwrap();
    client.now().seconds()
}

#[test]
fn an_answer_from_a_cache_does_not_set_the_clock_back() {
    let noon = dated("Fri, 20 Nov 2026 12:00:00 GMT", None);
    assert_eq!(dated("Fri, 20 Nov 2026 11:50:00 GMT", Some("600")), noon);
    // Of an age that nobody can read, the date tells nothing.
    assert_eq!(dated("Fri, 20 Nov 2026 11:50:00 GMT", Some("old")), START);
}

#[test]
fn whoever_waits_is_told_why() {
    let limited = Response { status: 429, retry_after: Some("25".into()), ..Response::default() };
    let (client, script) = script([Ok(limited), html(502), json(200, &token("tok1"))]);
    run(client.token(&org(), &id(), &table())).unwrap();
    let told = [(Wait::RateLimit, 25_000), (Wait::Failure, 2_000)];
    assert_eq!(*script.waits.borrow(), told);
}
