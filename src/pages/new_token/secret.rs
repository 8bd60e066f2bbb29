//! The one time that a token's secret is seen: it is saved, then checked, then the rest is done.

use console_core::domain::export::{Environment, env_file, environment};
use console_core::domain::route::Route;
use console_core::words::{actions, creation as words, parts, token};
use leptos::prelude::*;

use super::check::check;
use super::finish::finish;
use super::focus_soon;
use super::made_note::{duplicates, which};
use crate::platform::download;
use crate::state::{App, Made};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::clipboard::{CopyButton, SecretField};
use crate::ui::commands::{choose_shell, shell, shell_name};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::effect::effect;
use crate::ui::icon::Icon;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::select::{BareSelect, Choice};
use crate::ui::steps::{Step, StepState, Steps};

/// The dialog.
#[component]
pub(super) fn Secret(app: App) -> impl IntoView {
    let creation = app.creation;
    let Some(made) = creation.made.get_untracked() else { return ().into_any() };
    let is_copied = Callback::new(move |()| creation.is_copied.set(true));
    let leave = Callback::new(move |()| {
        creation.may_leave();
    });
    let was_checked = RwSignal::new(false);
    let on_checked = Callback::new(move |()| was_checked.set(true));
    let state = move |is_next: bool, is_done: bool| match (is_done, is_next) {
        (true, _) => StepState::Done,
        (false, true) => StepState::Current,
        (false, false) => StepState::Coming,
    };
    let (is_saved, is_checked) = (creation.is_copied, was_checked);
    let (which, duplicates) = (which(app, &made), duplicates(app, &made));
    let save = save(app, &made, is_copied);
    let check = check(app, &made, is_copied, on_checked);
    let (finish, to_page) = (finish(app, &made), to_page(app, &made));
    view! {
        <Dialog title=words::CREATED size=DialogSize::Wide on_cancel=leave>
            <DialogBody>
                {leaving(app)}
                {which}
                {duplicates}
                <Steps label=words::STEPS>
                    <Step
                        number=1
                        title=words::STEP_SAVE
                        state=Signal::derive(move || state(true, is_saved.get()))
                    >
                        {save}
                    </Step>
                    <Step
                        number=2
                        title=words::STEP_CHECK
                        state=Signal::derive(move || state(is_saved.get(), is_checked.get()))
                    >
                        {check}
                    </Step>
                    <Step
                        number=3
                        title=words::STEP_FINISH
                        state=Signal::derive(move || state(is_saved.get() && is_checked.get(), false))
                    >
                        {finish}
                    </Step>
                </Steps>
            </DialogBody>
            <DialogActions>
                {to_page}
                {done(app, leave)}
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

/// Leads to the token's page, where its access is set or looked at.
fn to_page(app: App, made: &Made) -> AnyView {
    let (creation, id) = (app.creation, made.token.id.clone());
    let page = Route::Token(made.org.clone(), id.clone()).print();
    let label = move || {
        if creation.granting(&id).is_some() { words::VIEW_TOKEN } else { words::SET_ACCESS }
    };
    view! {
        <Button
            label=Signal::derive(move || label().to_owned())
            on_press=move |()| {
                if creation.may_leave() {
                    app.go(&page);
                }
            }
        />
    }
    .into_any()
}

/// The way out, which is the next step only once the secret was copied.
fn done(app: App, leave: Callback<()>) -> AnyView {
    let creation = app.creation;
    (move || {
        let kind = if creation.is_copied.get() { ButtonKind::Primary } else { ButtonKind::Normal };
        view! { <Button label=actions::DONE kind=kind on_press=leave/> }
    })
    .into_any()
}

/// The first step: the id and the secret, each by itself and both in the form that is chosen.
fn save(app: App, made: &Made, is_copied: Callback<()>) -> AnyView {
    let creation = app.creation;
    let id = made.token.id.as_str();
    let file = [made.org.as_str(), "-", id, ".env"].concat();
    // The one copy of the secret in signals; it goes with the dialog.
    let shown = RwSignal::new(creation.with_secret(|_, secret| secret.expose().to_owned()));
    let shell = shell();
    // A file, where one was chosen in place of a shell.
    let chosen = RwSignal::new(None::<Environment>);
    let form = move || chosen.get().unwrap_or(Environment::Shell(shell.get()));
    let choices: Vec<Choice> = Environment::ALL.map(|one| Choice::new(name(one), name(one))).into();
    let choose = move |key: String| {
        let found = Environment::ALL.into_iter().find(|one| name(*one) == key);
        if let Some(Environment::Shell(shell)) = found {
            choose_shell(shell);
        }
        chosen.set(found);
    };
    view! {
        // Made within the dialog, whose part it is.
        {|| view! {
            <ProblemPanel
                tone=Tone::Warning
                problem=Problem { title: words::COPY_NOW.into(), ..Problem::default() }
            />
        }}
        <SecretField label=words::TOKEN_ID value=id.to_owned() copy_label=token::COPY_ID/>
        <SecretField
            label=words::TOKEN_SECRET
            value=shown
            copy_label=words::COPY_SECRET
            on_copied=is_copied
            autofocus=true
        />
        <div class="row">
            <CopyButton
                label=words::COPY_ENVIRONMENT
                text=move |()| creation.with_secret(|id, secret| {
                    environment(untrack(form), id, secret)
                })
                on_copied=is_copied
            />
            <div class="shell-select">
                <BareSelect
                    label=parts::SHELL
                    options=choices
                    value=Signal::derive(move || name(form()).to_owned())
                    on_change=choose
                />
            </div>
            <Button
                label=words::DOWNLOAD_ENV
                icon=Icon::DOWNLOAD
                on_press=move |()| {
                    let text = creation.with_secret(env_file);
                    if download::save(&file, "text/plain;charset=utf-8", &text) {
                        is_copied.run(());
                    }
                }
            />
        </div>
    }
    .into_any()
}

fn name(form: Environment) -> &'static str {
    match form {
        Environment::Shell(shell) => shell_name(shell),
        Environment::File => words::ENV_FILE,
        Environment::GitHubActions => words::GITHUB_ACTIONS,
    }
}

/// The question before a secret is let go that was not copied.
fn leaving(app: App) -> AnyView {
    let creation = app.creation;
    effect(move || {
        if creation.is_asking.get() {
            focus_soon("dialog[open] .leaving");
        }
    });
    let problem = || Problem {
        title: words::NOT_COPIED.into(),
        happened: words::NOT_COPIED_TEXT.into(),
        ..Problem::default()
    };
    let close = Callback::new(move |()| creation.close_secret());
    // Once it is copied nothing is asked any more.
    let asks = move || creation.is_asking.get() && !creation.is_copied.get();
    view! {
        {move || asks().then(|| view! {
            <div class="leaving" tabindex="-1">
                <ProblemPanel
                    tone=Tone::Warning
                    problem=problem()
                    actions=view! {
                        <Button label=words::CLOSE_ANYWAY kind=ButtonKind::Danger on_press=close/>
                    }.into_any()
                />
            </div>
        })}
    }
    .into_any()
}
