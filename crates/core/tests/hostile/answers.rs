//! Answers of the API, through the client as it is used.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;

use console_core::api::ports::{Ports, Request, Response, TransportError};
use console_core::api::{ApiError, Client};
use console_core::domain::access::{Grant, Step, StepKind, Target};
use console_core::domain::activity::Event;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceKey, Resources};
use console_core::domain::token::Token;
use console_core::words::faults;
use serde_json::{Value, json};

use super::breaking::{broken, odd_text};
use super::chance::{Chance, each};

const SECRET: &str = "pscale_tkn_NEVERTELL";

/// Answers everything with the same, in time that passes by itself.
#[derive(Clone)]
struct Same {
    answer: Rc<RefCell<Response>>,
    millis: Rc<Cell<i64>>,
    slept: Rc<Cell<u64>>,
    calls: Rc<Cell<usize>>,
}

impl Ports for Same {
    async fn send(&self, _: &Request) -> Result<Response, TransportError> {
        self.calls.set(self.calls.get() + 1);
        assert!(self.calls.get() < 2_000, "it asks for ever");
        self.millis.set(self.millis.get() + 5);
        Ok(self.answer.borrow().clone())
    }

    async fn sleep(&self, millis: u64) {
        self.slept.set(self.slept.get().max(millis));
        self.millis.set(self.millis.get() + i64::try_from(millis).unwrap());
    }

    fn now_millis(&self) -> i64 {
        self.millis.get()
    }

    fn random(&self) -> f64 {
        0.5
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    for _ in 0..1_000_000 {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    unreachable!("it never ends")
}

fn access() -> Value {
    json!([
        { "id": "a", "access": "read_branch", "description": "See", "resource_name": "shop", "resource_id": "d1",
          "resource_type": "Database", "resource": { "id": "d1", "name": "shop", "deleted_at": null } },
        { "id": "b", "type": "OrganizationAccess", "access": "read_invoices",
          "resource": { "id": "o", "type": "Organization", "name": "acme" } },
        { "id": "c", "access": "fly", "resource_name": "blue", "resource_id": "c1", "resource_type": "Cluster" },
    ])
}

fn token(id: &str) -> Value {
    json!({
        "id": id, "type": "ServiceToken", "name": "ci-deploy", "display_name": "ci-deploy", "avatar_url": "https://elsewhere.example/x.png",
        "created_at": "2026-11-20T12:00:00.000Z", "expires_at": "2027-11-20T12:00:00.000Z", "last_used_at": null,
        "actor_display_name": "Ada", "service_token_accesses": access(), "oauth_accesses_by_resource": null,
        "plain_text_refresh_token": SECRET, "token": SECRET,
    })
}

fn event(id: &str) -> Value {
    json!({
        "id": id, "type": "AuditLogEvent", "audit_action": "service_token.granted_access", "action": "granted_access",
        "actor_id": "u1", "actor_type": "User", "actor_display_name": "Ada", "location": "Berlin", "remote_ip": "203.0.113.7",
        "auditable_id": "t1", "auditable_type": "ServiceToken", "auditable_display_name": "ci-deploy",
        "target_id": "d1", "target_type": "Database", "target_display_name": "shop",
        "created_at": "2026-11-20T12:00:00.000Z", "updated_at": "2026-11-20T12:00:00.000Z",
        "metadata": { "access": ["read_branch"], "found": SECRET },
    })
}

fn list(data: Value) -> Value {
    json!({ "type": "list", "current_page": 1, "per_page": 100, "next_page": 2, "total_count": 3, "total_pages": 2, "data": data })
}

/// Valid bodies, of every kind.
fn bodies() -> Vec<Value> {
    vec![
        list(json!([token("t1"), token("t2")])),
        token("t1"),
        list(access()),
        list(
            json!([{ "id": "d1", "name": "shop", "kind": "mysql" }, { "id": "d2", "name": "ledger" }]),
        ),
        json!({ "type": "list", "has_next": true, "has_prev": false, "cursor_start": "e1", "cursor_end": "e2", "data": [event("e1"), event("e2")] }),
        json!({ "id": "o", "name": "acme", "plan": "scaler" }),
        json!({ "code": "not_found", "message": "Not Found" }),
        json!({ "errors": ["name is too long", { "field": "ttl" }] }),
    ]
}

fn answer(chance: &mut Chance, bodies: &[Value]) -> Response {
    let header = |chance: &mut Chance, start: &[&str]| match chance.below(3) {
        0 => None,
        _ => Some(odd_text(chance, start)),
    };
    let status = match chance.below(3) {
        0 => *chance
            .one_of(&[0, 200, 201, 204, 302, 400, 401, 403, 404, 422, 429, 500, 502, 599, 999]),
        _ => 200,
    };
    let body = chance.one_of(bodies).clone();
    let types = ["application/json", "application/json; charset=utf-8", "text/html", ""];
    let pauses =
        ["0", "7", "-1", "86400", "18446744073709551615", "1e3", "Fri, 20 Nov 2026 12:00:05 GMT"];
    let dates = ["Fri, 20 Nov 2026 12:00:00 GMT", "Fri, 20 Nov 9999 12:00:00 GMT"];
    let mut response = Response { status, body: broken(body, chance), ..Response::default() };
    response.content_type = (*chance.one_of(&types)).into();
    response.retry_after = header(chance, &pauses);
    response.date = header(chance, &dates);
    response.request_id = header(chance, &["abc", "\"\n"]);
    response.from_upstream = chance.below(2) == 0;
    response
}

/// What is told of an error, in every way that it can be told.
fn words(error: &ApiError) -> String {
    [faults::title(error), faults::happened(error), faults::next_step(error), format!("{error:?}")]
        .join("\n")
}

/// Makes every call, and gives what is told of those that failed.
fn call_all(
    client: &Client<Same>,
    seen: &mut Vec<Arc<Token>>,
    events: &mut Vec<Event>,
) -> Vec<String> {
    let (org, id) = (OrgName::parse("acme").unwrap(), TokenId::parse("t1").unwrap());
    let table = RefCell::new(Resources::of("acme"));
    let grant = Grant::new(ResourceKey::ORGANIZATION, Permission::named("read_invoices"));
    let step = |kind| Step { kind, target: Target::Organization, grants: vec![grant] };
    let mut told = Vec::new();
    let mut note = |error: Option<ApiError>| told.extend(error.iter().map(words));
    note(run(client.tokens(&org, &table, |page, _| seen.extend(page))).err());
    let one = run(client.token(&org, &id, &table));
    seen.extend(one.iter().cloned());
    note(one.err());
    note(run(client.access(&org, &id, &table)).err());
    note(run(client.databases(&org, &table)).err());
    note(run(client.organizations()).err());
    note(run(client.organization(&org)).err());
    note(run(client.audit_log(&org, None, usize::MAX, |page, _| events.extend(page))).err());
    note(run(client.step(&org, &id, &step(StepKind::Add))).err());
    note(run(client.step(&org, &id, &step(StepKind::Remove))).err());
    note(run(client.delete_token(&org, &id)).err());
    told.push(client.log().to_json(faults::outcome));
    told
}

#[test]
fn any_answer_is_read_or_refused_and_no_secret_is_told() {
    let bodies = bodies();
    each(2_500, |chance| {
        let same = Same {
            answer: Rc::new(RefCell::new(answer(chance, &bodies))),
            millis: Rc::default(),
            slept: Rc::default(),
            calls: Rc::default(),
        };
        let client = Client::new(same.clone(), 100_000, 6);
        let (mut seen, mut events) = (Vec::new(), Vec::new());
        let told = call_all(&client, &mut seen, &mut events).join("\n");
        let secret = told.lines().find(|line| line.contains(SECRET));
        assert!(secret.is_none(), "{secret:?}");
        assert!(same.slept.get() <= 75_000, "it waits {} ms", same.slept.get());
        let kept = format!("{seen:?}");
        let fields_told = !kept.contains("NEVERTELL") || moved(&same.answer.borrow().body);
        assert!(fields_told, "{:?}", same.answer.borrow());
        // Metadata is nowhere else: it is kept without what looks like a secret.
        let details: Vec<_> = events.iter().filter_map(|event| event.details.clone()).collect();
        assert!(!details.concat().contains(SECRET));
        for token in seen {
            assert!(!["", ".", ".."].contains(&token.id.as_str()));
        }
    });
}

/// Whether the secret stands elsewhere than in the fields that hold one.
fn moved(body: &str) -> bool {
    let fields = [
        r#""token":"pscale_tkn_NEVERTELL""#,
        r#""plain_text_refresh_token":"pscale_tkn_NEVERTELL""#,
    ];
    let all = body.matches("NEVERTELL").count();
    all != fields.iter().map(|field| body.matches(field).count()).sum::<usize>()
}

#[test]
fn pages_that_give_nothing_new_end_whatever_number_of_them_is_told() {
    for (next, pages) in [(json!(2), json!(u64::MAX)), (json!(99_999), json!(null))] {
        let body = |data: Value| json!({ "next_page": next, "total_count": 3, "total_pages": pages, "data": data });
        for data in [json!([token("t1")]), access(), json!([])] {
            let same = Same {
                answer: Rc::new(RefCell::new(Response {
                    status: 200,
                    content_type: "application/json".into(),
                    from_upstream: true,
                    body: body(data).to_string(),
                    ..Response::default()
                })),
                millis: Rc::default(),
                slept: Rc::default(),
                calls: Rc::default(),
            };
            let client = Client::new(same.clone(), 100_000, 6);
            call_all(&client, &mut Vec::new(), &mut Vec::new());
            assert!(same.calls.get() < 80, "{} calls", same.calls.get());
        }
    }
}
