//! One of many, by a part of its name or of its id.

use std::sync::Arc;

use super::fold::{Query, folded};
use super::index::Index;
use super::name_order::NameOrdering;
use crate::domain::token::Token;

/// What was typed to find one of many: each word has to be in the name or the id, whatever its case, accents and width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    query: Query,
    whole: String,
}

impl Lookup {
    /// What was typed.
    pub fn new(text: &str) -> Self {
        Self { query: Query::new(text), whole: folded(text.trim()) }
    }

    /// How well a folded name and a folded id fit: the less the better, nothing if they do not. What is called so comes
    /// first, then what begins so, then what has it as it was typed.
    pub fn rank(&self, name: &str, id: &str) -> Option<usize> {
        let whole = self.whole.as_str();
        self.query.is_in_one_of([name, id]).then(|| match () {
            () if name == whole || id == whole => 0,
            () if name.starts_with(whole) => 1,
            () if name.contains(whole) || id.starts_with(whole) => 2,
            () => 3,
        })
    }

    /// Those that fit, the best first and else in their order: up to so many, and how many more there are. Of each come
    /// what it is, its folded name and its folded id.
    pub fn find<'a, T>(
        &self,
        all: impl Iterator<Item = (T, &'a str, &'a str)>,
        most: usize,
    ) -> (Vec<T>, usize) {
        let mut ranked: [Vec<T>; 4] = std::array::from_fn(|_| Vec::new());
        for (one, name, id) in all {
            if let Some(own) = self.rank(name, id).and_then(|rank| ranked.get_mut(rank)) {
                own.push(one);
            }
        }
        let count: usize = ranked.iter().map(Vec::len).sum();
        (ranked.into_iter().flatten().take(most).collect(), count.saturating_sub(most))
    }
}

/// So many names are put in order while somebody waits for them.
const FEW: usize = 2_000;

/// The tokens that fit what was typed, by their places, as [`Lookup::find`] tells them: else by name, or as in the list
/// while the order of thousands of names is not known.
pub fn look_up_tokens(index: &Index, text: &str, most: usize) -> (Vec<usize>, usize) {
    let is_quick = index.len() <= FEW;
    let order = index
        .kept_order()
        .or_else(|| is_quick.then(|| NameOrdering::default().go_on(index, usize::MAX)).flatten());
    let places: Vec<usize> = match &order {
        Some(order) => {
            order.places().iter().filter_map(|place| usize::try_from(*place).ok()).collect()
        }
        None => (0..index.len()).collect(),
    };
    let of = |place: usize| {
        let (name, id) = index.name_and_id(place);
        (place, name, id)
    };
    Lookup::new(text).find(places.into_iter().map(of), most)
}

/// The token whose whole name or id was typed; none if several are called so.
pub fn named_token(tokens: &[Arc<Token>], index: &Index, text: &str) -> Option<usize> {
    let text = text.trim();
    let wanted = folded(text);
    if wanted.is_empty() {
        return None;
    }
    let is_called =
        |place: &usize| <[&str; 2]>::from(index.name_and_id(*place)).contains(&&*wanted);
    let called: Vec<usize> = (0..index.len()).filter(is_called).collect();
    let is_exact = |place: &&usize| {
        tokens.get(**place).is_some_and(|it| it.own_name() == Some(text) || it.id.as_str() == text)
    };
    let mut exact = called.iter().filter(is_exact);
    match (exact.next(), exact.next(), called.as_slice()) {
        (Some(only), None, _) | (None, None, [only]) => Some(*only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TokenId;
    use crate::domain::token::TokenAccess;

    fn tokens() -> (Vec<Arc<Token>>, Index) {
        let token = |(id, name): (&str, &str)| {
            Arc::new(Token {
                id: TokenId::parse(id).unwrap(),
                name: Some(name.into()),
                created_at: None,
                expires_at: None,
                last_used_at: None,
                created_by: Some("x9k2 deploy".into()),
                access: TokenAccess::Unknown,
                more: None,
            })
        };
        let all = [
            ("7mql", "Café deploy"),
            ("x9k2", "ci-deploy"),
            ("b1", "Deploy"),
            ("b2", "deploy"),
            ("b3", "deploy-bot"),
        ];
        let tokens: Vec<_> = all.into_iter().map(token).collect();
        let mut index = Index::new("");
        index.extend(&tokens);
        (tokens, index)
    }

    #[test]
    fn tokens_are_found_by_name_and_id_the_best_first_and_not_by_their_creator() {
        let (_, index) = tokens();
        assert_eq!(look_up_tokens(&index, "deploy", 9), (vec![2, 3, 4, 0, 1], 0));
        assert_eq!(look_up_tokens(&index, "deploy", 2), (vec![2, 3], 3));
        assert_eq!(look_up_tokens(&index, "X9K", 9), (vec![1], 0));
        assert_eq!(look_up_tokens(&index, "deploy b2", 9), (vec![3], 0));
        assert_eq!(look_up_tokens(&index, " ", 9).0.len(), 5);
    }

    #[test]
    fn a_whole_name_names_a_token_to_the_letter_first_and_none_of_several() {
        let (all, index) = tokens();
        let named = |text: &str| named_token(&all, &index, text);
        assert_eq!(named("Deploy"), Some(2));
        assert_eq!(named("deploy "), Some(3));
        assert_eq!(named("DEPLOY"), None);
        assert_eq!(named("DEPLOY-bot"), Some(4));
        assert_eq!(named("B3"), Some(4));
        assert_eq!(named("dep"), None);
        assert_eq!(named("  "), None);
    }
}
