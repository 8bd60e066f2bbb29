//! A table for the clipboard: cells between tabs, as spreadsheets take what is pasted.

use super::csv::{Dialect, Field, Formulas, Separator, Values, record};

/// A table in the making, row by row. Texts stay texts: nothing in it becomes a formula, a number or a date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PastedTable(String);

impl PastedTable {
    /// How its cells are written.
    pub const DIALECT: Dialect =
        Dialect { separator: Separator::Tab, formulas: Formulas::Defused, values: Values::Kept };

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        record(&mut self.0, cells.into_iter().map(Field::Text), Self::DIALECT);
    }

    /// Its text.
    pub fn into_text(self) -> String {
        self.0
    }
}
