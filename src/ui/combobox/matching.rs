//! What fits what was typed.

use console_core::domain::listing::{Lookup, folded};
use leptos::prelude::*;

use super::super::select::Choice;

/// More are not listed: nobody reads further, they type on.
const LISTED: usize = 100;

/// What fits what was typed, the best first.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Matches {
    /// The first of them.
    pub listed: Vec<Choice>,
    /// How many more there are.
    pub more: usize,
}

/// What can be chosen.
#[derive(Clone, Copy)]
pub enum Options {
    /// These; they may become more.
    Listed(Signal<Vec<Choice>>),
    /// One of thousands, which are looked up where they are: to make a choice of each takes too long.
    LookedUp {
        /// Those that fit what was typed, up to so many. Watched.
        matching: Callback<(String, usize), Matches>,
        /// The one whose whole name or id was typed; none if several are called so.
        named: Callback<String, Option<Choice>>,
    },
}

impl Options {
    /// What fits what was typed; all of them where they are not `filtered`. Watched.
    pub(super) fn matching(self, text: &str, filter: bool) -> Matches {
        match self {
            Self::Listed(options) => options.with(|options| matching(options, text, filter)),
            Self::LookedUp { matching, .. } => matching.run((text.to_owned(), LISTED)),
        }
    }

    /// The one whose whole name or id was typed; none if several are called so.
    pub(super) fn named(self, text: &str) -> Option<Choice> {
        match self {
            Self::Listed(options) => {
                options.with_untracked(|all| Some(all.get(named(all, text)?)?.clone()))
            }
            Self::LookedUp { named, .. } => untrack(|| named.run(text.to_owned())),
        }
    }
}

impl From<Signal<Vec<Choice>>> for Options {
    fn from(options: Signal<Vec<Choice>>) -> Self {
        Self::Listed(options)
    }
}

impl From<Memo<Vec<Choice>>> for Options {
    fn from(options: Memo<Vec<Choice>>) -> Self {
        Self::Listed(options.into())
    }
}

impl From<Vec<Choice>> for Options {
    fn from(options: Vec<Choice>) -> Self {
        Self::Listed(Signal::stored(options))
    }
}

impl Matches {
    /// How many fit.
    pub(super) fn count(&self) -> usize {
        self.listed.len() + self.more
    }

    /// What Enter means while none is pointed at: the only one, or the one that was typed.
    pub(super) fn meant(&self, text: &str) -> Option<usize> {
        if self.listed.len() == 1 && !text.trim().is_empty() {
            return Some(0);
        }
        named(&self.listed, text)
    }
}

/// The one whose whole name or id was typed; none if several are called so.
pub(super) fn named(options: &[Choice], text: &str) -> Option<usize> {
    let text = text.trim();
    let only = |is_it: &dyn Fn(&str) -> bool| {
        let fits =
            |choice: &Choice| is_it(&choice.label) || choice.id.as_deref().is_some_and(is_it);
        let mut found = options.iter().enumerate().filter(|(_, choice)| fits(choice));
        let first = found.next()?;
        found.next().is_none().then_some(first.0)
    };
    let wanted = folded(text);
    if wanted.is_empty() {
        return None;
    }
    only(&|name| name == text).or_else(|| only(&|name| folded(name) == wanted))
}

/// The options in which each typed word is found, in the name or the id, whatever its case, accents and width. Those
/// whose name is or begins with what was typed come first, else they stay in their order.
pub(super) fn matching(options: &[Choice], text: &str, filter: bool) -> Matches {
    if !filter {
        let listed = options.iter().take(LISTED).cloned().collect();
        return Matches { listed, more: options.len().saturating_sub(LISTED) };
    }
    let names: Vec<(String, String)> = options
        .iter()
        .map(|one| (folded(&one.label), folded(one.id.as_deref().unwrap_or_default())))
        .collect();
    let all = options.iter().zip(&names);
    let all = all.map(|(one, (name, id))| (one, name.as_str(), id.as_str()));
    let (found, more) = Lookup::new(text).find(all, LISTED);
    Matches { listed: found.into_iter().cloned().collect(), more }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(found: &Matches) -> Vec<&str> {
        found.listed.iter().map(|choice| choice.label.as_str()).collect()
    }

    fn tokens() -> Vec<Choice> {
        [("ci-deploy", "x9k2"), ("Café deploy", "7mql"), ("deploy-bot", "b1"), ("deploy-bot", "b2")]
            .map(|(name, id)| Choice::new(id, name).id(id))
            .to_vec()
    }

    #[test]
    fn what_begins_with_the_typed_letters_comes_first() {
        let options = ["my-shop", "Shop", "blog", "shopping"].map(|name| Choice::new(name, name));
        assert_eq!(labels(&matching(&options, " SHOP", true)), ["Shop", "shopping", "my-shop"]);
        assert_eq!(labels(&matching(&options, "shop", false)).len(), 4);
    }

    #[test]
    fn a_name_is_found_by_words_in_any_order_and_by_its_id() {
        let found = |text| labels(&matching(&tokens(), text, true)).join(", ");
        assert_eq!(found("deploy cafe"), "Café deploy");
        assert_eq!(found("ml"), "");
        assert_eq!(found("7MQ"), "Café deploy");
        assert_eq!(found("deploy b2"), "deploy-bot");
        assert_eq!(found("ｃｉ－ｄ"), if folded("ｃ") == "c" { "ci-deploy" } else { "" });
    }

    #[test]
    fn enter_means_the_only_one_or_the_one_whose_name_was_typed() {
        let options = ["my-shop", "Shop", "shopping"].map(|name| Choice::new(name, name));
        assert_eq!(matching(&options, "shop", true).meant("shop "), Some(0));
        assert_eq!(matching(&options, "sho", true).meant("sho"), None);
        assert_eq!(matching(&options, "my", true).meant("my"), Some(0));
        assert_eq!(matching(&[], "my", true).meant("my"), None);
        let one = [Choice::new("only", "only")];
        assert_eq!(matching(&one, "", true).meant(""), None, "nothing was asked for");
    }

    #[test]
    fn a_name_that_several_have_chooses_none_of_them() {
        let all = tokens();
        assert_eq!(named(&all, "deploy-bot"), None);
        assert_eq!(named(&all, "b2"), Some(3));
        assert_eq!(named(&all, "CI-deploy"), Some(0));
        let alike = ["Shop", "shop"].map(|name| Choice::new(name, name));
        assert_eq!(named(&alike, "shop"), Some(1), "to the letter");
        assert_eq!(named(&alike, "SHOP"), None);
    }

    #[test]
    fn only_so_many_are_listed_and_the_rest_is_counted() {
        let options: Vec<Choice> =
            (0..1_000).map(|n| Choice::new(n.to_string(), n.to_string())).collect();
        let found = matching(&options, "", true);
        assert_eq!((found.listed.len(), found.more, found.count()), (100, 900, 1_000));
    }
}
