//! Tips: more about what the pointer or the focus is on, for every element with `data-tip`.
//!
//! One layer for the whole document, on top of everything, so that no table or dialog cuts a tip
//! off. `data-tip="text"` always has a tip; `data-tip-cut` has its own text as a tip while it is
//! cut short; a [`RelativeTime`](super::relative_time) has its exact time. Escape hides a tip; the pointer may move onto it (WCAG 1.4.13).

use leptos::prelude::*;

use crate::dom::{NodeRef, View, view};
use crate::live::{RwSignal, watch};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

const TIP_ID: &str = "tip";

/// Shows the tips. Once per document.
#[component(transparent)]
pub fn TipLayer(
    /// Makes the exact time, as a person reads it, of one as programs write it.
    times: Callback<String, Option<String>>,
) -> View {
    let layer = NodeRef::<web_sys::HtmlDivElement>::new();
    let words = RwSignal::new(String::new());
    let owner = StoredValue::new_local(None::<web_sys::Element>);
    let hide = move || {
        let Some(before) = owner.try_update_value(Option::take).flatten() else { return };
        if before.get_attribute("aria-describedby").as_deref() == Some(TIP_ID) {
            let _ = before.remove_attribute("aria-describedby");
        }
        if let Some(layer) = layer.get_untracked() {
            let _ = layer.class_list().remove_1("shown");
            let _ = layer.hide_popover();
        }
    };
    let show = move |target: web_sys::Element, text: String| {
        if owner.with_value(|owner| owner.as_ref() == Some(&target)) {
            return;
        }
        hide();
        let Some(layer) = layer.get_untracked() else { return };
        words.set(text.clone());
        // The words reach the page a moment later by themselves; the place depends on them now.
        layer.set_text_content(Some(&text));
        if !target.has_attribute("aria-describedby") && target.has_attribute("data-tip") {
            let _ = target.set_attribute("aria-describedby", TIP_ID);
        }
        let _ = layer.show_popover();
        let _ = layer.class_list().add_1("shown");
        place(&layer, &target);
        owner.set_value(Some(target));
    };
    let consider_element = move |target: &web_sys::Element| {
        if target.id() == TIP_ID {
            return;
        }
        match tipped(target, times) {
            Some((element, text)) => show(element, text),
            None => hide(),
        }
    };
    let consider = move |event: &web_sys::Event| {
        if let Some(target) = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok()) {
            consider_element(&target);
        }
    };
    // Something may have the focus since before the layer was there.
    watch(move || {
        if layer.get().is_some()
            && let Some(focused) = document().active_element()
        {
            request_animation_frame(move || consider_element(&focused));
        }
    });
    let listeners = [
        window_event_listener_untyped("pointerover", move |event| consider(&event)),
        window_event_listener_untyped("focusin", move |event| consider(&event)),
        window_event_listener_untyped("focusout", move |_| hide()),
    ];
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" {
            hide();
        }
    });
    on_cleanup(move || {
        listeners.into_iter().for_each(WindowListenerHandle::remove);
        escape.remove();
    });
    view! { <div id=TIP_ID class="tip" dir="auto" role="tooltip" popover="manual" node_ref=layer></div> }
}

/// The nearest element with a tip, and the tip.
fn tipped(
    target: &web_sys::Element,
    times: Callback<String, Option<String>>,
) -> Option<(web_sys::Element, String)> {
    // What has the focus may hold the text that is cut.
    let within = || target.query_selector(":scope > [data-tip-cut]").ok().flatten();
    let element = target.closest("[data-tip], [data-tip-cut], time.time").ok()?.or_else(within)?;
    // Made when it is asked for: a table has a hundred times, and each reader looks at a few.
    if let Some(iso) = element.get_attribute("datetime")
        && let Some(text) = times.run(iso)
    {
        let _ = element.set_attribute("data-tip", &text);
        return Some((element, text));
    }
    if let Some(text) = element.get_attribute("data-tip").filter(|text| !text.is_empty()) {
        return Some((element, text));
    }
    // One of them within a focused link or cell may be the one that is cut.
    let cut = element.scroll_width() > element.client_width();
    let text = element.text_content().filter(|_| cut)?;
    Some((element, text))
}

/// Under its owner, or above it where there is no room; never beyond the window's edges.
fn place(layer: &web_sys::HtmlElement, owner: &web_sys::Element) {
    let (at, own) = (owner.get_bounding_client_rect(), layer.get_bounding_client_rect());
    let size = |value: Result<leptos::wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|value| value.as_f64()).unwrap_or_default()
    };
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let left =
        (at.left() + at.width() / 2.0 - own.width() / 2.0).min(width - own.width() - 8.0).max(8.0);
    let below = at.bottom() + 4.0;
    let top = if below + own.height() > height { at.top() - own.height() - 4.0 } else { below };
    // Through the object model: the content security policy forbids style attributes.
    let style = layer.style();
    let _ = style.set_property("left", &[&super::number::size(left), "px"].concat());
    let _ = style.set_property("top", &[&super::number::size(top), "px"].concat());
}
