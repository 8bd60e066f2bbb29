//! What is chosen by a press, written into the search as the word that one would type.

use super::fields::{SearchField, quoted, unquoted, word_places};

impl SearchField {
    /// Those whose values are chosen by a press: the others are names, of which there are too many.
    pub const CHOSEN: [Self; 7] =
        [Self::Area, Self::Via, Self::Type, Self::Deleted, Self::Expires, Self::Used, Self::By];

    /// Which value of it a search asks for; none where it asks for none, or leaves some out.
    pub fn asked_in(self, search: &str) -> Option<String> {
        let word = |place| self.value(search.get(place)?);
        word_places(search).into_iter().find_map(word).map(str::to_owned)
    }

    /// The search that asks for this value of it in place of another, at the place of the first, else at the end.
    #[must_use]
    pub fn ask(self, search: &str, value: Option<&str>) -> String {
        let mut wanted = value.map(|value| [self.key(), ":", &quoted(value)].concat());
        let mut words = Vec::new();
        for place in word_places(search) {
            let Some(word) = search.get(place) else { continue };
            match self.value(word) {
                Some(_) => words.extend(wanted.take()),
                None => words.push(word.to_owned()),
            }
        }
        words.extend(wanted);
        words.join(" ")
    }

    /// What a word asks of it.
    fn value(self, word: &str) -> Option<&str> {
        let (key, value) = word.split_once(':')?;
        (Self::from_key(key) == Some(self)).then(|| unquoted(value))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_choice_takes_the_place_of_the_one_before_and_leaves_other_words_as_they_are() {
        let ask = |search, value| SearchField::Area.ask(search, value);
        assert_eq!(ask("", Some("tokens")), "area:tokens");
        assert_eq!(ask("ci AREA:branches shop", Some("tokens")), "ci area:tokens shop");
        assert_eq!(ask("ci area:branches -area:tokens area:oauth", None), "ci -area:tokens");
        assert_eq!(SearchField::By.ask("ci", Some("Ada Okafor")), "ci by:\"Ada Okafor\"");
        assert_eq!(SearchField::Area.asked_in("-area:tokens by:area"), None);
    }

    proptest! {
        #[test]
        fn what_is_asked_for_is_what_was_chosen(search in "[a-z:\" -]{0,30}", at in 0_usize..7, value in "[a-z<>0-9 ]{1,12}") {
            let field = SearchField::CHOSEN[at];
            // A quote that does not end takes what follows with it, as while one types.
            prop_assume!(search.matches('"').count() % 2 == 0 && !search.contains(":\""));
            let value = value.trim();
            prop_assume!(!value.is_empty());
            let asked = field.ask(&search, Some(value));
            prop_assert_eq!(field.asked_in(&asked), Some(value.to_owned()));
            prop_assert_eq!(field.asked_in(&field.ask(&asked, None)), None);
        }
    }
}
