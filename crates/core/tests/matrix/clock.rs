//! Time that passes only when everything waits for it.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

/// 20 November 2026, 12:00 UTC.
pub(crate) const START: i64 = 1_795_176_000_000;

/// A clock in milliseconds, and who waits for it.
#[derive(Clone, Default)]
pub(crate) struct Clock(Rc<Inner>);

struct Inner {
    now: Cell<i64>,
    sleepers: RefCell<Vec<(i64, Waker)>>,
}

impl Default for Inner {
    fn default() -> Self {
        Self { now: Cell::new(START), sleepers: RefCell::default() }
    }
}

/// Why a future did not end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endless {
    /// It waits for nothing that will come.
    Stuck,
    /// It took longer than it may.
    TooLong,
    /// It was given up on purpose.
    Dropped,
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A wait until a time.
struct Sleep<'c>(&'c Clock, i64);

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0.now() >= self.1 {
            return Poll::Ready(());
        }
        self.0.0.sleepers.borrow_mut().push((self.1, context.waker().clone()));
        Poll::Pending
    }
}

impl Clock {
    pub(crate) fn now(&self) -> i64 {
        self.0.now.get()
    }

    pub(crate) async fn sleep(&self, millis: u64) {
        Sleep(self, self.now() + i64::try_from(millis).unwrap()).await;
    }

    /// Lets the next sleeper wake up; whether there was one.
    fn advance(&self) -> bool {
        let mut sleepers = self.0.sleepers.borrow_mut();
        let Some(next) = sleepers.iter().map(|(at, _)| *at).min() else { return false };
        self.0.now.set(next.max(self.now()));
        let due: Vec<_> = sleepers.extract_if(.., |(at, _)| *at <= next).collect();
        drop(sleepers);
        for (_, waker) in due {
            waker.wake();
        }
        true
    }

    /// Lets time pass, with nobody at work.
    pub(crate) fn pass(&self, millis: i64) {
        self.0.now.set(self.now() + millis);
    }

    /// Runs a future to its end within so many minutes.
    pub(crate) fn run<T>(
        &self,
        minutes: i64,
        future: impl Future<Output = T>,
    ) -> Result<T, Endless> {
        self.run_turns(usize::MAX, minutes, future)
    }

    /// Runs a future, and drops it where it is after so many wake-ups.
    pub(crate) fn run_turns<T>(
        &self,
        turns: usize,
        minutes: i64,
        future: impl Future<Output = T>,
    ) -> Result<T, Endless> {
        let until = self.now() + minutes * 60_000;
        let mut future = pin!(future);
        let woken = Arc::new(Flag(AtomicBool::new(true)));
        let waker = Waker::from(woken.clone());
        let mut context = Context::from_waker(&waker);
        let mut turn = 0;
        loop {
            while woken.0.swap(false, Ordering::Relaxed) {
                if turn == turns {
                    return Err(Endless::Dropped);
                }
                turn += 1;
                if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
                    return Ok(value);
                }
            }
            if !self.advance() {
                return Err(Endless::Stuck);
            }
            if self.now() > until {
                return Err(Endless::TooLong);
            }
        }
    }
}
