//! The rows of a grid that are in the page.

use std::ops::Range;

use leptos::prelude::*;

use super::selection::selected;
use super::{ABOVE, COLUMN, Grid, GridCell, Spot, TOTAL, in_rem};

/// The widths of the columns: names, those that are left out, those that are shown, those that are left out, totals.
pub(super) fn columns_of_table(grid: Grid) -> AnyView {
    let width = |rem: String| view! { <col style:inline-size=[&rem, "rem"].concat()/> }.into_any();
    view! {
        <colgroup>
            {width(in_rem(0, 0.0, grid.names))}
            {move || {
                let (before, shown, after) = sides(grid);
                let gap = |left: usize| (left > 0).then(|| width(in_rem(left, COLUMN, 0.0)));
                let own: Vec<AnyView> = shown.map(|_| width(in_rem(1, COLUMN, 0.0))).collect();
                view! { {gap(before)}{own}{gap(after)} }
            }}
            {width(in_rem(0, 0.0, TOTAL))}
        </colgroup>
    }
    .into_any()
}

/// How many columns are left out before and after those that are shown.
fn sides(grid: Grid) -> (usize, Range<usize>, usize) {
    let shown = grid.shown_columns.get();
    let all = grid.columns.with(|all| all.len());
    (shown.start, shown.clone(), all.saturating_sub(shown.end))
}

fn gap(left: usize) -> Option<AnyView> {
    (left > 0).then(|| view! { <td aria-hidden="true"></td> }.into_any())
}

fn place(spot: Spot) -> String {
    format!("{} {}", spot.row, spot.column)
}

pub(super) fn header_row(grid: Grid) -> AnyView {
    let corner = Spot { row: 0, column: 0 };
    view! {
        <tr aria-rowindex="1">
            <th
                scope="col"
                class="grid-name"
                aria-colindex="1"
                id=grid.id(corner)
                data-cell=place(corner)
                tabindex="-1"
            >
                {grid.words.names}
            </th>
            {move || {
                grid.version.track();
                let (before, shown, after) = sides(grid);
                let own: Vec<_> = shown.filter_map(|column| header(grid, column)).collect();
                let last = Spot { row: 0, column: grid.columns.with(|all| all.len()) + 1 };
                view! {
                    {gap(before)}
                    {own}
                    {gap(after)}
                    <th
                        scope="col"
                        class="grid-total"
                        aria-colindex=(last.column + 1).to_string()
                        id=grid.id(last)
                        data-cell=place(last)
                        tabindex="-1"
                    >
                        {grid.words.column_totals}
                    </th>
                }
            }}
        </tr>
    }
    .into_any()
}

fn header(grid: Grid, column: usize) -> Option<AnyView> {
    let own = grid.columns.with(|all| all.get(column).cloned())?;
    let spot = Spot { row: 0, column: column + 1 };
    let tip = own.label.clone();
    Some(
        view! {
            <th
                scope="col"
                class="grid-head"
                aria-colindex=(column + 2).to_string()
                data-cell=place(spot)
            >
                <button
                    type="button"
                    id=grid.id(spot)
                    tabindex=grid.tab(spot)
                    aria-pressed=if own.is_pressed { "true" } else { "false" }
                    translate="no"
                    data-tip=tip
                    on:click=move |_| grid.on_column.run(column)
                >
                    <span>{own.label}</span>
                </button>
            </th>
        }
        .into_any(),
    )
}

pub(super) fn totals_row(grid: Grid) -> AnyView {
    view! {
        <tr aria-rowindex="2" class="grid-totals">
            <th scope="row" class="grid-name" aria-colindex="1" id=grid.id(Spot { row: 1, column: 0 }) data-cell="1 0" tabindex="-1">
                {grid.words.row_totals}
            </th>
            {move || {
                grid.version.track();
                let (before, shown, after) = sides(grid);
                let cell = |column: usize, text: String| {
                    let spot = Spot { row: 1, column: column + 1 };
                    view! {
                        <td
                            role="gridcell"
                            aria-colindex=(column + 2).to_string()
                            id=grid.id(spot)
                            data-cell=place(spot)
                            tabindex=grid.tab(spot)
                        >
                            {text}
                        </td>
                    }
                    .into_any()
                };
                let total = |column: usize| grid.columns.with(|all| all.get(column).map(|one| one.total.clone()));
                let own: Vec<_> =
                    shown.filter_map(|column| Some(cell(column, total(column)?))).collect();
                let last = cell(grid.columns.with(|all| all.len()), String::new());
                view! { {gap(before)}{own}{gap(after)}{last} }
            }}
        </tr>
    }
    .into_any()
}

/// A row with its cells, as they are now.
pub(super) fn data_row(grid: Grid, row: usize, shown: Range<usize>) -> AnyView {
    let Some(own) = untrack(|| grid.row.run(row)) else { return ().into_any() };
    let at = row + ABOVE;
    let all = grid.columns.with_untracked(|all| all.len());
    let (before, after) = (shown.start, all.saturating_sub(shown.end));
    let name = Spot { row: at, column: 0 };
    let cells: Vec<AnyView> = shown
        .zip(own.cells.get(before..).unwrap_or_default())
        .map(|(column, cell)| {
            let GridCell { sign, class, label } = cell.clone();
            let spot = Spot { row: at, column: column + 1 };
            view! {
                <td
                    role="gridcell"
                    class=class
                    aria-colindex=(column + 2).to_string()
                    aria-label=label.clone()
                    aria-selected=selected(grid.is_selected(spot))
                    data-tip=label
                    id=grid.id(spot)
                    data-cell=place(spot)
                    tabindex=grid.tab(spot)
                >
                    {sign}
                </td>
            }
            .into_any()
        })
        .collect();
    let last = Spot { row: at, column: all + 1 };
    view! {
        <tr aria-rowindex=(at + 1).to_string()>
            <th scope="row" class="grid-name" aria-colindex="1" data-cell=place(name)>
                <a href=own.href id=grid.id(name) tabindex=grid.tab(name)>
                    <bdi translate="no">{own.label}</bdi>
                </a>
            </th>
            {gap(before)}
            {cells}
            {gap(after)}
            <td
                role="gridcell"
                class="grid-total"
                aria-colindex=(all + 2).to_string()
                id=grid.id(last)
                data-cell=place(last)
                tabindex=grid.tab(last)
            >
                {own.total}
            </td>
        </tr>
    }
    .into_any()
}
