//! The slots of the client, when calls are dropped wherever they stand: waiting for a slot, for the pace, for the
//! answer, or between two tries.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use console_core::api::Client;
use console_core::api::ports::{Ports, Request};
use futures_channel::oneshot;
use proptest::prelude::*;

use super::{Answer, html, id, json, org, table, token};

/// A server whose answers, and a clock whose pauses, end when the test says so.
#[derive(Clone, Default)]
struct Held {
    sent: Rc<RefCell<Vec<oneshot::Sender<Answer>>>>,
    slept: Rc<RefCell<Vec<Pause>>>,
    millis: Rc<Cell<i64>>,
}

/// How many milliseconds, and who waits for them.
type Pause = (u64, oneshot::Sender<()>);

impl Held {
    /// Calls under way, and pauses that somebody still waits for.
    fn under_way(&self) -> usize {
        self.sent.borrow_mut().retain(|answer| !answer.is_canceled());
        self.slept.borrow_mut().retain(|(_, end)| !end.is_canceled());
        self.sent.borrow().len()
    }

    fn answer(&self, place: usize, answer: Answer) {
        self.under_way();
        let mut sent = self.sent.borrow_mut();
        if !sent.is_empty() {
            let place = place % sent.len();
            let _ = sent.remove(place).send(answer);
        }
    }

    fn end_pause(&self) {
        self.under_way();
        let first = self.slept.borrow_mut().pop();
        if let Some((millis, end)) = first {
            self.millis.set(self.millis.get() + i64::try_from(millis).unwrap());
            let _ = end.send(());
        }
    }
}

impl Ports for Held {
    async fn send(&self, _: &Request) -> Answer {
        let (send, receive) = oneshot::channel();
        self.sent.borrow_mut().push(send);
        receive.await.unwrap()
    }

    async fn sleep(&self, millis: u64) {
        let (send, receive) = oneshot::channel();
        self.slept.borrow_mut().push((millis, send));
        receive.await.unwrap();
    }

    fn now_millis(&self) -> i64 {
        self.millis.get()
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// A task that is polled when it was woken, and never otherwise.
struct Task {
    work: Pin<Box<dyn Future<Output = ()>>>,
    woken: Arc<Flag>,
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A page with its tasks.
struct Page {
    client: Rc<Client<Held>>,
    held: Held,
    tasks: Vec<Task>,
}

impl Page {
    fn new(per_minute: usize, parallel: usize) -> Self {
        let held = Held::default();
        let client = Rc::new(Client::new(held.clone(), per_minute, parallel));
        Self { client, held, tasks: Vec::new() }
    }

    fn start(&mut self) {
        let client = self.client.clone();
        let work = Box::pin(async move {
            let _ = client.token(&org(), &id(), &table()).await;
        });
        self.tasks.push(Task { work, woken: Arc::new(Flag(AtomicBool::new(true))) });
    }

    /// Polls one task that was woken; whether there was one.
    fn turn(&mut self) -> bool {
        let woken = self.tasks.iter().position(|task| task.woken.0.load(Ordering::Relaxed));
        let Some(place) = woken else { return false };
        let task = &mut self.tasks[place];
        task.woken.0.store(false, Ordering::Relaxed);
        let waker = Waker::from(task.woken.clone());
        if let Poll::Ready(()) = task.work.as_mut().poll(&mut Context::from_waker(&waker)) {
            self.tasks.swap_remove(place);
        }
        true
    }

    fn run(&mut self) {
        while self.turn() {}
    }

    /// Answers everything until nothing is left to do; how many tasks never end.
    fn settle(&mut self) -> usize {
        for _ in 0..10_000 {
            self.run();
            if self.held.under_way() > 0 {
                self.held.answer(0, json(200, &token("tok1")));
            } else if self.held.slept.borrow().is_empty() {
                break;
            } else {
                self.held.end_pause();
            }
        }
        self.tasks.len()
    }
}

#[test]
fn a_slot_that_was_freed_for_somebody_who_is_gone_is_not_lost() {
    let mut page = Page::new(480, 1);
    page.start();
    page.start();
    page.run();
    page.start();
    page.run();
    // The first ends, the second is woken, and is dropped before its turn comes.
    page.held.answer(0, json(200, &token("tok1")));
    page.turn();
    let second = page.tasks.iter().position(|task| task.woken.0.load(Ordering::Relaxed));
    drop(page.tasks.remove(second.unwrap()));
    page.run();
    assert_eq!(page.held.under_way(), 1, "the third is asked for");
    assert_eq!(page.settle(), 0);
}

#[test]
fn all_that_is_dropped_at_once_leaves_every_slot_free() {
    let mut page = Page::new(480, 6);
    for _ in 0..3 {
        for _ in 0..20 {
            page.start();
        }
        page.run();
        assert_eq!(page.held.under_way(), 6);
        page.tasks.clear();
    }
    page.start();
    page.run();
    assert_eq!(page.held.under_way(), 1);
}

#[derive(Debug, Clone)]
enum Event {
    Start,
    Turn,
    Drop(usize),
    Answer(usize),
    Fail(usize),
    EndPause,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => Just(Event::Start),
        6 => Just(Event::Turn),
        3 => any::<usize>().prop_map(Event::Drop),
        3 => any::<usize>().prop_map(Event::Answer),
        1 => any::<usize>().prop_map(Event::Fail),
        1 => Just(Event::EndPause),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_is_dropped_when_the_others_go_on(
        events in proptest::collection::vec(event(), 0..120),
        parallel in 1_usize..4,
        per_minute in prop_oneof![Just(3_usize), Just(1_000)],
    ) {
        let mut page = Page::new(per_minute, parallel);
        for event in events {
            match event {
                Event::Start => page.start(),
                Event::Turn => {
                    page.turn();
                }
                Event::Drop(place) if !page.tasks.is_empty() => {
                    let place = place % page.tasks.len();
                    drop(page.tasks.remove(place));
                }
                Event::Drop(_) => {}
                Event::Answer(place) => page.held.answer(place, json(200, &token("tok1"))),
                Event::Fail(place) => page.held.answer(place, html(503)),
                Event::EndPause => page.held.end_pause(),
            }
            prop_assert!(page.held.under_way() <= parallel);
        }
        page.run();
        let waits = page.tasks.len() - page.held.under_way() - page.held.slept.borrow().len();
        let (sent, pauses) = (page.held.under_way(), page.held.slept.borrow().len());
        prop_assert!(waits == 0 || sent + pauses >= parallel, "{waits} wait, {sent} sent, {pauses} pause");
        prop_assert_eq!(page.settle(), 0);
    }
}
