//! A native select: the quickest for keyboards, phones and screen readers.

use leptos::prelude::*;

use super::dynamic::dynamic;
use super::field::Words;
use super::id;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the program calls it; unique among its siblings.
    pub value: String,
    /// What people read.
    pub label: String,
    /// More about it, in a smaller line, where there is room for one.
    pub note: Option<String>,
    /// What it is also found by: its id.
    pub id: Option<String>,
}

impl Choice {
    /// A choice without a note.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: None, id: None }
    }

    /// The same with a note.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// The same, also found by its id.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }
}

/// A labelled native select (role `combobox`).
#[component]
pub fn Select(
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
    /// What to know before choosing.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// What is wrong with the choice.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Its element id.
    #[prop(into, optional)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| id::fresh("select"));
    let words = Words { id: id.clone(), label, hint, error, required: false, hide_label: false };
    let control = view! {
        <select
            id=id
            class="input select"
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
            on:change=move |event| on_change.run(event_target_value(&event))
        >
            {choices(options, value)}
        </select>
    }
    .into_any();
    words.around(control)
}

/// A native select without a label that is seen: what stands around it tells what it is for.
#[component]
pub fn BareSelect(
    /// Its accessible name.
    label: &'static str,
    /// What can be chosen, in order.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The `value` of what is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Told the `value` of what was chosen.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <select
                class="input select"
                aria-label=label
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {choices(options, value)}
            </select>
        </div>
    }
    .into_any()
}

fn choices(options: Signal<Vec<Choice>>, value: Signal<String>) -> AnyView {
    let choice = move |Choice { value: own, label, .. }: Choice| {
        let same = own.clone();
        view! {
            <option value=own prop:selected=move || value.with(|now| *now == same)>{label}</option>
        }
        .into_any()
    };
    dynamic(move || options.get().into_iter().map(choice).collect_view())
}
