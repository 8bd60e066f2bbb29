//! The state without a browser: lists, drafts, changes, creation, addresses, sign-in, in time that tests let pass.

#![allow(
    clippy::unnecessary_wraps,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod accesses;
mod api;
mod audit_log;
mod changes;
mod creation;
mod deletions;
mod drafts;
mod editing;
mod leaks;
mod lists;
mod navigation;
mod sign_in;
mod single_tokens;
mod surroundings;
mod world;

use api::{Api, Fate, Row};
use world::{World, id, org};
