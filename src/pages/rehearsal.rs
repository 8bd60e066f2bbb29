//! Pages that are made once while nobody waits, and thrown away.
//!
//! A browser makes a program's code ready piece by piece, where it first runs: a third of what the first token's page
//! takes, if nobody went there before. What is thrown away was never in the document, and asked for nothing.

use console_core::domain::resource::ResourceKey;
use console_core::domain::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{access_report, token};
use crate::dom::View;
use crate::platform::turns::idle;
use crate::state::{App, Organization};

/// What is made in a turn of its own, so that a key or a click waits for one of them at most.
const PARTS: [fn(App, Organization) -> View; 5] = [
    token::rehearse_facts,
    |app, store| token::rehearse_editor(app, store, ResourceKey::ORGANIZATION),
    |app, store| token::rehearse_editor(app, store, ResourceKey::ALL_DATABASES),
    access_report::rehearse_tools,
    access_report::rehearse_table,
];

/// Goes through what is mostly opened from the list of tokens, as long as it is looked at.
pub(super) fn begin(app: App) {
    spawn_local(async move {
        for make in PARTS {
            idle().await;
            let owner = app.owner().child();
            owner.with(|| {
                if let Route::Tokens(org) = app.route().get_untracked() {
                    untrack(|| drop(make(app, app.organization(&org))));
                }
            });
            owner.cleanup();
        }
    });
}
