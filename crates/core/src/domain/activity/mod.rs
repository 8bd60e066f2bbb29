//! What the organization's audit log tells of its tokens: what was done to them, and what they did.
//!
//! Every field of an event may be missing, and an action or a type may be one that nobody here has heard of: those are
//! kept and shown by the names that the vendor gives them.

mod deeds;
mod details;
mod entries;
mod horizon;
mod leaks;
mod log;
mod order;
mod view;

use std::sync::Arc;

pub use deeds::{Deeds, deeds};
pub use details::brief_details;
pub use entries::{TokenEvent, find_token_events};
pub use horizon::{Horizon, LogEnd, LogRead};
pub use leaks::{Leak, Leaks, find_leaks};
pub use log::EventLog;
pub use order::{EventColumn, sort_events};
pub use view::{ActivityView, EventFilter};

use super::time::{Seconds, Timestamp};

/// How long PlanetScale keeps events, as it documents.
pub const KEPT: Seconds = Seconds::days(15);

/// Somebody or something that an event names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// The API's id of it; empty where it is not told.
    pub id: Box<str>,
    /// The API's name of its type; empty where it is not told.
    pub kind: Box<str>,
    /// What people call it; empty where it is not told.
    pub name: Box<str>,
}

impl Party {
    /// Whether its type says that it is a service token, in whatever spelling.
    fn is_named_token(&self) -> bool {
        is_token_word(&self.kind)
    }

    /// Its name, else its id.
    pub fn label(&self) -> &str {
        let is_named = !self.name.trim().is_empty();
        if is_named { &self.name } else { &self.id }
    }
}

/// Whether a name is that of service tokens: `ServiceToken`, `service_token`, `Service::Token`, …
fn is_token_word(word: &str) -> bool {
    let letters: String =
        word.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    letters.ends_with("servicetoken") || letters.ends_with("servicetokens")
}

/// One event of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    /// The API's id of it; empty where it is not told.
    pub id: Box<str>,
    /// When it was, where that is told.
    pub at: Option<Timestamp>,
    /// What was done, as the API names it: `service_token.created`.
    pub action: Box<str>,
    /// Who did it.
    pub actor: Party,
    /// What it was done to.
    pub subject: Party,
    /// What else it is about.
    pub target: Party,
    /// Where the actor was, as the API tells it from the address.
    pub location: Option<Box<str>>,
    /// The address that the actor came from.
    pub ip: Option<Box<str>>,
    /// What else is told, as JSON.
    pub details: Option<Box<str>>,
}

/// What an event means for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// A token was created.
    Created,
    /// A token was deleted.
    Deleted,
    /// What a token may do was changed.
    AccessChanged,
    /// The secret of a token was found where it does not belong.
    Leaked,
    /// Anything else.
    Other,
}

impl EventKind {
    /// Those that a filter is about, in the order of display.
    pub const FILTERED: [Self; 4] =
        [Self::Created, Self::Deleted, Self::AccessChanged, Self::Leaked];

    /// Its name in addresses and files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Deleted => "deleted",
            Self::AccessChanged => "access_changed",
            Self::Leaked => "leaked",
            Self::Other => "other",
        }
    }

    /// The one that a filter is about of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::FILTERED.into_iter().find(|own| own.key() == key)
    }
}

impl Event {
    /// What it means for a token.
    pub fn kind(&self) -> EventKind {
        let (is_own, verb) = match self.action.rsplit_once('.') {
            Some((what, verb)) => (is_token_word(what), verb),
            // Without a thing before it, the action is about what it was done to.
            None => (self.subject.is_named_token(), &*self.action),
        };
        match verb {
            _ if !is_own => EventKind::Other,
            "created" => EventKind::Created,
            "deleted" => EventKind::Deleted,
            // What a removal is called is not published: the last two are names that it may have.
            "updated_bulk_database_access"
            | "granted_access"
            | "revoked_access"
            | "removed_access" => EventKind::AccessChanged,
            "token_leaked" => EventKind::Leaked,
            _ => EventKind::Other,
        }
    }

    /// Whether the action itself says that it is about a token, whatever its parties say.
    fn is_of_tokens(&self) -> bool {
        self.action.rsplit_once('.').is_some_and(|(what, _)| is_token_word(what))
    }

    fn parties(&self) -> [&Party; 3] {
        [&self.subject, &self.target, &self.actor]
    }

    /// Whether it names that id, in whatever role.
    pub fn names(&self, id: &str) -> bool {
        !id.is_empty() && self.parties().iter().any(|party| *party.id == *id)
    }
}

/// Events, each shared with whoever shows it.
pub type Events = Vec<Arc<Event>>;

#[cfg(test)]
mod tests;
