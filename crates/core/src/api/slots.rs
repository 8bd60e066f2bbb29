//! How many calls may be under way at a time.
//!
//! A slot is never handed to anybody: what is freed is free, the first in line is woken, and it takes the slot when it
//! is polled. Who goes away while waiting leaves the line, and wakes the next where it had been woken itself. So nothing
//! is lost with a future that is dropped, at whatever point.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// A number of slots, and the line of those who wait for one.
#[derive(Debug)]
pub(super) struct Slots(RefCell<Line>);

#[derive(Debug)]
struct Line {
    free: usize,
    /// Who waits, in order: a number of its own, and how to wake it.
    waiting: VecDeque<(u64, Waker)>,
    next: u64,
}

impl Line {
    /// The one whose turn it is, if there is a slot for it.
    fn first(&self) -> Option<Waker> {
        let (_, waker) = self.waiting.front()?;
        (self.free > 0).then(|| waker.clone())
    }
}

impl Slots {
    pub(super) fn new(free: usize) -> Self {
        Self(RefCell::new(Line { free, waiting: VecDeque::new(), next: 0 }))
    }

    /// Waits for a slot. It is free again when it is dropped.
    pub(super) fn take(&self) -> SlotFuture<'_> {
        SlotFuture { slots: self, place: None }
    }

    /// Wakes the first in line. Never while the line is borrowed: whoever is woken may look at it.
    fn wake(&self) {
        let first = self.0.borrow().first();
        if let Some(waker) = first {
            waker.wake();
        }
    }
}

/// The wait for a slot.
#[derive(Debug)]
pub(super) struct SlotFuture<'a> {
    slots: &'a Slots,
    /// Its number in the line, once it stands there.
    place: Option<u64>,
}

impl<'a> Future for SlotFuture<'a> {
    type Output = Slot<'a>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Slot<'a>> {
        let slots = self.slots;
        let mut line = slots.0.borrow_mut();
        let is_first = match (line.waiting.front(), self.place) {
            (None, _) => true,
            (Some((first, _)), place) => Some(*first) == place,
        };
        if line.free > 0 && is_first {
            line.free -= 1;
            if self.place.take().is_some() {
                line.waiting.pop_front();
            }
            drop(line);
            // Where several were freed at once, the next has its turn too.
            slots.wake();
            return Poll::Ready(Slot(slots));
        }
        let waker = context.waker().clone();
        let place = self.place;
        if let Some(own) = line.waiting.iter_mut().find(|(number, _)| Some(*number) == place) {
            own.1 = waker;
        } else {
            let number = line.next;
            line.next += 1;
            line.waiting.push_back((number, waker));
            self.place = Some(number);
        }
        Poll::Pending
    }
}

impl Drop for SlotFuture<'_> {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            self.slots.0.borrow_mut().waiting.retain(|(number, _)| *number != place);
            self.slots.wake();
        }
    }
}

/// A call that is under way.
#[derive(Debug)]
pub(super) struct Slot<'a>(&'a Slots);

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.0.0.borrow_mut().free += 1;
        self.0.wake();
    }
}
