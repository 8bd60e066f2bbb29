//! One line of text, or a number.

use console_core::words::parts;
use leptos::prelude::*;
use leptos::web_sys::Event;

use super::effect::effect;
use super::field::Words;
use super::id;
use super::secret_guard::SecretGuard;

/// What may be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextKind {
    /// Any text (role `textbox`).
    #[default]
    Text,
    /// A whole number (role `spinbutton`): up and down count.
    Number,
    /// A date and a time, as the browser asks for them.
    Moment,
    /// A day, as the browser asks for it.
    Day,
}

impl TextKind {
    fn input_type(self) -> &'static str {
        match self {
            // A field of the browser's for numbers changes under a turning wheel, and forgets what is no number yet.
            Self::Text | Self::Number => "text",
            Self::Moment => "datetime-local",
            Self::Day => "date",
        }
    }
}

/// What becomes of a text with a secret in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PastedSecret {
    /// All of it is taken out.
    #[default]
    EmptiesField,
    /// Only the secret is taken out: what stands around it is wanted.
    IsTakenOut,
}

/// A labelled text input. Browsers are asked not to fill it in, correct it or check its spelling:
/// names and ids are no prose. A secret is taken out at once, and the field says so.
#[component]
pub fn TextField(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Told the whole text at each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What may be typed.
    #[prop(optional)]
    kind: TextKind,
    /// What to know before filling it in.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Must not be left empty.
    #[prop(optional)]
    required: bool,
    /// Shown in the typeface of code.
    #[prop(optional)]
    code: bool,
    /// What becomes of a text with a secret in it.
    #[prop(optional)]
    secrets: PastedSecret,
    /// Takes the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// An example, shown while it is empty.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// Its element id.
    #[prop(into, optional)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| id::fresh("field"));
    let guard = SecretGuard::new();
    let error = Signal::derive(move || {
        let notice = guard.notice();
        let told = match secrets {
            PastedSecret::EmptiesField => notice,
            PastedSecret::IsTakenOut => notice.map(|_| parts::SECRET_TAKEN.to_owned()),
        };
        told.or_else(|| error.get())
    });
    let read = move |event: &Event| match secrets {
        PastedSecret::EmptiesField => guard.text_of(event),
        PastedSecret::IsTakenOut => guard.rest_of(event),
    };
    let words = Words { id: id.clone(), label, hint, error, required, hide_label: false };
    let input = NodeRef::<leptos::html::Input>::new();
    // A date that is typed in part has no value: to write that back, as a signal as value would, empties the field.
    effect(move || {
        let now = value.get();
        if let Some(input) = input.get().filter(|input| input.value() != now) {
            input.set_value(&now);
        }
    });
    let is_number = kind == TextKind::Number;
    let number = move || value.with(|text| text.trim().parse::<u64>().ok()).filter(|_| is_number);
    let count = move |event: leptos::ev::KeyboardEvent| {
        let Some(before) = untrack(number) else { return };
        let now = match event.key().as_str() {
            "ArrowUp" => before.saturating_add(1),
            "ArrowDown" => before.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        on_input.run(now.to_string());
    };
    let control = view! {
        <input
            id=id
            node_ref=input
            role=is_number.then_some("spinbutton")
            aria-valuenow=move || number().map(|number| number.to_string())
            class=if code { "input mono" } else { "input" }
            type=kind.input_type()
            inputmode=is_number.then_some("numeric")
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder=placeholder
            required=required
            data-autofocus=autofocus.then_some("")
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
            prop:value=value.get_untracked()
            on:input=move |event| on_input.run(read(&event))
            on:keydown=count
        />
    }
    .into_any();
    words.around(control)
}
