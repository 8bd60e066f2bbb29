//! The token that the console itself works with, where the configuration names it: whoever deletes it or takes access
//! from it does so to everybody who uses the console.

use console_core::domain::findings::read_settings;
use console_core::domain::ids::TokenId;
use console_core::words::own_token as words;
use leptos::prelude::*;

use crate::state::{App, Reason};
use crate::ui::badge::Tone;
use crate::ui::problem::{Problem, ProblemPanel};

/// Whether it is that token.
fn is_own(app: App, id: &TokenId) -> bool {
    let own = app.with_config(|config| read_settings(config).ok()?.console_token);
    own.is_some_and(|own| own == *id)
}

/// What its deletion means; nothing for every other token.
pub(super) fn before_deletion(app: App, id: &TokenId, reason: Reason) -> Option<AnyView> {
    let next = match reason {
        Reason::Unneeded => words::REPLACE_FIRST,
        Reason::Leaked => words::REPLACE_FIRST_LEAKED,
    };
    is_own(app, id).then(|| panel(words::DELETION, next))
}

/// What it means to take access from it; nothing for every other token.
pub(super) fn before_removals(app: App, id: &TokenId) -> Option<AnyView> {
    is_own(app, id).then(|| panel(words::REMOVALS, words::KEEP_WHAT_IS_NEEDED))
}

fn panel(happened: &str, next: &str) -> AnyView {
    let problem = Problem {
        title: words::IS_OWN.into(),
        happened: happened.into(),
        next: next.into(),
        ..Problem::default()
    };
    view! { <ProblemPanel tone=Tone::Warning problem=problem/> }.into_any()
}
