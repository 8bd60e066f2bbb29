//! Instants as people speak of them, with the exact one a hover or a focus away.

use leptos::prelude::*;

use crate::dom::{View, view};
use crate::live::Signal;
use leptos::web_sys;

/// A `<time>`: "3 days ago", and the exact time in a tip on hover and focus. Copying while it has the
/// focus copies the time as programs write it.
#[component(transparent)]
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
    /// The language of both texts: the reader's, which may be another one than the page's.
    language: Option<String>,
) -> View {
    let iso = datetime.clone();
    let copy = move |event: web_sys::ClipboardEvent| {
        let marked = window()
            .get_selection()
            .ok()
            .flatten()
            .is_some_and(|selection| !selection.is_collapsed());
        if let Some(data) = event.clipboard_data()
            && !marked
            && data.set_data("text/plain", &iso).is_ok()
        {
            event.prevent_default();
        }
    };
    view! {
        <time
            class="time"
            datetime=datetime
            lang=language
            dir="auto"
            tabindex="0"
            data-tip=exact
            on:copy=copy
        >
            {text}
        </time>
    }
}
