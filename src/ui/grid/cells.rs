//! The cells of a row, which are not made by `view!`: a grid makes hundreds of them at each step while somebody scrolls,
//! and a copy of one costs a twentieth of a view.

use std::cell::RefCell;
use std::ops::Range;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::selection::selected;
use super::{ABOVE, Grid, GridCell, GridRow, Spot};

thread_local! {
    /// A cell of which nothing is told yet, to be copied.
    static BLANK: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Makes the cells of a row: its name, what stands for the columns before those that are shown, these, what stands for
/// those after them, and the total. Nothing if the browser refuses to make one.
pub(super) fn fill(
    grid: Grid,
    row: &Element,
    at: usize,
    shown: Range<usize>,
    own: &GridRow,
) -> Option<()> {
    let at = at + ABOVE;
    let all = grid.columns.with_untracked(|all| all.len());
    let (before, after) = (shown.start, all.saturating_sub(shown.end));
    append(row, &name(grid, Spot { row: at, column: 0 }, own)?)?;
    gap(row, before)?;
    for (column, cell) in shown.zip(&own.cells) {
        let GridCell { sign, class, label } = cell;
        let spot = Spot { row: at, column: column + 1 };
        let made = cell_at(grid, spot, class, sign)?;
        if grid.begins_area(column) {
            let _ = made.class_list().add_1("begins");
        }
        set(&made, "aria-label", label)?;
        set(&made, "data-tip", label)?;
        set(&made, "aria-selected", selected(grid.is_selected(spot)))?;
        append(row, &made)?;
    }
    gap(row, after)?;
    append(row, &cell_at(grid, Spot { row: at, column: all + 1 }, "grid-total", &own.total)?)
}

fn cell_at(grid: Grid, spot: Spot, class: &str, text: &str) -> Option<Element> {
    let made = blank()?;
    made.set_class_name(class);
    made.set_text_content(Some(text));
    set(&made, "aria-colindex", &(spot.column + 1).to_string())?;
    set(&made, "data-cell", &spot.print())?;
    be_reached(grid, &made, spot)?;
    Some(made)
}

/// The name, which is a link.
fn name(grid: Grid, spot: Spot, own: &GridRow) -> Option<Element> {
    let [cell, link, text] = [element("th")?, element("a")?, element("bdi")?];
    cell.set_class_name("grid-name");
    set(&cell, "scope", "row")?;
    set(&cell, "aria-colindex", "1")?;
    set(&cell, "data-cell", &spot.print())?;
    set(&link, "href", &own.href)?;
    be_reached(grid, &link, spot)?;
    set(&text, "translate", "no")?;
    text.set_text_content(Some(&own.label));
    set(&link, "data-tip", &own.tip)?;
    append(&link, &text)?;
    if let Some(id) = &own.id {
        let beside = element("span")?;
        beside.set_class_name("grid-id");
        beside.set_text_content(Some(&[" ", id].concat()));
        append(&link, &beside)?;
    }
    append(&cell, &link)?;
    Some(cell)
}

/// Keys find it by its id, and Tab by its place in the tab order.
fn be_reached(grid: Grid, element: &Element, spot: Spot) -> Option<()> {
    set(element, "id", &grid.id(spot))?;
    set(element, "tabindex", grid.tab(spot))
}

fn gap(row: &Element, left: usize) -> Option<()> {
    if left > 0 {
        let cell = element("td")?;
        set(&cell, "aria-hidden", "true")?;
        append(row, &cell)?;
    }
    Some(())
}

fn blank() -> Option<Element> {
    BLANK.with_borrow_mut(|kept| {
        if kept.is_none() {
            let cell = element("td")?;
            set(&cell, "role", "gridcell")?;
            *kept = Some(cell);
        }
        kept.as_ref()?.clone_node().ok()?.dyn_into().ok()
    })
}

fn element(tag: &str) -> Option<Element> {
    document().create_element(tag).ok()
}

fn set(element: &Element, name: &str, value: &str) -> Option<()> {
    element.set_attribute(name, value).ok()
}

fn append(parent: &Element, child: &Element) -> Option<()> {
    parent.append_child(child).ok().map(drop)
}
