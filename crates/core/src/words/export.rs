//! The export.

/// The dialog.
pub const TITLE: &str = "Export";
/// A warning.
pub const INCOMPLETE: &str = "Not everything has been read";
/// What that means.
pub const INCOMPLETE_TEXT: &str = "The export will be marked as partial.";
/// A choice.
pub const FORMAT: &str = "Format";
/// A format.
pub const CSV: &str = "CSV";
/// A format.
pub const JSON: &str = "JSON";
/// A choice.
pub const LAYOUT: &str = "Layout";
/// A layout.
pub const REPORT: &str = "Report";
/// A layout.
pub const PSCALE: &str = "pscale";
/// What that layout is.
pub const PSCALE_TEXT: &str = "The same bytes as pscale prints for these rows: fewer columns, times in milliseconds in CSV, no times of writing.";
/// A choice.
pub const ROWS: &str = "Rows";
/// What the page shows.
pub const SHOWN_ROWS: &str = "Shown rows";
/// Everything.
pub const ALL_ROWS: &str = "All rows";
/// What is ticked.
pub const SELECTED_ROWS: &str = "Selected rows";
/// A choice.
pub const FORMULAS: &str = "Leave formulas as they are";
/// What happens without it.
pub const FORMULAS_TEXT: &str = "Otherwise a cell that begins like a formula gets an apostrophe, so that no spreadsheet runs it.";
/// A choice.
pub const MARK: &str = "Byte order mark";
/// What it is for.
pub const MARK_TEXT: &str = "Some spreadsheets need it to read letters other than English ones.";
/// Copies the rows.
pub const COPY: &str = "Copy";
/// Saves them.
pub const DOWNLOAD: &str = "Download";
/// A status.
pub const NOT_SAVED: &str = "The browser refused to save the file.";

/// A status.
pub fn saved(name: &str) -> String {
    [name, " was saved"].concat()
}
