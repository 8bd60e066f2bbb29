//! The audit log, read page after page.

use console_core::api::ports::TransportError;
use console_core::api::{Cursor, Fault};
use console_core::domain::activity::LogEnd;

use super::{Answer, error, html, json, org, run, script};

/// A page with those events, and where it says that the next one begins.
fn page(ids: &[&str], more: bool, cursor: Option<&str>) -> Answer {
    let rows: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let cursor = cursor.map_or("null".to_owned(), |cursor| format!("\"{cursor}\""));
    let rows = rows.join(",");
    json(
        200,
        &format!(
            r#"{{"type":"list","has_next":{more},"has_prev":false,"cursor_end":{cursor},"data":[{rows}]}}"#
        ),
    )
}

struct Read {
    ids: String,
    end: Result<LogEnd, Fault>,
    paths: Vec<String>,
    next: Option<Cursor>,
}

fn read(most: usize, answers: Vec<Answer>) -> Read {
    let (client, script) = script(answers);
    let (mut ids, mut next) = (String::new(), None);
    let end = run(client.audit_log(&org(), None, most, |page, after| {
        ids.extend(page.iter().map(|event| &*event.id));
        next = after.cloned();
    }));
    let sent = script.sent.borrow();
    let paths = sent.iter().map(|it| it.path.replace("organizations/acme/audit-log", "")).collect();
    Read { ids, end: end.map_err(|error| error.fault), paths, next }
}

#[test]
fn each_page_leads_to_the_next_until_the_api_says_that_nothing_follows() {
    let all = read(
        usize::MAX,
        vec![
            page(&["a", "b"], true, Some("x y")),
            page(&["c"], true, None),
            page(&["d"], false, Some("d")),
        ],
    );
    assert_eq!((all.ids.as_str(), all.end), ("abcd", Ok(LogEnd::Whole)));
    let first = "?limit=100";
    assert_eq!(
        all.paths,
        [
            first.to_owned(),
            [first, "&starting_after=x%20y"].concat(),
            [first, "&starting_after=c"].concat()
        ]
    );
    assert_eq!(all.next, None);
}

#[test]
fn an_empty_log_is_whole() {
    let none = read(usize::MAX, vec![page(&[], false, None)]);
    assert_eq!((none.ids.as_str(), none.end), ("", Ok(LogEnd::Whole)));
}

#[test]
fn as_many_pages_are_read_as_are_wanted_and_the_rest_can_follow() {
    let some = read(2, vec![page(&["a"], true, Some("a")), page(&["b"], true, Some("b"))]);
    assert_eq!((some.ids.as_str(), some.end), ("ab", Ok(LogEnd::More)));
    let (client, script) = script([page(&["c"], false, None)]);
    let rest = run(client.audit_log(&org(), some.next, 9, |_, _| {}));
    assert_eq!(rest.map_err(|error| error.fault), Ok(LogEnd::Whole));
    assert!(script.sent.borrow()[0].path.ends_with("&starting_after=b"));
}

#[test]
fn a_cursor_that_leads_back_ends_it_and_it_is_not_whole() {
    for last in [
        // The same page, under the same cursor and under another one.
        page(&["a"], true, Some("a")),
        page(&["a"], true, Some("z")),
        // Something new, after which the first page would come again.
        page(&["b"], true, Some("a")),
        page(&[], true, Some("z")),
        page(&[], true, None),
    ] {
        let read = read(usize::MAX, vec![page(&["a"], true, Some("a")), last]);
        assert_eq!(read.end, Ok(LogEnd::NowhereNew));
        assert_eq!(read.next, None);
    }
}

#[test]
fn what_fails_for_a_moment_is_asked_again_and_what_was_read_stays() {
    let lost = || Err(TransportError::Unreachable);
    let limited = || error(429, "rate_limited");
    let all = read(
        usize::MAX,
        vec![page(&["a"], true, Some("a")), limited(), lost(), page(&["b"], false, None)],
    );
    assert_eq!((all.ids.as_str(), all.end), ("ab", Ok(LogEnd::Whole)));
    let cut = read(usize::MAX, vec![page(&["a"], true, Some("a")), html(401)]);
    assert_eq!((cut.ids.as_str(), cut.end), ("a", Err(Fault::SignedOut)));
    assert!(cut.next.is_some());
}

#[test]
fn a_log_that_may_not_be_read_names_the_permission() {
    let refused = read(usize::MAX, vec![error(404, "not_found")]);
    assert_eq!(refused.end, Err(Fault::NotFoundOrNotAllowed { needs: vec!["read_audit_logs"] }));
}
