//! Tables of equally high rows, of which only those on the screen are in the page.

use std::sync::Arc;

use console_core::domain::listing::{ColumnLayout, ColumnWidth, TablePlaces};
use console_core::words::parts;
use leptos::prelude::*;

use self::edge::edge;
use self::row_pool::TableBody;
use self::template::PoolColumn;
use self::window::TableWindow;
use super::icon::{Glyph, Icon};
use super::number;
use crate::ui::dynamic::dynamic;

mod cell;
mod column;
mod edge;
mod items;
mod keys;
mod place;
mod row_pool;
pub mod skeleton;
mod template;
mod window;

pub use self::cell::Cell;
pub(crate) use self::column::columns;
pub use self::column::{Align, First, TableColumn, TableSort};
pub use console_core::domain::table_order::ColumnKey;

/// How many lines of text the rows of a table have room for, where they are no cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowLines {
    /// One.
    #[default]
    One,
    /// Two.
    Two,
    /// Two, and four where the window is not wide.
    FourWhereNarrow,
}

impl RowLines {
    /// The style's name for it.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::One => None,
            Self::Two => Some("two"),
            Self::FourWhereNarrow => Some("four"),
        }
    }
}

/// The rows of a table.
#[derive(Clone)]
pub struct Rows {
    pub(super) count: Signal<usize>,
    pub(super) key: Arc<dyn Fn(usize) -> String + Send + Sync>,
    pub(super) cell: Arc<dyn Fn(usize, &'static str) -> Cell + Send + Sync>,
    pub(super) choose: Option<Callback<(usize, bool)>>,
    is_coming: Option<Signal<bool>>,
}

impl Rows {
    /// Rows by their place, from 0.
    ///
    /// `key` tells what is at a place; the signals that it reads are watched. `cell` tells what is in the cell of a row
    /// and a column. It is asked again when another key is at the place, and when a signal changes that it has read: the
    /// list itself, unless the key tells all that the cells show.
    pub fn new<C: ColumnKey>(
        count: impl Into<Signal<usize>>,
        key: impl Fn(usize) -> String + Send + Sync + 'static,
        cell: impl Fn(usize, C) -> Cell + Send + Sync + 'static,
    ) -> Self {
        let named = move |row, key: &'static str| {
            C::from_key(key).map_or_else(|| Cell::text("", ""), |column| cell(row, column))
        };
        Self {
            count: count.into(),
            key: Arc::new(key),
            cell: Arc::new(named),
            choose: None,
            is_coming: None,
        }
    }

    /// The same, of which more may come as long as the signal says so.
    #[must_use]
    pub fn coming(self, is_coming: Signal<bool>) -> Self {
        Self { is_coming: Some(is_coming), ..self }
    }

    /// Whether more may come; watched.
    pub(super) fn are_coming(&self) -> bool {
        self.is_coming.is_some_and(|is_coming| is_coming.get())
    }

    /// The same, whose boxes tell which row is to be chosen or not.
    #[must_use]
    pub fn chosen(self, choose: impl Into<Callback<(usize, bool)>>) -> Self {
        Self { choose: Some(choose.into()), ..self }
    }
}

/// A table of fewer rows is as high as they are.
const FEW_ROWS: usize = 5;

/// A table (role `table`) in a scrolling region of its own, with headers that stay.
#[component]
pub fn DataTable(
    /// Its accessible name.
    #[prop(into)]
    label: String,
    /// The columns that are shown, in order.
    columns: Vec<TableColumn>,
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
    select_all: Option<Arc<dyn Fn() -> AnyView + Send + Sync>>,
    /// What the reader hid and widened; without it the table stays as it is.
    #[prop(optional)]
    layout: Option<RwSignal<ColumnLayout>>,
    /// The name of the style by which rows are cards in a narrow window; without one they stay rows.
    #[prop(optional)]
    cards: Option<&'static str>,
    /// How many lines of text its rows have room for.
    #[prop(optional)]
    lines: RowLines,
    /// Where it notes its place, and where it goes when somebody comes back.
    #[prop(optional)]
    places: Option<StoredValue<TablePlaces>>,
) -> impl IntoView {
    let region = NodeRef::<leptos::html::Div>::new();
    let columns = Memo::new(move |_| match layout {
        Some(layout) => layout.with(|layout| all_laid_out(&columns, layout)),
        None => columns.clone(),
    });
    let window = TableWindow::new(region, rows.clone(), places);
    let turn = Callback::new(move |column: &'static str| {
        let Some(on_sort) = on_sort else { return };
        let again = sort.get_untracked().filter(|sort| sort.column == column);
        let is_first = columns.with_untracked(|all| {
            all.iter().any(|own| own.id == column && own.sorts == Some(First::Greatest))
        });
        let descending = again.map_or(is_first, |sort| !sort.descending);
        on_sort.run(TableSort { column, descending });
        if let Some(region) = region.get_untracked() {
            region.set_scroll_top(0);
        }
    });
    // Selectors that look at the rows would be looked at again with each row that is recycled.
    let is_short = move || (window.count.get() < FEW_ROWS).then_some("");
    let is_sideways = move || window.is_sideways().then_some("");
    let row_count = move || window.is_windowed().then(|| (rows.count.get() + 1).to_string());
    let ids = |columns: &Vec<TableColumn>| columns.iter().map(PoolColumn::of).collect::<Vec<_>>();
    // A header that is made anew while its edge is dragged would let the edge go.
    let shown = Memo::new(move |_| columns.with(ids));
    let scrolls = parts::scrolls(&label);
    view! {
        <div
            class="table-region"
            data-cards=cards
            data-lines=lines.name()
            role="region"
            tabindex="0"
            aria-label=scrolls
            data-short=is_short
            data-sideways=is_sideways
            node_ref=region
            on:scroll=move |_| window.look_soon()
        >
            // The roles hold also where a style shows rows as cards.
            <table
                class="table"
                role="table"
                aria-label=label
                aria-rowcount=row_count
                style:min-inline-size=move || wide(&[&columns.with(|all| widths(all)), "rem"].concat())
            >
                <colgroup>
                    {dynamic(move || columns.get().into_iter().map(col).collect_view())}
                </colgroup>
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex=move || window.is_windowed().then_some("1")>
                        {dynamic(move || {
                            // Read, not only watched: what was never read watches nothing itself.
                            shown.get();
                            columns
                                .get_untracked()
                                .into_iter()
                                .map(|column| if column.label.is_empty() {
                                    let all = select_all.as_ref().map(|make| make());
                                    view! { <td role="cell" class="head">{all}</td> }.into_any()
                                } else {
                                    header(column, sort, turn, layout)
                                })
                                .collect_view()
                        })}
                    </tr>
                </thead>
                <TableBody window columns=shown/>
            </table>
        </div>
    }
    .into_any()
}

/// The columns as the reader wants them, without those that are hidden.
fn all_laid_out(columns: &[TableColumn], layout: &ColumnLayout) -> Vec<TableColumn> {
    let shown = |column: &&TableColumn| column.names_row || !layout.hides(column.id);
    let laid_out = |column: &TableColumn| match layout.width(column.id).map(ColumnWidth::rem) {
        Some(width) => TableColumn { width, grows: false, spread: None, ..column.clone() },
        None => column.clone(),
    };
    columns.iter().filter(shown).map(laid_out).collect()
}

fn widths(columns: &[TableColumn]) -> String {
    number::size(columns.iter().map(|column| column.width).sum())
}

/// A length at the usual spacing of text, as a length at the reader's: see `ui::text_spacing`.
fn wide(length: &str) -> String {
    ["calc(var(--wider)*", length, ")"].concat()
}

fn col(column: TableColumn) -> AnyView {
    // A column that grows has no width of its own: what the others leave is shared.
    let size = number::size;
    let width = match column.spread {
        _ if column.grows => String::new(),
        Some((share, widest)) => {
            let [least, share, most] = [column.width, share, widest].map(size);
            wide(&["clamp(", &least, "rem,", &share, "vw,", &most, "rem)"].concat())
        }
        None => wide(&[&size(column.width), "rem"].concat()),
    };
    view! { <col style:width=width/> }.into_any()
}

fn header(
    column: TableColumn,
    sort: Signal<Option<TableSort>>,
    turn: Callback<&'static str>,
    layout: Option<RwSignal<ColumnLayout>>,
) -> AnyView {
    let TableColumn { id, label, sorts, align, .. } = column;
    let own = move || sort.get().filter(|sort| sort.column == id);
    let direction =
        move || own().map(|sort| if sort.descending { "descending" } else { "ascending" });
    let icon = move || match own() {
        None => Icon::SORT,
        Some(TableSort { descending: true, .. }) => Icon::ARROW_DOWN,
        Some(_) => Icon::ARROW_UP,
    };
    let content = if sorts.is_some() {
        view! {
            <button type="button" class="sort" on:click=move |_| turn.run(id)>
                <span>{label}</span>
                {dynamic(move || view! { <Glyph icon=icon()/> })}
            </button>
        }
        .into_any()
    } else {
        view! { <span class="head-label">{label}</span> }.into_any()
    };
    view! {
        <th role="columnheader" scope="col" class=if align == Align::End { "head number" } else { "head" } aria-sort=direction>
            {content}
            {layout.map(|layout| edge(id, layout))}
        </th>
    }.into_any()
}
