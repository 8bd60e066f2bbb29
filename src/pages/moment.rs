//! Times as pages show them.

use std::sync::Arc;

use console_core::domain::time::Timestamp;
use console_core::domain::token::{Expiry, Token};
use console_core::words::{times, tokens as words};

use crate::platform::locale;
use crate::state::App;
use crate::ui::badge::{Mark, Marks, Tone};
use crate::ui::icon::Icon;
use crate::ui::paper::is_printing;
use crate::ui::relative_time::RelativeTime;
use crate::ui::table::Cell;
use leptos::prelude::*;

/// What to count from, of now and the time that is told.
type Since = fn(Timestamp, Timestamp) -> Timestamp;

/// What happened is never told as to come, however the clocks differ.
const PAST: Since = Timestamp::max;
const ANY: Since = |now, _| now;

/// How long ago something happened, or a word for "never".
pub(super) fn past(app: App, at: Option<Timestamp>, never: &'static str) -> AnyView {
    shown(app, at, never, PAST)
}

/// The same in a table.
pub(super) fn past_cell(app: App, at: Option<Timestamp>, never: &'static str) -> Cell {
    in_cell(app, at, never, PAST)
}

/// How long ago or how soon in a table, or a word for "never".
pub(super) fn cell(app: App, at: Option<Timestamp>, never: &'static str) -> Cell {
    in_cell(app, at, never, ANY)
}

/// When a token ends, with a mark where that is past or soon.
pub(super) fn expires(app: App, token: &Arc<Token>) -> AnyView {
    let (at, token) = (token.expires_at, token.clone());
    let end = Memo::new(move |_| token.expiry(app.now().get()));
    view! {
        <span class="expiry">
            {move || view! { <Marks marks=mark(end.get()).into_iter().collect()/> }}
            {shown(app, at, times::NEVER, ANY)}
        </span>
    }
    .into_any()
}

/// What is remarkable about a token's end, and how much.
pub(super) fn mark(end: Expiry) -> Option<Mark> {
    let (label, tone) = match end {
        Expiry::Expired => (words::MARK_EXPIRED, Tone::Danger),
        Expiry::Soon => (words::MARK_SOON, Tone::Warning),
        Expiry::Never | Expiry::Later => return None,
    };
    Some(Mark::Badge { label, tone, icon: Icon::CLOCK })
}

/// Writes a distance: whole words, or few letters for a column.
type Write = fn(i64, &'static str) -> Option<String>;

fn text(app: App, at: Timestamp, from: Since, write: Write) -> String {
    // On paper, how long ago it was is soon not so any more. The zone is told at the top of the sheet.
    if is_printing() {
        return at.for_spreadsheet();
    }
    let (length, unit) = at.distance(from(app.now().get(), at));
    write(length, unit.key()).unwrap_or_else(|| at.iso())
}

/// The day of an instant, in UTC or in the reader's zone as they chose.
pub(super) fn day(app: App, at: Timestamp) -> String {
    locale::day(at.millis(), app.appearance.local_times.get()).unwrap_or_else(|| at.iso())
}

/// How long ago or how soon an instant is.
pub(super) fn distance(app: App, at: Timestamp) -> String {
    text(app, at, ANY, locale::distance)
}

fn in_cell(app: App, at: Option<Timestamp>, never: &'static str, from: Since) -> Cell {
    match at {
        None => Cell::text("muted", never),
        Some(at) => {
            let text = text(app, at, from, locale::short_distance);
            Cell::time(text, at.iso(), Some(locale::tag()))
        }
    }
}

fn shown(app: App, at: Option<Timestamp>, never: &'static str, from: Since) -> AnyView {
    match at {
        None => view! { <span class="muted">{never}</span> }.into_any(),
        Some(at) => view! {
            <RelativeTime
                text=Signal::derive(move || text(app, at, from, locale::distance))
                datetime=at.iso()
                language=Some(locale::tag())
            />
        }
        .into_any(),
    }
}
