//! Names for elements that other elements refer to (`aria-describedby`, `for`).

use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// An element id that no other element of this page has: the prefix, a dash and a number.
pub(super) fn fresh(prefix: &str) -> String {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    [prefix, "-", &number.to_string()].concat()
}
