//! Work that belongs to no page and no dialog: it goes on wherever the person is.

use leptos::prelude::*;

use crate::platform::turns;

/// How much of such work is under way. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Unfinished(RwSignal<u32>);

impl Unfinished {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Runs work to its end.
    pub(super) fn run(self, work: impl Future<Output = ()> + 'static) {
        self.0.update(|count| *count += 1);
        turns::spawn(async move {
            work.await;
            self.0.update(|count| *count = count.saturating_sub(1));
        });
    }

    /// Whether the end of this page would cut work off half-way.
    pub(super) fn any(self) -> bool {
        self.0.get_untracked() > 0
    }
}
