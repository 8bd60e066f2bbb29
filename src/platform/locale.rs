//! Numbers and times as their reader's locale writes them, which only the browser knows (ECMA-402).
//!
//! Each format is made once. Where a browser lacks one, or refuses, there is no text, and the caller
//! shows the plain form.

use console_core::words::Count;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A formatter of `Intl`, with its method `format`.
struct Format {
    own: JsValue,
    format: Function,
}

impl Format {
    fn of(kind: &str, options: &[(&str, &str)]) -> Option<Self> {
        let chosen = Object::new();
        for (key, value) in options {
            Reflect::set(&chosen, &(*key).into(), &(*value).into()).ok()?;
        }
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
        let own = Reflect::construct(&class, &Array::of2(&tag()?.into(), &chosen)).ok()?;
        let format = Reflect::get(&own, &"format".into()).ok()?.dyn_into().ok()?;
        Some(Self { own, format })
    }

    fn write(&self, value: f64, unit: &str) -> Option<String> {
        // All but the relative time leave the second argument alone.
        self.format.call2(&self.own, &value.into(), &unit.into()).ok()?.as_string()
    }
}

struct Formats {
    number: Option<Format>,
    distance: Option<Format>,
    utc: Option<Format>,
    local: Option<Format>,
}

thread_local! {
    static FORMATS: Formats = {
        let (date, time) = (("dateStyle", "medium"), ("timeStyle", "long"));
        Formats {
            number: Format::of("NumberFormat", &[]),
            distance: Format::of("RelativeTimeFormat", &[]),
            utc: Format::of("DateTimeFormat", &[date, time, ("timeZone", "UTC")]),
            local: Format::of("DateTimeFormat", &[date, time]),
        }
    };
}

/// The reader's locale, as a language tag.
pub(crate) fn tag() -> Option<String> {
    web_sys::window()?.navigator().language()
}

/// A whole number, with the reader's digits and groups.
#[allow(clippy::cast_precision_loss, reason = "counts of rows are far below 2⁵³")]
pub(crate) fn count(value: usize) -> Count {
    let text = FORMATS.with(|all| all.number.as_ref().and_then(|it| it.write(value as f64, "")));
    text.map_or_else(|| value.into(), |text| Count::new(value, text))
}

/// "3 days ago", "in 2 hours". The unit is named as in ECMA-402.
#[allow(clippy::cast_precision_loss, reason = "years are far below 2⁵³")]
pub(crate) fn distance(length: i64, unit: &str) -> Option<String> {
    FORMATS.with(|all| all.distance.as_ref()?.write(length as f64, unit))
}

/// An instant to the second with its zone, which is the reader's own or UTC.
#[allow(clippy::cast_precision_loss, reason = "milliseconds are below 2⁵³ for 280,000 years")]
pub(crate) fn instant(millis: i64, local: bool) -> Option<String> {
    FORMATS.with(|all| {
        let format = if local { &all.local } else { &all.utc };
        format.as_ref()?.write(millis as f64, "")
    })
}
