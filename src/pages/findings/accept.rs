//! Accepting a finding: the lines to add to `config.json`.

use console_core::domain::findings::accepting;
use console_core::domain::time::Seconds;
use console_core::words::{actions, findings as words};
use leptos::prelude::*;

use super::Findings;
use crate::ui::button::Button;
use crate::ui::clipboard::CodeBlock;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody};

/// How long a finding is accepted, unless somebody writes another day.
const ACCEPTED_FOR: Seconds = Seconds::days(90);

pub(super) fn dialog(findings: Findings) -> AnyView {
    let Findings { app, store, accepting: wanted, .. } = findings;
    let close = Callback::new(move |()| wanted.set(None));
    (move || {
        let one = wanted.get()?;
        let token = store.token_at(one.token)?;
        let until = app.now().get_untracked().saturating_add(ACCEPTED_FOR);
        let lines = accepting(one.rule, &token.id, until);
        Some(view! {
            <Dialog title=words::ACCEPT on_cancel=close>
                <DialogBody>
                    <p>{words::ACCEPT_TEXT}</p>
                    <CodeBlock
                        label=words::ACCEPT_LINES
                        text=Signal::stored(lines)
                        copy_label=words::COPY_LINES
                    />
                </DialogBody>
                <DialogActions>
                    <Button label=actions::DONE on_press=close/>
                </DialogActions>
            </Dialog>
        })
    })
    .into_any()
}
