//! Moving through a table by keys. Tab leads to one control of all rows, and on; arrows, Home, End, Page Up and Page
//! Down move from row to row, the arrows along a line from control to control. Space chooses the row, Enter opens it.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent};

use super::place::quoted;
use super::window::TableWindow;

/// The controls of a row, also those of a component in a cell.
const CONTROLS: &str = ":is(td, th) [tabindex]";

/// The control that a row is entered by, if it has one: the link that names it, else its first.
const LINK: &str = "th > a[tabindex], tr:not(:has(th > a)) > td > a[tabindex]";

/// The control of a row that Tab leads to, unless another one had the focus.
pub(super) fn entry(row: &Element) -> Option<Element> {
    let find = |what| row.query_selector(what).ok().flatten();
    find(LINK).or_else(|| find(CONTROLS))
}

impl TableWindow {
    /// Does what a key does in a row.
    pub(super) fn key_down(self, event: &KeyboardEvent) {
        if event.default_prevented() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let Some(target) = target.filter(|it| it.matches(CONTROLS).unwrap_or(false)) else {
            return;
        };
        if self.does(&event.key(), &target).is_some() {
            event.prevent_default();
        }
    }

    /// Does it, if it is a key of tables.
    fn does(self, key: &str, target: &Element) -> Option<()> {
        let (_, at) = self.place_around(target)?;
        let row = target.closest("tr").ok()??;
        let last = self.count.get_untracked().checked_sub(1)?;
        let to = match key {
            "ArrowDown" => at + 1,
            "ArrowUp" => at.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            "PageDown" => at + self.rows_in_sight(),
            "PageUp" => at.saturating_sub(self.rows_in_sight()),
            "ArrowLeft" | "ArrowRight" => {
                let is_back = (key == "ArrowLeft") != is_right_to_left();
                return beside(&row, target, is_back);
            }
            // A button or a link does by itself what its keys ask for, also one that does not name the row.
            " " | "Enter" if target.tag_name() == "BUTTON" => return None,
            "Enter" if target.has_attribute("href") => return None,
            " " => return press(&row, target, "td > input[type=checkbox]"),
            "Enter" => return press(&row, target, LINK),
            _ => return None,
        };
        let column = target.closest("[data-column]").ok()??.get_attribute("data-column")?;
        self.go_to(to.min(last), column);
        Some(())
    }

    /// Gives the focus to a column of a row, at once or as soon as the row is in the page.
    fn go_to(self, at: usize, column: String) {
        self.focus.update_value(|focus| focus.wanted = Some((at, column)));
        if self.go_on().is_none() {
            self.scroll_to_row(at);
        }
    }

    /// Gives the focus to the row that is wanted, if it is in the page.
    pub(super) fn go_on(self) -> Option<()> {
        let (at, column) = self.focus.with_value(|focus| focus.wanted.clone())?;
        let key = self.key_in_page(at)?;
        let region = self.region.get_untracked()?;
        let find = |within: &Element, what: String| within.query_selector(&what).ok().flatten();
        let row = find(&region, ["tr[data-key=\"", &quoted(&key), "\"]"].concat())?;
        let own = find(&row, ["[data-column=\"", &quoted(&column), "\"] [tabindex]"].concat());
        let control = own.or_else(|| entry(&row))?.dyn_into::<HtmlElement>().ok()?;
        self.focus.update_value(|focus| focus.wanted = None);
        let _ = control.focus();
        Some(())
    }

    /// Makes a control that got the focus the one that Tab leads to.
    pub(super) fn stop_at(self, control: &Element) {
        if !control.matches(CONTROLS).unwrap_or(false) {
            return;
        }
        let before = self.focus.with_value(|focus| focus.stop.clone());
        if before.as_ref() == Some(control) {
            return;
        }
        if let Some(before) = before {
            let _ = before.set_attribute("tabindex", "-1");
        }
        let _ = control.set_attribute("tabindex", "0");
        self.focus.update_value(|focus| focus.stop = Some(control.clone()));
    }

    /// Lets Tab lead to this row, unless the row that had the focus last is in the page.
    pub(super) fn keep_stop(self, body: &Element, first: Option<&Element>) {
        let is_there = self.focus.with_value(|focus| {
            let stop = focus.stop.as_ref().filter(|stop| body.contains(Some(stop)))?;
            let key = stop.closest("tr").ok()??.get_attribute("data-key");
            Some(key.is_some() && key == focus.stop_key)
        });
        if is_there == Some(true) {
            return;
        }
        if let Some(control) = first.and_then(entry) {
            self.stop_at(&control);
        }
    }
}

/// Gives the focus to the control before or after one in its row, past cells without one.
fn beside(row: &Element, own: &Element, is_back: bool) -> Option<()> {
    let all = row.query_selector_all(CONTROLS).ok()?;
    let at = (0..all.length()).find(|at| all.get(*at).is_some_and(|node| node == **own))?;
    let to = if is_back { at.checked_sub(1)? } else { at + 1 };
    let _ = all.get(to)?.dyn_into::<HtmlElement>().ok()?.focus();
    Some(())
}

/// Presses a control of the row; what has the focus hears its own keys from the browser.
fn press(row: &Element, target: &Element, what: &str) -> Option<()> {
    let control = row.query_selector(what).ok()??;
    if control == *target {
        return None;
    }
    control.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}

fn is_right_to_left() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"))
}
