//! The export.

use crate::domain::export::{Chosen, Format, Layout, Separator};
use crate::domain::listing::Direction;
use crate::domain::report::{MatrixColumns, ReportShape, ReportView};
use crate::domain::view_state::TokensView;

/// The dialog.
pub const TITLE: &str = "Export";
/// A warning.
pub const INCOMPLETE: &str = "Some data has not loaded";
/// What that means.
pub const INCOMPLETE_TEXT: &str = "The file will be marked as partial: CSV gets a column \"complete\" that says false, JSON and the manifest say what is missing.";
/// What is done with it where the file cannot tell so.
pub const INCOMPLETE_PSCALE: &str =
    "A file in pscale's layout cannot say so. The manifest beside it does.";
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
pub const PSCALE_TEXT: &str = "Exactly what pscale prints for these rows: fewer columns, times in milliseconds in CSV, no times of writing.";
/// A choice.
pub const ROWS: &str = "Rows";
/// What the page shows.
pub const SHOWN_ROWS: &str = "Shown rows";
/// Everything.
pub const ALL_ROWS: &str = "All rows";
/// What is ticked.
pub const SELECTED_ROWS: &str = "Selected rows";
/// A choice.
pub const FORMULAS: &str = "Protect against spreadsheet formulas";
/// What that does.
pub const FORMULAS_TEXT: &str =
    "Adds an apostrophe to cells that start like a formula, so that no spreadsheet runs them.";
/// A choice: who reads the file.
pub const SPREADSHEET: &str = "For a spreadsheet";
/// What that does.
pub const SPREADSHEET_TEXT: &str = "With a byte order mark, times as 2026-08-27 22:04:42 in UTC, and an apostrophe before each name that a spreadsheet would run or take for a number or a date.";
/// A choice: what stands between cells.
pub const SEPARATOR: &str = "Separator";
/// A separator.
pub const COMMA: &str = "Comma";
/// A separator.
pub const SEMICOLON: &str = "Semicolon";
/// A separator.
pub const TAB: &str = "Tab";
/// A choice: a second file.
pub const MANIFEST: &str = "Save a manifest beside it";
/// What is in it.
pub const MANIFEST_TEXT: &str = "A small JSON file that says what this one cannot: whose it is, who wrote it and when, which rows, filters, totals, how complete.";
/// A warning: it has more rows than a spreadsheet has.
pub const TOO_MANY_ROWS: &str = "More rows than a spreadsheet takes";
/// What that means.
pub const TOO_MANY_ROWS_TEXT: &str = "A spreadsheet holds 1,048,576 rows and leaves the rest out, mostly without a word. Narrow the rows by search or filters, or read the file with a program.";
/// A warning: a spreadsheet would cut a cell.
pub const TOO_LONG_CELL: &str = "A name is longer than a spreadsheet takes";
/// What that means.
pub const TOO_LONG_CELL_TEXT: &str =
    "A cell of a spreadsheet holds 32,767 characters. A longer name is cut there.";
/// A choice.
pub const MARK: &str = "Excel compatibility";
/// What it is for.
pub const MARK_TEXT: &str = "Adds a byte order mark, so that accented letters open correctly.";
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

/// Between filters that widen each other.
pub const OR: &str = " or ";
/// Between filters that narrow.
pub const AND: &str = ", and ";

/// What is shown of a list: its search, its filters, its order.
pub fn filtered(search: &str, filters: &str, by: &str, descending: bool) -> String {
    [
        narrowed(search, filters).as_str(),
        "Sorted by ",
        by,
        if descending { ", descending." } else { "." },
    ]
    .concat()
}

/// What a list is narrowed to.
fn narrowed(search: &str, filters: &str) -> String {
    match (search.trim().is_empty(), filters.is_empty()) {
        (true, true) => "No search, no filters. ".to_owned(),
        (true, false) => ["No search. Filters: ", filters, ". "].concat(),
        (false, true) => ["Search: ", &super::isolated(search), ". No filters. "].concat(),
        (false, false) => {
            ["Search: ", &super::isolated(search), ". Filters: ", filters, ". "].concat()
        }
    }
}

/// What a view of the tokens shows. Filters that widen each other are joined by "or".
pub fn tokens_view(view: &TokensView) -> String {
    let groups = super::tokens::filter_groups(view.filters);
    let by = super::tokens::column(view.sort.column);
    let is_descending = view.sort.direction == Direction::Descending;
    filtered(&view.search, &groups.join(AND), by, is_descending)
}

/// What a view of the report shows.
pub fn report_view(view: &ReportView) -> String {
    let only: Vec<&str> = view.only.iter().map(|one| super::access_report::only(*one)).collect();
    let only = only.join(AND);
    if view.shape == ReportShape::Grouped {
        let by = super::access_report::group_by(view.group);
        return [&narrowed(&view.search, &only), "Grouped by ", by, "."].concat();
    }
    if view.shape == ReportShape::Matrix {
        let mut told = narrowed(&view.search, &only);
        if !view.place.is_empty() && view.columns != MatrixColumns::Databases {
            told.extend(["On ", place(&view.place), ". "]);
        }
        if !view.has.is_empty() {
            told.extend(["Only tokens that hold ", place(&view.has), "."]);
        }
        return told.trim_end().to_owned();
    }
    let by = super::access_report::sorted_by(view.by);
    filtered(&view.search, &only, by, view.descending)
}

/// A resource as an address names it; anything else as it is.
fn place(key: &str) -> &str {
    match key {
        "organization" => "the organization",
        "all" => "all databases",
        other => {
            other.strip_prefix("db:").or_else(|| other.strip_prefix("deleted:")).unwrap_or(other)
        }
    }
}

/// How many rows a file will have, and how many of them the page hides.
pub fn extent(rows: &super::Count, hidden: Option<&super::Count>) -> String {
    let rows = rows.of("row", "rows");
    match hidden {
        Some(hidden) => {
            [&rows, ", ", hidden.text(), " of them hidden by search or filters"].concat()
        }
        None => rows,
    }
}

/// Both files.
pub fn saved_both(name: &str) -> String {
    [name, " and its manifest were saved"].concat()
}

/// Why rows are missing.
pub mod missing {
    /// The list is on its way.
    pub const READING: &str = "The list was still loading.";
    /// Somebody stopped it.
    pub const STOPPED: &str = "Loading the list was stopped before its end.";
    /// It failed.
    pub const BROKE_OFF: &str = "Loading the list failed before its end.";
    /// It changed meanwhile.
    pub const SHIFTED: &str = "The list changed while it loaded, and rows may be missing.";
    /// Some tokens' access was not read.
    pub fn access(count: &crate::words::Count) -> String {
        ["The access of ", &count.of("token", "tokens"), " was not loaded."].concat()
    }
}

/// What a format is called.
pub fn format(format: Format) -> &'static str {
    match format {
        Format::Csv => CSV,
        Format::Json => JSON,
    }
}

/// What a layout is called.
pub fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Report => REPORT,
        Layout::Pscale => PSCALE,
    }
}

/// What a choice of rows is called.
pub fn chosen(chosen: Chosen) -> &'static str {
    match chosen {
        Chosen::Shown => SHOWN_ROWS,
        Chosen::All => ALL_ROWS,
        Chosen::Selected => SELECTED_ROWS,
    }
}

/// What a separator is called.
pub fn separator(separator: Separator) -> &'static str {
    match separator {
        Separator::Comma => COMMA,
        Separator::Semicolon => SEMICOLON,
        Separator::Tab => TAB,
    }
}
