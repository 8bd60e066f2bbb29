//! The access report.

use crate::domain::report::{ReportOrder, Restriction};

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
/// No token may do anything.
pub const NONE: &str = "No access yet";
/// What would be there, and how it comes there.
pub const NONE_TEXT: &str = "Each permission that a token holds is a row here. No token of this organization holds one: create a token, or give one access on its page.";
/// No access is shown.
pub const NONE_FITS: &str = "No access matches";
/// Why none is shown.
pub const NONE_FITS_TEXT: &str =
    "No permission of a token of this organization matches the search and the filters.";
/// A column.
pub const TOKEN: &str = "Token";
/// A column.
pub const RESOURCE: &str = "Resource";
/// A column.
pub const PERMISSION: &str = "Permission";
/// A column.
pub const EFFECT: &str = "Effect";
/// A column: tells namesakes apart.
pub const ID: &str = "ID";
/// The grouped shape.
pub const BY_TOKEN: &str = "Access by token";
/// Copies it.
pub const COPY_LIST: &str = "Copy list";
/// The grouped shape is cut.
pub const MORE_LINES: &str = "… more: search, filter or export to see the rest\n";

/// The same for screen readers, spoken when it changes.
pub fn spoken(count: &super::Count, complete: bool) -> String {
    let partial = if complete { "" } else { super::parts::PARTIAL };
    ["Accesses shown: ", count.text(), partial].concat()
}

/// In place of how many are shown, before the first of them is read.
pub const COUNT_READING: &str = "Reading the access…";
/// In place of how many are shown, where nothing could be read.
pub const COUNT_NOT_READ: &str = "Access not read";

/// Tokens whose access could not be read.
pub fn untold(count: &super::Count) -> String {
    ["The access of ", &count.of("token", "tokens"), " could not be read"].concat()
}

/// A resource whose permission reaches databases that are searched for: the first of them, and how many.
pub fn reaches(resource: &str, database: &str, count: &super::Count) -> String {
    if count.value == 1 {
        [resource, ", so also ", &super::isolated(database)].concat()
    } else {
        [resource, ", so also ", &count.of("database", "databases"), " found"].concat()
    }
}

/// Rows that are found only by the databases that they reach.
pub fn through(count: &super::Count) -> String {
    let (held, reach) = match count.value {
        1 => (" is not granted", "reaches"),
        _ => (" are not granted", "reach"),
    };
    [
        &count.of("access", "accesses"),
        held,
        " on a database found, but ",
        reach,
        " it: through \"All databases\" or a permission of the organization.",
    ]
    .concat()
}

/// The databases are not known, and so neither is who reaches one of that name.
pub const DATABASES_UNREAD: &str = "The databases could not be read. Whoever reaches one of that name through \"All databases\" or a permission of the organization may be missing here.";
/// The same for a file.
pub const DATABASES_MISSING: &str = "The databases were not read, so whoever reaches one that was searched for through \"All databases\" or a permission of the organization may be missing.";

/// So many accesses.
pub fn accesses(count: &super::Count) -> String {
    count.of("access", "accesses")
}

/// How many accesses are shown.
pub fn count(count: &super::Count, complete: bool) -> String {
    let mut text = accesses(count);
    if !complete {
        text.push_str(super::parts::PARTIAL);
    }
    text
}

/// The button of a restriction.
pub fn only(only: Restriction) -> &'static str {
    match only {
        Restriction::Destroys => DESTROYS,
        Restriction::Production => PRODUCTION,
        Restriction::AllDatabases => ALL_DATABASES,
        Restriction::Unknown => UNKNOWN,
    }
}

/// What the report is sorted by.
pub fn sorted_by(by: ReportOrder) -> &'static str {
    match by {
        ReportOrder::Token => TOKEN,
        ReportOrder::Resource => RESOURCE,
        ReportOrder::Permission => PERMISSION,
    }
}
