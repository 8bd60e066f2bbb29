//! Times as pages show them.

use console_core::domain::time::Timestamp;

use crate::dom::{View, view};
use crate::live::Signal;
use crate::platform::locale;
use crate::state::App;
use crate::ui::relative_time::RelativeTime;

/// How long ago something happened. It is never told as to come, however the clocks differ.
pub(super) fn past(app: App, at: Option<Timestamp>, never: &'static str) -> View {
    shown(app, at, never, Timestamp::max)
}

/// How long ago or how soon, with the exact time on hover and focus; or a word for "never".
pub(super) fn moment(app: App, at: Option<Timestamp>, never: &'static str) -> View {
    shown(app, at, never, |now, _| now)
}

/// `from` makes the time to count from, of now and the time that is told.
fn shown(
    app: App,
    at: Option<Timestamp>,
    never: &'static str,
    from: fn(Timestamp, Timestamp) -> Timestamp,
) -> View {
    match at {
        None => view! { <span class="muted">{never}</span> },
        Some(at) => {
            let now = app.now();
            let text = move || {
                let (length, unit) = at.distance(from(now.get(), at));
                locale::distance(length, unit.key()).unwrap_or_else(|| at.iso())
            };
            view! {
                <RelativeTime
                    text=Signal::derive(text)
                    datetime=at.iso()
                    language=locale::tag()
                />
            }
        }
    }
}
