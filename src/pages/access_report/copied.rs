//! Copying cells of the matrix as a table that a spreadsheet takes.

use std::sync::Arc;

use console_core::domain::export::PastedTable;
use console_core::domain::report::Matrix;
use console_core::words::access_report as words;
use console_core::words::tokens::display_name;

use super::Report;
use super::matrix_cells::label;
use crate::pages::pieces::{Piece, Pieces};
use crate::ui::clipboard::Copier;
use crate::ui::grid::Block;
use crate::ui::number;

/// Writes the cells, a row at a time, with the columns' heads, and each row's token and its ID; then copies them.
pub(super) fn copy(
    report: Report,
    matrix: Arc<Matrix>,
    block: Block,
    pieces: Pieces,
    copier: Copier,
) {
    let said =
        words::copied_cells(&number::count(block.rows.len()), &number::count(block.columns.len()));
    let (first, total) = (block.rows.start, block.rows.len());
    let mut table = PastedTable::default();
    table.row(heads(report, &matrix, &block).iter().map(String::as_str));
    let (mut rows, mut table) = (block.rows.clone(), Some(table));
    let piece = move || {
        let Some(at) = rows.next() else { return Piece::Done(table.take().unwrap_or_default()) };
        if let (Some(cells), Some(table)) = (row(report, &matrix, at, &block), &mut table) {
            table.row(cells.iter().map(String::as_str));
        }
        Piece::Looked(at - first, total)
    };
    pieces.run(piece, move |table| {
        copier.copy(words::COPY_CELLS.to_owned(), table.into_text(), said);
    });
}

fn heads(report: Report, matrix: &Matrix, block: &Block) -> Vec<String> {
    let resources = report.store.resources();
    let resources = resources.borrow();
    let columns = matrix.columns.get(block.columns.clone()).unwrap_or_default();
    [words::TOKEN.to_owned(), words::ID.to_owned()]
        .into_iter()
        .chain(columns.iter().map(|column| label(*column, &resources)))
        .collect()
}

fn row(report: Report, matrix: &Matrix, at: usize, block: &Block) -> Option<Vec<String>> {
    let token = report.store.token_at(*matrix.tokens.get(at)?)?;
    let resources = report.store.resources();
    let cells = matrix.cells(&token, &resources.borrow());
    let text = |column: usize| match &cells {
        None => words::CELL_NOT_READ.to_owned(),
        Some(cells) => cells
            .get(column)
            .map_or_else(String::new, |held| words::copied_cell(held.source(), held.effect)),
    };
    let heads = [display_name(&token).to_owned(), token.id.to_string()];
    Some(heads.into_iter().chain(block.columns.clone().map(text)).collect())
}
