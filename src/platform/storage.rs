//! What is kept for this console. Where nothing is kept (private windows, full or blocked storage) reading finds
//! nothing, and writing says so.

use super::outside::shelves;

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shelf {
    /// As long as the tab is open, over reloads and sign-ins.
    Tab,
    /// Until it is cleared.
    Browser,
}

/// What is kept under that key.
pub(crate) fn read(shelf: Shelf, key: &str) -> Option<String> {
    shelves::get(shelf, key)
}

/// Keeps a text, or forgets what is kept; whether that worked. Never a secret. A text that cannot be kept leaves
/// nothing behind, least of all an older one.
pub(crate) fn write(shelf: Shelf, key: &str, text: Option<&str>) -> bool {
    match text {
        Some(text) => {
            let is_kept = shelves::set(shelf, key, text);
            if !is_kept {
                shelves::remove(shelf, key);
            }
            is_kept
        }
        None => shelves::remove(shelf, key),
    }
}

/// The keys that begin so.
pub(crate) fn keys(shelf: Shelf, prefix: &str) -> Vec<String> {
    shelves::keys(shelf).into_iter().filter(|key| key.starts_with(prefix)).collect()
}
