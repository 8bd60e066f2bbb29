//! Cells of a grid that are selected to be copied: a block between the cell where it began and the one with the focus.

use std::ops::Range;

use leptos::prelude::*;
use leptos::web_sys::MouseEvent;

use super::{ABOVE, Grid, Spot, spot_of};

/// A block of cells, by their rows and columns; totals, headers and names are in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which rows.
    pub rows: Range<usize>,
    /// Which columns.
    pub columns: Range<usize>,
}

impl Block {
    fn between(one: Spot, other: Spot) -> Option<Self> {
        let range = |a: usize, b: usize, before: usize| {
            Some(a.min(b).checked_sub(before)?..a.max(b).checked_sub(before)? + 1)
        };
        Some(Self {
            rows: range(one.row, other.row, ABOVE)?,
            columns: range(one.column, other.column, 1)?,
        })
    }

    fn has(&self, spot: Spot) -> bool {
        let is_in = |range: &Range<usize>, place: usize, before: usize| {
            place.checked_sub(before).is_some_and(|place| range.contains(&place))
        };
        is_in(&self.rows, spot.row, ABOVE) && is_in(&self.columns, spot.column, 1)
    }
}

impl Grid {
    /// The cell of the block that is nearest to a spot.
    pub(super) fn within_cells(self, spot: Spot) -> Spot {
        let across = self.columns.with_untracked(|all| all.len());
        Spot { row: spot.row.max(ABOVE), column: spot.column.clamp(1, across.max(1)) }
    }

    pub(super) fn is_cell(self, spot: Spot) -> bool {
        self.within_cells(spot) == spot && self.count.get_untracked() > 0
    }

    /// The block that is selected. Watched.
    fn selected(self) -> Option<Block> {
        Block::between(self.anchor.get()?, self.active.get())
    }

    pub(super) fn is_selected(self, spot: Spot) -> bool {
        untrack(|| self.selected()).is_some_and(|block| block.has(spot))
    }

    /// A block begins where the focus is, unless one has begun.
    pub(super) fn begin_block(self) {
        if self.anchor.get_untracked().is_none() {
            self.anchor.set(Some(self.active.get_untracked()));
        }
    }

    /// Nothing is selected any more; whether something was.
    pub(super) fn end_block(self) -> bool {
        let was = self.anchor.get_untracked().is_some();
        if was {
            self.anchor.set(None);
        }
        was
    }

    /// With Shift, a cell that is pressed is the other end of the block.
    pub(super) fn press(self, event: &MouseEvent) {
        let pressed = spot_of(event.target()).filter(|spot| self.is_cell(*spot));
        match pressed {
            Some(spot) if event.shift_key() && self.is_cell(self.active.get_untracked()) => {
                // The browser would select texts.
                event.prevent_default();
                self.begin_block();
                self.active.set(spot);
                self.focus_soon(spot);
            }
            _ if event.button() == 0 => {
                self.end_block();
            }
            _ => {}
        }
    }

    /// Copies the block, or the cell that has the focus; whether there is one.
    pub(super) fn copy(self) -> bool {
        let at = self.active.get_untracked();
        let own = || Block::between(at, at).filter(|_| self.is_cell(at));
        let block = untrack(|| self.selected()).or_else(own);
        if let Some(block) = block.clone() {
            self.owner.get_value().on_copy.run(block);
        }
        block.is_some()
    }

    /// Tells the cells in the page whether they are selected. What is in the grid has changed: nothing is.
    pub(super) fn show_selected(self) {
        Effect::new(move |before: Option<u32>| {
            let now = self.version.get();
            if before.is_some_and(|before| before != now) {
                self.end_block();
            }
            now
        });
        Effect::new(move |before: Option<Option<Block>>| {
            let (before, now) = (before.flatten(), self.selected());
            if before != now {
                for block in before.iter().chain(&now) {
                    self.tell_cells(block, now.as_ref());
                }
            }
            now
        });
    }

    fn tell_cells(self, block: &Block, now: Option<&Block>) {
        let in_page = |range: &Range<usize>, shown: &Range<usize>| {
            range.start.max(shown.start)..range.end.min(shown.end)
        };
        let rows = self.shown_rows.with_untracked(|shown| in_page(&block.rows, shown));
        for row in rows {
            let columns = self.shown_columns.with_untracked(|shown| in_page(&block.columns, shown));
            for column in columns {
                let spot = Spot { row: row + ABOVE, column: column + 1 };
                if let Some(cell) = self.element(spot) {
                    let is_in = now.is_some_and(|now| now.has(spot));
                    let _ = cell.set_attribute("aria-selected", selected(is_in));
                }
            }
        }
    }
}

/// Whether a cell is selected, as an attribute.
pub(super) fn selected(is_in: bool) -> &'static str {
    if is_in { "true" } else { "false" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_the_same_from_every_corner() {
        let spot = |row, column| Spot { row, column };
        let block = Block { rows: 1..4, columns: 0..3 };
        let corners = [(spot(3, 1), spot(5, 3)), (spot(5, 1), spot(3, 3))];
        for (one, other) in corners {
            assert_eq!(Block::between(one, other), Some(block.clone()));
            assert_eq!(Block::between(other, one), Some(block.clone()));
        }
        assert!(block.has(spot(3, 1)) && block.has(spot(5, 3)) && block.has(spot(4, 2)));
        assert!(!block.has(spot(6, 1)) && !block.has(spot(3, 4)) && !block.has(spot(3, 0)));
        assert_eq!(Block::between(spot(1, 1), spot(3, 3)), None, "totals are no cells");
    }
}
