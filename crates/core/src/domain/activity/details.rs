//! What the metadata of an event tells, in few words.

use super::Event;
use crate::domain::raw::{Raw, RawFields, list, text};

/// The most fields that are told.
const MOST: usize = 4;
/// The most characters of a value that are told.
const LONGEST: usize = 160;

/// The first fields of the metadata, each with its value: a text as it is, a list of texts with commas, anything else as
/// JSON.
pub fn brief_details(event: &Event) -> Vec<(String, String)> {
    let Some(details) = event.details.as_deref() else { return Vec::new() };
    // What was too long to be kept whole is no JSON any more.
    let Some(fields) = RawFields::read(details) else { return Vec::new() };
    let told =
        fields.iter().filter(|(_, value)| !matches!(value.get(), "null" | "\"\"" | "[]" | "{}"));
    told.take(MOST).map(|(name, value)| (name.to_owned(), shown(value))).collect()
}

fn shown(value: Raw<'_>) -> String {
    let words = list(value).and_then(|all| all.into_iter().map(text).collect::<Option<Vec<_>>>());
    let whole = text(value)
        .or_else(|| words.map(|words| words.join(", ")))
        .unwrap_or_else(|| value.get().to_owned());
    let mut brief: String = whole.chars().take(LONGEST).collect();
    if brief.len() < whole.len() {
        brief.push('…');
    }
    brief
}
