//! Which tokens are ticked.

use rustc_hash::FxHashSet;

use crate::domain::ids::TokenId;

/// The ticked tokens, whatever of them a search or filters show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection(FxHashSet<TokenId>);

impl Selection {
    /// Whether none is ticked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are ticked.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether that one is ticked.
    pub fn has(&self, id: &TokenId) -> bool {
        self.0.contains(id)
    }

    /// The ticked ones, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &TokenId> {
        self.0.iter()
    }

    /// Ticks or unticks tokens; all others stay as they are.
    pub fn set<'a>(&mut self, ids: impl IntoIterator<Item = &'a TokenId>, on: bool) {
        for id in ids {
            if on {
                self.0.insert(id.clone());
            } else {
                self.0.remove(id);
            }
        }
    }

    /// Unticks those that are not kept; whether there were any.
    pub fn retain(&mut self, keep: impl Fn(&TokenId) -> bool) -> bool {
        let before = self.0.len();
        self.0.retain(keep);
        self.0.len() < before
    }

    /// Counts those of the given tokens that are ticked.
    pub fn count_among<'a>(&self, ids: impl IntoIterator<Item = &'a TokenId>) -> usize {
        ids.into_iter().filter(|id| self.has(id)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(number: u8) -> TokenId {
        TokenId::parse(&number.to_string()).unwrap()
    }

    proptest! {
        #[test]
        fn ticking_all_that_are_shown_leaves_the_others_as_they_were(
            ticked in proptest::collection::vec(0_u8..20, 0..10),
            shown in proptest::collection::hash_set(0_u8..20, 0..10),
            on in any::<bool>(),
        ) {
            let mut before = Selection::default();
            before.set(&ticked.iter().map(|n| id(*n)).collect::<Vec<_>>(), true);
            let shown: Vec<_> = shown.into_iter().map(id).collect();
            let mut after = before.clone();
            after.set(&shown, on);
            for id in (0..20).map(id) {
                let right = if shown.contains(&id) { on } else { before.has(&id) };
                prop_assert_eq!(after.has(&id), right);
            }
            prop_assert_eq!(after.count_among(&shown), if on { shown.len() } else { 0 });
            let had_any = !after.is_empty();
            prop_assert!(!after.retain(|_| true));
            prop_assert_eq!(after.retain(|_| false), had_any);
            prop_assert!(after.is_empty());
        }
    }
}
