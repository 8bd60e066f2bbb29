//! The tables of Unicode, which every browser has.

/// Decomposes a text and its compatibility forms (NFKD), in lower case.
pub(crate) fn normalize(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKD").to_lower_case().into()
}
