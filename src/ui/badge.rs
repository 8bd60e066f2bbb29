//! Small marks: a word, a symbol and a shape, so that colour only repeats what they say.

use leptos::prelude::*;

use crate::dom::{View, view};
use crate::live::Signal;

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
#[component(transparent)]
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
) -> View {
    view! {
        <span class="badge" data-tone=tone.name() data-tip=tip>
            {icon.map(|icon| view! { <Glyph icon/> })}
            {label}
        </span>
    }
}
