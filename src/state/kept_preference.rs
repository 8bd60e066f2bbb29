//! Who reads a person's CSV files, kept in this browser.

use console_core::domain::export::Preference;
use leptos::prelude::*;

use crate::platform::storage::{self, Shelf};

const KEY: &str = "stc:export";

/// The preference, which is kept whenever it changes, for as long as the dialog lives.
pub(crate) fn kept_preference() -> RwSignal<Preference> {
    let kept = storage::read(Shelf::Browser, KEY).unwrap_or_default();
    let preference = RwSignal::new(Preference::parse(&kept));
    Effect::new(move |before: Option<Preference>| {
        let now = preference.get();
        if before.is_some_and(|before| before != now) {
            let text = now.print();
            storage::write(Shelf::Browser, KEY, Some(text.as_str()).filter(|it| !it.is_empty()));
        }
        now
    });
    preference
}
