//! The second step of a new token: commands that show whether it works, and what to expect of them.

use console_core::domain::access::AccessSet;
use console_core::domain::export::{Environment, check_commands, environment};
use console_core::words::creation as words;
use leptos::prelude::*;

use super::granting;
use crate::state::{App, Granting, Made};
use crate::ui::clipboard::{CodeBlock, CopyButton};
use crate::ui::commands::shell;

/// The commands and their answers. `on_checked` is told once the commands were copied, `on_copied` once the secret was.
pub(super) fn check(
    app: App,
    made: &Made,
    on_copied: Callback<()>,
    on_checked: Callback<()>,
) -> AnyView {
    let creation = app.creation;
    let (org, id) = (made.org.clone(), made.token.id.clone());
    let own = id.clone();
    let store = app.organization(&org);
    let shell = shell();
    let commands = Memo::new(move |_| {
        let resources = store.resources();
        let granted = match creation.granting(&own) {
            Some(Granting::Ended(given)) => given.access,
            _ => AccessSet::default(),
        };
        check_commands(shell.get(), &org, &granted, &resources.borrow())
    });
    let text = Signal::derive(move || commands.with(|commands| commands.join("\n")));
    let with_environment = move |()| {
        let environment = creation.with_secret(|id, secret| {
            environment(Environment::Shell(shell.get_untracked()), id, secret)
        });
        [&environment, text.get_untracked().as_str(), "\n"].concat()
    };
    let both = Callback::new(move |()| {
        on_copied.run(());
        on_checked.run(());
    });
    let works = move || {
        let is_one = commands.with(|commands| commands.len() == 1);
        if is_one { words::CHECK_WORKS_ONE } else { words::CHECK_WORKS }
    };
    let has_second = move || commands.with(|commands| commands.len() > 1);
    view! {
        {granting::panel(app, id)}
        <CodeBlock label=words::CHECK text=text copy_label=words::COPY_CHECK on_copied=on_checked/>
        <div class="row">
            <CopyButton label=words::COPY_BOTH text=with_environment on_copied=both/>
        </div>
        <dl class="answers">
            <div><dt>"200"</dt><dd>{works}</dd></div>
            <div><dt>"401"</dt><dd>{words::CHECK_WRONG_SECRET}</dd></div>
            {move || has_second().then(|| view! {
                <div><dt>"404"</dt><dd>{words::CHECK_NO_PERMISSION}</dd></div>
            })}
        </dl>
    }
    .into_any()
}
