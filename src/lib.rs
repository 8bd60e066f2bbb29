//! The service token console in the browser.
//!
//! Rules and the API client are in `console-core`; here they are wired to a page. Rooms, each of
//! which only looks down: `platform` (the browser), `state` (what is loaded) and `ui` (parts of
//! pages), `pages`, `app`.

pub mod ui;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(all(target_arch = "wasm32", debug_assertions))]
mod gallery;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod platform;
#[cfg(target_arch = "wasm32")]
mod state;

#[cfg(target_arch = "wasm32")]
pub use app::start;
