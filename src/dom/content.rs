//! What can stand between the tags of a view.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{RenderEffect, document};
use leptos::wasm_bindgen::UnwrapThrowExt;
use leptos::web_sys;

use crate::live::{Memo, RwSignal, Signal};

use super::{Held, Piece, View};

/// Something that can be shown.
pub trait Content: Sized + 'static {
    /// The view of it.
    fn into_view(self) -> View;

    /// A place that shows what a function makes of what it reads.
    fn live(make: impl Fn() -> Self + 'static) -> View {
        place(Box::new(move || make().into_view()))
    }
}

/// A place whose content is made anew when what it was made of changes.
pub fn live<C: Content>(make: impl Fn() -> C + 'static) -> View {
    C::live(make)
}

impl Content for View {
    fn into_view(self) -> View {
        self
    }
}

impl Content for () {
    fn into_view(self) -> View {
        View::default()
    }
}

impl Content for &'static str {
    fn into_view(self) -> View {
        View::text(self)
    }

    fn live(make: impl Fn() -> Self + 'static) -> View {
        text(Box::new(move || Cow::Borrowed(make())))
    }
}

impl Content for String {
    fn into_view(self) -> View {
        View::text(&self)
    }

    fn live(make: impl Fn() -> Self + 'static) -> View {
        text(Box::new(move || Cow::Owned(make())))
    }
}

impl<C: Content> Content for Option<C> {
    fn into_view(self) -> View {
        self.map(C::into_view).unwrap_or_default()
    }
}

impl<C: Content> Content for Vec<C> {
    fn into_view(self) -> View {
        self.into_iter().collect()
    }
}

impl<C: Content, const N: usize> Content for [C; N] {
    fn into_view(self) -> View {
        self.into_iter().collect()
    }
}

impl<C: Content, F: Fn() -> C + 'static> Content for F {
    fn into_view(self) -> View {
        C::live(self)
    }
}

impl Content for Signal<String> {
    fn into_view(self) -> View {
        if self.is_same() {
            self.with_untracked(|text| View::text(text))
        } else {
            text(Box::new(move || Cow::Owned(self.get())))
        }
    }
}

/// What a function makes of a signal, once if the signal never changes.
pub fn shown<T: 'static, C: Content>(signal: Signal<T>, make: impl Fn(&T) -> C + 'static) -> View {
    if signal.is_same() {
        signal.with_untracked(make).into_view()
    } else {
        live(move || signal.with(&make))
    }
}

impl Content for RwSignal<String> {
    fn into_view(self) -> View {
        text(Box::new(move || Cow::Owned(self.get())))
    }
}

impl Content for Memo<String> {
    fn into_view(self) -> View {
        text(Box::new(move || Cow::Owned(self.get())))
    }
}

/// A text that changes. It stands in an element of its own: whoever translates the page takes the browser's texts away
/// and puts others in their place, and a text that is no longer there could not be changed.
fn text(tell: Box<dyn Fn() -> Cow<'static, str>>) -> View {
    let own = span();
    let shown = own.clone();
    let effect = RenderEffect::new(move |before: Option<Cow<'static, str>>| {
        let now = tell();
        if before.as_ref() != Some(&now) {
            shown.set_text_content(Some(&now));
        }
        now
    });
    View(Piece::Node(own.into(), vec![Held::Effect(Box::new(effect))]))
}

fn span() -> web_sys::Element {
    document().create_element("span").unwrap_throw()
}

/// The same, with each text on its topmost level in an element, so that it can be taken off the page even after
/// somebody has put another text in its place.
fn in_elements(view: View) -> View {
    View(match view.0 {
        Piece::Node(node, held) if node.node_type() == web_sys::Node::TEXT_NODE => {
            let own = span();
            let _ = own.append_child(&node);
            Piece::Node(own.into(), held)
        }
        Piece::Many(views) => Piece::Many(views.into_iter().map(in_elements).collect()),
        other => other,
    })
}

/// A place in the page. A comment stands at its end, so that it is found again.
pub(super) struct Place {
    end: web_sys::Node,
    shown: Rc<RefCell<View>>,
    #[allow(dead_code, reason = "kept to keep it alive")]
    effect: RenderEffect<()>,
}

impl Place {
    pub(super) fn each_node(&self, visit: &mut dyn FnMut(&web_sys::Node)) {
        self.shown.borrow().each_node(visit);
        visit(&self.end);
    }
}

/// What is shown goes with its place, at once. The effect would keep it until its task is told that it has ended, and
/// until then what lives in it would read what is gone.
impl Drop for Place {
    fn drop(&mut self) {
        self.shown.take();
    }
}

fn place(make: Box<dyn Fn() -> View>) -> View {
    let end: web_sys::Node = document().create_comment("").into();
    let shown = Rc::new(RefCell::new(View::default()));
    let effect = {
        let (end, shown) = (end.clone(), shown.clone());
        RenderEffect::new(move |_| {
            let now = in_elements(make());
            let before = shown.replace(View::default());
            before.take_off();
            now.insert_before(&end);
            shown.replace(now);
        })
    };
    View(Piece::Place(Rc::new(Place { end, shown, effect })))
}
