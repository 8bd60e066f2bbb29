//! The mark of a name that is not what it looks like.

use console_core::domain::hidden::holds_hidden;
use console_core::words::parts;
use leptos::prelude::*;

use crate::ui::badge::{Mark, Tone};
use crate::ui::icon::{Glyph, Icon};

/// The mark for a cell of a table.
pub(super) fn hidden_mark(name: &str) -> Option<Mark> {
    holds_hidden(name).then_some(Mark::Badge {
        label: parts::HIDDEN,
        tone: Tone::Warning,
        icon: Icon::WARNING,
    })
}

/// The mark beside a name, and what it means.
#[component]
pub(super) fn HiddenCharacters(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let is_told = Memo::new(move |_| name.with(|name| holds_hidden(name)));
    (move || {
        is_told.get().then(|| {
            view! {
                <p class="hidden-characters"><Glyph icon=Icon::WARNING/>{parts::HIDDEN_TIP}</p>
            }
        })
    })
    .into_any()
}
