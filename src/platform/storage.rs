//! What the browser keeps for this origin. Where it keeps nothing (private windows, full or blocked
//! storage) reading finds nothing, and writing says so.

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

/// Keeps a text, or forgets what is kept; whether that worked. Never a secret. A text that cannot be kept leaves
/// nothing behind, least of all an older one.
pub(crate) fn write(shelf: Shelf, key: &str, text: Option<&str>) -> bool {
    let Some(storage) = storage(shelf) else { return text.is_none() };
    let forgotten = || storage.remove_item(key).is_ok();
    match text {
        Some(text) => {
            let kept = storage.set_item(key, text).is_ok();
            if !kept {
                forgotten();
            }
            kept
        }
        None => forgotten(),
    }
}

/// The keys that begin so.
pub(crate) fn keys(shelf: Shelf, prefix: &str) -> Vec<String> {
    let Some(storage) = storage(shelf) else { return Vec::new() };
    let all = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok()?);
    all.filter(|key| key.starts_with(prefix)).collect()
}
