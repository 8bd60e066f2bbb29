//! What every form field has: a label, a hint, an error, and the ties between them.

use console_core::words::parts;

use super::dynamic::dynamic;
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The words around a field's control.
#[derive(Clone)]
pub(super) struct Words {
    /// The control's element id; the hint's and the error's are made from it.
    pub(super) id: String,
    /// The control's accessible name.
    pub(super) label: Signal<String>,
    /// What to know before filling it in.
    pub(super) hint: Signal<Option<String>>,
    /// What is wrong with its value.
    pub(super) error: Signal<Option<String>>,
    /// Must not be left empty.
    pub(super) required: bool,
    /// The label is there for screen readers only.
    pub(super) hide_label: bool,
}

impl Words {
    /// The ids of the hint and the error, as far as they are there, for `aria-describedby`.
    pub(super) fn described_by(&self) -> impl Fn() -> Option<String> + Clone + Send + 'static {
        let (hint, error, id) = (self.hint, self.error, self.id.clone());
        move || match (hint.with(Option::is_some), error.with(Option::is_some)) {
            (false, false) => None,
            (true, false) => Some([&id, "-hint"].concat()),
            (false, true) => Some([&id, "-error"].concat()),
            (true, true) => Some([&id, "-error ", &id, "-hint"].concat()),
        }
    }

    /// `aria-invalid` while there is an error.
    pub(super) fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + 'static {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    /// Puts the words around a control.
    pub(super) fn around(self, control: AnyView) -> AnyView {
        let Self { id, label, hint, error, required, hide_label } = self;
        let (hint_id, error_id) = ([&id, "-hint"].concat(), [&id, "-error"].concat());
        view! {
            <div class="field">
                <label for=id class=if hide_label { "visually-hidden" } else { "field-label" }>
                    {label}
                    {required.then(|| view! {
                        <span class="field-required" aria-hidden="true">{parts::REQUIRED}</span>
                    })}
                </label>
                {control}
                {dynamic(move || {
                    let id = error_id.clone();
                    error.get().map(|text| view! {
                        <p class="field-error" id=id><Glyph icon=Icon::ALERT/>{text}</p>
                    })
                })}
                {dynamic(move || {
                    let id = hint_id.clone();
                    hint.get().map(|text| view! { <p class="field-hint" id=id>{text}</p> })
                })}
            </div>
        }
        .into_any()
    }
}
