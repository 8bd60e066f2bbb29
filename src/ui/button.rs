//! Buttons, and links that look like them.
//!
//! A button that cannot be used now says why and stays in the tab order, so that keyboards and
//! screen readers find the reason; it is `aria-disabled`, never `disabled`.

use leptos::prelude::*;

use super::dynamic::dynamic;
use super::icon::{Glyph, Icon};
use super::id;

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one next step of a page or dialog.
    Primary,
    /// Everything else.
    #[default]
    Normal,
    /// It destroys something.
    Danger,
    /// Without an edge, for rows and corners.
    Quiet,
}

impl ButtonKind {
    fn class(self, icon_only: bool) -> &'static str {
        match (self, icon_only) {
            (Self::Primary, false) => "button primary",
            (Self::Normal, false) => "button",
            (Self::Danger, false) => "button danger",
            (Self::Quiet, false) => "button quiet",
            (Self::Primary, true) => "button primary square",
            (Self::Normal, true) => "button square",
            (Self::Danger, true) => "button danger square",
            (Self::Quiet, true) => "button quiet square",
        }
    }
}

/// A button.
#[component]
pub fn Button(
    /// What it does; its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What happens when it is pressed. Not called while it is blocked or busy.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    /// How much it stands out.
    #[prop(optional)]
    kind: ButtonKind,
    /// A symbol before the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Show only the symbol; the label is its name and its tip.
    #[prop(optional)]
    icon_only: bool,
    /// Why it cannot be used now; `None` when it can.
    #[prop(into, optional)]
    blocked: Signal<Option<String>>,
    /// Its work is under way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Sends the form of the dialog that it is in, as Enter in a field does.
    #[prop(optional)]
    submit: bool,
    /// Takes the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Its element id, for focus to come back to.
    #[prop(optional, into)]
    id: Option<String>,
    /// `aria-expanded`, for a button that shows or hides something.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
) -> impl IntoView {
    let reason_id = id::fresh("why");
    let reason_ref = reason_id.clone();
    let unusable = move || busy.get() || blocked.with(Option::is_some);
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() || blocked.with_untracked(Option::is_some) {
            event.prevent_default();
            event.stop_propagation();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            id=id
            class=kind.class(icon_only)
            aria-disabled=move || unusable().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            aria-expanded=expanded.map(|open| move || if open.get() { "true" } else { "false" })
            aria-describedby=move || blocked.with(Option::is_some).then(|| reason_ref.clone())
            data-tip=move || blocked.get().or_else(|| icon_only.then(|| label.get()))
            data-autofocus=autofocus.then_some("")
            on:click=press
        >
            {icon.map(|icon| view! { <Glyph icon/> })}
            <span class=if icon_only { "visually-hidden" } else { "label" }>{label}</span>
        </button>
        {dynamic(move || {
            let id = reason_id.clone();
            blocked.get().map(|why| view! { <span class="visually-hidden" id=id>{why}</span> })
        })}
    }
    .into_any()
}

/// A link that looks like a button: for what has an address.
#[component]
pub fn ButtonLink(
    /// Where it goes; its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The address.
    #[prop(into)]
    href: Signal<String>,
    /// How much it stands out.
    #[prop(optional)]
    kind: ButtonKind,
    /// A symbol before the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Opens a tab of its own.
    #[prop(optional)]
    new_tab: bool,
) -> impl IntoView {
    view! {
        <a
            class=kind.class(false)
            href=href
            target=new_tab.then_some("_blank")
            rel=new_tab.then_some("noopener")
        >
            {icon.map(|icon| view! { <Glyph icon/> })}
            <span class="label">{label}</span>
        </a>
    }
    .into_any()
}
