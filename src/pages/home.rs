//! `/`: the one organization's tokens, or the choice between several.

use console_core::domain::ids::OrgName;
use console_core::domain::route::Route;
use console_core::words::{parts, shell as words};
use leptos::prelude::*;

use super::around;
use super::error_panel::error_panel;
use super::moment::past;
use crate::platform::address::{self, HistoryStep};
use crate::state::{App, ListStatus, Organizations, app};
use crate::ui::button::Button;
use crate::ui::empty_state::{EmptyState, Skeleton};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::number::count;
use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let app = app();
    // With one organization there is nothing to choose, and nothing to come back to.
    Effect::new(move |_| {
        let only = app.organizations.listed.with(|all| match all {
            Organizations::Known(all) => match all.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            },
            Organizations::Loading | Organizations::Failed(_) => None,
        });
        if let Some(only) = only {
            address::set(&Route::Tokens(only).print(), HistoryStep::Same);
            app.look();
        }
    });
    let content = move || match app.organizations.listed.get() {
        Organizations::Loading => view! { <Skeleton rows=3/> }.into_any(),
        Organizations::Failed(error) => {
            error_panel(app, &error, Some(Callback::new(move |()| app.load_organizations())))
        }
        Organizations::Known(all) if all.is_empty() => view! {
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
        .into_any(),
        Organizations::Known(all) => view! {
            <ul class="cards">
                {all
                    .into_iter()
                    .map(|org| view! {
                        <li class="card">
                            <a href=Route::Tokens(org.clone()).print()>
                                <Glyph icon=Icon::BUILDING/>" "{org.to_string()}
                            </a>
                            <p class="muted">{known(app, &org)}</p>
                        </li>
                    })
                    .collect_view()}
            </ul>
        }
        .into_any(),
    };
    view! {
        <Page title=words::ORGANIZATIONS suffix=super::suffix(None)>
            {content}
        </Page>
    }
    .into_any()
}

/// What was loaded of an organization in this session; nothing is asked for here.
fn known(app: App, org: &OrgName) -> AnyView {
    let Some(store) = app.organizations.loaded(org) else { return words::NOT_LOADED.into_any() };
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
