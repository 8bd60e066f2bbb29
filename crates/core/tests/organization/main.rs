//! What is told of all tokens of an organization agrees with what each of them holds.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

mod exported_risk;
mod groups;
mod matrix;
mod printed;
mod setup;
mod who;
