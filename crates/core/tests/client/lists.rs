//! Lists that are read to their end.

use console_core::api::{Completeness, Fault};

use super::{Answer, error, json, org, page, run, script, table, token};

fn read_all(answers: Vec<Answer>) -> (Vec<String>, Result<Completeness, Fault>, usize) {
    let (client, script) = script(answers);
    let mut ids = Vec::new();
    let read = run(client.tokens(&org(), &table(), |page, _| {
        ids.extend(page.iter().map(|token| token.id.to_string()));
    }));
    let sent = script.sent.borrow().len();
    (ids, read.map_err(|error| error.fault), sent)
}

#[test]
fn every_page_is_read_with_and_without_totals() {
    let (ids, read, sent) =
        read_all(vec![page(&["a", "b"], Some(2), Some((3, 2))), page(&["c"], None, Some((3, 2)))]);
    assert_eq!((ids.join(""), read, sent), ("abc".into(), Ok(Completeness::Complete), 2));
    let (ids, read, sent) = read_all(vec![page(&["a", "b", "c"], None, None)]);
    assert_eq!((ids.join(""), read, sent), ("abc".into(), Ok(Completeness::Complete), 1));
    // Nothing but a second reading tells whether something was missed.
    let both = || [page(&["a", "b"], Some(2), None), page(&["c"], None, None)];
    let (ids, read, sent) = read_all([both(), both()].concat());
    assert_eq!((ids.join(""), read, sent), ("abc".into(), Ok(Completeness::Complete), 4));
}

#[test]
fn what_a_list_without_a_count_missed_is_given_and_it_is_not_called_complete() {
    let first = || page(&["a", "b"], Some(2), None);
    // "a" was deleted after the first page, so that "c" moved to that page.
    let (ids, read, _) = read_all(vec![
        first(),
        page(&["d"], None, None),
        page(&["b", "c"], Some(2), None),
        page(&["d"], None, None),
    ]);
    assert_eq!((ids.join(""), read), ("abdc".into(), Ok(Completeness::Shifted)));
    // One was created after the last page.
    let last = page(&["c", "d"], Some(3), None);
    let (ids, read, _) = read_all(vec![first(), page(&["c"], None, None), first(), last]);
    assert_eq!((ids.join(""), read), ("abcd".into(), Ok(Completeness::Shifted)));
    // The second reading fails: what was given stays right.
    let (ids, read, _) =
        read_all(vec![first(), page(&["c"], None, None), error(422, "unprocessable")]);
    assert_eq!(ids.join(""), "abc");
    assert!(read.is_err());
}

pub(super) fn databases(names: &[&str], next: Option<usize>) -> Answer {
    let row = |name: &&str| format!(r#"{{"id":"{name}","name":"{name}"}}"#);
    let rows: Vec<String> = names.iter().map(row).collect();
    let next = next.map_or("null".to_owned(), |next| next.to_string());
    json(200, &format!(r#"{{"type":"list","next_page":{next},"data":[{}]}}"#, rows.join(",")))
}

fn read_databases(answers: Vec<Answer>) -> (Result<usize, Fault>, usize) {
    let (client, script) = script(answers);
    let read = run(client.databases(&org(), &table()));
    let sent = script.sent.borrow().len();
    (read.map(|all| all.len()).map_err(|error| error.fault), sent)
}

#[test]
fn a_list_that_is_needed_whole_is_read_until_two_readings_agree() {
    let one = [databases(&["a", "b"], Some(2)), databases(&["d"], None)];
    let other = [databases(&["b", "c"], Some(2)), databases(&["d"], None)];
    assert_eq!(read_databases([one.clone(), one.clone()].concat()), (Ok(3), 4));
    assert_eq!(read_databases([one.clone(), other.clone(), other.clone()].concat()), (Ok(3), 6));
    let never = [one.clone(), other.clone(), one, other].concat();
    assert_eq!(read_databases(never), (Err(Fault::Unsettled), 8));
    assert_eq!(read_databases(vec![databases(&["a"], None)]), (Ok(1), 1));
}

/// The pages that were asked for when some tokens were given, and how many these were.
fn asked_when_given(answers: Vec<Answer>) -> Vec<(usize, usize)> {
    let (client, script) = script(answers);
    let mut all = Vec::new();
    let read = run(client.tokens(&org(), &table(), |rows, _| {
        all.push((script.sent.borrow().len(), rows.len()));
    }));
    assert_eq!(read.map_err(|error| error.fault), Ok(Completeness::Complete));
    all
}

#[test]
fn the_other_pages_are_on_their_way_while_the_first_is_read() {
    let ids: Vec<String> = (0..63).map(|number| format!("t{number}")).collect();
    let rows: Vec<String> = ids[..60].iter().map(|id| token(id)).collect();
    let rows = rows.join(",");
    let last = |from: usize| {
        page(&ids[from..=from].iter().map(String::as_str).collect::<Vec<_>>(), None, None)
    };
    let others = || vec![last(60), last(61), last(62)];
    let totals = r#""next_page":2,"total_count":63,"total_pages":4"#;
    let before = json(200, &format!(r#"{{{totals},"data":[{rows}]}}"#));
    let mut answers = vec![before];
    answers.extend(others());
    assert_eq!(asked_when_given(answers), [(1, 25), (2, 25), (2, 10), (3, 1), (4, 1), (4, 1)]);
    // Told after the rows, they are known when these are.
    let after = json(200, &format!(r#"{{"data":[{rows}],{totals}}}"#));
    let mut answers = vec![after];
    answers.extend(others());
    assert_eq!(asked_when_given(answers), [(1, 25), (1, 25), (1, 10), (3, 1), (4, 1), (4, 1)]);
}

#[test]
fn rows_that_shift_between_pages_count_once_and_the_list_says_so() {
    let (ids, read, _) = read_all(vec![
        page(&["a", "b"], Some(2), Some((3, 2))),
        page(&["b", "c"], Some(3), Some((4, 3))),
        page(&["d"], None, Some((4, 3))),
    ]);
    assert_eq!((ids.join(""), read), ("abcd".into(), Ok(Completeness::Shifted)));
}

#[test]
fn only_pages_that_were_read_are_read_again() {
    // Thousands of pages are told, and the second gives nothing new.
    let row = token("a");
    let told = json(200, &format!(r#"{{"next_page":2,"total_pages":90000,"data":[{row}]}}"#));
    let (ids, _, sent) = read_all(vec![told; 40]);
    assert_eq!(ids.join(""), "a");
    assert!(sent < 20, "{sent}");
}

#[test]
fn a_page_that_leads_back_ends_the_reading() {
    let both = || [page(&["a"], Some(2), None), page(&["b"], Some(2), None)];
    let (ids, _, sent) = read_all([both(), both()].concat());
    assert_eq!((ids.join("").as_str(), sent), ("ab", 4));
    let (ids, read, _) = read_all(vec![page(&["a"], Some(2), None), error(422, "unprocessable")]);
    assert_eq!(ids.join(""), "a");
    assert!(read.is_err());
}
