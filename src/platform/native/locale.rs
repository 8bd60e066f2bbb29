//! No locale: plain digits, and no text for times, for which callers show the plain form.

use console_core::words::{Count, LANGUAGE};

pub(crate) use super::turns::now_millis;

/// The reader's locale, as a language tag.
pub(crate) fn tag() -> String {
    LANGUAGE.to_owned()
}

/// A whole number.
pub(crate) fn count(value: usize) -> Count {
    value.into()
}

/// One and a half, with the reader's decimal sign.
pub(crate) fn one_and_a_half() -> Option<String> {
    None
}

/// "3 days ago", "in 2 hr.".
pub(crate) fn short_distance(_length: i64, _unit: &'static str) -> Option<String> {
    None
}

/// "3 days ago", "in 2 hours".
pub(crate) fn distance(_length: i64, _unit: &'static str) -> Option<String> {
    None
}

/// An instant to the second with its zone.
pub(crate) fn instant(_millis: i64, _local: bool) -> Option<String> {
    None
}

/// There is no `Intl`.
pub(crate) fn day(_millis: i64, _local: bool) -> Option<String> {
    None
}

/// There are no zones.
pub(crate) fn local_moment(_typed: &str) -> Option<i64> {
    None
}

/// Whether this is Windows.
pub(crate) fn is_windows() -> bool {
    cfg!(windows)
}
