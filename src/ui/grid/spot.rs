//! Which cell is where.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{EventTarget, HtmlElement};

/// A place in a grid, headers and totals included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) row: usize,
    pub(super) column: usize,
}

impl Spot {
    /// As the attribute of its element has it.
    pub(super) fn print(self) -> String {
        [&self.row.to_string(), " ", &self.column.to_string()].concat()
    }
}

/// Which cell an element of the grid is.
pub(super) fn spot_of(target: Option<EventTarget>) -> Option<Spot> {
    let element: HtmlElement = target?.dyn_into().ok()?;
    let cell = element.closest("[data-cell]").ok().flatten()?;
    let text = cell.get_attribute("data-cell")?;
    let (row, column) = text.split_once(' ')?;
    Some(Spot { row: row.parse().ok()?, column: column.parse().ok()? })
}
