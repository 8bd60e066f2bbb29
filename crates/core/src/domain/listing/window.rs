//! Which rows of a long list are on the screen.

use std::ops::Range;

/// A list of equally high rows and what is seen of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// How many rows there are.
    pub rows: usize,
    /// How high each is, in pixels.
    pub row_height: f64,
    /// How far the first row is above the upper edge of what is seen, in pixels; negative while it
    /// is below it.
    pub scrolled: f64,
    /// How high what is seen is, in pixels.
    pub height: f64,
    /// How many rows beyond both edges to keep ready, at the least.
    pub overscan: usize,
    /// Both edges stand at multiples of so many rows, so that the rows in the page do not change with each frame of a
    /// scroll; zero counts as one.
    pub step: usize,
}

/// The rows to have in the page.
pub fn visible_rows(window: Window) -> Range<usize> {
    if window.row_height <= 0.0 || window.rows == 0 {
        return 0..window.rows.min(1);
    }
    let row = |pixels: f64| (pixels / window.row_height).max(0.0);
    // Casts from floats saturate, and a list has far fewer rows than either type can count.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let (first, last) = (
        row(window.scrolled).floor() as usize,
        row(window.scrolled + window.height).ceil() as usize,
    );
    let step = window.step.max(1);
    let first = first.saturating_sub(window.overscan) / step * step;
    let first = first.min(window.rows - 1);
    let last = last.saturating_add(window.overscan).checked_next_multiple_of(step);
    let last = last.unwrap_or(usize::MAX).min(window.rows).max(first + 1);
    first..last
}

/// Which of the wanted rows are in the page in this turn of the browser: from the first on the screen on, then those before
/// it, as far as they are there already or so many more may come. A turn that brought all would take too long.
pub fn rows_in_turn(
    wanted: &Range<usize>,
    first: usize,
    more: usize,
    is_there: &dyn Fn(usize) -> bool,
) -> Range<usize> {
    let mut left = more.max(1);
    let mut may = |row: usize| {
        let is_there = is_there(row);
        let comes = !is_there && left > 0;
        left -= usize::from(comes);
        is_there || comes
    };
    let first = first.min(wanted.end.saturating_sub(1)).max(wanted.start);
    let end = (first..wanted.end).find(|row| !may(*row)).unwrap_or(wanted.end);
    let start =
        (wanted.start..first).rev().find(|row| !may(*row)).map_or(wanted.start, |row| row + 1);
    start..end
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, reason = "counts of rows are small")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn long() -> Window {
        Window { rows: 1_000, row_height: 40.0, scrolled: 0.0, height: 400.0, overscan: 2, step: 1 }
    }

    #[test]
    fn only_what_is_seen_and_a_little_more_is_in_the_page() {
        let at = |scrolled| visible_rows(Window { scrolled, ..long() });
        assert_eq!(at(0.0), 0..12);
        assert_eq!(at(4_000.0), 98..112);
        assert_eq!(at(-200.0), 0..7);
        assert_eq!(at(1e9), 999..1_000);
        assert_eq!(visible_rows(Window { rows: 0, ..long() }), 0..0);
    }

    #[test]
    fn rows_come_and_go_several_at_a_time() {
        let at = |scrolled| visible_rows(Window { scrolled, step: 8, ..long() });
        assert_eq!(at(0.0), 0..16);
        assert_eq!(at(160.0), 0..16);
        assert_eq!(at(200.0), 0..24);
        assert_eq!(at(400.0), 8..24);
    }

    #[test]
    fn rows_on_the_screen_come_first_and_a_few_in_a_turn() {
        let none = |_: usize| false;
        assert_eq!(rows_in_turn(&(32..80), 40, 16, &none), 40..56);
        assert_eq!(rows_in_turn(&(32..50), 40, 16, &none), 34..50);
        assert_eq!(rows_in_turn(&(0..0), 0, 16, &none), 0..0);
        // The list has become shorter than it was scrolled.
        assert_eq!(rows_in_turn(&(9..10), 400, 16, &none), 9..10);
        // What is there stays, as far as nothing is missing between.
        let some = |row: usize| (16..64).contains(&row);
        assert_eq!(rows_in_turn(&(16..64), 30, 16, &some), 16..64);
        assert_eq!(rows_in_turn(&(32..80), 48, 16, &some), 32..80);
        assert_eq!(rows_in_turn(&(0..90), 30, 16, &some), 16..80);
    }

    proptest! {
        #[test]
        fn all_rows_come_turn_by_turn(
            start in 0_usize..100, length in 0_usize..100, first in 0_usize..250, more in 0_usize..30,
            before in 0_usize..100, there in 0_usize..100,
        ) {
            let wanted = start..start + length;
            let mut there = before..before + there;
            for _ in 0..length {
                let now = rows_in_turn(&wanted, first, more, &|row| there.contains(&row));
                prop_assert!(now.start >= wanted.start && now.end <= wanted.end);
                let come = now.clone().filter(|row| !there.contains(row)).count();
                prop_assert!(come <= more.max(1));
                there = now;
            }
            prop_assert!(length == 0 || there == wanted);
        }

        #[test]
        fn whatever_is_seen_is_in_the_page(
            rows in 1_usize..3_000, scrolled in -500.0..120_000.0, overscan in 0_usize..20, step in 0_usize..20,
        ) {
            let window = Window { rows, scrolled, overscan, step, ..long() };
            let range = visible_rows(window);
            prop_assert!(range.start < range.end && range.end <= rows);
            for row in 0..rows {
                let top = row as f64 * window.row_height - scrolled;
                let is_seen = top + window.row_height > 0.0 && top < window.height;
                prop_assert!(!is_seen || range.contains(&row), "{row} is not in {range:?}");
            }
            prop_assert!(range.len() <= 12 + 2 * (overscan + step));
        }
    }
}
