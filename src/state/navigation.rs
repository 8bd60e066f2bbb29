//! The address: which page it names, going elsewhere, and where the reader was in the lists that they left, so that
//! coming back leads there: by the browser's buttons, by a link, after a deletion, and after a reload.

use console_core::domain::listing::{TablePlace, TablePlaces};
use console_core::domain::route::Route;
use leptos::prelude::*;

use crate::platform::address::{self, HistoryStep};
use crate::platform::page;

/// A page with a table that was left: its path, its query string, and where its reader was.
struct LeftList {
    /// Which entry of the browser's history it is, as long as no other page took that entry.
    entry: Option<i32>,
    path: String,
    query: String,
    place: TablePlace,
}

/// Where the console is. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Navigation {
    path: RwSignal<String>,
    query: RwSignal<String>,
    /// Where the reader is in the page's table.
    pub(crate) places: StoredValue<TablePlaces>,
    /// The lists that were left, each with its query string and the place in it.
    left: StoredValue<Vec<LeftList>>,
}

impl Navigation {
    /// At the address that the browser shows, and at the place in its table that was kept before a reload.
    pub(super) fn new() -> Self {
        let (path, query) = address::current();
        let returning = kept_place();
        Self {
            path: RwSignal::new(path),
            query: RwSignal::new(query),
            places: StoredValue::new(TablePlaces { returning, ..TablePlaces::default() }),
            left: StoredValue::new(Vec::new()),
        }
    }

    /// The page that the address names.
    pub(super) fn route(self) -> Memo<Route> {
        Memo::new(move |_| self.path.with(|path| Route::parse(path)))
    }

    /// The page that the address names at this moment.
    pub(super) fn route_now(self) -> Route {
        self.path.with_untracked(|path| Route::parse(path))
    }

    /// The query string.
    pub(super) fn query(self) -> Signal<String> {
        self.query.into()
    }

    /// Shows another page; `below` is relative to the base, with its query string.
    pub(super) fn go(self, below: &str) {
        let returning = self.leave_for(below);
        // Browsers limit how often; then the address lags behind the page.
        address::set(below, HistoryStep::New);
        self.forget_entries();
        let below = below.split('#').next().unwrap_or_default();
        let (path, query) = below.split_once('?').unwrap_or((below, ""));
        // A new page begins at its top; where somebody comes back to, the browser knows. As long as the old page is
        // there, nothing has to be laid out for it.
        if self.arrive(path, query, returning) {
            page::scroll_to_top();
        }
    }

    /// Writes the view of this page into its address.
    pub(super) fn set_query(self, query: &str) {
        address::set(&with_query(&self.path.get_untracked(), query), HistoryStep::Same);
        self.query.set(query.to_owned());
    }

    /// Somebody went back or forward. Where `may_leave` says that something would be lost, the address stays that of
    /// the page.
    pub(super) fn moved(self, may_leave: impl FnOnce() -> bool) {
        let (path, query) = (self.path.get_untracked(), self.query.get_untracked());
        if address::current() == (path.clone(), query.clone()) && !address::is_elsewhere() {
            return;
        }
        if may_leave() {
            // A browser lets nobody write into the entry that was left.
            self.note_left();
            address::follow();
            self.arrive_there();
        } else if address::is_elsewhere() {
            address::put_right();
        } else {
            // The browser does not say where it was.
            address::set(&with_query(&path, &query), HistoryStep::New);
        }
    }

    /// Takes the address over from the address bar.
    pub(super) fn look(self) {
        self.note_left();
        self.arrive_there();
    }

    /// Arrives where the address bar is. Somebody who goes forward again finds the list as they left it.
    fn arrive_there(self) {
        let (path, query) = address::current();
        let entry = Some(address::entry_of_page());
        let left = self.left.with_value(|left| {
            let same =
                |one: &&LeftList| one.entry == entry && one.path == path && one.query == query;
            left.iter().find(same).map(|one| one.place.clone())
        });
        self.arrive(&path, &query, left.or_else(kept_place));
    }

    /// The address has changed, and leads to that place of its table, if it has one; whether it names another page.
    fn arrive(self, path: &str, query: &str, returning: Option<TablePlace>) -> bool {
        let is_other = self.path.with_untracked(|now| now != path);
        if is_other {
            self.places.set_value(TablePlaces { returning, ..TablePlaces::default() });
        }
        self.query.set(query.to_owned());
        if is_other {
            self.path.set(path.to_owned());
        }
        is_other
    }

    /// Keeps where the reader is in the page's table, with this entry of the browser's history.
    pub(super) fn keep_place(self) {
        self.note_left();
        self.places.with_value(|places| address::keep(&places.now.print()));
    }

    /// Notes where the reader is in the list that they leave.
    fn note_left(self) {
        let (path, query) = (self.path.get_untracked(), self.query.get_untracked());
        if Route::parse(&path).is_list() {
            let place = self.places.with_value(|places| places.now.clone());
            let entry = Some(address::entry_of_page());
            self.left.update_value(|left| {
                left.retain(|one| one.entry != entry && (one.entry.is_some() || one.path != path));
                left.push(LeftList { entry, path, query, place });
            });
        }
    }

    /// A new entry of the history took the place of all that came after the page before.
    fn forget_entries(self) {
        let entry = address::entry_of_page();
        self.left.update_value(|left| {
            for one in left.iter_mut().filter(|one| one.entry.is_some_and(|own| own >= entry)) {
                one.entry = None;
            }
        });
    }

    /// Leaves this page for an address; the place in its table, if it is the list that this token's page was opened from.
    fn leave_for(self, below: &str) -> Option<TablePlace> {
        let before = self.path.get_untracked();
        let (path, query) = below.split_once('?').unwrap_or((below, ""));
        if before == path {
            return None;
        }
        self.keep_place();
        let is_return = Route::parse(path).is_list_of(&Route::parse(&before));
        self.left.with_value(|left| {
            let same = left.iter().rev().find(|one| one.path == path && one.query == query);
            same.filter(|_| is_return).map(|one| one.place.clone())
        })
    }

    /// The address of a list as it was left: with its search, its filters and its order.
    pub(super) fn list_address(self, list: &Route) -> String {
        let path = list.print();
        let query = self.left.with_value(|left| {
            left.iter().rev().find(|one| one.path == path).map(|one| one.query.clone())
        });
        with_query(&path, &query.unwrap_or_default())
    }
}

/// The place in a table that was kept with the address.
fn kept_place() -> Option<TablePlace> {
    address::kept().and_then(|text| TablePlace::parse(&text))
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { [path, "?", query].concat() }
}
