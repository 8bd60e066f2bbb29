//! The browser: fetch, storage, clipboard, downloads, the address, waiting for the screen.
//!
//! What it refuses to know: tokens and permissions.

pub(crate) mod address;
pub(crate) mod channel;
pub(crate) mod clipboard;
pub(crate) mod download;
pub(crate) mod fetch;
pub(crate) mod locale;
pub(crate) mod storage;
pub(crate) mod turns;
pub(crate) mod unicode;
