//! A button that opens a menu of choices (WAI-ARIA Authoring Practices, "Menu Button").

use crate::ui::effect::effect;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget, HtmlElement, KeyboardEvent, Node};

use super::icon::{Glyph, Icon};
use super::id;
use super::number;

/// A choice of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MenuItem {
    /// Its accessible name.
    pub label: String,
    /// What it would do, in short; seen beside the name.
    pub note: String,
    /// The same as a screen reader reads it.
    pub spoken: String,
}

/// A menu while it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Opened {
    items: Vec<MenuItem>,
    /// The one that gets the focus first.
    first: usize,
}

/// A button and its menu. The menu is in the top layer and is not in the page while it is closed. Arrows, Home, End and
/// first letters move; Enter and Space choose; Escape and Tab close. Scrolling closes it too: it would stay behind.
#[component]
pub fn MenuButton(
    /// What the button and the menu are called.
    #[prop(into)]
    label: Signal<String>,
    /// The choices at the moment at which the menu opens.
    #[prop(into)]
    items: Callback<(), Vec<MenuItem>>,
    /// Told the place of the choice that was made.
    #[prop(into)]
    on_choose: Callback<usize>,
) -> impl IntoView {
    let button = NodeRef::<leptos::html::Button>::new();
    let panel = NodeRef::<leptos::html::Div>::new();
    let opened = RwSignal::new(None::<Opened>);
    let menu_id = id::fresh("menu");
    let controls = menu_id.clone();
    let is_open = Memo::new(move |_| opened.with(Option::is_some));
    let open = move |at_end: bool| {
        let items = items.run(());
        let first = if at_end { items.len().saturating_sub(1) } else { 0 };
        opened.set((!items.is_empty()).then_some(Opened { items, first }));
    };
    let close = move || {
        opened.set(None);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let choose = move |place: usize| {
        close();
        on_choose.run(place);
    };
    effect(move || {
        if let Some((panel, button)) = panel.get().zip(button.get_untracked())
            && let Some(first) = opened.with_untracked(|it| it.as_ref().map(|it| it.first))
        {
            let _ = panel.show_popover();
            put_beside(&panel, &button);
            focus_item(&panel, first);
        }
    });
    close_from_outside(opened, button, panel);
    let typed = move |event: KeyboardEvent| {
        let key = event.key();
        let Some(now) = opened.get_untracked() else {
            if matches!(key.as_str(), "ArrowDown" | "ArrowUp") {
                event.prevent_default();
                open(key == "ArrowUp");
            }
            return;
        };
        let Some(panel) = panel.get_untracked() else { return };
        let at = focused_item(&panel);
        match key.as_str() {
            "Escape" => {
                event.stop_propagation();
                close();
            }
            "Tab" => close(),
            "Enter" | " " => {
                if let Some(at) = at {
                    choose(at);
                }
            }
            _ if event.ctrl_key() || event.meta_key() || event.alt_key() => return,
            _ => {
                let labels: Vec<&str> = now.items.iter().map(|it| it.label.as_str()).collect();
                let Some(next) = next_item(&key, at, &labels) else { return };
                focus_item(&panel, next);
            }
        }
        if key != "Tab" {
            event.prevent_default();
        }
    };
    view! {
        <div class="menu-place" on:keydown=typed>
            <button
                type="button"
                class="button quiet"
                node_ref=button
                aria-haspopup="menu"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=move || is_open.get().then(|| controls.clone())
                on:click=move |_| if is_open.get_untracked() { close() } else { open(false) }
            >
                <span class="label">{label}</span>
                <Glyph icon=Icon::CHEVRON_DOWN/>
            </button>
            {move || opened.get().map(|now| view! {
                <div
                    role="menu"
                    id=menu_id.clone()
                    class="menu"
                    popover="manual"
                    aria-label=label
                    node_ref=panel
                >
                    {now.items.into_iter().enumerate().map(|(place, it)| item(place, it, choose)).collect_view()}
                </div>
            })}
        </div>
    }
    .into_any()
}

fn item(place: usize, item: MenuItem, choose: impl Fn(usize) + 'static) -> AnyView {
    let MenuItem { label, note, spoken } = item;
    let spoken_id = id::fresh("does");
    let (name, described) = (label.clone(), spoken_id.clone());
    view! {
        <div
            role="menuitem"
            class="menu-item"
            tabindex="-1"
            aria-label=name
            aria-describedby=described
            on:click=move |_| choose(place)
        >
            <span>{label}</span>
            // As a picture: the text of an item is its name.
            <span class="menu-note" data-note=note></span>
        </div>
        <span class="visually-hidden" role="none" id=spoken_id>{spoken}</span>
    }
    .into_any()
}

/// Closes the menu when somebody presses elsewhere, scrolls, or moves the focus elsewhere.
fn close_from_outside(
    opened: RwSignal<Option<Opened>>,
    button: NodeRef<leptos::html::Button>,
    panel: NodeRef<leptos::html::Div>,
) {
    let holds = move |target: Option<EventTarget>| {
        let node = target.and_then(|it| it.dyn_into::<Node>().ok());
        let within = |element: Option<Node>| element.is_some_and(|it| it.contains(node.as_ref()));
        within(button.get_untracked().map(Into::into))
            || within(panel.get_untracked().map(Into::into))
    };
    let forget = move |is_outside: bool| {
        if is_outside && opened.with_untracked(Option::is_some) {
            opened.set(None);
        }
    };
    let is_open = Memo::new(move |_| opened.with(Option::is_some));
    // A page may have hundreds of menus: only the open one listens.
    effect(move || {
        if !is_open.get() {
            return;
        }
        let pressed = window_event_listener(leptos::ev::pointerdown, move |event| {
            forget(!holds(event.target()));
        });
        let moved = window_event_listener(leptos::ev::focusin, move |event| {
            forget(!holds(event.target()));
        });
        let scrolled = window_event_listener(leptos::ev::scroll, move |_| forget(true));
        on_cleanup(move || {
            pressed.remove();
            moved.remove();
            scrolled.remove();
        });
    });
}

fn items_of(panel: &HtmlElement) -> Vec<HtmlElement> {
    let first = panel.first_element_child();
    std::iter::successors(first, Element::next_element_sibling)
        .filter(|it| it.has_attribute("tabindex"))
        .filter_map(|it| it.dyn_into().ok())
        .collect()
}

fn focus_item(panel: &HtmlElement, place: usize) {
    if let Some(item) = items_of(panel).get(place) {
        let _ = item.focus();
    }
}

fn focused_item(panel: &HtmlElement) -> Option<usize> {
    let active: Node = document().active_element()?.into();
    items_of(panel).iter().position(|item| item.is_same_node(Some(&active)))
}

/// Which item a key leads to: the ends are neighbours, and a letter leads to the next item that begins with it.
fn next_item(key: &str, at: Option<usize>, labels: &[&str]) -> Option<usize> {
    let last = labels.len().checked_sub(1)?;
    match key {
        "ArrowDown" => Some(at.map_or(0, |at| if at >= last { 0 } else { at + 1 })),
        "ArrowUp" => Some(at.map_or(last, |at| if at == 0 { last } else { at - 1 })),
        "Home" => Some(0),
        "End" => Some(last),
        letter if letter.chars().count() == 1 => {
            let letter = letter.to_lowercase();
            let begins = |place: &usize| {
                labels.get(*place).is_some_and(|label| label.to_lowercase().starts_with(&letter))
            };
            let after = at.map_or(0, |at| at + 1);
            (after..labels.len()).chain(0..after.min(labels.len())).find(begins)
        }
        _ => None,
    }
}

/// Under the end of its button, or above it where there is no room; never beyond the window's edges.
fn put_beside(panel: &HtmlElement, button: &HtmlElement) {
    let (at, own) = (button.get_bounding_client_rect(), panel.get_bounding_client_rect());
    let size = |value: Result<leptos::wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|value| value.as_f64()).unwrap_or_default()
    };
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let left = (at.right() - own.width()).min(width - own.width() - 8.0).max(8.0);
    let below = at.bottom() + 4.0;
    let above = (at.top() - own.height() - 4.0).max(8.0);
    let top = if below + own.height() > height { above } else { below };
    // Through the object model: the content security policy forbids style attributes.
    let style = panel.style();
    let _ = style.set_property("left", &[&number::size(left), "px"].concat());
    let _ = style.set_property("top", &[&number::size(top), "px"].concat());
}

#[cfg(test)]
mod tests {
    use super::next_item;

    const LABELS: [&str; 4] = ["None", "Read only", "Metrics", "Roads"];

    #[test]
    fn arrows_go_round_and_home_and_end_lead_to_the_ends() {
        assert_eq!(next_item("ArrowDown", None, &LABELS), Some(0));
        assert_eq!(next_item("ArrowDown", Some(3), &LABELS), Some(0));
        assert_eq!(next_item("ArrowUp", Some(0), &LABELS), Some(3));
        assert_eq!(next_item("Home", Some(2), &LABELS), Some(0));
        assert_eq!(next_item("End", Some(0), &LABELS), Some(3));
        assert_eq!(next_item("ArrowDown", None, &[]), None);
    }

    #[test]
    fn a_letter_leads_to_the_next_item_that_begins_with_it() {
        assert_eq!(next_item("r", Some(0), &LABELS), Some(1));
        assert_eq!(next_item("R", Some(1), &LABELS), Some(3));
        assert_eq!(next_item("r", Some(3), &LABELS), Some(1));
        assert_eq!(next_item("x", Some(3), &LABELS), None);
        assert_eq!(next_item("PageDown", Some(3), &LABELS), None);
    }
}
