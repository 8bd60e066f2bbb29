//! A grid of equally large cells, of which only those on the screen are in the page, in both directions.
//!
//! Keys as the ARIA practices have them: arrows; Home and End within the row, with Control to the corners; Page Up and
//! Page Down. With Shift they select a block of cells, as a pressed cell does; Control C copies it. One cell at a time is in the tab order. The first row are the headers, the second the totals, the first
//! column are the names, the last the totals of the rows.

mod areas;
mod cells;
mod keys;
mod part;
mod place;
mod rows;
mod selection;
mod spot;

use std::ops::Range;
use std::sync::Arc;

use crate::ui::effect::effect;
use console_core::domain::listing::TablePlaces;
use console_core::words::parts;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use self::areas::areas_row;
use self::part::{Part, part_in_page};
use self::rows::{columns_of_table, data_row, gap_row, header_row, in_rem, totals_row};
use super::id;
use super::painted::{a_part_each_frame, is_focus_lost};

use self::spot::{Spot, spot_of};

pub use self::selection::Block;

/// A column's header: a button that narrows the rows to those that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridColumn {
    /// What people read.
    pub label: String,
    /// More about it.
    pub tip: String,
    /// What it is one of, with those beside it that are of the same.
    pub area: Option<&'static str>,
    /// How many rows have something in it.
    pub total: String,
    /// The rows are narrowed to those.
    pub is_pressed: bool,
    /// Where its total leads, and what that is called.
    pub leads: Option<(String, String)>,
}

/// A row: its header is a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// What people read.
    pub label: String,
    /// What tells it from another row of that name, where there is one.
    pub id: Option<String>,
    /// More about it.
    pub tip: String,
    /// Where it leads.
    pub href: String,
    /// How many of its cells hold something.
    pub total: String,
    /// Its cells of the columns that are asked for, in their order.
    pub cells: Vec<GridCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// What is seen.
    pub sign: &'static str,
    /// The class of its shape.
    pub class: &'static str,
    /// What it says.
    pub label: String,
}

/// The size of things, in rem.
const ROW: f64 = 2.125;
const COLUMN: f64 = 2.375;
const HEADER: f64 = 13.0;
/// The areas above the headers, where columns have some.
const AREAS: f64 = 1.75;
const NAMES: f64 = 13.0;
/// The names on a narrow screen, and how wide one is at most.
const NARROW_NAMES: f64 = 8.0;
const NARROW: f64 = 40.0;
const TOTAL: f64 = 3.5;
/// Headers and totals above the rows.
const ABOVE: usize = 2;

/// The state of a grid. Copies are the same.
#[derive(Clone, Copy)]
struct Grid {
    prefix: StoredValue<String>,
    columns: Signal<Arc<[GridColumn]>>,
    count: Signal<usize>,
    owner: StoredValue<Owner>,
    words: &'static GridWords,
    /// How wide the column of the names is, in rem.
    names: f64,
    region: NodeRef<leptos::html::Div>,
    active: RwSignal<Spot>,
    /// Where the selected block begins; it ends at the active cell.
    anchor: RwSignal<Option<Spot>>,
    /// The focus is in it, or was as its cells were made anew.
    has_focus: RwSignal<bool>,
    /// The rows that are to be in the page, by their places among the rows.
    shown_rows: RwSignal<Range<usize>>,
    /// The first row on the screen.
    first_seen: StoredValue<usize>,
    /// The columns that are in the page.
    shown_columns: RwSignal<Range<usize>>,
    /// Counts the changes of what is in the grid.
    version: Memo<u32>,
    /// The rows that are in the page so far.
    part: Memo<Part>,
    /// Turns each time that others may come.
    come: RwSignal<bool>,
}

/// What a grid asks and tells the page that it is on.
#[derive(Clone, Copy)]
struct Owner {
    row: Callback<(usize, Range<usize>), Option<GridRow>>,
    on_column: Callback<usize>,
    on_open: Callback<(usize, usize)>,
    on_copy: Callback<Block>,
    /// Where its reader is.
    places: StoredValue<TablePlaces>,
    /// More rows are on their way.
    coming: Signal<bool>,
}

/// What the fixed parts of a grid are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridWords {
    /// The column of the names.
    pub names: &'static str,
    /// The row of the totals.
    pub row_totals: &'static str,
    /// The column of the totals.
    pub column_totals: &'static str,
}

/// A grid (role `grid`) in a scrolling region of its own, with headers that stay in both directions.
#[component]
pub fn DataGrid(
    /// Its accessible name.
    label: &'static str,
    /// What its fixed parts are called.
    words: &'static GridWords,
    /// The columns. Whatever changes in the grid changes them, or counts as if.
    #[prop(into)]
    columns: Signal<Arc<[GridColumn]>>,
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
    /// The row at a place, with its cells of these columns.
    #[prop(into)]
    row: Callback<(usize, Range<usize>), Option<GridRow>>,
    /// Told the place of a column whose header was pressed.
    #[prop(into)]
    on_column: Callback<usize>,
    /// Told the row and the column of a cell that is to be opened.
    #[prop(into)]
    on_open: Callback<(usize, usize)>,
    /// Told which cells are to be copied.
    #[prop(into)]
    on_copy: Callback<Block>,
    /// Where its reader is, and where to go as soon as its rows are there.
    places: StoredValue<TablePlaces>,
    /// More rows are on their way.
    #[prop(into)]
    coming: Signal<bool>,
) -> impl IntoView {
    let version = Memo::new_with_compare(
        move |before: Option<&u32>| {
            columns.track();
            count.track();
            before.map_or(0, |before| before.wrapping_add(1))
        },
        |_, _| true,
    );
    let (shown_rows, shown_columns) = (RwSignal::new(0..0), RwSignal::new(0..0));
    let (first_seen, come) = (StoredValue::new(0), RwSignal::new(false));
    let grid = Grid {
        prefix: StoredValue::new(id::fresh("cell")),
        columns,
        count,
        owner: StoredValue::new(Owner { row, on_column, on_open, on_copy, places, coming }),
        words,
        names: if is_narrow() { NARROW_NAMES } else { NAMES },
        region: NodeRef::new(),
        active: RwSignal::new(Spot { row: ABOVE, column: 1 }),
        anchor: RwSignal::new(None),
        has_focus: RwSignal::new(false),
        shown_rows,
        first_seen,
        shown_columns,
        version,
        part: part_in_page(first_seen, come, shown_rows, shown_columns, version),
        come,
    };
    grid.follow();
    grid.show_selected();
    view! {
        <div
            class="grid-region"
            role="region"
            aria-label=parts::scrolls(label)
            tabindex="-1"
            node_ref=grid.region
            on:scroll=move |_| {
                grid.look();
                grid.note_place();
            }
            on:wheel=move |_| grid.stay_here()
            on:keydown=move |event| grid.key(&event)
            on:mousedown=move |event| grid.press(&event)
            on:focusin=move |event| grid.note(event.target())
            on:focusout=move |_| grid.has_focus.set(false)
            on:dblclick=move |event| grid.open_at(event.target())
        >
            <table
                class="grid"
                role="grid"
                aria-multiselectable="true"
                aria-label=label
                aria-rowcount=move || (count.get() + ABOVE).to_string()
                aria-colcount=move || columns.with(|all| all.len() + 2).to_string()
                style:inline-size=move || {
                    let across = columns.with(|all| all.len());
                    [&in_rem(across, COLUMN, grid.names + TOTAL), "rem"].concat()
                }
            >
                {columns_of_table(grid)}
                <thead>{areas_row(grid)}{header_row(grid)}{totals_row(grid)}</thead>
                <tbody>
                    {gap_row(grid, |span, _| span.start)}
                    <For
                        each=move || {
                            let Part { rows, columns, version } = grid.part.get();
                            rows.map(move |row| (row, columns.start, columns.end, version)).collect::<Vec<_>>()
                        }
                        key=|key| *key
                        children=move |(row, from, to, _)| data_row(grid, row, from..to)
                    />
                    {gap_row(grid, |span, count| count.saturating_sub(span.end))}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How many pixels a rem has.
fn rem() -> f64 {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| size.trim_end_matches("px").parse().ok()).unwrap_or(16.0)
}

fn is_narrow() -> bool {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width < NARROW * rem())
}

impl Grid {
    /// Keeps what is in the page to what is on the screen, and one cell in the tab order.
    fn follow(self) {
        a_part_each_frame(move || self.lacks_rows(), move || self.go_on());
        effect(move || {
            self.version.track();
            self.owner.get_value().coming.track();
            if self.region.get().is_some() {
                untrack(|| self.look());
                self.regain_focus();
                untrack(|| self.come_back());
            }
        });
        let resized = window_event_listener(leptos::ev::resize, move |_| self.look());
        on_cleanup(move || resized.remove());
        Effect::new(move |before: Option<Spot>| {
            let now = self.active.get();
            if let Some(before) = before.filter(|before| *before != now) {
                self.set_tab(before, "-1");
                self.set_tab(now, "0");
            }
            now
        });
    }

    /// What had the focus was made anew, so nothing has it.
    fn regain_focus(self) {
        if self.has_focus.get_untracked() {
            request_animation_frame(move || {
                if is_focus_lost() {
                    self.focus_soon(self.active.get_untracked());
                }
            });
        }
    }

    /// Gives a cell the focus once it is in the page.
    fn focus_soon(self, spot: Spot) {
        request_animation_frame(move || {
            // The grid may be gone by then, or its reader may be elsewhere.
            if self.active.try_get_untracked() != Some(spot) {
                return;
            }
            let cell = self.element(spot).and_then(|cell| cell.dyn_into::<HtmlElement>().ok());
            match cell {
                // To give it the focus again would scroll back to it.
                Some(cell) if document().active_element().as_ref() == Some(cell.as_ref()) => {}
                Some(cell) => drop(cell.focus()),
                None if untrack(|| self.lacks_rows()) => self.focus_soon(spot),
                None => {}
            }
        });
    }

    fn id(self, spot: Spot) -> String {
        let Spot { row, column } = spot;
        self.prefix.with_value(|prefix| format!("{prefix}-{row}-{column}"))
    }

    fn element(self, spot: Spot) -> Option<Element> {
        document().get_element_by_id(&self.id(spot))
    }

    fn set_tab(self, spot: Spot, tab: &str) {
        if let Some(element) = self.element(spot) {
            let _ = element.set_attribute("tabindex", tab);
        }
    }

    /// The place in the tab order of a cell that is made.
    fn tab(self, spot: Spot) -> &'static str {
        if self.active.get_untracked() == spot { "0" } else { "-1" }
    }

    fn note(self, target: Option<leptos::web_sys::EventTarget>) {
        self.has_focus.set(true);
        if let Some(spot) = spot_of(target) {
            set_if_new(self.active, spot);
            self.note_place();
        }
    }

    fn open_at(self, target: Option<leptos::web_sys::EventTarget>) {
        if let Some(spot) = spot_of(target) {
            self.open(spot);
        }
    }

    fn open(self, spot: Spot) {
        let across = self.columns.with_untracked(|all| all.len());
        if let (Some(row), 1..) = (spot.row.checked_sub(ABOVE), spot.column)
            && spot.column <= across
        {
            self.owner.get_value().on_open.run((row, spot.column - 1));
        }
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.with_untracked(|own| *own != now) {
        signal.set(now);
    }
}
