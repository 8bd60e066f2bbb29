//! The one time that a token's secret is seen.

use std::sync::Arc;
use std::time::Duration;

use console_core::domain::creation::End;
use console_core::domain::export::{check_commands, env_file, environment_lines};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::words::tokens::display_name;
use console_core::words::{actions, creation as words, token};
use leptos::prelude::*;

use super::{focus_soon, granting, link};
use crate::pages::around;
use crate::platform::download;
use crate::state::{App, Granting, Made};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::clipboard::{CodeBlock, CopyButton, SecretField};
use crate::ui::commands::{ShellSelect, shell};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::icon::Icon;
use crate::ui::problem::{Problem, ProblemPanel};

/// The longest that a browser's timer runs, in seconds.
const LONGEST_TIMER: i64 = 2_000_000;

/// The dialog.
#[component]
pub(super) fn Secret(app: App) -> impl IntoView {
    let creation = app.creation;
    let Some(made) = creation.made.get_untracked() else { return ().into_any() };
    let id = made.token.id.clone();
    // The one copy of the secret in signals; it goes with the dialog.
    let shown = RwSignal::new(creation.with_secret(|_, secret| secret.expose().to_owned()));
    let is_copied = Callback::new(move |()| creation.is_copied.set(true));
    let leave = Callback::new(move |()| {
        creation.may_leave();
    });
    let shell = shell();
    let file = [made.org.as_str(), "-", id.as_str(), ".env"].concat();
    let page = Route::Token(made.org.clone(), id.clone()).print();
    view! {
        <Dialog title=words::CREATED size=DialogSize::Wide on_cancel=leave>
            <DialogBody>
                {leaving(app)}
                <ProblemPanel
                    tone=Tone::Warning
                    problem=Problem { title: words::COPY_NOW.into(), ..Problem::default() }
                />
                {which(app, &made)}
                <SecretField
                    label=words::TOKEN_ID
                    value=id.as_str().to_owned()
                    copy_label=token::COPY_ID
                />
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
                            environment_lines(shell.get_untracked(), id, secret)
                        })
                        on_copied=is_copied
                    />
                    <ShellSelect/>
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
                {granting::panel(app, id)}
                {duplicates(app, &made)}
                {check(app, &made)}
                {made.replaces.clone().map(|old| then_delete(app, &made, old))}
            </DialogBody>
            <DialogActions>
                <Button
                    label=words::SET_ACCESS
                    on_press=move |()| {
                        if creation.may_leave() {
                            app.go(&page);
                        }
                    }
                />
                <Button label=actions::DONE kind=ButtonKind::Primary on_press=leave/>
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

/// The question before a secret is let go that was not copied.
fn leaving(app: App) -> AnyView {
    let creation = app.creation;
    Effect::new(move |_| {
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

/// Which token it is and when it ends; and where that is not what was asked for, or is past.
fn which(app: App, first: &Made) -> AnyView {
    let made = app.creation.made;
    let name = words::created_in(display_name(&first.token), first.org.as_str());
    let token = Memo::new(move |_| made.with(|made| made.as_ref().map(|made| made.token.clone())));
    let end = move || {
        let at = token.get()?.expires_at;
        let made = made.get()?;
        match (at, made.end) {
            (Some(at), _) => Some(words::ends(&app.exact(at))),
            (None, End::Unknown) => None,
            (None, _) => Some(words::NEVER_ENDS.to_owned()),
        }
    };
    view! {
        <p class="lede">{name}" "{end}</p>
        {move || made.get().and_then(|made| other_end(app, &made))}
        {ended(app, Signal::derive(move || token.get()))}
    }
    .into_any()
}

fn other_end(app: App, made: &Made) -> Option<AnyView> {
    let from = made.token.created_at.unwrap_or_else(|| app.client().now());
    let asked = made.wanted.ttl.map(|ttl| app.exact(from.saturating_add(ttl)));
    let (title, happened) = match made.end {
        End::AsAsked => return None,
        End::Unknown => (words::NO_END_TOLD, words::end_not_told(&asked.unwrap_or_default())),
        End::Other(at) => {
            (words::OTHER_END, words::ends_otherwise(asked.as_deref(), &app.exact(at)))
        }
    };
    let problem = Problem { title: title.into(), happened, ..Problem::default() };
    Some(view! { <ProblemPanel tone=Tone::Warning problem/> }.into_any())
}

/// Says so when the token ends while its secret is shown.
fn ended(app: App, token: Signal<Option<Arc<Token>>>) -> AnyView {
    let is_over = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(end) = token.get().and_then(|token| token.expires_at) else { return };
        let left = end.since(app.client().now()).0;
        if left > LONGEST_TIMER {
            return;
        }
        let wait = Duration::from_secs(u64::try_from(left.saturating_add(1)).unwrap_or(0));
        // Gone with the dialog, or when the end becomes known.
        let timer = set_timeout_with_handle(move || is_over.set(true), wait).ok();
        on_cleanup(move || {
            if let Some(timer) = timer {
                timer.clear();
            }
        });
    });
    let problem = move || Problem {
        title: words::ENDED.into(),
        happened: token
            .get()
            .and_then(|token| token.expires_at)
            .map(|at| words::ended(&app.exact(at)))
            .unwrap_or_default(),
        ..Problem::default()
    };
    view! {
        {move || is_over.get().then(|| view! {
            <ProblemPanel tone=Tone::Danger problem=problem()/>
        })}
    }
    .into_any()
}

/// Tokens that the browser made by sending the call twice.
fn duplicates(app: App, made: &Made) -> AnyView {
    let (duplicates, org) = (app.creation.duplicates, made.org.clone());
    let problem = || Problem {
        title: words::TWINS.into(),
        happened: words::TWINS_TEXT.into(),
        ..Problem::default()
    };
    view! {
        {move || {
            let duplicates = duplicates.get();
            let rows =
                duplicates.iter().map(|twin| view! { <li>{link(&org, twin)}</li> }).collect_view();
            (!duplicates.is_empty()).then(|| view! {
                <ProblemPanel tone=Tone::Warning problem=problem()/>
                <ul class="steps">{rows}</ul>
            })
        }}
    }
    .into_any()
}

/// Commands that show whether it works.
fn check(app: App, made: &Made) -> AnyView {
    let (org, id) = (made.org.clone(), made.token.id.clone());
    let store = app.organization(&org);
    let shell = shell();
    let commands = Memo::new(move |_| {
        let resources = store.resources();
        let granted = match app.creation.granting(&id) {
            Some(Granting::Ended(given)) => given.access,
            _ => console_core::domain::access::AccessSet::default(),
        };
        check_commands(shell.get(), &org, &granted, &resources.borrow())
    });
    let means = move || {
        let is_one = commands.with(|commands| commands.len() == 1);
        if is_one { words::CHECK_MEANS_ONE } else { words::CHECK_MEANS }
    };
    view! {
        <CodeBlock
            label=words::CHECK
            text=Signal::derive(move || commands.with(|commands| commands.join("\n")))
            copy_label=words::COPY_CHECK
        />
        <p class="note">{means}</p>
    }
    .into_any()
}

/// The last step of a rotation.
fn then_delete(app: App, made: &Made, old: Arc<Token>) -> AnyView {
    let creation = app.creation;
    let page = Route::Token(made.org.clone(), old.id.clone()).print();
    let press = Callback::new(move |()| {
        if creation.may_leave() {
            creation.to_delete.set(Some(old.id.clone()));
            app.go(&page);
        }
    });
    view! {
        <p class="note">{around(words::THEN_DELETE, view! {
            <Button label=words::DELETE_OLD kind=ButtonKind::Quiet on_press=press/>
        }.into_any())}</p>
    }
    .into_any()
}
