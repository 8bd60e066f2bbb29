//! What the gateway, nginx and Caddy let through, and what the documents ask for, is what the client
//! can call and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use console_core::api::ports::{Ports, Request, Response, TransportError};
use console_core::api::{Client, Fault};
use console_core::domain::access::{Grant, Step, StepKind, Target};
use console_core::domain::creation::{KnownTokens, NewToken};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceKey, Resources};
use regex::Regex;

/// A method, and a path below `v1/` with `:org` and `:id` in place of names, without its query.
type Call = (String, String);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The calls that the client's table of endpoints documents, one for each.
fn documented() -> BTreeSet<Call> {
    let pattern = Regex::new(r"(?m)^ +/// `([A-Z]+) /([^` ]+)`").unwrap();
    let source = text("crates/core/src/api/routes.rs");
    pattern.captures_iter(&source).map(|found| (found[1].into(), found[2].into())).collect()
}

/// Notes what is asked, and answers that nothing is found.
#[derive(Clone, Default)]
struct Recorder(Rc<RefCell<Vec<Request>>>);

impl Ports for Recorder {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        self.0.borrow_mut().push(request.clone());
        Ok(Response {
            status: 404,
            content_type: "application/json".into(),
            from_upstream: true,
            body: r#"{"code":"not_found","message":"Not Found"}"#.into(),
            ..Response::default()
        })
    }

    async fn sleep(&self, _: u64) {}

    fn now_millis(&self) -> i64 {
        0
    }

    fn random(&self) -> f64 {
        0.5
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

/// Every call of the client, as it was sent, and the permissions of which each needs one.
fn recorded() -> (BTreeSet<Call>, BTreeSet<&'static str>) {
    let recorder = Recorder::default();
    let client = Client::new(recorder.clone(), 100_000, 6);
    let (org, id) = (OrgName::parse("acme").unwrap(), TokenId::parse("tok1").unwrap());
    let table = RefCell::new(Resources::of("acme"));
    let grant = Grant::new(ResourceKey::ORGANIZATION, Permission::named("read_invoices"));
    let step = |kind| Step { kind, target: Target::Organization, grants: vec![grant] };
    let mut needs = BTreeSet::new();
    let mut note = |fault: Option<Fault>| {
        if let Some(Fault::NotFoundOrNotAllowed { needs: some, .. }) = fault {
            needs.extend(some.first().copied());
        }
    };
    note(run(client.organizations()).err().map(|error| error.fault));
    note(run(client.organization(&org)).err().map(|error| error.fault));
    note(run(client.databases(&org, &table)).err().map(|error| error.fault));
    note(run(client.tokens(&org, &table, |_, _| {})).err().map(|error| error.fault));
    note(run(client.audit_log(&org, None, 1, |_, _| {})).err().map(|error| error.fault));
    note(run(client.token(&org, &id, &table)).err().map(|error| error.fault));
    note(run(client.access(&org, &id, &table)).err().map(|error| error.fault));
    let (wanted, known) = (NewToken::new("ci", None), KnownTokens::default());
    let _ = run(client.create_token(&org, wanted, known, &table, std::future::pending(), |_| {}));
    let _ = run(client.delete_token(&org, &id));
    note(run(client.step(&org, &id, &step(StepKind::Add))).err().map(|error| error.fault));
    note(run(client.step(&org, &id, &step(StepKind::Remove))).err().map(|error| error.fault));
    // A deletion asks once more whether the token is gone, so that its own need is not told here.
    note(Some(Fault::NotFoundOrNotAllowed { needs: vec!["delete_service_tokens"] }));
    let calls = recorder.0.borrow().iter().map(shape).collect();
    (calls, needs)
}

fn shape(request: &Request) -> Call {
    let path = request.path.split('?').next().unwrap();
    let path = path.replace("organizations/acme", "organizations/:org");
    (request.method.name().into(), path.replace("tok1", ":id"))
}

/// Calls that PlanetScale's API has, or that somebody may try; those of the console among them.
fn all_calls() -> BTreeSet<Call> {
    let below = [
        "",
        "/audit-log",
        "/members",
        "/teams",
        "/invoices",
        "/regions",
        "/oauth-applications",
        "/databases",
        "/databases/shop",
        "/databases/shop/branches",
        "/databases/shop/branches/main",
        "/databases/shop/branches/main/passwords",
        "/databases/shop/deploy-requests",
        "/service-tokens",
        "/service-tokens/:id",
        "/service-tokens/:id/access",
        "/service-tokens/:id/grants",
        "/service-tokens/:id/access/:id",
        "/service-tokens/:id/rotate",
    ];
    let mut paths: Vec<String> =
        below.iter().map(|below| format!("organizations/:org{below}")).collect();
    paths.extend(["", "organizations", "user", "hooks", "oauth/token"].map(str::to_owned));
    let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    let every = |path: &String| methods.map(|method| (method.to_owned(), path.clone()));
    paths.iter().flat_map(every).collect()
}

/// Those of all calls that something lets through.
fn let_through(lets: impl Fn(&str, &str) -> bool) -> BTreeSet<Call> {
    let fill = |path: &str| path.replace(":org", "a%2Fb").replace(":id", "tok1");
    all_calls().into_iter().filter(|(method, path)| lets(method, &fill(path))).collect()
}

#[test]
fn the_table_of_endpoints_is_what_the_client_sends() {
    let (calls, _) = recorded();
    assert_eq!(calls, documented());
    assert!(documented().is_subset(&all_calls()));
}

#[test]
fn the_gateway_lets_the_clients_calls_through_and_nothing_else() {
    let allowed = let_through(|method, path| {
        let segments: Vec<&str> = path.split('/').collect();
        sandbox::is_needed(method, &segments)
    });
    assert_eq!(allowed, documented());
}

/// The first capture of a pattern in a text, for each match.
fn found(pattern: &str, text: &str) -> Vec<[String; 2]> {
    let pattern = Regex::new(pattern).unwrap();
    pattern.captures_iter(text).map(|found| [found[1].into(), found[2].into()]).collect()
}

#[test]
fn nginx_lets_the_clients_calls_through_and_nothing_else() {
    let template = text("deploy/nginx/console.conf.template");
    for base in ["/", "/a/b/"] {
        let rendered = template.replace("${CONSOLE_BASE}", base);
        let start = rendered.find("map \"$request_method $request_uri\" $console_call {").unwrap();
        let map = rendered[start..].split("\n}").next().unwrap();
        let lines = found(r#"(?m)^ +"~(.+)" (read|write);$"#, map).into_iter();
        assert_eq!(lines.len() + 2, map.lines().count(), "a line that is not understood:\n{map}");
        let lines = lines.map(|[line, kind]| (Regex::new(&line).unwrap(), kind));
        let lines: Vec<(Regex, String)> = lines.collect();
        let kind = |method: &str, path: &str| {
            let sent = format!("{method} {base}api/v1/{path}");
            lines.iter().find(|(line, _)| line.is_match(&sent)).map(|(_, kind)| kind.as_str())
        };
        assert_eq!(let_through(|method, path| kind(method, path).is_some()), documented());
        // What the read-only profile lets through changes nothing.
        let read = let_through(|method, path| kind(method, path) == Some("read"));
        assert!(read.iter().all(|(method, _)| method == "GET"), "{read:?}");
        assert!(kind("GET", "organizations/acme/service-tokens?page=2&per_page=100").is_some());
    }
}

#[test]
fn caddy_lets_the_clients_calls_through_and_nothing_else() {
    let file = text("deploy/caddy/Caddyfile");
    let read = found(r"@read \{\s+method (GET)\s+vars_regexp \{uri\} `(.+)`\s+\}", &file);
    let write = found(r#"\{method\} == "([A-Z]+)" && \{uri\}\.matches\("([^"]+)"\)"#, &file);
    assert_eq!((read.len(), write.len()), (1, 2), "the matchers are not understood");
    let all = read.into_iter().chain(write);
    let all = all.map(|[method, path]| (method, Regex::new(&path).unwrap()));
    let all: Vec<(String, Regex)> = all.collect();
    let allowed = let_through(|method, path| {
        let sent = format!("/api/v1/{path}");
        all.iter().any(|(own, pattern)| own == method && pattern.is_match(&sent))
    });
    assert_eq!(allowed, documented());
}

#[test]
fn the_documents_ask_for_the_permissions_that_the_calls_need() {
    let (_, needs) = recorded();
    let named = Regex::new(r"`((?:read|write|delete)_[a-z_]+)`").unwrap();
    for (document, begins) in [
        ("README.md", "The console's own token needs"),
        ("docs/deploy-nginx.md", "1. Make a service token for the console"),
    ] {
        let text = text(document);
        let rest = &text[text.find(begins).unwrap_or_else(|| panic!("{document}: {begins}"))..];
        let paragraph = rest.split("\n\n").next().unwrap().split("\n2.").next().unwrap();
        let asked: BTreeSet<&str> =
            named.captures_iter(paragraph).map(|found| found.get(1).unwrap().as_str()).collect();
        assert_eq!(asked, needs, "{document}");
    }
}
