//! Copying: the button, and the fields and blocks that one copies from.
//!
//! How to reach the clipboard is given from outside, once, by [`provide_clipboard`]. Where a
//! browser refuses (plain http, a policy), the text is selected for copying by hand.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use console_core::words::parts;
use leptos::prelude::*;

use crate::dom::{NodeRef, View, view};
use crate::live::{RwSignal, Signal};
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::announce::announcer;
use super::button::{Button, ButtonKind};
use super::icon::Icon;
use super::id;

type Copied = Pin<Box<dyn Future<Output = bool>>>;

/// A way to copy a text, which tells whether it worked.
#[derive(Clone)]
struct Clipboard(Arc<dyn Fn(String) -> Copied + Send + Sync>);

/// Gives everything below a way to copy.
pub fn provide_clipboard<F: Future<Output = bool> + 'static>(
    copy: impl Fn(String) -> F + Send + Sync + 'static,
) {
    provide_context(Clipboard(Arc::new(move |text| Box::pin(copy(text)))));
}

/// A button that copies a text and says so.
#[component(transparent)]
pub fn CopyButton(
    /// What it does ("Copy secret"); its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The text, asked for when the button is pressed.
    #[prop(into)]
    text: Callback<(), String>,
    /// Told once it was copied.
    #[prop(into, optional)]
    on_copied: Option<Callback<()>>,
    /// The element whose text is selected if the browser refuses to copy.
    #[prop(into, optional)]
    select: Option<String>,
    /// How much it stands out.
    #[prop(optional)]
    kind: ButtonKind,
    /// Show only the symbol.
    #[prop(optional)]
    icon_only: bool,
) -> View {
    let clipboard = use_context::<Clipboard>();
    let announcer = announcer();
    let done = RwSignal::new(false);
    let press = move |()| {
        let (clipboard, select) = (clipboard.clone(), select.clone());
        let text = text.run(());
        spawn_local(async move {
            let copied = match clipboard {
                Some(Clipboard(copy)) => copy(text).await,
                None => false,
            };
            if copied {
                done.set(true);
                set_timeout(
                    move || {
                        done.set(false);
                    },
                    Duration::from_secs(2),
                );
                if let Some(on_copied) = on_copied {
                    on_copied.try_run(());
                }
            } else if let Some(id) = &select {
                select_text(id);
            }
            if let Some(announcer) = announcer {
                announcer.say(match (copied, select.is_some()) {
                    (true, _) => parts::COPIED,
                    (false, true) => parts::SELECTED,
                    (false, false) => parts::NOT_COPIED,
                });
            }
        });
    };
    view! {
        <span class="copy" data-done=move || done.get().then_some("")>
            <Button label kind icon=Icon::COPY icon_only on_press=press/>
            <span class="copy-done" aria-hidden="true">{parts::COPIED}</span>
        </span>
    }
}

fn select_text(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        let _ = input.focus();
        input.select();
    } else if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(&element);
    }
}

/// A read-only field that shows its text plainly, selects it on focus and copies it: for a secret
/// that is seen once, and for ids.
#[component(transparent)]
pub fn SecretField(
    /// Its accessible name ("Token secret").
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// The name of its button ("Copy secret").
    #[prop(into)]
    copy_label: Signal<String>,
    /// Told once it was copied, by the button or by hand.
    #[prop(into, optional)]
    on_copied: Option<Callback<()>>,
    /// Takes the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
) -> View {
    let id = id::fresh("copy");
    let input = NodeRef::<web_sys::HtmlInputElement>::new();
    let by_hand = move || {
        if let Some(on_copied) = on_copied {
            on_copied.run(());
        }
    };
    let copied = Callback::new(move |()| by_hand());
    view! {
        <div class="field">
            <label r#for=id.clone() class="field-label">{label}</label>
            <div class="input-with-button">
                <input
                    type="text"
                    id=id.clone()
                    class="input mono"
                    dir="ltr"
                    node_ref=input
                    readonly=true
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    data-autofocus=autofocus.then_some("")
                    prop:value=value
                    on:focus=move |_| {
                        if let Some(input) = input.get_untracked() {
                            input.select();
                        }
                    }
                    on:copy=move |_| by_hand()
                />
                <CopyButton
                    label=copy_label
                    text=move |()| value.get_untracked()
                    on_copied=copied
                    select=id
                />
            </div>
        </div>
    }
}

/// Lines of code that can be copied (a `region` with its name).
#[component(transparent)]
pub fn CodeBlock(
    /// Its accessible name ("Commands").
    #[prop(into)]
    label: Signal<String>,
    /// The lines.
    #[prop(into)]
    text: Signal<String>,
    /// The name of its button ("Copy commands").
    #[prop(into)]
    copy_label: Signal<String>,
) -> View {
    let id = id::fresh("code");
    view! {
        <section class="code-block" aria-label=label>
            <header class="code-header">
                <span>{label}</span>
                <CopyButton
                    label=copy_label
                    text=move |()| text.get_untracked()
                    select=id.clone()
                    kind=ButtonKind::Quiet
                />
            </header>
            // It scrolls sideways, so the keyboard must be able to reach it.
            <pre tabindex="0" id=id dir="ltr"><code>{text}</code></pre>
        </section>
    }
}
