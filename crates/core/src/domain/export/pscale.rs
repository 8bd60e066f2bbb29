//! The "pscale" layout: what `pscale service-token list` and `show-access` print with
//! `--format csv|json` (planetscale/cli, `internal/cmd/token/token.go`).
//!
//! Times are milliseconds in CSV, 0 for none; a CSV ends with an empty line, as its printer adds a
//! line end to one. `show-access` groups by name and type of the resource, so namesakes fall into
//! one group; its groups come in no order at all, here in the order of their first access.

use std::fmt::Write;
use std::sync::Arc;

use super::super::resource::{ResourceKind, Resources};
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

/// A string as Go's `encoding/json` writes it: HTML's signs and the line separators are escaped.
fn string(out: &mut String, text: &str) {
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
        string(out, token.id.as_str());
        out.push_str(",\n    \"type\": \"ServiceToken\",\n    \"token\": \"\",\n    \"name\": ");
        match &token.name {
            Some(name) => string(out, name),
            None => out.push_str("null"),
        }
        for (key, at) in [
            ("created_at", token.created_at),
            ("last_used_at", token.last_used_at),
            ("expires_at", token.expires_at),
        ] {
            out.push_str(",\n    \"");
            out.push_str(key);
            out.push_str("\": ");
            time(out, at);
        }
        out.push_str("\n  }");
    });
    out
}

pub(super) fn tokens_csv(tokens: &[Arc<Token>]) -> String {
    let mut out = String::new();
    record(&mut out, &["ID", "Name", "LastUsedAt", "ExpiresAt", "CreatedAt"]);
    let millis = |at: Option<Timestamp>| at.map_or(0, Timestamp::millis).to_string();
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

struct Group<'a> {
    name: &'a str,
    kind: &'a str,
    permissions: Vec<&'static str>,
}

fn groups<'a>(rows: &[AccessRow], resources: &'a Resources) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for row in rows {
        let resource = resources.get(row.grant.resource);
        let (name, kind) = match &resource.kind {
            ResourceKind::Organization | ResourceKind::AllDatabases => {
                (&*resource.name, "Organization")
            }
            ResourceKind::Database => (&*resource.name, "Database"),
            ResourceKind::Other(kind) => (&*resource.name, &**kind),
        };
        let permission = row.grant.permission.name();
        match groups.iter_mut().find(|group| group.name == name && group.kind == kind) {
            Some(group) => group.permissions.push(permission),
            None => groups.push(Group { name, kind, permissions: vec![permission] }),
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
        string(out, group.name);
        out.push_str(",\n    \"resource_type\": ");
        string(out, group.kind);
        out.push_str(",\n    \"accesses\": [\n");
        for (place, permission) in group.permissions.iter().enumerate() {
            out.push_str("      ");
            string(out, permission);
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
            string(&mut accesses, permission);
        }
        accesses.push(']');
        record(&mut out, &[group.name, group.kind, &accesses]);
    }
    out.push('\n');
    out
}
