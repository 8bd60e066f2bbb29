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
    /// How many rows beyond both edges to keep ready.
    pub overscan: usize,
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
    let first =
        first.min(window.rows).saturating_sub(window.overscan).min(window.rows.saturating_sub(1));
    let last = last.saturating_add(window.overscan).min(window.rows).max(first + 1);
    first..last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(scrolled: f64) -> Range<usize> {
        visible_rows(Window { rows: 1_000, row_height: 40.0, scrolled, height: 400.0, overscan: 2 })
    }

    #[test]
    fn only_what_is_seen_and_a_little_more_is_in_the_page() {
        assert_eq!(at(0.0), 0..12);
        assert_eq!(at(4_000.0), 98..112);
        assert_eq!(at(-200.0), 0..7);
        assert_eq!(at(1e9), 998..1_000);
        let empty = Window { rows: 0, row_height: 40.0, scrolled: 0.0, height: 1.0, overscan: 0 };
        assert_eq!(visible_rows(empty), 0..0);
    }
}
