//! What the browser keeps for this origin.

use web_sys::Storage;

use crate::platform::storage::Shelf;

fn storage(shelf: Shelf) -> Option<Storage> {
    let window = web_sys::window()?;
    match shelf {
        Shelf::Tab => window.session_storage().ok().flatten(),
        Shelf::Browser => window.local_storage().ok().flatten(),
    }
}

/// What is kept under that key.
pub(crate) fn get(shelf: Shelf, key: &str) -> Option<String> {
    storage(shelf)?.get_item(key).ok().flatten()
}

/// Keeps a text; whether that worked.
pub(crate) fn set(shelf: Shelf, key: &str, text: &str) -> bool {
    storage(shelf).is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// Forgets what is kept; whether nothing is left of it.
pub(crate) fn remove(shelf: Shelf, key: &str) -> bool {
    storage(shelf).is_none_or(|storage| storage.remove_item(key).is_ok())
}

/// All keys.
pub(crate) fn keys(shelf: Shelf) -> Vec<String> {
    let Some(storage) = storage(shelf) else { return Vec::new() };
    (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok()?).collect()
}
