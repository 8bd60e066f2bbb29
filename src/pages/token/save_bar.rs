//! The bar of unsaved changes, which stays at the lower edge.

use console_core::words::tokens::display_name;
use console_core::words::{actions, token as words};

use super::editing::{Editing, Open};
use super::endings::errand;
use crate::state::Errand;
use crate::ui::announce::{Message, announcer, speaks};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::mark::mark;
use crate::ui::number::count;
use leptos::prelude::*;

pub(super) fn save_bar(editing: Editing) -> AnyView {
    let announcer = announcer();
    let unsaved = editing.unsaved;
    let changed = Memo::new(move |_| unsaved.get() > 0);
    Effect::new(move |_| {
        if changed.get() {
            mark("data-save-bar");
        }
    });
    speaks(Signal::derive(move || Some(words::unsaved_spoken(&count(unsaved.get())))));
    let none =
        Signal::derive(move || (unsaved.get() == 0).then(|| words::NOTHING_CHANGED.to_owned()));
    let locked = editing.is_read_only();
    let no_review =
        Signal::derive(
            move || {
                if locked { Some(actions::READ_ONLY.to_owned()) } else { none.get() }
            },
        );
    let discard = move |()| {
        let discarded = editing.discard();
        if let Some(announcer) = announcer {
            let text = words::discarded(&count(discarded.len()));
            let subject = editing.subject();
            let back = errand(editing.app, announcer, &subject, Errand::Restore(discarded));
            announcer.show(Message::done(text).with(actions::UNDO, back));
        }
    };
    let name = Memo::new(move |_| {
        editing
            .token
            .with(|token| token.as_ref().map_or_else(String::new, |it| display_name(it).to_owned()))
    });
    view! {
        <div class="save-bar" data-changed=move || (unsaved.get() > 0).then_some("")>
            <p class="save-bar-token" aria-hidden="true" translate="no"><bdi translate="no">{move || name.get()}</bdi></p>
            <p class="save-bar-status" role="status" aria-live="off">
                {move || words::unsaved(unsaved.get())}
            </p>
            <Button
                label=words::DISCARD
                kind=ButtonKind::Quiet
                icon=Icon::UNDO
                blocked=none
                on_press=discard
            />
            <Button
                label=words::REVIEW
                kind=ButtonKind::Primary
                blocked=no_review
                on_press=move |()| editing.open.set(Open::Review)
            />
        </div>
    }.into_any()
}
