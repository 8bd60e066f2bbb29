//! The texts of the tokens, as search and sorting compare them.

use std::sync::{Arc, OnceLock};

use super::fold::fold_into;
use super::name_order::NameOrder;
use crate::domain::token::Token;

/// What search looks at, folded once for each token: name, id and creator. Grows with the list.
#[derive(Debug)]
pub struct Index {
    /// What a token without a name is called.
    unnamed: &'static str,
    text: String,
    ends: Vec<usize>,
    /// Counts how often the texts were made anew.
    edition: u32,
    /// The order of the names, once somebody has asked for it.
    order: OnceLock<Arc<NameOrder>>,
}

impl Index {
    /// An index of no token yet. A token without a name is found and sorted by `unnamed`.
    pub fn new(unnamed: &'static str) -> Self {
        Self { unnamed, text: String::new(), ends: Vec::new(), edition: 0, order: OnceLock::new() }
    }

    /// Forgets every token.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.edition = self.edition.wrapping_add(1);
        self.order = OnceLock::new();
    }

    /// How many tokens are in it.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no token is in it.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Which edition of the texts it is: what comes to them makes no other one.
    pub(super) fn edition(&self) -> u32 {
        self.edition
    }

    /// The order of the names, if it was worked out.
    pub(super) fn kept_order(&self) -> Option<Arc<NameOrder>> {
        self.order.get().cloned()
    }

    /// Keeps the order of the names as they are.
    pub(super) fn keep_order(&self, order: &Arc<NameOrder>) {
        if order.places().len() == self.len() {
            let _ = self.order.set(order.clone());
        }
    }

    /// Folds the tokens that are not in it yet; a shorter list starts it anew.
    pub fn extend(&mut self, tokens: &[Arc<Token>]) {
        if tokens.len() < self.ends.len() {
            self.clear();
        }
        if tokens.len() > self.ends.len() {
            self.order = OnceLock::new();
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

    /// The folded display name and the folded id of the token at that place.
    pub(super) fn name_and_id(&self, place: usize) -> (&str, &str) {
        let mut parts = self.text(place).split('\u{1}');
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    }

    /// The folded name of who created the token at that place; empty where that is not known.
    pub fn creator(&self, place: usize) -> &str {
        self.text(place).split('\u{1}').nth(2).unwrap_or_default()
    }

    pub(super) fn text(&self, place: usize) -> &str {
        let start =
            place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(place).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }
}
