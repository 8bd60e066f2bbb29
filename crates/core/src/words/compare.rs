//! Two tokens side by side.

use crate::domain::access::Source;

/// The page.
pub const TITLE: &str = "Compare";
/// A choice.
pub const FIRST: &str = "First token";
/// A choice.
pub const SECOND: &str = "Second token";
/// The table.
pub const TABLE: &str = "Differences";
/// A column.
pub const RESOURCE: &str = "Resource";
/// A column.
pub const PERMISSION: &str = "Permission";
/// A column.
pub const FIRST_HOLDS: &str = "First";
/// A column.
pub const SECOND_HOLDS: &str = "Second";
/// Stages the change.
pub const ALIKE: &str = "Make the second like the first";
/// Exchanges both.
pub const SWAP: &str = "Swap";
/// The toggles.
pub const SHOW: &str = "Show";
/// Shows what is the same, too.
pub const SAME: &str = "What is the same";
/// Nothing is chosen yet.
pub const CHOOSE: &str = "Choose two tokens";
/// What comes then.
pub const CHOOSE_TEXT: &str =
    "What only one of them may do is listed here, and the second can be made like the first.";
/// Both are one.
pub const ONE_TOKEN: &str = "That is one token twice.";
/// A token that is not in the list.
pub const NOT_THERE: &str = "One of the tokens is not in the list of this organization.";
/// A token that is not in the part of the list that was read.
pub const NOT_LISTED: &str = "One of the tokens is not among those that were loaded. The list is not complete, so the differences are not known.";
/// It is not known whether it is there.
pub const COMING: &str = "Loading tokens…";
/// What it holds is not known.
pub const NOT_READ: &str =
    "The access of one of the tokens is not loaded, so the differences are not known.";
/// No difference.
pub const EQUAL: &str = "No difference";
/// The same in a sentence.
pub const EQUAL_TEXT: &str = "Both tokens are granted the same permissions on the same resources.";
/// Why nothing is exported.
pub const NOTHING_COMPARED: &str = "Choose two tokens whose access is loaded.";
/// Why nothing is staged.
pub const NOTHING_TO_DO: &str = "Nothing differs that could be changed.";

/// How many differences there are.
pub fn count(only_first: &super::Count, only_second: &super::Count) -> String {
    [
        &only_first.of("permission", "permissions"),
        " only on the first, ",
        &only_second.of("permission", "permissions"),
        " only on the second",
    ]
    .concat()
}

/// Changes that no call can make.
pub fn left(count: &super::Count) -> String {
    [
        &count.of("difference stays", "differences stay"),
        ": no call grants something on a deleted database, takes it from one whose name belongs to another, or changes access to a resource of an unknown type.",
    ]
    .concat()
}

/// What is compared, for a file.
pub fn in_words(first: &str, second: &str) -> String {
    ["First: ", first, ". Second: ", second, "."].concat()
}

/// How a token holds a permission.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::None => "–",
        Source::Direct => "granted",
        Source::Inherited => "through all databases",
        Source::Both => "granted, and through all databases",
    }
}
