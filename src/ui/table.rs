//! Tables of equally high rows, of which only those on the screen are in the page.

use std::sync::Arc;

use console_core::words::parts;
use leptos::html;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::virtual_rows::{self, VirtualRows};

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    /// What the program calls it.
    pub id: &'static str,
    /// Its header; empty for a column of boxes or buttons, whose header cell is then no header.
    pub label: String,
    /// How wide it is at least, in rem.
    pub width: f64,
    /// Takes a share of the room that is left.
    pub grows: bool,
    /// Can be sorted by.
    pub sorts: bool,
    /// Numbers: aligned at the end.
    pub numeric: bool,
}

impl TableColumn {
    /// A column that can be sorted by.
    pub fn new(id: &'static str, label: impl Into<String>, width: f64) -> Self {
        Self { id, label: label.into(), width, grows: false, sorts: true, numeric: false }
    }

    /// A column without header, for boxes or buttons.
    pub fn bare(id: &'static str, width: f64) -> Self {
        Self { sorts: false, ..Self::new(id, "", width) }
    }

    /// The same, taking a share of the room that is left.
    #[must_use]
    pub fn grows(self) -> Self {
        Self { grows: true, ..self }
    }

    /// The same, without sorting.
    #[must_use]
    pub fn unsorted(self) -> Self {
        Self { sorts: false, ..self }
    }

    /// The same, for numbers.
    #[must_use]
    pub fn numeric(self) -> Self {
        Self { numeric: true, ..self }
    }
}

/// Which column a table is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableSort {
    /// The column's id.
    pub column: &'static str,
    /// The greatest first.
    pub descending: bool,
}

/// The rows of a table.
#[derive(Clone)]
pub struct Rows {
    pub(super) count: Signal<usize>,
    pub(super) key: Arc<dyn Fn(usize) -> String + Send + Sync>,
    pub(super) row: Arc<dyn Fn(usize) -> AnyView + Send + Sync>,
}

impl Rows {
    /// Rows by their place, from 0.
    ///
    /// `key` tells what is at a place, including its revision: a row is made anew only when its key
    /// changes. The signals that it reads are watched. `row` makes the cells of one row, one for
    /// each column, the first of them a `<th scope="row">`; what it reads outside of its own closures
    /// is not watched.
    pub fn new(
        count: impl Into<Signal<usize>>,
        key: impl Fn(usize) -> String + Send + Sync + 'static,
        row: impl Fn(usize) -> AnyView + Send + Sync + 'static,
    ) -> Self {
        Self { count: count.into(), key: Arc::new(key), row: Arc::new(row) }
    }
}

/// A table (role `table`) in a scrolling region of its own, with headers that stay.
#[component]
pub fn DataTable(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The columns that are shown, in order.
    #[prop(into)]
    columns: Signal<Vec<TableColumn>>,
    /// The rows.
    rows: Rows,
    /// What it is sorted by.
    #[prop(into, optional)]
    sort: Signal<Option<TableSort>>,
    /// Told what to sort by: the same column again turns the direction.
    #[prop(into, optional)]
    on_sort: Option<Callback<TableSort>>,
    /// Goes into the header cell of the first column without a header: a box that selects all.
    #[prop(optional)]
    select_all: Option<AnyView>,
) -> impl IntoView {
    let region = NodeRef::<html::Div>::new();
    let windowed = VirtualRows::new(region, rows.clone(), columns);
    let turn = Callback::new(move |column: &'static str| {
        let Some(on_sort) = on_sort else { return };
        let again = sort.get_untracked().filter(|sort| sort.column == column);
        on_sort.run(TableSort { column, descending: again.is_some_and(|sort| !sort.descending) });
        if let Some(region) = region.get_untracked() {
            region.set_scroll_top(0);
        }
    });
    let row_count = move || windowed.is_windowed().then(|| (rows.count.get() + 1).to_string());
    let select_all = StoredValue::new_local(select_all);
    view! {
        <div
            class="table-region"
            role="region"
            tabindex="0"
            aria-label=move || parts::scrolls(&label.get())
            node_ref=region
            on:scroll=move |_| windowed.look_soon()
        >
            <table
                class="table"
                aria-label=label
                aria-rowcount=row_count
                style:min-inline-size=move || [&columns.with(|all| widths(all)), "rem"].concat()
            >
                <colgroup>
                    {move || columns.get().into_iter().map(col).collect_view()}
                </colgroup>
                <thead>
                    <tr aria-rowindex=move || windowed.is_windowed().then_some("1")>
                        {move || columns
                            .get()
                            .into_iter()
                            .map(|column| if column.label.is_empty() {
                                let all = select_all.try_update_value(Option::take).flatten();
                                view! { <td class="head">{all}</td> }.into_any()
                            } else {
                                header(column, sort, turn)
                            })
                            .collect_view()}
                    </tr>
                </thead>
                {virtual_rows::body(windowed)}
            </table>
        </div>
    }
    .into_any()
}

fn widths(columns: &[TableColumn]) -> String {
    columns.iter().map(|column| column.width).sum::<f64>().to_string()
}

fn col(column: TableColumn) -> AnyView {
    // A column that grows has no width of its own: what the others leave is shared.
    let width = (!column.grows).then(|| [&column.width.to_string(), "rem"].concat());
    view! { <col style:width=width.unwrap_or_default()/> }.into_any()
}

fn header(
    column: TableColumn,
    sort: Signal<Option<TableSort>>,
    turn: Callback<&'static str>,
) -> AnyView {
    let TableColumn { id, label, sorts, numeric, .. } = column;
    let own = move || sort.get().filter(|sort| sort.column == id);
    let direction =
        move || own().map(|sort| if sort.descending { "descending" } else { "ascending" });
    let icon = move || match own() {
        None => Icon::SORT,
        Some(TableSort { descending: true, .. }) => Icon::ARROW_DOWN,
        Some(_) => Icon::ARROW_UP,
    };
    let content = if sorts {
        view! {
            <button type="button" class="sort" on:click=move |_| turn.run(id)>
                <span>{label}</span>
                {move || view! { <Glyph icon=icon()/> }}
            </button>
        }
        .into_any()
    } else {
        view! { <span class="head-label">{label}</span> }.into_any()
    };
    view! {
        <th scope="col" class=if numeric { "head number" } else { "head" } aria-sort=direction>
            {content}
        </th>
    }
    .into_any()
}
