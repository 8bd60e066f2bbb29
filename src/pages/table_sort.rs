//! What a table is sorted by, between its address and its headers.

use console_core::domain::table_order::{ColumnKey, TableOrder};
use leptos::prelude::*;

use crate::ui::table::TableSort;

/// What the headers show.
pub(super) fn shown<C: ColumnKey>(order: Option<TableOrder<C>>) -> Option<TableSort> {
    order.map(|order| TableSort::by(order.column, order.descending))
}

/// What a pressed header asks for. `change` is told the order.
pub(super) fn wanted<C: ColumnKey>(
    change: impl Fn(Option<TableOrder<C>>) + Send + Sync + 'static,
) -> Callback<TableSort> {
    Callback::new(move |sort: TableSort| {
        let column = sort.column();
        change(column.map(|column| TableOrder { column, descending: sort.descending }));
    })
}
