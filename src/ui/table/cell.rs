//! What stands in a cell of a table, as plain data: the row pool compares it with what is in the page and touches
//! only what differs.

use std::fmt;
use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::badge::Mark;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub(super) content: Content,
    pub(super) class: &'static str,
    /// What stands before the content.
    pub(super) marks: Vec<Mark>,
    /// Where the marks lead.
    pub(super) leads: Option<String>,
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Text(String),
    Lines(String),
    Link { text: String, href: String },
    Time { text: String, datetime: String, language: Option<String> },
    Choice { label: String, detail: Option<String>, is_on: bool },
    Widget(Widget),
}

/// Which elements a cell is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Lines,
    Link,
    Time,
    Choice,
    Widget,
}

/// A component in a cell. Two of the same name are the same.
#[derive(Clone)]
pub(super) struct Widget {
    name: String,
    pub(super) view: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

impl PartialEq for Widget {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Widget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("widget").field(&self.name).finish()
    }
}

impl Cell {
    fn new(class: &'static str, content: Content) -> Self {
        Self { content, class, marks: Vec::new(), leads: None }
    }

    /// A text, which is cut where it does not fit, and is then whole in a tip.
    pub fn text(class: &'static str, text: impl Into<String>) -> Self {
        Self::new(class, Content::Text(text.into()))
    }

    /// A text for the cells of a table with two lines, cut after the second.
    pub fn lines(text: impl Into<String>) -> Self {
        Self::new("", Content::Lines(text.into()))
    }

    /// A link to an address of the console.
    pub fn link(class: &'static str, text: impl Into<String>, href: String) -> Self {
        Self::new(class, Content::Link { text: text.into(), href })
    }

    /// An instant: as people speak of it, in that language, and as RFC 3339 writes it. See
    /// [`crate::ui::relative_time`].
    pub fn time(text: String, datetime: String, language: Option<String>) -> Self {
        Self::new("", Content::Time { text, datetime, language })
    }

    /// A box that chooses the row; `label` is its accessible name.
    pub fn choice(label: String, is_on: bool) -> Self {
        Self::new("", Content::Choice { label, detail: None, is_on })
    }

    /// The same where other boxes have that name too: `detail` is the accessible description.
    #[must_use]
    pub fn told_apart(mut self, by: Option<String>) -> Self {
        if let Content::Choice { detail, .. } = &mut self.content {
            *detail = by;
        }
        self
    }

    /// A component, for tables of few rows: it is mounted anew whenever `name` changes.
    pub fn widget(
        class: &'static str,
        name: String,
        view: impl Fn() -> AnyView + Send + Sync + 'static,
    ) -> Self {
        Self::new(class, Content::Widget(Widget { name, view: Arc::new(view) }))
    }

    /// The same with a class of its own.
    #[must_use]
    pub fn classed(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    /// The same with marks before its content.
    #[must_use]
    pub fn marked(self, marks: impl IntoIterator<Item = Mark>) -> Self {
        Self { marks: marks.into_iter().collect(), ..self }
    }

    /// The same where its marks are a link to an address of the console.
    #[must_use]
    pub fn leading(self, href: Option<String>) -> Self {
        Self { leads: href, ..self }
    }

    /// Its box is checked.
    pub(super) fn is_chosen(&self) -> bool {
        matches!(self.content, Content::Choice { is_on: true, .. })
    }

    pub(super) fn kind(&self) -> Kind {
        match &self.content {
            Content::Text(_) => Kind::Text,
            Content::Lines(_) => Kind::Lines,
            Content::Link { .. } => Kind::Link,
            Content::Time { .. } => Kind::Time,
            Content::Choice { .. } => Kind::Choice,
            Content::Widget(_) => Kind::Widget,
        }
    }

    /// Names, ids and commands stay as they are where the page is translated.
    pub(super) fn is_verbatim(&self) -> bool {
        self.class.split(' ').any(|class| matches!(class, "mono" | "name"))
    }
}
