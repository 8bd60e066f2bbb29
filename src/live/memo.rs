//! A value that is made of others.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcMemo, Get, GetUntracked};
use leptos::wasm_bindgen::UnwrapThrowExt;
use send_wrapper::SendWrapper;

use super::Place;

/// A value that is made of what a function reads, anew when that changes, and only then. Copies are the same value.
pub struct Memo<T>(Place<Made<T>>);

struct Made<T> {
    /// How often the value became another one.
    changes: ArcMemo<u32>,
    value: Rc<RefCell<Option<T>>>,
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: 'static> Memo<T> {
    /// It lasts as long as the owner that is there now. The function gets the value that it made before.
    pub fn new(make: impl Fn(Option<&T>) -> T + 'static) -> Self
    where
        T: PartialEq,
    {
        Self::told(make, |before, now| before != now)
    }

    /// Also a value that equals the one before is told.
    pub fn always(make: impl Fn(Option<&T>) -> T + 'static) -> Self {
        Self::told(make, |_, _| true)
    }

    fn told(
        make: impl Fn(Option<&T>) -> T + 'static,
        is_new: impl Fn(&T, &T) -> bool + 'static,
    ) -> Self {
        let value = Rc::new(RefCell::new(None::<T>));
        let own = value.clone();
        let changes = counted(Box::new(move || {
            let now = make(own.borrow().as_ref());
            let changed = own.borrow().as_ref().is_none_or(|before| is_new(before, &now));
            if changed {
                let before = own.replace(Some(now));
                drop(before);
            }
            changed
        }));
        Self(Place::new(Rc::new(Made { changes, value })))
    }

    /// Looks at it. Whoever looks is told of the next change.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        let made = self.0.known();
        let _ = made.changes.get();
        made.look(look)
    }

    /// Looks at it, without wanting to be told.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        let made = self.0.known();
        let _ = made.changes.get_untracked();
        made.look(look)
    }

    /// Wants to be told, without looking.
    pub fn track(self) {
        let _ = self.0.known().changes.get();
    }
}

impl<T> Made<T> {
    fn look<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        // It was made when its changes were counted.
        let value = self.value.borrow();
        look(value.as_ref().unwrap_throw())
    }
}

impl<T: Clone + 'static> Memo<T> {
    /// A copy of it; whoever gets it is told of the next change.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of it, without wanting to be told.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

fn counted(make: Box<dyn Fn() -> bool>) -> ArcMemo<u32> {
    let make = SendWrapper::new(make);
    ArcMemo::new(move |count: Option<&u32>| {
        let count = count.copied().unwrap_or_default();
        if make() { count.wrapping_add(1) } else { count }
    })
}
