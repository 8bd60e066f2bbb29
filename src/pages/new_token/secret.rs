//! The one time that a token's secret is seen.

use std::sync::Arc;

use console_core::domain::export::{check_command, env_file, shell_lines};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::words::{actions, creation as words, token};
use leptos::prelude::*;

use super::{Copying, Creation};
use crate::dom::{View, view};
use crate::live::RwSignal;
use crate::pages::around;
use crate::platform::download;
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::clipboard::{CodeBlock, CopyButton, SecretField};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::icon::Icon;
use crate::ui::problem::{Problem, ProblemPanel};

/// The dialog.
#[component(transparent)]
pub(super) fn Secret(
    creation: Creation,
    org: OrgName,
    replaces: Option<Arc<Token>>,
    on_close: Callback<()>,
) -> View {
    let Creation { app, created, copying, .. } = creation;
    app.holding.set(true);
    on_cleanup(move || app.holding.set(false));
    let copied = RwSignal::new(false);
    let asked = RwSignal::new(false);
    let Some((id, secret)) = created.with_untracked(|made| {
        Some((made.as_ref()?.token.id.clone(), made.as_ref()?.secret.expose().to_owned()))
    }) else {
        return View::default();
    };
    // The one copy of the secret in signals; it goes with the dialog.
    let shown = RwSignal::new(secret);
    let with = move |write: fn(&TokenId, &console_core::domain::secret::Secret) -> String| {
        created.with_untracked(|made| {
            made.as_ref().map(|made| write(&made.token.id, &made.secret)).unwrap_or_default()
        })
    };
    let close = Callback::new(move |()| {
        shown.set(String::new());
        created.set(None);
        on_close.run(());
    });
    let leave = Callback::new(move |()| {
        if copied.get_untracked() {
            close.run(());
        } else {
            asked.set(true);
        }
    });
    let is_copied = Callback::new(move |()| copied.set(true));
    let token_page = Route::Token(org.clone(), id.clone()).print();
    let file = [org.as_str(), "-", id.as_str(), ".env"].concat();
    view! {
        <Dialog title=words::CREATED size=DialogSize::Wide on_cancel=leave>
            <DialogBody>
                <ProblemPanel
                    tone=Tone::Warning
                    problem=Problem { title: words::COPY_NOW.into(), ..Problem::default() }
                />
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
                        text=move |()| with(shell_lines)
                        on_copied=is_copied
                    />
                    <Button
                        label=words::DOWNLOAD_ENV
                        icon=Icon::DOWNLOAD
                        on_press=move |()| {
                            if download::save(&file, "text/plain;charset=utf-8", &with(env_file)) {
                                copied.set(true);
                            }
                        }
                    />
                </div>
                {move || copied_access(copying.get())}
                <CodeBlock label=words::CHECK text=check_command(&org) copy_label=words::COPY_CHECK/>
                {replaces.map(|old| view! {
                    <p class="note">{around(words::THEN_DELETE, view! {
                        <a href=Route::Token(org.clone(), old.id.clone()).print()>
                            {words::DELETE_OLD}
                        </a>
                    })}</p>
                })}
                {move || asked.get().then(|| view! {
                    <ProblemPanel
                        tone=Tone::Warning
                        problem=Problem {
                            title: words::NOT_COPIED.into(),
                            happened: words::NOT_COPIED_TEXT.into(),
                            ..Problem::default()
                        }
                        actions=view! { <Button label=words::CLOSE_ANYWAY kind=ButtonKind::Danger on_press=close/> }
                    />
                })}
            </DialogBody>
            <DialogActions>
                <Button
                    label=words::SET_ACCESS
                    on_press=move |()| {
                        if copied.get_untracked() {
                            close.run(());
                            app.go(&token_page);
                        } else {
                            asked.set(true);
                        }
                    }
                />
                <Button label=actions::DONE kind=ButtonKind::Primary on_press=leave/>
            </DialogActions>
        </Dialog>
    }
}

fn copied_access(copying: Copying) -> Option<View> {
    let (tone, title, happened) = match copying {
        Copying::None => return None,
        Copying::Running(what) => (Tone::Info, what.to_owned(), String::new()),
        Copying::Done(what) => (Tone::Good, what, String::new()),
        Copying::Failed(why) => (Tone::Warning, words::COPIED_IN_PART.to_owned(), why),
    };
    let problem = Problem { title, happened, ..Problem::default() };
    Some(view! { <ProblemPanel tone=tone problem=problem/> })
}
