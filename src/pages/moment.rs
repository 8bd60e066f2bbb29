//! Times as pages show them.

use console_core::domain::time::Timestamp;
use leptos::prelude::*;

use crate::state::App;
use crate::ui::relative_time::RelativeTime;

/// How long ago or how soon, with the exact time on hover and focus; or a word for "never".
pub(super) fn moment(app: App, at: Option<Timestamp>, never: &'static str) -> AnyView {
    match at {
        None => view! { <span class="muted">{never}</span> }.into_any(),
        Some(at) => {
            let now = app.now();
            view! {
                <RelativeTime
                    text=Signal::derive(move || at.relative(now.get()))
                    exact=at.utc_text()
                    datetime=at.iso()
                />
            }
            .into_any()
        }
    }
}
