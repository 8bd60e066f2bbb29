//! What is said where there is nothing to show.

use console_core::words::parts;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::refuge::PassingControls;

/// An empty list: what would be there, and the first step.
#[component]
pub fn EmptyState(
    /// What is so, in a few words.
    #[prop(into)]
    title: Signal<String>,
    /// What would be here and how it comes here.
    #[prop(into)]
    text: Signal<String>,
    /// The symbol.
    #[prop(default = Icon::SEARCH)]
    icon: Icon,
    /// The first step: buttons or links.
    #[prop(optional)]
    actions: Option<AnyView>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Glyph icon/>
            <h2 class="empty-title">{title}</h2>
            <p>{text}</p>
            {actions.map(|actions| view! {
                <PassingControls class="row">{actions}</PassingControls>
            })}
        </div>
    }
    .into_any()
}

/// Grey bars where rows will be. Screen readers read that something loads.
#[component]
pub fn Skeleton(
    /// How many bars.
    #[prop(default = 8)]
    rows: usize,
) -> impl IntoView {
    view! {
        <p class="visually-hidden">{parts::LOADING}</p>
        <div class="skeleton" aria-hidden="true">
            {(0..rows)
                .map(|_| view! { <div class="skeleton-row"></div> }.into_any())
                .collect_view()}
        </div>
    }
    .into_any()
}
