//! What the audit log tells of tokens.

use crate::domain::activity::{ActivityView, Event, EventKind, Horizon, TokenEvent, brief_details};

/// The page.
pub const TITLE: &str = "Activity";
/// The table.
pub const EVENTS: &str = "Events";
/// A column.
pub const WHEN: &str = "When";
/// A column.
pub const EVENT: &str = "Event";
/// A column.
pub const TOKEN: &str = "Token";
/// A column.
pub const BY: &str = "By";
/// A column: the place and the address that somebody came from.
pub const FROM: &str = "From";
/// The search.
pub const SEARCH: &str = "Search events";
/// The toggles.
pub const FILTERS: &str = "Filters";
/// Only what tokens did.
pub const BY_TOKENS: &str = "By tokens";
/// The work.
pub const READING: &str = super::faults::tasks::READING_AUDIT_LOG;
/// Reads it once more.
pub const LOOK_AGAIN: &str = "Look again";
/// Goes on.
pub const LOAD_OLDER: &str = "Load older events";
/// The way back from filters.
pub const CLEAR: &str = "Show all events";
/// In place of an actor that is the token of the row.
pub const BY_ITSELF: &str = "the token itself";
/// A link on a token's page.
pub const OF_THIS_TOKEN: &str = "Activity of this token";

/// Nothing is shown.
pub const NONE_FITS: &str = "No event matches";
/// Why.
pub const NONE_FITS_TEXT: &str = "No event that was loaded matches the search and the filters.";
/// The log was read to its end, and no token is in it.
pub const NONE: &str = "No token events";
/// The same in a sentence.
pub const NONE_TEXT: &str = "Within the 15 days that PlanetScale keeps events, nothing was done to a service token, and no token did anything that the audit log tells.";
/// A part of the log was read, and no token is in it.
pub const NONE_LOADED: &str = "No token events in what was loaded";
/// The same in a sentence.
pub const NONE_LOADED_TEXT: &str = "The audit log was not loaded to its end, so there may be some.";

/// The leaked flow: what the deleted token did. Before the log is there.
pub const LOOKING_WHAT_IT_DID: &str = "Looking in the audit log what it did…";

/// What a token did, how far that is known: since a leak that the log tells, and before it.
pub fn did(name: &str, since: &super::Count, before: usize, leaked: Option<&str>) -> String {
    let name = super::isolated(name);
    let things = |count: usize, text: &str| match count {
        0 => "nothing".to_owned(),
        n => [text, " ", super::plural(n, "thing", "things")].concat(),
    };
    let own = things(since.value, since.text());
    match leaked {
        None => [&name, " did ", &own, " that the audit log tells."].concat(),
        Some(at) => {
            let before = things(before, &before.to_string());
            [
                "The audit log tells of the leak at ",
                at,
                ". Since then ",
                &name,
                " did ",
                &own,
                ", and before ",
                &before,
                ".",
            ]
            .concat()
        }
    }
}

/// What it did is not known, or only of a part of the log; nothing where all was read that PlanetScale keeps.
pub fn not_known_what_it_did(horizon: Horizon, since: Option<&str>) -> Option<String> {
    match horizon {
        Horizon::Whole | Horizon::Coming => None,
        Horizon::Since(_) => missing(horizon, since),
        Horizon::NotPermitted => Some("What it did is not known: the console's token is missing read_audit_logs. PlanetScale's audit log has it under the organization's settings, for 15 days.".to_owned()),
        Horizon::NotRead => Some("What it did is not known: the audit log could not be loaded.".to_owned()),
    }
}

/// How many more events there are than are listed.
pub fn and_more(count: &super::Count) -> String {
    ["and ", &count.of("more event", "more events")].concat()
}

/// One thing that a token did: when, what, from where.
pub fn deed(at: Option<&str>, one: &TokenEvent) -> String {
    let from = from(&one.event);
    let parts = [at.unwrap_or_default().to_owned(), event_in_row(one), from];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The log may not be read.
pub const NOT_PERMITTED: &str = "The audit log may not be read";
/// Why.
pub const NOT_PERMITTED_TEXT: &str =
    "The console's token is missing read_audit_logs. That does not mean that nothing happened.";
/// What to do.
pub const NOT_PERMITTED_NEXT: &str = "Give the console's token this permission to see what was done to tokens and by them. Everything else works without it.";
/// The API gives the same again and again.
pub const NOWHERE_NEW: &str = "The audit log is not whole";
/// Why.
pub const NOWHERE_NEW_TEXT: &str =
    "PlanetScale says that there are more events, and gives none that are new.";
/// The log broke off.
pub const BROKEN_OFF: &str = "The audit log was not loaded to its end";
/// What that means, before what to do.
pub const COVERS_THESE: &str =
    "Search, filters and exports include only the events that were loaded. ";

/// What happened to a token, as a filter and in a row.
pub fn kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Created => "Created",
        EventKind::Deleted => "Deleted",
        EventKind::AccessChanged => "Access changed",
        EventKind::Leaked => "Leaked",
        EventKind::Other => "Other",
    }
}

/// What an event is called: in words where they are known, else as PlanetScale names it.
pub fn event(event: &Event) -> &str {
    let verb = event.action.rsplit('.').next().unwrap_or_default();
    match (event.kind(), verb) {
        (EventKind::AccessChanged, "granted_access") => "Access granted",
        (EventKind::AccessChanged, "revoked_access" | "removed_access") => "Access removed",
        (EventKind::Other, _) if event.action.is_empty() => "Not told",
        (EventKind::Other, _) => &event.action,
        (known, _) => kind(known),
    }
}

/// What an event is called, what else it is about, and what is told of it.
pub fn event_in_row(one: &TokenEvent) -> String {
    let more = more_in_row(one);
    let name = event(&one.event);
    if more.is_empty() { name.to_owned() } else { [name, " · ", &more].concat() }
}

/// What else an event is about, and what is told of it.
pub fn more_in_row(one: &TokenEvent) -> String {
    let mut parts = Vec::new();
    parts.extend(one.others().map(|party| super::isolated(party.label())));
    parts.extend(
        brief_details(&one.event).into_iter().map(|(name, value)| [&name, ": ", &value].concat()),
    );
    parts.join(" · ")
}

/// Where somebody came from.
pub fn from(event: &Event) -> String {
    let parts: Vec<&str> =
        [&event.ip, &event.location].into_iter().flatten().map(|it| &**it).collect();
    parts.join(" · ")
}

/// How many events are shown of how many, and how far back they reach.
pub fn count(
    shown: &super::Count,
    all: &super::Count,
    horizon: Horizon,
    since: Option<&str>,
) -> String {
    let events = [shown.text(), " of ", &all.of("event", "events")].concat();
    match horizon {
        Horizon::Whole => {
            [&events, " · complete: all of the 15 days that PlanetScale keeps"].concat()
        }
        Horizon::Coming if all.value == 0 => "Loading events…".to_owned(),
        Horizon::Coming => [&events, " · partial: loading"].concat(),
        Horizon::Since(_) => match since {
            Some(since) => [&events, " · partial: since ", since].concat(),
            None => [&events, " · partial: some are missing"].concat(),
        },
        Horizon::NotPermitted => "Events not known: read_audit_logs is missing".to_owned(),
        Horizon::NotRead => "Events not known: the audit log is not loaded".to_owned(),
    }
}

/// Why events may be missing, in a sentence; nothing where all are there that PlanetScale keeps.
pub fn missing(horizon: Horizon, since: Option<&str>) -> Option<String> {
    match horizon {
        Horizon::Whole => None,
        Horizon::Coming => Some("The audit log was still loading.".to_owned()),
        Horizon::Since(_) => Some(match since {
            Some(since) => ["The audit log was loaded back to ", since, " only."].concat(),
            None => {
                "The audit log was not loaded to its end, and some events are missing.".to_owned()
            }
        }),
        Horizon::NotPermitted => {
            Some("The audit log may not be read: read_audit_logs is missing.".to_owned())
        }
        Horizon::NotRead => Some("The audit log was not loaded.".to_owned()),
    }
}

/// The events are of one token only.
pub fn only_of(name: &str, id: &str) -> String {
    let named = match name {
        "" => id.to_owned(),
        name => super::tokens::name_and_id(name, id),
    };
    ["Only events that name ", &named, "."].concat()
}

/// What is shown, for a file and on paper.
pub fn in_words(view: &ActivityView) -> String {
    let mut parts = Vec::new();
    if let Some(token) = &view.token {
        parts.push(only_of("", token.as_str()));
    }
    let search = view.search.trim();
    if !search.is_empty() {
        parts.push(["Search: ", search, "."].concat());
    }
    let kinds: Vec<&str> = view.kinds.iter().map(|one| kind(*one)).collect();
    if !kinds.is_empty() {
        parts.push(["Events: ", &kinds.join(" or "), "."].concat());
    }
    if view.by_tokens {
        parts.push("Only what tokens did.".to_owned());
    }
    parts.push(KEPT.to_owned());
    parts.join(" ")
}

/// How long events are kept.
pub const KEPT: &str = "PlanetScale keeps events for 15 days.";
