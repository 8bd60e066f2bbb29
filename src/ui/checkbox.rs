//! A native checkbox, with the third state that groups need.

use console_core::words::actions;
use leptos::prelude::*;
use leptos::web_sys;

use crate::dom::{IntoValue, NodeRef, Value, View, shown, value, view};
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

/// An API name, which stays what it is. It may be broken after each "_": it has no other place for that.
fn broken(name: &str) -> View {
    name.split_inclusive('_')
        .map(|piece| view! { {piece.to_owned()}{piece.ends_with('_').then(|| view! { <wbr/> })} })
        .collect()
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
    /// Small marks after the label (badges); read as part of the description.
    #[prop(optional)]
    marks: Option<View>,
    /// The label is an API name, shown in the typeface of code.
    #[prop(optional)]
    code: bool,
    /// Only the box is shown: its row shows what it belongs to.
    #[prop(optional)]
    box_only: bool,
    /// Changed but not saved: marked with more than colour.
    #[prop(into, optional)]
    changed: Signal<bool>,
) -> View {
    let id = id::fresh("check");
    let about = [&id, "-about"].concat();
    let has_about = marks.is_some();
    let about_ref = about.clone();
    let described = match (box_only, has_about) {
        (true, _) => Value::Absent,
        (false, true) => about_ref.into_value(),
        (false, false) => {
            let any = move || description.with(Option::is_some) || locked.with(Option::is_some);
            (move || any().then(|| about_ref.clone())).into_value()
        }
    };
    let input = NodeRef::<web_sys::HtmlInputElement>::new();
    // A click changes the box before its owner knows; without this it would show what is not so.
    let restore = move || {
        if let Some(input) = input.get_untracked() {
            let tick = checked.get_untracked();
            input.set_checked(tick == Tick::On);
            input.set_indeterminate(tick == Tick::Some);
        }
    };
    let change = move |_| {
        if locked.with_untracked(Option::is_none) {
            on_change.run(checked.get_untracked() != Tick::On);
        }
        restore();
    };
    let class = if box_only { "check box-only" } else { "check" };
    view! {
        <div class=class data-changed=value(changed, |changed| changed.then_some(""))>
            <input
                type="checkbox"
                id=id.clone()
                node_ref=input
                prop:checked=move || checked.get() == Tick::On
                prop:indeterminate=move || checked.get() == Tick::Some
                disabled=value(locked, Option::is_some)
                aria-describedby=described
                on:change=change
            />
            <label r#for=id class=match (box_only, code) {
                (true, _) => "visually-hidden",
                (_, true) => "check-label mono",
                _ => "check-label",
            }>{if code { broken(&label.get_untracked()) } else { view! { {label} } }}</label>
            {(!box_only).then(|| view! {
                <div class="check-about" id=about>
                    {marks}
                    {shown(locked, |locked| locked.clone().map(|text| {
                        // What holds for every box of the console is seen in its banner.
                        let everywhere = text == actions::READ_ONLY;
                        let class = if everywhere { "visually-hidden" } else { "check-locked" };
                        view! { <span class=class>{text}</span> }
                    }))}
                    {shown(description, |text| text.clone().map(|text| view! {
                        <span class="check-description">{text}</span>
                    }))}
                </div>
            })}
        </div>
    }
}
