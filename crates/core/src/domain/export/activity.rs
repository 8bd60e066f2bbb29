//! Events of the audit log, in the "Report" layout.

use serde::Serialize;

use super::super::activity::{Event, TokenEvent};
use super::super::ids::TokenId;
use super::super::time::Timestamp;
use super::about::Totals;
use super::csv::Field;
use super::report::{Sheet, document};
use super::{Audience, ExportContext};

const EVENTS: [&str; 18] = [
    "event_id",
    "happened_at",
    "kind",
    "action",
    "token_id",
    "token_name",
    "actor_id",
    "actor_type",
    "actor_name",
    "subject_id",
    "subject_type",
    "subject_name",
    "target_id",
    "target_type",
    "target_name",
    "location",
    "ip_address",
    "details",
];

pub(super) fn csv(rows: &[TokenEvent], reader: Audience, about: ExportContext<'_>) -> String {
    let mut sheet = Sheet::new(&EVENTS, reader, about, rows.len() * 240);
    for row in rows {
        let Event { id, at, action, actor, subject, target, location, ip, details } = &*row.event;
        let at = sheet.time(*at);
        let [location, ip, details] =
            [location, ip, details].map(|text| Field::Text(text.as_deref().unwrap_or_default()));
        sheet.row([
            Field::Text(id),
            Field::Own(&at),
            Field::Own(row.kind.key()),
            Field::Text(action),
            Field::Text(row.token().map_or("", TokenId::as_str)),
            Field::Text(row.token_name()),
            Field::Text(&actor.id),
            Field::Text(&actor.kind),
            Field::Text(&actor.name),
            Field::Text(&subject.id),
            Field::Text(&subject.kind),
            Field::Text(&subject.name),
            Field::Text(&target.id),
            Field::Text(&target.kind),
            Field::Text(&target.name),
            location,
            ip,
            details,
        ]);
    }
    sheet.out
}

#[derive(Serialize)]
struct Row<'a> {
    action: &'a str,
    actor_id: Option<&'a str>,
    actor_name: Option<&'a str>,
    actor_type: Option<&'a str>,
    details: Option<&'a str>,
    event_id: Option<&'a str>,
    happened_at: Option<String>,
    ip_address: Option<&'a str>,
    kind: &'static str,
    location: Option<&'a str>,
    subject_id: Option<&'a str>,
    subject_name: Option<&'a str>,
    subject_type: Option<&'a str>,
    target_id: Option<&'a str>,
    target_name: Option<&'a str>,
    target_type: Option<&'a str>,
    token_id: Option<&'a str>,
    token_name: Option<&'a str>,
}

pub(super) fn json(rows: &[TokenEvent], about: ExportContext<'_>) -> String {
    let totals = Totals::of_activity(rows);
    document("service-token-console/activity/1", about, totals, rows, |row| {
        let Event { id, at, action, actor, subject, target, location, ip, details } = &*row.event;
        Row {
            action,
            actor_id: told(&actor.id),
            actor_name: told(&actor.name),
            actor_type: told(&actor.kind),
            details: details.as_deref(),
            event_id: told(id),
            happened_at: at.map(Timestamp::iso),
            ip_address: ip.as_deref(),
            kind: row.kind.key(),
            location: location.as_deref(),
            subject_id: told(&subject.id),
            subject_name: told(&subject.name),
            subject_type: told(&subject.kind),
            target_id: told(&target.id),
            target_name: told(&target.name),
            target_type: told(&target.kind),
            token_id: row.token().map(TokenId::as_str),
            token_name: told(row.token_name()),
        }
    })
}

/// What is not told is null.
fn told(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
