//! Decisions as pure functions over plain values.
//!
//! What it refuses to know: clocks (`now` is always a parameter), randomness, waiting, signals,
//! storage, the network and the browser. Input from outside never makes it panic.

pub mod access;
pub mod activity;
pub mod catalog;
pub mod compare;
pub mod config;
pub mod creation;
pub mod deletion;
pub mod export;
pub mod findings;
pub mod hidden;
pub mod identity;
pub mod ids;
pub mod knowledge;
pub mod listing;
pub mod meaning;
pub mod operations;
mod order;
pub mod pace;
pub mod permission;
pub mod raw;
pub mod report;
pub mod resource;
pub mod retry;
pub mod rotation;
pub mod route;
pub mod secret;
pub mod shell;
pub mod table_order;
pub mod time;
pub mod token;
pub mod ttl;
pub mod view_state;
pub mod who;
