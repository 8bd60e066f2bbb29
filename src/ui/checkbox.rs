//! A native checkbox, with the third state that groups need.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use crate::dom::{IntoValue, Value, View, shown, value, view};
use crate::live::Signal;

use super::id;

/// What a checkbox shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tick {
    /// Not checked.
    #[default]
    Off,
    /// Some of what it stands for is checked.
    Some,
    /// Checked.
    On,
}

impl Tick {
    /// The tick of a group of which `checked` out of `total` are checked.
    pub const fn of(checked: usize, total: usize) -> Self {
        match checked {
            0 => Self::Off,
            all if all >= total => Self::On,
            _ => Self::Some,
        }
    }
}

impl From<bool> for Tick {
    fn from(checked: bool) -> Self {
        if checked { Self::On } else { Self::Off }
    }
}

/// A checkbox. A click on a half-checked one checks all, as Space does.
///
/// The state stays its owner's: a box whose change the owner does not take up falls back to it.
#[component(transparent)]
pub fn Checkbox(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What it shows.
    #[prop(into)]
    checked: Signal<Tick>,
    /// Told what it is to become.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Why it cannot be changed; shown under it and read as its description.
    #[prop(into, optional)]
    locked: Signal<Option<String>>,
    /// What it means; shown under the label and read as its description.
    #[prop(into, optional)]
    description: Signal<Option<String>>,
    /// Only the box is shown: its row shows what it belongs to.
    #[prop(optional)]
    box_only: bool,
) -> View {
    // A click changes the box before its owner knows; without this it would show what is not so.
    let show = move |input: &web_sys::HtmlInputElement, tick: Tick| {
        input.set_checked(tick == Tick::On);
        input.set_indeterminate(tick == Tick::Some);
    };
    let change = move |event: web_sys::Event| {
        if locked.with_untracked(Option::is_none) {
            on_change.run(checked.get_untracked() != Tick::On);
        }
        show(&event_target(&event), checked.get_untracked());
    };
    let keep = move |input: &web_sys::Element| show(input.unchecked_ref(), checked.get());
    if box_only {
        // The label is where it can be pressed; its name is told, not seen.
        return view! {
            <label class="check box-only">
                <input
                    type="checkbox"
                    aria-label=label
                    disabled=value(locked, Option::is_some)
                    on:change=change
                    keep=keep
                />
            </label>
        };
    }
    let id = id::fresh("check");
    let about = [&id, "-about"].concat();
    let about_ref = about.clone();
    let is_told = move || description.with(Option::is_some) || locked.with(Option::is_some);
    let described = if description.is_same() && locked.is_same() {
        untrack(is_told).then_some(about_ref).into_value()
    } else {
        Value::Live(Box::new(move || is_told().then(|| about_ref.clone()).into_value()))
    };
    view! {
        <div class="check">
            <input
                type="checkbox"
                id=id.clone()
                disabled=value(locked, Option::is_some)
                aria-describedby=described
                on:change=change
                keep=keep
            />
            <label r#for=id class="check-label">{label}</label>
            <div class="check-about" id=about>
                {shown(locked, |locked| locked.clone().map(|text| view! {
                    <span class="check-locked">{text}</span>
                }))}
                {shown(description, |text| text.clone().map(|text| view! {
                    <span class="check-description">{text}</span>
                }))}
            </div>
        </div>
    }
}
