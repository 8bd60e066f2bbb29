//! A stand-in for the parts of PlanetScale's API that concern service tokens, and a server that puts
//! the console in front of it (or of the real API) the way a deployment does.
//!
//! It is strict where the API is: an unknown query parameter or field is refused and remembered, so
//! that a test can assert that nothing wrong was ever sent.

mod answers;
mod api;
mod caller;
mod clock;
mod console;
mod control;
mod events;
mod gateway;
mod http;
mod options;
mod packing;
mod server;
mod story;
mod world;

pub use gateway::{GatewayOptions, is_needed, run as run_gateway};
pub use options::{Accesses, Credential, Options};
pub use server::Sandbox;
