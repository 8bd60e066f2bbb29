//! A value, wherever it comes from.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::untrack;
use leptos::wasm_bindgen::UnwrapThrowExt;

use super::{Memo, Place, RwSignal};

/// A value that is set, made of others, or always the same: what a part of a page asks for. Copies are the same.
pub struct Signal<T>(Place<Source<T>>);

enum Source<T> {
    Same(T),
    Set(RwSignal<T>),
    Made(Memo<T>),
    /// Made anew by each who asks.
    Derived(Box<dyn Fn() -> T>),
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T: 'static> Signal<T> {
    /// Made of what a function reads, each time that somebody asks.
    pub fn derive(make: impl Fn() -> T + 'static) -> Self {
        Self::of(Source::Derived(Box::new(make)))
    }

    /// Always the same.
    pub fn stored(value: T) -> Self {
        Self::of(Source::Same(value))
    }

    fn of(source: Source<T>) -> Self {
        Self(Place::new(Rc::new(source)))
    }

    /// Looks at it. Whoever looks is told of the next change.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        match &*self.0.known() {
            Source::Same(value) => look(value),
            Source::Set(value) => value.with(look),
            Source::Made(value) => value.with(look),
            Source::Derived(make) => look(&make()),
        }
    }

    /// Wants to be told, without looking.
    pub fn track(self) {
        self.with(|_| ());
    }

    /// Always the same: nobody needs to be told.
    pub fn is_same(self) -> bool {
        matches!(&*self.0.known(), Source::Same(_))
    }

    /// Looks at it, without wanting to be told.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        match &*self.0.known() {
            Source::Same(value) => look(value),
            Source::Set(value) => value.with_untracked(look),
            Source::Made(value) => value.with_untracked(look),
            Source::Derived(make) => look(&quietly(make)),
        }
    }
}

/// What a function makes, without wanting to be told.
fn quietly<T>(make: &dyn Fn() -> T) -> T {
    let told = RefCell::new(None);
    aside(&|| {
        told.replace(Some(make()));
    });
    told.into_inner().unwrap_throw()
}

fn aside(work: &dyn Fn()) {
    untrack(work);
}

impl<T: Clone + 'static> Signal<T> {
    /// A copy of it; whoever gets it is told of the next change.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of it, without wanting to be told.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T: Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T: 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(value: RwSignal<T>) -> Self {
        Self::of(Source::Set(value))
    }
}

impl<T: 'static> From<Memo<T>> for Signal<T> {
    fn from(value: Memo<T>) -> Self {
        Self::of(Source::Made(value))
    }
}

impl From<&str> for Signal<String> {
    fn from(value: &str) -> Self {
        Self::stored(value.to_owned())
    }
}
