//! The form of a new token.

use std::sync::Arc;

use console_core::api::StartingAccess;
use console_core::domain::creation::NewToken;
use console_core::domain::ids::TokenId;
use console_core::domain::token::Token;
use console_core::words::tokens::display_name;
use console_core::words::{
    actions, creation as words, parts, replacement, token as token_words, tokens,
};
use leptos::prelude::*;

use super::assertions::Judged;
use super::failure::{not_created, under_way};
use super::foresight::{Start, foresight};
use super::start::StartChoice;
use super::{end, focus_soon, tried, unreplaced};
use crate::pages::token_choice::{token_choice, token_options};
use crate::state::{App, CreationStage, ListStatus, Organization, Purpose};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{Combobox, Entry};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::effect::effect;
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::text_field::TextField;

/// The dialog with the form.
#[component]
pub(super) fn Form(app: App) -> impl IntoView {
    let creation = app.creation;
    let Some(opening) = creation.opening.get_untracked() else { return ().into_any() };
    let (fields, store) = (creation.fields, app.organization(&opening.org));
    let choice = StartChoice::new(app, store);
    let is_running = Memo::new(move |_| creation.is_running());
    let not_made = Memo::new(move |_| match creation.stage.get() {
        CreationStage::NotCreated(why) => Some(why),
        CreationStage::Filling | CreationStage::Running(_) => None,
    });
    let leave = Callback::new(move |()| {
        creation.may_leave();
    });
    let cancel = Callback::new(move |()| {
        if untrack(|| creation.is_running()) {
            leave.run(());
        } else {
            creation.close_form();
        }
    });
    let judged = Judged { app, store, choice, purpose: StoredValue::new(opening.purpose.clone()) };
    let blocked = Memo::new(move |_| judged.blocks());
    let asked = opening.purpose.clone();
    let submit = move |()| {
        fields.is_tried.set(true);
        let wrong_name = untrack(|| name_error(app)).is_some();
        let (length, start) = (untrack(|| end::length(app)), untrack(|| starting(&asked, choice)));
        if blocked.get_untracked().is_some() {
            return;
        }
        match (wrong_name, length, start) {
            (false, Ok(length), Some(start)) => {
                app.create(NewToken::new(&fields.name.get_untracked(), length), start);
            }
            _ => focus_soon("dialog[open] [aria-invalid=true]"),
        }
    };
    let purpose = opening.purpose.clone();
    let is_new = purpose == Purpose::New;
    let old = purpose.rotated().cloned();
    let (title, text) = match &purpose {
        Purpose::New => (words::TITLE, None),
        Purpose::Rotation(_) => (words::ROTATE, Some(words::ROTATE_TEXT.to_owned())),
        Purpose::Leak(old, _) => (words::REPLACE, Some(words::replace_text(display_name(old)))),
    };
    // The access of a token that is deleted cannot be chosen any more.
    let copies = !matches!(purpose, Purpose::Leak(..));
    let org = opening.org.clone();
    view! {
        <Dialog title=title size=DialogSize::Wide on_cancel=leave on_submit=submit>
            <DialogBody>
                {leaving(app)}
                {text.map(|text| view! { <p class="lede">{text}</p> })}
                {purpose.rotated().map(|old| leaked(app, store, old.id.clone()))}
                {unreplaced::perhaps_replaced(store, &purpose)}
                {under_way(app)}
                {move || not_made.get().map(|why| not_created(app, &org, &why))}
                <div class="creation">
                    <div class="creation-fields">
                        <TextField
                            label=words::NAME
                            value=fields.name
                            on_input=move |text| fields.name.set(text)
                            hint=Signal::derive(move || name_hint(app))
                            error=tried(app, move || name_error(app))
                            autofocus=true
                        />
                        {end::fields(app)}
                        {is_new.then(|| choice.fields())}
                        {move || (copies && fields.starter.get().is_none()).then(|| {
                            source(app, store, old.clone())
                        })}
                    </div>
                    {foresight(app, store, choice, purpose)}
                </div>
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=cancel/>
                <Button
                    label=words::CREATE
                    kind=ButtonKind::Primary
                    submit=true
                    busy=is_running
                    blocked=blocked
                />
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

/// That the token which is to be rotated leaked, where that is known: as long as it is not deleted, somebody else has its
/// secret.
fn leaked(app: App, store: Organization, old: TokenId) -> AnyView {
    let log = app.audit_log(&store.name());
    let is_leaked = Memo::new(move |_| log.leak(&old).is_some());
    (move || {
        is_leaked.get().then(|| {
            let problem = Problem {
                title: token_words::IT_LEAKED.into(),
                happened: words::LEAKED_IS_NOT_ROTATED.into(),
                next: words::LEAKED_IS_NOT_ROTATED_NEXT.into(),
                ..Problem::default()
            };
            view! { <ProblemPanel problem/> }
        })
    })
    .into_any()
}

/// What the token starts with, or that this is not clear yet.
fn starting(purpose: &Purpose, choice: StartChoice) -> Option<StartingAccess> {
    match purpose {
        Purpose::New | Purpose::Rotation(_) => Some(match choice.start()? {
            // Whoever presses "Create token" agrees to what is shown beside it.
            StartingAccess::Copy(source, _) => {
                let start = Start::of(choice.app, choice.store, choice, purpose.clone());
                StartingAccess::Copy(source, start.known())
            }
            other => other,
        }),
        Purpose::Leak(_, access) if access.is_empty() => Some(StartingAccess::Nothing),
        Purpose::Leak(_, access) => Some(StartingAccess::Grant(access.clone())),
    }
}

/// The question before a form is left that is filled in half.
fn leaving(app: App) -> AnyView {
    let creation = app.creation;
    effect(move || {
        if creation.is_asking.get() {
            focus_soon("dialog[open] .leaving");
        }
    });
    let is_leak = creation.opening.with_untracked(|opening| {
        opening.as_ref().is_some_and(|it| matches!(it.purpose, Purpose::Leak(..)))
    });
    let happened = if is_leak { replacement::LEAVE_FORM_TEXT } else { words::LEAVE_FORM_TEXT };
    let problem = move || Problem {
        title: words::LEAVE_FORM.into(),
        happened: happened.into(),
        ..Problem::default()
    };
    let discard = Callback::new(move |()| creation.close_form());
    view! {
        {move || creation.is_asking.get().then(|| view! {
            <div class="leaving" tabindex="-1">
                <ProblemPanel
                    tone=Tone::Warning
                    problem=problem()
                    actions=view! {
                        <Button label=words::DISCARD kind=ButtonKind::Danger on_press=discard/>
                    }.into_any()
                />
            </div>
        })}
    }
    .into_any()
}

fn name_error(app: App) -> Option<String> {
    app.with_config(|config| {
        let fits = app.creation.fields.name.with(|name| config.allows_name(name.trim()));
        let pattern = config.policy.name_pattern.as_deref().unwrap_or_default();
        (!fits).then(|| words::name_pattern(pattern))
    })
}

/// What to know of a name before one is wrong.
fn name_hint(app: App) -> Option<String> {
    let fields = app.creation.fields;
    if fields.is_tried.get() && name_error(app).is_some() {
        return None;
    }
    let pattern = app.with_config(|config| config.policy.name_pattern.clone());
    let is_unnamed = fields.name.with(|name| name.trim().is_empty());
    let unnamed = || is_unnamed.then(|| words::without_name(tokens::UNNAMED));
    pattern.map(|pattern| words::names_look_like(&pattern)).or_else(unnamed)
}

/// Whose access is copied.
fn source(app: App, store: Organization, old: Option<Arc<Token>>) -> AnyView {
    let source = app.creation.fields.source;
    // The list may not have been read where a token is rotated.
    let old = StoredValue::new(old);
    let known = move |id: &TokenId| {
        old.get_value().filter(|token| token.id == *id).or_else(|| store.token(id))
    };
    let first = source.get_untracked().and_then(|id| known(&id));
    let entry =
        RwSignal::new(first.map_or(Entry::Empty, |token| Entry::Chosen(token_choice(&token))));
    effect(move || {
        source.set(entry.with(|entry| entry.value().and_then(|id| TokenId::parse(id).ok())));
    });
    // A list that is not whole is searched as far as it is there, and says so.
    let part = Memo::new(move |_| {
        let is_whole = store.status.with(|status| status.is_complete() || status.is_coming());
        (!is_whole).then(|| {
            let read = store.with_tokens(|tokens, _| tokens.len());
            words::searches_part(&count(read))
        })
    });
    let text = Signal::derive(move || {
        let chosen = source.get().map(|id| {
            let known = known(&id);
            let name = known.as_ref().map_or(id.as_str(), |token| display_name(token));
            words::copies_from(name, id.as_str())
        });
        chosen.or_else(|| part.get())
    });
    let none = Signal::derive(move || match part.get() {
        Some(part) => [parts::NOTHING_FITS, " ", &part].concat(),
        None => parts::NOTHING_FITS.to_owned(),
    });
    view! {
        <Combobox
            label=words::COPY_FROM
            options=token_options(store)
            placeholder=words::COPY_FROM_HINT
            entry=entry
            hint=text
            loading=Signal::derive(move || store.status.with(ListStatus::is_reading))
            none_text=none
        />
    }
    .into_any()
}
