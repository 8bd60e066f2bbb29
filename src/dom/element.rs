//! One element while it is being built.

use std::cell::RefCell;
use std::marker::PhantomData;

use leptos::ev::EventDescriptor;
use leptos::prelude::{RenderEffect, document};
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use leptos::web_sys;

use crate::live::RwSignal;

use super::{Held, Piece, Value, View};

/// An element, in the making.
pub struct Element {
    node: web_sys::Element,
    held: Vec<Held>,
}

/// Where a value goes.
#[derive(Clone, Copy)]
enum Slot {
    Attribute(&'static str),
    Property(&'static str),
    Style(&'static str),
}

/// What an element is written in.
#[derive(Clone, Copy)]
pub enum Kind {
    /// HTML.
    Html,
    /// A drawing (SVG).
    Drawing,
}

/// An element as it is written in a view: what is the same in each copy of it.
pub struct Shape {
    /// What it is written in.
    pub kind: Kind,
    /// Its name.
    pub tag: &'static str,
    /// The attributes that stay as they are.
    pub fixed: &'static [(&'static str, &'static str)],
}

thread_local! {
    /// The first element of each shape, which the others are copies of: to copy is one call of the browser, to make
    /// one is a call for each attribute as well. Shapes are told apart by where they are, and in that order.
    static FIRST: RefCell<Vec<(usize, web_sys::Element)>> = const { RefCell::new(Vec::new()) };
}

impl Shape {
    fn build(&self) -> web_sys::Element {
        let document = document();
        let made = match self.kind {
            Kind::Html => document.create_element(self.tag),
            Kind::Drawing => {
                document.create_element_ns(Some("http://www.w3.org/2000/svg"), self.tag)
            }
        };
        // Only a name that no element can have is refused, and names are written in the program.
        let made = made.unwrap_throw();
        for (name, value) in self.fixed {
            let _ = made.set_attribute(name, value);
        }
        if self.is_verbatim() {
            let _ = made.set_attribute("translate", "no");
        }
        made
    }

    /// Holds what stays to the letter where the page is translated: code, ids, and names from outside.
    fn is_verbatim(&self) -> bool {
        let is_code = |&(name, value): &(&str, &str)| {
            name == "class" && value.split(' ').any(|one| one == "mono")
        };
        matches!(self.tag, "bdi" | "code" | "pre") || self.fixed.iter().any(is_code)
    }

    fn element(&'static self) -> web_sys::Element {
        let place = std::ptr::from_ref(self).addr();
        let first = FIRST.with_borrow_mut(|all| {
            let at = match all.binary_search_by_key(&place, |(place, _)| *place) {
                Ok(at) => at,
                Err(at) => {
                    all.insert(at, (place, self.build()));
                    at
                }
            };
            all.get(at).map(|(_, first)| first.clone_node())
        });
        first.and_then(Result::ok).map_or_else(|| self.build(), JsCast::unchecked_into)
    }
}

impl Element {
    /// An element of that shape.
    pub fn new(shape: &'static Shape) -> Self {
        Self { node: shape.element(), held: Vec::new() }
    }

    /// One that was made otherwise.
    pub fn of(node: web_sys::Element) -> Self {
        Self { node, held: Vec::new() }
    }

    /// An attribute.
    pub fn attribute(&mut self, name: &'static str, value: Value) {
        self.slot(Slot::Attribute(name), value);
    }

    /// A property of the element's object, which an attribute only starts.
    pub fn property(&mut self, name: &'static str, value: Value) {
        self.slot(Slot::Property(name), value);
    }

    /// A property of its style. It is set on the object, as the content security policy forbids the attribute.
    pub fn style(&mut self, name: &'static str, value: Value) {
        self.slot(Slot::Style(name), value);
    }

    fn slot(&mut self, slot: Slot, value: Value) {
        match value {
            Value::Live(tell) => {
                let node = self.node.clone();
                self.hold(RenderEffect::new(move |before: Option<Value>| {
                    let now = tell().now();
                    if !before.is_some_and(|before| before.is(&now)) {
                        put(&node, slot, &now);
                    }
                    now
                }));
            }
            still => put(&self.node, slot, &still),
        }
    }

    fn hold(&mut self, effect: impl std::any::Any) {
        self.held.push(Held::Effect(Box::new(effect)));
    }

    /// Hears an event.
    pub fn on(&mut self, event: &'static str, heard: Box<dyn FnMut(web_sys::Event)>) {
        let heard = Closure::<dyn FnMut(web_sys::Event)>::wrap(heard);
        let _ = self.node.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
        self.hold(Listener { node: self.node.clone(), event, heard });
    }

    /// Keeps the element as it is to be: works on it once it is built, and again each time that what it read changes.
    pub fn keep(&mut self, work: Box<dyn Fn(&web_sys::Element)>) {
        let node = self.node.clone();
        self.hold(RenderEffect::new(move |_| work(&node)));
    }

    /// Tells where the element is.
    pub fn node_ref<T: JsCast + 'static>(&mut self, place: NodeRef<T>) {
        place.element.set(Some(self.node.clone()));
    }

    /// A text at its end.
    pub fn text(&mut self, text: &str) {
        let _ = self.node.append_child(&document().create_text_node(text));
    }

    /// A view at its end.
    pub fn child(&mut self, view: View) {
        view.append_to(&self.node);
        if !view.is_still() {
            self.held.push(Held::View(view));
        }
    }

    /// The element is built.
    pub fn done(self) -> View {
        View(Piece::Node(self.node.into(), self.held))
    }
}

/// Somebody who hears an event, until it is dropped. An event that is on its way up through the page must not come to
/// a function that is gone because a part of the page went with what a listener below did.
struct Listener {
    node: web_sys::Element,
    event: &'static str,
    heard: Closure<dyn FnMut(web_sys::Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let heard = self.heard.as_ref().unchecked_ref();
        let _ = self.node.remove_event_listener_with_callback(self.event, heard);
    }
}

fn put(node: &web_sys::Element, slot: Slot, value: &Value) {
    let text = match value {
        Value::Text(text) => Some(&**text),
        Value::Present => Some(""),
        Value::Absent | Value::Live(_) => None,
    };
    let _ = match (slot, text) {
        (Slot::Attribute(name), Some(text)) => node.set_attribute(name, text),
        (Slot::Attribute(name), None) => node.remove_attribute(name),
        (Slot::Property(name), _) => {
            let value = match value {
                Value::Text(text) => JsValue::from_str(text),
                other => JsValue::from_bool(matches!(other, Value::Present)),
            };
            js_sys::Reflect::set(node, &JsValue::from_str(name), &value).map(|_| ())
        }
        (Slot::Style(name), text) => {
            let style = node.unchecked_ref::<web_sys::HtmlElement>().style();
            style.set_property(name, text.unwrap_or_default())
        }
    };
}

/// A listener for an event of that kind.
pub fn handler<E: EventDescriptor, F: FnMut(E::EventType) + 'static>(
    mut heard: F,
) -> Box<dyn FnMut(web_sys::Event)>
where
    E::EventType: JsCast,
{
    Box::new(move |event| heard(event.unchecked_into()))
}

/// Where an element of a view is, once it was built.
pub struct NodeRef<T> {
    element: RwSignal<Option<web_sys::Element>>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for NodeRef<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for NodeRef<T> {}

impl<T: JsCast> NodeRef<T> {
    /// Not built yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { element: RwSignal::new(None), kind: PhantomData }
    }

    /// The element; whoever reads it is told when it is there.
    pub fn get(self) -> Option<T> {
        self.element.get().map(JsCast::unchecked_into)
    }

    /// The element, if it is there and the place still is.
    pub fn get_untracked(self) -> Option<T> {
        self.element.try_get_untracked().flatten().map(JsCast::unchecked_into)
    }
}
