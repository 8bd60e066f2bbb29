//! The rows of a grid that are in the page.

use std::ops::Range;

use leptos::prelude::*;
use leptos::web_sys::Element;

use super::{ABOVE, COLUMN, Grid, ROW, Spot, TOTAL, cells};

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

/// So many times a length, and what is beside them.
pub(super) fn in_rem(times: usize, each: f64, beside: f64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "far fewer than a float can count")]
    let length = (times as f64).mul_add(each, beside);
    format!("{length:.3}")
}

/// A row as high as the rows that are left out.
pub(super) fn gap_row(grid: Grid, left_out: fn(&Range<usize>, usize) -> usize) -> AnyView {
    (move || {
        let left = grid.part.with(|part| left_out(&part.rows, grid.count.get()));
        (left > 0).then(|| {
            let height = [&in_rem(left, ROW, 0.0), "rem"].concat();
            view! { <tr aria-hidden="true"><td style:block-size=height></td></tr> }
        })
    })
    .into_any()
}

/// How many columns are left out before and after those that are shown.
pub(super) fn sides(grid: Grid) -> (usize, Range<usize>, usize) {
    let shown = grid.shown_columns.get();
    let all = grid.columns.with(|all| all.len());
    (shown.start, shown.clone(), all.saturating_sub(shown.end))
}

pub(super) fn gap(left: usize) -> Option<AnyView> {
    (left > 0).then(|| view! { <td aria-hidden="true"></td> }.into_any())
}

pub(super) fn header_row(grid: Grid) -> AnyView {
    let corner = Spot { row: 0, column: 0 };
    view! {
        <tr aria-rowindex="1" class="grid-headers">
            <th
                scope="col"
                class="grid-name"
                aria-colindex="1"
                id=grid.id(corner)
                data-cell=corner.print()
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
                        data-cell=last.print()
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
    let class = if grid.begins_area(column) { "grid-head begins" } else { "grid-head" };
    Some(
        view! {
            <th
                scope="col"
                class=class
                aria-colindex=(column + 2).to_string()
                data-cell=spot.print()
            >
                <button
                    type="button"
                    id=grid.id(spot)
                    tabindex=grid.tab(spot)
                    aria-pressed=if own.is_pressed { "true" } else { "false" }
                    translate="no"
                    data-tip=own.tip
                    on:click=move |_| grid.owner.get_value().on_column.run(column)
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
                let cell = |column: usize, text: String, leads: Option<(String, String)>| {
                    let spot = Spot { row: 1, column: column + 1 };
                    let (id, tab) = (grid.id(spot), grid.tab(spot));
                    let (id_of_cell, tab_of_cell) = match leads {
                        Some(_) => (None, None),
                        None => (Some(id.clone()), Some(tab)),
                    };
                    let content = match leads {
                        Some((href, name)) => view! {
                            <a href=href id=id tabindex=tab aria-label=name.clone() data-tip=name>
                                {text}
                            </a>
                        }
                        .into_any(),
                        None => text.into_any(),
                    };
                    view! {
                        <td
                            role="gridcell"
                            aria-colindex=(column + 2).to_string()
                            id=id_of_cell
                            data-cell=spot.print()
                            tabindex=tab_of_cell
                        >
                            {content}
                        </td>
                    }
                    .into_any()
                };
                let own: Vec<_> = shown
                    .filter_map(|column| {
                        let own = grid.columns.with(|all| all.get(column).cloned())?;
                        Some(cell(column, own.total, own.leads))
                    })
                    .collect();
                let last = cell(grid.columns.with(|all| all.len()), String::new(), None);
                view! { {gap(before)}{own}{gap(after)}{last} }
            }}
        </tr>
    }
    .into_any()
}

/// A row with its cells, as they are now.
pub(super) fn data_row(grid: Grid, row: usize, shown: Range<usize>) -> AnyView {
    let Some(own) = untrack(|| grid.owner.get_value().row.run((row, shown.clone()))) else {
        return ().into_any();
    };
    let fill = move |element: Element| {
        // A browser that refuses to make an element shows a row without it.
        let _ = cells::fill(grid, &element, row, shown.clone(), &own);
    };
    view! { <tr aria-rowindex=(row + ABOVE + 1).to_string() use:fill></tr> }.into_any()
}
