//! What fits what was typed.

use console_core::domain::listing::{Query, folded};

use super::super::select::Choice;

/// More are not listed: nobody reads further, they type on.
const LISTED: usize = 100;

/// What fits what was typed, the best first.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Matches {
    pub(super) listed: Vec<Choice>,
    pub(super) more: usize,
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
    let mut fits: Vec<(u8, &Choice)> = if filter {
        let (query, whole) = (Query::new(text), folded(text.trim()));
        let rank = |choice: &Choice| {
            let (label, id) =
                (folded(&choice.label), folded(choice.id.as_deref().unwrap_or_default()));
            let all = [label.as_str(), " ", id.as_str()].concat();
            query.is_in(&all).then(|| match () {
                () if label == whole || id == whole => 0,
                () if label.starts_with(&whole) => 1,
                () if label.contains(&whole) || id.starts_with(&whole) => 2,
                () => 3,
            })
        };
        options.iter().filter_map(|choice| Some((rank(choice)?, choice))).collect()
    } else {
        options.iter().map(|choice| (0, choice)).collect()
    };
    fits.sort_by_key(|(rank, _)| *rank);
    Matches {
        more: fits.len().saturating_sub(LISTED),
        listed: fits.into_iter().take(LISTED).map(|(_, choice)| choice.clone()).collect(),
    }
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
