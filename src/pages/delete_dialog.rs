//! Deleting a token.

use console_core::api::{ApiError, Deleted};
use console_core::domain::access::{AccessSet, Diff, RiskKind};
use console_core::domain::route::Route;
use console_core::words::{actions, deletion as words, faults, risks, token, tokens};
use leptos::prelude::*;

use super::ability_lines::AbilityLines;
use super::around;
use super::error_panel::error_panel;
use super::moment::past;
use super::new_token::lacking;
use crate::state::{Editing, Open};
use crate::ui::announce::{Message, announcer};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::clipboard::CopyButton;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogKind, DialogSize};
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::text_field::TextField;

/// What the dialog is about, for those who hear it.
const CONSEQUENCE_ID: &str = "delete-consequence";
const POWERS_ID: &str = "delete-powers";

/// Why it is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Nobody needs it any more.
    Unneeded,
    /// Somebody else has its secret. A token with the same access is begun afterwards.
    Leaked,
}

pub(super) fn delete(editing: Editing, why: Why) -> AnyView {
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let announcer = announcer();
    let id = editing.id();
    let own = id.to_string();
    let blocked = Signal::derive(move || {
        typed.with(|typed| typed.trim() != own).then(|| words::TYPE_ID_FIRST.to_owned())
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
        let app = editing.app;
        // Nobody can read it any more once the token is gone.
        let replaced = editing
            .token
            .get_untracked()
            .filter(|_| why == Why::Leaked)
            .map(|token| (token, living(editing)));
        // What was asked for is done whatever page is shown by then.
        app.run_to_end(async move {
            let deleted = client.delete_token(&org, &id).await;
            busy.set(false);
            match deleted {
                Ok(how) => {
                    if how != Deleted::Unchecked {
                        store.remove(&id);
                    }
                    let resources = store.resources();
                    app.drafts.write(&org, &id, &Diff::default(), &resources.borrow());
                    let text = match how {
                        Deleted::Now => words::deleted(id.as_str()),
                        Deleted::Unanswered => words::deleted_unanswered(id.as_str()),
                        Deleted::Unchecked => words::deleted_unchecked(id.as_str()),
                        Deleted::Before => words::already_gone(id.as_str()),
                    };
                    if let Some(announcer) = announcer {
                        announcer.show(Message::done(text));
                    }
                    if app.is_shown(&org, &id) {
                        app.go(&app.list_address(&Route::Tokens(org.clone())));
                    } else {
                        editing.open.set(Open::Nothing);
                    }
                    if let Some((token, access)) = replaced {
                        app.open_replacement(org, token, access);
                    }
                }
                Err(error) => {
                    app.note(Some(&error));
                    let is_shown = failed.try_get_untracked().is_some();
                    if let Some(announcer) = announcer.filter(|_| !is_shown) {
                        let text = words::failed(id.as_str(), &faults::happened(&error));
                        announcer.show(Message::failed(text));
                    }
                    failed.set(Some(error));
                }
            }
        });
    });
    let (title, size) = match why {
        Why::Unneeded => (token::DELETE, DialogSize::Normal),
        Why::Leaked => (words::LEAKED, DialogSize::Wide),
    };
    view! {
        <Dialog
            title=title
            kind=DialogKind::Alert
            size=size
            described_by=[CONSEQUENCE_ID, " ", POWERS_ID].concat()
            on_cancel=close
        >
            <DialogBody>
                {move || failed.get().map(|error| error_panel(editing.app, &error, None))}
                <p class="lede" id=CONSEQUENCE_ID>{around(words::CONSEQUENCE, view! {
                    <strong><bdi translate="no">{display_name(editing)}</bdi></strong>
                }.into_any())}</p>
                {move || lacking(editing.app, editing.store, &editing.id()).map(|lacks| {
                    let problem = Problem {
                        title: lacks, happened: words::LACKS_ACCESS.into(), ..Problem::default()
                    };
                    view! { <ProblemPanel tone=Tone::Warning problem=problem/> }
                })}
                {(why == Why::Leaked).then(|| leaked(editing))}
                {powers(editing)}
                <p class="delete-id">
                    {words::THE_ID}" "
                    <code translate="no">{id.to_string()}</code>
                    <CopyButton
                        label=token::COPY_ID
                        icon_only=true
                        kind=ButtonKind::Quiet
                        text=move |()| editing.id().to_string()
                    />
                </p>
                <TextField
                    label=words::TYPE_ID
                    value=typed
                    code=true
                    on_input=move |text| typed.set(text)
                />
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=close autofocus=true/>
                <Button
                    label=token::DELETE
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
        .map_or_else(|| editing.id().to_string(), |token| tokens::display_name(&token).to_owned())
}

/// What is granted, apart from what is on deleted databases.
fn living(editing: Editing) -> AccessSet {
    let resources = editing.store.resources();
    editing.draft.with_untracked(|draft| draft.base().without_deleted(&resources.borrow()))
}

/// What whoever has the secret can do, and what comes next.
fn leaked(editing: Editing) -> AnyView {
    let resources = editing.store.resources();
    let lines = AbilityLines::of(&living(editing), &resources.borrow());
    view! {
        <h3>{words::LEAKED_CAN}</h3>
        {lines.view()}
        <p>{words::LEAKED_NEXT}</p>
    }
    .into_any()
}

/// What it can do, and when it was last used: the reasons to think twice.
fn powers(editing: Editing) -> AnyView {
    let access = editing.draft.with_untracked(|draft| draft.base().clone());
    let resources = editing.store.resources();
    let living = access.without_deleted(&resources.borrow());
    let mut kinds: Vec<RiskKind> =
        RiskKind::ALL.into_iter().filter(|kind| !kind.evidence(&living).is_empty()).collect();
    // Who can delete something in production can delete something.
    if kinds.contains(&RiskKind::DestroysProduction) {
        kinds.retain(|kind| *kind != RiskKind::Destroys);
    }
    let powers: Vec<&str> = kinds.into_iter().map(risks::power).collect();
    let used = editing.token.get_untracked().and_then(|token| token.last_used_at);
    let used = match used {
        None => view! { {words::NEVER_USED} }.into_any(),
        Some(_) => around(words::LAST_USED, past(editing.app, used, words::NEVER_USED)),
    };
    let app = editing.app;
    let late = untrack(|| {
        let none = editing.store.no_recent_use(app.now().get())?;
        Some(tokens::no_recent_use(none.newest.map(|at| app.exact(at)).as_deref()))
    });
    view! { <p class="muted" id=POWERS_ID>{used}{late}{words::accesses(&count(access.len()))}{risks::can(&powers)}</p> }.into_any()
}
