//! The choice between several organizations, or that there is none.

use console_core::domain::ids::OrgName;
use console_core::domain::route::Route;
use console_core::words::{parts, shell as words};
use leptos::prelude::*;

use super::around;
use super::moment::past;
use crate::state::{App, ListStatus, TokenCount};
use crate::ui::button::Button;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::number::count;

/// A card for each.
pub(super) fn choice(app: App, all: &[OrgName]) -> AnyView {
    if all.is_empty() {
        return view! {
            <EmptyState
                icon=Icon::BUILDING
                title=words::NO_ORGANIZATION
                text=words::NO_ORGANIZATION_TEXT
                actions=view! {
                    <Button
                        label=parts::TRY_AGAIN
                        icon=Icon::REFRESH
                        on_press=move |()| app.load_organizations()
                    />
                }.into_any()
            />
        }
        .into_any();
    }
    app.organizations.count_tokens(all);
    let card = |org: &OrgName| {
        view! {
            <li class="card">
                <a href=Route::Tokens(org.clone()).print()>
                    <Glyph icon=Icon::BUILDING/>" "{org.to_string()}
                </a>
                <p class="muted">{known(app, org)}</p>
            </li>
        }
    };
    view! { <ul class="cards">{all.iter().map(card).collect_view()}</ul> }.into_any()
}

/// What was loaded of an organization in this session, else how many tokens it has.
fn known(app: App, org: &OrgName) -> AnyView {
    let Some(store) = app.organizations.loaded(org) else { return counted(app, org.clone()) };
    (move || match store.read_at.get() {
        Some(at) => {
            let tokens = store.with_tokens(|tokens, _| tokens.len());
            // A list that was being read anew and failed is still the one of that time.
            let is_whole = store
                .status
                .with(|status| status.is_complete() || !matches!(status, ListStatus::Read(_)));
            view! {
                {words::tokens(&count(tokens), is_whole)}
                {around(words::LOADED, past(app, Some(at), ""))}
            }
            .into_any()
        }
        None => words::NOT_LOADED.into_any(),
    })
    .into_any()
}

/// How many tokens an organization has whose list nobody opened.
fn counted(app: App, org: OrgName) -> AnyView {
    (move || match app.organizations.token_count(&org) {
        Some(TokenCount::Known(tokens, at)) => view! {
            {words::tokens(&count(tokens), true)}
            {around(words::COUNTED, past(app, Some(at), ""))}
        }
        .into_any(),
        Some(TokenCount::Coming) => words::COUNTING.into_any(),
        Some(TokenCount::NotTold) | None => words::NOT_LOADED.into_any(),
    })
    .into_any()
}
