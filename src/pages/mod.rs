//! One page for each address, and the dialogs that several of them open.
//!
//! What they refuse to know: HTTP, storage and the rules of access.

// The component macro makes what it is put on public; the modules are not.
#![allow(unreachable_pub)]

mod ability_lines;
mod access_report;
mod activity;
mod asked;
mod asking;
mod compare;
mod delete_dialog;
mod error_panel;
mod export_dialog;
mod exported;
mod filters_fold;
mod findings;
mod hidden;
mod home;
mod moment;
mod new_token;
mod not_found;
mod operations;
mod organizations;
mod own_token;
mod paper;
mod permission_marks;
mod pieces;
mod place;
mod printed_report;
mod reading;
mod report_export;
mod rest;
mod rotation;
mod settings;
mod sign_in;
mod staging;
mod table_sort;
mod token;
mod token_choice;
mod tokens;
mod who;

pub(crate) use home::Home;
pub(crate) use rest::{Part, creation, messages, notices, overlays, part};
pub(crate) use tokens::Tokens;

use console_core::domain::ids::OrgName;
use console_core::words::Around;
use console_core::words::shell::CONSOLE;

use crate::state::app;
use leptos::prelude::*;

/// The rest of the tab's title.
fn suffix(org: Option<&OrgName>) -> String {
    let title =
        app().with_config(|config| config.title.clone()).unwrap_or_else(|| CONSOLE.to_owned());
    match org {
        Some(org) => [org.as_str(), " · ", &title].concat(),
        None => title,
    }
}

/// A sentence around a part of it that is more than words.
fn around(words: Around, part: AnyView) -> AnyView {
    view! { {words.before}{part}{words.after} }.into_any()
}
