//! Which rows of a table are in the page: those on the screen, a few beyond, and the one with the
//! focus wherever it is, so that scrolling never takes the focus away.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use console_core::domain::listing::{TablePlaces, Window, rows_in_turn, visible_rows};
use leptos::prelude::*;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::Rows;
use super::items::{Item, items, place_of};
use crate::ui::effect::effect;
use crate::ui::painted::{a_part_each_frame, is_focus_lost, once_painted};
use crate::ui::paper::{LONGEST, is_printing};

/// Rows kept ready beyond both edges.
const OVERSCAN: usize = 8;

/// Rows come and go so many at a time while somebody scrolls, not with each frame.
const STEP: usize = 16;

/// Lists of so many rows are in the page as a whole, so that the browser's own search finds them.
const WHOLE: usize = 500;

/// So many more rows come in one turn of the browser, so that none takes long.
const MORE: usize = 16;

/// So many come with the page, which is made in the same turn.
const FIRST: usize = 4;

/// A short list is completed once it has not changed for so long: whoever types, or reads page after page, does not
/// wait for it.
const QUIET: Duration = Duration::from_millis(400);

/// How high a row is before one was measured, in pixels: usually, and where rows are dense.
const ROW_HEIGHTS: [f64; 2] = [36.0, 32.0];

/// What is seen of the table, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    scrolled: f64,
    height: f64,
    row_height: f64,
    /// How many rows are kept ready beyond both edges.
    overscan: usize,
    /// The table is wider than what is seen of it.
    is_sideways: bool,
}

impl Look {
    /// Of so many rows those that are seen or kept ready.
    fn rows(self, rows: usize, step: usize) -> Range<usize> {
        let Self { scrolled, height, row_height, overscan, .. } = self;
        visible_rows(Window { rows, row_height, scrolled, height, overscan, step })
    }
}

/// What of the rows has the focus, and what gets it.
#[derive(Default)]
pub(super) struct Focus {
    /// What has it.
    holder: Option<web_sys::HtmlElement>,
    /// What Tab leads to, of all rows.
    pub(super) stop: Option<web_sys::Element>,
    /// The key of the row that had it last.
    pub(super) stop_key: Option<String>,
    /// The row and the column that get it as soon as they are in the page.
    pub(super) wanted: Option<(usize, String)>,
}

/// The state of a windowed table body.
#[derive(Clone, Copy)]
pub(super) struct TableWindow {
    pub(super) region: NodeRef<leptos::html::Div>,
    look: RwSignal<Look>,
    waiting: StoredValue<bool>,
    /// Counts the changes of how many rows there are.
    turn: StoredValue<u32>,
    /// The key of the row that has the focus, and the place where it was last seen.
    focused: RwSignal<Option<(String, usize)>>,
    pub(super) focus: StoredValue<Focus, LocalStorage>,
    /// The rows that are to be in the page.
    wanted: Memo<Range<usize>>,
    /// Those of them that are, with gaps for the others.
    pub(super) items: Memo<Arc<[Item]>>,
    /// Turns each time that others may come.
    come: RwSignal<bool>,
    /// Some rows are not in the page.
    windowed: Memo<bool>,
    /// The table is wider than what is seen of it.
    sideways: Memo<bool>,
    pub(super) rows: StoredValue<Rows>,
    pub(super) count: Signal<usize>,
    pub(super) places: Option<StoredValue<TablePlaces>>,
}

impl TableWindow {
    pub(super) fn new(
        region: NodeRef<leptos::html::Div>,
        rows: Rows,
        places: Option<StoredValue<TablePlaces>>,
    ) -> Self {
        let look = RwSignal::new(guess());
        let focused = RwSignal::new(None::<(String, usize)>);
        let count = rows.count;
        let come = RwSignal::new(false);
        let wanted = Memo::new(move |_| {
            let rows = count.get();
            if is_printing() {
                return 0..rows.min(LONGEST);
            }
            look.get().rows(rows, STEP)
        });
        let key = rows.key.clone();
        let items = Memo::new(move |before: Option<&Arc<[Item]>>| {
            come.track();
            let (wanted, count) = (wanted.get(), count.get());
            if is_printing() {
                // What is cut is told in words, not by empty sheets.
                let last = wanted.end.min(count);
                return items(0..last, None, last, &*key);
            }
            let kept = focused.get().and_then(|(own, at)| place_of(&own, at, count, &*key));
            let wanted = wanted.start..wanted.end.min(count);
            let first = Look { overscan: 0, ..look.get_untracked() }.rows(count, 1).start;
            let is_there = |at: usize| {
                let own = key(at);
                before.is_some_and(|all| all.iter().any(|item| item.key == own))
            };
            let turn = if before.is_none() { FIRST } else { MORE };
            items(rows_in_turn(&wanted, first, turn, &is_there), kept, count, &*key)
        });
        let this = Self {
            region,
            look,
            waiting: StoredValue::new(false),
            turn: StoredValue::new(0),
            focused,
            focus: StoredValue::new_local(Focus::default()),
            wanted,
            items,
            come,
            windowed: Memo::new(move |_| {
                items.with(|items| items.iter().any(|item| item.left_out > 0))
            }),
            sideways: Memo::new(move |_| look.with(|look| look.is_sideways)),
            rows: StoredValue::new(rows),
            count,
            places,
        };
        this.watch();
        this
    }

    /// Some rows are not in the page.
    pub(super) fn is_windowed(self) -> bool {
        self.windowed.get()
    }

    /// The table is wider than what is seen of it.
    pub(super) fn is_sideways(self) -> bool {
        self.sideways.get()
    }

    /// Looks again what is seen, with the next frame.
    pub(super) fn look_soon(self) {
        if !self.waiting.get_value() {
            self.waiting.set_value(true);
            request_animation_frame(move || {
                // The table may be gone by then.
                if self.waiting.try_update_value(|waiting| *waiting = false).is_some() {
                    self.look_now();
                }
            });
        }
    }

    /// Looks again once what there is now was painted.
    pub(super) fn look_later(self) {
        once_painted(Box::new(move || {
            if self.waiting.try_get_value().is_some() {
                self.look_now();
            }
        }));
    }

    fn look_now(self) {
        let Some(region) = self.region.get_untracked() else { return };
        let row = region.query_selector("tr[data-key]").ok().flatten();
        let head = region.query_selector("thead").ok().flatten();
        let head = head.map_or(0.0, |head| head.get_bounding_client_rect().height());
        let before = self.look.get_untracked();
        let now = Look {
            // The header covers as much of the top as it adds to the table's height.
            scrolled: f64::from(region.scroll_top()),
            height: (f64::from(region.client_height()) - head).max(0.0),
            row_height: row
                .map(|row| row.get_bounding_client_rect().height())
                .filter(|height| *height > 1.0)
                .unwrap_or(before.row_height),
            overscan: before.overscan,
            is_sideways: region.scroll_width() > region.client_width(),
        };
        if now != before {
            self.look.set(now);
        }
        self.note_scrolled(region.scroll_top());
        self.come_back(&region, now == before && !untrack(|| self.lacks_rows()));
    }

    /// Some of the wanted rows are not in the page yet.
    fn lacks_rows(self) -> bool {
        let wanted = self.wanted.get();
        let is_wanted = |item: &&Item| item.left_out == 0 && wanted.contains(&item.at);
        self.items.with(|items| items.iter().filter(is_wanted).count() < wanted.len())
    }

    /// Puts the rest of a short list into the page, unless it changes meanwhile.
    fn complete(self, turn: Option<u32>) {
        let more = move || {
            // The table may be gone by then.
            if turn.is_none() || self.turn.try_get_value() != turn {
                return;
            }
            let count = self.count.get_untracked();
            if count <= WHOLE && !self.rows.with_value(Rows::are_coming) {
                self.look.update(|look| look.overscan = count);
            }
        };
        set_timeout(more, QUIET);
    }

    fn watch(self) {
        effect(move || {
            self.count.track();
            // While a list is read, it is not yet known whether it is short.
            self.rows.with_value(Rows::are_coming);
            if self.look.with_untracked(|look| look.overscan > OVERSCAN) {
                self.look.update(|look| look.overscan = OVERSCAN);
            }
            let turn = self.turn.try_update_value(|turn| {
                *turn = turn.wrapping_add(1);
                *turn
            });
            self.complete(turn);
        });
        effect(move || {
            // A first row, another density or a longer list may change what is seen.
            self.count.track();
            if self.region.get().is_some() {
                self.look_later();
            }
        });
        a_part_each_frame(
            move || self.lacks_rows(),
            move || self.come.update(|come| *come = !*come),
        );
        let resized = window_event_listener(leptos::ev::resize, move |_| self.look_soon());
        let listeners = [
            window_event_listener_untyped("wheel", move |_| self.stay_here()),
            window_event_listener_untyped("pointerdown", move |_| self.stay_here()),
            window_event_listener_untyped("keydown", move |_| self.stay_here()),
        ];
        on_cleanup(move || {
            resized.remove();
            listeners.into_iter().for_each(WindowListenerHandle::remove);
        });
        // A row that is put elsewhere in the page loses the focus by that, and gets it back. If the row was taken
        // out of the list, the table keeps the focus.
        effect(move || {
            self.items.track();
            if !self.focused.with(Option::is_some) || !is_focus_lost() {
                return;
            }
            let holder = self.focus.with_value(|focus| focus.holder.clone());
            let holder = holder.filter(|holder| holder.is_connected());
            if let Some(holder) = holder {
                let stay = web_sys::FocusOptions::new();
                stay.set_prevent_scroll(true);
                let _ = holder.focus_with_options(&stay);
            } else if let Some(region) = self.region.get_untracked() {
                self.focused.set(None);
                let _ = region.focus();
            }
        });
    }

    pub(super) fn focus_in(self, event: &web_sys::FocusEvent) {
        let target = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
        let place = target.as_ref().and_then(|target| self.place_around(target));
        if let Some(control) = &target {
            self.stop_at(control);
        }
        self.focus.update_value(|focus| {
            if target.is_some() {
                focus.stop_key = place.as_ref().map(|(key, _)| key.clone());
            }
            focus.holder = target;
        });
        if place.is_some() {
            self.focused.set(place);
        }
    }

    pub(super) fn focus_out(self, event: &web_sys::FocusEvent) {
        // Without a successor the window lost the focus, not the row.
        if event.related_target().is_some() {
            self.focused.set(None);
        }
    }

    /// How many whole rows are on the screen.
    pub(super) fn rows_in_sight(self) -> usize {
        let Look { height, row_height, .. } = self.look.get_untracked();
        // A float of a few hundred at the most.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let rows = (height / row_height.max(1.0)).clamp(2.0, 1000.0) as usize;
        rows - 1
    }

    /// Scrolls so that a row comes into the page.
    pub(super) fn scroll_to_row(self, at: usize) {
        let Some(region) = self.region.get_untracked() else { return };
        // A float holds the height of any list.
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        let top = (at as f64 * self.look.with_untracked(|look| look.row_height)) as i32;
        region.set_scroll_top(top);
    }

    /// How high a row is, in pixels.
    pub(super) fn row_height(self) -> f64 {
        self.look.with(|look| look.row_height)
    }

    /// The place of the row that something is in.
    pub(super) fn place_around(self, target: &web_sys::Element) -> Option<(String, usize)> {
        let key = target.closest("tr[data-key]").ok()??.get_attribute("data-key")?;
        let at = self.items.with_untracked(|items| {
            items.iter().find(|item| item.left_out == 0 && item.key == key).map(|item| item.at)
        });
        Some((key, at?))
    }

    pub(super) fn chosen(self, event: &web_sys::Event) {
        let input = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let choose = self.rows.with_value(|rows| rows.choose);
        if let (Some((_, at)), Some(choose)) = (self.place_around(&input), choose) {
            choose.run((at, input.checked()));
        }
    }
}

/// So many rows are as high as the browser's window.
pub(super) fn rows_in_window() -> usize {
    let rows = (window_height() / row_height()).ceil();
    // A window is some thousand pixels high at the most.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let rows = rows.clamp(1.0, 200.0) as usize;
    rows
}

fn window_height() -> f64 {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    height.unwrap_or(800.0)
}

/// How high a row is, until one was measured.
fn row_height() -> f64 {
    let [usual, dense] = ROW_HEIGHTS;
    let is_dense = document().document_element().is_some_and(|it| it.has_attribute("data-density"));
    if is_dense { dense } else { usual }
}

/// What is seen of a table that fills the window, until that is measured.
fn guess() -> Look {
    Look {
        scrolled: 0.0,
        height: (window_height() - 200.0).max(320.0),
        row_height: row_height(),
        overscan: OVERSCAN,
        is_sideways: false,
    }
}
