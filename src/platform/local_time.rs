//! Times in the reader's own zone and language, which only the browser knows.

use wasm_bindgen::JsValue;

/// An instant as the browser writes it for its reader, with the zone.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn text(millis: i64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(millis as f64));
    let options = js_sys::Object::new();
    for (key, value) in [("dateStyle", "medium"), ("timeStyle", "long")] {
        // Setting a field of a fresh object does not fail.
        let _ = js_sys::Reflect::set(&options, &key.into(), &value.into());
    }
    let language = web_sys::window().and_then(|window| window.navigator().language());
    date.to_locale_string(language.as_deref().unwrap_or("en"), &options).into()
}
