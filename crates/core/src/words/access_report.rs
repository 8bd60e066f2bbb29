//! The access report.

/// The page, and its table.
pub const TITLE: &str = "Access report";
/// The search.
pub const SEARCH: &str = "Search access";
/// What the search looks at.
pub const SEARCH_HINT: &str = "Search token, resource or permission";
/// The filters.
pub const FILTERS: &str = "Filters";
/// A filter.
pub const DESTROYS: &str = "Destroys";
/// A filter.
pub const PRODUCTION: &str = "Reaches production";
/// A filter.
pub const ALL_DATABASES: &str = "On all databases";
/// A filter.
pub const UNKNOWN: &str = "Unknown permission";
/// The shapes.
pub const VIEW: &str = "View";
/// A shape.
pub const GROUPED: &str = "Grouped by token";
/// What is being done.
pub const READING: &str = "Reading access";
/// There is nothing to show.
pub const NONE: &str = "No access";
/// What would be there.
pub const NONE_TEXT: &str =
    "No access matches. Each permission that a token holds would be a row here.";
/// A column.
pub const TOKEN: &str = "Token";
/// A column.
pub const RESOURCE: &str = "Resource";
/// A column.
pub const PERMISSION: &str = "Permission";
/// A column.
pub const EFFECT: &str = "Effect";
/// The grouped shape.
pub const BY_TOKEN: &str = "Access by token";
/// Copies it.
pub const COPY_LIST: &str = "Copy list";
/// The grouped shape is cut.
pub const MORE_LINES: &str = "… more: search, filter or export to see the rest\n";

/// How many accesses are shown.
pub fn count(count: &super::Count, complete: bool) -> String {
    let mut text = count.of("access", "accesses");
    if !complete {
        text.push_str(super::parts::PARTIAL);
    }
    text
}
