//! Numbers and times as their reader's locale writes them, which only the browser knows (ECMA-402).
//!
//! Each format is made once, when it is first needed. Where a browser lacks one, or refuses, there is no text, and the caller
//! shows the plain form.

use std::cell::{OnceCell, RefCell};

use console_core::words::{Count, LANGUAGE};
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
        let own = Reflect::construct(&class, &Array::of2(&tag().into(), &chosen)).ok()?;
        let format = Reflect::get(&own, &"format".into()).ok()?.dyn_into().ok()?;
        Some(Self { own, format })
    }

    fn write(&self, value: f64, unit: &str) -> Option<String> {
        // All but the relative time leave the second argument alone.
        self.format.call2(&self.own, &value.into(), &unit.into()).ok()?.as_string()
    }
}

/// A format, made when it is first needed: each costs a browser some milliseconds.
type Made = OnceCell<Option<Format>>;

/// What was written already, in the order of the keys: a table says "3 days ago" again and again.
type Written = RefCell<Vec<(Key, String)>>;

/// What is written, and its unit.
type Key = (i64, &'static str);

/// So many texts are kept of a kind.
const KEPT: usize = 500;

/// The text for a key, written unless it was before.
fn kept(all: &Written, key: Key, write: &dyn Fn() -> Option<String>) -> Option<String> {
    let found = all.borrow().binary_search_by_key(&key, |(key, _)| *key);
    match found {
        Ok(at) => all.borrow().get(at).map(|(_, text)| text.clone()),
        Err(at) => {
            let text = write()?;
            let mut all = all.borrow_mut();
            if all.len() < KEPT {
                all.insert(at, (key, text.clone()));
            }
            Some(text)
        }
    }
}

#[derive(Default)]
struct Formats {
    tag: OnceCell<String>,
    number: Made,
    numbers: Written,
    distance: Made,
    distances: Written,
    short_distance: Made,
    short_distances: Written,
    utc: Made,
    local: Made,
    utc_day: Made,
    local_day: Made,
}

thread_local! {
    static FORMATS: Formats = Formats::default();
}

/// The reader's locale, as a language tag that `Intl` takes.
pub(crate) fn tag() -> String {
    FORMATS.with(|all| all.tag.get_or_init(|| preferred().unwrap_or(LANGUAGE.into())).clone())
}

/// The first language of the browser that is one. Some browsers tell what their system calls it: `en_US.UTF-8`, `C`.
fn preferred() -> Option<String> {
    let navigator = web_sys::window()?.navigator();
    let others = navigator.languages().iter().filter_map(|one| one.as_string()).collect::<Vec<_>>();
    let mut told = navigator.language().into_iter().chain(others);
    told.find_map(|told| canonical(told.split(['.', '@']).next()?))
}

fn canonical(tag: &str) -> Option<String> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let method = Reflect::get(&intl, &"getCanonicalLocales".into()).ok()?;
    let method: Function = method.dyn_into().ok()?;
    // It throws what is none.
    let found = method.call1(&intl, &tag.replace('_', "-").into()).ok()?;
    found.dyn_into::<Array>().ok()?.get(0).as_string()
}

/// The clock of this machine, in milliseconds since 1970.
#[allow(clippy::cast_possible_truncation, reason = "milliseconds are below 2⁵³")]
pub(crate) fn now_millis() -> i64 {
    js_sys::Date::now() as i64
}

/// A whole number, with the reader's digits and groups.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    reason = "counts of rows are far below 2⁵³"
)]
pub(crate) fn count(value: usize) -> Count {
    let text = FORMATS.with(|all| {
        kept(&all.numbers, (value as i64, ""), &|| {
            let format = all.number.get_or_init(|| Format::of("NumberFormat", &[]));
            format.as_ref()?.write(value as f64, "")
        })
    });
    text.map_or_else(|| value.into(), |text| Count::new(value, text))
}

/// One and a half, with the reader's decimal sign.
pub(crate) fn one_and_a_half() -> Option<String> {
    FORMATS.with(|all| {
        all.number.get_or_init(|| Format::of("NumberFormat", &[])).as_ref()?.write(1.5, "")
    })
}

/// "3 days ago", "in 2 hours". The unit is named as in ECMA-402.
#[allow(clippy::cast_precision_loss, reason = "years are far below 2⁵³")]
pub(crate) fn distance(length: i64, unit: &'static str) -> Option<String> {
    FORMATS.with(|all| {
        kept(&all.distances, (length, unit), &|| {
            let format = all.distance.get_or_init(|| Format::of("RelativeTimeFormat", &[]));
            format.as_ref()?.write(length as f64, unit)
        })
    })
}

/// The same in few letters, for columns: "3 days ago", "in 2 hr.".
#[allow(clippy::cast_precision_loss, reason = "years are far below 2⁵³")]
pub(crate) fn short_distance(length: i64, unit: &'static str) -> Option<String> {
    FORMATS.with(|all| {
        kept(&all.short_distances, (length, unit), &|| {
            let make = || Format::of("RelativeTimeFormat", &[("style", "short")]);
            all.short_distance.get_or_init(make).as_ref()?.write(length as f64, unit)
        })
    })
}

/// An instant to the second with its zone, which is the reader's own or UTC.
#[allow(clippy::cast_precision_loss, reason = "milliseconds are below 2⁵³ for 280,000 years")]
pub(crate) fn instant(millis: i64, local: bool) -> Option<String> {
    FORMATS.with(|all| {
        let (date, time) = (("dateStyle", "medium"), ("timeStyle", "long"));
        let format = if local {
            all.local.get_or_init(|| Format::of("DateTimeFormat", &[date, time]))
        } else {
            let utc = ("timeZone", "UTC");
            all.utc.get_or_init(|| Format::of("DateTimeFormat", &[date, time, utc]))
        };
        format.as_ref()?.write(millis as f64, "")
    })
}

/// The day of an instant, in the reader's own zone or in UTC.
#[allow(clippy::cast_precision_loss, reason = "milliseconds are below 2⁵³ for 280,000 years")]
pub(crate) fn day(millis: i64, local: bool) -> Option<String> {
    FORMATS.with(|all| {
        let date = ("dateStyle", "medium");
        let format = if local {
            all.local_day.get_or_init(|| Format::of("DateTimeFormat", &[date]))
        } else {
            let utc = ("timeZone", "UTC");
            all.utc_day.get_or_init(|| Format::of("DateTimeFormat", &[date, utc]))
        };
        format.as_ref()?.write(millis as f64, "")
    })
}

/// The instant of a date and time in the reader's own zone (`2026-12-01T09:30`), in milliseconds since 1970.
#[allow(clippy::cast_possible_truncation, reason = "milliseconds are below 2⁵³")]
pub(crate) fn local_moment(typed: &str) -> Option<i64> {
    let at = js_sys::Date::new(&typed.into()).get_time();
    at.is_finite().then_some(at as i64)
}

/// Whether the browser says that it runs on Windows.
pub(crate) fn is_windows() -> bool {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("Windows"))
}
