//! A search field that answers at every key.

use console_core::words::parts;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A search field (role `searchbox`). Escape clears it; an empty one lets Escape through, to close
/// the dialog around it.
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
    /// Its element id.
    #[prop(into, optional)]
    id: Option<String>,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    let typed = RwSignal::new(value.get_untracked());
    // An address or a "Clear filters" button may change the search from outside.
    Effect::new(move |_| {
        let now = value.get();
        if typed.with_untracked(|typed| *typed != now) {
            typed.set(now);
        }
    });
    let tell = move |text: String| {
        typed.set(text.clone());
        on_change.run(text);
    };
    let type_in = move |event| tell(event_target_value(&event));
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
                placeholder=move || placeholder.clone().unwrap_or_else(|| label.get())
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=typed
                on:input=type_in
                on:keydown=key
            />
            {move || (!typed.with(String::is_empty)).then(|| view! {
                <button type="button" class="search-clear" aria-label=parts::CLEAR on:click=clear>
                    <Glyph icon=Icon::CLOSE/>
                </button>
            })}
        </div>
    }
    .into_any()
}
