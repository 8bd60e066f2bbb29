//! Lines that scroll sideways where there is no room for all that is in them.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// So many pixels before it show that there is something.
const BEFORE: i32 = 48;

/// Scrolls the line that something is in until it is in sight. Browsers leave what is so by half as it is.
pub fn bring_in_sight(selector: &str) {
    let own = document().query_selector(selector).ok().flatten();
    let own = own.and_then(|own| own.dyn_into::<HtmlElement>().ok());
    if let Some((left, line)) = own.and_then(|own| Some((own.offset_left(), own.offset_parent()?)))
    {
        line.set_scroll_left(left - BEFORE);
    }
}
