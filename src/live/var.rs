//! A value that is set.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcTrigger, Notify, Track};

use super::Place;

/// A value that tells when it was set. Copies are the same value.
pub struct RwSignal<T>(Place<Var<T>>);

struct Var<T> {
    changed: ArcTrigger,
    value: RefCell<T>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: 'static> RwSignal<T> {
    /// It lasts as long as the owner that is there now.
    pub fn new(value: T) -> Self {
        let var = Var { changed: ArcTrigger::new(), value: RefCell::new(value) };
        Self(Place::new(Rc::new(var)))
    }

    /// Looks at it. Whoever looks is told of the next change.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        let var = self.0.known();
        var.changed.track();
        let value = var.value.borrow();
        look(&value)
    }

    /// Looks at it, without wanting to be told.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        let var = self.0.known();
        let value = var.value.borrow();
        look(&value)
    }

    /// Wants to be told, without looking.
    pub fn track(self) {
        self.0.known().changed.track();
    }

    /// Changes it. Nothing happens once its owner has ended.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(var) = self.0.find() {
            change(&mut var.value.borrow_mut());
            var.changed.notify();
        }
    }

    /// Sets it. Nothing happens once its owner has ended.
    pub fn set(self, value: T) {
        if let Some(var) = self.0.find() {
            // What was there is dropped when nobody borrows any more.
            let before = var.value.replace(value);
            var.changed.notify();
            drop(before);
        }
    }
}

impl<T: Clone + 'static> RwSignal<T> {
    /// A copy of it; whoever gets it is told of the next change.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of it, without wanting to be told.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// A copy of it, without wanting to be told; `None` once its owner has ended.
    pub fn try_get_untracked(self) -> Option<T> {
        self.0.find().map(|var| var.value.borrow().clone())
    }
}
