//! Noting where somebody is in a grid, and leading them there when they come back.

use console_core::domain::listing::{TablePlace, TablePlaces};
use leptos::prelude::*;

use super::{ABOVE, Grid, Spot};

impl Grid {
    fn places(self) -> StoredValue<TablePlaces> {
        self.owner.get_value().places
    }

    /// Notes which cell was last used, and how far the grid is scrolled.
    pub(super) fn note_place(self) {
        let is_returning = self.places().with_value(|places| places.returning.is_some());
        let Some(region) = self.region.get_untracked().filter(|_| !is_returning) else { return };
        let Spot { row, column } = self.active.get_untracked();
        let (scrolled, sideways) = (region.scroll_top(), region.scroll_left());
        self.places().update_value(|places| {
            let before = places.now.row.take();
            let row = match row.checked_sub(ABOVE) {
                Some(at) if self.has_focus.get_untracked() => match before {
                    Some((own, link)) if own == at => Some((at, link)),
                    _ => self.link(at).map(|link| (at, link)),
                },
                _ => before,
            };
            places.now = TablePlace { scrolled, row, across: Some((column, sideways)) };
        });
    }

    /// Goes on to the cell that somebody comes back to, once all rows are there: until then each is elsewhere.
    pub(super) fn come_back(self) {
        if self.owner.get_value().coming.get_untracked() {
            return;
        }
        let place = self.places().with_value(|places| places.returning.clone());
        let Some(TablePlace { scrolled, row, across: Some((column, sideways)) }) = place else {
            return;
        };
        let Some(region) = self.region.get_untracked() else { return };
        let count = self.count.get_untracked();
        let spot = row.map(|(at, link)| {
            // Others may have come or gone before it.
            let near = at.saturating_sub(NEAR)..(at + NEAR).min(count);
            let is_it = |at: &usize| self.link(*at).as_ref() == Some(&link);
            let found = Some(at).filter(is_it).or_else(|| near.clone().find(is_it));
            Spot { row: found.unwrap_or(at.min(count.saturating_sub(1))) + ABOVE, column }
        });
        // A frame later the rows before it have their heights.
        request_animation_frame(move || {
            if self.region.try_get_untracked().flatten().is_none() {
                return;
            }
            region.set_scroll_top(scrolled);
            region.set_scroll_left(sideways);
            self.look();
            if let Some(spot) = spot {
                self.go_to(spot);
            }
            self.stay_here();
            self.note_place();
        });
    }

    /// Where the name of a row leads.
    fn link(self, row: usize) -> Option<String> {
        untrack(|| self.owner.get_value().row.run((row, 0..0))).map(|row| row.href)
    }

    /// Somebody is where they want to be.
    pub(super) fn stay_here(self) {
        self.places().update_value(|places| places.returning = None);
    }
}

/// So many rows around the old place are looked at for the one that was left.
const NEAR: usize = 50;
