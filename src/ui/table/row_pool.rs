//! The rows of a table that are in the page.
//!
//! These rows are not made by `view!`, because scrolling is where a table is measurably hot: a row that leaves the
//! window is recycled for one that enters it, and only the texts and attributes that differ are written. The pool is
//! plain web-sys behind the body's `NodeRef` and one effect. It tells rows apart by their keys, and frees what it made
//! when the table is disposed.

#![allow(unreachable_pub, reason = "the component macro makes public what it is put on")]

use std::sync::Arc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement, Node};

use super::cell::{Cell, Content, Kind};
use super::items::Item;
use super::template::{PoolColumn, blank, cell_element, gap, set, template};
use super::window::TableWindow;
use crate::ui::{number, tip};

/// So many rows are kept that are out of the page: as many as most windows have.
const SPARE: usize = 48;

/// The table's body.
#[component]
pub(super) fn TableBody(
    /// Which rows are in the page.
    window: TableWindow,
    /// The columns that are shown: all rows are made anew when these change.
    columns: Memo<Vec<PoolColumn>>,
) -> impl IntoView {
    let body = NodeRef::<leptos::html::Tbody>::new();
    Effect::new(move |pool: Option<Option<RowPool>>| {
        let body = body.get()?;
        let columns = columns.get();
        let mut pool = pool
            .flatten()
            .filter(|pool| pool.columns == columns)
            .unwrap_or_else(|| RowPool::new(body.into(), columns));
        pool.show(window);
        tip::moved();
        Some(pool)
    });
    view! {
        <tbody
            role="rowgroup"
            node_ref=body
            on:keydown=move |event| window.key_down(&event)
            on:focusin=move |event| {
                window.note_row(&event);
                window.focus_in(&event);
            }
            on:click=move |event| window.note_row(&event)
            on:focusout=move |event| window.focus_out(&event)
            on:change=move |event| window.chosen(&event)
        ></tbody>
    }
}

struct RowPool {
    body: Element,
    columns: Vec<PoolColumn>,
    rows: Vec<Row>,
    /// Rows that were taken out of the page, for those that come in the next turns.
    spare: Vec<Row>,
    /// An empty row with cells as those of the first row, to be copied.
    template: Option<(Element, Vec<Kind>)>,
    /// The owner of the widgets in the cells.
    owner: Owner,
}

/// A row, or a gap as high as the rows that are left out.
struct Row {
    item: Item,
    element: Element,
    cells: Vec<CellInPage>,
    /// Its number in the table, where not all rows are in the page.
    number: Option<usize>,
    /// What its cells are to show; none for a gap.
    wanted: Option<ArcMemo<Vec<Cell>>>,
}

struct CellInPage {
    element: Element,
    shown: Cell,
    widget: Option<UnmountHandle<AnyViewState>>,
}

impl RowPool {
    fn new(body: Element, columns: Vec<PoolColumn>) -> Self {
        body.set_text_content(None);
        // The owner of the effect ends at each of its runs; widgets live as long as the table.
        let owner = Owner::current().and_then(|own| own.parent()).unwrap_or_default().child();
        Self { body, columns, rows: Vec::new(), spare: Vec::new(), template: None, owner }
    }

    /// Shows the rows of the window. Whatever the cells read is watched.
    fn show(&mut self, window: TableWindow) {
        let items = window.items.get();
        self.take_rows(&items, window);
        let is_windowed = window.is_windowed();
        for row in &mut self.rows {
            match &row.wanted {
                Some(wanted) => {
                    // The header is the first row.
                    let number = is_windowed.then_some(row.item.at + 2);
                    if row.number != number {
                        let text = number.map(|number| number.to_string());
                        set(&row.element, "aria-rowindex", text.as_deref());
                        row.number = number;
                    }
                    let owner = &self.owner;
                    wanted.with(|cells| {
                        let is_chosen = cells.iter().any(Cell::is_chosen);
                        if row.cells.iter().any(|own| own.shown.is_chosen()) != is_chosen {
                            set(&row.element, "data-chosen", is_chosen.then_some(""));
                        }
                        for (own, wanted) in row.cells.iter_mut().zip(cells) {
                            own.fill(wanted, owner);
                        }
                    });
                }
                None => size_gap(row, window, self.columns.len()),
            }
        }
        let first = self.rows.iter().find(|row| row.wanted.is_some());
        window.keep_stop(&self.body, first.map(|row| &row.element));
        window.go_on();
    }

    /// Keeps the rows that stay, recycles those that are wanted no more for those that are new, and moves as few
    /// elements as possible. A row that has the focus is not recycled.
    fn take_rows(&mut self, items: &[Item], window: TableWindow) {
        let mut before: Vec<Option<Row>> =
            std::mem::take(&mut self.rows).into_iter().map(Some).collect();
        let mut found: Vec<Option<Row>> = items.iter().map(|_| None).collect();
        // Rows mostly keep their order, so that each is found right after the one before.
        let mut next = 0;
        for (item, found) in items.iter().zip(&mut found) {
            let is_it =
                |row: &Option<Row>| row.as_ref().is_some_and(|row| row.item.key == item.key);
            let after = before.iter().skip(next).position(is_it).map(|at| next + at);
            if let Some(at) = after.or_else(|| before.iter().position(is_it)) {
                next = at + 1;
                *found = before.get_mut(at).and_then(Option::take);
            }
        }
        let focused = document().active_element();
        let holds_focus = |row: &Row| row.element.contains(focused.as_ref().map(AsRef::as_ref));
        let (freed, gone): (Vec<Row>, Vec<Row>) =
            before.into_iter().flatten().partition(|row| row.wanted.is_some() && !holds_focus(row));
        let mut spare = std::mem::take(&mut self.spare);
        spare.extend(freed.into_iter().rev());
        for (item, found) in items.iter().zip(found) {
            let kept = match found {
                None if item.left_out == 0 => spare.pop(),
                found => found,
            };
            if let Some(row) = self.row(item, kept, window) {
                self.rows.push(row);
            }
        }
        for row in spare.iter().chain(&gone) {
            row.element.remove();
        }
        spare.truncate(SPARE);
        // What lives in a row ends with it.
        for cell in spare.iter_mut().flat_map(|row| &mut row.cells) {
            cell.widget = None;
        }
        self.spare = spare;
        self.order();
    }

    /// A row for an item: the one that was there, the one that is recycled, or a new one.
    fn row(&mut self, item: &Item, kept: Option<Row>, window: TableWindow) -> Option<Row> {
        if let Some(row) = kept {
            if row.item == *item {
                return Some(row);
            }
            let wanted = row.wanted.as_ref().map(|_| self.cells_of(item, window));
            set(&row.element, "data-key", wanted.as_ref().map(|_| item.key.as_str()));
            return Some(Row { item: item.clone(), wanted, ..row });
        }
        if item.left_out > 0 {
            return Some(Row {
                item: item.clone(),
                element: gap()?,
                cells: Vec::new(),
                number: None,
                wanted: None,
            });
        }
        let wanted = self.cells_of(item, window);
        if self.template.is_none() {
            let kinds: Vec<Kind> = wanted.with(|all| all.iter().map(Cell::kind).collect());
            self.template = Some((template(&kinds, &self.columns)?, kinds));
        }
        let (element, kinds) = self.template.as_ref()?;
        let element: Element = element.clone_node_with_deep(true).ok()?.unchecked_into();
        let mut cells = Vec::with_capacity(kinds.len());
        let mut next = element.first_element_child();
        for kind in kinds {
            let own = next?;
            next = own.next_element_sibling();
            cells.push(CellInPage { element: own, shown: blank(*kind), widget: None });
        }
        set(&element, "data-key", Some(&item.key));
        Some(Row { item: item.clone(), element, cells, number: None, wanted: Some(wanted) })
    }

    /// The cells of a row, made anew when something changes that they were made of.
    fn cells_of(&self, item: &Item, window: TableWindow) -> ArcMemo<Vec<Cell>> {
        let cell = window.rows.with_value(|rows| rows.cell.clone());
        let columns: Arc<[&'static str]> = self.columns.iter().map(|column| column.id).collect();
        let at = item.at;
        ArcMemo::new(move |_| columns.iter().map(|column| cell(at, column)).collect())
    }

    /// Puts the elements in the order of the rows.
    fn order(&self) {
        let mut next: Option<Node> = None;
        for row in self.rows.iter().rev() {
            let is_there = row.element.parent_node().is_some_and(|own| own == *self.body)
                && row.element.next_sibling() == next;
            if !is_there {
                let _ = self.body.insert_before(&row.element, next.as_ref());
            }
            next = Some(row.element.clone().into());
        }
    }
}

impl Drop for RowPool {
    fn drop(&mut self) {
        self.rows.clear();
        self.spare.clear();
        self.owner.cleanup();
    }
}

impl CellInPage {
    /// Makes the cell show what is wanted.
    fn fill(&mut self, wanted: &Cell, owner: &Owner) {
        let is_alive = self.widget.is_some() || !matches!(wanted.content, Content::Widget(_));
        if self.shown == *wanted && is_alive {
            return;
        }
        if self.shown.kind() != wanted.kind() {
            let Some(fresh) = cell_element(wanted.kind(), self.element.tag_name() == "TH") else {
                return;
            };
            for name in ["data-column", "data-label"] {
                set(&fresh, name, self.element.get_attribute(name).as_deref());
            }
            let _ = self.element.replace_with_with_node_1(&fresh);
            self.element = fresh;
            self.widget = None;
            self.shown = blank(wanted.kind());
        }
        if self.shown.class != wanted.class {
            let class = (!wanted.class.is_empty()).then_some(wanted.class);
            set(&self.element, "class", class);
            set(&self.element, "translate", wanted.is_verbatim().then_some("no"));
        }
        // The last node of a cell holds its content, whatever stands before it.
        let Some(holder) = self.element.last_child() else { return };
        if self.shown.marks != wanted.marks || self.shown.leads != wanted.leads {
            while let Some(before) = self.element.first_child().filter(|node| *node != holder) {
                let _ = self.element.remove_child(&before);
            }
            for mark in &wanted.marks {
                if let Some(made) = mark.leading(wanted.leads.as_deref()) {
                    let _ = self.element.insert_before(&made, Some(&holder));
                    let space = document().create_text_node(" ");
                    let _ = self.element.insert_before(&space, Some(&holder));
                }
            }
        }
        self.fill_content(&holder, wanted, owner);
        self.shown = wanted.clone();
    }

    fn fill_content(&mut self, holder: &Node, wanted: &Cell, owner: &Owner) {
        let element = holder.dyn_ref::<Element>();
        match (&self.shown.content, &wanted.content, element) {
            (Content::Text(before), Content::Text(text), _)
            | (Content::Lines(before), Content::Lines(text), _)
                if before != text =>
            {
                holder.set_text_content(Some(text));
            }
            (
                Content::Link { text: before, href: led },
                Content::Link { text, href },
                Some(link),
            ) => {
                if before != text {
                    link.set_text_content(Some(text));
                }
                if led != href {
                    set(link, "href", Some(href));
                }
            }
            (
                Content::Time { text: before, datetime: was, language: spoken },
                Content::Time { text, datetime, language },
                Some(time),
            ) => {
                if before != text {
                    time.set_text_content(Some(text));
                }
                if spoken != language {
                    set(time, "lang", language.as_deref());
                }
                if was != datetime {
                    set(time, "datetime", Some(datetime));
                    // The tip of the instant before.
                    set(time, "data-tip", None);
                }
            }
            (
                Content::Choice { label: before, detail: was, .. },
                Content::Choice { label, detail, is_on },
                Some(choice),
            ) => {
                if before != label {
                    set(choice, "aria-label", Some(label));
                }
                if was != detail {
                    set(choice, "aria-description", detail.as_deref());
                }
                if let Some(input) = choice.dyn_ref::<HtmlInputElement>() {
                    input.set_checked(*is_on);
                }
            }
            (Content::Widget(before), Content::Widget(widget), Some(place))
                if before != widget || self.widget.is_none() =>
            {
                let into: HtmlElement = place.clone().unchecked_into();
                let view = widget.view.clone();
                self.widget = None;
                self.widget = Some(untrack(|| owner.with(|| mount_to(into, move || view()))));
                take_out_of_tab_order(place);
            }
            _ => {}
        }
    }
}

/// Arrows lead to the controls of a component, as to all others of a row: Tab leads to one of a table.
fn take_out_of_tab_order(place: &Element) {
    let Ok(all) = place.query_selector_all("button, a[href]") else { return };
    for at in 0..all.length() {
        if let Some(control) = all.get(at).and_then(|node| node.dyn_into::<Element>().ok()) {
            set(&control, "tabindex", Some("-1"));
        }
    }
}

/// Makes a gap as high as the rows that it stands for.
#[allow(clippy::cast_precision_loss, reason = "a float holds counts of rows exactly")]
fn size_gap(row: &Row, window: TableWindow, columns: usize) {
    let Some(cell) = row.element.first_element_child() else { return };
    let columns = columns.to_string();
    if cell.get_attribute("colspan").as_ref() != Some(&columns) {
        set(&cell, "colspan", Some(&columns));
    }
    let height = number::size(row.item.left_out as f64 * window.row_height());
    if let Some(cell) = cell.dyn_ref::<HtmlElement>() {
        // Through the object model: the content security policy forbids style attributes.
        let _ = cell.style().set_property("block-size", &[&height, "px"].concat());
    }
}
