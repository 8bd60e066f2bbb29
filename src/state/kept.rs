//! What a reader chose, kept in this browser whenever it changes.

use console_core::domain::export::Preference;
use console_core::domain::listing::ColumnLayout;
use leptos::prelude::*;

use crate::platform::storage::{self, Shelf};

/// The layout of a table, which is kept for as long as the page lives.
pub(crate) fn kept_layout(table: &str) -> RwSignal<ColumnLayout> {
    kept(["stc:columns:", table].concat(), ColumnLayout::parse, ColumnLayout::print)
}

/// Who reads a person's CSV files, which is kept for as long as the dialog lives.
pub(crate) fn kept_preference() -> RwSignal<Preference> {
    kept("stc:export".to_owned(), Preference::parse, |it| it.print())
}

/// A choice that is a text to the browser. What is usual is an empty text, and is not kept.
fn kept<T: Send + Sync + 'static>(
    key: String,
    parse: fn(&str) -> T,
    print: fn(&T) -> String,
) -> RwSignal<T> {
    let choice = RwSignal::new(parse(&storage::read(Shelf::Browser, &key).unwrap_or_default()));
    Effect::new(move |before: Option<String>| {
        let now = choice.with(print);
        keep(&key, before.as_deref(), &now);
        now
    });
    choice
}

/// Keeps a choice if it is another one than before; the first is the one that was kept.
pub(super) fn keep(key: &str, before: Option<&str>, now: &str) {
    if before.is_some_and(|before| before != now) {
        storage::write(Shelf::Browser, key, Some(now).filter(|now| !now.is_empty()));
    }
}
