//! Changes of a token's access.

use std::sync::Arc;

use console_core::domain::catalog::Scope;
use console_core::domain::permission::Permission;
use serde_json::{Value, json};

use super::{Work, not_found};
use crate::events::{Done, Named, database};
use crate::http::Reply;
use crate::world::{Access, On};

impl Work<'_> {
    pub(super) fn change(&mut self, org: usize, at: usize, adds: bool) -> Result<Reply, Reply> {
        self.query(&[])?;
        let fields = self.body(&["database", "access"])?;
        let names: Vec<String> = match fields.get("access") {
            Some(Value::Array(all)) if all.iter().all(Value::is_string) && !all.is_empty() => {
                all.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
            }
            _ => return Err(self.violation("access has to be a list of strings".into())),
        };
        let name = match fields.get("database") {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(name)) => name.clone(),
            Some(_) => return Err(self.violation("database has to be a string".into())),
        };
        let one = self.world.organizations.get(org).ok_or_else(not_found)?;
        let on = if name.is_empty() {
            On::Organization
        } else {
            let live = one.databases.iter().position(|d| d.name == name && d.deleted.is_none());
            let dropped = one.databases.iter().position(|d| d.name == name);
            On::Database(live.or(if adds { None } else { dropped }).ok_or_else(not_found)?)
        };
        if adds {
            for name in &names {
                check(name, on)?;
            }
        }
        let (actor, target) = (self.actor(), database(one, on));
        let accesses: Vec<Access> =
            names.iter().map(|name| Access { on, permission: Arc::from(name.as_str()) }).collect();
        let token = self
            .world
            .organizations
            .get_mut(org)
            .and_then(|one| one.tokens.get_mut(at))
            .ok_or_else(not_found)?;
        token.accesses.retain(|access| !accesses.contains(access));
        if adds {
            token.accesses.extend(accesses);
            token.accesses.sort_by(|a, b| (a.on, &a.permission).cmp(&(b.on, &b.permission)));
        }
        let token = Named::token(token);
        let action =
            if adds { "service_token.granted_access" } else { "service_token.revoked_access" };
        let action = action.to_owned();
        let metadata = json!({ "access": names });
        self.world.note(org, Done { action, actor, token, target, metadata });
        if adds { self.access(org, at) } else { Ok(Reply::empty(204)) }
    }
}

/// Whether a permission exists and can be granted there.
fn check(name: &str, on: On) -> Result<(), Reply> {
    let refuse = |message: &str| Err(Reply::error(422, "unprocessable", message));
    match (Permission::known().find(|known| known.name() == name).and_then(Permission::scope), on) {
        (None, _) => refuse(&format!("{name} is not a valid access")),
        (Some(Scope::Organization), On::Database(_)) => {
            refuse(&format!("{name} is not a database access"))
        }
        _ => Ok(()),
    }
}
