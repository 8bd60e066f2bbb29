//! Values that tell whoever read them when they change: `RwSignal`, `Memo` and `Signal` as Leptos has them, on the
//! graph and with the owners of Leptos.
//!
//! Those of Leptos bring a copy of their code for each type of value that they hold, two to three kilobytes each.
//! Here the graph knows only that something changed; the value lies beside it, and what depends on its type is a
//! few lines.
//!
//! Deliberately absent: threads. A page has one.

mod memo;
mod signal;
mod var;

pub use memo::Memo;
pub use signal::Signal;
pub use var::RwSignal;

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{Effect, GetValue, LocalStorage, StoredValue};
use leptos::wasm_bindgen::UnwrapThrowExt;

/// A place in the owner that was there when it was made; it ends with that owner. Copies are the same place.
struct Place<T> {
    item: StoredValue<Rc<dyn Any>, LocalStorage>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Place<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Place<T> {}

impl<T: 'static> Place<T> {
    fn new(value: Rc<T>) -> Self {
        Self { item: StoredValue::new_local(value), kind: PhantomData }
    }

    /// What is there; `None` once its owner has ended.
    fn find(self) -> Option<Rc<T>> {
        find(self.item)?.downcast().ok()
    }

    /// What is there. Whoever asks after its owner has ended has a fault.
    fn known(self) -> Rc<T> {
        self.find().unwrap_throw()
    }
}

fn find(item: StoredValue<Rc<dyn Any>, LocalStorage>) -> Option<Rc<dyn Any>> {
    item.try_get_value()
}

/// Does something now, and again each time that what it read has changed.
pub fn watch(work: impl Fn() + 'static) {
    again(Box::new(work));
}

fn again(work: Box<dyn Fn()>) {
    let _ = Effect::new(move |_| work());
}
