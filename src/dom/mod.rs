//! What is on the page: elements, texts, and places that change by themselves.
//!
//! `view!` has the notation of Leptos, and signals, effects, owners and components are those of Leptos. Only what
//! Leptos would build of a view is built here, because there every view has a type of its own, which brings its
//! own copy of the code that builds, updates and removes it: more than half of the program. Here each piece is
//! one type, built at once; a closure in a view is a place whose content is made anew when what it read changes.
//!
//! Deliberately absent: anything that this console shows.

mod content;
mod element;
mod list;
mod mold;
mod value;

pub use console_view::view;
pub use content::{Content, live, shown};
pub use element::{Element, Kind, NodeRef, Shape, handler};
pub use list::{list, reused};
pub use mold::Mold;
pub use value::{IntoValue, Value, value};

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{document, untrack};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use self::content::Place;
use self::list::Rows;

/// A piece of a page. As long as it is kept, what is alive in it stays alive.
#[derive(Default)]
pub struct View(pub(self) Piece);

/// What a view is made of.
#[derive(Default)]
enum Piece {
    #[default]
    Nothing,
    /// An element or a text, and what lives in it.
    Node(web_sys::Node, Vec<Held>),
    Many(Vec<View>),
    Place(Rc<Place>),
    List(Rc<Rows>),
}

/// What has to live as long as an element.
enum Held {
    View(#[allow(dead_code, reason = "kept to keep it alive")] View),
    Effect(#[allow(dead_code, reason = "kept to keep it alive")] Box<dyn std::any::Any>),
}

/// What a component holds, made when the component shows it.
pub type Children = Box<dyn FnOnce() -> View>;

/// What a component holds, made each time that the component shows it.
pub type ChildrenFn = Arc<dyn Fn() -> View + Send + Sync>;

/// Children of either kind, as a component asks for them.
pub trait FromChildren<F> {
    /// Of a function that makes them.
    fn of(make: F) -> Self;
}

impl<F: FnOnce() -> View + 'static> FromChildren<F> for Children {
    fn of(make: F) -> Self {
        Box::new(make)
    }
}

impl<F: Fn() -> View + Send + Sync + 'static> FromChildren<F> for ChildrenFn {
    fn of(make: F) -> Self {
        Arc::new(make)
    }
}

/// Children for a component.
pub fn children<F, C: FromChildren<F>>(make: F) -> C {
    C::of(make)
}

/// Makes a component: what it reads while it is made does not make it anew.
pub fn component(make: &mut dyn FnMut() -> Option<View>) -> View {
    untrack(make).unwrap_or_default()
}

impl View {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self(Piece::Node(document().create_text_node(text).into(), Vec::new()))
    }

    /// Several views, one after the other.
    pub fn many(views: Vec<View>) -> Self {
        Self(Piece::Many(views))
    }

    /// Each of its nodes on the topmost level, in order.
    fn each_node(&self, visit: &mut dyn FnMut(&web_sys::Node)) {
        match &self.0 {
            Piece::Nothing => {}
            Piece::Node(node, _) => visit(node),
            Piece::Many(views) => views.iter().for_each(|view| view.each_node(visit)),
            Piece::Place(place) => place.each_node(visit),
            Piece::List(rows) => rows.each_node(visit),
        }
    }

    /// Puts it at the end of an element.
    pub fn append_to(&self, parent: &web_sys::Node) {
        self.each_node(&mut |node| {
            let _ = parent.append_child(node);
        });
    }

    /// Puts it before a node that is on the page.
    pub fn insert_before(&self, next: &web_sys::Node) {
        if let Some(parent) = next.parent_node() {
            self.each_node(&mut |node| {
                let _ = parent.insert_before(node, Some(next));
            });
        }
    }

    /// Takes it off the page. What it holds must not be dropped before.
    pub fn take_off(&self) {
        self.each_node(&mut |node| {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
        });
    }

    /// The element, if it is one and nothing lives in it.
    pub fn into_element(self) -> Option<web_sys::Element> {
        match self.0 {
            Piece::Node(node, held) if held.is_empty() => node.dyn_into().ok(),
            _ => None,
        }
    }

    /// Nothing in it can change or be heard of.
    fn is_still(&self) -> bool {
        match &self.0 {
            Piece::Nothing => true,
            Piece::Node(_, held) => held.is_empty(),
            Piece::Many(views) => views.iter().all(Self::is_still),
            Piece::Place(_) | Piece::List(_) => false,
        }
    }
}

impl<C: Content> FromIterator<C> for View {
    fn from_iter<I: IntoIterator<Item = C>>(all: I) -> Self {
        Self::many(all.into_iter().map(Content::into_view).collect())
    }
}
