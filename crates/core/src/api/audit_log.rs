//! Reading the audit log: pages that each lead to the next by a cursor.
//!
//! Nothing tells how many events there are, and in which order they come is not documented. A log is whole when the API
//! says that nothing follows, and not before.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::activity::{Event, LogEnd, Party};
use crate::domain::ids::OrgName;
use crate::domain::secret::without_secrets;

use super::client::Client;
use super::error::{ApiError, Unreadable};
use super::ports::Ports;
use super::routes::{Cursor, Endpoint};
use super::text::Text;
use super::wire;

/// How the log names that a token leaked.
const LEAKED: &str = "service_token.token_leaked";

#[derive(Deserialize)]
struct PageWire<'a> {
    #[serde(default, borrow)]
    has_next: Option<&'a RawValue>,
    #[serde(default, borrow)]
    cursor_end: Text<'a>,
    #[serde(borrow)]
    data: Vec<EventWire<'a>>,
}

#[derive(Deserialize)]
struct EventWire<'a> {
    #[serde(default, borrow)]
    id: Text<'a>,
    #[serde(default, borrow)]
    created_at: Text<'a>,
    #[serde(default, borrow)]
    audit_action: Text<'a>,
    #[serde(default, borrow)]
    action: Text<'a>,
    #[serde(default, borrow)]
    actor_id: Text<'a>,
    #[serde(default, borrow)]
    actor_type: Text<'a>,
    #[serde(default, borrow)]
    actor_display_name: Text<'a>,
    #[serde(default, borrow)]
    auditable_id: Text<'a>,
    #[serde(default, borrow)]
    auditable_type: Text<'a>,
    #[serde(default, borrow)]
    auditable_display_name: Text<'a>,
    #[serde(default, borrow)]
    target_id: Text<'a>,
    #[serde(default, borrow)]
    target_type: Text<'a>,
    #[serde(default, borrow)]
    target_display_name: Text<'a>,
    #[serde(default, borrow)]
    location: Text<'a>,
    #[serde(default, borrow)]
    remote_ip: Text<'a>,
    #[serde(default, borrow)]
    metadata: Option<&'a RawValue>,
}

/// The most of an event's metadata that is kept, in characters.
const LONGEST_DETAILS: usize = 4_000;

/// What the metadata of an event tells, as JSON; nothing where it tells nothing. Nobody promises that no secret is in it.
fn details(metadata: Option<&RawValue>) -> Option<Box<str>> {
    let text = metadata.map(RawValue::get).filter(|text| !matches!(*text, "null" | "{}"))?;
    Some(without_secrets(text).chars().take(LONGEST_DETAILS).collect())
}

impl EventWire<'_> {
    fn event(self) -> Event {
        let text = |text: Text<'_>| Box::from(text.as_str());
        let told = |text: Text<'_>| {
            Some(text.0.unwrap_or_default()).filter(|it| !it.is_empty()).map(Cow::into)
        };
        let party = |id, kind, name| Party { id: text(id), kind: text(kind), name: text(name) };
        Event {
            id: text(self.id),
            at: self.created_at.time(),
            action: text(
                Some(self.audit_action).filter(|it| !it.as_str().is_empty()).unwrap_or(self.action),
            ),
            actor: party(self.actor_id, self.actor_type, self.actor_display_name),
            subject: party(self.auditable_id, self.auditable_type, self.auditable_display_name),
            target: party(self.target_id, self.target_type, self.target_display_name),
            location: told(self.location),
            ip: told(self.remote_ip),
            details: details(self.metadata),
        }
    }
}

/// A page, and where the next one begins.
#[derive(Debug, PartialEq)]
struct LogPage {
    events: Vec<Event>,
    next: Next,
}

/// What follows a page.
#[derive(Debug, PartialEq)]
enum Next {
    /// Nothing.
    None,
    /// More, after that place.
    After(Cursor),
    /// More, and nobody says where.
    Unknown,
}

fn page(json: &str) -> Result<LogPage, Unreadable> {
    let read: PageWire<'_> = wire::json(json)?;
    let has_next = read.has_next.map(RawValue::get);
    // The cursor of a page is the id of its last event.
    let last = read.data.last().map_or("", |event| event.id.as_str());
    let cursor = Cursor::parse(read.cursor_end.as_str()).or_else(|| Cursor::parse(last));
    let next = match (has_next, cursor) {
        (Some("true"), None) => Next::Unknown,
        // Where nothing is told of more, an empty page is the end.
        (Some("false"), _) | (_, None) => Next::None,
        (_, Some(cursor)) => Next::After(cursor),
    };
    Ok(LogPage { events: read.data.into_iter().map(EventWire::event).collect(), next })
}

impl<P: Ports> Client<P> {
    /// Reads the audit log of an organization (`GET /organizations/:org/audit-log`), page after page, so many pages at the
    /// most, from its beginning or after a place. Each page is given as it comes, with the place that the next one begins
    /// after. Whatever was given is right, also where an error follows.
    ///
    /// # Errors
    /// What ended the reading. The events that were given before are right.
    pub async fn audit_log(
        &self,
        org: &OrgName,
        after: Option<Cursor>,
        most: usize,
        mut on_page: impl FnMut(Vec<Event>, Option<&Cursor>),
    ) -> Result<LogEnd, ApiError> {
        let mut after = after;
        let mut cursors: FxHashSet<Cursor> = after.iter().cloned().collect();
        let mut seen = FxHashSet::<Box<str>>::default();
        for _ in 0..most {
            let endpoint = Endpoint::AuditLog { org, after: after.as_ref() };
            let LogPage { events, next } = self.read(endpoint, page).await?;
            let before = seen.len();
            let ids = events.iter().filter(|event| !event.id.is_empty());
            seen.extend(ids.map(|event| event.id.clone()));
            let has_new = seen.len() > before;
            match next {
                Next::None => {
                    on_page(events, None);
                    return Ok(LogEnd::Whole);
                }
                Next::Unknown => {
                    on_page(events, None);
                    return Ok(LogEnd::NowhereNew);
                }
                // Pages that give nothing new, and cursors that lead back, have no end.
                Next::After(cursor) if !has_new || !cursors.insert(cursor.clone()) => {
                    on_page(events, None);
                    return Ok(LogEnd::NowhereNew);
                }
                Next::After(cursor) => {
                    on_page(events, Some(&cursor));
                    after = Some(cursor);
                }
            }
        }
        Ok(LogEnd::More)
    }

    /// Reads the newest hundred events that tell of leaked tokens (`GET /organizations/:org/audit-log` with a filter). That
    /// there are none says nothing: an API that does not know the filter gives other events.
    ///
    /// # Errors
    /// Why they could not be read.
    pub async fn leaks(&self, org: &OrgName) -> Result<Vec<Event>, ApiError> {
        let endpoint = Endpoint::AuditLogOf { org, action: LEAKED };
        self.read(endpoint, page).await.map(|page| page.events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = r#"{"id":"e1","type":"AuditLogEvent","actor_id":"u1","actor_type":"User","auditable_id":"t1","auditable_type":"ServiceToken","target_id":null,"target_type":null,"location":"Berlin","target_display_name":null,"audit_action":"service_token.created","action":"created","actor_display_name":"Ada","auditable_display_name":"ci","remote_ip":"203.0.113.7","created_at":"2026-11-20T10:00:00.000Z","updated_at":"2026-11-20T10:00:00.000Z","metadata":{"token":"pscale_tkn_NEVERTELL"}}"#;

    fn of(data: &str, more: &str) -> LogPage {
        page(&["{\"type\":\"list\",\"data\":[", data, "]", more, "}"].concat()).unwrap()
    }

    #[test]
    fn an_event_is_read_and_no_secret_is_kept() {
        let read = of(EVENT, r#","has_next":false,"cursor_end":"e1""#);
        let event = &read.events[0];
        assert_eq!((&*event.id, &*event.action), ("e1", "service_token.created"));
        assert_eq!(event.at.unwrap().iso(), "2026-11-20T10:00:00Z");
        assert_eq!((&*event.actor.name, &*event.subject.id), ("Ada", "t1"));
        assert_eq!(
            (event.location.as_deref(), event.ip.as_deref()),
            (Some("Berlin"), Some("203.0.113.7"))
        );
        assert!(!format!("{event:?}").contains("NEVERTELL"));
        assert_eq!(read.next, Next::None);
    }

    #[test]
    fn what_is_null_of_another_type_or_absent_is_not_told() {
        let event = of(
            r#"{"id":7,"actor_id":null,"metadata":null,"created_at":"soon","action":"x","location":""}"#,
            "",
        );
        let wanted = Event { id: "7".into(), action: "x".into(), ..Event::default() };
        assert_eq!(event.events, [wanted]);
        assert_eq!(of("{}", "").events, [Event::default()]);
    }

    #[test]
    fn a_log_ends_where_the_api_says_so() {
        let next = |data: &str, more: &str| of(data, more).next;
        let after = |cursor: &str| Next::After(Cursor::parse(cursor).unwrap());
        assert_eq!(next(EVENT, r#","has_next":true,"cursor_end":"c9""#), after("c9"));
        assert_eq!(next(EVENT, r#","has_next":true,"cursor_end":null"#), after("e1"));
        assert_eq!(next("", r#","has_next":true,"cursor_end":null"#), Next::Unknown);
        // A page with events that does not say whether more follows is asked on.
        assert_eq!(next(EVENT, ""), after("e1"));
        assert_eq!(next("", ""), Next::None);
        assert_eq!(next(EVENT, r#","has_next":false"#), Next::None);
        assert!(page("{}").is_err() && page("[]").is_err());
    }
}
