//! The address bar and the history of the tab.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlAnchorElement, MouseEvent};

/// The document's base, which every relative address starts from.
pub(crate) fn base_uri() -> String {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .unwrap_or_default()
}

/// The path and the query string of the address, the latter with its question mark.
pub(crate) fn location() -> (String, String) {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return Default::default();
    };
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

fn history() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}

/// The text that the entry of the history carries.
pub(crate) fn carried() -> Option<String> {
    history()?.state().ok()?.as_string()
}

/// Adds an entry after the one that is shown; whether the browser did.
pub(crate) fn push(carried: &str, url: &str) -> bool {
    let carried = carried.into();
    history().is_some_and(|it| it.push_state_with_url(&carried, "", Some(url)).is_ok())
}

/// Changes the entry that is shown: what it carries, and its address if one is given; whether the browser did.
pub(crate) fn replace(carried: &str, url: Option<&str>) -> bool {
    let carried = carried.into();
    history().is_some_and(|it| it.replace_state_with_url(&carried, "", url).is_ok())
}

/// Goes back or forward; the browser tells when it is there.
pub(crate) fn go(delta: i32) {
    if let Some(history) = history() {
        let _ = history.go_with_delta(delta);
    }
}

/// Loads the page anew.
pub(crate) fn reload() {
    if let Some(window) = web_sys::window() {
        // A document that is going away has nothing to reload.
        let _ = window.location().reload();
    }
}

/// The whole address that a plain click on a link of this origin leads to, and the origin.
pub(crate) fn followed(event: &MouseEvent) -> Option<(String, String)> {
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
        && !event.default_prevented();
    if !plain {
        return None;
    }
    let event: &Event = event;
    let element: web_sys::Element = event.target()?.dyn_into().ok()?;
    let anchor: HtmlAnchorElement = element.closest("a[href]").ok()??.dyn_into().ok()?;
    let leaves = !anchor.target().is_empty() || anchor.rel().contains("external");
    if leaves || anchor.has_attribute("download") {
        return None;
    }
    Some((anchor.href(), anchor.origin()))
}
