//! What can wait for the screen, and where the focus is by then.

use std::time::Duration;

use leptos::prelude::*;

/// Does something once the next frame was painted. What has to know places or sizes costs nothing then; before, the
/// whole page would have to be laid out only for that.
pub(super) fn once_painted(then: Box<dyn FnOnce()>) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// Whether nothing has the focus.
pub(super) fn is_focus_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
