//! What of a grid is in the page: the rows and columns on the screen and a few beyond, and of those rows a few more in each
//! turn of the browser.

use std::ops::Range;

use console_core::domain::listing::{Window, rows_in_turn, visible_rows};
use leptos::prelude::*;
use leptos::web_sys::FocusOptions;

use super::spot::spot_of;
use super::{ABOVE, COLUMN, Grid, ROW, rem, set_if_new};

/// Rows and columns come and go so many at a time.
const STEP: usize = 8;

/// So many cells come into the page in one turn of the browser, so that none takes long.
const MORE: usize = 120;

/// What of a grid is in the page, and as of which change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) rows: Range<usize>,
    pub(super) columns: Range<usize>,
    pub(super) version: u32,
}

/// The part that is in the page so far. Where other columns come or something else has changed, all rows are made anew.
pub(super) fn part_in_page(
    first_seen: StoredValue<usize>,
    come: RwSignal<bool>,
    shown_rows: RwSignal<Range<usize>>,
    shown_columns: RwSignal<Range<usize>>,
    version: Memo<u32>,
) -> Memo<Part> {
    Memo::new(move |before: Option<&Part>| {
        come.track();
        let (rows, columns, version) = (shown_rows.get(), shown_columns.get(), version.get());
        let own = before.filter(|own| own.columns == columns && own.version == version);
        let is_there = |row: usize| own.is_some_and(|own| own.rows.contains(&row));
        let more = MORE / columns.len().max(1);
        let rows = rows_in_turn(&rows, first_seen.get_value(), more, &is_there);
        Part { rows, columns, version }
    })
}

impl Grid {
    /// Rows and columns of these places are to be in the page. If the cell that has the focus leaves it for that, or is made
    /// anew, the region takes the focus first, so that keys that are pressed meanwhile go on from there.
    fn keep_focus(self, down: &Range<usize>, across: &Range<usize>) {
        let (region, focused) = (self.region.get_untracked(), document().active_element());
        let (Some(region), Some(focused)) = (region, focused) else { return };
        let Some(spot) = spot_of(Some(focused.clone().into())) else { return };
        if !region.contains(Some(&focused)) {
            return;
        }
        // Rows that come before others move these, which takes the focus away.
        let stays = |row| {
            down.contains(&row) && self.part.with_untracked(|own| own.rows.start <= down.start)
        };
        let is_row_kept = spot.row.checked_sub(ABOVE).is_none_or(stays);
        if is_row_kept && self.shown_columns.with_untracked(|own| own == across) {
            return;
        }
        let stay = FocusOptions::new();
        stay.set_prevent_scroll(true);
        let _ = region.focus_with_options(&stay);
        self.focus_soon(self.active.get_untracked());
    }

    /// Finds which rows and columns are on the screen.
    pub(super) fn look(self) {
        let Some(region) = self.region.get_untracked() else { return };
        let rem = rem();
        let (rows, columns) =
            (self.count.get_untracked(), self.columns.with_untracked(|all| all.len()));
        let window = |count, size: f64, scrolled: i32, length: i32| Window {
            rows: count,
            row_height: size * rem,
            scrolled: f64::from(scrolled.abs()),
            height: f64::from(length),
            overscan: STEP / 2,
            step: STEP,
        };
        let rows = window(rows, ROW, region.scroll_top(), region.client_height());
        let down = visible_rows(rows);
        let across =
            visible_rows(window(columns, COLUMN, region.scroll_left(), region.client_width()));
        self.first_seen.set_value(visible_rows(Window { overscan: 0, step: 1, ..rows }).start);
        let is_same = self.shown_rows.with_untracked(|own| *own == down)
            && self.shown_columns.with_untracked(|own| *own == across);
        if !is_same {
            self.keep_focus(&down, &across);
            set_if_new(self.shown_rows, down);
            set_if_new(self.shown_columns, across);
        }
    }

    /// Some of the rows that are to be in the page come in a later turn.
    pub(super) fn lacks_rows(self) -> bool {
        self.part.with(|part| part.rows.len()) < self.shown_rows.with(Range::len)
    }

    /// Lets the next rows come.
    pub(super) fn go_on(self) {
        let down = self.shown_rows.get_untracked();
        self.keep_focus(&down, &self.shown_columns.get_untracked());
        self.come.update(|come| *come = !*come);
    }
}
