//! Many boxes of which few change at a time: permissions.
//!
//! These boxes are not made by `view!`, because a token's page shows thousands of them and each change may lock or
//! mark many: here one effect compares how the boxes are to be with how they are, and writes what differs. A box is a
//! copy of a template and is found by its index, which it carries as an attribute.

use console_core::words::parts;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{self, Element, HtmlInputElement};

use super::badge::Mark;
use super::id;

/// A box as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Check {
    /// Checked.
    pub is_on: bool,
    /// Changed but not saved: marked with more than colour.
    pub is_changed: bool,
    /// It cannot be changed.
    pub locked: Option<Lock>,
}

/// Why a box cannot be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// The reason is shown under the box and read as its description.
    Because(&'static str),
    /// The reason holds for every box and is told once, above them.
    ToldAbove,
}

/// What a box stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckLabel {
    /// The API name.
    pub name: &'static str,
    /// Small marks after the name (badges), read as part of the description.
    pub marks: Vec<Mark>,
    /// Where the marks lead.
    pub leads: Option<String>,
    /// What it means; shown under the name and read as its description.
    pub description: String,
}

/// The attribute that holds the index of a box.
const INDEX: &str = "data-index";

/// The attribute that holds the name of a box.
const NAME: &str = "data-name";

/// The box of a permission within an element, if it is in the page and can be used.
pub fn find_box(within: &Element, name: &str) -> Option<web_sys::HtmlElement> {
    // A name of other letters would need escapes, and the API has none.
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return None;
    }
    let selector = ["[", NAME, "=", name, "]"].concat();
    let input: HtmlInputElement = within.query_selector(&selector).ok()??.dyn_into().ok()?;
    (!input.disabled()).then(|| input.into())
}

/// A box for each of these API names.
#[component]
pub fn CheckList(
    /// What the boxes stand for.
    labels: Vec<CheckLabel>,
    /// How the boxes are, in the order of the labels.
    #[prop(into)]
    checks: Signal<Vec<Check>>,
    /// Told which box is to become what. The state stays its owner's: a change that the owner does not take up falls
    /// back.
    #[prop(into)]
    on_change: Callback<(usize, bool)>,
) -> impl IntoView {
    let list = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |boxes: Option<Option<Vec<CheckBox>>>| {
        let list = list.get()?;
        let mut boxes = boxes.flatten().unwrap_or_else(|| build(&list, &labels));
        checks.with(|checks| {
            for (own, check) in boxes.iter_mut().zip(checks) {
                own.show(*check);
            }
        });
        Some(boxes)
    });
    let change = move |event: web_sys::Event| {
        let target = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = target else { return };
        let index = input.get_attribute(INDEX).and_then(|index| index.parse::<usize>().ok());
        let now = index.and_then(|index| checks.with_untracked(|all| all.get(index).copied()));
        let (Some(index), Some(now)) = (index, now) else { return };
        // A click changes the box before its owner knows.
        input.set_checked(now.is_on);
        if now.locked.is_none() {
            on_change.run((index, !now.is_on));
        }
    };
    view! { <div class="permissions" node_ref=list on:change=change on:keydown=go_to_mark></div> }
}

/// Arrows lead from a box to the link that its marks are, and back: Tab goes from box to box.
fn go_to_mark(event: web_sys::KeyboardEvent) {
    // With another key they are the browser's: Alt and an arrow go back.
    if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some(own) = target.as_ref().and_then(|it| it.closest(".check").ok()?) else { return };
    let to = match event.key().as_str() {
        "ArrowRight" => "a.mark-link",
        "ArrowLeft" => "input",
        _ => return,
    };
    let found = own.query_selector(to).ok().flatten();
    if let Some(to) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        let _ = to.focus();
    }
}

/// A box in the page.
struct CheckBox {
    own: Element,
    input: HtmlInputElement,
    about: Element,
    /// What tells its state, and stands before the description.
    state: Option<Element>,
    shown: Check,
}

/// Puts a box for each label into the list.
fn build(list: &Element, labels: &[CheckLabel]) -> Vec<CheckBox> {
    let Some(template) = template() else { return Vec::new() };
    // The element may have held another list: Leptos keeps it where a view of the same kind comes in its place.
    list.set_text_content(None);
    let prefix = id::fresh("check");
    let boxes = labels.iter().enumerate();
    let boxes: Vec<CheckBox> = boxes
        .filter_map(|(index, label)| CheckBox::new(&template, &prefix, index, label))
        .collect();
    for made in &boxes {
        let _ = list.append_child(&made.own);
    }
    boxes
}

/// A box that is off, without its label.
fn template() -> Option<Element> {
    let made = |name: &str, attributes: &[(&str, &str)]| {
        let element = document().create_element(name).ok()?;
        for (name, value) in attributes {
            element.set_attribute(name, value).ok()?;
        }
        Some(element)
    };
    let own = made("div", &[("class", "check")])?;
    own.append_child(made("input", &[("type", "checkbox")])?.as_ref()).ok()?;
    let label = made("label", &[("class", "check-label mono"), ("translate", "no")])?;
    own.append_child(&label).ok()?;
    let about = made("div", &[("class", "check-about")])?;
    about.append_child(made("span", &[("class", "check-description")])?.as_ref()).ok()?;
    own.append_child(&about).ok()?;
    Some(own)
}

impl CheckBox {
    fn new(template: &Element, prefix: &str, index: usize, label: &CheckLabel) -> Option<Self> {
        let own: Element = template.clone_node_with_deep(true).ok()?.unchecked_into();
        let input: HtmlInputElement = own.first_element_child()?.unchecked_into();
        let name = input.next_element_sibling()?;
        let about = name.next_element_sibling()?;
        let index = index.to_string();
        let id = [prefix, "-", &index].concat();
        let about_id = [&id, "-about"].concat();
        input.set_attribute(INDEX, &index).ok()?;
        input.set_attribute(NAME, label.name).ok()?;
        input.set_attribute("aria-describedby", &about_id).ok()?;
        input.set_id(&id);
        name.set_attribute("for", &id).ok()?;
        name.set_text_content(Some(label.name));
        about.set_id(&about_id);
        let description = about.last_element_child()?;
        description.set_text_content(Some(&label.description));
        for mark in &label.marks {
            let mark = mark.leading(label.leads.as_deref())?;
            about.insert_before(&mark, Some(&description)).ok()?;
            let space = document().create_text_node(" ");
            about.insert_before(&space, Some(&description)).ok()?;
        }
        Some(Self { own, input, about, state: None, shown: Check::default() })
    }

    /// Shows how it is now. The box itself is always set: a click may have changed it.
    fn show(&mut self, now: Check) {
        if self.input.checked() != now.is_on {
            self.input.set_checked(now.is_on);
        }
        if self.shown == now {
            return;
        }
        self.input.set_disabled(now.locked.is_some());
        let _ = self.own.toggle_attribute_with_force("data-on", now.is_on);
        let _ = self.own.toggle_attribute_with_force("data-changed", now.is_changed);
        if let Some(before) = self.state.take() {
            before.remove();
        }
        if now.is_changed || matches!(now.locked, Some(Lock::Because(_))) {
            self.state = self.tell_state(now);
        }
        self.shown = now;
    }

    /// Puts the words of its state before the description.
    fn tell_state(&self, now: Check) -> Option<Element> {
        let span = |class: &str, text: Option<&str>| {
            let span = document().create_element("span").ok()?;
            span.set_class_name(class);
            span.set_text_content(text);
            Some(span)
        };
        let state = span("check-state", None)?;
        if now.is_changed {
            state.append_child(span("visually-hidden", Some(parts::CHANGED))?.as_ref()).ok()?;
            state.append_child(document().create_text_node(" ").as_ref()).ok()?;
        }
        if let Some(Lock::Because(why)) = now.locked {
            state.append_child(span("check-locked", Some(why))?.as_ref()).ok()?;
        }
        let description = self.about.last_element_child()?;
        self.about.insert_before(&state, Some(&description)).ok()?;
        Some(state)
    }
}
