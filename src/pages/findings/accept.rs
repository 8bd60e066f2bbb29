//! Accepting a finding: the lines to add to `config.json`.

use console_core::domain::findings::{Accepted, Finding, accepting};
use console_core::domain::listing::Day;
use console_core::domain::time::{Seconds, Timestamp};
use console_core::words::tokens::{display_name, name_and_id};
use console_core::words::{actions, findings as words};
use leptos::prelude::*;

use super::Findings;
use crate::ui::button::Button;
use crate::ui::clipboard::CodeBlock;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody};
use crate::ui::text_field::{TextField, TextKind};

/// How long a finding is accepted, unless somebody writes another day.
const ACCEPTED_FOR: Seconds = Seconds::days(90);

pub(super) fn dialog(findings: Findings) -> AnyView {
    let wanted = findings.accepting;
    let close = Callback::new(move |()| wanted.set(None));
    (move || {
        let form = form(findings, &wanted.get()?)?;
        Some(view! {
            <Dialog title=words::ACCEPT on_cancel=close>
                <DialogBody>{form}</DialogBody>
                <DialogActions>
                    <Button label=actions::DONE on_press=close/>
                </DialogActions>
            </Dialog>
        })
    })
    .into_any()
}

/// Why, who and until when, and the lines as soon as they would be taken.
fn form(findings: Findings, one: &Finding) -> Option<AnyView> {
    let Findings { app, store, .. } = findings;
    let token = store.token_at(one.token)?;
    let what = words::accept_what(
        &findings.rule(one.rule),
        &name_and_id(display_name(&token), token.id.as_str()),
    );
    let until = app.now().get_untracked().saturating_add(ACCEPTED_FOR);
    let accepted = RwSignal::new(Accepted {
        rule: one.rule,
        token: token.id.clone(),
        reason: String::new(),
        owner: String::new(),
        until: Some(until),
    });
    let lines = Memo::new(move |_| accepted.with(accepting));
    let has_lines = Memo::new(move |_| lines.with(Option::is_some));
    let end =
        |typed: &str| Timestamp::parse(&[&Day::parse(typed)?.iso(), "T23:59:59Z"].concat()).ok();
    Some(
        view! {
            <p><strong>{what}</strong></p>
            <p>{words::ACCEPT_TEXT}</p>
            <TextField
                label=words::REASON
                value=Signal::derive(move || accepted.with(|one| one.reason.clone()))
                on_input=move |text| accepted.update(|one| one.reason = text)
                required=true
                autofocus=true
            />
            <TextField
                label=words::OWNER
                value=Signal::derive(move || accepted.with(|one| one.owner.clone()))
                on_input=move |text| accepted.update(|one| one.owner = text)
            />
            <TextField
                label=words::ACCEPTED_UNTIL
                kind=TextKind::Day
                hint=Some(words::ACCEPTED_UNTIL_HINT.to_owned())
                value=Day::of(until).iso()
                on_input=move |text: String| accepted.update(|one| one.until = end(&text))
            />
            {move || if has_lines.get() {
                view! {
                    <CodeBlock
                        label=words::ACCEPT_LINES
                        text=Signal::derive(move || lines.get().unwrap_or_default())
                        copy_label=words::COPY_LINES
                    />
                }
                .into_any()
            } else {
                view! { <p class="muted">{words::NO_REASON}</p> }.into_any()
            }}
        }
        .into_any(),
    )
}
