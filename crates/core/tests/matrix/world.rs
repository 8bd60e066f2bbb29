//! A small API in memory, which does its work or does not before a fault strikes.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use console_core::api::ports::{Method, Ports, Request, Response, TransportError};
use console_core::domain::time::Timestamp;
use serde_json::{Value, json};

use super::clock::Clock;
use super::faults::{Body, Call, Fault, Kind, Times, Work};

/// How many rows a page has at most, whatever is asked for.
pub(crate) const PAGE_SIZE: usize = 10;

/// The database's name, empty for the organization, and the permission.
pub(crate) type Pair = (String, String);

#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) secret: String,
    pub(crate) created_at: i64,
    pub(crate) by: &'static str,
    pub(crate) access: BTreeSet<Pair>,
}

/// What the API knows.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) tokens: Vec<Row>,
    pub(crate) databases: Vec<String>,
    /// Ids of the tokens that were created by a call.
    pub(crate) made: Vec<String>,
    /// Every call, in order.
    pub(crate) calls: Vec<(Call, Option<String>)>,
    /// The access of the token that was asked about, when each removal came.
    pub(crate) before_removals: Vec<BTreeSet<Pair>>,
    /// The API does not tell how many rows a list has.
    pub(crate) is_silent: bool,
    /// Work that is done at a time.
    pub(crate) later: Vec<(i64, Request)>,
}

/// The console's door to that world.
#[derive(Clone)]
pub(crate) struct Api {
    pub(crate) clock: Clock,
    pub(crate) world: Rc<RefCell<World>>,
    pub(crate) faults: Rc<RefCell<Vec<Fault>>>,
    /// A colleague makes a token of the same name while the creation is under way.
    pub(crate) rival: Rc<Cell<bool>>,
    under_way: Rc<Cell<usize>>,
    pub(crate) most_under_way: Rc<Cell<usize>>,
}

/// A call that is under way.
struct UnderWay(Rc<Cell<usize>>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

/// Which call a request is.
pub(crate) fn call_of(request: &Request) -> Call {
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let page = || {
        let page = query.split('&').find_map(|pair| pair.strip_prefix("page="));
        page.map_or(1, |page| page.parse().unwrap())
    };
    let segments: Vec<&str> = path.split('/').collect();
    match (request.method, &segments[..]) {
        (Method::Get, ["organizations"]) => Call::Organizations,
        (Method::Get, ["organizations", _]) => Call::Organization,
        (Method::Get, ["organizations", _, "databases"]) => Call::Databases(page()),
        (Method::Get, ["organizations", _, "service-tokens"]) => Call::Tokens(page()),
        (Method::Post, ["organizations", _, "service-tokens"]) => Call::Create,
        (Method::Get, ["organizations", _, "service-tokens", _]) => Call::Token,
        (Method::Delete, ["organizations", _, "service-tokens", _]) => Call::Delete,
        (Method::Get, ["organizations", _, "service-tokens", _, "access"]) => Call::Access,
        (Method::Post, ["organizations", _, "service-tokens", _, "access"]) => Call::Add,
        (Method::Delete, ["organizations", _, "service-tokens", _, "access"]) => Call::Remove,
        other => panic!("the API has no such call: {other:?}"),
    }
}

fn id_of(request: &Request) -> &str {
    request.path.split('/').nth(3).unwrap_or_default()
}

fn api_answer(status: u16, body: Value) -> Response {
    Response {
        status,
        content_type: "application/json; charset=utf-8".into(),
        from_upstream: true,
        body: if body.is_null() { String::new() } else { body.to_string() },
        ..Response::default()
    }
}

fn time_text(millis: i64) -> String {
    Timestamp::from_millis(millis).iso()
}

impl World {
    pub(crate) fn token(&self, id: &str) -> Option<&Row> {
        self.tokens.iter().find(|token| token.id == id)
    }

    pub(crate) fn access(&self, id: &str) -> BTreeSet<Pair> {
        self.token(id).map(|token| token.access.clone()).unwrap_or_default()
    }

    /// Adds a token before all others, as the newest.
    pub(crate) fn make(
        &mut self,
        name: Option<String>,
        created_at: i64,
        by: &'static str,
    ) -> String {
        let id = format!("new{}", self.tokens.len());
        let secret = format!("pscale_tkn_{id}");
        let access = BTreeSet::new();
        self.tokens.insert(0, Row { id: id.clone(), name, secret, created_at, by, access });
        id
    }

    fn token_json(token: &Row, with_secret: bool) -> Value {
        let rows: Vec<Value> = token.access.iter().map(Self::access_json).collect();
        json!({
            "id": token.id, "type": "ServiceToken", "name": token.name,
            "token": with_secret.then_some(&token.secret),
            "created_at": time_text(token.created_at), "expires_at": null, "last_used_at": null,
            "actor_id": token.by, "actor_display_name": token.by,
            "service_token_accesses": rows,
        })
    }

    fn access_json((database, permission): &Pair) -> Value {
        let (kind, name) =
            if database.is_empty() { ("Organization", "acme") } else { ("Database", &**database) };
        json!({
            "id": format!("{name}-{permission}"), "type": format!("{kind}Access"), "access": permission,
            "resource_type": kind, "resource_id": format!("id-{name}"), "resource_name": name,
            "resource": { "id": format!("id-{name}"), "type": kind, "name": name, "deleted_at": null },
        })
    }

    fn page(rows: Vec<Value>, page: usize, size: usize) -> Response {
        let total = rows.len();
        let pages = total.div_ceil(size).max(1);
        let data: Vec<Value> = rows.into_iter().skip((page - 1) * size).take(size).collect();
        let next = (page < pages).then_some(page + 1);
        api_answer(
            200,
            json!({ "type": "list", "current_page": page, "per_page": size, "next_page": next,
                "prev_page": null, "total_count": total, "total_pages": pages, "data": data }),
        )
    }

    fn not_found() -> Response {
        api_answer(404, json!({ "code": "not_found", "message": "Not Found" }))
    }

    /// Does what a request asks for, and answers; without numbers of rows if the world is silent about them.
    fn answer(&mut self, request: &Request, now: i64) -> Response {
        let answer = self.work(request, now);
        match serde_json::from_str(&answer.body) {
            Ok(Value::Object(mut list)) if self.is_silent => {
                list.retain(|name, _| !name.starts_with("total_"));
                Response { body: Value::Object(list).to_string(), ..answer }
            }
            _ => answer,
        }
    }

    fn work(&mut self, request: &Request, now: i64) -> Response {
        let id = id_of(request).to_owned();
        let body: Value =
            request.body.as_deref().map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
        match call_of(request) {
            Call::Organizations => Self::page(vec![json!({ "id": "o", "name": "acme" })], 1, 25),
            Call::Organization => api_answer(200, json!({ "id": "o", "name": "acme" })),
            Call::Databases(page) => {
                let row = |name| json!({ "id": format!("id-{name}"), "name": name });
                Self::page(self.databases.iter().map(row).collect(), page, PAGE_SIZE)
            }
            Call::Tokens(page) => {
                let rows = self.tokens.iter().map(|token| Self::token_json(token, false));
                Self::page(rows.collect(), page, PAGE_SIZE)
            }
            Call::Create => {
                let name = body["name"].as_str().map(str::to_owned);
                let id = self.make(name, now, "The console");
                self.made.push(id.clone());
                api_answer(200, Self::token_json(self.token(&id).unwrap(), true))
            }
            call => {
                let Some(place) = self.tokens.iter().position(|token| token.id == id) else {
                    return Self::not_found();
                };
                let token = &mut self.tokens[place];
                let database = body["database"].as_str().unwrap_or_default();
                let pairs = body["access"].as_array().into_iter().flatten();
                let pairs =
                    pairs.map(|one| (database.to_owned(), one.as_str().unwrap().to_owned()));
                let rows = |token: &Row| token.access.iter().map(Self::access_json).collect();
                match call {
                    Call::Token => api_answer(200, Self::token_json(token, false)),
                    Call::Access => Self::page(rows(token), 1, 1_000),
                    Call::Add => {
                        token.access.extend(pairs);
                        Self::page(rows(token), 1, 1_000)
                    }
                    Call::Remove => {
                        self.before_removals.push(token.access.clone());
                        pairs.for_each(|pair| {
                            token.access.remove(&pair);
                        });
                        api_answer(204, Value::Null)
                    }
                    _ => {
                        self.tokens.remove(place);
                        api_answer(204, Value::Null)
                    }
                }
            }
        }
    }

    /// Does the work that is due.
    pub(crate) fn settle(&mut self, now: i64) {
        let due: Vec<_> = self.later.extract_if(.., |(at, _)| *at <= now).collect();
        for (at, request) in due {
            self.answer(&request, at);
        }
    }
}

/// A page of something in front of the API.
const PAGE: &str =
    "<!doctype html><title>Sign in</title><p>Enter your password to go on. Reference 4711.";

/// An answer that the world did not give.
fn fake(kind: Kind, right: &Response) -> Result<Response, TransportError> {
    let plain = |status: u16, content_type: &str, body: &str| Response {
        status,
        content_type: content_type.into(),
        body: body.into(),
        ..Response::default()
    };
    Ok(match kind {
        Kind::Status(status, body) => match body {
            Body::Api => {
                api_answer(status, json!({ "code": "some_code", "message": "Words of the API" }))
            }
            Body::Json => plain(status, "application/json", "{}"),
            Body::Html => plain(status, "text/html", PAGE),
            Body::UpstreamHtml => {
                Response { from_upstream: true, ..plain(status, "text/html", PAGE) }
            }
            Body::Empty => plain(status, "", ""),
        },
        Kind::Redirect => plain(0, "", ""),
        Kind::Reset => return Err(TransportError::Unreachable),
        Kind::Offline => return Err(TransportError::Offline),
        Kind::Silence => return Err(TransportError::TimedOut),
        Kind::Slow => right.clone(),
        Kind::Cut => {
            let body = right.body.get(..right.body.len() / 2).unwrap_or_default().to_owned();
            Response { status: 200, body, ..right.clone() }
        }
        Kind::Empty => Response { status: 200, body: String::new(), ..right.clone() },
        Kind::ReportShape(json) => Response {
            status: 200,
            body: json.into(),
            content_type: "application/json".into(),
            ..right.clone()
        },
        Kind::SignInPage => plain(200, "text/html; charset=utf-8", PAGE),
        Kind::Limited(after) => Response {
            retry_after: after.map(Into::into),
            ..api_answer(429, json!({ "code": "rate_limited", "message": "Too many" }))
        },
    })
}

impl Api {
    pub(crate) fn new(world: World) -> Self {
        Self {
            clock: Clock::default(),
            world: Rc::new(RefCell::new(world)),
            faults: Rc::default(),
            rival: Rc::default(),
            under_way: Rc::default(),
            most_under_way: Rc::default(),
        }
    }

    /// Nothing fails from now on, and what was to be done later is done.
    pub(crate) fn heal(&self) {
        self.faults.borrow_mut().clear();
        self.clock.pass(120_000);
        self.world.borrow_mut().settle(self.clock.now());
    }

    fn strike(&self, call: Call) -> Option<Fault> {
        let mut faults = self.faults.borrow_mut();
        let place = faults.iter().position(|fault| fault.call == call)?;
        let fault = faults[place];
        if fault.times == Times::Once {
            faults.remove(place);
        }
        Some(fault)
    }
}

impl Ports for Api {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        self.under_way.set(self.under_way.get() + 1);
        self.most_under_way.set(self.most_under_way.get().max(self.under_way.get()));
        let _guard = UnderWay(self.under_way.clone());
        let call = call_of(request);
        let fault = self.strike(call);
        if fault.is_none_or(|fault| fault.kind != Kind::Offline) {
            self.clock.sleep(20).await;
        }
        let now = self.clock.now();
        let right = {
            let mut world = self.world.borrow_mut();
            world.settle(now);
            world.calls.push((call, request.body.clone()));
            if call == Call::Create && self.rival.replace(false) {
                let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
                world.make(body["name"].as_str().map(str::to_owned), now, "A colleague");
            }
            match fault.map(|fault| fault.work) {
                None | Some(Work::Done) => world.answer(request, now),
                Some(Work::Not) => World::not_found(),
                Some(Work::Later(millis)) => {
                    let waits = fault.is_some_and(|fault| fault.kind == Kind::Silence);
                    let until = if waits { u64::from(request.patience) } else { 20 };
                    let until = i64::try_from(until).unwrap();
                    world.later.push((now + until + millis, request.clone()));
                    World::not_found()
                }
            }
        };
        self.clock
            .sleep(match fault.map(|fault| fault.kind) {
                Some(Kind::Silence) => u64::from(request.patience),
                Some(Kind::Slow) => u64::from(request.patience) - 1_000,
                Some(Kind::Offline) => 0,
                _ => 20,
            })
            .await;
        let Some(fault) = fault else { return Ok(right) };
        // What a reading would have said is cut where it is cut.
        let reads = request.method == Method::Get;
        let right = if reads { self.world.borrow_mut().answer(request, now) } else { right };
        fake(fault.kind, &right)
    }

    async fn sleep(&self, millis: u64) {
        self.clock.sleep(millis).await;
    }

    fn now_millis(&self) -> i64 {
        self.clock.now()
    }

    fn random(&self) -> f64 {
        0.5
    }
}
