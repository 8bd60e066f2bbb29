//! Whether a reviewed change keeps the assertions of `config.json`.

use console_core::domain::findings::{Assertion, BrokenBy, broken_by, read_assertions};
use console_core::words::{configuration, review as words};
use leptos::prelude::*;

use crate::state::Editing;
use crate::ui::badge::Tone;
use crate::ui::problem::{Problem, ProblemPanel};

/// What the assertions say of a change.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Verdict {
    /// All of them hold, or there are none.
    Kept,
    /// It would break these, each with its name.
    Breaks(Vec<(String, BrokenBy)>),
    /// They cannot be read; why.
    Unknown(String),
}

impl Verdict {
    /// Watched.
    pub(super) fn of(editing: Editing) -> Self {
        let assertions: Vec<Assertion> = match editing.app.with_config(read_assertions) {
            Ok(all) if all.is_empty() => return Self::Kept,
            Ok(all) => all,
            Err(wrong) => return Self::Unknown(configuration::is(&wrong)),
        };
        let name = editing.token.with(|token| {
            let token = token.as_ref()?;
            Some(token.own_name()?.to_owned())
        });
        let resources = editing.store.resources();
        let broken = editing.with_reviewed(|base, wanted| {
            let name = name.unwrap_or_default();
            broken_by(&assertions, &name, base, wanted, &resources.borrow())
        });
        let named = broken.into_iter().filter_map(|one| {
            let name = assertions.get(one.assertion)?.name.clone();
            Some((name, one))
        });
        let named: Vec<_> = named.collect();
        if named.is_empty() { Self::Kept } else { Self::Breaks(named) }
    }

    /// Why the change cannot be applied.
    pub(super) fn blocks(&self) -> Option<String> {
        match self {
            Self::Kept => None,
            Self::Breaks(all) => {
                all.iter().find(|(_, one)| one.blocks).map(|(name, _)| words::blocked(name))
            }
            Self::Unknown(_) => Some(words::ASSERTIONS_UNKNOWN_WHY.to_owned()),
        }
    }

    /// What is told of it in the review.
    pub(super) fn panel(self, editing: Editing) -> Option<AnyView> {
        let is_blocked = self.blocks().is_some();
        let (title, happened) = match self {
            Self::Kept => return None,
            Self::Unknown(why) => (words::ASSERTIONS_UNKNOWN, why),
            Self::Breaks(all) => (words::BREAKS, broken(editing, &all)),
        };
        let next = match title {
            words::ASSERTIONS_UNKNOWN => words::ASSERTIONS_UNKNOWN_WHY,
            _ if is_blocked => words::BLOCKED_NEXT,
            _ => "",
        };
        let tone = if is_blocked { Tone::Danger } else { Tone::Warning };
        let problem =
            Problem { title: title.into(), happened, next: next.into(), ..Problem::default() };
        Some(view! { <ProblemPanel tone problem/> }.into_any())
    }
}

fn broken(editing: Editing, all: &[(String, BrokenBy)]) -> String {
    let resources = editing.store.resources();
    let resources = resources.borrow();
    let line = |(name, one): &(String, BrokenBy)| {
        let grants: Vec<String> =
            one.grants.iter().map(|grant| words::grant(*grant, &resources)).collect();
        words::broken(name, &grants)
    };
    all.iter().map(line).collect::<Vec<_>>().join(" ")
}
