//! Deleting a token.

use console_core::api::{ApiError, Deleted};
use console_core::domain::access::{Diff, RiskKind};
use console_core::domain::route::Route;
use leptos::prelude::*;

use super::{Editing, Open};
use crate::pages::trouble::trouble;
use crate::state::{DraftStore, Task};
use crate::ui::announce::{Message, announcer};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogKind};
use crate::ui::text_field::TextField;

pub(super) fn delete(editing: Editing) -> AnyView {
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let task = Task::of_page();
    let announcer = announcer();
    let id = editing.id();
    let own = id.to_string();
    let blocked = Signal::derive(move || {
        typed
            .with(|typed| typed.trim() != own)
            .then(|| "Type the token's ID to confirm.".to_owned())
    });
    let close = Callback::new(move |()| {
        if !busy.get_untracked() {
            editing.open.set(Open::Nothing);
        }
    });
    let delete = Callback::new(move |()| {
        if busy.get_untracked() || blocked.get_untracked().is_some() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let store = editing.store;
        let (client, org, id) = (editing.app.client(), store.name(), editing.id());
        task.run(async move {
            let deleted = client.delete_token(&org, &id).await;
            busy.set(false);
            match deleted {
                Ok(how) => {
                    store.remove(&id);
                    let resources = store.resources();
                    DraftStore::write(&org, &id, &Diff::default(), &resources.borrow());
                    editing.app.dirty.set(false);
                    let text = match how {
                        Deleted::Now => [id.as_str(), " was deleted"].concat(),
                        Deleted::Before => [id.as_str(), " was already gone"].concat(),
                    };
                    if let Some(announcer) = announcer {
                        announcer.show(Message::done(text));
                    }
                    editing.app.go(&Route::Tokens(org).print());
                }
                Err(error) => {
                    editing.app.note(Some(&error));
                    failed.set(Some(error));
                }
            }
        });
    });
    view! {
        <Dialog title="Delete token" kind=DialogKind::Alert on_cancel=close>
            <DialogBody>
                {move || failed.get().map(|error| trouble(editing.app, &error, None))}
                <p class="lede">
                    "Programs that use "<strong>{display_name(editing)}</strong>
                    " lose their access at once. This cannot be undone."
                </p>
                {powers(editing)}
                <TextField
                    label="Type the token ID to confirm"
                    value=typed
                    code=true
                    hint=Some(["The ID is ", id.as_str()].concat())
                    on_input=move |text| typed.set(text)
                />
            </DialogBody>
            <DialogActions>
                <Button label="Cancel" on_press=close autofocus=true/>
                <Button
                    label="Delete token"
                    kind=ButtonKind::Danger
                    blocked=blocked
                    busy=busy
                    on_press=delete
                />
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

fn display_name(editing: Editing) -> String {
    editing
        .token
        .get_untracked()
        .map_or_else(|| editing.id().to_string(), |token| token.display_name().to_owned())
}

/// What it can do, and when it was last used: the reasons to think twice.
fn powers(editing: Editing) -> AnyView {
    let access = editing.draft.with_untracked(|draft| draft.base().clone());
    let risks: Vec<&str> = RiskKind::ALL
        .into_iter()
        .filter(|kind| !kind.evidence(&access).is_empty())
        .map(RiskKind::text)
        .collect();
    let can = if risks.is_empty() {
        String::new()
    } else {
        [" It can ", &risks.join(", "), "."].concat()
    };
    let now = editing.app.client().now();
    let used = editing
        .token
        .get_untracked()
        .and_then(|token| token.last_used_at)
        .map_or("It was never used.".to_owned(), |at| {
            ["It was last used ", &at.relative(now), "."].concat()
        });
    let count = [&access.len().to_string(), " accesses."].concat();
    view! { <p>{used}" "{count}{can}</p> }.into_any()
}
