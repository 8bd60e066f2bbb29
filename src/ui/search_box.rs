//! A search field that answers at every key.

use super::dynamic::dynamic;
use crate::ui::effect::effect;
use console_core::domain::secret::holds_secret;
use console_core::words::parts;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::id;
use super::secret_guard::SecretGuard;

/// More about a search field.
pub struct SearchMore {
    /// Its element id.
    pub id: String,
    /// Attributes and listeners of the field.
    pub attributes: Vec<AnyAttribute>,
    /// What lies beneath it.
    pub below: AnyView,
}

/// A search field (role `searchbox`). Escape clears it; an empty one lets Escape through, to close
/// the dialog around it. A secret is not searched for: the field is emptied and says so, also if the address brought it.
#[component]
pub fn SearchBox(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What is searched for.
    #[prop(into)]
    value: Signal<String>,
    /// Told what to search for.
    #[prop(into)]
    on_change: Callback<String>,
    /// Shown while it is empty; the label if not given.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// What is completed in it.
    #[prop(into, optional)]
    more: Option<SearchMore>,
) -> impl IntoView {
    let (id, attributes, below) = match more {
        Some(SearchMore { id, attributes, below }) => (Some(id), attributes, Some(below)),
        None => (None, Vec::new(), None),
    };
    let placeholder = placeholder.map_or(label, Signal::stored);
    let input = NodeRef::<leptos::html::Input>::new();
    let typed = RwSignal::new(String::new());
    let guard = SecretGuard::new();
    let notice_id = id::fresh("search");
    // An address or a "Clear filters" button may change the search from outside.
    effect(move || {
        let now = value.get();
        if holds_secret(&now) {
            guard.refuses(&now);
            on_change.run(String::new());
        } else if typed.with_untracked(|typed| *typed != now) {
            typed.set(now);
        }
    });
    let tell = move |text: String| {
        typed.set(text.clone());
        on_change.run(text);
    };
    let type_in = move |event| tell(guard.text_of(&event));
    let key = move |event: leptos::ev::KeyboardEvent| {
        let text = typed.get_untracked();
        match event.key().as_str() {
            "Escape" if !text.is_empty() => {
                event.prevent_default();
                event.stop_propagation();
                tell(String::new());
            }
            "Enter" => {
                event.prevent_default();
                tell(text);
            }
            _ => {}
        }
    };
    let clear = move |_| {
        tell(String::new());
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    view! {
        <div class="search">
            <Glyph icon=Icon::SEARCH/>
            <input
                type="search"
                id=id
                class="input"
                node_ref=input
                aria-label=label
                aria-describedby={
                    let id = notice_id.clone();
                    move || guard.notice().map(|_| id.clone())
                }
                placeholder=placeholder
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=typed
                on:input=type_in
                on:keydown=key
                on:blur=move |_| guard.forget()
                {..attributes}
            />
            {dynamic(move || (!typed.with(String::is_empty)).then(|| view! {
                <button type="button" class="search-clear" aria-label=parts::CLEAR on:click=clear>
                    <Glyph icon=Icon::CLOSE/>
                </button>
            }))}
            {dynamic(move || {
                let id = notice_id.clone();
                guard.notice().map(|text| view! {
                    <p class="search-notice" id=id><Glyph icon=Icon::ALERT/>{text}</p>
                })
            })}
            {below}
        </div>
    }
    .into_any()
}
