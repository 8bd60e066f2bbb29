//! An executor and a clock of the thread. Time passes only when it is told to.

use std::cell::{Cell, RefCell};
use std::future::Future;

use futures_channel::oneshot;
use futures_executor::LocalPool;
use futures_util::task::LocalSpawnExt;

/// When every clock starts, in milliseconds since 1970: 20 November 2026.
pub(crate) const START: i64 = 1_795_132_800_000;

/// Something that happens at a time.
struct Timer {
    at: i64,
    number: u64,
    work: Box<dyn FnOnce()>,
}

thread_local! {
    static POOL: RefCell<LocalPool> = RefCell::default();
    static SPAWNER: RefCell<Option<futures_executor::LocalSpawner>> = const { RefCell::new(None) };
    static NOW: Cell<i64> = const { Cell::new(START) };
    static TIMERS: RefCell<Vec<Timer>> = const { RefCell::new(Vec::new()) };
    static NUMBER: Cell<u64> = const { Cell::new(0) };
}

pub(super) fn reset() {
    let pool = LocalPool::new();
    SPAWNER.set(Some(pool.spawner()));
    // What still runs there may own what is asked for while it is dropped.
    drop(TIMERS.take());
    drop(POOL.replace(pool));
    NOW.set(START);
}

/// Runs work beside everything else of this thread.
pub(crate) fn spawn(work: impl Future<Output = ()> + 'static) {
    let spawner = SPAWNER.with_borrow_mut(|known| {
        known.get_or_insert_with(|| POOL.with_borrow(LocalPool::spawner)).clone()
    });
    // A pool that is gone runs nothing any more.
    let _ = spawner.spawn_local(work);
}

/// The clock of this machine, in milliseconds since 1970.
pub(crate) fn now_millis() -> i64 {
    NOW.get()
}

/// Does something once that many milliseconds are over.
pub(crate) fn after(millis: u32, work: impl FnOnce() + 'static) {
    let number = NUMBER.replace(NUMBER.get() + 1);
    let timer = Timer { at: NOW.get() + i64::from(millis), number, work: Box::new(work) };
    TIMERS.with_borrow_mut(|all| all.push(timer));
}

/// Waits that many milliseconds.
pub(crate) async fn sleep(millis: u32) {
    let (send, over) = oneshot::channel();
    after(millis, move || {
        let _ = send.send(());
    });
    let _ = over.await;
}

/// Gives other tasks their turn.
pub(crate) async fn yield_to_event_loop() {
    sleep(0).await;
}

/// Waits for the next turn: there is no screen.
pub(crate) async fn after_next_paint() {
    yield_to_event_loop().await;
}

/// Lets that many milliseconds pass, with everything that happens in them.
pub(crate) fn advance(millis: i64) {
    let end = NOW.get() + millis;
    loop {
        POOL.with_borrow_mut(LocalPool::run_until_stalled);
        let Some(timer) = next_until(end) else { break };
        NOW.set(NOW.get().max(timer.at));
        (timer.work)();
    }
    NOW.set(end);
}

/// Lets everything happen that takes no time.
pub(crate) fn settle() {
    advance(0);
}

fn next_until(end: i64) -> Option<Timer> {
    TIMERS.with_borrow_mut(|all| {
        let due = all.iter().enumerate().filter(|(_, timer)| timer.at <= end);
        let (at, _) = due.min_by_key(|(_, timer)| (timer.at, timer.number))?;
        Some(all.swap_remove(at))
    })
}
