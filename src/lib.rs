//! The service token console in the browser.
//!
//! Rules and the API client are in `console-core`; here they are wired to a page. Rooms, each of
//! which only looks down: `platform` (the browser), `state` (what is loaded) and `ui` (parts of
//! pages), `pages`, `app`.

pub mod ui;

mod app;
#[cfg(debug_assertions)]
mod gallery;
mod pages;
mod platform;
mod state;

pub use app::start;
