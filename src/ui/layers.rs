//! The layers of the page: the page itself, and each modal dialog above it.
//!
//! While a modal dialog is open, everything outside it is inert: a screen reader hears nothing of it and nobody can
//! press it. What has to be heard and pressed at any time (the live region, messages) is kept in the topmost layer.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::window;
use leptos::web_sys;

/// One layer. Later ones have greater numbers; the page's is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Layer(u32);

/// An open dialog.
struct Open {
    layer: Layer,
    dialog: web_sys::HtmlDialogElement,
    since: f64,
}

/// Whether the topmost layer is a new one, or what was beneath it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    Up,
    Down,
}

/// What is kept in the topmost layer, where it belongs otherwise, and who is told that it was moved.
struct Kept {
    element: web_sys::Element,
    home: web_sys::Node,
    moved: Rc<dyn Fn(Moved)>,
}

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(1) };
    static CHANGED: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
    static OPEN: RefCell<Vec<Open>> = const { RefCell::new(Vec::new()) };
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

impl Layer {
    /// The page's own.
    pub(super) const PAGE: Self = Self(0);

    /// A new layer, which is not there yet.
    pub(super) fn fresh() -> Self {
        Self(NEXT.replace(NEXT.get() + 1))
    }

    #[cfg(test)]
    pub(super) const fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// How long the topmost layer has been that, in milliseconds.
    pub(super) fn since_change() -> f64 {
        now() - CHANGED.get()
    }

    /// The topmost one.
    pub(super) fn topmost() -> Self {
        OPEN.with_borrow(|open| open.last().map_or(Self::PAGE, |top| top.layer))
    }

    /// How long a dialog has been open, in milliseconds.
    pub(super) fn age(self) -> f64 {
        let since =
            OPEN.with_borrow(|open| open.iter().find(|one| one.layer == self).map(|one| one.since));
        since.map_or(f64::INFINITY, |since| now() - since)
    }

    /// A dialog was shown.
    pub(super) fn enter(self, dialog: &web_sys::HtmlDialogElement) {
        OPEN.with_borrow_mut(|open| {
            open.retain(|one| one.layer != self);
            open.push(Open { layer: self, dialog: dialog.clone(), since: now() });
        });
        lift(Moved::Up);
    }

    /// A dialog is taken off the page.
    pub(super) fn leave(self) {
        OPEN.with_borrow_mut(|open| open.retain(|one| one.layer != self));
        lift(Moved::Down);
    }
}

/// The topmost dialog, if one is open.
pub(super) fn topmost_dialog() -> Option<web_sys::HtmlDialogElement> {
    OPEN.with_borrow(|open| open.last().map(|top| top.dialog.clone()))
}

/// Keeps an element in the topmost layer from now on, as its last child; `moved` is told each time that it was moved.
pub(super) fn keep_on_top(element: &web_sys::Element, moved: impl Fn(Moved) + 'static) {
    let Some(home) = element.parent_node() else { return };
    let kept = Kept { element: element.clone(), home, moved: Rc::new(moved) };
    KEPT.replace(Some(kept));
    lift(Moved::Up);
}

fn lift(way: Moved) {
    CHANGED.set(now());
    let moved = KEPT.with_borrow(|kept| {
        let kept = kept.as_ref()?;
        let place = topmost_dialog().map_or_else(|| kept.home.clone(), Into::into);
        if kept.element.parent_node().as_ref() == Some(&place) {
            return None;
        }
        place.append_child(&kept.element).ok()?;
        Some(kept.moved.clone())
    });
    if let Some(moved) = moved {
        moved(way);
    }
}

/// The time that events carry.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
