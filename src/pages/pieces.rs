//! Work over a whole list in pieces, with a turn for the browser between them.

use console_core::words::who as words;
use leptos::prelude::*;

use crate::platform::locale::now_millis;
use crate::platform::turns::yield_to_event_loop;
use crate::state::Task;
use crate::ui::progress::Progress;

/// How long a turn of the browser is used, in milliseconds: less than a task that somebody notices.
const TURN: i64 = 10;

/// After how many milliseconds is told how far the work is.
const LONG: i64 = 1_000;

/// How far work has come.
pub(super) enum Piece<T> {
    /// So many are looked at, of so many.
    Looked(usize, usize),
    Done(T),
}

/// Does pieces until all is done. `on_turn` is told how far it is, and for how long it has been so.
pub(super) async fn in_pieces<T>(
    mut piece: impl FnMut() -> Piece<T>,
    mut on_turn: impl FnMut((usize, usize), i64),
) -> T {
    let first = now_millis();
    let mut began = first;
    loop {
        match piece() {
            Piece::Done(all) => return all,
            Piece::Looked(done, total) if now_millis() - began >= TURN => {
                on_turn((done, total), now_millis() - first);
                yield_to_event_loop().await;
                began = now_millis();
            }
            Piece::Looked(..) => {}
        }
    }
}

/// One question that is answered in pieces: asking anew stops what was under way.
#[derive(Clone, Copy)]
pub(super) struct Pieces {
    task: Task,
    progress: RwSignal<Option<(usize, usize)>>,
}

impl Pieces {
    /// Nothing is asked. What is asked ends with the page.
    pub(super) fn of_page() -> Self {
        Self { task: Task::of_page(), progress: RwSignal::new(None) }
    }

    /// Asks. What takes less than a turn is told at once; whether it was.
    pub(super) fn run<T: 'static>(
        self,
        mut piece: impl FnMut() -> Piece<T> + 'static,
        done: impl FnOnce(T) + 'static,
    ) -> bool {
        self.stop();
        let began = now_millis();
        while now_millis() - began < TURN {
            if let Piece::Done(all) = piece() {
                done(all);
                return true;
            }
        }
        self.task.run(async move {
            yield_to_event_loop().await;
            let told = |done, length: i64| {
                if length >= LONG {
                    self.progress.set(Some(done));
                }
            };
            let all = in_pieces(piece, told).await;
            self.progress.set(None);
            done(all);
        });
        false
    }

    /// Stops what is under way.
    pub(super) fn stop(self) {
        self.task.stop();
        self.progress.set(None);
    }

    /// How far work is that takes longer than a second.
    pub(super) fn progress(self) -> AnyView {
        let now = self.progress;
        let is_long = Memo::new(move |_| now.with(Option::is_some));
        view! {
            {move || is_long.get().then(|| view! {
                <Progress
                    label=words::LOOKING
                    done=Signal::derive(move || now.get().map_or(0, |(done, _)| done))
                    total=Signal::derive(move || now.get().map_or(0, |(_, total)| total))
                />
            })}
        }
        .into_any()
    }
}
