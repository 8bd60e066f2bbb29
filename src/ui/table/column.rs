//! The columns of a table.

use console_core::domain::table_order::ColumnKey;

/// Declares the columns of a table, each with its key.
macro_rules! columns {
    ($(#[$about:meta])* $name:ident { $($column:ident = $key:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum $name {
            $($column,)+
        }

        impl $crate::ui::table::ColumnKey for $name {
            const ALL: &'static [Self] = &[$(Self::$column,)+];

            fn key(self) -> &'static str {
                match self {
                    $(Self::$column => $key,)+
                }
            }
        }
    };
}
pub(crate) use columns;

/// Where the content of a column's cells is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words: where a line begins.
    Start,
    /// Numbers: where it ends.
    End,
}

/// What comes first when a table is sorted by a column for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// The smallest, the earliest, the first of the alphabet.
    Least,
    /// The gravest, the largest.
    Greatest,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    /// Its key.
    pub(in crate::ui) id: &'static str,
    /// Its header; empty for a column of boxes or buttons, whose header cell is then no header.
    pub label: String,
    /// How wide it is at least, in rem.
    pub width: f64,
    /// Takes a share of the room that is left.
    pub grows: bool,
    /// Its share of a wide window in percent, and how wide it is at the most, in rem.
    pub spread: Option<(f64, f64)>,
    /// What comes first when somebody sorts by it; none if that is not possible.
    pub sorts: Option<First>,
    /// Where its content is.
    pub align: Align,
    /// Its cells name the rows; it is always shown.
    pub names_row: bool,
}

impl TableColumn {
    /// A column that can be sorted by.
    pub fn new(column: impl ColumnKey, label: impl Into<String>, width: f64) -> Self {
        Self {
            id: column.key(),
            label: label.into(),
            width,
            grows: false,
            spread: None,
            sorts: Some(First::Least),
            align: Align::Start,
            names_row: false,
        }
    }

    /// A column without header, for boxes or buttons.
    pub fn bare(column: impl ColumnKey, width: f64) -> Self {
        Self { sorts: None, ..Self::new(column, "", width) }
    }

    /// The same, taking a share of the room that is left.
    #[must_use]
    pub fn grows(self) -> Self {
        Self { grows: true, ..self }
    }

    /// The same, wider in a wide window: a share of it in percent, up to so many rem.
    #[must_use]
    pub fn spreads(self, share: f64, widest: f64) -> Self {
        Self { spread: Some((share, widest)), ..self }
    }

    /// The same, sorted by its greatest first.
    #[must_use]
    pub fn greatest_first(self) -> Self {
        Self { sorts: Some(First::Greatest), ..self }
    }

    /// The same, without sorting.
    #[must_use]
    pub fn unsorted(self) -> Self {
        Self { sorts: None, ..self }
    }

    /// The same, naming the rows.
    #[must_use]
    pub fn names_row(self) -> Self {
        Self { names_row: true, ..self }
    }

    /// The same, for numbers.
    #[must_use]
    pub fn numeric(self) -> Self {
        Self { align: Align::End, ..self }
    }
}

/// Which column a table is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableSort {
    /// The key of the column.
    pub(super) column: &'static str,
    /// The greatest first.
    pub descending: bool,
}

impl TableSort {
    /// Sorted by a column.
    pub fn by(column: impl ColumnKey, descending: bool) -> Self {
        Self { column: column.key(), descending }
    }

    /// The column, if the table has one of that key.
    pub fn column<C: ColumnKey>(self) -> Option<C> {
        C::from_key(self.column)
    }
}
