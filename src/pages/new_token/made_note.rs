//! Which token was made and when it ends; and where that is not what was asked for, is past, or is a second one.

use std::sync::Arc;
use std::time::Duration;

use console_core::domain::creation::End;
use console_core::domain::token::Token;
use console_core::words::creation as words;
use console_core::words::tokens::display_name;
use leptos::prelude::*;

use super::link;
use crate::state::{App, Made};
use crate::ui::badge::Tone;
use crate::ui::effect::effect;
use crate::ui::problem::{Problem, ProblemPanel};

/// The longest that a browser's timer runs, in seconds.
const LONGEST_TIMER: i64 = 2_000_000;

/// Which token it is and when it ends; and where that is not what was asked for, or is past.
pub(super) fn which(app: App, first: &Made) -> AnyView {
    let made = app.creation.made;
    let name = words::created_in(display_name(&first.token), first.org.as_str());
    let token = Memo::new(move |_| made.with(|made| made.as_ref().map(|made| made.token.clone())));
    let end = move || {
        let at = token.get()?.expires_at;
        let made = made.get()?;
        match (at, made.end) {
            (Some(at), _) => Some(words::ends(&app.exact(at))),
            (None, End::Unknown) => None,
            (None, _) => Some(words::NEVER_ENDS.to_owned()),
        }
    };
    view! {
        <p class="lede">{name}" "{end}</p>
        {move || made.get().and_then(|made| other_end(app, &made))}
        {ended(app, Signal::derive(move || token.get()))}
    }
    .into_any()
}

fn other_end(app: App, made: &Made) -> Option<AnyView> {
    let from = made.token.created_at.unwrap_or_else(|| app.client().now());
    let asked = made.wanted.ttl.map(|ttl| app.exact(from.saturating_add(ttl)));
    let (title, happened) = match made.end {
        End::AsAsked => return None,
        End::Unknown => (words::NO_END_TOLD, words::end_not_told(&asked.unwrap_or_default())),
        End::Other(at) => {
            (words::OTHER_END, words::ends_otherwise(asked.as_deref(), &app.exact(at)))
        }
    };
    let problem = Problem { title: title.into(), happened, ..Problem::default() };
    Some(view! { <ProblemPanel tone=Tone::Warning problem/> }.into_any())
}

/// Says so when the token ends while its secret is shown.
fn ended(app: App, token: Signal<Option<Arc<Token>>>) -> AnyView {
    let is_over = RwSignal::new(false);
    effect(move || {
        let Some(end) = token.get().and_then(|token| token.expires_at) else { return };
        let left = end.since(app.client().now()).0;
        if left > LONGEST_TIMER {
            return;
        }
        let wait = Duration::from_secs(u64::try_from(left.saturating_add(1)).unwrap_or(0));
        // Gone with the dialog, or when the end becomes known.
        let timer = set_timeout_with_handle(move || is_over.set(true), wait).ok();
        on_cleanup(move || {
            if let Some(timer) = timer {
                timer.clear();
            }
        });
    });
    let problem = move || Problem {
        title: words::ENDED.into(),
        happened: token
            .get()
            .and_then(|token| token.expires_at)
            .map(|at| words::ended(&app.exact(at)))
            .unwrap_or_default(),
        ..Problem::default()
    };
    view! {
        {move || is_over.get().then(|| view! {
            <ProblemPanel tone=Tone::Danger problem=problem()/>
        })}
    }
    .into_any()
}

/// Tokens that the browser made by sending the call twice.
pub(super) fn duplicates(app: App, made: &Made) -> AnyView {
    let (duplicates, org) = (app.creation.duplicates, made.org.clone());
    let problem = || Problem {
        title: words::TWINS.into(),
        happened: words::TWINS_TEXT.into(),
        ..Problem::default()
    };
    view! {
        {move || {
            let duplicates = duplicates.get();
            let rows =
                duplicates.iter().map(|twin| view! { <li>{link(&org, twin)}</li> }).collect_view();
            (!duplicates.is_empty()).then(|| view! {
                <ProblemPanel tone=Tone::Warning problem=problem()/>
                <ul class="steps">{rows}</ul>
            })
        }}
    }
    .into_any()
}
