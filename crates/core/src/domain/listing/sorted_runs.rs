//! Sorting what comes in parts, so that nobody waits for all of it to be sorted at once.

use std::cmp::Ordering;

/// Sorted parts of a whole. A part that comes is sorted by itself, and joined with parts of about its size: no step looks
/// at more than twice what has come since the last one that large.
#[derive(Debug, Clone)]
pub struct SortedRuns<T>(Vec<Vec<T>>);

impl<T> Default for SortedRuns<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> SortedRuns<T> {
    /// Takes in the next part. What is alike stays in the order in which it came.
    pub fn add(&mut self, mut part: Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
        part.sort_by(&mut compare);
        while self.0.last().is_some_and(|last| last.len() <= part.len() * 2)
            && let Some(before) = self.0.pop()
        {
            part = joined(before, part, &mut compare);
        }
        self.0.push(part);
    }

    /// All of it in order.
    pub fn end(self, mut compare: impl FnMut(&T, &T) -> Ordering) -> Vec<T> {
        let mut runs = self.0.into_iter().rev();
        let last = runs.next().unwrap_or_default();
        runs.fold(last, |after, before| joined(before, after, &mut compare))
    }
}

/// Two sorted parts as one: the standard sort finds that they are, and only merges them.
fn joined<T>(
    mut before: Vec<T>,
    after: Vec<T>,
    compare: &mut impl FnMut(&T, &T) -> Ordering,
) -> Vec<T> {
    before.extend(after);
    before.sort_by(compare);
    before
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_are_sorted_as_the_whole_would_be(parts in prop::collection::vec(prop::collection::vec(0_u8..9, 0..20), 0..12)) {
            let numbered = parts.iter().flatten().copied().zip(0_usize..).collect::<Vec<_>>();
            let by_value = |a: &(u8, usize), b: &(u8, usize)| a.0.cmp(&b.0);
            let mut runs = SortedRuns::default();
            let mut rest = numbered.iter().copied();
            for part in &parts {
                runs.add(rest.by_ref().take(part.len()).collect(), by_value);
            }
            let mut whole = numbered;
            whole.sort_by(by_value);
            prop_assert_eq!(runs.end(by_value), whole);
        }
    }
}
