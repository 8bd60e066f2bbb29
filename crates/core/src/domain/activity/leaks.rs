//! Tokens whose secret was found where it does not belong, as the audit log tells.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Event, EventKind, find_token_events};
use crate::domain::ids::TokenId;
use crate::domain::time::Timestamp;

/// That a token leaked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// When that was told first, where the log says so.
    pub at: Option<Timestamp>,
    /// How many events tell it.
    pub events: usize,
}

/// Leaks, by the tokens.
pub type Leaks = BTreeMap<TokenId, Leak>;

/// The leaks that a log tells.
pub fn find_leaks<'a>(
    events: &[Arc<Event>],
    known: impl IntoIterator<Item = &'a TokenId>,
) -> Leaks {
    let mut all = Leaks::new();
    let told = find_token_events(events, known).into_iter();
    for one in told.filter(|one| one.kind == EventKind::Leaked) {
        let Some(id) = one.about else { continue };
        let leak = all.entry(id).or_insert(Leak { at: None, events: 0 });
        leak.events += 1;
        leak.at = [leak.at, one.event.at].into_iter().flatten().min();
    }
    all
}
