//! Instants as people speak of them, with the exact one a hover or a focus away.

use leptos::prelude::*;

/// A `<time>`: "3 days ago", and the exact time in a tip on hover and focus.
#[component]
pub fn RelativeTime(
    /// As people speak of it.
    #[prop(into)]
    text: Signal<String>,
    /// The exact time, as a person reads it.
    #[prop(into)]
    exact: Signal<String>,
    /// RFC 3339, for programs.
    #[prop(into)]
    datetime: String,
) -> impl IntoView {
    view! {
        <time class="time" datetime=datetime tabindex="0" data-tip=exact>{text}</time>
    }
    .into_any()
}
