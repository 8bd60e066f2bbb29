//! Moving in a grid by keys.

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;

use super::{ABOVE, COLUMN, Grid, ROW, Spot, TOTAL, rem};

/// Where a key leads from a cell of a grid with so many rows and columns, headers and totals included. `page` is how
/// many rows are on the screen.
fn moved(
    key: &str,
    corner: bool,
    at: Spot,
    rows: usize,
    columns: usize,
    page: usize,
) -> Option<Spot> {
    let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
    let Spot { row, column } = at;
    let to = match key {
        "ArrowUp" => Spot { row: row.saturating_sub(1), column },
        "ArrowDown" => Spot { row: row + 1, column },
        "ArrowLeft" => Spot { row, column: column.saturating_sub(1) },
        "ArrowRight" => Spot { row, column: column + 1 },
        "Home" if corner => Spot { row: ABOVE, column: 1 },
        "Home" => Spot { row, column: 0 },
        "End" if corner => Spot { row: last_row, column: last_column },
        "End" => Spot { row, column: last_column },
        "PageUp" => Spot { row: row.saturating_sub(page).max(ABOVE.min(row)), column },
        "PageDown" => Spot { row: row + page, column },
        _ => return None,
    };
    Some(Spot { row: to.row.min(last_row), column: to.column.min(last_column) })
}

impl Grid {
    pub(super) fn key(self, event: &KeyboardEvent) {
        if event.alt_key() {
            return;
        }
        let at = self.active.get_untracked();
        let corner = event.ctrl_key() || event.meta_key();
        let (shift, name) = (event.shift_key(), event.key());
        let is_done = match name.as_str() {
            "Enter" if !shift && at.row >= ABOVE && at.column > 0 => {
                self.open(at);
                true
            }
            "c" | "C" if corner && !shift => self.copy(),
            "Escape" => self.end_block(),
            _ => return self.walk(event, at, corner),
        };
        if is_done {
            event.prevent_default();
        }
    }

    /// Moves, with Shift to the other end of a block.
    fn walk(self, event: &KeyboardEvent, at: Spot, corner: bool) {
        if event.shift_key() && !self.is_cell(at) {
            return;
        }
        let (rows, columns) =
            (self.count.get_untracked() + ABOVE, self.columns.with_untracked(|all| all.len()) + 2);
        let mirrored = self.is_mirrored();
        let key = match event.key().as_str() {
            "ArrowLeft" if mirrored => "ArrowRight".to_owned(),
            "ArrowRight" if mirrored => "ArrowLeft".to_owned(),
            other => other.to_owned(),
        };
        if let Some(to) = moved(&key, corner, at, rows, columns, self.page()) {
            event.prevent_default();
            if event.shift_key() {
                self.begin_block();
                self.go_to(self.within_cells(to));
            } else {
                self.end_block();
                self.go_to(to);
            }
        }
    }

    fn is_mirrored(self) -> bool {
        let region = self.region.get_untracked();
        let style = region.and_then(|region| window().get_computed_style(&region).ok().flatten());
        style.is_some_and(|style| style.get_property_value("direction").is_ok_and(|it| it == "rtl"))
    }

    /// How many rows are on the screen.
    fn page(self) -> usize {
        let height = self.region.get_untracked().map_or(0, |region| region.client_height());
        let rows = (f64::from(height) / rem() - self.header() - ROW) / ROW;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
        let rows = rows.max(1.0) as usize;
        rows
    }

    /// Scrolls until a cell is seen, and gives it the focus.
    pub(super) fn go_to(self, spot: Spot) {
        self.active.set(spot);
        if let Some(region) = self.region.get_untracked() {
            let rem = rem();
            let across = self.columns.with_untracked(|all| all.len());
            if let Some(row) = spot.row.checked_sub(ABOVE) {
                let top = scrolled(
                    f64::from(region.scroll_top()) / rem,
                    row,
                    ROW,
                    f64::from(region.client_height()) / rem - self.header() - ROW,
                );
                region.set_scroll_top(pixels(top * rem));
            }
            if let Some(column) = spot.column.checked_sub(1).filter(|column| *column < across) {
                let from = f64::from(region.scroll_left().abs()) / rem;
                let seen = f64::from(region.client_width()) / rem - self.names - TOTAL;
                let left = pixels(scrolled(from, column, COLUMN, seen) * rem);
                region.set_scroll_left(if self.is_mirrored() { -left } else { left });
            }
        }
        self.look();
        self.focus_soon(spot);
    }
}

/// How far to scroll so that a cell is wholly seen, as little as possible.
fn scrolled(now: f64, place: usize, size: f64, seen: f64) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "far fewer than a float can count")]
    let from = place as f64 * size;
    if from < now { from } else { now.max(from + size - seen.max(size)) }
}

fn pixels(length: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "casts from floats saturate")]
    let whole = length.round() as i32;
    whole
}
