//! The bar of unsaved changes, which stays at the lower edge while there are some.

use console_core::words::{actions, token as words};

use super::endings::errand;
use super::focus::{REVIEW_ID, focus_grant_in_sight};
use crate::state::{Editing, Errand, Open};
use crate::ui::announce::{Message, announcer, speaks};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::effect::effect;
use crate::ui::icon::Icon;
use crate::ui::mark::mark;
use crate::ui::number::count;
use leptos::prelude::*;

/// The status is always there to be read; the buttons come with the first change.
pub(super) fn save_bar(editing: Editing) -> AnyView {
    let unsaved = editing.unsaved;
    let is_dirty = Memo::new(move |_| unsaved.get() > 0);
    effect(move || {
        if is_dirty.get() {
            mark("data-save-bar");
        }
    });
    speaks(Signal::derive(move || Some(words::unsaved_spoken(&count(unsaved.get())))));
    review_by_key(editing, is_dirty);
    view! {
        <div class=move || if is_dirty.get() { "save-bar" } else { "save-bar idle" }>
            <p
                class=move || if is_dirty.get() { "save-bar-status" } else { "visually-hidden" }
                role="status"
                aria-live="off"
            >
                {move || words::unsaved(unsaved.get())}
            </p>
            {move || is_dirty.get().then(|| buttons(editing))}
        </div>
    }
    .into_any()
}

fn buttons(editing: Editing) -> AnyView {
    let announcer = announcer();
    let locked = editing.is_read_only().then(|| actions::READ_ONLY.to_owned());
    let discard = move |()| {
        let discarded = editing.discard();
        if let Some(first) = discarded.additions.first().or(discarded.removals.first()) {
            focus_grant_in_sight(*first);
        }
        if let Some(announcer) = announcer {
            let text = words::discarded(&count(discarded.len()));
            let subject = editing.subject();
            let back = errand(editing.app, announcer, &subject, Errand::Restore(discarded));
            announcer.show(Message::done(text).with(actions::UNDO, back));
        }
    };
    view! {
        <p class="save-bar-token" aria-hidden="true" translate="no"><bdi>{move || editing.name()}</bdi></p>
        <kbd class="save-bar-key" aria-hidden="true">{words::REVIEW_KEY}</kbd>
        <Button label=words::DISCARD kind=ButtonKind::Quiet icon=Icon::UNDO on_press=discard/>
        <Button
            id=REVIEW_ID
            label=words::REVIEW
            kind=ButtonKind::Primary
            blocked=locked
            on_press=move |()| editing.open.set(Open::Review)
        />
    }
    .into_any()
}

/// Ctrl+Enter, or ⌘+Enter, opens the review from any box.
fn review_by_key(editing: Editing, is_dirty: Memo<bool>) {
    let typed = window_event_listener(leptos::ev::keydown, move |event| {
        let is_key = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
        let is_free = editing.open.get_untracked() == Open::Nothing && !editing.is_read_only();
        if is_key && is_free && is_dirty.get_untracked() && !event.default_prevented() {
            event.prevent_default();
            editing.open.set(Open::Review);
        }
    });
    on_cleanup(move || typed.remove());
}
