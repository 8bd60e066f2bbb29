//! What an access lets its holder do, in lines: the gravest first.

use console_core::domain::access::{Abilities, AccessSet, RiskLevel};
use console_core::domain::resource::Resources;
use console_core::words::abilities as words;

use super::permission_marks::level_mark;
use crate::ui::badge::Marks;
use crate::ui::number::count;
use leptos::prelude::*;

/// The lines, as values that can be compared.
#[derive(Clone, PartialEq, Default)]
pub(super) struct AbilityLines {
    lines: Vec<(RiskLevel, String)>,
    special: Vec<String>,
}

impl AbilityLines {
    pub(super) fn of(access: &AccessSet, resources: &Resources) -> Self {
        let Abilities { lines, special } = Abilities::of(access, resources);
        Self {
            lines: lines
                .iter()
                .map(|one| (one.level, words::ability(one, &count(one.databases))))
                .collect(),
            special: special.into_iter().map(words::special).collect(),
        }
    }

    /// A list; nothing, if there is no line.
    pub(super) fn view(self) -> AnyView {
        let Self { lines, special } = self;
        if lines.is_empty() {
            return ().into_any();
        }
        let line = |(level, text): (RiskLevel, String)| {
            view! { <li><Marks marks=vec![level_mark(level)]/><span>{text}</span></li> }
        };
        let power = |text: String| view! { <li><span>{text}</span></li> };
        view! {
            <ul class="abilities-lines">
                {lines.into_iter().map(line).collect_view()}
                {special.into_iter().map(power).collect_view()}
            </ul>
        }
        .into_any()
    }
}
