//! The address bar: where the console is, and going elsewhere without leaving it.
//!
//! Each entry of the history carries its place in it, so that a step back can be taken back.

use std::cell::Cell;

use web_sys::MouseEvent;

use super::outside::history;

pub(crate) use history::{base_uri, reload};

/// The path that the console is served under, with a slash at both ends.
pub(crate) fn base_path() -> String {
    let base = base_uri();
    let after_host = base.split_once("://").map_or("", |(_, rest)| rest);
    let path = after_host.find('/').and_then(|at| after_host.get(at..)).unwrap_or("/");
    let path = path.split(['?', '#']).next().unwrap_or("/");
    let end = path.rfind('/').map_or(0, |at| at + 1);
    path.get(..end).filter(|path| !path.is_empty()).unwrap_or("/").to_owned()
}

/// The path below the base and the query string, without its question mark.
pub(crate) fn current() -> (String, String) {
    let (path, query) = history::location();
    let below = path.strip_prefix(&base_path()).unwrap_or_default().to_owned();
    (below, query.trim_start_matches('?').to_owned())
}

/// Whether a new address is a step for the back button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HistoryStep {
    /// It is.
    New,
    /// It takes the place of the last one.
    Same,
}

thread_local! {
    /// The place in the history of what the page shows.
    static PLACE: Cell<i32> = Cell::new(entry());
}

fn carrying(place: i32, text: &str) -> String {
    [&place.to_string(), SEPARATOR, text].concat()
}

/// Between the place and the text.
const SEPARATOR: &str = "\n";

/// The place of the entry that the address bar shows; the first has none written down.
fn entry() -> i32 {
    let carried = history::carried().unwrap_or_default();
    carried.split(SEPARATOR).next().and_then(|place| place.parse().ok()).unwrap_or(0)
}

/// Shows another address, given below the base and with its query string.
pub(crate) fn set(below: &str, step: HistoryStep) {
    let url = [&base_path(), below].concat();
    let place = PLACE.get() + i32::from(step == HistoryStep::New);
    let carried = carrying(place, "");
    // Browsers limit how often; then the address lags behind.
    let is_done = match step {
        HistoryStep::New => history::push(&carried, &url),
        HistoryStep::Same => history::replace(&carried, Some(&url)),
    };
    if is_done {
        PLACE.set(place);
    }
}

/// Which entry of the history the page shows, counted from the one that the console was opened at.
pub(crate) fn entry_of_page() -> i32 {
    PLACE.get()
}

/// Whether the address bar shows another entry than the page, after somebody went back or forward.
pub(crate) fn is_elsewhere() -> bool {
    entry() != PLACE.get()
}

/// The page follows the address bar.
pub(crate) fn follow() {
    PLACE.set(entry());
}

/// The address bar goes back to what the page shows; the browser tells when it is there.
pub(crate) fn put_right() {
    history::go(PLACE.get() - entry());
}

/// Keeps a text with this entry of the browser's history, for as long as its address stays.
pub(crate) fn keep(text: &str) {
    // Browsers limit how often; then an older text stays.
    history::replace(&carrying(entry(), text), None);
}

/// The text that was kept with this entry of the history.
pub(crate) fn kept() -> Option<String> {
    let carried = history::carried()?;
    let (_, text) = carried.split_once(SEPARATOR)?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// The address below the base that a plain click on one of the console's own links leads to.
pub(crate) fn followed(event: &MouseEvent) -> Option<String> {
    let (href, origin) = history::followed(event)?;
    let own = base_uri().starts_with(&origin);
    let base = [origin, base_path()].concat();
    own.then(|| href.strip_prefix(&base).map(str::to_owned)).flatten()
}
