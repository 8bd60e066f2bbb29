//! A button that shows a small panel beside it, over what follows.

use leptos::prelude::*;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget, Node};

use super::button::{Button, ButtonKind};
use super::dynamic::dynamic;
use super::icon::Icon;
use super::id;

/// The panel goes with Escape, which gives the focus back to the button, and when the focus or a
/// click goes elsewhere.
#[component]
pub fn Disclosure(
    /// What the button and the panel are called.
    #[prop(into)]
    label: Signal<String>,
    /// The button's symbol.
    icon: Icon,
    /// Show only that; the label is the button's name and tip.
    #[prop(optional)]
    icon_only: bool,
    /// The panel's content.
    children: ChildrenFn,
) -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    let open = RwSignal::new(false);
    let button = id::fresh("opens");
    let opener = button.clone();
    let holds = move |target: Option<EventTarget>| {
        let node = target.and_then(|target| target.dyn_into::<Node>().ok());
        place.get_untracked().is_some_and(|place| place.contains(node.as_ref()))
    };
    let pressed = window_event_listener(leptos::ev::pointerdown, move |event| {
        if open.get_untracked() && !holds(event.target()) {
            open.set(false);
        }
    });
    on_cleanup(move || pressed.remove());
    let left = move |event: leptos::ev::FocusEvent| {
        // Without a successor the window lost the focus, or something was clicked that takes none.
        if event.related_target().is_some() && !holds(event.related_target()) {
            open.set(false);
        }
    };
    let typed = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            if let Some(button) = document().get_element_by_id(&opener) {
                focus(button);
            }
        }
    };
    view! {
        <div class="disclosure" node_ref=place on:focusout=left on:keydown=typed>
            <Button
                id=button
                label=label
                icon=icon
                icon_only=icon_only
                kind=ButtonKind::Quiet
                expanded=Signal::from(open)
                on_press=move |()| open.update(|open| *open = !*open)
            />
            {dynamic(move || {
                let children = children.clone();
                open.get().then(|| view! {
                    <div class="disclosure-panel" role="group" aria-label=label>{children()}</div>
                })
            })}
        </div>
    }
    .into_any()
}

fn focus(element: Element) {
    if let Ok(element) = element.dyn_into::<leptos::web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}
