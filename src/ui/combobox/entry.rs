//! What a combobox holds: a text that chose nothing, or a choice, never both.

use super::super::select::Choice;

/// What a combobox holds. Its text is made of it, so that what can be read is what is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Entry {
    /// Nothing.
    #[default]
    Empty,
    /// A text that chose nothing.
    Typed(String),
    /// What was chosen; the field shows its label.
    Chosen(Choice),
}

impl Entry {
    /// What was typed. Another text ends a choice.
    pub fn of_text(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Typed(text) }
    }

    /// The text in the field.
    pub fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Typed(text) => text,
            Self::Chosen(choice) => &choice.label,
        }
    }

    /// The `value` of what was chosen.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Chosen(choice) => Some(&choice.value),
            Self::Empty | Self::Typed(_) => None,
        }
    }

    /// The text that looks for something: a choice looks for nothing more.
    pub(super) fn wanted(&self) -> &str {
        match self {
            Self::Typed(text) => text,
            Self::Empty | Self::Chosen(_) => "",
        }
    }

    /// A text that chose nothing, if there is one.
    pub(super) fn unchosen(&self) -> Option<&str> {
        Some(self.wanted().trim()).filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_text_ends_a_choice() {
        let chosen = Entry::Chosen(Choice::new("7", "app-db"));
        assert_eq!((chosen.text(), chosen.value(), chosen.unchosen()), ("app-db", Some("7"), None));
        for text in ["app-d", "app-db", "  ", ""] {
            let typed = Entry::of_text(text.to_owned());
            assert_eq!((typed.text(), typed.value()), (text, None));
        }
        assert_eq!(Entry::of_text(" x ".to_owned()).unchosen(), Some("x"));
        assert_eq!(Entry::of_text("  ".to_owned()).unchosen(), None);
    }
}
