//! What can wait for the screen, and where the focus is by then.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::effect::effect;

/// Does something once the next frame was painted. What has to know places or sizes costs nothing then; before, the
/// whole page would have to be laid out only for that.
pub(super) fn once_painted(then: Box<dyn FnOnce()>) {
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// Lets a part come after each frame as long as something lacks: once a frame, however often it changes meanwhile what
/// lacks. A part for each change would make one long frame of them.
pub(super) fn a_part_each_frame(
    lacks: impl Fn() -> bool + 'static,
    come: impl Fn() + Copy + 'static,
) {
    let is_waiting = StoredValue::new(false);
    effect(move || {
        if lacks() && !is_waiting.get_value() {
            is_waiting.set_value(true);
            once_painted(Box::new(move || {
                // What it comes to may be gone by then.
                if is_waiting.try_update_value(|is_waiting| *is_waiting = false).is_some() {
                    come();
                }
            }));
        }
    });
}

/// Whether nothing has the focus.
pub(super) fn is_focus_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
