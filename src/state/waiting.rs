//! Why calls wait.

use console_core::api::ports::Wait;
use leptos::prelude::*;

use crate::platform::{locale, turns};

/// A wait that is shorter than this is not worth a word, in milliseconds.
const SHORT_WAIT: u64 = 5_000;

/// Tells why a call waits, for as long as it does.
pub(super) fn tell_wait(waiting: RwSignal<Option<(Wait, i64)>>, why: Wait, millis: u64) {
    if millis < SHORT_WAIT {
        return;
    }
    let until = locale::now_millis().saturating_add(i64::try_from(millis).unwrap_or(i64::MAX));
    if waiting.with_untracked(|now| now.is_none_or(|(_, other)| other < until)) {
        waiting.set(Some((why, until)));
    }
    let over = move || {
        if waiting.with_untracked(|now| now.is_some_and(|(_, last)| last <= until)) {
            waiting.set(None);
        }
    };
    turns::after(u32::try_from(millis).unwrap_or(u32::MAX), over);
}
