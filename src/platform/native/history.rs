//! A tab's history.

use std::cell::{Cell, RefCell};

use web_sys::MouseEvent;

/// An entry: what it carries, and its path with its query string.
type Entry = (Option<String>, String);

#[derive(Default)]
struct History {
    entries: Vec<Entry>,
    at: usize,
    is_refusing: bool,
}

thread_local! {
    static HISTORY: RefCell<History> = RefCell::default();
    static BASE: RefCell<String> = const { RefCell::new(String::new()) };
    static RELOADS: Cell<u32> = const { Cell::new(0) };
}

pub(super) fn reset() {
    open("https://console.test/", "/");
    RELOADS.set(0);
}

/// Opens the console in a new tab: the document's base, and the path with the query string.
pub(crate) fn open(base: &str, url: &str) {
    BASE.set(base.to_owned());
    HISTORY.set(History { entries: vec![(None, url.to_owned())], ..History::default() });
    crate::platform::address::follow();
}

/// Whether the history takes nothing any more, as after too many changes in a short time.
pub(crate) fn refuse(is_refusing: bool) {
    HISTORY.with_borrow_mut(|history| history.is_refusing = is_refusing);
}

/// The addresses of all entries, and the place of the one that is shown.
pub(crate) fn entries() -> (Vec<String>, usize) {
    HISTORY.with_borrow(|history| {
        (history.entries.iter().map(|(_, url)| url.clone()).collect(), history.at)
    })
}

/// How often the page was loaded anew.
pub(crate) fn reloads() -> u32 {
    RELOADS.get()
}

/// The document's base.
pub(crate) fn base_uri() -> String {
    BASE.with_borrow(Clone::clone)
}

fn entry() -> Entry {
    HISTORY.with_borrow(|history| history.entries.get(history.at).cloned().unwrap_or_default())
}

/// The path and the query string of the address, the latter with its question mark.
pub(crate) fn location() -> (String, String) {
    let (_, url) = entry();
    let end = url.find('?').unwrap_or(url.len());
    let (path, query) = url.split_at(end);
    (path.to_owned(), query.to_owned())
}

/// The text that the entry of the history carries.
pub(crate) fn carried() -> Option<String> {
    entry().0
}

/// Adds an entry after the one that is shown.
pub(crate) fn push(carried: &str, url: &str) -> bool {
    HISTORY.with_borrow_mut(|history| {
        if !history.is_refusing {
            history.entries.truncate(history.at + 1);
            history.entries.push((Some(carried.to_owned()), url.to_owned()));
            history.at = history.entries.len() - 1;
        }
        !history.is_refusing
    })
}

/// Changes the entry that is shown.
pub(crate) fn replace(carried: &str, url: Option<&str>) -> bool {
    HISTORY.with_borrow_mut(|history| {
        let at = history.at;
        let Some(entry) = history.entries.get_mut(at).filter(|_| !history.is_refusing) else {
            return false;
        };
        entry.0 = Some(carried.to_owned());
        if let Some(url) = url {
            url.clone_into(&mut entry.1);
        }
        true
    })
}

/// Goes back or forward.
pub(crate) fn go(delta: i32) {
    HISTORY.with_borrow_mut(|history| {
        let at = i32::try_from(history.at).unwrap_or(i32::MAX).saturating_add(delta);
        if let Some(at) = usize::try_from(at).ok().filter(|at| *at < history.entries.len()) {
            history.at = at;
        }
    });
}

/// Loads the page anew.
pub(crate) fn reload() {
    RELOADS.set(RELOADS.get() + 1);
}

/// There are no links to click on.
pub(crate) fn followed(_: &MouseEvent) -> Option<(String, String)> {
    None
}
