//! The "Report" layout.

use std::sync::Arc;

use serde::{Serialize, Serializer};

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

/// A file, its fields in the order of the alphabet. Rows are made while they are written, as a tree of hundreds of
/// thousands of them would take seconds and a gigabyte.
#[derive(Serialize)]
struct Document<'a, R> {
    complete: bool,
    count: usize,
    filters: &'a str,
    generated_at: String,
    organization: &'a str,
    rows: R,
    schema: &'static str,
}

/// Rows, each made of a thing by a function.
struct Rows<'a, T, F>(&'a [T], F);

impl<'a, T, R: Serialize, F: Fn(&'a T) -> R> Serialize for Rows<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(&self.1))
    }
}

fn document<'a, T, R: Serialize>(
    schema: &'static str,
    about: About<'_>,
    all: &'a [T],
    row: impl Fn(&'a T) -> R,
) -> String {
    let document = Document {
        complete: about.is_complete,
        count: all.len(),
        filters: about.filters,
        generated_at: about.generated_at.iso(),
        organization: about.organization.as_str(),
        rows: Rows(all, row),
        schema,
    };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct TokenRow<'a> {
    accesses: Option<usize>,
    created_at: Option<String>,
    created_by: Option<&'a str>,
    expired: bool,
    expires_at: Option<String>,
    id: &'a str,
    last_used_at: Option<String>,
    name: Option<&'a str>,
}

pub(super) fn tokens_json(tokens: &[Arc<Token>], about: About<'_>) -> String {
    document("service-token-console/tokens/1", about, tokens, |token| TokenRow {
        accesses: token.access.grants().map(<[_]>::len),
        created_at: token.created_at.map(Timestamp::iso),
        created_by: token.created_by.as_deref(),
        expired: token.expiry(about.generated_at) == Expiry::Expired,
        expires_at: token.expires_at.map(Timestamp::iso),
        id: token.id.as_str(),
        last_used_at: token.last_used_at.map(Timestamp::iso),
        name: token.name.as_deref(),
    })
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

#[derive(Serialize)]
struct AccessFacts<'a> {
    effect: &'static str,
    permission: &'static str,
    reaches_production: bool,
    resource_deleted_at: Option<String>,
    resource_id: &'a str,
    resource_name: &'a str,
    resource_type: &'a str,
    scope: Option<&'static str>,
    token_id: &'a str,
    token_name: Option<&'a str>,
}

pub(super) fn access_json(rows: &[AccessRow], resources: &Resources, about: About<'_>) -> String {
    document("service-token-console/access/1", about, rows, |row| {
        let resource = resources.get(row.grant.resource);
        let permission = row.grant.permission;
        AccessFacts {
            effect: effect(row),
            permission: permission.name(),
            reaches_production: permission.reaches_production(),
            resource_deleted_at: resource.deleted_at.map(Timestamp::iso),
            resource_id: &resource.id,
            resource_name: &resource.name,
            resource_type: kind(resource),
            scope: permission.scope().map(|scope| match scope {
                Scope::Organization => "organization",
                Scope::Database => "database",
            }),
            token_id: row.token.id.as_str(),
            token_name: row.token.name.as_deref(),
        }
    })
}
