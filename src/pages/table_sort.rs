//! What a table is sorted by, between its address and its headers.

use console_core::domain::table_order::{SortColumn, TableOrder};
use leptos::prelude::*;

use crate::ui::table::TableSort;

/// What the headers show.
pub(super) fn shown<C: SortColumn>(order: Option<TableOrder<C>>) -> Option<TableSort> {
    order.map(|order| TableSort { column: order.column.key(), descending: order.descending })
}

/// What a pressed header asks for. `change` is told the order.
pub(super) fn wanted<C: SortColumn>(
    change: impl Fn(Option<TableOrder<C>>) + Send + Sync + 'static,
) -> Callback<TableSort> {
    Callback::new(move |sort: TableSort| change(TableOrder::by(sort.column, sort.descending)))
}
