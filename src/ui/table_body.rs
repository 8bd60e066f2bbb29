//! The rows of a table that are in the page, as elements.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::dom::{Element, View, reused, view};
use crate::live::{Memo, RwSignal, watch};

use super::cell::Blank;
use super::table::TableColumn;
use super::tip;
use super::virtual_rows::{Item, VirtualRows};

/// The table's body. `shown` are the ids of its columns: rows are made anew when others are shown.
pub(super) fn body(rows: VirtualRows, shown: Memo<Vec<&'static str>>) -> View {
    let listed = move || rows.items.get().to_vec();
    watch(move || {
        rows.items.track();
        tip::moved();
    });
    view! {
        <tbody
            on:focusin=move |event| {
                rows.note_row(&event);
                rows.focus_in(&event);
            }
            on:click=move |event| rows.note_row(&event)
            on:focusout=move |event| rows.focus_out(&event)
            on:change=move |event| rows.chosen(&event)
        >
            {move || {
                shown.track();
                let blank = RefCell::new(None);
                reused(
                    listed,
                    |item| item.key.clone(),
                    kind,
                    move |item| if item.with_untracked(|item| item.left_out > 0) {
                        gap(rows, item)
                    } else {
                        row(rows, item, &blank)
                    },
                )
            }}
        </tbody>
    }
}

/// A row does not become a gap.
fn kind(item: &Item) -> u8 {
    u8::from(item.left_out > 0)
}

fn row(rows: VirtualRows, item: RwSignal<Item>, blank: &RefCell<Option<Blank>>) -> View {
    let cell = rows.rows.with_value(|rows| rows.cell.clone());
    let id = |column: &TableColumn| (column.id, column.names_row);
    let columns: Vec<_> = rows.columns.with_untracked(|all| all.iter().map(id).collect());
    let like = |blank: &mut Option<Blank>| {
        if blank.is_none() {
            let at = item.with_untracked(|item| item.at);
            let cell = |&(id, names)| (untrack(|| cell(at, id)), names);
            *blank = Blank::like(columns.iter().map(cell).collect());
        }
        blank.as_ref().and_then(Blank::row)
    };
    let Some((node, shown)) = like(&mut blank.borrow_mut()) else { return View::default() };
    let mut made = Element::of(node);
    made.keep(Box::new(move |row| {
        let at = item.with(|item| {
            let _ = row.set_attribute("data-key", &item.key);
            item.at
        });
        // The header is the first row.
        let _ = if rows.is_windowed() {
            row.set_attribute("aria-rowindex", &(at + 2).to_string())
        } else {
            row.remove_attribute("aria-rowindex")
        };
        shown.show(row, columns.iter().map(|(id, _)| cell(at, id)).collect());
    }));
    made.done()
}

fn gap(rows: VirtualRows, item: RwSignal<Item>) -> View {
    // Casts of counts of rows: far below what a float holds exactly.
    #[allow(clippy::cast_precision_loss)]
    let height = move || {
        let left_out = item.with(|item| item.left_out);
        let height = left_out as f64 * rows.row_height();
        [&super::number::size(height), "px"].concat()
    };
    let width = move || rows.columns.with(Vec::len).to_string();
    view! {
        <tr class="gap" aria-hidden="true" role="presentation">
            <td colspan=width style:block-size=height></td>
        </tr>
    }
}
