//! How much a file holds, and what a spreadsheet cannot take of it.

use std::sync::Arc;

use super::super::resource::Resources;
use super::super::token::Token;
use super::AccessRow;

/// The rows of a spreadsheet, its head included.
const ROWS: usize = 1_048_576;

/// The characters of a cell, in UTF-16 units.
const CELL: usize = 32_767;

/// How many rows a file would have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Rows.
    pub rows: usize,
    /// Those of them that search and filters hide.
    pub hidden: usize,
    /// Some cell is longer than spreadsheets take.
    pub has_long_cell: bool,
}

/// What a spreadsheet cannot take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// It leaves rows out.
    Rows,
    /// It cuts a cell.
    Cell,
}

impl Extent {
    /// What a spreadsheet would leave out of a CSV of it.
    pub fn limits(self) -> impl Iterator<Item = Limit> {
        let rows = (self.rows >= ROWS).then_some(Limit::Rows);
        let cell = self.has_long_cell.then_some(Limit::Cell);
        rows.into_iter().chain(cell)
    }
}

fn is_long(text: &str) -> bool {
    // One place is kept for an apostrophe.
    text.len() >= CELL && text.encode_utf16().count() >= CELL
}

/// Whether a spreadsheet would cut a cell of these tokens.
pub fn has_long_cell_in_tokens(tokens: &[Arc<Token>]) -> bool {
    tokens.iter().any(|token| {
        is_long(token.name.as_deref().unwrap_or_default())
            || is_long(token.created_by.as_deref().unwrap_or_default())
            || is_long(token.id.as_str())
    })
}

/// Whether a spreadsheet would cut a cell of these rows.
pub fn has_long_cell_in_access(rows: &[AccessRow], resources: &Resources) -> bool {
    let resource = resources.iter().any(|(_, one)| is_long(&one.name) || is_long(&one.id));
    resource
        || rows.iter().any(|row| {
            is_long(row.token.name.as_deref().unwrap_or_default())
                || is_long(row.grant.permission.name())
        })
}

/// Ticked rows by their places in the list, in the order in which rows are shown; those that are not shown come last, in the
/// list's order. Tells how many those are.
pub fn in_shown_order(selected: &[u32], shown: &[u32]) -> (Vec<u32>, usize) {
    let mut wanted: Vec<u32> = selected.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let is_wanted = |place: &u32| wanted.binary_search(place).is_ok();
    let mut ordered: Vec<u32> = shown.iter().copied().filter(is_wanted).collect();
    let mut seen = ordered.clone();
    seen.sort_unstable();
    let before = ordered.len();
    ordered.extend(wanted.into_iter().filter(|place| seen.binary_search(place).is_err()));
    let hidden = ordered.len() - before;
    (ordered, hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_has_room_for_its_head_and_as_many_rows_less_one() {
        let limits = |rows, has_long_cell| {
            Extent { rows, hidden: 0, has_long_cell }.limits().collect::<Vec<_>>()
        };
        assert_eq!(limits(1_048_575, false), []);
        assert_eq!(limits(1_048_576, false), [Limit::Rows]);
        assert_eq!(limits(2_000_000, true), [Limit::Rows, Limit::Cell]);
        assert!(!is_long(&"x".repeat(32_766)) && is_long(&"x".repeat(32_768)));
        assert!(!is_long(&"é".repeat(32_766)));
    }

    #[test]
    fn ticked_rows_are_in_the_order_shown_and_hidden_ones_last() {
        assert_eq!(in_shown_order(&[5, 1, 9, 2], &[9, 8, 2, 1]), (vec![9, 2, 1, 5], 1));
        assert_eq!(in_shown_order(&[3, 3, 0], &[]), (vec![0, 3], 2));
        assert_eq!(in_shown_order(&[], &[1, 2]), (vec![], 0));
    }
}
