//! Numbers as their reader writes them. How, is given from outside, once, by [`provide_numbers`].

use std::sync::OnceLock;

use console_core::words::Count;

static WRITE: OnceLock<fn(usize) -> Count> = OnceLock::new();

/// Gives every part of every page a way to write numbers.
pub fn provide_numbers(write: fn(usize) -> Count) {
    // The first one stays.
    let _ = WRITE.set(write);
}

/// A number as its reader writes it; plain where nobody told how.
pub fn count(value: usize) -> Count {
    WRITE.get().map_or_else(|| value.into(), |write| write(value))
}
