//! Rows that keep their elements while they come, go and change places.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{Owner, RenderEffect, document, untrack};
use leptos::web_sys;

use super::{Piece, View};

struct Row {
    key: String,
    view: View,
    owner: Owner,
}

impl Drop for Row {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// The rows as they are on the page. An empty text stands at their end.
pub(super) struct Rows {
    end: web_sys::Node,
    shown: Rc<RefCell<Vec<Row>>>,
    #[allow(dead_code, reason = "kept to keep it alive")]
    effect: RenderEffect<()>,
}

impl Rows {
    pub(super) fn each_node(&self, visit: &mut dyn FnMut(&web_sys::Node)) {
        self.shown.borrow().iter().for_each(|row| row.view.each_node(visit));
        visit(&self.end);
    }
}

/// As for a place: the rows go with the list, at once.
impl Drop for Rows {
    fn drop(&mut self) {
        self.shown.take();
    }
}

/// A view for each of `all`. Rows are told apart by their keys: one that stays keeps its elements, and with them
/// the focus and what was typed.
pub fn list<T: 'static>(
    all: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    row: impl Fn(T) -> View + 'static,
) -> View {
    let row = Rc::new(row);
    rows(Box::new(move || {
        let keyed = all().into_iter().map(|one| {
            let (key, row) = (key(&one), row.clone());
            (key, Box::new(move || row(one)) as Box<dyn FnOnce() -> View>)
        });
        keyed.collect()
    }))
}

/// The rows that there are to be, each with its key.
type Wanted = Vec<(String, Box<dyn FnOnce() -> View>)>;

fn rows(wanted: Box<dyn Fn() -> Wanted>) -> View {
    let end: web_sys::Node = document().create_text_node("").into();
    let shown = Rc::new(RefCell::new(Vec::<Row>::new()));
    let owner = Owner::current().unwrap_or_default();
    let effect = {
        let (end, shown) = (end.clone(), shown.clone());
        RenderEffect::new(move |_| {
            let wanted = wanted();
            let before = shown.take();
            shown.replace(untrack(|| change(before, wanted, &owner, &end)));
        })
    };
    View(Piece::List(Rc::new(Rows { end, shown, effect })))
}

/// Makes what is new, takes off what is gone, and moves as little as possible.
fn change(before: Vec<Row>, wanted: Wanted, owner: &Owner, end: &web_sys::Node) -> Vec<Row> {
    let mut before: Vec<Option<Row>> = before.into_iter().map(Some).collect();
    let mut now = Vec::with_capacity(wanted.len());
    // Rows mostly keep their order, so that each is found right after the one before.
    let mut next = 0;
    for (key, make) in wanted {
        let is_it = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.key == key);
        let after = before.iter().skip(next).position(is_it).map(|at| next + at);
        let found = after.or_else(|| before.iter().position(is_it));
        next = found.map_or(next, |at| at + 1);
        let kept = found.and_then(|at| before.get_mut(at)).and_then(Option::take);
        now.push(kept.unwrap_or_else(|| {
            let owner = owner.child();
            let view = owner.with(make);
            Row { key, view, owner }
        }));
    }
    before.iter().flatten().for_each(|row| row.view.take_off());
    drop(before);
    let Some(parent) = end.parent_node() else { return now };
    let mut next = end.clone();
    for row in now.iter().rev() {
        let mut nodes = Vec::new();
        row.view.each_node(&mut |node| nodes.push(node.clone()));
        for node in nodes.into_iter().rev() {
            if node.next_sibling().as_ref() != Some(&next) {
                let _ = parent.insert_before(&node, Some(&next));
            }
            next = node;
        }
    }
    now
}
