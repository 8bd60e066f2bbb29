//! PlanetScale's API: which calls there are, how answers are read, what errors mean.
//!
//! What it refuses to know: fetch, timers and the page. It reaches the outside through
//! [`ports::Ports`] alone.

mod accesses;
mod answer;
mod apply;
mod audit_log;
mod client;
mod creation;
mod envelope;
mod error;
mod first;
mod granting;
mod page;
mod pages;
pub mod ports;
mod request_log;
mod routes;
mod slots;
mod surrogates;
mod text;
mod whole;
mod wire;

pub use accesses::AccessAnswer;
pub use apply::{Applied, Cause, NotApplied, Outcome};
pub use client::{Client, Deleted, ListedOrganization};
pub use creation::{Created, CreationPhase, LostAnswer, NotCreated, SearchOutcome};
pub use error::{ApiError, Excerpt, Fault, Flaw, Unreadable};
pub use first::first_requests;
pub use granting::{CopiedToken, GrantResult, StartingAccess};
pub use pages::{Completeness, ReadProgress};
pub use ports::Method;
pub use request_log::{LogEntry, RequestLog};
pub use routes::{Cursor, Operation, PER_PAGE};
