//! Tokens whose access the list does not tell: how the asking of each stands, for the pages that need it.

use console_core::api::ApiError;
use console_core::domain::ids::TokenId;
use console_core::words::{access_report as words, tokens};
use leptos::prelude::*;

use super::error_panel::{problem, unfinished};
use crate::state::{Accesses, App, AskingEnd, Organization, app};
use crate::ui::badge::Tone;
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::progress::Progress;

/// So many tokens that could not be read are named.
const NAMED: usize = 5;

/// How far the asking is, with "Stop".
pub(super) fn progress(store: Organization) -> AnyView {
    let now = Memo::new(move |_| store.accesses.with(Accesses::progress));
    let pace = app().with_config(|config| config.requests_per_minute).max(1);
    // Each token is a call.
    let left = Signal::derive(move || {
        let (done, total) = now.get()?;
        Some(words::time_left(&count(total.saturating_sub(done).div_ceil(pace))))
    });
    let is_asking = Memo::new(move |_| now.with(Option::is_some));
    view! {
        {move || is_asking.get().then(|| view! {
            <Progress
                label=words::READING
                done=Signal::derive(move || now.get().map_or(0, |(done, _)| done))
                total=Signal::derive(move || now.get().map_or(0, |(_, total)| total))
                left=left
                on_stop=move |()| store.stop_asking()
            />
        })}
    }
    .into_any()
}

/// What is not known, why, and how to learn it. `is_wanted` tells whether what is shown depends on it.
pub(super) fn unknown(app: App, store: Organization, is_wanted: Signal<bool>) -> AnyView {
    let untold = Memo::new(move |_| store.untold());
    let has_untold = Memo::new(move |_| untold.get() > 0);
    view! {
        {move || {
            if !has_untold.get() {
                return None;
            }
            match store.accesses.get() {
                Accesses::Asking { .. } => None,
                Accesses::Unasked if !is_wanted.get() => None,
                Accesses::Unasked => Some(offer(store, untold)),
                Accesses::Ended(AskingEnd { broke_off: Some(error), .. }) => {
                    let title = words::untold(&count(untold.get_untracked()));
                    let again = Callback::new(move |()| store.ask_accesses());
                    Some(unfinished(app, &error, title, again))
                }
                Accesses::Ended(AskingEnd { refused, .. }) if refused.is_empty() => {
                    Some(offer(store, untold))
                }
                Accesses::Ended(AskingEnd { refused, .. }) => {
                    refusals(app, store, untold.get_untracked(), &refused)
                }
            }
        }}
    }
    .into_any()
}

/// The button that asks them.
pub(super) fn ask_button(store: Organization, untold: Memo<usize>) -> AnyView {
    view! {
        <Button
            label=Signal::derive(move || tokens::read_access(&count(untold.get())))
            icon=Icon::REFRESH
            on_press=move |()| store.ask_accesses()
        />
    }
    .into_any()
}

fn offer(store: Organization, untold: Memo<usize>) -> AnyView {
    (move || {
        let problem = Problem {
            title: tokens::access_unknown(&count(untold.get())),
            happened: tokens::ACCESS_UNKNOWN_TEXT.into(),
            ..Problem::default()
        };
        view! { <ProblemPanel tone=Tone::Info actions=ask_button(store, untold) problem/> }
    })
    .into_any()
}

fn refusals(
    app: App,
    store: Organization,
    untold: usize,
    refused: &[(TokenId, ApiError)],
) -> Option<AnyView> {
    let (_, error) = refused.first()?;
    let names: Vec<String> = refused
        .iter()
        .take(NAMED)
        .map(|(id, _)| {
            let token = store.token(id);
            let name = token.as_ref().map_or(id.as_str(), |token| tokens::display_name(token));
            tokens::name_and_id(name, id.as_str())
        })
        .collect();
    let told = problem(app, error);
    let told_names = tokens::refused(&names, refused.len().saturating_sub(NAMED));
    let again = Callback::new(move |()| store.ask_accesses());
    Some(
        view! {
            <ProblemPanel
                tone=Tone::Warning
                on_retry=again
                problem=Problem {
                    title: words::untold(&count(untold)),
                    happened: [told_names.as_str(), &told.happened].concat(),
                    ..told
                }
            />
        }
        .into_any(),
    )
}
