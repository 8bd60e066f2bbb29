//! Which columns a table shows, and how wide they are.

use console_core::domain::listing::{ColumnLayout, ColumnWidth};
use console_core::words::parts;
use leptos::prelude::*;
use leptos::web_sys;

use super::button::Button;
use super::checkbox::{Checkbox, Tick};
use super::number;
use super::table::TableColumn;

/// A box and a width for each column. The column that names the row stays.
#[component]
pub fn ColumnChoices(
    /// All columns of the table.
    columns: Vec<TableColumn>,
    /// What the reader chose.
    layout: RwSignal<ColumnLayout>,
) -> impl IntoView {
    view! {
        <ul class="columns">
            {columns
                .into_iter()
                .filter(|column| !column.label.is_empty())
                .map(|column| line(column, layout))
                .collect_view()}
        </ul>
        <Button
            label=parts::COLUMNS_RESET
            on_press=move |()| layout.set(ColumnLayout::default())
        />
    }
    .into_any()
}

fn line(column: TableColumn, layout: RwSignal<ColumnLayout>) -> AnyView {
    let TableColumn { id, label, width, names_row, .. } = column;
    let shown = Signal::derive(move || Tick::from(layout.with(|layout| !layout.hides(id))));
    let locked = names_row.then(|| parts::COLUMN_STAYS.to_owned());
    let now = move || layout.with(|layout| layout.width(id).map_or(width, ColumnWidth::rem));
    view! {
        <li>
            <Checkbox
                label=label.clone()
                checked=shown
                locked=locked
                on_change=move |on: bool| layout.update(|layout| layout.hide(id, !on))
            />
            <input
                type="range"
                aria-label=parts::width_of_column(&label)
                min=number::size(ColumnWidth::NARROWEST.rem())
                max=number::size(ColumnWidth::WIDEST.rem())
                step="1"
                prop:value=move || number::size(now())
                aria-valuetext=move || {
                    parts::em(number::size(now()).trim_end_matches('0').trim_end_matches('.'))
                }
                on:input=move |event| {
                    let rem = event_target::<web_sys::HtmlInputElement>(&event).value_as_number();
                    layout.update(|layout| layout.widen(id, Some(ColumnWidth::of_rem(rem))));
                }
            />
        </li>
    }
    .into_any()
}
