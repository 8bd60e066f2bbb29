//! An API in memory, as far as the state asks it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use console_core::api::ports::{Method, Request, Response, TransportError};

use crate::platform::native::fetch::{self, Answer, Reply};
use crate::platform::native::turns;

/// A token as the API has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) name: String,
    /// Who created it.
    pub(super) by: String,
    /// Databases and permissions; the organization is an empty name.
    pub(super) access: BTreeSet<(String, String)>,
}

impl Row {
    pub(super) fn new(id: &str) -> Self {
        Self { id: id.into(), name: id.into(), by: "console".into(), ..Self::default() }
    }

    pub(super) fn with(mut self, database: &str, permission: &str) -> Self {
        self.access.insert((database.into(), permission.into()));
        self
    }
}

/// What happens to a call.
#[derive(Debug, Clone)]
pub(super) enum Fate {
    /// The API does its work, and the answer is lost.
    Lost(TransportError),
    /// The API does its work, and something else answers.
    Replaced(Answer),
    /// Nothing is done.
    Refused(Answer),
    /// The API does its work, and the answer comes after that many milliseconds.
    Late(u32),
    /// The API does its work, and the answer waits for [`Api::release`].
    Held,
}

struct Rule {
    method: Method,
    /// How the path ends, without its query string.
    end: String,
    times: usize,
    fate: Fate,
}

#[derive(Default)]
struct Inner {
    tokens: Vec<Row>,
    databases: Vec<(String, String)>,
    organizations: Vec<String>,
    /// The ids of events, the newest first.
    events: Vec<String>,
    /// The token that the log tells a leak of.
    leaked: Option<&'static str>,
    rules: Vec<Rule>,
    held: Vec<(String, Answer)>,
    per_page: usize,
    /// The list tells no access.
    is_brief: bool,
    created: usize,
}

/// The API. Copies are the same.
#[derive(Clone, Default)]
pub(super) struct Api(Rc<RefCell<Inner>>);

impl Api {
    /// An API that this thread's network leads to.
    pub(super) fn new() -> Self {
        let api = Self::default();
        api.0.borrow_mut().per_page = 100;
        let own = api.clone();
        fetch::script(move |request| own.reply(request));
        api
    }

    pub(super) fn have(&self, tokens: impl IntoIterator<Item = Row>) -> &Self {
        self.0.borrow_mut().tokens = tokens.into_iter().collect();
        self
    }

    /// That many tokens, called t1, t2, …
    pub(super) fn have_many(&self, count: usize) -> &Self {
        self.have((1..=count).map(|number| Row::new(&format!("t{number}"))))
    }

    pub(super) fn have_databases(&self, databases: &[(&str, &str)]) -> &Self {
        let databases = databases.iter().map(|(id, name)| ((*id).into(), (*name).into()));
        self.0.borrow_mut().databases = databases.collect();
        self
    }

    pub(super) fn have_organizations(&self, names: &[&str]) -> &Self {
        self.0.borrow_mut().organizations = names.iter().map(|name| (*name).into()).collect();
        self
    }

    /// That many events of the audit log, the newest first, called e1, e2, …
    pub(super) fn have_events(&self, count: usize) -> &Self {
        self.0.borrow_mut().events = (1..=count).map(|number| format!("e{number}")).collect();
        self
    }

    /// The audit log tells that a token leaked to whoever asks for leaks alone.
    pub(super) fn have_leaked(&self, id: &'static str) -> &Self {
        self.0.borrow_mut().leaked = Some(id);
        self
    }

    pub(super) fn per_page(&self, rows: usize) -> &Self {
        self.0.borrow_mut().per_page = rows;
        self
    }

    /// The list tells no access of its tokens.
    pub(super) fn is_brief(&self) -> &Self {
        self.0.borrow_mut().is_brief = true;
        self
    }

    /// Something happens to the next call of that kind.
    pub(super) fn next(&self, method: Method, end: &str, fate: Fate) -> &Self {
        self.times(1, method, end, fate)
    }

    /// Something happens to the next calls of that kind.
    pub(super) fn times(&self, times: usize, method: Method, end: &str, fate: Fate) -> &Self {
        self.0.borrow_mut().rules.push(Rule { method, end: end.into(), times, fate });
        self
    }

    /// Nothing special happens any more.
    pub(super) fn is_well(&self) {
        self.0.borrow_mut().rules.clear();
    }

    /// Somebody else changes the tokens.
    pub(super) fn change(&self, change: impl FnOnce(&mut Vec<Row>)) {
        change(&mut self.0.borrow_mut().tokens);
    }

    pub(super) fn token(&self, id: &str) -> Option<Row> {
        self.0.borrow().tokens.iter().find(|row| row.id == id).cloned()
    }

    pub(super) fn count(&self) -> usize {
        self.0.borrow().tokens.len()
    }

    /// The held answer of a path that ends so arrives.
    pub(super) fn release(&self, end: &str) {
        let (path, answer) = {
            let mut inner = self.0.borrow_mut();
            let at = inner.held.iter().position(|(path, _)| plain(path).ends_with(end)).unwrap();
            inner.held.remove(at)
        };
        assert!(fetch::release(&path, answer), "nobody waits for {path}");
        turns::settle();
    }

    fn reply(&self, request: &Request) -> Reply {
        let mut inner = self.0.borrow_mut();
        let path = plain(&request.path).to_owned();
        let rule = inner.rules.iter_mut().find(|rule| {
            rule.times > 0 && rule.method == request.method && path.ends_with(&rule.end)
        });
        let fate = rule.map(|rule| {
            rule.times -= 1;
            rule.fate.clone()
        });
        match fate {
            Some(Fate::Refused(answer)) => Reply::Now(answer),
            None => Reply::Now(inner.work(request)),
            Some(Fate::Lost(error)) => {
                let _ = inner.work(request);
                Reply::Now(Err(error))
            }
            Some(Fate::Replaced(answer)) => {
                let _ = inner.work(request);
                Reply::Now(answer)
            }
            Some(Fate::Late(millis)) => Reply::After(millis, inner.work(request)),
            Some(Fate::Held) => {
                let answer = inner.work(request);
                inner.held.push((request.path.clone(), answer));
                Reply::Held
            }
        }
    }
}

/// How many calls of a kind were sent.
pub(super) fn calls(method: Method, end: &str) -> usize {
    let sent = fetch::sent();
    sent.iter().filter(|it| it.method == method && plain(&it.path).ends_with(end)).count()
}

fn plain(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

impl Inner {
    fn work(&mut self, request: &Request) -> Answer {
        let page = request.path.split(['?', '&']).find_map(|part| part.strip_prefix("page="));
        let page: usize = page.and_then(|page| page.parse().ok()).unwrap_or(1);
        let parts: Vec<&str> = plain(&request.path).split('/').collect();
        match (request.method, parts.as_slice()) {
            (Method::Get, ["organizations"]) => {
                self.list(page, self.organizations.iter().map(|it| named(it, it)).collect())
            }
            (Method::Get, ["organizations", _, "databases"]) => {
                self.list(page, self.databases.iter().map(|(id, it)| named(id, it)).collect())
            }
            (Method::Get, ["organizations", _, "service-tokens"]) => {
                self.list(page, self.tokens.iter().map(|row| self.print(row, "")).collect())
            }
            (Method::Get, ["organizations", _, "audit-log"]) => self.audit_log(&request.path),
            (Method::Post, ["organizations", _, "service-tokens"]) => self.create(request),
            (method, ["organizations", _, "service-tokens", id, rest @ ..]) => {
                let Some(at) = self.tokens.iter().position(|row| row.id == *id) else {
                    return refusal(404, "not_found");
                };
                match (method, rest) {
                    (Method::Get, []) => json(200, self.print(&self.tokens[at], "")),
                    (Method::Delete, []) => {
                        self.tokens.remove(at);
                        done()
                    }
                    (Method::Get, _) => self.list(page, access(&self.tokens[at])),
                    (Method::Post, _) => {
                        self.tokens[at].access.extend(asked(request));
                        self.list(1, access(&self.tokens[at]))
                    }
                    (Method::Delete, _) => {
                        let gone: BTreeSet<_> = asked(request).into_iter().collect();
                        self.tokens[at].access.retain(|one| !gone.contains(one));
                        done()
                    }
                }
            }
            _ => refusal(404, "not_found"),
        }
    }

    fn audit_log(&self, path: &str) -> Answer {
        if path.ends_with("=audit_action:service_token.token_leaked") {
            let print = |id| {
                format!(
                    r#"{{"id":"l","audit_action":"service_token.token_leaked","auditable_id":"{id}","created_at":"2026-11-20T00:00:00.000Z"}}"#
                )
            };
            let rows = self.leaked.map(print).unwrap_or_default();
            return json(200, format!(r#"{{"type":"list","has_next":false,"data":[{rows}]}}"#));
        }
        let after = path.split_once("&starting_after=").map(|(_, after)| after);
        let from = after.map_or(0, |id| self.events.iter().position(|own| own == id).unwrap() + 1);
        let end = (from + self.per_page).min(self.events.len());
        let print = |(place, id): (usize, &String)| {
            let minute = 59 - place;
            format!(
                r#"{{"id":"{id}","audit_action":"service_token.created","auditable_id":"t1","created_at":"2026-11-20T00:{minute:02}:00.000Z"}}"#
            )
        };
        let rows: Vec<String> = self.events.iter().enumerate().map(print).collect();
        let (rows, more) = (rows[from..end].join(","), end < self.events.len());
        json(200, format!(r#"{{"type":"list","has_next":{more},"data":[{rows}]}}"#))
    }

    fn create(&mut self, request: &Request) -> Answer {
        self.created += 1;
        let body: serde_json::Value =
            serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
        let row = Row {
            name: body["name"].as_str().unwrap_or_default().to_owned(),
            ..Row::new(&format!("made{}", self.created))
        };
        self.tokens.insert(0, row.clone());
        json(201, self.print(&row, r#""token":"pscale_tkn_secret","#))
    }

    fn list(&self, page: usize, rows: Vec<String>) -> Answer {
        let pages = rows.len().div_ceil(self.per_page).max(1);
        let next = if page < pages { (page + 1).to_string() } else { "null".into() };
        let shown = rows.chunks(self.per_page).nth(page - 1).unwrap_or_default().join(",");
        let count = rows.len();
        json(
            200,
            format!(
                r#"{{"type":"list","next_page":{next},"total_count":{count},"total_pages":{pages},"data":[{shown}]}}"#
            ),
        )
    }

    fn print(&self, row: &Row, secret: &str) -> String {
        let Row { id, name, by, .. } = row;
        let access = if self.is_brief {
            String::new()
        } else {
            format!(r#","service_token_accesses":[{}]"#, access(row).join(","))
        };
        format!(
            r#"{{"id":"{id}","name":"{name}",{secret}"actor_display_name":"{by}","created_at":"2026-11-20T00:00:00.000Z"{access}}}"#
        )
    }
}

fn named(id: &str, name: &str) -> String {
    format!(r#"{{"id":"{id}","name":"{name}"}}"#)
}

fn access(row: &Row) -> Vec<String> {
    let print = |(database, permission): &(String, String)| {
        let (kind, id) = if database.is_empty() {
            ("Organization", "o")
        } else {
            ("Database", database.as_str())
        };
        format!(
            r#"{{"id":"x","access":"{permission}","resource":{{"id":"{id}","type":"{kind}","name":"{id}"}}}}"#
        )
    };
    row.access.iter().map(print).collect()
}

/// The access that a call adds or removes. A database's name is its id here.
fn asked(request: &Request) -> Vec<(String, String)> {
    let body: serde_json::Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
    let database = body["database"].as_str().unwrap();
    let access = body["access"].as_array().unwrap().iter();
    access.map(|one| (database.to_owned(), one.as_str().unwrap().to_owned())).collect()
}

pub(super) fn json(status: u16, body: String) -> Answer {
    Ok(Response {
        status,
        content_type: "application/json".into(),
        from_upstream: true,
        body,
        ..Response::default()
    })
}

pub(super) fn refusal(status: u16, code: &str) -> Answer {
    json(status, format!(r#"{{"code":"{code}","message":"Words of the API"}}"#))
}

pub(super) fn done() -> Answer {
    Ok(Response { status: 204, from_upstream: true, ..Response::default() })
}

/// The proxy's answer once nobody is signed in any more.
pub(super) fn signed_out() -> Answer {
    Ok(Response { status: 401, content_type: "text/html".into(), ..Response::default() })
}

/// No more calls for that many seconds.
pub(super) fn limited(seconds: u32) -> Answer {
    refusal(429, "rate_limited")
        .map(|answer| Response { retry_after: Some(seconds.to_string()), ..answer })
}
