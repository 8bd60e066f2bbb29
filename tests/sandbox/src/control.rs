//! The sandbox's own knobs, below `/_control`: faults, changes behind the console's back, the log
//! of requests, the clock, the session and the console's configuration.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::events::{Done, Named, branch};
use crate::http::{Call, Reply};
use crate::options::{Accesses, Credential};
use crate::server::State;
use crate::world::{Access, Database, On, World};

/// Something that goes wrong on purpose.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
// Each is a knob of its own.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Fault {
    /// The method; any if not given.
    method: Option<String>,
    /// A part of the path with its query; any if empty.
    #[serde(default)]
    path: String,
    /// How many matching requests pass first.
    #[serde(default)]
    skip: usize,
    /// How many then fail; 1 if not given.
    #[serde(default = "once")]
    times: usize,
    /// The work is done before the answer goes wrong.
    #[serde(default)]
    pub(crate) after: bool,
    #[serde(default)]
    pub(crate) delay_ms: u64,
    /// The answer in place of the right one.
    pub(crate) status: Option<u16>,
    #[serde(default)]
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<String>,
    /// Breaks the connection in the middle of the answer.
    #[serde(default)]
    pub(crate) broken: bool,
    /// Answers only when this is removed, that is never.
    #[serde(default)]
    pub(crate) hang: bool,
    /// Answered by the proxy, not by the API.
    #[serde(default)]
    gateway: bool,
    /// The sign-in ends here.
    #[serde(default)]
    pub(crate) ends_session: bool,
}

fn once() -> usize {
    1
}

/// The first fault that strikes this request.
pub(crate) fn strikes(
    faults: &mut Vec<Fault>,
    at_gateway: bool,
    method: &str,
    path: &str,
) -> Option<Fault> {
    let place = faults.iter().position(|fault| {
        (fault.gateway || fault.ends_session) == at_gateway
            && fault.method.as_deref().is_none_or(|own| own == method)
            && path.contains(&fault.path)
    })?;
    let fault = faults.get_mut(place)?;
    if fault.skip > 0 {
        fault.skip -= 1;
        return None;
    }
    fault.times = fault.times.saturating_sub(1);
    let struck = fault.clone();
    if fault.times == 0 {
        faults.remove(place);
    }
    Some(struck)
}

/// A change behind the console's back. `token` is an id or a name.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
enum Change {
    AddAccess { token: String, database: String, access: Vec<String> },
    RemoveAccess { token: String, database: String, access: Vec<String> },
    DeleteToken { token: String },
    RenameToken { token: String, name: Option<String> },
    UseToken { token: String },
    ExpireToken { token: String },
    LeakToken { token: String },
    // A token does something.
    Act { token: String, action: String },
    AddDatabase { name: String },
    DeleteDatabase { name: String },
    RenameDatabase { name: String, to: String },
    Credential { is: Credential },
    AccessesInList { are: Accesses },
    TotalCount { told: bool },
    Latency { millis: u64 },
    Clear,
}

fn body<T: for<'a> Deserialize<'a>>(call: &Call) -> Result<T, Reply> {
    serde_json::from_slice(&call.body)
        .map_err(|error| Reply::error(400, "bad_request", &error.to_string()))
}

/// Answers a call below `/_control`.
pub(crate) fn answer(state: &mut State, call: &Call, what: &str) -> Reply {
    act(state, call, what).unwrap_or_else(|reply| reply)
}

fn act(state: &mut State, call: &Call, what: &str) -> Result<Reply, Reply> {
    let done = Reply::json(200, &json!({}));
    match (call.method.as_str(), what) {
        ("POST", "faults") => state.faults.extend(body::<Vec<Fault>>(call)?),
        ("DELETE", "faults") => state.faults.clear(),
        ("GET", "log") => return Ok(Reply::json(200, &Value::Array(state.log.clone()))),
        ("GET", "violations") => return Ok(Reply::json(200, &json!(state.violations))),
        ("POST", "reset") => {
            let wanted: Value = if call.body.is_empty() { json!({}) } else { body(call)? };
            reset(state, &wanted);
        }
        ("POST", "clock") => {
            let wanted: Value = body(call)?;
            state
                .world
                .clock
                .advance(wanted.get("advance_ms").and_then(Value::as_i64).unwrap_or(0));
        }
        ("POST", "session") => {
            let wanted: Value = body(call)?;
            let text = |key: &str| wanted.get(key).and_then(Value::as_str);
            if let Some(text) = text("state") {
                state.session.ended = text == "ended";
            }
            if let Some(user) = text("user") {
                user.clone_into(&mut state.session.user);
            }
            if let Some(redirects) = wanted.get("redirects").and_then(Value::as_bool) {
                state.session.redirects = redirects;
            }
        }
        ("POST", "config") => state.config = Some(call.body.clone()),
        ("GET", "world") => return Ok(Reply::json(200, &summary(&state.world))),
        ("POST", "change") => {
            state.world.sent.clear();
            change(state, body(call)?)?;
        }
        _ => return Err(Reply::error(404, "not_found", "no such control")),
    }
    Ok(done)
}

fn reset(state: &mut State, wanted: &Value) {
    let mut options = state.first.clone();
    let number =
        |key: &str| wanted.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    for (key, place) in [
        ("tokens", &mut options.tokens),
        ("databases", &mut options.databases),
        ("accesses", &mut options.accesses),
        ("organizations", &mut options.organizations),
    ] {
        *place = number(key).unwrap_or(*place);
    }
    if let Some(nasty) = wanted.get("nasty").and_then(Value::as_bool) {
        options.nasty = nasty;
    }
    if let Some(now) = wanted.get("now").and_then(Value::as_str) {
        options.now = Some(now.to_owned());
    }
    state.start_over(options);
}

fn organization(world: &mut World) -> Result<&mut crate::world::Organization, Reply> {
    world
        .organizations
        .first_mut()
        .ok_or_else(|| Reply::error(404, "not_found", "there is no organization"))
}

fn change(state: &mut State, change: Change) -> Result<(), Reply> {
    let missing = || Reply::error(404, "not_found", "no such token or database");
    let now = state.world.clock.now();
    let fresh = state.world.fresh_id(12);
    let options = &mut state.world.options;
    match change {
        Change::Credential { is } => options.credential = is,
        Change::AccessesInList { are } => options.accesses_in_list = are,
        Change::TotalCount { told } => options.without_total_count = !told,
        Change::Latency { millis } => options.latency_ms = millis,
        Change::Clear => {
            let one = organization(&mut state.world)?;
            one.tokens.clear();
        }
        Change::AddDatabase { name } => organization(&mut state.world)?.databases.push(Database {
            id: fresh,
            name,
            created: now,
            deleted: None,
        }),
        Change::DeleteDatabase { name } => {
            live(organization(&mut state.world)?, &name).ok_or_else(missing)?.deleted = Some(now);
        }
        Change::RenameDatabase { name, to } => {
            live(organization(&mut state.world)?, &name).ok_or_else(missing)?.name = to;
        }
        Change::DeleteToken { token } => {
            let one = organization(&mut state.world)?;
            let at = one.tokens.iter().position(|t| is(t, &token)).ok_or_else(missing)?;
            one.tokens.remove(at);
        }
        Change::RenameToken { token, name } => {
            let one = organization(&mut state.world)?;
            one.tokens.iter_mut().find(|t| is(t, &token)).ok_or_else(missing)?.name = name;
        }
        Change::UseToken { token } => {
            let one = organization(&mut state.world)?;
            one.tokens.iter_mut().find(|t| is(t, &token)).ok_or_else(missing)?.used = Some(now);
        }
        Change::ExpireToken { token } => {
            let one = organization(&mut state.world)?;
            one.tokens.iter_mut().find(|t| is(t, &token)).ok_or_else(missing)?.expires = Some(now);
        }
        Change::LeakToken { token } => {
            let own = named(organization(&mut state.world)?, &token);
            let scanner = Named::new("System", "scanner", "Secret scanning");
            note(&mut state.world, "service_token.token_leaked", scanner, own);
        }
        Change::Act { token, action } => {
            let actor = named(organization(&mut state.world)?, &token);
            note(&mut state.world, &action, actor, branch("stolen"));
        }
        Change::AddAccess { token, database, access } => {
            let one = organization(&mut state.world)?;
            let on = place(one, &database).ok_or_else(missing)?;
            let token = one.tokens.iter_mut().find(|t| is(t, &token)).ok_or_else(missing)?;
            for name in access {
                let access = Access { on, permission: Arc::from(name) };
                if !token.accesses.contains(&access) {
                    token.accesses.push(access);
                }
            }
        }
        Change::RemoveAccess { token, database, access } => {
            let one = organization(&mut state.world)?;
            let on = place(one, &database).ok_or_else(missing)?;
            let token = one.tokens.iter_mut().find(|t| is(t, &token)).ok_or_else(missing)?;
            token
                .accesses
                .retain(|a| a.on != on || !access.iter().any(|name| **name == *a.permission));
        }
    }
    Ok(())
}

fn is(token: &crate::world::Token, wanted: &str) -> bool {
    token.id == wanted || token.name.as_deref() == Some(wanted)
}

/// The token of that id or name; also one that is no more.
fn named(one: &crate::world::Organization, token: &str) -> Named {
    let known = one.tokens.iter().find(|own| is(own, token)).map(Named::token);
    known.unwrap_or_else(|| Named::new("ServiceToken", token, ""))
}

fn note(world: &mut World, action: &str, actor: Named, token: Named) {
    let action = action.to_owned();
    world.note(0, Done { action, actor, token, target: None, metadata: Value::Null });
}

fn live<'a>(one: &'a mut crate::world::Organization, name: &str) -> Option<&'a mut Database> {
    one.databases.iter_mut().find(|d| d.name == name && d.deleted.is_none())
}

fn place(one: &crate::world::Organization, database: &str) -> Option<On> {
    if database.is_empty() {
        return Some(On::Organization);
    }
    one.databases.iter().position(|d| d.name == database && d.deleted.is_none()).map(On::Database)
}

/// The first organization's tokens, for tests that look at what was really done.
fn summary(world: &World) -> Value {
    let Some(one) = world.organizations.first() else { return json!({}) };
    let name = |on: On| match on {
        On::Organization => String::new(),
        On::Cluster => "blue".into(),
        On::Database(at) => one.databases.get(at).map_or_else(String::new, |d| d.name.clone()),
    };
    json!({
        "tokens": one.tokens.iter().map(|token| json!({
            "id": token.id, "name": token.name, "expires": token.expires,
            "access": token.accesses.iter()
                .map(|access| json!([name(access.on), &*access.permission]))
                .collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "databases": one.databases.iter().map(|d| json!({ "name": d.name, "deleted": d.deleted.is_some() })).collect::<Vec<_>>(),
    })
}
