//! Where the reader was in the lists that they left, so that coming back leads there: by the browser's buttons, by a
//! link, after a deletion, and after a reload.

use console_core::domain::listing::TablePlace;
use console_core::domain::route::Route;

use leptos::prelude::*;

use super::App;
use crate::platform::address;

/// A page with a table that was left: its path, its query string, and where its reader was.
pub(super) struct LeftList {
    path: String,
    query: String,
    place: TablePlace,
}

impl App {
    /// Keeps where the reader is in the page's table, with this entry of the browser's history.
    pub(crate) fn keep_place(self) {
        self.note_left();
        self.places.with_value(|places| address::keep(&places.now.print()));
    }

    /// Notes where the reader is in the list that they leave.
    pub(super) fn note_left(self) {
        let (path, query) = (self.path.get_untracked(), self.query.get_untracked());
        if Route::parse(&path).is_list() {
            let place = self.places.with_value(|places| places.now.clone());
            self.left.update_value(|left| {
                left.retain(|one| one.path != path);
                left.push(LeftList { path, query, place });
            });
        }
    }

    /// Leaves this page for an address; the place in its table, if it is the list that this token's page was opened from.
    pub(super) fn leave_for(self, below: &str) -> Option<TablePlace> {
        let before = self.path.get_untracked();
        let (path, query) = below.split_once('?').unwrap_or((below, ""));
        if before == path {
            return None;
        }
        self.keep_place();
        let is_return = Route::parse(path).is_list_of(&Route::parse(&before));
        self.left.with_value(|left| {
            let same = left.iter().find(|one| one.path == path && one.query == query);
            same.filter(|_| is_return).map(|one| one.place.clone())
        })
    }

    /// The address of a list as it was left: with its search, its filters and its order.
    pub(crate) fn list_address(self, list: &Route) -> String {
        let path = list.print();
        let query = self.left.with_value(|left| {
            left.iter().find(|one| one.path == path).map(|one| one.query.clone())
        });
        match query.filter(|query| !query.is_empty()) {
            Some(query) => [&path, "?", &query].concat(),
            None => path,
        }
    }
}
