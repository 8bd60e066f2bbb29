//! A page that is looked at or not.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

type Hear = Rc<dyn Fn()>;

thread_local! {
    static IS_HIDDEN: Cell<bool> = const { Cell::new(false) };
    static LISTENERS: RefCell<Vec<Hear>> = const { RefCell::new(Vec::new()) };
    static SCROLLS: Cell<u32> = const { Cell::new(0) };
}

pub(super) fn reset() {
    IS_HIDDEN.set(false);
    drop(LISTENERS.take());
    SCROLLS.set(0);
}

/// Whether the tab is in the background.
pub(crate) fn is_hidden() -> bool {
    IS_HIDDEN.get()
}

/// Hears that the tab comes to the front or goes to the background.
pub(crate) fn on_visibility(hear: impl Fn() + 'static) {
    LISTENERS.with_borrow_mut(|all| all.push(Rc::new(hear)));
}

/// Begins at the top of the page.
pub(crate) fn scroll_to_top() {
    SCROLLS.set(SCROLLS.get() + 1);
}

/// How often the page began at its top.
pub(crate) fn scrolls() -> u32 {
    SCROLLS.get()
}

/// Somebody puts the tab into the background or takes it to the front.
pub(crate) fn hide(is_hidden: bool) {
    IS_HIDDEN.set(is_hidden);
    let listeners = LISTENERS.with_borrow(Clone::clone);
    for hear in listeners {
        hear();
    }
}

/// Asks the browser to print the page: there is none.
pub(crate) fn print() {}
