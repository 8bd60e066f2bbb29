//! The rules of service token access and the client of the API they come from.
//!
//! Three rooms: [`words`] holds every sentence of the interface; [`domain`] decides (what is granted,
//! inherited, changed, exported, risky) and knows no clock, no network and no browser; [`api`] speaks
//! the wire form of the PlanetScale API through ports that somebody else fills in. Nothing here can
//! reach a browser: the crate does not depend on one.

pub mod api;
pub mod domain;
pub mod words;
