//! What could be typed next in a search of the report: a field, or a value of one.

use std::ops::Range;

use super::fields::{SearchField, quoted, unquoted, word_places};
use crate::domain::listing::folded;

/// More are not offered: nobody reads further, they type on.
const OFFERED: usize = 50;

/// What could stand in place of the word at the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is replaced, in bytes of the search.
    pub replaced: Range<usize>,
    /// What could be there, the nearest first; at least one.
    pub offers: Vec<Offer>,
}

/// Something that could be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// A field, whose value is typed after it.
    Field {
        /// Which one.
        field: SearchField,
        /// With the minus that leaves out.
        is_excluded: bool,
    },
    /// A field with a value.
    Value {
        /// The field.
        field: SearchField,
        /// Its value, as it is called.
        value: String,
        /// With the minus that leaves out.
        is_excluded: bool,
    },
}

impl Offer {
    /// What is put in place of the word.
    pub fn text(&self) -> String {
        let sign = |is_excluded: bool| if is_excluded { "-" } else { "" };
        match self {
            Self::Field { field, is_excluded } => [sign(*is_excluded), field.key(), ":"].concat(),
            Self::Value { field, value, is_excluded } => {
                [sign(*is_excluded), field.key(), ":", &quoted(value)].concat()
            }
        }
    }
}

/// What could be typed at a caret, a place in bytes; nothing within a word, and nothing that is there already.
/// `values` tells what there is of a field in this organization.
pub fn complete(
    search: &str,
    caret: usize,
    values: impl Fn(SearchField) -> Vec<String>,
) -> Option<Completion> {
    let places = word_places(search);
    let replaced = places.into_iter().find(|place| (place.start..=place.end).contains(&caret));
    let replaced = replaced.unwrap_or(caret..caret);
    if replaced.end != caret {
        return None;
    }
    let word = search.get(replaced.clone())?;
    let (is_excluded, rest) = match word.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let offers = if let Some((key, value)) = rest.split_once(':') {
        let field = SearchField::from_key(key)?;
        offered_values(field, unquoted(value), values, is_excluded)
    } else {
        let begins = |field: &SearchField| {
            field.key().get(..rest.len()).is_some_and(|own| own.eq_ignore_ascii_case(rest))
        };
        let offer = |field| Offer::Field { field, is_excluded };
        SearchField::ALL.into_iter().filter(begins).map(offer).collect()
    };
    (!offers.is_empty()).then_some(Completion { replaced, offers })
}

/// The values in which what was typed is found, those that begin with it first.
fn offered_values(
    field: SearchField,
    typed: &str,
    values: impl Fn(SearchField) -> Vec<String>,
    is_excluded: bool,
) -> Vec<Offer> {
    let wanted = folded(typed);
    let own = field.values().into_iter().map(str::to_owned);
    let mut found: Vec<(bool, String)> = own
        .chain(values(field))
        .filter_map(|value| {
            let place = folded(&value).find(wanted.trim())?;
            (!value.trim().is_empty()).then_some((place > 0, value))
        })
        .collect();
    found.sort_by_key(|(is_within, _)| *is_within);
    if matches!(found.as_slice(), [(_, only)] if only == typed) {
        return Vec::new();
    }
    let offer = |(_, value)| Offer::Value { field, value, is_excluded };
    found.into_iter().take(OFFERED).map(offer).collect()
}
