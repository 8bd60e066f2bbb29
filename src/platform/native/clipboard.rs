//! A clipboard.

use std::cell::{Cell, RefCell};

thread_local! {
    static COPIED: RefCell<Option<String>> = const { RefCell::new(None) };
    static IS_REFUSING: Cell<bool> = const { Cell::new(false) };
}

pub(super) fn reset() {
    COPIED.set(None);
    IS_REFUSING.set(false);
}

/// Copies a text; tells whether that was allowed.
#[allow(clippy::unused_async, reason = "the browser's waits")]
pub(crate) async fn copy(text: String) -> bool {
    let is_allowed = !IS_REFUSING.get();
    if is_allowed {
        COPIED.set(Some(text));
    }
    is_allowed
}
