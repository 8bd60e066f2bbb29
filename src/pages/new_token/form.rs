//! The form of a new token.

use std::sync::Arc;

use console_core::domain::creation::NewToken;
use console_core::domain::ids::TokenId;
use console_core::domain::listing::NaturalKey;
use console_core::domain::time::Seconds;
use console_core::domain::token::Token;
use console_core::domain::ttl::{self, Lifetime, WrongTtl};
use console_core::words::tokens::display_name;
use console_core::words::{actions, creation as words, parts};
use leptos::prelude::*;

use super::failure::{not_created, under_way};
use super::focus_soon;
use super::start::StartChoice;
use crate::state::{App, CreationStage, ListStatus, Organization};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{Combobox, Entry};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody};
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::select::{Choice, Select};
use crate::ui::text_field::{TextField, TextKind};

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
    let submit = move |()| {
        fields.is_tried.set(true);
        let wrong_name = untrack(|| name_error(app)).is_some();
        let (length, start) = (untrack(|| length(app)), untrack(|| choice.start()));
        match (wrong_name, length, start) {
            (false, Ok(length), Some(start)) => {
                app.create(NewToken::new(&fields.name.get_untracked(), length), start);
            }
            _ => focus_soon("dialog[open] [aria-invalid=true]"),
        }
    };
    let rotates = opening.replaces.is_some();
    let title = if rotates { words::ROTATE } else { words::TITLE };
    let org = opening.org.clone();
    view! {
        <Dialog title=title on_cancel=leave on_submit=submit>
            <DialogBody>
                {leaving(app)}
                {rotates.then(|| view! { <p class="lede">{words::ROTATE_TEXT}</p> })}
                {under_way(app)}
                {move || not_made.get().map(|why| not_created(app, &org, &why))}
                <TextField
                    label=words::NAME
                    value=fields.name
                    on_input=move |text| fields.name.set(text)
                    error=tried(app, move || name_error(app))
                    autofocus=true
                />
                {lifetime(app)}
                {(!rotates).then(|| choice.fields())}
                {move || fields.starter.get().is_none().then(|| {
                    source(app, store, opening.replaces.clone())
                })}
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=cancel/>
                <Button
                    label=words::CREATE
                    kind=ButtonKind::Primary
                    submit=true
                    busy=is_running
                />
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

/// The question before a form is left that is filled in half.
fn leaving(app: App) -> AnyView {
    let creation = app.creation;
    Effect::new(move |_| {
        if creation.is_asking.get() {
            focus_soon("dialog[open] .leaving");
        }
    });
    let problem = || Problem {
        title: words::LEAVE_FORM.into(),
        happened: words::LEAVE_FORM_TEXT.into(),
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

/// What is wrong, once somebody has tried to send it.
fn tried(
    app: App,
    error: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> Signal<Option<String>> {
    let is_tried = app.creation.fields.is_tried;
    Signal::derive(move || is_tried.get().then(&error).flatten())
}

fn name_error(app: App) -> Option<String> {
    app.with_config(|config| {
        let fits = app.creation.fields.name.with(|name| config.allows_name(name.trim()));
        let pattern = config.policy.name_pattern.as_deref().unwrap_or_default();
        (!fits).then(|| words::name_pattern(pattern))
    })
}

/// How long it is to live; `None`: without an end.
fn length(app: App) -> Result<Option<Seconds>, WrongTtl> {
    let fields = app.creation.fields;
    match fields.lifetime.get() {
        Lifetime::Never => Ok(None),
        Lifetime::Preset(preset) => Ok(Some(preset.length())),
        Lifetime::Custom => fields
            .custom
            .with(|typed| app.with_config(|config| ttl::seconds(typed, &config.policy)))
            .map(Some),
    }
}

fn lifetime(app: App) -> AnyView {
    let fields = app.creation.fields;
    let offered = app.with_config(|config| Lifetime::offered(&config.policy));
    let choices: Vec<Choice> =
        offered.into_iter().map(|own| Choice::new(own.key(), words::lifetime(own))).collect();
    let shown = move || fields.lifetime.get().key().to_owned();
    let end = Signal::derive(move || match length(app) {
        Ok(Some(length)) => {
            Some(words::ends(&app.exact(app.client().now().saturating_add(length))))
        }
        Ok(None) => Some(words::NEVER_ENDS.to_owned()),
        Err(_) => None,
    });
    let choose = move |key: String| {
        if let Some(chosen) = Lifetime::from_key(&key) {
            fields.lifetime.set(chosen);
        }
    };
    view! {
        <Select
            label=words::EXPIRES
            options=choices
            value=Signal::derive(shown)
            hint=end
            on_change=choose
        />
        {move || (fields.lifetime.get() == Lifetime::Custom).then(|| view! {
            <TextField
                label=words::TIME_TO_LIVE
                kind=TextKind::Number
                value=fields.custom
                error=tried(app, move || length(app).err().map(words::wrong_ttl))
                on_input=move |text| fields.custom.set(text)
            />
        })}
    }
    .into_any()
}

/// A token to copy access from.
fn token_choice(token: &Token) -> Choice {
    let id = token.id.as_str();
    Choice::new(id, display_name(token)).note(id).id(id)
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
    Effect::new(move |_| {
        source.set(entry.with(|entry| entry.value().and_then(|id| TokenId::parse(id).ok())));
    });
    let tokens = Signal::derive(move || {
        let mut all = store.with_tokens(|tokens, _| {
            tokens.iter().map(|token| token_choice(token)).collect::<Vec<_>>()
        });
        all.sort_by_cached_key(|one| NaturalKey::new(&one.label));
        all
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
            options=tokens
            placeholder=words::COPY_FROM_HINT
            entry=entry
            hint=text
            loading=Signal::derive(move || store.status.with(ListStatus::is_reading))
            none_text=none
        />
    }
    .into_any()
}
