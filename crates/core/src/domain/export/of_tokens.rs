//! What one token may call, and what two tokens hold: in the "Report" layout.

use serde::Serialize;

use super::super::access::Source;
use super::super::compare::ComparedGrant;
use super::super::operations::{HeldOperation, Holding};
use super::super::resource::Resources;
use super::super::token::Token;
use super::super::who::Through;
use super::about::Totals;
use super::csv::Field;
use super::report::{Sheet, document, kind, truth};
use super::{Audience, ExportContext};

const COMPARED: [&str; 10] = [
    "first_token_id",
    "first_token_name",
    "second_token_id",
    "second_token_name",
    "resource_type",
    "resource_id",
    "resource_name",
    "permission",
    "first",
    "second",
];

const OPERATIONS: [&str; 10] = [
    "token_id",
    "token_name",
    "operation",
    "method",
    "path",
    "group",
    "needs_one_of",
    "allowed",
    "holds",
    "on",
];

/// Two tokens, and what they hold.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The first token.
    pub first: &'a Token,
    /// The second token.
    pub second: &'a Token,
    /// What each of them holds.
    pub rows: &'a [ComparedGrant],
}

/// The name of how something is held.
fn held(source: Source) -> &'static str {
    match source {
        Source::None => "none",
        Source::Direct => "direct",
        Source::Inherited => "all_databases",
        Source::Both => "both",
    }
}

fn name(token: &Token) -> &str {
    token.name.as_deref().unwrap_or_default()
}

pub(super) fn compared_csv(
    pair: Compared<'_>,
    resources: &Resources,
    reader: Audience,
    about: ExportContext<'_>,
) -> String {
    let mut sheet = Sheet::new(&COMPARED, reader, about, pair.rows.len() * 140);
    for row in pair.rows {
        let resource = resources.get(row.grant.resource);
        sheet.row([
            Field::Text(pair.first.id.as_str()),
            Field::Text(name(pair.first)),
            Field::Text(pair.second.id.as_str()),
            Field::Text(name(pair.second)),
            Field::Text(kind(resource)),
            Field::Text(&resource.id),
            Field::Text(&resource.name),
            Field::Text(row.grant.permission.name()),
            Field::Own(held(row.first)),
            Field::Own(held(row.second)),
        ]);
    }
    sheet.out
}

#[derive(Serialize)]
struct ComparedRow<'a> {
    first: &'static str,
    first_token_id: &'a str,
    first_token_name: Option<&'a str>,
    permission: &'static str,
    resource_id: &'a str,
    resource_name: &'a str,
    resource_type: &'a str,
    second: &'static str,
    second_token_id: &'a str,
    second_token_name: Option<&'a str>,
}

pub(super) fn compared_json(
    pair: Compared<'_>,
    resources: &Resources,
    about: ExportContext<'_>,
) -> String {
    let totals = Totals::of_compared(pair.rows);
    document("service-token-console/compare/1", about, totals, pair.rows, |row| {
        let resource = resources.get(row.grant.resource);
        ComparedRow {
            first: held(row.first),
            first_token_id: pair.first.id.as_str(),
            first_token_name: pair.first.name.as_deref(),
            permission: row.grant.permission.name(),
            resource_id: &resource.id,
            resource_name: &resource.name,
            resource_type: kind(resource),
            second: held(row.second),
            second_token_id: pair.second.id.as_str(),
            second_token_name: pair.second.name.as_deref(),
        }
    })
}

/// Through what an operation is held: each permission with how it holds.
fn ways(holding: &Holding) -> Vec<String> {
    let Holding::Held(ways) = holding else { return Vec::new() };
    let mut all: Vec<String> = ways
        .iter()
        .map(|way| {
            let through = match way.through {
                Through::Direct => "direct",
                Through::AllDatabases => "all_databases",
                Through::Organization => "organization",
            };
            [way.grant.permission.name(), ":", through].concat()
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn resources_of(holding: &Holding, resources: &Resources) -> Vec<String> {
    let Holding::Held(ways) = holding else { return Vec::new() };
    let mut keys: Vec<_> = ways.iter().map(|way| way.grant.resource).collect();
    keys.sort_unstable();
    keys.dedup();
    let name = |one| {
        let resource = resources.get(one);
        if resource.name.is_empty() { kind(resource).to_owned() } else { resource.name.to_string() }
    };
    keys.into_iter().map(name).collect()
}

fn needs(one: &HeldOperation) -> Vec<&'static str> {
    one.operation.any_of.iter().map(|permission| permission.name()).collect()
}

pub(super) fn operations_csv(
    token: &Token,
    rows: &[HeldOperation],
    resources: &Resources,
    reader: Audience,
    about: ExportContext<'_>,
) -> String {
    let mut sheet = Sheet::new(&OPERATIONS, reader, about, rows.len() * 200);
    for one in rows {
        let (needs, holds) = (needs(one).join(" "), ways(&one.holding).join(" "));
        let on = resources_of(&one.holding, resources).join(" ");
        sheet.row([
            Field::Text(token.id.as_str()),
            Field::Text(name(token)),
            Field::Own(one.operation.name),
            Field::Own(one.operation.method),
            Field::Own(&one.operation.path),
            Field::Own(one.operation.group),
            Field::Own(&needs),
            truth(matches!(one.holding, Holding::Held(_))),
            Field::Own(&holds),
            Field::Text(&on),
        ]);
    }
    sheet.out
}

#[derive(Serialize)]
struct OperationRow<'a> {
    allowed: bool,
    group: &'static str,
    holds: Vec<String>,
    method: &'static str,
    needs_one_of: Vec<&'static str>,
    on: Vec<String>,
    operation: &'static str,
    path: &'static str,
    token_id: &'a str,
    token_name: Option<&'a str>,
}

pub(super) fn operations_json(
    token: &Token,
    rows: &[HeldOperation],
    resources: &Resources,
    about: ExportContext<'_>,
) -> String {
    let totals = Totals::of_operations(rows);
    document("service-token-console/operations/1", about, totals, rows, |one| OperationRow {
        allowed: matches!(one.holding, Holding::Held(_)),
        group: one.operation.group,
        holds: ways(&one.holding),
        method: one.operation.method,
        needs_one_of: needs(one),
        on: resources_of(&one.holding, resources),
        operation: one.operation.name,
        path: &one.operation.path,
        token_id: token.id.as_str(),
        token_name: token.name.as_deref(),
    })
}
