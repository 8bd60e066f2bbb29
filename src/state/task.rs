//! Work under way that can be stopped: a new run, "Stop" and leaving all abort it, and with it the
//! requests that it waits for.

use std::future::Future;

use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;

use crate::platform::turns;

/// At most one piece of work of its kind.
#[derive(Clone, Copy)]
pub(crate) struct Task(StoredValue<Option<AbortHandle>>);

impl Task {
    /// Nothing under way.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// Work that ends with the page that started it.
    pub(crate) fn of_page() -> Self {
        let task = Self::new();
        on_cleanup(move || task.stop());
        task
    }

    /// Stops what is under way and starts this.
    pub(crate) fn run(self, work: impl Future<Output = ()> + 'static) {
        self.stop();
        let (work, handle) = abortable(work);
        self.0.set_value(Some(handle));
        turns::spawn(async move {
            let _ = work.await;
        });
    }

    /// Stops what is under way.
    pub(crate) fn stop(self) {
        if let Some(handle) = self.0.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }
}
