//! What is loaded, and the work that loads it.
//!
//! What it refuses to know: how anything looks.

mod accesses;
mod app;
mod changes;
mod creating;
mod creation;
mod draft_store;
mod kept_layout;
mod kept_preference;
mod organization;
mod places;
mod sign_in;
mod task;
#[cfg(test)]
mod tests;
mod waiting;

pub(crate) use accesses::{Accesses, AskingEnd};
pub(crate) use app::{App, Organizations, Rest, Theme, app};
pub(crate) use changes::{Ending, Errand, Stage, Subject};
pub(crate) use creation::{CreationStage, Granting, Made};
pub(crate) use draft_store::Drafts;
pub(crate) use kept_layout::kept_layout;
pub(crate) use kept_preference::kept_preference;
pub(crate) use organization::{Databases, ListStatus, Organization};
pub(crate) use task::Task;

use crate::platform::fetch::Browser;

/// The API client of this page.
pub(crate) type Client = console_core::api::Client<Browser>;
