//! What to know about the tokens that are shown.

use console_core::domain::listing::Filter;
use console_core::words::tokens as words;
use leptos::prelude::*;

use super::listing::Listing;
use crate::pages::asking;
use crate::ui::badge::Tone;
use crate::ui::problem::{Problem, ProblemPanel};

/// Whether there may be something to know; watched.
pub(super) fn are_any(listing: Listing) -> bool {
    asks_for_unused(listing) || listing.store.untold() > 0
}

/// How far last uses are to be relied on, what the list does not tell of its tokens, and how the asking of each stands.
pub(in crate::pages) fn notes(listing: Listing) -> AnyView {
    let Listing { app, store, undecided, .. } = listing;
    view! {
        {move || last_uses(listing)}
        {asking::progress(store)}
        {asking::unknown(app, store, Signal::derive(move || undecided.get() > 0))}
    }
    .into_any()
}

fn asks_for_unused(listing: Listing) -> bool {
    let asks = |filter| listing.view.with(|view| view.filters.has(filter));
    asks(Filter::NeverUsed) || asks(Filter::Unused)
}

/// Whoever looks for tokens that are not in use learns how far last uses are to be relied on.
fn last_uses(listing: Listing) -> Option<AnyView> {
    let Listing { app, store, .. } = listing;
    if !asks_for_unused(listing) {
        return None;
    }
    let none = store.no_recent_use(app.now().get())?;
    let newest = none.newest.map(|at| app.exact(at));
    let problem = Problem {
        title: words::LAST_USES.into(),
        happened: words::no_recent_use(newest.as_deref()),
        ..Problem::default()
    };
    Some(view! { <ProblemPanel tone=Tone::Info problem/> }.into_any())
}
