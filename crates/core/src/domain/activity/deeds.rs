//! What one token did, as the audit log tells.

use std::sync::Arc;

use super::{Event, TokenEvent, find_leaks, find_token_events};
use crate::domain::ids::TokenId;
use crate::domain::time::Timestamp;

/// What a token did, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deeds {
    /// When the log tells first that it leaked, if it does.
    pub leaked: Option<Timestamp>,
    /// What it did since then; where the log tells no leak, all that it did.
    pub since: Vec<TokenEvent>,
    /// How much it did before.
    pub before: usize,
}

/// Finds what a token did. Of what has no time, nobody can say that it was before a leak.
pub fn deeds(events: &[Arc<Event>], id: &TokenId) -> Deeds {
    let leaked = find_leaks(events, [id]).remove(id).and_then(|leak| leak.at);
    let own = find_token_events(events, [id]).into_iter().filter(|one| one.by.as_ref() == Some(id));
    let (before, since): (Vec<_>, Vec<_>) =
        own.partition(|one| leaked.zip(one.event.at).is_some_and(|(leak, at)| at < leak));
    Deeds { leaked, since, before: before.len() }
}
