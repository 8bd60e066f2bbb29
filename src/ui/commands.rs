//! Commands to run in a shell, written for the one that their reader uses.
//!
//! Which one that is is chosen once: all commands of the page follow.

use console_core::domain::shell::Shell;
use console_core::words::parts;
use leptos::prelude::*;

use super::clipboard::CodeBlock;
use super::select::{BareSelect, Choice};

/// The shell that was chosen.
#[derive(Clone, Copy)]
struct Chosen(RwSignal<Shell>);

/// Commands below are written for this shell until another one is chosen.
pub fn provide_shell(first: Shell) {
    provide_context(Chosen(RwSignal::new(first)));
}

/// The shell that commands are written for.
pub fn shell() -> Signal<Shell> {
    use_context::<Chosen>().map_or_else(Signal::default, |Chosen(shell)| shell.into())
}

/// Writes the commands for another shell.
pub fn choose_shell(shell: Shell) {
    if let Some(Chosen(chosen)) = use_context() {
        chosen.set(shell);
    }
}

/// What a shell is called.
pub fn shell_name(shell: Shell) -> &'static str {
    match shell {
        Shell::Posix => parts::POSIX,
        Shell::PowerShell => parts::POWER_SHELL,
        Shell::Cmd => parts::CMD,
    }
}

/// Chooses the shell (a `combobox` named "Shell").
#[component]
pub fn ShellSelect() -> impl IntoView {
    let Some(Chosen(shell)) = use_context() else { return ().into_any() };
    let choices: Vec<Choice> =
        Shell::ALL.iter().map(|one| Choice::new(shell_name(*one), shell_name(*one))).collect();
    let choose = move |chosen: String| {
        if let Some(one) = Shell::ALL.into_iter().find(|one| shell_name(*one) == chosen) {
            shell.set(one);
        }
    };
    view! {
        <div class="shell-select">
            <BareSelect
                label=parts::SHELL
                options=choices
                value=Signal::derive(move || shell_name(shell.get()).to_owned())
                on_change=choose
            />
        </div>
    }
    .into_any()
}

/// Commands that can be copied (a `region` with its name), and the choice of the shell.
#[component]
pub fn Commands(
    /// Its accessible name ("Commands").
    #[prop(into)]
    label: Signal<String>,
    /// Writes the lines for a shell.
    #[prop(into)]
    write: Callback<Shell, String>,
    /// The name of its button ("Copy commands").
    #[prop(into)]
    copy_label: Signal<String>,
) -> impl IntoView {
    let shell = shell();
    let text = Signal::derive(move || write.run(shell.get()));
    view! { <CodeBlock label text copy_label tools=view! { <ShellSelect/> }.into_any()/> }
        .into_any()
}
