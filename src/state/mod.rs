//! What is loaded, and the work that loads it.
//!
//! What it refuses to know: how anything looks.

mod accesses;
mod app;
mod appearance;
mod applying;
mod audit_log;
mod changes;
mod connection;
mod creating;
mod creation;
mod deletion;
mod directory;
mod draft_store;
mod editing;
mod kept;
mod navigation;
mod organization;
mod sign_in;
mod task;
#[cfg(test)]
mod tests;
mod unfinished;
mod unreplaced;
mod waiting;

pub(crate) use accesses::{Accesses, AskingEnd};
pub(crate) use app::{App, FindingsCount, Rest, app};
pub(crate) use appearance::{Appearance, Theme};
pub(crate) use audit_log::{AuditLog, LogStatus, Wanted};
pub(crate) use changes::{Ending, Errand, Settled, Stage, Subject};
pub(crate) use connection::Connection;
pub(crate) use creation::{CreationStage, Granting, Made, PendingGrant, Purpose};
pub(crate) use deletion::{Deletion, DeletionEnd, DeletionStage, Reason};
pub(crate) use directory::{Directory, Organizations, TokenCount};
pub(crate) use draft_store::Drafts;
pub(crate) use editing::{Apart, Editing, Open, Reading};
pub(crate) use kept::{kept_layout, kept_preference};
pub(crate) use navigation::Navigation;
pub(crate) use organization::{Databases, ListStatus, Organization};
pub(crate) use sign_in::SignIn;
pub(crate) use task::Task;
pub(crate) use unfinished::Unfinished;
pub(crate) use unreplaced::Unreplaced;

use crate::platform::fetch::Browser;

/// The API client of this page.
pub(crate) type Client = console_core::api::Client<Browser>;
