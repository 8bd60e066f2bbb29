//! Any other address.

use console_core::words::shell as words;
use leptos::prelude::*;

use crate::ui::button::ButtonLink;
use crate::ui::page::Page;

/// The page.
#[component]
pub(crate) fn NotFound(
    /// The address below the base path.
    path: String,
) -> impl IntoView {
    let text = words::nothing_at(path.trim_start_matches('/'));
    view! {
        <Page title=words::PAGE_NOT_FOUND suffix=super::suffix(None)>
            <p dir="auto">{text}</p>
            <div class="row"><ButtonLink label=words::GO_TO_START href="./"/></div>
        </Page>
    }
    .into_any()
}
