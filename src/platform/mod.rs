//! The outside behind ports: fetch, storage, clipboard, downloads, the address, the other tabs, waiting for the screen.
//!
//! `browser` is the real one; `native` holds doubles in memory, which tests script. This is the only place that knows
//! for which machine the console is compiled. What it refuses to know: tokens and permissions.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod native;

#[cfg(target_arch = "wasm32")]
use browser as outside;
#[cfg(not(target_arch = "wasm32"))]
use native as outside;

pub(crate) mod address;
pub(crate) mod channel;
pub(crate) mod storage;

pub(crate) use outside::{clipboard, download, fetch, locale, page, turns, unicode};

/// Whether there is a page to show the console in.
pub(crate) const IS_BROWSER: bool = cfg!(target_arch = "wasm32");
