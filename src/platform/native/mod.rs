//! Doubles of the browser in memory, for machines without one. Each thread has its own, and so has each test, which
//! scripts them and looks at what they were asked for.

#![cfg_attr(not(test), allow(dead_code, reason = "only tests script the doubles"))]

pub(crate) mod channels;
pub(crate) mod clipboard;
pub(crate) mod download;
pub(crate) mod fetch;
pub(crate) mod history;
pub(crate) mod locale;
pub(crate) mod page;
pub(crate) mod shelves;
pub(crate) mod turns;
pub(crate) mod unicode;

/// Begins anew: a browser that was just opened, at the console's first page.
pub(crate) fn reset() {
    turns::reset();
    fetch::reset();
    channels::reset();
    clipboard::reset();
    download::reset();
    page::reset();
    shelves::reset();
    history::reset();
}
