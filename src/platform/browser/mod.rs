//! The browser.

pub(super) mod channels;
pub(crate) mod clipboard;
pub(crate) mod download;
pub(crate) mod fetch;
pub(super) mod history;
pub(crate) mod locale;
pub(crate) mod page;
pub(super) mod shelves;
pub(crate) mod turns;
pub(crate) mod unicode;
