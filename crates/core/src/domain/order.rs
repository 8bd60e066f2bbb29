//! Sorting by numbers. A sort is compiled anew for each type that is sorted, some 4 kB each time; here it is compiled once.

use std::cmp::Ordering;

/// The numbers of the elements, from 0, in the order of the elements. What is alike stays in the order in which it came.
pub(crate) fn order_of<T>(all: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    sort(&mut order, &|one, other| match (all.get(one), all.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    order
}

fn sort(numbers: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    numbers.sort_by(|one, other| compare(*one, *other));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_order_of_a_stable_sort(all in prop::collection::vec(0_u8..20, 0..100)) {
            let mut sorted: Vec<(usize, u8)> = all.iter().copied().enumerate().collect();
            sorted.sort_by_key(|(_, value)| *value);
            let places: Vec<usize> = sorted.into_iter().map(|(place, _)| place).collect();
            prop_assert_eq!(order_of(&all, Ord::cmp), places);
        }
    }
}
