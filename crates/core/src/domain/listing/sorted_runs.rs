//! Sorting what comes in parts, so that nobody waits for all of it to be sorted at once.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::iter::Peekable;
use std::vec::IntoIter;

/// Sorted parts of a whole, which are joined two by two, some elements at a time. What is alike stays in the order in
/// which it came.
#[derive(Debug, Clone)]
pub(super) struct SortedRuns<T> {
    /// Those of this pass that are joined already; they came before the others.
    joined: VecDeque<Vec<T>>,
    joining: Option<Joining<T>>,
    /// Those that are still to be joined in this pass.
    parts: VecDeque<Vec<T>>,
}

impl<T> Default for SortedRuns<T> {
    fn default() -> Self {
        Self { joined: VecDeque::new(), joining: None, parts: VecDeque::new() }
    }
}

impl<T> SortedRuns<T> {
    /// Takes in the next part.
    pub(super) fn add(&mut self, mut part: Vec<T>, compare: impl FnMut(&T, &T) -> Ordering) {
        part.sort_by(compare);
        self.parts.push_back(part);
    }

    /// Goes on joining, by so many elements. All of it in order, once nothing is left to join.
    pub(super) fn join(
        &mut self,
        count: usize,
        mut compare: impl FnMut(&T, &T) -> Ordering,
    ) -> Option<Vec<T>> {
        let mut left = count;
        loop {
            if let Some(joining) = &mut self.joining {
                left = joining.go_on(left, &mut compare);
                if left == 0 {
                    return None;
                }
            }
            self.joined.extend(self.joining.take().map(|joining| joining.out));
            match (self.parts.pop_front(), self.parts.pop_front()) {
                (Some(before), Some(after)) => self.joining = Some(Joining::new(before, after)),
                (Some(last), None) => self.joined.push_back(last),
                (None, _) if self.joined.len() > 1 => {
                    std::mem::swap(&mut self.joined, &mut self.parts);
                }
                (None, _) => return Some(self.joined.pop_front().unwrap_or_default()),
            }
        }
    }
}

/// Two sorted parts that become one.
#[derive(Debug, Clone)]
struct Joining<T> {
    before: Peekable<IntoIter<T>>,
    after: Peekable<IntoIter<T>>,
    out: Vec<T>,
}

impl<T> Joining<T> {
    fn new(before: Vec<T>, after: Vec<T>) -> Self {
        let out = Vec::with_capacity(before.len() + after.len());
        Self { before: before.into_iter().peekable(), after: after.into_iter().peekable(), out }
    }

    /// Takes up to so many elements; how many fewer it took, none if there is more to take.
    fn go_on(&mut self, count: usize, mut compare: impl FnMut(&T, &T) -> Ordering) -> usize {
        for taken in 0..count {
            let next = match (self.before.peek(), self.after.peek()) {
                (Some(one), Some(other)) if compare(one, other).is_le() => self.before.next(),
                (_, Some(_)) => self.after.next(),
                (_, None) => self.before.next(),
            };
            match next {
                Some(next) => self.out.push(next),
                None => return count - taken,
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_are_sorted_as_the_whole_would_be(parts in prop::collection::vec(prop::collection::vec(0_u8..9, 0..20), 0..12), count in 1_usize..9, early in 0_usize..20) {
            let numbered = parts.iter().flatten().copied().zip(0_usize..).collect::<Vec<_>>();
            let by_value = |a: &(u8, usize), b: &(u8, usize)| a.0.cmp(&b.0);
            let mut runs = SortedRuns::default();
            let mut rest = numbered.iter().copied();
            let half = parts.len() / 2;
            for (at, part) in parts.iter().enumerate() {
                runs.add(rest.by_ref().take(part.len()).collect(), by_value);
                // More parts may come once joining has begun.
                if at == half && at + 1 < parts.len() {
                    let _ = runs.join(early.min(part.len()), by_value);
                }
            }
            let mut whole = numbered;
            whole.sort_by(by_value);
            let found = std::iter::repeat_with(|| runs.join(count, by_value)).find_map(|all| all);
            prop_assert_eq!(found, Some(whole));
        }
    }
}
