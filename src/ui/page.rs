//! The frame of every page: its heading, the tab's title, and the focus when the address changes.

use std::cell::Cell;

use crate::ui::effect::effect;
use console_core::words::parts;
use leptos::prelude::*;
use leptos::web_sys;

use leptos::wasm_bindgen::JsCast;

use super::painted::{is_focus_lost, once_painted};

/// The element id of the page's `h1`, where the focus goes when nothing better is left.
pub const HEADING_ID: &str = "page-heading";

thread_local! {
    /// Whether a page was shown before: the first one leaves the focus where the browser put it.
    static STARTED: Cell<bool> = const { Cell::new(false) };
}

/// A page: heading, actions, content.
#[component]
pub fn Page(
    /// The `h1`, and the first part of the tab's title.
    #[prop(into)]
    title: Signal<String>,
    /// The rest of the tab's title, as `acme · Service token console`.
    #[prop(into)]
    suffix: Signal<String>,
    /// Which thing the page shows: when it changes while the page stays (another token), the heading
    /// takes the focus as on a new page. The query string does not belong in it.
    #[prop(into, optional)]
    address: Signal<String>,
    /// The heading is a name from outside, which stays as it is where the page is translated.
    #[prop(optional)]
    named: bool,
    /// A line above the heading: the way back.
    #[prop(optional)]
    above: Option<AnyView>,
    /// A line under the heading: what there is to know about what the page shows.
    #[prop(optional)]
    below: Option<AnyView>,
    /// What stands right after the heading: how many things the page lists.
    #[prop(optional)]
    beside: Option<AnyView>,
    /// Buttons beside the heading.
    #[prop(optional)]
    actions: Option<AnyView>,
    /// Everything else.
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<leptos::html::H1>::new();
    effect(move || {
        let parts = [title.get(), suffix.get()];
        let shown: Vec<&str> =
            parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        document().set_title(&shown.join(" · "));
    });
    effect(move || {
        address.track();
        if let Some(heading) = heading.get()
            && STARTED.replace(true)
        {
            focus_later(heading);
        }
    });
    view! {
        <div class="page">
            <header class="page-header">
                {above.map(|above| view! { <div class="page-above">{above}</div> })}
                <div class="page-title">
                    <h1
                        id=HEADING_ID
                        tabindex="-1"
                        dir="auto"
                        translate=named.then_some("no")
                        node_ref=heading
                    >
                        {title}
                    </h1>
                    {beside}
                    {actions.map(|actions| view! { <div class="page-actions">{actions}</div> })}
                </div>
                {below.map(|below| view! { <div class="page-below">{below}</div> })}
            </header>
            {children()}
        </div>
    }
    .into_any()
}

/// Gives the heading the focus once the page was painted, unless somebody took it meanwhile.
fn focus_later(heading: web_sys::HtmlHeadingElement) {
    let before = document().active_element();
    once_painted(Box::new(move || {
        if document().active_element() == before || is_focus_lost() {
            let stay = web_sys::FocusOptions::new();
            stay.set_prevent_scroll(true);
            let _ = heading.focus_with_options(&stay);
        }
    }));
}

/// Takes the focus from the page that is left, before anything else changes: for an element that is removed with the
/// focus, the browser lays out the document once more, with both pages in it.
pub fn leave_page() {
    let focused = document().active_element();
    let focused = focused.filter(|it| it.closest(".page").is_ok_and(|page| page.is_some()));
    if let Some(focused) = focused.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = focused.blur();
    }
}

/// The first link of the document: past the navigation, to the page.
#[component]
pub fn SkipLink() -> impl IntoView {
    let skip = |event: leptos::ev::MouseEvent| {
        // A plain link to a fragment would be taken relative to `<base href>`.
        event.prevent_default();
        let heading = document().get_element_by_id(HEADING_ID);
        if let Some(heading) =
            heading.and_then(|element| element.dyn_into::<leptos::web_sys::HtmlElement>().ok())
        {
            let _ = heading.focus();
        }
    };
    view! { <a class="skip-link" href="#page-heading" on:click=skip>{parts::SKIP}</a> }.into_any()
}
