//! Work over a whole list, done a part at a time.

use std::sync::Arc;

use super::Index;
use crate::domain::resource::Resources;
use crate::domain::token::Token;

/// The tokens that work looks at.
#[derive(Debug, Clone, Copy)]
pub struct TokenList<'a> {
    /// Every token that is known.
    pub tokens: &'a [Arc<Token>],
    /// Their names.
    pub index: &'a Index,
    /// What their access is on.
    pub resources: &'a Resources,
}

impl TokenList<'_> {
    /// The token at a place.
    pub fn token(&self, place: u32) -> Option<&Arc<Token>> {
        usize::try_from(place).ok().and_then(|place| self.tokens.get(place))
    }
}

/// Work over a list of tokens that is done a part at a time, so that nobody waits for thousands of them at once. The list
/// may change between two parts: what is found is right for one of those that there were only if it did not.
pub trait Gradual: Sized {
    /// What comes of it.
    type Found;

    /// Goes on by about so many tokens, or by as much work as they are. What was found, once nothing is left to do.
    fn go_on(&mut self, list: TokenList<'_>, count: usize) -> Option<Self::Found>;

    /// How much is done, and of how much.
    fn progress(&self, list: TokenList<'_>) -> (usize, usize);

    /// Does all of it.
    fn all_at_once(mut self, list: TokenList<'_>) -> Self::Found {
        loop {
            if let Some(found) = self.go_on(list, usize::MAX) {
                return found;
            }
        }
    }
}
