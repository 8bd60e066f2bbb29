//! The texts of the tokens, as search and sorting compare them.

use std::sync::Arc;

use super::fold::fold_into;
use crate::domain::token::Token;

/// What search looks at, folded once for each token: name, id and creator. Grows with the list.
#[derive(Debug)]
pub struct Index {
    /// What a token without a name is called.
    unnamed: &'static str,
    text: String,
    ends: Vec<usize>,
}

impl Index {
    /// An index of no token yet. A token without a name is found and sorted by `unnamed`.
    pub fn new(unnamed: &'static str) -> Self {
        Self { unnamed, text: String::new(), ends: Vec::new() }
    }

    /// Forgets every token.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Folds the tokens that are not in it yet; a shorter list starts it anew.
    pub fn extend(&mut self, tokens: &[Arc<Token>]) {
        if tokens.len() < self.ends.len() {
            self.clear();
        }
        for token in tokens.iter().skip(self.ends.len()) {
            let parts = [
                token.own_name().unwrap_or(self.unnamed),
                token.id.as_str(),
                token.created_by.as_deref().unwrap_or_default(),
            ];
            for part in parts {
                fold_into(part, &mut self.text);
                // A search never runs from one text over into the next.
                self.text.push('\u{1}');
            }
            self.ends.push(self.text.len());
        }
    }

    /// The folded display name of the token at that place; empty where there is none.
    pub fn name(&self, place: usize) -> &str {
        self.text(place).split('\u{1}').next().unwrap_or_default()
    }

    pub(super) fn text(&self, place: usize) -> &str {
        let start =
            place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(place).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }
}
