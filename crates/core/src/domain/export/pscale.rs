//! The "pscale" layout: byte for byte what `pscale service-token list` and `show-access` print with
//! `--format csv|json` (planetscale/cli v0.317.0, `internal/cmd/token` and `internal/printer`).
//!
//! Times are milliseconds in CSV, 0 for none; a CSV ends with an empty line, as its printer adds a
//! line end to one. `show-access` prints the groups of `/grants`: one for each resource, told apart
//! by id, in the API's order. That order is taken from the token, as sets of access have their own.

use rustc_hash::FxHashMap;

use std::fmt::Write;
use std::sync::Arc;

use super::super::access::{AccessSet, Grant};
use super::super::resource::{ResourceKey, ResourceKind, Resources};
use super::super::time::Timestamp;
use super::super::token::Token;
use super::AccessRow;

/// A field as Go's `encoding/csv` writes it: it quotes less than RFC 4180 writers mostly do, and
/// also what begins with a space.
fn field(out: &mut String, text: &str) {
    let quoted = !text.is_empty()
        && (text == r"\."
            || text.contains([',', '"', '\r', '\n'])
            || text.chars().next().is_some_and(char::is_whitespace));
    if !quoted {
        out.push_str(text);
        return;
    }
    out.push('"');
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}

fn record(out: &mut String, fields: &[&str]) {
    for (place, text) in fields.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        field(out, text);
    }
    out.push('\n');
}

/// Whether `<`, `>` and `&` are escaped: they are wherever a Go program does not turn that off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Html {
    Escaped,
    AsIs,
}

/// A string as Go's `encoding/json` writes it: the line separators are escaped in any case.
fn string(out: &mut String, text: &str, html: Html) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '<' | '>' | '&' if html == Html::AsIs => out.push(c),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// A time as Go writes it (RFC 3339, without trailing zeros of the fraction), or null.
fn time(out: &mut String, at: Option<Timestamp>) {
    let Some(at) = at else {
        out.push_str("null");
        return;
    };
    let whole = Timestamp::from_seconds(at.micros().div_euclid(1_000_000)).iso();
    let fraction = format!("{:06}", at.micros().rem_euclid(1_000_000));
    let fraction = fraction.trim_end_matches('0');
    out.push('"');
    out.push_str(whole.split(['.', 'Z']).next().unwrap_or_default());
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out.push_str("Z\"");
}

fn list(out: &mut String, items: usize, mut item: impl FnMut(&mut String, usize)) {
    if items == 0 {
        out.push_str("[]\n");
        return;
    }
    out.push_str("[\n");
    for place in 0..items {
        item(out, place);
        out.push_str(if place + 1 < items { ",\n" } else { "\n" });
    }
    out.push_str("]\n");
}

pub(super) fn tokens_json(tokens: &[Arc<Token>]) -> String {
    let mut out = String::new();
    list(&mut out, tokens.len(), |out, place| {
        let Some(token) = tokens.get(place) else { return };
        out.push_str("  {\n    \"id\": ");
        string(out, token.id.as_str(), Html::Escaped);
        out.push_str(",\n    \"type\": \"ServiceToken\",\n    \"token\": \"\",\n    \"name\": ");
        match &token.name {
            Some(name) => string(out, name, Html::Escaped),
            None => out.push_str("null"),
        }
        out.push_str(",\n    \"created_at\": ");
        match token.created_at {
            // The time that Go has for none.
            None => out.push_str("\"0001-01-01T00:00:00Z\""),
            told => time(out, told),
        }
        out.push_str(",\n    \"last_used_at\": ");
        time(out, token.last_used_at);
        out.push_str(",\n    \"expires_at\": ");
        time(out, token.expires_at);
        out.push_str("\n  }");
    });
    out
}

pub(super) fn tokens_csv(tokens: &[Arc<Token>]) -> String {
    let mut out = String::new();
    record(&mut out, &["ID", "Name", "LastUsedAt", "ExpiresAt", "CreatedAt"]);
    let millis = |at: Option<Timestamp>| at.map_or(0, |at| at.micros() / 1_000).to_string();
    for token in tokens {
        record(
            &mut out,
            &[
                token.id.as_str(),
                token.name.as_deref().unwrap_or_default(),
                &millis(token.last_used_at),
                &millis(token.expires_at),
                &millis(token.created_at),
            ],
        );
    }
    out.push('\n');
    out
}

/// What one token may do on one resource.
struct Group<'a> {
    key: ResourceKey,
    name: &'a str,
    kind: &'a str,
    permissions: Vec<&'static str>,
}

/// The rows of each token, in the order that the API tells its access in. Grants that the token is
/// not known to have come last.
fn by_token(rows: &[AccessRow]) -> Vec<Vec<Grant>> {
    let mut places: FxHashMap<Box<str>, usize> = FxHashMap::default();
    let mut tokens: Vec<(&Token, Vec<Grant>)> = Vec::new();
    for row in rows {
        let place = *places.entry(Box::from(row.token.id.as_str())).or_insert_with(|| {
            tokens.push((&row.token, Vec::new()));
            tokens.len() - 1
        });
        if let Some((_, grants)) = tokens.get_mut(place) {
            grants.push(row.grant);
        }
    }
    let ordered = |(token, grants): (&Token, Vec<Grant>)| {
        let wanted: AccessSet = grants.into_iter().collect();
        let mut ordered = token.access.grants().unwrap_or_default().to_vec();
        ordered.retain(|&grant| wanted.contains(grant));
        ordered.extend(wanted.difference(&token.access.set().unwrap_or_default()));
        ordered
    };
    tokens.into_iter().map(ordered).collect()
}

fn groups<'a>(rows: &[AccessRow], resources: &'a Resources) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for grants in by_token(rows) {
        let first = groups.len();
        for grant in grants {
            let resource = resources.get(grant.resource);
            let (key, kind) = match &resource.kind {
                // To the API, both are the organization.
                ResourceKind::Organization | ResourceKind::AllDatabases => {
                    (ResourceKey::ORGANIZATION, "Organization")
                }
                ResourceKind::Database => (grant.resource, "Database"),
                ResourceKind::Other(kind) => (grant.resource, &**kind),
            };
            let mut permissions = vec![grant.permission.name()];
            match groups.iter_mut().skip(first).find(|group| group.key == key) {
                Some(group) => group.permissions.append(&mut permissions),
                None => groups.push(Group { key, name: &resource.name, kind, permissions }),
            }
        }
    }
    groups
}

pub(super) fn access_json(rows: &[AccessRow], resources: &Resources) -> String {
    let groups = groups(rows, resources);
    let mut out = String::new();
    list(&mut out, groups.len(), |out, place| {
        let Some(group) = groups.get(place) else { return };
        out.push_str("  {\n    \"resource_name\": ");
        string(out, group.name, Html::AsIs);
        out.push_str(",\n    \"resource_type\": ");
        string(out, group.kind, Html::AsIs);
        out.push_str(",\n    \"accesses\": [\n");
        for (place, permission) in group.permissions.iter().enumerate() {
            out.push_str("      ");
            string(out, permission, Html::AsIs);
            out.push_str(if place + 1 < group.permissions.len() { ",\n" } else { "\n" });
        }
        out.push_str("    ]\n  }");
    });
    out
}

pub(super) fn access_csv(rows: &[AccessRow], resources: &Resources) -> String {
    let mut out = String::new();
    record(&mut out, &["ResourceName", "ResourceType", "Accesses"]);
    for group in groups(rows, resources) {
        let mut accesses = String::from("[");
        for (place, permission) in group.permissions.iter().enumerate() {
            if place > 0 {
                accesses.push(',');
            }
            string(&mut accesses, permission, Html::Escaped);
        }
        accesses.push(']');
        record(&mut out, &[group.name, group.kind, &accesses]);
    }
    out.push('\n');
    out
}
