//! Filters that are on or off: buttons with `aria-pressed` in a named group.

use leptos::prelude::*;

use super::dynamic::dynamic;
use super::icon::{Glyph, Icon};
use super::id;
use super::in_sight::bring_in_sight;
use super::number;

/// A named group (role `group`) of [`Toggle`]s.
#[component]
pub fn ToggleGroup(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What several pressed toggles mean together, for screen readers.
    #[prop(into, optional)]
    hint: Option<String>,
    /// Its toggles will have counts, for which room is kept until they are known.
    #[prop(optional)]
    is_counted: bool,
    /// The toggles.
    children: Children,
) -> impl IntoView {
    let hint = hint.map(|hint| (id::fresh("hint"), hint));
    let described = hint.as_ref().map(|(id, _)| id.clone());
    view! {
        <div role="group" class="toggles" on:focusin=|_| bring_in_sight(".toggles > :focus-visible") aria-label=label aria-describedby=described data-counted=is_counted.then_some("")>
            {children()}
            {hint.map(|(id, hint)| view! { <span class="visually-hidden" id=id>{hint}</span> })}
        </div>
    }
    .into_any()
}

/// One button that stays pressed. A pressed one also shows a tick, so that its state is not told by
/// colour alone.
#[component]
pub fn Toggle(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is pressed.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Told what it is to become.
    #[prop(into)]
    on_change: Callback<bool>,
    /// How many things it would show; read as its description, not as part of its name.
    #[prop(into, optional)]
    count: Signal<Option<usize>>,
    /// What exactly it is about; read after the count.
    #[prop(into, optional)]
    tip: Signal<Option<String>>,
) -> impl IntoView {
    let count_id = id::fresh("count");
    let count_ref = count_id.clone();
    let number = move || count.get().map(|count| number::count(count).text().to_owned());
    let description = Memo::new(move |_| {
        let parts: Vec<String> = number().into_iter().chain(tip.get()).collect();
        (!parts.is_empty()).then(|| parts.join(". "))
    });
    view! {
        <button
            type="button"
            class="toggle"
            aria-label=label
            aria-pressed=move || if pressed.get() { "true" } else { "false" }
            aria-describedby=move || description.with(Option::is_some).then(|| count_ref.clone())
            data-tip=tip
            on:click=move |_| on_change.run(!pressed.get_untracked())
        >
            {dynamic(move || pressed.get().then(|| view! { <Glyph icon=Icon::CHECK/> }))}
            <span>{label}</span>
            // As a picture: the text of a button is its name.
            {dynamic(move || number().map(|number| view! { <span class="count" data-count=number></span> }))}
        </button>
        {dynamic(move || {
            let id = count_id.clone();
            description.get().map(|text| view! { <span class="visually-hidden" id=id>{text}</span> })
        })}
    }
    .into_any()
}
