//! A storage that may be full, or closed.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::platform::storage::Shelf;

#[derive(Default)]
struct Shelves {
    kept: BTreeMap<(Shelf, String), String>,
    /// No text may be longer.
    limit: Option<usize>,
    is_closed: bool,
}

thread_local! {
    static SHELVES: RefCell<Shelves> = RefCell::default();
}

pub(super) fn reset() {
    drop(SHELVES.take());
}

/// No longer text is taken.
pub(crate) fn limit(bytes: usize) {
    SHELVES.with_borrow_mut(|all| all.limit = Some(bytes));
}

/// There is no storage any more, or there is again.
pub(crate) fn close(is_closed: bool) {
    SHELVES.with_borrow_mut(|all| all.is_closed = is_closed);
}

/// What is kept under that key.
pub(crate) fn get(shelf: Shelf, key: &str) -> Option<String> {
    SHELVES.with_borrow(|all| {
        all.kept.get(&(shelf, key.to_owned())).filter(|_| !all.is_closed).cloned()
    })
}

/// Keeps a text; whether that worked.
pub(crate) fn set(shelf: Shelf, key: &str, text: &str) -> bool {
    SHELVES.with_borrow_mut(|all| {
        let is_taken = !all.is_closed && all.limit.is_none_or(|limit| text.len() <= limit);
        if is_taken {
            all.kept.insert((shelf, key.to_owned()), text.to_owned());
        }
        is_taken
    })
}

/// Forgets what is kept; whether nothing is left of it.
pub(crate) fn remove(shelf: Shelf, key: &str) -> bool {
    SHELVES.with_borrow_mut(|all| {
        if !all.is_closed {
            all.kept.remove(&(shelf, key.to_owned()));
        }
    });
    true
}

/// All keys.
pub(crate) fn keys(shelf: Shelf) -> Vec<String> {
    SHELVES.with_borrow(|all| {
        let own = all.kept.keys().filter(|(own, _)| *own == shelf && !all.is_closed);
        own.map(|(_, key)| key.clone()).collect()
    })
}
