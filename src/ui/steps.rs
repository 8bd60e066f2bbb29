//! Work of several steps, one beneath the other: which are done, and which is the next.

use console_core::words::parts;
use leptos::context::Provider;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// What is told here is part of a step, whose title is the heading above.
#[derive(Clone, Copy)]
struct WithinStep;

/// Whether the component that asks is part of a step.
pub(super) fn is_within_step() -> bool {
    use_context::<WithinStep>().is_some()
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// It was done.
    Done,
    /// It is the next one.
    Current,
    /// Others come before it.
    Coming,
}

impl StepState {
    fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Coming => "coming",
        }
    }
}

/// An ordered list of [`Step`]s.
#[component]
pub fn Steps(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The steps.
    children: Children,
) -> impl IntoView {
    view! { <ol class="stepper" role="list" aria-label=label>{children()}</ol> }.into_any()
}

/// One step: its number or a tick, its title, and what is to be done. All steps can be used at any time.
#[component]
pub fn Step(
    /// Its number.
    number: u8,
    /// What it is called.
    #[prop(into)]
    title: Signal<String>,
    /// How far it is.
    #[prop(into)]
    state: Signal<StepState>,
    /// What is to be done.
    children: Children,
) -> impl IntoView {
    let is_done = move || state.get() == StepState::Done;
    view! {
        <li
            class="stepper-step"
            data-state=move || state.get().key()
            aria-current=move || (state.get() == StepState::Current).then_some("step")
        >
            <span class="stepper-mark" aria-hidden="true">
                {move || if is_done() {
                    view! { <Glyph icon=Icon::CHECK/> }.into_any()
                } else {
                    number.to_string().into_any()
                }}
            </span>
            <div class="stepper-body">
                <h3>
                    {title}
                    {move || is_done().then(|| view! {
                        <span class="visually-hidden">{parts::STEP_DONE}</span>
                    })}
                </h3>
                <Provider value=WithinStep>{children()}</Provider>
            </div>
        </li>
    }
    .into_any()
}
