//! The console's API client over real HTTP, in time that passes by itself.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use std::cell::{Cell, RefCell};

use console_core::api::ports::{Method, Ports, Request, Response, TransportError};
use console_core::api::{Client, Completeness, Deleted};
use console_core::domain::access::{AccessSet, Diff, Grant};
use console_core::domain::activity::{EventLog, LogEnd, find_leaks, find_token_events};
use console_core::domain::creation::{KnownTokens, NewToken};
use console_core::domain::ids::OrgName;
use console_core::domain::permission::Permission;
use console_core::domain::resource::Resources;
use console_core::domain::time::Seconds;
use sandbox::{Accesses, Options, Sandbox};

struct Http {
    client: reqwest::Client,
    base: String,
    slept: Cell<i64>,
}

impl Ports for Http {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut sent = self
            .client
            .request(method, format!("{}/v1/{}", self.base, request.path))
            .header("authorization", "sandboxadmin:pscale_tkn_sandbox_admin")
            .header("accept", "application/json");
        if let Some(body) = &request.body {
            sent = sent.header("content-type", "application/json").body(body.clone());
        }
        let answer = sent.send().await.map_err(|_| TransportError::Unreachable)?;
        let header = |name: &str| {
            answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        Ok(Response {
            status: answer.status().as_u16(),
            content_type: header("content-type").unwrap_or_default(),
            retry_after: header("retry-after"),
            date: header("date"),
            age: header("age"),
            request_id: header("x-request-id"),
            from_upstream: true,
            body: answer.text().await.map_err(|_| TransportError::Unreachable)?,
        })
    }

    async fn sleep(&self, millis: u64) {
        self.slept.set(self.slept.get() + i64::try_from(millis).unwrap());
    }

    fn now_millis(&self) -> i64 {
        self.slept.get()
    }

    fn random(&self) -> f64 {
        0.5
    }
}

async fn start(change: impl FnOnce(&mut Options)) -> (Sandbox, Client<Http>) {
    let mut options = Options { now: Some("2026-11-20T12:00:00Z".into()), ..Options::default() };
    change(&mut options);
    let sandbox = Sandbox::start(options).await.unwrap();
    let http =
        Http { client: reqwest::Client::new(), base: sandbox.address.clone(), slept: Cell::new(0) };
    (sandbox, Client::new(http, 480, 6))
}

async fn violations(sandbox: &Sandbox) -> String {
    let url = format!("{}/_control/violations", sandbox.address);
    reqwest::get(url).await.unwrap().text().await.unwrap()
}

fn acme() -> (OrgName, RefCell<Resources>) {
    (OrgName::parse("acme").unwrap(), RefCell::new(Resources::of("acme")))
}

#[tokio::test]
async fn every_token_is_read_whatever_the_list_tells_of_itself() {
    for (count, totals) in
        [(0, true), (1, true), (100, true), (101, true), (101, false), (1234, true)]
    {
        let (sandbox, client) = start(|options| {
            options.tokens = count;
            options.without_total_count = !totals;
        })
        .await;
        let (org, resources) = acme();
        let mut read = 0;
        let complete = client.tokens(&org, &resources, |page, _| read += page.len()).await.unwrap();
        assert_eq!((read, complete), (count, Completeness::Complete));
        assert_eq!(violations(&sandbox).await, "[]");
    }
}

#[tokio::test]
async fn a_token_is_created_given_access_and_deleted() {
    let (sandbox, client) = start(|_| {}).await;
    let (org, resources) = acme();
    let wanted = NewToken::new("ci", Some(Seconds(3_600)));
    let never = std::future::pending();
    let made = client
        .create_token(&org, wanted, KnownTokens::default(), &resources, never, |_| {})
        .await
        .unwrap();
    assert_eq!(made.token.expires_at.unwrap().iso(), "2026-11-20T13:00:00Z");
    let id = made.token.id.clone();
    client.databases(&org, &resources).await.unwrap();
    let shop = resources.borrow().live_database("shop").unwrap();
    let wanted: AccessSet = [
        Grant::new(shop, Permission::named("read_branch")),
        Grant::on_organization(Permission::named("read_branch")),
        Grant::on_organization(Permission::named("read_organization")),
    ]
    .into_iter()
    .collect();
    let none = AccessSet::default();
    let there = Diff::between(&none, &wanted);
    let applied = client.apply(&org, &id, &resources, (&none, &there), |_, _| {}).await.unwrap();
    assert_eq!(applied.access, wanted);
    assert_eq!(applied.steps.len(), 2);
    let token = client.token(&org, &id, &resources).await.unwrap();
    assert_eq!(token.access.set().unwrap(), wanted);

    let back = there.inverse();
    let undone = client.apply(&org, &id, &resources, (&wanted, &back), |_, _| {}).await.unwrap();
    assert_eq!(undone.access, none);
    assert_eq!(client.delete_token(&org, &id).await.unwrap(), Deleted::Now);
    assert_eq!(client.delete_token(&org, &id).await.unwrap(), Deleted::Before);
    assert_eq!(violations(&sandbox).await, "[]");
}

#[tokio::test]
async fn the_list_and_the_access_call_tell_the_same() {
    let (_sandbox, client) = start(|options| options.nasty = true).await;
    let (org, resources) = acme();
    let mut tokens = Vec::new();
    client.tokens(&org, &resources, |page, _| tokens.extend(page)).await.unwrap();
    for token in tokens.iter().take(40) {
        let told = client.access(&org, &token.id, &resources).await.unwrap();
        assert_eq!(token.access.set().unwrap(), told, "{:?}", token.name);
    }
    let (_sandbox, client) = start(|options| options.accesses_in_list = Accesses::Null).await;
    let mut untold = 0;
    client
        .tokens(&org, &resources, |page, _| {
            untold += page.iter().filter(|token| token.access.set().is_none()).count();
        })
        .await
        .unwrap();
    assert_eq!(untold, 120);
}

#[tokio::test]
async fn the_audit_log_is_read_to_its_end_and_tells_of_tokens() {
    let (sandbox, client) = start(|options| (options.tokens, options.story) = (400, true)).await;
    for (name, leaks) in [("acme", 0), ("northwind", 1)] {
        let org = OrgName::parse(name).unwrap();
        let mut log = EventLog::default();
        let read = client.audit_log(&org, None, usize::MAX, |page, _| _ = log.take(page)).await;
        assert_eq!(read.unwrap(), LogEnd::Whole);
        assert!(name != "acme" || log.events().len() > 150, "{}", log.events().len());
        assert!(log.reaches_back_to().is_some());
        let told = find_token_events(log.events(), []);
        assert!(!told.is_empty() && told.len() < log.events().len(), "{}", told.len());
        assert_eq!(find_leaks(log.events(), []).len(), leaks);
    }
    assert_eq!(violations(&sandbox).await, "[]");
}

#[tokio::test]
async fn the_servers_clock_is_the_clients() {
    let (_sandbox, client) = start(|_| {}).await;
    client.organizations().await.unwrap();
    assert!(client.now().iso().starts_with("2026-11-20"));
}
