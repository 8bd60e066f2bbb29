//! The "Report" layout.

use std::sync::Arc;

use serde_json::{Value, json};

use super::super::catalog::{Effect, Scope};
use super::super::resource::{Resource, ResourceKind, Resources};
use super::super::time::Timestamp;
use super::super::token::{Expiry, Token};
use super::csv::{self, Formulas};
use super::{About, AccessRow};

const TOKENS: [&str; 8] =
    ["id", "name", "created_by", "created_at", "last_used_at", "expires_at", "expired", "accesses"];

const ACCESS: [&str; 9] = [
    "token_id",
    "token_name",
    "resource_type",
    "resource_id",
    "resource_name",
    "resource_deleted_at",
    "permission",
    "effect",
    "reaches_production",
];

fn time(at: Option<Timestamp>) -> String {
    at.map(Timestamp::iso).unwrap_or_default()
}

pub(super) fn tokens_csv(tokens: &[Arc<Token>], formulas: Formulas, about: About<'_>) -> String {
    let mut out = String::with_capacity(tokens.len() * 160);
    csv::record(&mut out, TOKENS, formulas);
    for token in tokens {
        let count = token.access.grants().map(|all| all.len().to_string()).unwrap_or_default();
        let expired = token.expiry(about.generated_at) == Expiry::Expired;
        let cells = [
            token.id.as_str(),
            token.name.as_deref().unwrap_or_default(),
            token.created_by.as_deref().unwrap_or_default(),
            &time(token.created_at),
            &time(token.last_used_at),
            &time(token.expires_at),
            if expired { "true" } else { "false" },
            &count,
        ];
        csv::record(&mut out, cells, formulas);
    }
    out
}

fn document(what: &str, about: About<'_>, rows: &[Value]) -> String {
    let document = json!({
        "schema": format!("service-token-console/{what}/1"),
        "organization": about.organization.as_str(),
        "generated_at": about.generated_at.iso(),
        "filters": about.filters,
        "complete": about.is_complete,
        "count": rows.len(),
        "rows": rows,
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn tokens_json(tokens: &[Arc<Token>], about: About<'_>) -> String {
    let rows: Vec<Value> = tokens
        .iter()
        .map(|token| {
            json!({
                "id": token.id.as_str(),
                "name": token.name,
                "created_by": token.created_by.as_deref(),
                "created_at": token.created_at.map(Timestamp::iso),
                "last_used_at": token.last_used_at.map(Timestamp::iso),
                "expires_at": token.expires_at.map(Timestamp::iso),
                "expired": token.expiry(about.generated_at) == Expiry::Expired,
                "accesses": token.access.grants().map(<[_]>::len),
            })
        })
        .collect();
    document("tokens", about, &rows)
}

fn kind(resource: &Resource) -> &str {
    match &resource.kind {
        ResourceKind::Organization => "Organization",
        ResourceKind::AllDatabases => "AllDatabases",
        ResourceKind::Database => "Database",
        ResourceKind::Other(kind) => kind,
    }
}

fn effect(row: &AccessRow) -> &'static str {
    match row.grant.permission.effect() {
        Some(Effect::Reads) => "reads",
        Some(Effect::Changes) => "changes",
        Some(Effect::Destroys) => "destroys",
        None => "unknown",
    }
}

pub(super) fn access_csv(rows: &[AccessRow], resources: &Resources, formulas: Formulas) -> String {
    let mut out = String::with_capacity(rows.len() * 120);
    csv::record(&mut out, ACCESS, formulas);
    for row in rows {
        let resource = resources.get(row.grant.resource);
        let permission = row.grant.permission;
        let cells = [
            row.token.id.as_str(),
            row.token.name.as_deref().unwrap_or_default(),
            kind(resource),
            &resource.id,
            &resource.name,
            &time(resource.deleted_at),
            permission.name(),
            effect(row),
            if permission.reaches_production() { "true" } else { "false" },
        ];
        csv::record(&mut out, cells, formulas);
    }
    out
}

pub(super) fn access_json(rows: &[AccessRow], resources: &Resources, about: About<'_>) -> String {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            let resource = resources.get(row.grant.resource);
            json!({
                "token_id": row.token.id.as_str(),
                "token_name": row.token.name,
                "resource_type": kind(resource),
                "resource_id": &*resource.id,
                "resource_name": &*resource.name,
                "resource_deleted_at": resource.deleted_at.map(Timestamp::iso),
                "permission": row.grant.permission.name(),
                "scope": row.grant.permission.scope().map(|scope| match scope {
                    Scope::Organization => "organization",
                    Scope::Database => "database",
                }),
                "effect": effect(row),
                "reaches_production": row.grant.permission.reaches_production(),
            })
        })
        .collect();
    document("access", about, &rows)
}
