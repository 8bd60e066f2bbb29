//! Work over a whole list in pieces, with a turn for the browser between them.

use std::sync::Arc;

use console_core::domain::listing::{Gradual, TokenList};
use console_core::words::who as words;
use leptos::prelude::*;

use crate::platform::locale::now_millis;
use crate::platform::turns::yield_to_event_loop;
use crate::state::{Organization, Task};
use crate::ui::progress::Progress;

/// How long a turn of the browser is used, in milliseconds: less than a task that somebody notices.
const TURN: i64 = 10;

/// The same for the turn in which work begins: the page that shows it is often made in it.
const FIRST_TURN: i64 = 4;

/// After how many milliseconds is told how far the work is.
const LONG: i64 = 1_000;

/// So many tokens are looked at before the clock is.
const AT_A_TIME: usize = 50;

/// How far work has come.
pub(super) enum Piece<T> {
    /// So many are looked at, of so many.
    Looked(usize, usize),
    /// The same, and some of it was told to the page: the browser has its turn at once, as to show it takes time too.
    Shown(usize, usize),
    Done(T),
}

/// The pieces of work over the list of tokens. Not watched: whoever watches the list begins anew.
pub(super) fn over_list<G: Gradual + 'static>(
    store: Organization,
    mut work: G,
) -> impl FnMut() -> Piece<G::Found> + 'static {
    let resources = store.resources();
    move || {
        untrack(|| {
            store.with_tokens(|tokens, index| {
                let list = TokenList { tokens, index, resources: &resources.borrow() };
                if let Some(found) = work.go_on(list, AT_A_TIME) {
                    return Piece::Done(found);
                }
                let (done, total) = work.progress(list);
                Piece::Looked(done, total)
            })
        })
    }
}

/// The same pieces, where there may be no answer at all.
pub(super) fn some<T>(
    mut piece: impl FnMut() -> Piece<T> + 'static,
) -> impl FnMut() -> Piece<Option<T>> + 'static {
    move || match piece() {
        Piece::Looked(done, total) => Piece::Looked(done, total),
        Piece::Shown(done, total) => Piece::Shown(done, total),
        Piece::Done(found) => Piece::Done(Some(found)),
    }
}

/// Does pieces until all is done. `on_turn` is told how far it is, and for how long it has been so.
pub(super) async fn in_pieces<T>(
    mut piece: impl FnMut() -> Piece<T>,
    mut on_turn: impl FnMut((usize, usize), i64),
) -> T {
    let first = now_millis();
    let mut began = first - (TURN - FIRST_TURN);
    loop {
        let (done, total, is_shown) = match piece() {
            Piece::Done(all) => return all,
            Piece::Looked(done, total) => (done, total, false),
            Piece::Shown(done, total) => (done, total, true),
        };
        if is_shown || now_millis() - began >= TURN {
            on_turn((done, total), now_millis() - first);
            yield_to_event_loop().await;
            began = now_millis();
        }
    }
}

/// One question that is answered in pieces: asking anew stops what was under way.
#[derive(Clone, Copy)]
pub(super) struct Pieces {
    task: Task,
    progress: RwSignal<Option<(usize, usize)>>,
    is_running: StoredValue<bool>,
}

/// What was found for a question, and whether it is so now.
#[derive(Debug)]
pub(super) struct Answer<T: 'static> {
    /// What was found last; nothing for another question than this one, unless it is kept.
    pub(super) found: RwSignal<Arc<T>>,
    /// It was found for this question, in the list as it is.
    pub(super) is_current: RwSignal<bool>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Answer<T> {}

impl Pieces {
    /// Nothing is asked. What is asked ends with the page.
    pub(super) fn of_page() -> Self {
        Self {
            task: Task::of_page(),
            progress: RwSignal::new(None),
            is_running: StoredValue::new(false),
        }
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
            match piece() {
                Piece::Done(all) => {
                    done(all);
                    return true;
                }
                Piece::Looked(..) => {}
                Piece::Shown(..) => break,
            }
        }
        self.is_running.set_value(true);
        self.task.run(async move {
            yield_to_event_loop().await;
            let told = |done, length: i64| {
                if length >= LONG {
                    self.progress.set(Some(done));
                }
            };
            let all = in_pieces(piece, told).await;
            self.progress.set(None);
            self.is_running.set_value(false);
            done(all);
        });
        false
    }

    /// Keeps an answer to a question. Another question stops what is under way. A list that has changed does not: what is
    /// under way is ended, shown as not current, and then looked up anew, so that pages that keep coming in do not keep
    /// the answer away. `work` is not watched; where it is nothing, there is no answer.
    pub(super) fn follow<Q, T, P>(
        self,
        question: impl Fn() -> Q + 'static,
        list: impl Fn() + 'static,
        work: impl Fn(&Q) -> Option<P> + 'static,
        keeps_old: bool,
    ) -> Answer<T>
    where
        Q: PartialEq + 'static,
        T: Default + Send + Sync + 'static,
        P: FnMut() -> Piece<T> + 'static,
    {
        let answer = Answer { found: RwSignal::default(), is_current: RwSignal::new(false) };
        let (has_changed, again) = (StoredValue::new(false), RwSignal::new(0_u32));
        Effect::new(move |before: Option<Q>| {
            let asked = question();
            list();
            again.track();
            let is_same = before.is_some_and(|before| before == asked);
            if is_same && self.is_running.get_value() {
                has_changed.set_value(true);
                answer.is_current.set(false);
                return asked;
            }
            has_changed.set_value(false);
            let done = move |found: T| {
                answer.found.set(Arc::new(found));
                if has_changed.get_value() {
                    again.update(|again| *again = again.wrapping_add(1));
                } else {
                    answer.is_current.set(true);
                }
            };
            let work = untrack(|| work(&asked));
            let is_asked = work.is_some();
            if work.is_some_and(|work| self.run(work, done)) {
                return asked;
            }
            answer.is_current.set(false);
            if !is_asked {
                self.stop();
            }
            if !is_asked || !(is_same || keeps_old) {
                answer.found.set(Arc::default());
            }
            asked
        });
        answer
    }

    /// Stops what is under way.
    pub(super) fn stop(self) {
        self.is_running.set_value(false);
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
