//! What the browser keeps for this origin. Where it keeps nothing (private windows, full or blocked
//! storage) reading finds nothing and writing does nothing: nothing here is more than a convenience.

use web_sys::Storage;

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// As long as the tab is open, over reloads and sign-ins.
    Tab,
    /// Until it is cleared.
    Browser,
}

fn storage(shelf: Shelf) -> Option<Storage> {
    let window = web_sys::window()?;
    match shelf {
        Shelf::Tab => window.session_storage().ok().flatten(),
        Shelf::Browser => window.local_storage().ok().flatten(),
    }
}

/// What is kept under that key.
pub(crate) fn read(shelf: Shelf, key: &str) -> Option<String> {
    storage(shelf)?.get_item(key).ok().flatten()
}

/// Keeps a text, or forgets what is kept. Never a secret.
pub(crate) fn write(shelf: Shelf, key: &str, text: Option<&str>) {
    let Some(storage) = storage(shelf) else { return };
    // A full storage refuses; then it is not kept, which is all that can be done.
    let _ = match text {
        Some(text) => storage.set_item(key, text),
        None => storage.remove_item(key),
    };
}
