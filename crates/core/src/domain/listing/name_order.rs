//! The order of a list's tokens by their names, worked out once for all who ask for it.

use std::cmp::Ordering;
use std::sync::Arc;

use super::index::Index;
use super::natural::natural_order;
use super::sorted_runs::SortedRuns;

/// The tokens of a list by their names; namesakes as in the list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct NameOrder {
    places: Vec<u32>,
    ranks: Vec<u32>,
}

impl NameOrder {
    fn new(places: Vec<u32>) -> Self {
        let mut ranks = vec![u32::MAX; places.len()];
        for (rank, &place) in (0..).zip(&places) {
            let own = usize::try_from(place).ok().and_then(|place| ranks.get_mut(place));
            if let Some(own) = own {
                *own = rank;
            }
        }
        Self { places, ranks }
    }

    /// The places of the tokens in the list, in the order of their names.
    pub fn places(&self) -> &[u32] {
        &self.places
    }

    /// Which one the token at a place of the list is by its name; what is not known comes last.
    pub fn rank(&self, place: u32) -> u32 {
        let place = usize::try_from(place).ok();
        place.and_then(|place| self.ranks.get(place)).copied().unwrap_or(u32::MAX)
    }
}

/// Working the order out a part at a time, so that nobody waits for thousands of names at once.
#[derive(Debug, Default)]
pub struct NameOrdering {
    /// Which names were put in order so far.
    edition: u32,
    next: usize,
    runs: SortedRuns<u32>,
}

impl NameOrdering {
    /// Goes on by so many tokens. The order, once it is known: at once, where it was asked for before and no name has
    /// changed since.
    pub fn go_on(&mut self, index: &Index, count: usize) -> Option<Arc<NameOrder>> {
        if let Some(known) = index.kept_order() {
            return Some(known);
        }
        if self.edition != index.edition() {
            *self = Self { edition: index.edition(), ..Self::default() };
        }
        let by_name = |one: &u32, other: &u32| by_name(index, *one, *other);
        let mut left = count;
        if self.next < index.len() {
            let end = self.next.saturating_add(count).min(index.len());
            left = count - (end - self.next);
            let part = (self.next..end).filter_map(|place| u32::try_from(place).ok());
            self.runs.add(part.collect(), by_name);
            self.next = end;
        }
        if left == 0 {
            return None;
        }
        let places = self.runs.join(left, by_name)?;
        self.next = 0;
        let order = Arc::new(NameOrder::new(places));
        index.keep_order(&order);
        Some(order)
    }
}

/// Looking at a list's tokens in the order of their names, a part at a time.
#[derive(Debug, Default)]
pub struct ByName {
    ordering: NameOrdering,
    order: Option<Arc<NameOrder>>,
    looked: usize,
}

impl ByName {
    /// The places of up to so many tokens that come next, and whether they are the last. While the names are put in order,
    /// none is next.
    pub fn part(&mut self, index: &Index, count: usize) -> (Vec<u32>, bool) {
        let Some(order) = &self.order else {
            self.order = self.ordering.go_on(index, count);
            return (Vec::new(), false);
        };
        let end = self.looked.saturating_add(count).min(order.places().len());
        let part = order.places().get(self.looked..end).unwrap_or_default().to_vec();
        self.looked = end;
        (part, end >= order.places().len())
    }

    /// How many were looked at.
    pub fn looked(&self) -> usize {
        self.looked
    }
}

fn by_name(index: &Index, one: u32, other: u32) -> Ordering {
    let name = |place: u32| usize::try_from(place).map_or("", |at| index.name(at));
    natural_order(name(one), name(other)).then_with(|| one.cmp(&other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TokenId;
    use crate::domain::token::{Token, TokenAccess};
    use proptest::prelude::*;

    fn token(name: &str) -> Arc<Token> {
        Arc::new(Token {
            id: TokenId::parse("t").unwrap(),
            name: Some(name.into()),
            created_at: None,
            expires_at: None,
            last_used_at: None,
            created_by: None,
            access: TokenAccess::Unknown,
            more: None,
        })
    }

    fn sorted(names: &[String]) -> Vec<u32> {
        let mut all: Vec<u32> = (0..).take(names.len()).collect();
        all.sort_by(|a, b| natural_order(&names[*a as usize], &names[*b as usize]));
        all
    }

    proptest! {
        #[test]
        fn a_part_at_a_time_is_the_order_of_all_also_while_more_come(names in prop::collection::vec("[ab][0-9]{0,2}", 0..30), first in 0_usize..30, steps in 0_usize..20, count in 1_usize..7) {
            let tokens: Vec<_> = names.iter().map(|name| token(name)).collect();
            let mut index = Index::new("");
            index.extend(&tokens[..first.min(tokens.len())]);
            let mut ordering = NameOrdering::default();
            for _ in 0..steps {
                let _ = ordering.go_on(&index, count);
            }
            index.extend(&tokens);
            let order = std::iter::repeat_with(|| ordering.go_on(&index, count)).find_map(|all| all).unwrap();
            let wanted = sorted(&names);
            prop_assert_eq!(order.places(), &wanted);
            for (rank, place) in (0..).zip(wanted) {
                prop_assert_eq!(order.rank(place), rank);
            }
            prop_assert_eq!(order.rank(u32::try_from(names.len()).unwrap()), u32::MAX);
            // It is known from now on.
            prop_assert_eq!(NameOrdering::default().go_on(&index, 1), Some(order));
        }
    }

    #[test]
    fn names_that_change_are_put_in_order_anew() {
        let mut index = Index::new("");
        index.extend(&[token("b"), token("a")]);
        let mut ordering = NameOrdering::default();
        assert_eq!(ordering.go_on(&index, 1), None);
        index.clear();
        index.extend(&[token("a"), token("b"), token("c")]);
        assert_eq!(ordering.go_on(&index, usize::MAX).unwrap().places(), [0, 1, 2]);
        index.clear();
        index.extend(&[token("b"), token("a")]);
        assert_eq!(ordering.go_on(&index, usize::MAX).unwrap().places(), [1, 0]);
    }
}
