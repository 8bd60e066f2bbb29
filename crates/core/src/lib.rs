//! The rules of service token access and the client of the API they come from.
//!
//! Three rooms, each of which uses only those below it. [`words`], at the top, holds every sentence of the interface:
//! it says what the others return as enums. [`api`] speaks the wire form of the PlanetScale API through ports that
//! somebody else fills in. [`domain`] decides (what is granted, inherited, changed, exported, risky) and knows no clock,
//! no network and no browser. Nothing here can reach a browser: the crate does not depend on one.

pub mod api;
pub mod domain;
pub mod words;
