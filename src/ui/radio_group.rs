//! One of a few: native radio buttons in a named group.

use leptos::prelude::*;

use super::id;
use super::select::Choice;

/// A named group of radio buttons (role `radiogroup`).
#[component]
pub fn RadioGroup(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What can be chosen, in order.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The `value` of what is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Told the `value` of what was chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// Side by side in one frame, for two or three short words.
    #[prop(optional)]
    segmented: bool,
) -> impl IntoView {
    let name = id::fresh("radio");
    let legend = [&name, "-label"].concat();
    view! {
        <fieldset
            role="radiogroup"
            class=if segmented { "radios segmented" } else { "radios" }
            aria-labelledby=legend.clone()
        >
            <legend id=legend.clone() class="field-label">{label}</legend>
            <div class="radio-options">
                {move || {
                    let radio = |choice| radio(&name, choice, value, on_change);
                    options.get().into_iter().map(radio).collect_view()
                }}
            </div>
        </fieldset>
    }
    .into_any()
}

fn radio(
    name: &str,
    choice: Choice,
    value: Signal<String>,
    on_change: Callback<String>,
) -> AnyView {
    let Choice { value: own, label, note, .. } = choice;
    let id = [name, "-", &own].concat();
    let note_id = note.is_some().then(|| [&id, "-note"].concat());
    let (same, told) = (own.clone(), own.clone());
    view! {
        <div class="radio">
            <input
                type="radio"
                id=id.clone()
                name=name.to_owned()
                value=own
                prop:checked=move || value.with(|now| *now == same)
                aria-describedby=note_id.clone()
                on:change=move |_| on_change.run(told.clone())
            />
            <label for=id>{label}</label>
            {note.map(|note| view! { <span class="radio-note" id=note_id>{note}</span> })}
        </div>
    }
    .into_any()
}
