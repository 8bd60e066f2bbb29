//! Events as they come in, page after page.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Event, Events};
use crate::domain::time::Timestamp;

/// What was read of an audit log, the newest first. That the API gives the newest first is not documented: the events
/// are put in order here, and whether they came so is remembered, because only then a part of the log reaches back to its
/// oldest event without a gap.
#[derive(Debug, Default)]
pub struct EventLog {
    events: Events,
    seen: FxHashSet<Box<str>>,
    oldest: Option<Timestamp>,
    has_come_out_of_order: bool,
}

impl EventLog {
    /// Takes a page over; how many of its events are new. One without an id cannot be told from another one, so that it is
    /// kept and does not count as new.
    pub fn take(&mut self, page: Vec<Event>) -> usize {
        let before = self.seen.len();
        for event in page {
            if !event.id.is_empty() && !self.seen.insert(event.id.clone()) {
                continue;
            }
            match (event.at, self.oldest) {
                (Some(at), Some(oldest)) if at > oldest => self.has_come_out_of_order = true,
                (Some(at), _) => self.oldest = Some(at),
                // Without a time nobody knows where it belongs.
                (None, _) => {}
            }
            self.events.push(Arc::new(event));
        }
        // Those without a time come last.
        self.events.sort_by_key(|event| std::cmp::Reverse(event.at));
        self.seen.len() - before
    }

    /// The events, the newest first.
    pub fn events(&self) -> &[Arc<Event>] {
        &self.events
    }

    /// Since when every event was read, if the log was not read to its end: nothing where that is not known.
    pub fn reaches_back_to(&self) -> Option<Timestamp> {
        self.oldest.filter(|_| !self.has_come_out_of_order)
    }
}
