//! Keys of one character, which a reader can switch off (WCAG 2.1.4).

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement, KeyboardEvent};

use crate::state::App;

/// What takes the character itself.
const TAKES_TEXT: &str =
    "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/// "/" leads to the page's search.
pub(super) fn listen(app: App) {
    let _ = window_event_listener(leptos::ev::keydown, move |event| {
        if !is_plain(&event, "/") || !app.appearance.letter_keys.get_untracked() {
            return;
        }
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let is_taken = target.is_some_and(|it| it.closest(TAKES_TEXT).is_ok_and(|it| it.is_some()));
        if is_taken || found("dialog[open]").is_some() {
            return;
        }
        let search = found("main input[type=search]");
        if let Some(search) = search.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
            event.prevent_default();
            let _ = search.focus();
            search.select();
        }
    });
}

/// Whether it is that key alone; some keyboards have it above another one.
fn is_plain(event: &KeyboardEvent, key: &str) -> bool {
    let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
    event.key() == key && !is_command && !event.is_composing() && !event.default_prevented()
}

fn found(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
