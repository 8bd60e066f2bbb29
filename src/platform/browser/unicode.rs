//! The tables of Unicode, which every browser has.

/// Decomposes a text and its compatibility forms (NFKD).
pub(crate) fn decompose(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKD").into()
}
