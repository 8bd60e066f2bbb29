//! Copying.

use wasm_bindgen_futures::JsFuture;

/// Copies a text; tells whether the browser let us.
pub(crate) async fn copy(text: String) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Over plain http there is no clipboard at all.
    let navigator = window.navigator();
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into())
        .is_ok_and(|clipboard| clipboard.is_object());
    there && JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok()
}
