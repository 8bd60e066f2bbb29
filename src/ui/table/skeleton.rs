//! A table whose rows are still to come: its heads stand where they will be, and bars where the rows will be.

use console_core::domain::listing::ColumnLayout;
use console_core::words::parts;
use leptos::prelude::*;

use super::{Align, TableColumn, col, laid_out, widths};

/// So many rows fill a window.
const ROWS: usize = 40;

/// Grey bars in the shape of a [`super::DataTable`]. Screen readers read that something loads.
#[component]
pub fn TableSkeleton(
    /// The columns of the table that comes.
    columns: Vec<TableColumn>,
    /// What the reader hid and widened.
    #[prop(optional)]
    layout: Option<RwSignal<ColumnLayout>>,
) -> impl IntoView {
    let columns: Vec<TableColumn> = match layout {
        Some(layout) => layout.with_untracked(|layout| {
            columns.into_iter().filter_map(|column| laid_out(column, layout)).collect()
        }),
        None => columns,
    };
    let head = |column: &TableColumn| {
        let class = if column.align == Align::End { "head number" } else { "head" };
        let label = column.label.clone();
        if column.sorts.is_some() {
            view! { <td class=class><span class="sort"><span>{label}</span></span></td> }.into_any()
        } else {
            view! { <td class=class><span class="head-label">{label}</span></td> }.into_any()
        }
    };
    let row = || columns.iter().map(|_| view! { <td></td> }).collect_view();
    view! {
        <p class="visually-hidden">{parts::LOADING}</p>
        <div class="table-region coming" aria-hidden="true">
            <table class="table" style:min-inline-size=[&widths(&columns), "rem"].concat()>
                <colgroup>{columns.iter().cloned().map(col).collect_view()}</colgroup>
                <thead><tr>{columns.iter().map(head).collect_view()}</tr></thead>
                <tbody>{(0..ROWS).map(|_| view! { <tr>{row()}</tr> }).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
