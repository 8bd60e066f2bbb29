//! The matrix on paper: every column, in tables one after the other that are each as wide as a sheet, and every token in
//! each of them.

use std::ops::Range;

use console_core::domain::report::Matrix;
use console_core::words::access_report as words;
use leptos::prelude::*;

use super::Report;
use super::matrix_cells::{Names, columns, row};
use crate::pages::reading;
use crate::ui::dynamic::dynamic;
use crate::ui::grid::{GridColumn, GridRow};
use crate::ui::number;
use crate::ui::paper::is_printing;

/// So many columns fit on a sheet that lies on its side.
const ACROSS: usize = 32;

/// Cells on paper: some hundred sheets.
const LONGEST: usize = 60_000;

/// How many of its tokens are on paper.
fn printed(matrix: &Matrix) -> usize {
    (LONGEST / matrix.columns.len().max(1)).min(matrix.tokens.len())
}

/// Why not all of the matrix is on paper, if it is not. Watched.
pub(super) fn missing(report: Report) -> Option<String> {
    report.matrix.with(|matrix| {
        let Some(matrix) = matrix else { return Some(words::MATRIX_NOT_COUNTED.to_owned()) };
        let (printed, all) = (printed(matrix), matrix.tokens.len());
        (printed < all).then(|| words::matrix_cut(&number::count(printed), &number::count(all)))
    })
}

/// The tables, made while the page is printed.
pub(super) fn tables(report: Report) -> AnyView {
    dynamic(move || {
        is_printing().then(|| {
            let matrix = report.matrix.get()?;
            let heads = columns(report, &matrix, reading::known(report.store).is_counted());
            let names = Names::of(report.store, &matrix.tokens);
            // Tables of like widths: a last one of two columns would waste a sheet.
            let across = heads.len().div_ceil(heads.len().div_ceil(ACROSS).max(1)).max(1);
            let tables: Vec<AnyView> = (0..heads.len())
                .step_by(across)
                .map(|from| {
                    let shown = from..(from + across).min(heads.len());
                    table(report, &matrix, &names, &heads, shown)
                })
                .collect();
            Some(tables.into_any())
        })
    })
}

fn table(
    report: Report,
    matrix: &Matrix,
    names: &Names,
    heads: &[GridColumn],
    shown: Range<usize>,
) -> AnyView {
    let is_last = shown.end == heads.len();
    let own = heads.get(shown.clone()).unwrap_or_default();
    let parts = (own.len() < heads.len()).then(|| {
        let [from, to, all] = [shown.start + 1, shown.end, heads.len()].map(number::count);
        view! { <caption>{words::columns_of(&from, &to, &all)}</caption> }
    });
    let areas = own.chunk_by(|one, next| one.area == next.area);
    let areas = own.iter().any(|one| one.area.is_some()).then(|| {
        let area = |all: &[GridColumn]| {
            let name = all.first().and_then(|one| one.area);
            view! { <td class="begins" colspan=all.len().to_string()><span>{name}</span></td> }
        };
        view! { <tr class="grid-areas"><td></td>{areas.map(area).collect_view()}</tr> }
    });
    let heads = own.iter().map(|one| {
        view! { <th class="grid-head" scope="col"><span>{one.label.clone()}</span></th> }
    });
    let totals = own.iter().map(|one| view! { <td>{one.total.clone()}</td> });
    let of_row = is_last.then(|| view! { <th class="grid-total" scope="col">{words::TOTAL}</th> });
    let rows = (0..printed(matrix)).filter_map(|at| {
        let GridRow { label, id, total, cells, .. } =
            row(report, matrix, names, at, shown.clone())?;
        let cells = cells.into_iter().map(|cell| view! { <td class=cell.class>{cell.sign}</td> });
        Some(view! {
            <tr>
                <th class="grid-name" scope="row">
                    <bdi>{label}</bdi>
                    {id.map(|id| view! { <span class="grid-id">{id}</span> })}
                </th>
                {cells.collect_view()}
                {is_last.then(|| view! { <td>{total}</td> })}
            </tr>
        })
    });
    view! {
        <table class="grid matrix-sheet">
            {parts}
            <thead>
                {areas}
                <tr>
                    <th class="grid-name" scope="col">{words::TOKEN}</th>
                    {heads.collect_view()}
                    {of_row}
                </tr>
                <tr class="grid-totals">
                    <th class="grid-name" scope="row">{words::TOKENS_HOLDING}</th>
                    {totals.collect_view()}
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
