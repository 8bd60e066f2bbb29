//! Small marks: a word, a symbol and a shape, so that colour only repeats what they say.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::icon::{Glyph, Icon};

/// How serious something is. Each tone has an edge or a fill of its own besides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// A plain fact: no frame.
    #[default]
    Quiet,
    /// Worth knowing: thin frame.
    Info,
    /// Good.
    Good,
    /// Think first: dashed frame.
    Warning,
    /// It destroys or has failed: filled.
    Danger,
}

impl Tone {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Info => "info",
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// A mark of one or two words.
#[component]
pub fn Badge(
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// How serious it is.
    #[prop(optional)]
    tone: Tone,
    /// The symbol.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// More about it, shown on hover.
    #[prop(into, optional)]
    tip: Option<String>,
) -> impl IntoView {
    view! {
        <span class="badge" data-tone=tone.name() data-tip=tip>
            {icon.map(|icon| view! { <Glyph icon/> })}
            {label}
        </span>
    }
    .into_any()
}

/// A mark as plain data, for the places whose elements are made by hand: cells of tables and permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// As [`Badge`].
    Badge {
        /// The words.
        label: &'static str,
        /// How serious it is.
        tone: Tone,
        /// The symbol.
        icon: Icon,
    },
    /// A symbol alone, whose words are only read aloud.
    Symbol {
        /// The class of the element.
        class: &'static str,
        /// The symbol.
        icon: Icon,
        /// What screen readers read.
        spoken: &'static str,
        /// More about it, shown on hover.
        tip: &'static str,
    },
}

thread_local! {
    /// One element of each mark that was made by hand, to be copied: there are few marks, and rows of tables show
    /// thousands.
    static MADE: RefCell<Vec<(Mark, web_sys::Element)>> = const { RefCell::new(Vec::new()) };
}

impl Mark {
    /// The mark as an element; none if the browser refuses to make one.
    pub(super) fn element(self) -> Option<web_sys::Element> {
        MADE.with_borrow_mut(|all| {
            let own = if let Some((_, own)) = all.iter().find(|(mark, _)| *mark == self) {
                own
            } else {
                all.push((self, self.make()?));
                &all.last()?.1
            };
            own.clone_node_with_deep(true).ok()?.dyn_into().ok()
        })
    }

    /// The mark as an element, in a link if it leads somewhere. Tab passes the link by: marks stand in tables, where arrows
    /// reach them, and beside boxes, whose group has a link of its own.
    pub(super) fn leading(self, href: Option<&str>) -> Option<web_sys::Element> {
        let mark = self.element()?;
        let Some(href) = href else { return Some(mark) };
        let link = document().create_element("a").ok()?;
        for (name, value) in [("class", "mark-link"), ("href", href), ("tabindex", "-1")] {
            link.set_attribute(name, value).ok()?;
        }
        link.append_child(&mark).ok()?;
        Some(link)
    }

    fn make(self) -> Option<web_sys::Element> {
        let own = document().create_element("span").ok()?;
        let icon = match self {
            Self::Badge { label, tone, icon } => {
                own.set_class_name("badge");
                own.set_attribute("data-tone", tone.name()).ok()?;
                own.set_text_content(Some(label));
                icon
            }
            Self::Symbol { class, icon, spoken, tip } => {
                own.set_class_name(class);
                own.set_attribute("data-tip", tip).ok()?;
                let words = document().create_element("span").ok()?;
                words.set_class_name("visually-hidden");
                words.set_text_content(Some(spoken));
                own.append_child(&words).ok()?;
                icon
            }
        };
        own.insert_before(icon.element()?.as_ref(), own.first_child().as_ref()).ok()?;
        Some(own)
    }
}

/// Marks one after the other.
#[component]
pub fn Marks(
    /// The marks.
    marks: Vec<Mark>,
) -> impl IntoView {
    let one = |mark| match mark {
        Mark::Badge { label, tone, icon } => view! { <Badge label tone icon/>" " }.into_any(),
        Mark::Symbol { class, icon, spoken, tip } => view! {
            <span class=class data-tip=tip>
                <Glyph icon/>
                <span class="visually-hidden">{spoken}</span>
            </span>
            " "
        }
        .into_any(),
    };
    marks.into_iter().map(one).collect_view()
}
