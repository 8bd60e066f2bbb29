//! A native checkbox, with the third state that groups need.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{self, HtmlInputElement};

use super::dynamic::dynamic;
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
#[component]
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
) -> impl IntoView {
    let change = move |event| {
        let is_free = locked.with_untracked(Option::is_none);
        changed(&event, checked, is_free.then_some(on_change));
    };
    let is_locked = move || locked.with(Option::is_some);
    let id = id::fresh("check");
    let about = [&id, "-about"].concat();
    let about_ref = about.clone();
    let described_by =
        move || (description.with(Option::is_some) || is_locked()).then(|| about_ref.clone());
    view! {
        <div class="check">
            <input
                type="checkbox"
                id=id.clone()
                disabled=is_locked
                aria-describedby=described_by
                prop:checked=move || checked.get() == Tick::On
                prop:indeterminate=move || checked.get() == Tick::Some
                on:change=change
            />
            <label for=id class="check-label">{label}</label>
            <div class="check-about" id=about>
                {dynamic(move || locked.get().map(|text| view! {
                    <span class="check-locked">{text}</span>
                }))}
                {dynamic(move || description.get().map(|text| view! {
                    <span class="check-description">{text}</span>
                }))}
            </div>
        </div>
    }
    .into_any()
}

/// A checkbox of which only the box is shown: its row shows what it belongs to.
#[component]
pub fn BareCheckbox(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What it shows.
    #[prop(into)]
    checked: Signal<Tick>,
    /// Told what it is to become.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    // The label is where it can be pressed; its name is read, not seen.
    view! {
        <label class="check box-only">
            <input
                type="checkbox"
                aria-label=label
                prop:checked=move || checked.get() == Tick::On
                prop:indeterminate=move || checked.get() == Tick::Some
                on:change=move |event| changed(&event, checked, Some(on_change))
            />
        </label>
    }
    .into_any()
}

/// A click changes the box before its owner knows; without this it would show what is not so.
fn changed(event: &web_sys::Event, checked: Signal<Tick>, on_change: Option<Callback<bool>>) {
    if let Some(on_change) = on_change {
        on_change.run(checked.get_untracked() != Tick::On);
    }
    let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    input.set_checked(checked.get_untracked() == Tick::On);
    input.set_indeterminate(checked.get_untracked() == Tick::Some);
}
