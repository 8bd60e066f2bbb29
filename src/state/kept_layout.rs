//! The layout of tables, kept in this browser.

use console_core::domain::listing::ColumnLayout;
use leptos::prelude::*;

use crate::platform::storage::{self, Shelf};

/// The layout of a table, which is kept whenever it changes, for as long as the page lives.
pub(crate) fn kept_layout(table: &'static str) -> RwSignal<ColumnLayout> {
    let key = ["stc:columns:", table].concat();
    let kept = storage::read(Shelf::Browser, &key).unwrap_or_default();
    let layout = RwSignal::new(ColumnLayout::parse(&kept));
    Effect::new(move |before: Option<String>| {
        let now = layout.with(ColumnLayout::print);
        if before.is_some_and(|before| before != now) {
            storage::write(Shelf::Browser, &key, Some(now.as_str()).filter(|now| !now.is_empty()));
        }
        now
    });
    layout
}
