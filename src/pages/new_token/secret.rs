//! The one time that a token's secret is seen.

use std::sync::Arc;

use console_core::domain::export::{check_command, env_file, shell_lines};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use leptos::prelude::*;

use super::{Copying, Creation};
use crate::platform::download;
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::clipboard::{CodeBlock, CopyButton, SecretField};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::icon::Icon;
use crate::ui::problem::{Problem, ProblemPanel};

/// The dialog.
#[component]
pub(super) fn Secret(
    creation: Creation,
    org: OrgName,
    replaces: Option<Arc<Token>>,
    on_close: Callback<()>,
) -> impl IntoView {
    let Creation { app, created, copying, .. } = creation;
    app.holding.set(true);
    on_cleanup(move || app.holding.set(false));
    let copied = RwSignal::new(false);
    let asked = RwSignal::new(false);
    let Some((id, secret)) = created.with_untracked(|made| {
        Some((made.as_ref()?.token.id.clone(), made.as_ref()?.secret.expose().to_owned()))
    }) else {
        return ().into_any();
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
        <Dialog title="Token created" size=DialogSize::Wide on_cancel=leave>
            <DialogBody>
                <p class="lede">"Copy the secret now. It is shown this once; PlanetScale does not tell it again."</p>
                <SecretField
                    label="Token ID"
                    value=id.as_str().to_owned()
                    copy_label="Copy ID"
                />
                <SecretField
                    label="Token secret"
                    value=shown
                    copy_label="Copy secret"
                    on_copied=is_copied
                    autofocus=true
                />
                <div class="row">
                    <CopyButton
                        label="Copy as environment"
                        text=move |()| with(shell_lines)
                        on_copied=is_copied
                    />
                    <Button
                        label="Download .env"
                        icon=Icon::DOWNLOAD
                        on_press=move |()| {
                            if download::save(&file, "text/plain;charset=utf-8", &with(env_file)) {
                                copied.set(true);
                            }
                        }
                    />
                </div>
                {move || copied_access(copying.get())}
                <CodeBlock label="Check that it works" text=check_command(&org) copy_label="Copy check"/>
                {replaces.map(|old| view! {
                    <p class="note">
                        "When the program uses the new secret, "
                        <a href=Route::Token(org.clone(), old.id.clone()).print()>"delete the old token"</a>"."
                    </p>
                })}
                {move || asked.get().then(|| view! {
                    <ProblemPanel
                        tone=Tone::Warning
                        problem=Problem {
                            title: "The secret was not copied".into(),
                            happened: "It cannot be shown again after this.".into(),
                            ..Problem::default()
                        }
                        actions=view! { <Button label="Close without copying" kind=ButtonKind::Danger on_press=close/> }.into_any()
                    />
                })}
            </DialogBody>
            <DialogActions>
                <Button
                    label="Set access"
                    kind=ButtonKind::Quiet
                    on_press=move |()| {
                        if copied.get_untracked() {
                            close.run(());
                            app.go(&token_page);
                        } else {
                            asked.set(true);
                        }
                    }
                />
                <Button label="Done" kind=ButtonKind::Primary on_press=leave/>
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

fn copied_access(copying: Copying) -> Option<AnyView> {
    let (tone, title, happened) = match copying {
        Copying::None => return None,
        Copying::Running => (Tone::Info, "Copying access…".to_owned(), String::new()),
        Copying::Done(count) => {
            (Tone::Good, [&count.to_string(), " accesses copied"].concat(), String::new())
        }
        Copying::Failed(why) => (Tone::Warning, "The access was not copied whole".to_owned(), why),
    };
    let problem = Problem { title, happened, ..Problem::default() };
    Some(view! { <ProblemPanel tone=tone problem=problem/> }.into_any())
}
