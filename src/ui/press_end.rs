//! What waits for the end of a press.
//!
//! A field that loses the focus to a press hears of it before the press has ended. If it changed its size then, what is
//! pressed would move away under the pointer, and nothing would come of the press.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::ev;
use leptos::prelude::*;

/// The presses of the document, for as long as the owner that asked lives.
#[derive(Clone, Copy)]
pub(super) struct PressEnd(StoredValue<Presses, LocalStorage>);

type Waiting = Box<dyn FnOnce()>;

#[derive(Clone, Default)]
struct Presses {
    is_pressed: bool,
    waiting: Rc<RefCell<Option<Waiting>>>,
}

impl PressEnd {
    pub(super) fn new() -> Self {
        let this = Self(StoredValue::new_local(Presses::default()));
        let begins = window_event_listener(ev::mousedown, move |_| this.is_pressed(true));
        let ends = [
            window_event_listener(ev::mouseup, move |_| this.is_pressed(false)),
            // What is dragged away is not pressed.
            window_event_listener(ev::dragend, move |_| this.is_pressed(false)),
            // Some browsers keep the end of a press that opened a menu for themselves.
            window_event_listener(ev::keydown, move |_| this.is_pressed(false)),
        ];
        on_cleanup(move || {
            begins.remove();
            ends.into_iter().for_each(WindowListenerHandle::remove);
        });
        this
    }

    /// Does something at the end of the press that is under way: before the click that comes of it, and after the browser
    /// found what was pressed. At once if there is none.
    pub(super) fn then(self, act: impl FnOnce() + 'static) {
        let presses = self.0.try_get_value().filter(|it| it.is_pressed);
        match presses {
            Some(presses) => drop(presses.waiting.replace(Some(Box::new(act)))),
            None => act(),
        }
    }

    fn is_pressed(self, is_pressed: bool) {
        self.0.try_update_value(|it| it.is_pressed = is_pressed);
        let waiting = self.0.try_get_value().and_then(|it| it.waiting.take());
        if let Some(act) = waiting {
            act();
        }
    }
}
