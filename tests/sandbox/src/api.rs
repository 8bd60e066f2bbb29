//! The API's calls on the world.

mod audit;
mod change;

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::answers;
use crate::caller::{BEARER, Caller, caller};
use crate::events::{Done, Named};
use crate::http::{Call, Reply};
use crate::options::Accesses;
use crate::packing::{accepts, gzip};
use crate::world::{On, Token, World};

/// Something that a correct client never sends.
pub(crate) type Violations = Vec<String>;

fn not_found() -> Reply {
    Reply::error(404, "not_found", "Not Found")
}

/// One call under work.
struct Work<'a> {
    world: &'a mut World,
    caller: Caller,
    call: &'a Call,
    violations: &'a mut Violations,
}

/// Answers a call below `/v1`.
pub(crate) fn answer(
    world: &mut World,
    call: &Call,
    segments: &[String],
    violations: &mut Violations,
) -> Reply {
    let Some(caller) = caller(world, call) else {
        return Reply::error(401, "unauthorized", "Unauthorized");
    };
    if call.method != "GET" {
        world.sent.clear();
    }
    let mut work = Work { world, caller, call, violations };
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    match (call.method.as_str(), parts.as_slice()) {
        ("GET", ["user"]) => work.user(),
        ("GET", ["organizations"]) => work.organizations(),
        (_, ["organizations", name, rest @ ..]) => {
            let place = work.world.organizations.iter().position(|one| one.name == *name);
            match place {
                Some(org) => work.within(org, rest),
                None => not_found(),
            }
        }
        _ => not_found(),
    }
}

impl Work<'_> {
    fn holds(&self, org: usize, permission: &str) -> bool {
        match &self.caller {
            Caller::Admin => true,
            Caller::Reader => permission.starts_with("read_"),
            Caller::Operator => permission != "read_audit_logs",
            Caller::Token(own, at) => {
                *own == org
                    && self
                        .world
                        .organizations
                        .get(*own)
                        .and_then(|organization| organization.tokens.get(*at))
                        .is_some_and(|token| {
                            token.accesses.iter().any(|access| {
                                access.on == On::Organization && *access.permission == *permission
                            })
                        })
            }
        }
    }

    fn actor(&self) -> Named {
        let token = |org: usize, at: usize| self.world.organizations.get(org)?.tokens.get(at);
        match self.caller {
            Caller::Admin => Named::new("User", "user1", "Sandbox admin"),
            Caller::Reader => Named::new("User", "user2", "Sandbox reader"),
            Caller::Operator => Named::new("User", "user3", "Sandbox operator"),
            Caller::Token(org, at) => {
                token(org, at).map_or_else(|| Named::new("ServiceToken", "", ""), Named::token)
            }
        }
    }

    fn note(&mut self, org: usize, action: &str, actor: Named, token: Named) {
        let done =
            Done { action: action.to_owned(), actor, token, target: None, metadata: Value::Null };
        self.world.note(org, done);
    }

    fn violation(&mut self, what: String) -> Reply {
        let reply = Reply::error(400, "bad_request", &what);
        self.violations.push(format!("{} {}: {what}", self.call.method, self.call.path));
        reply
    }

    /// The query, if it holds nothing but what is allowed.
    fn query(&mut self, allowed: &[&str]) -> Result<Vec<(String, String)>, Reply> {
        let pairs = self.call.pairs();
        match pairs.iter().find(|(key, _)| !allowed.contains(&key.as_str())) {
            Some((key, _)) => Err(self.violation(format!("unknown query parameter {key:?}"))),
            None => Ok(pairs),
        }
    }

    fn paging(&mut self, pairs: &[(String, String)]) -> Result<(usize, usize), Reply> {
        let mut read = |name: &str, default: usize, most: usize| match pairs
            .iter()
            .find(|(key, _)| key == name)
        {
            None => Ok(default),
            Some((_, text)) => match text.parse::<usize>() {
                Ok(number) if (1..=most).contains(&number) => Ok(number),
                _ => Err(self.violation(format!("{name} cannot be {text:?}"))),
            },
        };
        Ok((read("page", 1, usize::MAX)?, read("per_page", 25, 100)?))
    }

    /// The body, if it is an object that holds nothing but what is allowed.
    fn body(&mut self, allowed: &[&str]) -> Result<Map<String, Value>, Reply> {
        if self.call.body.is_empty() {
            return Ok(Map::new());
        }
        if !self.call.header("content-type").starts_with("application/json") {
            return Err(self.violation("a body has to be application/json".into()));
        }
        let Ok(Value::Object(fields)) = serde_json::from_slice(&self.call.body) else {
            return Err(self.violation("the body is no JSON object".into()));
        };
        match fields.keys().find(|key| !allowed.contains(&key.as_str())) {
            Some(key) => Err(self.violation(format!("unknown field {key:?}"))),
            None => Ok(fields),
        }
    }

    fn user(&mut self) -> Reply {
        if self.call.header("authorization") != BEARER {
            return not_found();
        }
        Reply::json(
            200,
            &json!({
                "id": "user1", "type": "User", "name": "Sandbox admin", "display_name": "Sandbox admin",
                "email": "admin@example.com", "avatar_url": "", "default_organization": null,
            }),
        )
    }

    fn organizations(&mut self) -> Reply {
        let paging = match self.query(&["page", "per_page"]).and_then(|pairs| self.paging(&pairs)) {
            Ok(paging) => paging,
            Err(reply) => return reply,
        };
        let own = match self.caller {
            Caller::Token(own, _) => Some(own),
            Caller::Admin | Caller::Reader | Caller::Operator => None,
        };
        let all: Vec<Value> = self
            .world
            .organizations
            .iter()
            .enumerate()
            .filter(|(place, _)| own.is_none_or(|own| own == *place))
            .map(|(_, one)| answers::organization(one))
            .collect();
        Reply::json(200, &answers::page(&all, paging, false))
    }

    fn within(&mut self, org: usize, rest: &[&str]) -> Reply {
        let answer = match (self.call.method.as_str(), rest) {
            ("GET", []) if self.holds(org, "read_organization") => self.organization(org),
            ("GET", ["databases"]) if self.holds(org, "read_databases") => self.databases(org),
            ("GET", ["databases", name]) if self.holds(org, "read_databases") => {
                self.database(org, name)
            }
            ("GET", ["audit-log"]) if self.holds(org, "read_audit_logs") => self.audit_log(org),
            ("GET", ["service-tokens"]) if self.holds(org, "read_service_tokens") => {
                self.tokens(org)
            }
            ("POST", ["service-tokens"]) if self.holds(org, "write_service_tokens") => {
                self.create(org)
            }
            (_, ["service-tokens", id, rest @ ..]) => {
                let Some(at) = self
                    .world
                    .organizations
                    .get(org)
                    .and_then(|one| one.tokens.iter().position(|token| token.id == *id))
                else {
                    return not_found();
                };
                self.token(org, at, rest)
            }
            _ => Ok(not_found()),
        };
        answer.unwrap_or_else(|reply| reply)
    }

    fn token(&mut self, org: usize, at: usize, rest: &[&str]) -> Result<Reply, Reply> {
        let reads = self.holds(org, "read_service_tokens");
        let writes = self.holds(org, "write_service_tokens");
        match (&self.call.method, rest) {
            (&Method::GET, []) if reads => {
                self.query(&[])?;
                self.with_token(org, at, |organization, token| {
                    json!(answers::token(organization, token, Accesses::Full, None))
                })
            }
            (&Method::DELETE, []) if self.holds(org, "delete_service_tokens") => {
                self.query(&[])?;
                Ok(self.delete(org, at))
            }
            (&Method::GET, ["access"]) if reads => {
                let pairs = self.query(&["page", "per_page"])?;
                self.paging(&pairs)?;
                self.access(org, at)
            }
            (&Method::GET, ["grants"]) if reads => {
                let pairs = self.query(&["page", "per_page"])?;
                self.paging(&pairs)?;
                self.with_token(org, at, |organization, token| {
                    let all = answers::grants(organization, token);
                    answers::page(&all, (1, all.len().max(25)), true)
                })
            }
            (&Method::POST, ["access"]) if writes => self.change(org, at, true),
            (&Method::DELETE, ["access"]) if writes => self.change(org, at, false),
            _ => Ok(not_found()),
        }
    }

    fn with_token(
        &self,
        org: usize,
        at: usize,
        answer: impl FnOnce(&crate::world::Organization, &Token) -> Value,
    ) -> Result<Reply, Reply> {
        let organization = self.world.organizations.get(org).ok_or_else(not_found)?;
        let token = organization.tokens.get(at).ok_or_else(not_found)?;
        Ok(Reply::json(200, &answer(organization, token)))
    }

    fn access(&self, org: usize, at: usize) -> Result<Reply, Reply> {
        self.with_token(org, at, |organization, token| {
            let all = answers::access_rows(organization, token);
            answers::page(&all, (1, all.len().max(25)), true)
        })
    }

    fn organization(&mut self, org: usize) -> Result<Reply, Reply> {
        self.query(&[])?;
        let one = self.world.organizations.get(org).ok_or_else(not_found)?;
        Ok(Reply::json(200, &answers::organization(one)))
    }

    fn databases(&mut self, org: usize) -> Result<Reply, Reply> {
        let pairs = self.query(&["q", "page", "per_page"])?;
        let paging = self.paging(&pairs)?;
        let wanted = pairs.iter().find(|(key, _)| key == "q").map_or("", |(_, q)| q.as_str());
        let one = self.world.organizations.get(org).ok_or_else(not_found)?;
        let all: Vec<Value> = one
            .databases
            .iter()
            .filter(|database| database.deleted.is_none() && database.name.contains(wanted))
            .map(answers::database)
            .collect();
        let totals = !self.world.options.without_total_count;
        Ok(Reply::json(200, &answers::page(&all, paging, totals)))
    }

    fn database(&mut self, org: usize, name: &str) -> Result<Reply, Reply> {
        self.query(&[])?;
        let one = self.world.organizations.get(org).ok_or_else(not_found)?;
        let found = one.databases.iter().find(|d| d.deleted.is_none() && d.name == name);
        Ok(Reply::json(200, &answers::database(found.ok_or_else(not_found)?)))
    }

    fn tokens(&mut self, org: usize) -> Result<Reply, Reply> {
        let pairs = self.query(&["page", "per_page"])?;
        let (page, per_page) = self.paging(&pairs)?;
        let packs = accepts(self.call, "gzip");
        if let Some(sent) = self.world.sent.get(&(org, page, per_page)).filter(|_| packs) {
            return Ok(Reply::json_text(sent.clone()).with("content-encoding", "gzip"));
        }
        let options = &self.world.options;
        let (accesses, totals) = (options.accesses_in_list, !options.without_total_count);
        let one = self.world.organizations.get(org).ok_or_else(not_found)?;
        let start = (page - 1).saturating_mul(per_page).min(one.tokens.len());
        let end = (start + per_page).min(one.tokens.len());
        let rows: Vec<_> = one
            .tokens
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .map(|token| answers::token(one, token, accesses, None))
            .collect();
        let count = one.tokens.len();
        let envelope = answers::envelope(&rows, count, (page, per_page), totals);
        let text = serde_json::to_string(&envelope).unwrap_or_default();
        if !packs {
            return Ok(Reply::json_text(text));
        }
        let sent = gzip(text.as_bytes());
        self.world.sent.insert((org, page, per_page), sent.clone());
        Ok(Reply::json_text(sent).with("content-encoding", "gzip"))
    }

    fn create(&mut self, org: usize) -> Result<Reply, Reply> {
        let fields = self.body(&["name", "ttl"])?;
        let name = match fields.get("name") {
            None | Some(Value::Null) => None,
            Some(Value::String(name)) => Some(name.clone()),
            Some(_) => return Err(self.violation("name has to be a string".into())),
        };
        let now = self.world.clock.now();
        let expires = match fields.get("ttl") {
            None | Some(Value::Null) => None,
            Some(ttl) => match ttl.as_i64() {
                Some(seconds @ 1..=1_000_000_000) => Some(now + seconds * 1_000),
                Some(_) => {
                    return Ok(Reply::error(422, "unprocessable", "Ttl must be greater than 0"));
                }
                None => return Err(self.violation("ttl has to be a whole number".into())),
            },
        };
        let token = Token {
            id: self.world.fresh_id(12),
            secret: ["pscale_tkn_", &self.world.fresh_id(32)].concat(),
            name,
            created: now,
            expires,
            used: None,
            actor: self.actor().name,
            accesses: Vec::new(),
        };
        let one = self.world.organizations.get(org).ok_or_else(not_found)?;
        let shape = answers::token(one, &token, Accesses::Full, Some(&token.secret));
        let reply = Reply::json(200, &json!(shape));
        let (actor, told) = (self.actor(), Named::token(&token));
        if let Some(one) = self.world.organizations.get_mut(org) {
            one.tokens.insert(0, token);
        }
        self.note(org, "service_token.created", actor, told);
        Ok(reply)
    }

    fn delete(&mut self, org: usize, at: usize) -> Reply {
        let actor = self.actor();
        let Some(one) = self.world.organizations.get_mut(org) else { return not_found() };
        let token = one.tokens.remove(at);
        self.note(org, "service_token.deleted", actor, Named::token(&token));
        Reply::empty(204)
    }
}
