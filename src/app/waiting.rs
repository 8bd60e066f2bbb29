//! Why nothing happens for a while.

use console_core::api::ports::Wait;
use console_core::words::shell as words;

use crate::platform::locale;
use crate::state::App;
use crate::ui::dynamic::dynamic;
use leptos::prelude::*;

/// Tells why calls wait and for how long, for as long as they do.
pub(super) fn notice(app: App) -> AnyView {
    view! {
        {dynamic(move || app.connection.waiting.get().map(|(why, until)| {
            let millis = u64::try_from(until - locale::now_millis()).unwrap_or_default();
            let reason = match why {
                Wait::Pace => {
                    let calls = app.with_config(|config| config.requests_per_minute);
                    words::waits_for_pace(&locale::count(calls))
                }
                Wait::RateLimit => words::WAITS_FOR_LIMIT.to_owned(),
                Wait::Failure => words::WAITS_AFTER_FAILURE.to_owned(),
            };
            let seconds = usize::try_from(millis.div_ceil(1_000)).unwrap_or_default();
            let goes_on = words::goes_on(&locale::count(seconds));
            view! { <p class="note" role="status">{reason}{goes_on}</p> }.into_any()
        }))}
    }
    .into_any()
}
