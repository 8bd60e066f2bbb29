//! Operations of the API: their names in words, and those of one token.

use crate::domain::operations::Operation;

/// The table.
pub const TITLE: &str = "Operations";
/// A column.
pub const OPERATION: &str = "Operation";
/// A column.
pub const GROUP: &str = "Group";
/// A column.
pub const NEEDS: &str = "Needs";
/// A column.
pub const HOLDS: &str = "Holds through";
/// A column.
pub const ON: &str = "On";
/// The search.
pub const FIND: &str = "Find an operation";
/// Shows what the token nearly may.
pub const NEAR_MISSES: &str = "Near misses";
/// The toggles.
pub const SHOW: &str = "Show";
/// The link to this page.
pub const ALL_OPERATIONS: &str = "Operations";
/// The way back.
pub const BACK: &str = "Permissions of this token";
/// No operation is shown.
pub const NONE_FITS: &str = "No operation matches";
/// Why.
pub const NONE_FITS_TEXT: &str = "No operation of this token matches the search.";
/// It may do nothing.
pub const NONE: &str = "No operation that is known";
/// Why.
pub const NONE_TEXT: &str =
    "None of the published operations is allowed by what this token holds on living databases.";
/// In place of how many operations there are.
pub const NOT_READ: &str = "The access of this token is not loaded";
/// It has ended.
pub const EXPIRED: &str = "This token has expired: it can no longer call anything.";

/// An operation in words, as the end of "it can …".
pub fn can(operation: &Operation) -> String {
    let (verb, noun) = operation.name.split_once('_').unwrap_or((operation.name, ""));
    let spaced = noun.replace('_', " ");
    if verb == "workflow" {
        return [&spaced, " (workflow)"].concat();
    }
    let last = spaced.rsplit(' ').next().unwrap_or_default();
    let is_plural = last.ends_with('s') && !last.ends_with("us") && !last.ends_with("ss");
    let article = match spaced.split(' ').next().unwrap_or_default() {
        _ if verb == "list" || is_plural || noun.is_empty() => "",
        "current" | "default" => "the ",
        word if word.starts_with(['a', 'e', 'i', 'o']) => "an ",
        _ => "a ",
    };
    [verb, " ", article, &spaced].concat()
}

/// The same as a label.
pub fn label(operation: &Operation) -> String {
    let text = can(operation);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        [first.to_uppercase().collect::<String>().as_str(), chars.as_str()].concat()
    })
}

/// What an operation needs: one of these.
pub fn needs(operation: &Operation) -> String {
    let names: Vec<&str> = operation.any_of.iter().map(|one| one.name()).collect();
    match names.as_slice() {
        [] => "not published".to_owned(),
        [one] => (*one).to_owned(),
        many => ["one of ", &many.join(", ")].concat(),
    }
}

/// That a permission counts for an operation by its description; empty where none does.
pub fn described(operation: &Operation) -> String {
    let Some(permission) = operation.described() else { return String::new() };
    [
        permission.name(),
        " counts too: its description says so, although PlanetScale publishes it for no operation.",
    ]
    .concat()
}

/// A near miss.
pub fn near_miss(has: &str, lacks: &str) -> String {
    ["has ", has, ", lacks ", lacks].concat()
}

/// How many operations a token can call, and how many it nearly can.
pub fn count(shown: Option<&super::Count>, held: &super::Count, near: &super::Count) -> String {
    let shown = shown.map_or_else(String::new, |shown| [shown.text(), " shown of "].concat());
    let near = match near.value {
        0 => String::new(),
        _ => [" · ", &near.of("near miss", "near misses")].concat(),
    };
    [shown, held.of("operation", "operations"), near].concat()
}

/// What is shown, for a file.
pub fn in_words(search: &str, near_misses: bool, as_of: &str) -> String {
    let shown = if near_misses { "Near misses. " } else { "Operations that are allowed. " };
    let search = match search.trim() {
        "" => String::new(),
        words => ["Search: ", words, ". "].concat(),
    };
    [shown, &search, &dated(as_of)].concat()
}

/// Where the names and permissions come from.
pub fn dated(as_of: &str) -> String {
    ["Operations and what they need as PlanetScale published them on ", as_of, "."].concat()
}

/// What the list is narrowed to.
pub fn searched(search: &str) -> String {
    ["Only operations with \"", search, "\"."].concat()
}
