//! The access report.

use crate::domain::access::Source;
use crate::domain::catalog::Effect;
use crate::domain::report::{
    GroupBy, MatrixColumns, ReportOrder, ReportShape, Restriction, SearchField,
};

/// The page, and its table.
pub const TITLE: &str = "Access report";
/// The search.
pub const SEARCH: &str = "Search access";
/// What the search looks at.
pub const SEARCH_HINT: &str = "Token, resource or permission";
/// Tells the words of the search that are about one field.
pub const SEARCH_WORDS: &str = "Search words";
/// Each of them, and what it finds.
pub const FIELDS: [(&str, &str); 9] = [
    ("perm:delete_*", "a permission; * stands for any characters, ? for one"),
    ("db:shop*", "a resource by its name"),
    ("name:ci, id:abc, by:ada", "a token by its name, its ID or who created it"),
    (
        "via:direct, via:all, via:org",
        "what is granted on one resource, on all databases, on the organization",
    ),
    ("effect:destroys", "also reads, changes, production or unknown"),
    (
        "area:branches",
        "also organization, records, databases, tokens, oauth, metrics, settings, passwords, deploys, backups or vschema",
    ),
    (
        "type:database, deleted:yes",
        "a resource by its type: organization, all, database or other; and whether it is deleted",
    ),
    ("expires:<30d, used:>90d", "times in h, d, w, m or y; also never and expired"),
    ("-name:ci", "leaves out what has it"),
];
/// What could be typed next in the search.
pub const SUGGESTIONS: &str = "Search words that fit";

/// What a field of the search is about.
pub fn field(field: SearchField) -> &'static str {
    match field {
        SearchField::Permission => "permission",
        SearchField::Resource => "database or other resource",
        SearchField::Name => "token's name",
        SearchField::Id => "token's ID",
        SearchField::By => "who created the token",
        SearchField::Via => "how it is granted",
        SearchField::Effect => "what it does",
        SearchField::Area => "permission's area",
        SearchField::Type => "resource's type",
        SearchField::Deleted => "whether the resource is deleted",
        SearchField::Expires => "when the token ends",
        SearchField::Used => "when the token was last used",
    }
}

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
pub const TABLE: &str = "Table";
/// A shape.
pub const GROUPED: &str = "Grouped";
/// A shape.
pub const MATRIX: &str = "Matrix";
/// The matrix.
pub const MATRIX_TITLE: &str = "Permission matrix";
/// What is across in the matrix.
pub const COLUMNS: &str = "Columns";
/// What is across.
pub const PERMISSIONS: &str = "Permissions";
/// What is across.
pub const DATABASES: &str = "Databases";
/// What is across.
pub const POWERS: &str = "Powers";
/// The resource that the matrix is about.
pub const ALL_RESOURCES: &str = "All resources";
/// The row of totals.
pub const TOKENS_HOLDING: &str = "Tokens that hold it";
/// The column of totals.
pub const TOTAL: &str = "Total";
/// The cell of a token whose access is not known.
pub const CELL_NOT_READ: &str = "access not loaded";
/// What the signs of the matrix mean.
pub const LEGEND: &str = "D deletes, C changes, R reads, ? unknown, – not granted, · not loaded. Plain: direct. Dashed: through all databases. Double: both.";
/// No token is narrowed to.
pub const NONE_HOLDS: &str = "No token holds it";
/// The same in a sentence.
pub const NONE_HOLDS_TEXT: &str =
    "No token whose access is loaded holds something in the chosen column.";
/// The matrix has no column of the name that its tokens are narrowed to.
pub const NO_COLUMN: &str = "The matrix has no such column";
/// What that means.
pub const NO_COLUMN_TEXT: &str = "The address names a column that is not there: a database may have been renamed or deleted, or the name is mistyped. Which tokens are meant is not known.";
/// The way back.
pub const ALL_TOKENS: &str = "Show all tokens";

/// How long work still takes at the pace that is allowed.
pub fn time_left(minutes: &super::Count) -> String {
    if minutes.value <= 1 {
        "about a minute left at the most".to_owned()
    } else {
        ["about ", &minutes.of("minute", "minutes"), " left"].concat()
    }
}

/// How something is held.
pub fn held(source: Source) -> &'static str {
    match source {
        Source::None => "not granted",
        Source::Direct => "direct",
        Source::Inherited => "through all databases",
        Source::Both => "both",
    }
}

/// Copies cells of the matrix.
pub const COPY_CELLS: &str = "Copy cells";

/// A cell of the matrix in a table that is copied: empty for what is not granted.
pub fn copied_cell(source: Source, effect: Option<Effect>) -> String {
    let does = match effect {
        Some(Effect::Destroys) => "deletes",
        Some(Effect::Changes) => "changes",
        Some(Effect::Reads) => "reads",
        None => "unknown",
    };
    match source {
        Source::None => String::new(),
        source => [does, " (", held(source), ")"].concat(),
    }
}

/// Cells were copied.
pub fn copied_cells(rows: &super::Count, columns: &super::Count) -> String {
    let (rows, columns) = (rows.of("row", "rows"), columns.of("column", "columns"));
    ["Copied ", &rows, " and ", &columns, ", with their heads"].concat()
}

/// A cell of the matrix in words: the token, the column, the resource, how many permissions where that is told, and how
/// they are held.
pub fn cell(
    token: &str,
    column: &str,
    resource: Option<&str>,
    permissions: Option<&super::Count>,
    how: &str,
) -> String {
    let resource = resource.map_or_else(String::new, |name| [", ", name].concat());
    let count = permissions
        .map_or_else(String::new, |count| [", ", &count.of("permission", "permissions")].concat());
    [token, ", ", column, &resource, &count, ": ", how].concat()
}

/// The area of permissions that the catalog does not have.
pub const UNKNOWN_AREA: &str = "Unknown";

/// More about the column of a permission: what it does, and its area.
pub fn permission_tip(name: &str, description: Option<&str>, area: Option<&str>) -> String {
    let does = description.map_or_else(String::new, |text| [": ", text].concat());
    let area = area.map_or_else(String::new, |area| [" (", area, ")"].concat());
    [name, &does, &area].concat()
}

/// A token by its name and its ID.
pub fn named(name: &str, id: &str) -> String {
    [name, " (", id, ")"].concat()
}

/// A shape.
pub fn shape(shape: ReportShape) -> &'static str {
    match shape {
        ReportShape::Table => TABLE,
        ReportShape::Grouped => GROUPED,
        ReportShape::Matrix => MATRIX,
    }
}

/// What is across.
pub fn columns(columns: MatrixColumns) -> &'static str {
    match columns {
        MatrixColumns::Permissions => PERMISSIONS,
        MatrixColumns::Databases => DATABASES,
        MatrixColumns::Powers => POWERS,
    }
}
/// What is being done.
pub const READING: &str = "Loading access";
/// No token may do anything.
pub const NONE: &str = "No access yet";
/// What would be there, and how it comes there.
pub const NONE_TEXT: &str =
    "No token holds a permission yet. Create a token, or add permissions on a token's page.";
/// No access is shown.
pub const NONE_FITS: &str = "No access matches";
/// Why none is shown.
pub const NONE_FITS_TEXT: &str = "No permissions match your search and filters.";
/// None is shown, and not all is known.
pub const NONE_KNOWN: &str = "None is known to match";
/// What that means.
pub const NONE_KNOWN_TEXT: &str = "No permission that was loaded matches your search and filters. Those of some tokens are not loaded, and may match.";
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
/// What the grouped shape is grouped by.
pub const GROUP_BY: &str = "Group by";
/// Copies the grouped shape.
pub const COPY_LIST: &str = "Copy list";
/// The grouped shape is cut.
pub const MORE_LINES: &str = "… more: search, filter or export to see the rest\n";

/// What the rows are grouped by.
pub fn group_by(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Token => TOKEN,
        GroupBy::Resource => RESOURCE,
        GroupBy::Permission => PERMISSION,
    }
}

/// The grouped shape.
pub fn grouped(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Token => "Access by token",
        GroupBy::Resource => "Access by resource",
        GroupBy::Permission => "Access by permission",
    }
}

/// Only so many accesses are listed so far.
pub fn listed_first(shown: &super::Count, all: &super::Count) -> String {
    ["The first ", shown.text(), " of ", &accesses(all), " are listed."].concat()
}

/// Lists so many more lines.
pub fn list_more(lines: &super::Count) -> String {
    ["List ", &lines.of("more line", "more lines")].concat()
}

/// What a token has on a database through "All databases" alone.
pub fn through_all(count: &super::Count) -> String {
    ["and ", &count.of("permission", "permissions"), " through \"All databases\""].concat()
}

/// The rest of a group whose first lines are told before.
pub fn goes_on(about: &str) -> String {
    [&super::isolated(about), ", continued"].concat()
}

/// The first line of a group: what it is about, and how many accesses it has.
pub fn group(about: &str, count: &super::Count) -> String {
    [about, " (", &accesses(count), ")"].concat()
}

/// A line of a group: what it is about, and what is listed of it.
pub fn group_line(about: &str, listed: &[String]) -> String {
    [about, ": ", &listed.join(", ")].concat()
}

/// The same for screen readers, spoken when it changes.
pub fn spoken(count: &super::Count, complete: bool) -> String {
    let partial = if complete { "" } else { super::parts::PARTIAL };
    ["Accesses shown: ", count.text(), partial].concat()
}

/// How many tokens a narrowed matrix shows.
pub fn matrix_tokens(shown: &super::Count, all: &super::Count) -> String {
    [shown.text(), " of ", &all.of("token", "tokens"), "."].concat()
}

/// What of a narrowed matrix the printable report takes over.
pub const MATRIX_IN_REPORT: &str = "The printable report takes over the search and the filters, not the column and the resource of the matrix: it lists every access that they keep.";

/// The total of a column of the matrix; there may be more where not every token's access is loaded.
pub fn total(count: &super::Count, is_whole: bool) -> String {
    let more = if is_whole { "" } else { "≥ " };
    [more, count.text()].concat()
}

/// The same as the link to the tokens that it counts.
pub fn who_holds(count: &super::Count, is_whole: bool, is_narrowed: bool, column: &str) -> String {
    let more = if is_whole { "" } else { "at least " };
    let (shown, all) = if is_narrowed { (" shown", " of all tokens") } else { ("", "") };
    let tokens = count.of("token", "tokens");
    [more, &tokens, shown, ": who can", all, ", ", &super::isolated(column)].concat()
}

/// In place of how many are shown, before the first of them is read.
pub const COUNT_READING: &str = "Loading access…";
/// In place of how many are shown, where nothing could be read.
pub const COUNT_NOT_READ: &str = "Access not loaded";

/// Tokens whose access could not be read.
pub fn untold(count: &super::Count) -> String {
    ["Could not load the access of ", &count.of("token", "tokens")].concat()
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
pub const DATABASES_UNREAD: &str = "The databases could not be loaded. Whoever reaches one of that name through \"All databases\" or a permission of the organization may be missing here.";
/// The same for a file.
pub const DATABASES_MISSING: &str = "The databases were not loaded, so databases may be missing, and whoever reaches one through \"All databases\" or a permission of the organization.";

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
        ReportOrder::Effect => EFFECT,
    }
}

/// Why a matrix on paper is not whole.
pub const MATRIX_NOT_COUNTED: &str = "The matrix was not counted to its end when it was printed.";

/// Which columns of the matrix a table on paper has.
pub fn columns_of(from: &super::Count, to: &super::Count, all: &super::Count) -> String {
    ["Columns ", from.text(), " to ", to.text(), " of ", all.text()].concat()
}

/// That not all tokens of the matrix are on paper.
pub fn matrix_cut(printed: &super::Count, all: &super::Count) -> String {
    [
        "Only the first ",
        &printed.of("token", "tokens"),
        " of ",
        all.text(),
        " are on paper; the export holds all of them.",
    ]
    .concat()
}
