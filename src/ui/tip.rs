//! Tips: more about what the pointer or the focus is on, for every element with `data-tip`.
//!
//! One layer for the whole document, on top of everything, so that no table or dialog cuts a tip
//! off. `data-tip="text"` always has a tip; `data-tip-cut` has its own text as a tip while it is
//! cut short; a [`RelativeTime`](super::relative_time) has its exact time. What has the focus in a row of a table tells
//! all that is cut in that row, as most cells cannot have the focus themselves. Escape hides a tip; the pointer may
//! move onto it (WCAG 1.4.13).

use crate::ui::effect::effect;
use leptos::prelude::*;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

const TIP_ID: &str = "tip";

/// What the window is told when something else has come under the pointer without its moving.
const MOVED: &str = "console-moved";

/// Something else may be under the pointer now: then its tip goes, and that of what has the focus stays.
pub(super) fn moved() {
    if let Ok(event) = web_sys::Event::new(MOVED) {
        let _ = window().dispatch_event(&event);
    }
}

/// Shows the tips. Once per document.
#[component]
pub fn TipLayer(
    /// Makes the exact time, as a person reads it, of one as programs write it.
    times: Callback<String, Option<String>>,
) -> impl IntoView {
    let layer = NodeRef::<leptos::html::Div>::new();
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
    let stays = move || owner.with_value(|owner| owner.as_ref().is_some_and(has_focus));
    // Rows came or went elsewhere: the pointer is where it was, and on what it was.
    let is_as_it_was = move || {
        let owner = owner.with_value(Clone::clone);
        let told = owner.filter(hovered).and_then(|owner| tipped(&owner, times));
        told.is_some_and(|(_, text)| words.with_untracked(|words| *words == text))
    };
    let under_pointer = move |event: &web_sys::Event| {
        // The tip lets the pointer through, to what it lies over; as long as the pointer is on it, it stays.
        let is_on_tip = || layer.get_untracked().is_some_and(|layer| is_within(event, &layer));
        // Without a tip nothing is to be measured.
        if owner.with_value(Option::is_some) && is_on_tip() {
            return;
        }
        let Some(target) = target(event).filter(|target| target.id() != TIP_ID) else { return };
        match tipped(&target, times) {
            Some((element, text)) => show(element, text),
            // The pointer rests somewhere while somebody goes through the page by keys: what moves
            // under it is not asked for.
            None if stays() => {}
            None => hide(),
        }
    };
    // Whoever uses the pointer has not asked for a tip of where the focus went by itself.
    let focused = move |target: &web_sys::Element| {
        if target.matches(":focus-visible").unwrap_or_default()
            && let Some((element, text)) = told(target, times)
        {
            show(element, text);
        }
    };
    // Something may have the focus since before the layer was there.
    effect(move || {
        if layer.get().is_some() {
            request_animation_frame(move || {
                if let Some(element) = document().active_element() {
                    focused(&element);
                }
            });
        }
    });
    let listeners = [
        window_event_listener_untyped(MOVED, move |_| {
            if !stays() && !is_as_it_was() {
                hide();
            }
        }),
        window_event_listener_untyped("pointerover", move |event| under_pointer(&event)),
        window_event_listener_untyped("focusin", move |event| {
            if let Some(target) = target(&event) {
                focused(&target);
            }
        }),
        // What loses the focus takes its own tip along, not that of what was just tapped.
        window_event_listener_untyped("focusout", move |event| {
            let left = target(&event);
            let is_own = owner.with_value(|owner| match (owner, &left) {
                (Some(owner), Some(left)) => {
                    owner.contains(Some(left)) || left.contains(Some(owner))
                }
                _ => false,
            });
            if is_own {
                hide();
            }
        }),
        // Who has pressed has read it. What cannot be pressed says why.
        window_event_listener_untyped("pointerdown", move |event| {
            let is_blocked = owner.with_value(|owner| {
                owner.as_ref().is_some_and(|owner| owner.has_attribute("aria-disabled"))
            });
            if !is_blocked && is_mouse(&event) {
                hide();
            }
        }),
        // A finger that scrolls has tapped nothing.
        window_event_listener_untyped("pointercancel", move |_| hide()),
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
    view! { <div id=TIP_ID class="tip" dir="auto" role="tooltip" popover="manual" node_ref=layer></div> }.into_any()
}

fn target(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}

fn is_mouse(event: &web_sys::Event) -> bool {
    event.dyn_ref::<web_sys::PointerEvent>().is_some_and(|event| event.pointer_type() == "mouse")
}

/// Whether the pointer is over what an element covers, whatever lies under it.
fn is_within(event: &web_sys::Event, element: &web_sys::Element) -> bool {
    let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() else { return false };
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let at = element.get_bounding_client_rect();
    (at.left()..=at.right()).contains(&x) && (at.top()..=at.bottom()).contains(&y)
}

/// Whether it is in the page and the pointer is on it.
fn hovered(element: &web_sys::Element) -> bool {
    element.is_connected() && element.matches(":hover").unwrap_or_default()
}

/// Whether it has the focus, or is within what has it.
fn has_focus(element: &web_sys::Element) -> bool {
    document().active_element().is_some_and(|focused| focused.contains(Some(element)))
}

type Tip = (web_sys::Element, String);

/// The nearest element with a tip, and the tip.
fn tipped(target: &web_sys::Element, times: Callback<String, Option<String>>) -> Option<Tip> {
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
    let text = cut(&element)?;
    Some((element, text))
}

/// The tip of what has the focus: its own, and what is cut beside it in its row.
fn told(target: &web_sys::Element, times: Callback<String, Option<String>>) -> Option<Tip> {
    let own = tipped(target, times);
    let Some(row) = target.closest("tr").ok().flatten() else { return own };
    let mut texts = Vec::new();
    let mut owner = target.clone();
    if let Some((element, text)) = own {
        // An exact time is read for itself.
        if element.has_attribute("datetime") {
            return Some((element, text));
        }
        if element.has_attribute("data-tip") {
            texts.push(text);
            owner = element;
        }
    }
    let mut cell = row.first_element_child();
    while let Some(this) = cell {
        let within = || this.query_selector("[data-tip-cut]").ok().flatten();
        let marked = this.has_attribute("data-tip-cut").then(|| this.clone()).or_else(within);
        texts.extend(marked.and_then(|element| cut(&element)));
        cell = this.next_element_sibling();
    }
    (!texts.is_empty()).then(|| (owner, texts.join(" · ")))
}

/// The text of an element that is cut short.
fn cut(element: &web_sys::Element) -> Option<String> {
    let cut = element.scroll_width() > element.client_width()
        || element.scroll_height() > element.client_height();
    element.text_content().filter(|_| cut)
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
