//! The API client against a server that says what each test wants, in time that passes by itself.

#![allow(
    clippy::unnecessary_wraps,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod accesses;
mod apply;
mod audit_log;
mod creation;
mod granting;
mod lists;
mod namesakes;
mod slots;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::rc::Rc;

use console_core::api::ports::{Method, Ports, Request, Response, TransportError, Wait};
use console_core::api::{Client, Deleted, Excerpt, Fault, NotApplied, Outcome};
use console_core::domain::access::{AccessSet, Diff, Grant, Step, StepKind, Target};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey, Resources};
use console_core::words::faults;
use console_core::words::faults as fault_words;

type Answer = Result<Response, TransportError>;

/// The clock's time at first, in Unix seconds: the start of 2001, when the tokens of these tests were created.
const START: i64 = 978_307_200;

/// A server with its answers in a row.
#[derive(Clone, Default)]
struct Script {
    answers: Rc<RefCell<VecDeque<Answer>>>,
    sent: Rc<RefCell<Vec<Request>>>,
    millis: Rc<Cell<i64>>,
    slept: Rc<RefCell<Vec<u64>>>,
    /// Which waits were told.
    waits: Rc<RefCell<Vec<(Wait, u64)>>>,
}

impl Ports for Script {
    async fn send(&self, request: &Request) -> Answer {
        self.sent.borrow_mut().push(request.clone());
        self.answers.borrow_mut().pop_front().unwrap_or_else(|| {
            panic!("nothing is left to answer {} {}", request.method.name(), request.path)
        })
    }

    fn on_wait(&self, why: Wait, millis: u64) {
        self.waits.borrow_mut().push((why, millis));
    }

    async fn sleep(&self, millis: u64) {
        self.slept.borrow_mut().push(millis);
        self.millis.set(self.millis.get() + i64::try_from(millis).unwrap());
    }

    fn now_millis(&self) -> i64 {
        self.millis.get()
    }

    fn random(&self) -> f64 {
        0.5
    }
}

fn json(status: u16, body: &str) -> Answer {
    Ok(Response {
        status,
        content_type: "application/json; charset=utf-8".into(),
        from_upstream: true,
        body: body.to_owned(),
        ..Response::default()
    })
}

fn html(status: u16) -> Answer {
    Ok(Response {
        status,
        content_type: "text/html".into(),
        body: "<!doctype html><title>Sign in</title>".into(),
        ..Response::default()
    })
}

fn done() -> Answer {
    Ok(Response { status: 204, from_upstream: true, ..Response::default() })
}

fn error(status: u16, code: &str) -> Answer {
    json(status, &format!(r#"{{"code":"{code}","message":"Words of the API"}}"#))
}

fn script(answers: impl IntoIterator<Item = Answer>) -> (Client<Script>, Script) {
    let script = Script {
        answers: Rc::new(RefCell::new(answers.into_iter().collect())),
        millis: Rc::new(Cell::new(START * 1_000)),
        ..Script::default()
    };
    (Client::new(script.clone(), 480, 6), script)
}

/// Nothing here waits for anything outside, so one poll after the other ends it.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    for _ in 0..10_000 {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("it never ends")
}

fn org() -> OrgName {
    OrgName::parse("acme").unwrap()
}

fn id() -> TokenId {
    TokenId::parse("tok1").unwrap()
}

fn table() -> RefCell<Resources> {
    RefCell::new(Resources::of("acme"))
}

fn token(id: &str) -> String {
    format!(
        r#"{{"id":"{id}","name":"ci","created_at":"1970-01-01T00:00:00.000Z","service_token_accesses":[]}}"#
    )
}

fn page(ids: &[&str], next: Option<usize>, totals: Option<(usize, usize)>) -> Answer {
    let rows: Vec<String> = ids.iter().map(|id| token(id)).collect();
    let totals = totals
        .map(|(count, pages)| format!(r#","total_count":{count},"total_pages":{pages}"#))
        .unwrap_or_default();
    let next = next.map_or("null".to_owned(), |next| next.to_string());
    json(
        200,
        &format!(r#"{{"type":"list","next_page":{next},"data":[{}]{totals}}}"#, rows.join(",")),
    )
}

fn access(rows: &[(&str, &str)]) -> Answer {
    let rows: Vec<String> = rows
        .iter()
        .map(|(database, permission)| {
            let kind = if database.is_empty() { "Organization" } else { "Database" };
            format!(r#"{{"id":"x","type":"{kind}Access","access":"{permission}","resource":{{"id":"{database}","type":"{kind}","name":"{database}"}}}}"#)
        })
        .collect();
    json(200, &format!(r#"{{"type":"list","next_page":null,"data":[{}]}}"#, rows.join(",")))
}

fn step(kind: StepKind) -> Step {
    let grant = Grant::new(ResourceKey::ORGANIZATION, Permission::named("read_invoices"));
    Step { kind, target: Target::Organization, grants: vec![grant] }
}

/// The fault that GET, POST and DELETE end in.
fn faults(answer: &Answer) -> [Fault; 3] {
    let many = || std::iter::repeat_n(answer.clone(), 6);
    let (client, _) = script(many());
    let get = run(client.token(&org(), &id(), &table())).unwrap_err().fault;
    let (client, _) = script(many());
    let post = run(client.step(&org(), &id(), &step(StepKind::Add))).unwrap_err().fault;
    let (client, _) = script(many());
    let delete = run(client.step(&org(), &id(), &step(StepKind::Remove))).unwrap_err().fault;
    [get, post, delete]
}

#[test]
fn a_redirect_means_signed_out() {
    let redirect = Ok(Response { status: 0, ..Response::default() });
    assert_eq!(faults(&redirect), [Fault::SignedOut, Fault::SignedOut, Fault::SignedOut]);
}

#[test]
fn a_plain_401_means_signed_out_and_the_apis_own_means_a_refused_credential() {
    let plain = Ok(Response { status: 401, body: "{}".into(), ..Response::default() });
    assert_eq!(faults(&plain), [Fault::SignedOut, Fault::SignedOut, Fault::SignedOut]);
    let refused = Fault::CredentialRefused;
    assert_eq!(faults(&error(401, "unauthorized")), [refused.clone(), refused.clone(), refused]);
}

#[test]
fn a_403_page_is_the_proxys_and_the_apis_words_are_told() {
    assert_eq!(faults(&html(403)), [Fault::Forbidden, Fault::Forbidden, Fault::Forbidden]);
    let words = Fault::Refused { message: Some("Words of the API".into()) };
    assert_eq!(faults(&error(422, "unprocessable")), [words.clone(), words.clone(), words]);
}

#[test]
fn a_page_or_nothing_where_json_belongs_is_another_upstream() {
    for fault in faults(&json(200, "")).into_iter().take(2) {
        assert!(matches!(fault, Fault::WrongUpstream { .. }), "{fault:?}");
    }
    let page = Fault::WebPage { title: Some("Sign in".into()) };
    assert_eq!(faults(&html(200)), [page.clone(), page.clone(), page]);
}

#[test]
fn no_network_is_never_signed_out() {
    assert_eq!(
        faults(&Err(TransportError::Offline)),
        [Fault::Offline, Fault::Offline, Fault::Offline]
    );
    let gone = Fault::Unreachable;
    assert_eq!(faults(&Err(TransportError::Unreachable)), [gone.clone(), gone.clone(), gone]);
}

#[test]
fn not_found_names_the_permissions_that_would_do() {
    let [get, post, _] = faults(&error(404, "not_found"));
    assert_eq!(get, Fault::NotFoundOrNotAllowed { needs: vec!["read_service_tokens"] });
    assert_eq!(post, Fault::NotFoundOrNotAllowed { needs: vec!["write_service_tokens"] });
}

#[test]
fn a_byte_order_mark_before_the_json_does_not_matter() {
    let (client, _) = script([json(200, &format!("\u{feff}{}", token("tok1")))]);
    assert_eq!(run(client.token(&org(), &id(), &table())).unwrap().id, id());
}

#[test]
fn reading_is_tried_again_after_growing_pauses_and_not_for_ever() {
    let (client, script) =
        script([html(502), html(503), html(504), html(502), json(200, &token("tok1"))]);
    assert!(run(client.token(&org(), &id(), &table())).is_ok());
    assert_eq!(*script.slept.borrow(), [1_000, 2_000, 4_000, 8_000]);
    assert_eq!(faults(&html(502))[0], Fault::ServerFault);
}

#[test]
fn a_pause_that_the_server_asks_for_is_kept() {
    let limited = |after: &str, date: Option<&str>| {
        Ok(Response {
            status: 429,
            retry_after: Some(after.into()),
            date: date.map(Into::into),
            ..Response::default()
        })
    };
    let (client, script) = script([
        limited("0", None),
        limited("7", None),
        limited("86400", None),
        limited("Fri, 20 Nov 2026 12:00:05 GMT", Some("Fri, 20 Nov 2026 12:00:00 GMT")),
        json(200, &token("tok1")),
    ]);
    assert!(run(client.token(&org(), &id(), &table())).is_ok());
    assert_eq!(*script.slept.borrow(), [0, 7_000, 60_000, 5_000]);
}

#[test]
fn calls_keep_to_the_pace() {
    let script = Script {
        answers: Rc::new(RefCell::new((0..5).map(|_| json(200, &token("tok1"))).collect())),
        ..Script::default()
    };
    let client = Client::new(script.clone(), 2, 6);
    for _ in 0..5 {
        run(client.token(&org(), &id(), &table())).unwrap();
    }
    assert_eq!(*script.slept.borrow(), [60_000, 60_000]);
}

#[test]
fn what_is_gone_is_deleted_and_what_is_not_allowed_is_not() {
    let (client, _) = script([done(), error(404, "not_found")]);
    assert_eq!(run(client.delete_token(&org(), &id())).unwrap(), Deleted::Now);
    let (client, _) = script([error(404, "not_found"), error(404, "not_found")]);
    assert_eq!(run(client.delete_token(&org(), &id())).unwrap(), Deleted::Before);
    let (client, _) = script([error(404, "not_found"), json(200, &token("tok1"))]);
    let told = run(client.delete_token(&org(), &id())).unwrap_err();
    assert_eq!(told.fault, Fault::NotFoundOrNotAllowed { needs: vec!["delete_service_tokens"] });
    let (client, _) = script([json(200, r#"{"hello":"there"}"#), json(200, &token("tok1"))]);
    let told = run(client.delete_token(&org(), &id())).unwrap_err();
    assert_eq!(
        told.fault,
        Fault::WrongUpstream { start: Excerpt::Text(r#"{"hello":"there"}"#.into()) }
    );
    let (client, _) = script([json(200, "{}"), error(404, "not_found")]);
    assert_eq!(run(client.delete_token(&org(), &id())).unwrap(), Deleted::Now);
}

#[test]
fn a_token_that_is_still_there_is_not_told_as_deleted_whatever_the_answer_says() {
    let there = || json(200, &token("tok1"));
    let (client, script_) = script([done(), there(), there(), there()]);
    let told = run(client.delete_token(&org(), &id())).unwrap_err();
    assert_eq!((told.fault, told.status), (Fault::NothingDone, 204));
    assert_eq!(*script_.slept.borrow(), [1_000, 3_000]);
    // What was written a moment ago may not be read yet.
    let (client, _) = script([done(), there(), error(404, "not_found")]);
    assert_eq!(run(client.delete_token(&org(), &id())).unwrap(), Deleted::Now);
    let (client, _) = script([done(), html(403)]);
    assert_eq!(run(client.delete_token(&org(), &id())).unwrap(), Deleted::Unchecked);
}

#[test]
fn a_403_of_the_api_without_words_is_about_a_permission_and_not_the_whole_credential() {
    let mute = || {
        let response =
            Response { status: 403, body: "{}".into(), from_upstream: true, ..Response::default() };
        Ok(Response { content_type: "application/json".into(), ..response })
    };
    let [get, post, delete] = faults(&mute());
    assert_eq!(get, Fault::NotAllowed { needs: vec!["read_service_tokens"] });
    assert_eq!(post, Fault::NotAllowed { needs: vec!["write_service_tokens"] });
    assert_eq!(delete, post);
    let (client, _) = script([mute()]);
    let told = run(client.token(&org(), &id(), &table())).unwrap_err();
    assert!(!faults::title(&told).contains("credential"), "{}", faults::title(&told));
    assert_eq!(faults::next_step(&told), "The console's token needs read_service_tokens.");
    assert!(told.is_refusal());
    // A call that every credential may make is refused to this one as a whole.
    let (client, _) = script([mute()]);
    assert_eq!(run(client.organizations()).unwrap_err().fault, Fault::CredentialRefused);
}

fn change(table: &RefCell<Resources>) -> (AccessSet, Diff) {
    let shop =
        table.borrow_mut().database(ResourceFacts { id: "shop", name: "shop", deleted_at: None });
    let held = Grant::new(shop, Permission::named("read_branch"));
    let base: AccessSet = [held].into_iter().collect();
    let wanted: AccessSet =
        [Grant::new(shop, Permission::named("connect_branch"))].into_iter().collect();
    let diff = Diff::between(&base, &wanted);
    (base, diff)
}

#[test]
fn a_change_reads_first_adds_before_it_removes_and_reads_the_truth_back() {
    let table = table();
    let (base, diff) = change(&table);
    let (client, script) = script([
        access(&[("shop", "read_branch")]),
        lists::databases(&["shop"], None),
        access(&[]),
        done(),
        access(&[("shop", "connect_branch")]),
    ]);
    let applied = run(client.apply(&org(), &id(), &table, (&base, &diff), |_, _| {})).unwrap();
    assert!(applied.failure().is_none());
    assert_eq!(applied.access, diff.applied_to(&base));
    let methods: Vec<&str> =
        script.sent.borrow().iter().map(|request| request.method.name()).collect();
    assert_eq!(methods, ["GET", "GET", "POST", "DELETE", "GET"]);
    assert_eq!(
        script.sent.borrow()[3].body.as_deref(),
        Some(r#"{"database":"shop","access":["read_branch"]}"#)
    );
}

#[test]
fn nothing_is_sent_on_top_of_somebody_elses_change() {
    let table = table();
    let (base, diff) = change(&table);
    let (client, script) = script([access(&[("shop", "read_branch"), ("shop", "read_backups")])]);
    let refused = run(client.apply(&org(), &id(), &table, (&base, &diff), |_, _| {}));
    assert!(matches!(refused, Err(NotApplied::Changed(now)) if now.len() == 2));
    assert_eq!(script.sent.borrow().len(), 1);
}

#[test]
fn nothing_is_removed_if_something_could_not_be_added() {
    let table = table();
    let (base, diff) = change(&table);
    let (client, _) = script([
        access(&[("shop", "read_branch")]),
        lists::databases(&["shop"], None),
        error(422, "unprocessable"),
        access(&[("shop", "read_branch")]),
    ]);
    let applied = run(client.apply(&org(), &id(), &table, (&base, &diff), |_, _| {})).unwrap();
    assert!(matches!(applied.steps[0].1, Outcome::Failed(_)));
    assert_eq!(applied.steps[1].1, Outcome::Skipped);
    assert_eq!(applied.access, base);
}

#[test]
fn the_log_knows_calls_and_no_secrets() {
    let secret = r#"{"id":"tok1","token":"pscale_tkn_x","service_token_accesses":[]}"#;
    let (client, _) = script([json(200, secret)]);
    let made = creation::create(&client).unwrap();
    assert_eq!(made.secret.expose(), "pscale_tkn_x");
    let log = client.log();
    assert_eq!(log.entries().len(), 1);
    assert!(!log.to_json(fault_words::outcome).contains("pscale_tkn"));
    assert!(
        log.entries()[0]
            .as_curl(console_core::domain::shell::Shell::Posix, "/api/v1")
            .contains("--request POST")
    );
}
