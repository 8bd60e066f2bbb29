//! What is in a table's body: the rows that are seen, and gaps as high as the others.

use std::ops::Range;
use std::sync::Arc;

/// What is in the table's body: a row, or a gap as high as the rows that are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) key: String,
    /// The row's place, or the first of those left out.
    pub(super) at: usize,
    /// How many rows are left out; 0 for a row.
    pub(super) left_out: usize,
}

/// Where a row is now: mostly where it was.
pub(super) fn place_of(
    own: &str,
    at: usize,
    count: usize,
    key: &dyn Fn(usize) -> String,
) -> Option<usize> {
    if at < count && key(at) == own {
        return Some(at);
    }
    (0..count).find(|index| key(*index) == own)
}

/// The rows that are seen and the kept one, with gaps for the others.
pub(super) fn items(
    seen: Range<usize>,
    kept: Option<usize>,
    count: usize,
    key: &dyn Fn(usize) -> String,
) -> Arc<[Item]> {
    let before = kept.filter(|at| *at < seen.start);
    let after = kept.filter(|at| *at >= seen.end);
    let places = before.into_iter().chain(seen).chain(after);
    let mut made = Vec::new();
    let mut next = 0;
    let gap = |from: usize, to: usize| Item {
        // Each gap follows something else, so what it follows names it.
        key: ["gap ", if from == 0 { "first" } else { "" }, if to == count { "last" } else { "" }]
            .concat(),
        at: from,
        left_out: to - from,
    };
    for at in places {
        if at > next {
            made.push(gap(next, at));
        }
        made.push(Item { key: key(at), at, left_out: 0 });
        next = at + 1;
    }
    if next < count {
        made.push(gap(next, count));
    }
    made.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(items: &[Item]) -> Vec<(usize, usize)> {
        items.iter().map(|item| (item.at, item.left_out)).collect()
    }

    fn key(at: usize) -> String {
        at.to_string()
    }

    #[test]
    fn what_is_not_seen_is_a_gap_of_its_size() {
        assert_eq!(shape(&items(10..12, None, 100, &key)), [(0, 10), (10, 0), (11, 0), (12, 88)]);
        assert_eq!(shape(&items(0..2, None, 2, &key)), [(0, 0), (1, 0)]);
        assert!(items(0..0, None, 0, &key).is_empty());
    }

    #[test]
    fn the_row_with_the_focus_stays_wherever_it_is() {
        assert_eq!(
            shape(&items(10..11, Some(3), 100, &key)),
            [(0, 3), (3, 0), (4, 6), (10, 0), (11, 89)]
        );
        assert_eq!(
            shape(&items(10..11, Some(99), 100, &key)),
            [(0, 10), (10, 0), (11, 88), (99, 0)]
        );
        assert_eq!(shape(&items(10..11, Some(10), 100, &key)), [(0, 10), (10, 0), (11, 89)]);
    }

    #[test]
    fn gaps_have_names_of_their_own() {
        for kept in [Some(3), Some(50), None] {
            let items = items(10..12, kept, 100, &key);
            let mut names: Vec<_> = items
                .iter()
                .filter(|item| item.left_out > 0)
                .map(|item| item.key.as_str())
                .collect();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all);
        }
    }

    #[test]
    fn a_row_that_moved_is_found_again() {
        assert_eq!(place_of("7", 7, 10, &key), Some(7));
        assert_eq!(place_of("7", 3, 10, &key), Some(7));
        assert_eq!(place_of("gone", 3, 10, &key), None);
    }
}
