//! The tokens of an organization as they are known, while pages of them come in and while this console creates and
//! deletes some itself.
//!
//! A list that was asked for before a token was created or deleted here knows nothing of that, however late it is
//! answered: what was done here since it was asked for stands on top of what it tells.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Index;
use crate::domain::ids::TokenId;
use crate::domain::token::Token;

/// The tokens in the order of the API, each once, with their index.
#[derive(Debug)]
pub struct Roster {
    tokens: Vec<Arc<Token>>,
    places: FxHashMap<TokenId, usize>,
    index: Index,
    reading: Option<Reading>,
}

/// A reading that is under way.
#[derive(Debug, Default)]
struct Reading {
    has_begun: bool,
    /// Which tokens were known before it.
    known: FxHashSet<TokenId>,
    /// What was learned of tokens meanwhile, the newest of them last.
    learned: Vec<Arc<Token>>,
    /// What was deleted meanwhile.
    gone: FxHashSet<TokenId>,
}

impl Reading {
    fn learned(&self, id: &TokenId) -> Option<&Arc<Token>> {
        self.learned.iter().find(|token| token.id == *id)
    }
}

impl Roster {
    /// No token yet. A token without a name is found and sorted by `unnamed`.
    pub fn new(unnamed: &'static str) -> Self {
        Self {
            tokens: Vec::new(),
            places: FxHashMap::default(),
            index: Index::new(unnamed),
            reading: None,
        }
    }

    /// The tokens.
    pub fn tokens(&self) -> &[Arc<Token>] {
        &self.tokens
    }

    /// Their texts.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Where the token of that id is.
    pub fn place(&self, id: &TokenId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The token of that id.
    pub fn get(&self, id: &TokenId) -> Option<&Arc<Token>> {
        self.tokens.get(self.place(id)?)
    }

    /// The list is asked for anew. What is there stays until the first page comes.
    pub fn begin(&mut self) {
        let known = self.places.keys().cloned().collect();
        self.reading = Some(Reading { known, ..Reading::default() });
    }

    /// Takes over the next tokens that are told.
    pub fn take(&mut self, page: Vec<Arc<Token>>) {
        let mut reading = self.reading.take().unwrap_or_default();
        if !reading.has_begun {
            reading.has_begun = true;
            // What was created meanwhile is the newest there is.
            self.tokens = reading
                .learned
                .iter()
                .rev()
                .filter(|token| !reading.known.contains(&token.id))
                .cloned()
                .collect();
            self.renumber();
        }
        for token in page {
            if reading.gone.contains(&token.id) || self.places.contains_key(&token.id) {
                continue;
            }
            let token = reading.learned(&token.id).cloned().unwrap_or(token);
            self.places.insert(token.id.clone(), self.tokens.len());
            self.tokens.push(token);
        }
        self.index.extend(&self.tokens);
        self.reading = Some(reading);
    }

    /// The reading has ended, however it did.
    pub fn end(&mut self) {
        self.reading = None;
    }

    /// Takes over what was learned of one token: it is there now.
    pub fn put(&mut self, token: Arc<Token>) {
        if let Some(reading) = &mut self.reading {
            reading.gone.remove(&token.id);
            reading.learned.retain(|own| own.id != token.id);
            reading.learned.push(token.clone());
        }
        let place = self.place(&token.id);
        if let Some(own) = place.and_then(|place| self.tokens.get_mut(place)) {
            let says_same =
                own.own_name() == token.own_name() && own.created_by == token.created_by;
            *own = token;
            if !says_same {
                self.index.clear();
                self.index.extend(&self.tokens);
            }
            return;
        }
        // One that was known before the reading is told by a page that is still to come.
        let is_to_come = self
            .reading
            .as_ref()
            .is_some_and(|reading| reading.has_begun && reading.known.contains(&token.id));
        if !is_to_come {
            self.tokens.insert(0, token);
            self.renumber();
        }
    }

    /// The token is gone.
    pub fn remove(&mut self, id: &TokenId) {
        if let Some(reading) = &mut self.reading {
            reading.learned.retain(|own| own.id != *id);
            reading.gone.insert(id.clone());
        }
        if let Some(place) = self.places.remove(id) {
            self.tokens.remove(place);
            self.renumber();
        }
    }

    fn renumber(&mut self) {
        self.places = self
            .tokens
            .iter()
            .enumerate()
            .map(|(place, token)| (token.id.clone(), place))
            .collect();
        self.index.clear();
        self.index.extend(&self.tokens);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::token::TokenAccess;
    use proptest::prelude::*;

    fn token(id: &str, name: &str) -> Arc<Token> {
        Arc::new(Token {
            id: TokenId::parse(id).unwrap(),
            name: Some(name.into()),
            created_at: None,
            expires_at: None,
            last_used_at: None,
            created_by: None,
            access: TokenAccess::Unknown,
            more: None,
        })
    }

    fn told(ids: &[&str]) -> Vec<Arc<Token>> {
        ids.iter().map(|id| token(id, "told")).collect()
    }

    fn ids(roster: &Roster) -> String {
        let ids = roster.tokens().iter().map(|token| token.id.as_str());
        ids.collect::<Vec<_>>().join(" ")
    }

    fn read(pages: &[&[&str]]) -> Roster {
        let mut roster = Roster::new("");
        roster.begin();
        for page in pages {
            roster.take(told(page));
        }
        roster.end();
        roster
    }

    #[test]
    fn what_was_created_or_deleted_meanwhile_stands_on_top_of_a_late_answer() {
        let mut roster = read(&[&["a", "b", "c"]]);
        roster.begin();
        roster.put(token("new", "made"));
        roster.remove(&TokenId::parse("b").unwrap());
        roster.put(token("c", "read anew"));
        assert_eq!(ids(&roster), "new a c");
        roster.take(told(&["a", "b"]));
        assert_eq!(ids(&roster), "new a");
        roster.put(token("newer", "made"));
        roster.take(told(&["c"]));
        roster.end();
        assert_eq!(ids(&roster), "newer new a c");
        assert_eq!(
            roster.get(&TokenId::parse("c").unwrap()).unwrap().own_name(),
            Some("read anew")
        );
        // The next one knows of it all.
        roster.begin();
        roster.take(told(&["newer", "a"]));
        roster.end();
        assert_eq!(ids(&roster), "newer a");
    }

    #[test]
    fn a_token_that_is_read_before_its_page_has_come_is_in_the_list_once() {
        let mut roster = read(&[&["a", "b"]]);
        roster.begin();
        roster.take(told(&["a"]));
        roster.put(token("b", "read anew"));
        roster.take(told(&["b"]));
        roster.end();
        assert_eq!(ids(&roster), "a b");
        assert_eq!(roster.tokens()[1].own_name(), Some("read anew"));
    }

    #[test]
    fn one_that_others_deleted_is_not_brought_back_by_having_been_read() {
        let mut roster = read(&[&["a", "b"]]);
        roster.begin();
        roster.put(token("b", "read anew"));
        roster.take(told(&["a"]));
        roster.end();
        assert_eq!(ids(&roster), "a");
    }

    #[derive(Debug, Clone)]
    enum Event {
        Begin,
        Take(Vec<u8>),
        End,
        Put(u8),
        Remove(u8),
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Begin),
            proptest::collection::vec(0_u8..9, 0..5).prop_map(Event::Take),
            Just(Event::End),
            (0_u8..9).prop_map(Event::Put),
            (0_u8..9).prop_map(Event::Remove),
        ]
    }

    proptest! {
        #[test]
        fn each_is_there_once_and_the_last_that_was_done_here_holds(
            events in proptest::collection::vec(event(), 0..40)
        ) {
            let mut roster = Roster::new("");
            // What was done here since the last list was asked for.
            let mut done: FxHashMap<u8, bool> = FxHashMap::default();
            let id = |number: u8| TokenId::parse(&number.to_string()).unwrap();
            for event in events {
                match event {
                    Event::Begin => {
                        roster.begin();
                        done.clear();
                    }
                    Event::Take(numbers) if roster.reading.is_some() => {
                        let page = numbers.iter().map(|n| token(&n.to_string(), "told")).collect();
                        roster.take(page);
                    }
                    Event::Take(_) => {}
                    Event::End => {
                        roster.end();
                        done.clear();
                    }
                    Event::Put(number) => {
                        let is_known = roster.reading.as_ref().is_some_and(|r| r.known.contains(&id(number)));
                        roster.put(token(&number.to_string(), "made"));
                        // One that was known may have been deleted by others: the pages tell.
                        if is_known { done.remove(&number); } else { done.insert(number, true); }
                    }
                    Event::Remove(number) => {
                        roster.remove(&id(number));
                        done.insert(number, false);
                    }
                }
                for (number, is_there) in &done {
                    prop_assert_eq!(roster.get(&id(*number)).is_some(), *is_there);
                }
                let all: FxHashSet<_> = roster.tokens.iter().map(|token| token.id.clone()).collect();
                prop_assert_eq!(all.len(), roster.tokens.len());
                for (place, token) in roster.tokens.iter().enumerate() {
                    prop_assert_eq!(roster.place(&token.id), Some(place));
                    prop_assert_eq!(roster.index.name(place), token.own_name().unwrap_or_default());
                }
            }
        }
    }
}
