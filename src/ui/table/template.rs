//! The elements that rows of a table are made of, before anything is written into them.

use leptos::prelude::*;
use leptos::web_sys::Element;

use super::TableColumn;
use super::cell::{Cell, Kind};

/// A column as the pool has to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PoolColumn {
    pub(super) id: &'static str,
    /// Its header, which a card shows before the cell.
    label: String,
    /// Its cells are the headers of the rows.
    names_row: bool,
}

impl PoolColumn {
    pub(super) fn of(column: &TableColumn) -> Self {
        Self { id: column.id, label: column.label.clone(), names_row: column.names_row }
    }
}

/// What a cell shows that nobody has filled.
pub(super) fn blank(kind: Kind) -> Cell {
    let none = String::new;
    match kind {
        Kind::Text => Cell::text("", ""),
        Kind::Lines => Cell::lines(""),
        Kind::Link => Cell::link("", "", none()),
        Kind::Time => Cell::time(none(), none(), None),
        Kind::Choice => Cell::choice(none(), false),
        Kind::Widget => Cell::widget("", none(), || ().into_any()),
    }
}

pub(super) fn template(kinds: &[Kind], columns: &[PoolColumn]) -> Option<Element> {
    let row = document().create_element("tr").ok()?;
    set(&row, "role", Some("row"));
    for (kind, column) in kinds.iter().zip(columns) {
        let cell = cell_element(*kind, column.names_row)?;
        set(&cell, "data-column", Some(column.id));
        set(&cell, "data-label", Some(&column.label));
        row.append_child(&cell).ok()?;
    }
    Some(row)
}

pub(super) fn cell_element(kind: Kind, names_row: bool) -> Option<Element> {
    let document = document();
    let cell = document.create_element(if names_row { "th" } else { "td" }).ok()?;
    set(&cell, "role", Some(if names_row { "rowheader" } else { "cell" }));
    if names_row {
        set(&cell, "scope", Some("row"));
    }
    let (holder, attributes): (_, &[(&str, &str)]) = match kind {
        Kind::Text => {
            set(&cell, "data-tip-cut", Some(""));
            set(&cell, "dir", Some("auto"));
            cell.append_child(&document.create_text_node("")).ok()?;
            return Some(cell);
        }
        Kind::Lines => ("span", &[("class", "cut"), ("data-tip-cut", ""), ("dir", "auto")]),
        Kind::Link => (
            "a",
            &[
                ("class", "cut"),
                ("data-tip-cut", ""),
                ("dir", "auto"),
                ("translate", "no"),
                ("tabindex", "-1"),
            ],
        ),
        Kind::Time => ("time", &[("class", "time"), ("dir", "auto"), ("tabindex", "-1")]),
        Kind::Choice => ("input", &[("type", "checkbox"), ("tabindex", "-1")]),
        Kind::Widget => ("div", &[]),
    };
    let holder = document.create_element(holder).ok()?;
    for (name, value) in attributes {
        set(&holder, name, Some(value));
    }
    cell.append_child(&holder).ok()?;
    Some(cell)
}

pub(super) fn gap() -> Option<Element> {
    let gap = document().create_element("tr").ok()?;
    set(&gap, "class", Some("gap"));
    set(&gap, "aria-hidden", Some("true"));
    set(&gap, "role", Some("presentation"));
    gap.append_child(document().create_element("td").ok()?.as_ref()).ok()?;
    Some(gap)
}

/// Writes an attribute, or takes it away. Whoever calls it knows that it is another one: to ask the page takes longer
/// than to write.
pub(super) fn set(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
