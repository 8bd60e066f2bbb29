//! The "Report" layout.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::super::catalog::{Effect, Scope};
use super::super::resource::{Resource, ResourceKind, Resources};
use super::super::time::Timestamp;
use super::super::token::{Expiry, Token};
use super::about::{GeneratedBy, Totals};
use super::csv::{self, Field, Values};
use super::{AccessRow, Audience, ExportContext};

const TOKENS: [&str; 10] = [
    "id",
    "name",
    "created_by",
    "created_at",
    "last_used_at",
    "expires_at",
    "expired",
    "accesses",
    "risk",
    "holds_unknown",
];

const ACCESS: [&str; 12] = [
    "token_id",
    "token_name",
    "resource_type",
    "resource_id",
    "resource_name",
    "resource_deleted_at",
    "permission",
    "effect",
    "reaches_production",
    "resource_deleted",
    "token_expires_at",
    "token_expired",
];

/// What is in every cell of the last column of a file that lacks rows. A whole file has no such column.
const NOT_COMPLETE: [&str; 2] = ["complete", "false"];

fn time(at: Option<Timestamp>) -> String {
    at.map(Timestamp::iso).unwrap_or_default()
}

/// A file in the making.
pub(super) struct Sheet<'a> {
    pub(super) out: String,
    reader: Audience,
    about: ExportContext<'a>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(
        columns: &[&str],
        reader: Audience,
        about: ExportContext<'a>,
        capacity: usize,
    ) -> Self {
        let mut this = Self { out: String::with_capacity(capacity), reader, about };
        let heads: Vec<String> = columns.iter().map(|column| this.head(column)).collect();
        let heads = heads.iter().map(|head| Field::Own(head));
        let last = (!about.coverage.is_whole()).then_some(Field::Own(NOT_COMPLETE[0]));
        csv::record(&mut this.out, heads.chain(last), reader.dialect());
        this
    }

    fn is_for_spreadsheet(&self) -> bool {
        self.reader.dialect().values == Values::Kept
    }

    /// A column of times says whose time it is where the times do not.
    fn head(&self, column: &str) -> String {
        let zone = if self.is_for_spreadsheet() && column.ends_with("_at") { "_utc" } else { "" };
        [column, zone].concat()
    }

    pub(super) fn time(&self, at: Option<Timestamp>) -> String {
        match at {
            Some(at) if self.is_for_spreadsheet() => at.for_spreadsheet(),
            at => time(at),
        }
    }

    pub(super) fn row<const N: usize>(&mut self, cells: [Field<'_>; N]) {
        let last = (!self.about.coverage.is_whole()).then_some(Field::Own(NOT_COMPLETE[1]));
        csv::record(&mut self.out, cells.into_iter().chain(last), self.reader.dialect());
    }
}

pub(super) fn truth(it: bool) -> Field<'static> {
    Field::Own(if it { "true" } else { "false" })
}

pub(super) fn tokens_csv(
    tokens: &[Arc<Token>],
    resources: &Resources,
    reader: Audience,
    about: ExportContext<'_>,
) -> String {
    let mut sheet = Sheet::new(&TOKENS, reader, about, tokens.len() * 160);
    for token in tokens {
        let count = token.access.grants().map(|all| all.len().to_string()).unwrap_or_default();
        let times = [token.created_at, token.last_used_at, token.expires_at];
        let [created, used, ends] = times.map(|at| sheet.time(at));
        sheet.row([
            Field::Text(token.id.as_str()),
            Field::Text(token.name.as_deref().unwrap_or_default()),
            Field::Text(token.created_by.as_deref().unwrap_or_default()),
            Field::Own(&created),
            Field::Own(&used),
            Field::Own(&ends),
            truth(token.expiry(about.generated_at) == Expiry::Expired),
            Field::Own(&count),
            Field::Own(token.risk(resources).key().unwrap_or_default()),
            token.risk(resources).holds_unknown().map_or(Field::Own(""), truth),
        ]);
    }
    sheet.out
}

/// A file, its fields in the order of the alphabet. Rows are made while they are written, as a tree of hundreds of
/// thousands of them would take seconds and a gigabyte.
#[derive(Serialize)]
struct Document<'a, R> {
    complete: bool,
    count: usize,
    filters: &'a str,
    filters_in_words: &'a str,
    generated_at: String,
    generated_by: GeneratedBy<'a>,
    missing: Option<&'a str>,
    organization: &'a str,
    organization_id: Option<&'a str>,
    rows: R,
    rows_are: &'static str,
    schema: &'static str,
    totals: Totals,
}

/// Rows, each made of a thing by a function.
struct SerializedRows<'a, T, F>(&'a [T], F);

impl<'a, T, R: Serialize, F: Fn(&'a T) -> R> Serialize for SerializedRows<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(&self.1))
    }
}

pub(super) fn document<'a, T, R: Serialize>(
    schema: &'static str,
    about: ExportContext<'_>,
    totals: Totals,
    all: &'a [T],
    row: impl Fn(&'a T) -> R,
) -> String {
    let document = Document {
        complete: about.coverage.is_whole(),
        count: all.len(),
        filters: about.filters,
        filters_in_words: about.filters_in_words,
        generated_at: about.generated_at.iso(),
        generated_by: about.generated_by(),
        missing: about.missing(),
        organization: about.organization.as_str(),
        organization_id: about.organization_id,
        rows: SerializedRows(all, row),
        rows_are: about.chosen.key(),
        schema,
        totals,
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
    holds_unknown: Option<bool>,
    id: &'a str,
    last_used_at: Option<String>,
    name: Option<&'a str>,
    risk: Option<&'static str>,
}

pub(super) fn tokens_json(
    tokens: &[Arc<Token>],
    resources: &Resources,
    about: ExportContext<'_>,
) -> String {
    let totals = Totals::of_tokens(tokens, about.generated_at);
    document("service-token-console/tokens/2", about, totals, tokens, |token| TokenRow {
        accesses: token.access.grants().map(<[_]>::len),
        created_at: token.created_at.map(Timestamp::iso),
        created_by: token.created_by.as_deref(),
        expired: token.expiry(about.generated_at) == Expiry::Expired,
        expires_at: token.expires_at.map(Timestamp::iso),
        holds_unknown: token.risk(resources).holds_unknown(),
        id: token.id.as_str(),
        last_used_at: token.last_used_at.map(Timestamp::iso),
        name: token.name.as_deref(),
        risk: token.risk(resources).key(),
    })
}

pub(super) fn kind(resource: &Resource) -> &str {
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

pub(super) fn access_csv(
    rows: &[AccessRow],
    resources: &Resources,
    reader: Audience,
    about: ExportContext<'_>,
) -> String {
    let mut sheet = Sheet::new(&ACCESS, reader, about, rows.len() * 120);
    for row in rows {
        let resource = resources.get(row.grant.resource);
        let permission = row.grant.permission;
        let deleted = sheet.time(resource.deleted_at);
        let expires = sheet.time(row.token.expires_at);
        sheet.row([
            Field::Text(row.token.id.as_str()),
            Field::Text(row.token.name.as_deref().unwrap_or_default()),
            Field::Text(kind(resource)),
            Field::Text(&resource.id),
            Field::Text(&resource.name),
            Field::Own(&deleted),
            Field::Text(permission.name()),
            Field::Own(effect(row)),
            truth(permission.reaches_production()),
            truth(resource.is_deleted()),
            Field::Own(&expires),
            truth(row.token.expiry(about.generated_at) == Expiry::Expired),
        ]);
    }
    sheet.out
}

#[derive(Serialize)]
struct AccessFacts<'a> {
    effect: &'static str,
    permission: &'static str,
    reaches_production: bool,
    resource_deleted: bool,
    resource_deleted_at: Option<String>,
    resource_id: &'a str,
    resource_name: &'a str,
    resource_type: &'a str,
    scope: Option<&'static str>,
    token_expired: bool,
    token_expires_at: Option<String>,
    token_id: &'a str,
    token_name: Option<&'a str>,
}

pub(super) fn access_json(
    rows: &[AccessRow],
    resources: &Resources,
    about: ExportContext<'_>,
) -> String {
    let totals = Totals::of_access(rows);
    document("service-token-console/access/2", about, totals, rows, |row| {
        let resource = resources.get(row.grant.resource);
        let permission = row.grant.permission;
        AccessFacts {
            effect: effect(row),
            permission: permission.name(),
            reaches_production: permission.reaches_production(),
            resource_deleted: resource.is_deleted(),
            resource_deleted_at: resource.deleted_at.map(Timestamp::iso),
            resource_id: &resource.id,
            resource_name: &resource.name,
            resource_type: kind(resource),
            scope: permission.scope().map(|scope| match scope {
                Scope::Organization => "organization",
                Scope::Database => "database",
            }),
            token_expired: row.token.expiry(about.generated_at) == Expiry::Expired,
            token_expires_at: row.token.expires_at.map(Timestamp::iso),
            token_id: row.token.id.as_str(),
            token_name: row.token.name.as_deref(),
        }
    })
}
