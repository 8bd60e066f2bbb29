//! Any other address.

use leptos::prelude::*;

use crate::ui::button::ButtonLink;
use crate::ui::empty_state::EmptyState;
use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn NotFound(
    /// The address below the base path.
    path: String,
) -> impl IntoView {
    let text = ["There is nothing at \"/", path.trim_start_matches('/'), "\"."].concat();
    view! {
        <Page title="Page not found" suffix=super::suffix(None)>
            <EmptyState
                title="Nothing here"
                text=text
                actions=view! { <ButtonLink label="Go to the start" href="./"/> }.into_any()
            />
        </Page>
    }
    .into_any()
}
