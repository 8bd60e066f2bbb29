//! `/`: the one organization's tokens, or the choice between several.

use console_core::domain::route::Route;
use console_core::words::shell as words;
use leptos::prelude::*;

use super::error_panel::error_panel;
use super::rest::{Part, part};
use crate::platform::address::{self, HistoryStep};
use crate::state::{Organizations, app};
use crate::ui::dynamic::dynamic;
use crate::ui::effect::effect;
use crate::ui::empty_state::Skeleton;
use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let app = app();
    // With one organization there is nothing to choose, and nothing to come back to.
    effect(move || {
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
        Organizations::Known(all) => part(app, Part::Organizations(app, all)),
    };
    view! {
        <Page title=words::ORGANIZATIONS suffix=super::suffix(None)>
            {dynamic(content)}
        </Page>
    }
    .into_any()
}
