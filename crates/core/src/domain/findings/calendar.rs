//! The ends of tokens as a calendar file (RFC 5545).

use std::sync::Arc;

use crate::domain::ids::OrgName;
use crate::domain::time::{Seconds, Timestamp};
use crate::domain::token::Token;

/// The end of a token, with what calendars show of it. There is no secret in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The token's id.
    pub id: String,
    /// When it ends.
    pub at: Timestamp,
    /// The title.
    pub summary: String,
    /// What else there is to know.
    pub description: String,
}

/// The tokens that end within that time from now, the soonest first, by their places in the list. `None`: at any time.
pub fn ending(tokens: &[Arc<Token>], now: Timestamp, within: Option<Seconds>) -> Vec<u32> {
    let last = within.map(|within| now.saturating_add(within));
    let mut all: Vec<(Timestamp, u32)> = tokens
        .iter()
        .zip(0_u32..)
        .filter_map(|(token, place)| Some((token.expires_at?, place)))
        .filter(|(end, _)| *end > now && last.is_none_or(|last| *end <= last))
        .collect();
    all.sort_unstable();
    all.into_iter().map(|(_, place)| place).collect()
}

/// A calendar with an entry for each (RFC 5545; its description as in RFC 7986). An entry keeps its UID, so that a calendar
/// that takes the file again brings it up to date. `missing` says why it is not whole, if it is not.
pub fn calendar_file(
    organization: &OrgName,
    entries: &[CalendarEntry],
    now: Timestamp,
    missing: Option<&str>,
) -> String {
    let mut out = String::new();
    let mut line = |text: &str| folded_into(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//service-token-console//EN");
    line("CALSCALE:GREGORIAN");
    if let Some(missing) = missing {
        line(&["DESCRIPTION:", &escaped(missing)].concat());
    }
    for entry in entries {
        line("BEGIN:VEVENT");
        let uid =
            [&escaped(&entry.id), "-", &escaped(organization.as_str()), "@service-token-console"];
        line(&["UID:", &uid.concat()].concat());
        line(&["DTSTAMP:", &stamp(now)].concat());
        line(&["DTSTART:", &stamp(entry.at)].concat());
        line(&["SUMMARY:", &escaped(&entry.summary)].concat());
        line(&["DESCRIPTION:", &escaped(&entry.description)].concat());
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// `20270131T235959Z`.
fn stamp(at: Timestamp) -> String {
    let digits: String = at
        .iso()
        .split(['.', 'Z'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == 'T')
        .collect();
    [&digits, "Z"].concat()
}

/// Text as RFC 5545, 3.3.11 has it; other control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line of at most 75 bytes; what is longer goes on in the next, which begins with a space (RFC 5545, 3.1).
fn folded_into(text: &str, out: &mut String) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}
