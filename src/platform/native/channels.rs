//! Other tabs of the console.

use std::cell::RefCell;
use std::rc::Rc;

use crate::platform::channel::Topic;

type Hear = Rc<dyn Fn(String)>;

thread_local! {
    static LISTENERS: RefCell<Vec<(Topic, Hear)>> = const { RefCell::new(Vec::new()) };
    static TOLD: RefCell<Vec<(Topic, String)>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn reset() {
    drop(LISTENERS.take());
    drop(TOLD.take());
}

/// Hears what other tabs tell.
pub(crate) fn listen(topic: Topic, hear: impl Fn(String) + 'static) {
    LISTENERS.with_borrow_mut(|all| all.push((topic, Rc::new(hear))));
}

/// Tells the other tabs.
pub(crate) fn tell(topic: Topic, text: &str) {
    TOLD.with_borrow_mut(|all| all.push((topic, text.to_owned())));
}

/// What the other tabs were told.
pub(crate) fn told() -> Vec<(Topic, String)> {
    TOLD.with_borrow(Clone::clone)
}

/// Another tab tells something.
pub(crate) fn hear(topic: Topic, text: &str) {
    let listeners = LISTENERS.with_borrow(Clone::clone);
    for (_, hear) in listeners.iter().filter(|(own, _)| *own == topic) {
        hear(text.to_owned());
    }
}
