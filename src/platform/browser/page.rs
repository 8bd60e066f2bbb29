//! The page as its reader sees it: whether it is looked at, and where it is scrolled to.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Whether the tab is in the background.
pub(crate) fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|page| page.hidden())
}

/// Hears that the tab comes to the front or goes to the background, until the page ends.
pub(crate) fn on_visibility(hear: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let heard = Closure::<dyn Fn()>::new(hear);
    let heard = heard.into_js_value();
    // It bubbles up from the document.
    let _ = window.add_event_listener_with_callback("visibilitychange", heard.unchecked_ref());
}

/// Begins at the top of the page.
pub(crate) fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Asks the browser to print the page.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // One that refuses has a menu for it.
        let _ = window.print();
    }
}
