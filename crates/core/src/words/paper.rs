//! What is printed beside what is on the screen.

/// When it was printed, by whom if that is known.
pub fn printed(at: &str, person: Option<&str>) -> String {
    match person {
        Some(person) => {
            ["Printed ", at, " by ", &super::isolated(person), ". All times are UTC."].concat()
        }
        None => ["Printed ", at, ". All times are UTC."].concat(),
    }
}

/// There are more rows than are on paper.
pub fn cut(printed: &super::Count, all: &super::Count) -> String {
    [
        "CUT: only the first ",
        printed.text(),
        " of ",
        all.text(),
        " are on paper. Narrow them by search and filters, or export them.",
    ]
    .concat()
}

/// Nothing is missing.
pub const COMPLETE: &str = "Complete.";

/// Something is missing.
pub fn partial(why: &str) -> String {
    ["NOT COMPLETE: ", why].concat()
}

/// How many rows are shown of all that are there.
pub fn rows(shown: &super::Count, total: &super::Count) -> String {
    [shown.text(), " of ", &total.of("token", "tokens"), "."].concat()
}

/// The permissions of a token.
pub const HELD: &str = "Permissions that the token holds";
/// It holds none.
pub const HOLDS_NONE: &str = "It holds no permission.";
/// A column.
pub const LETS: &str = "What it lets the token do";

/// Changes that were not applied.
pub fn unsaved(count: &super::Count) -> String {
    [
        &count.of("unsaved change", "unsaved changes"),
        super::plural(count.value, " is", " are"),
        " not on paper: it tells what the token holds.",
    ]
    .concat()
}

/// The permissions are not known.
pub const NOT_READ: &str = "The token's permissions were not loaded.";
