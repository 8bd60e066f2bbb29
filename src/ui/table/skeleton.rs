//! A table whose rows are still to come: its heads stand where they will be, and bars where the rows will be.

use console_core::domain::listing::ColumnLayout;
use console_core::words::parts;
use leptos::prelude::*;

use super::window::rows_in_window;
use super::{Align, TableColumn, all_laid_out, col, widths};

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
        Some(layout) => layout.with_untracked(|layout| all_laid_out(&columns, layout)),
        None => columns,
    };
    let head = |column: &TableColumn| {
        let class = if column.align == Align::End { "head number" } else { "head" };
        let inner = if column.sorts.is_some() { "sort" } else { "head-label" };
        view! { <td class=class><span class=inner><span>{column.label.clone()}</span></span></td> }
            .into_any()
    };
    let empty = |_| view! { <td></td> }.into_any();
    let row = |cells: Vec<AnyView>| view! { <tr>{cells}</tr> }.into_any();
    let heads = row(columns.iter().map(head).collect());
    let rows = (0..rows_in_window()).map(|_| row(columns.iter().map(empty).collect()));
    view! {
        <p class="visually-hidden">{parts::LOADING}</p>
        <div class="table-region coming" aria-hidden="true">
            <table class="table" style:min-inline-size=[&widths(&columns), "rem"].concat()>
                <colgroup>{columns.iter().cloned().map(col).collect_view()}</colgroup>
                <thead>{heads}</thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
