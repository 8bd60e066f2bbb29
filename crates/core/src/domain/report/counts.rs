//! How many accesses each restriction keeps by itself.

use super::Restriction;
use crate::domain::listing::{Gradual, TokenList};
use crate::domain::resource::ResourceKey;

/// For each of [`Restriction::ALL`] so many.
pub type RestrictionCounts = [usize; Restriction::ALL.len()];

/// Counting them, a part of the list at a time.
#[derive(Debug, Default)]
pub struct RestrictionCount {
    next: usize,
    kept: RestrictionCounts,
}

impl Gradual for RestrictionCount {
    type Found = RestrictionCounts;

    fn go_on(&mut self, list: TokenList<'_>, count: usize) -> Option<RestrictionCounts> {
        let end = self.next.saturating_add(count).min(list.tokens.len());
        let part = list.tokens.get(self.next..end).unwrap_or_default();
        for grant in part.iter().flat_map(|token| token.access.grants().unwrap_or_default()) {
            for (only, kept) in Restriction::ALL.into_iter().zip(&mut self.kept) {
                let is_kept = match only {
                    Restriction::AllDatabases => grant.resource == ResourceKey::ALL_DATABASES,
                    other => other.keeps(grant.permission),
                };
                *kept += usize::from(is_kept);
            }
        }
        self.next = end;
        (end == list.tokens.len()).then_some(self.kept)
    }

    fn progress(&self, list: TokenList<'_>) -> (usize, usize) {
        (self.next, list.tokens.len())
    }
}
