//! Rows that keep their elements while they come, go and change places.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{Owner, RenderEffect, document, untrack};
use leptos::web_sys;

use crate::live::RwSignal;

use super::{Piece, View};

struct Row {
    key: String,
    /// What it was made as; nothing for one that never becomes another.
    kind: Option<u8>,
    view: View,
    /// The signal that tells it what it shows.
    aim: Option<Rc<dyn Any>>,
    owner: Owner,
}

impl Row {
    fn holds(&self, element: Option<&web_sys::Element>) -> bool {
        let mut holds = false;
        self.view.each_node(&mut |node| holds = holds || node.contains(element.map(AsRef::as_ref)));
        holds
    }
}

impl Drop for Row {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// The rows as they are on the page. A comment stands at their end.
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
        let wishes = all().into_iter().map(|one| {
            let (key, row) = (key(&one), row.clone());
            Wish { key, kind: None, meet: Box::new(move |_| Some((row(one), None))) }
        });
        wishes.collect()
    }))
}

/// As [`list`], but a row that is wanted no more becomes one that is new and of the same kind: its elements stay, and
/// its signal tells it what it shows now. One that has the focus does not.
pub fn reused<T: Clone + PartialEq + 'static>(
    all: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    kind: impl Fn(&T) -> u8 + 'static,
    row: impl Fn(RwSignal<T>) -> View + 'static,
) -> View {
    let row = Rc::new(row);
    rows(Box::new(move || {
        let wishes = all().into_iter().map(|one| {
            let (key, kind, row) = (key(&one), kind(&one), row.clone());
            let meet: Meet = Box::new(move |aim| {
                if let Some(aim) = aim.and_then(|aim| aim.downcast_ref::<RwSignal<T>>()) {
                    if aim.with_untracked(|before| *before != one) {
                        aim.set(one);
                    }
                    return None;
                }
                let aim = RwSignal::new(one);
                Some((row(aim), Some(Rc::new(aim) as Rc<dyn Any>)))
            });
            Wish { key, kind: Some(kind), meet }
        });
        wishes.collect()
    }))
}

/// Makes a row, or tells the one that has this signal what it shows.
type Meet = Box<dyn FnOnce(Option<&dyn Any>) -> Option<(View, Option<Rc<dyn Any>>)>>;

/// A row that there is to be.
struct Wish {
    key: String,
    kind: Option<u8>,
    meet: Meet,
}

fn rows(wanted: Box<dyn Fn() -> Vec<Wish>>) -> View {
    let end: web_sys::Node = document().create_comment("").into();
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
fn change(before: Vec<Row>, wanted: Vec<Wish>, owner: &Owner, end: &web_sys::Node) -> Vec<Row> {
    let mut before: Vec<Option<Row>> = before.into_iter().map(Some).collect();
    let mut stays = vec![false; before.len()];
    // Rows mostly keep their order, so that each is found right after the one before.
    let mut next = 0;
    let mut find = |wish: &Wish| {
        let is_it = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.key == wish.key);
        let after = before.iter().skip(next).position(is_it).map(|at| next + at);
        let at = after.or_else(|| before.iter().position(is_it))?;
        next = at + 1;
        *stays.get_mut(at)? = true;
        Some(at)
    };
    let found: Vec<Option<usize>> = wanted.iter().map(&mut find).collect();
    let focused = document().active_element();
    let mut now = Vec::with_capacity(wanted.len());
    for (Wish { key, kind, meet }, found) in wanted.into_iter().zip(found) {
        // What is left becomes what is new, in its order.
        let is_free = |(row, stays): (&Option<Row>, &bool)| {
            let fits = |row: &Row| row.kind == kind && !row.holds(focused.as_ref());
            kind.is_some() && !stays && row.as_ref().is_some_and(fits)
        };
        let at = found.or_else(|| before.iter().zip(&stays).position(is_free));
        let row = at.and_then(|at| before.get_mut(at)).and_then(Option::take);
        now.push(if let Some(mut row) = row {
            if let Some(aim) = &row.aim {
                meet(Some(&**aim));
            }
            row.key = key;
            row
        } else {
            let owner = owner.child();
            let (view, aim) = owner.with(|| meet(None)).unwrap_or_default();
            Row { key, kind, view, aim, owner }
        });
    }
    for row in before.iter().flatten() {
        row.view.take_off();
    }
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
