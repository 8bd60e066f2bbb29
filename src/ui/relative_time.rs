//! Instants as people speak of them, with the exact one a hover or a focus away.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// A `<time>`: "3 days ago", and the exact time in a tip on hover and focus (see [`super::tip`]). Copying while it has
/// the focus copies the time as programs write it (see [`copies`]).
#[component]
pub fn RelativeTime(
    /// As people speak of it.
    #[prop(into)]
    text: Signal<String>,
    /// RFC 3339, for programs.
    #[prop(into)]
    datetime: String,
    /// The language of both texts: the reader's, which may be another one than the page's.
    language: Option<String>,
) -> impl IntoView {
    view! {
        <time class="time" datetime=datetime lang=language dir="auto" tabindex="0">
            {text}
        </time>
    }
    .into_any()
}

/// From now on, copying while a [`RelativeTime`] has the focus and nothing is marked copies its `datetime`.
pub fn copies() {
    let _ = window_event_listener_untyped("copy", move |event| {
        let marked = window()
            .get_selection()
            .ok()
            .flatten()
            .is_some_and(|selection| !selection.is_collapsed());
        let time = document().active_element().filter(|it| it.class_name() == "time");
        if let Some(iso) = time.and_then(|time| time.get_attribute("datetime"))
            && let Ok(event) = event.dyn_into::<web_sys::ClipboardEvent>()
            && let Some(data) = event.clipboard_data()
            && !marked
            && data.set_data("text/plain", &iso).is_ok()
        {
            event.prevent_default();
        }
    });
}
