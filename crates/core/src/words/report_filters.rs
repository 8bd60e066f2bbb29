//! What of the access report is filtered by a press, and what words of its search are not understood.

use super::token::area_title;
use crate::domain::catalog::Area;
use crate::domain::report::{NotUnderstood, SearchField};

/// Shows them.
pub const MORE: &str = "More filters";
/// A field is not filtered.
pub const ANY: &str = "Any";
/// What a choice does.
pub const HINT: &str = "What is chosen is written into the search.";

/// Shows them, and tells how many are on.
pub fn more(on: usize) -> String {
    match on {
        0 => MORE.to_owned(),
        on => [MORE, " (", &on.to_string(), ")"].concat(),
    }
}

/// What is filtered.
pub fn label(field: SearchField) -> &'static str {
    match field {
        SearchField::Area => "Area of the permission",
        SearchField::Via => "Granted on",
        SearchField::Type => "Type of resource",
        SearchField::Deleted => "Resource deleted",
        SearchField::Expires => "Token expires",
        SearchField::Used => "Token last used",
        SearchField::By => "Token created by",
        other => super::access_report::field(other),
    }
}

/// A value that can be chosen; as it is written where it has no other words.
pub fn value(field: SearchField, value: &str) -> String {
    let known = match (field, value) {
        (SearchField::Area, key) => {
            let titles = field.values().into_iter().zip(Area::ALL.map(area_title));
            titles.into_iter().find_map(|(own, title)| (own == key).then_some(title))
        }
        (SearchField::Via, "direct") => Some("One resource"),
        (SearchField::Via | SearchField::Type, "all") => Some("All databases"),
        (SearchField::Via, "org") | (SearchField::Type, "organization") => Some("Organization"),
        (SearchField::Type, "database") => Some("One database"),
        (SearchField::Type, "other") => Some("Another type"),
        (SearchField::Deleted, "yes") => Some("Yes"),
        (SearchField::Deleted, "no") => Some("No"),
        (SearchField::Expires | SearchField::Used, "never") => Some("Never"),
        (SearchField::Expires, "expired") => Some("Expired"),
        (SearchField::Expires | SearchField::Used, "<7d") => Some("Within 7 days"),
        (SearchField::Expires, "<30d") => Some("Within 30 days"),
        (SearchField::Expires, "<90d") => Some("Within 90 days"),
        (SearchField::Expires, ">1y") => Some("In more than a year"),
        (SearchField::Used, "<1d") => Some("Within a day"),
        (SearchField::Used, ">30d") => Some("More than 30 days ago"),
        (SearchField::Used, ">90d") => Some("More than 90 days ago"),
        _ => None,
    };
    known.unwrap_or(value).to_owned()
}

/// That words of a search which found nothing name fields that there are not; nothing where none does.
pub fn unknown_fields(keys: &[String]) -> Option<String> {
    let named = |key: &str| ["\"", key, ":\""].concat();
    let known: Vec<String> = SearchField::ALL.iter().map(|field| named(field.key())).collect();
    let one =
        |key: &String| [&named(key), " is no field, so the word is looked for as it is."].concat();
    (!keys.is_empty()).then(|| {
        let keys: Vec<String> = keys.iter().map(one).collect();
        [&keys.join(" "), " Fields are ", &known.join(", "), "."].concat()
    })
}

/// Words of a search that are not understood, in sentences; nothing where all are.
pub fn not_understood(words: &[NotUnderstood]) -> Option<String> {
    let one = |word: &NotUnderstood| {
        let known = word.field.values().join(", ");
        let key = word.field.key();
        [
            &super::isolated(&word.value),
            " is not understood, so nothing is found. After \"",
            key,
            ":\" comes, for example, ",
            &known,
            ".",
        ]
        .concat()
    };
    (!words.is_empty()).then(|| words.iter().map(one).collect::<Vec<_>>().join(" "))
}
