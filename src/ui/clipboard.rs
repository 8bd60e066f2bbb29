//! Copying: the button, and the fields and blocks that one copies from.
//!
//! How to reach the clipboard is given from outside, once, by [`provide_clipboard`]. Where a
//! browser refuses (plain http, a policy), the text is selected for copying by hand: where it stands, else in a
//! dialog of its own.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use console_core::words::{actions, parts};
use leptos::prelude::*;

use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::announce::{Announcer, Message, announcer};
use super::button::{Button, ButtonKind};
use super::dialog::{Dialog, DialogActions, DialogBody};
use super::dynamic::dynamic;
use super::icon::Icon;
use super::id;

type Copied = Pin<Box<dyn Future<Output = bool>>>;

/// A way to copy a text, which tells whether it worked.
#[derive(Clone)]
struct Clipboard(Arc<dyn Fn(String) -> Copied + Send + Sync>);

/// A text that its reader has to copy by hand.
#[derive(Clone)]
struct ByHand {
    label: String,
    text: String,
    on_copied: Option<Callback<()>>,
}

/// The element id of what to do with it.
const BY_HAND_ID: &str = "by-hand";

/// The text that waits to be copied by hand.
#[derive(Clone, Copy)]
struct Waiting(RwSignal<Option<ByHand>>);

/// Gives everything below a way to copy.
pub fn provide_clipboard<F: Future<Output = bool> + 'static>(
    copy: impl Fn(String) -> F + Send + Sync + 'static,
) {
    provide_context(Clipboard(Arc::new(move |text| Box::pin(copy(text)))));
    provide_context(Waiting(RwSignal::new(None)));
}

/// The dialog in which a text is copied by hand that the browser refused to copy. Once per document.
#[component]
pub fn CopyByHand() -> impl IntoView {
    let Some(Waiting(waiting)) = use_context() else { return ().into_any() };
    let close = Callback::new(move |()| waiting.set(None));
    dynamic(move || {
        let ByHand { label, text, on_copied } = waiting.get()?;
        let select = |event: &web_sys::Event| {
            if let Some(field) = field_of(event) {
                field.select();
            }
        };
        let copied = move |event: &web_sys::Event| {
            let all = field_of(event).is_some_and(|field| {
                let (start, end) = (field.selection_start(), field.selection_end());
                start == Ok(Some(0)) && end == Ok(Some(field.text_length()))
            });
            if let Some(on_copied) = on_copied.filter(|_| all) {
                on_copied.try_run(());
            }
        };
        Some(view! {
            <Dialog title=parts::BY_HAND on_cancel=close>
                <DialogBody>
                    <p id=BY_HAND_ID>{parts::BY_HAND_TEXT}</p>
                    <textarea
                        class="input mono by-hand"
                        translate="no"
                        aria-label=label
                        aria-describedby=BY_HAND_ID
                        rows="6"
                        readonly=true
                        spellcheck="false"
                        dir="ltr"
                        data-autofocus=""
                        prop:value=text
                        on:focus=move |event| select(&event)
                        on:copy=move |event| copied(&event)
                    ></textarea>
                </DialogBody>
                <DialogActions>
                    <Button label=actions::DONE kind=ButtonKind::Primary on_press=close/>
                </DialogActions>
            </Dialog>
        })
    })
}

fn field_of(event: &web_sys::Event) -> Option<web_sys::HtmlTextAreaElement> {
    event.target()?.dyn_into().ok()
}

/// Copies texts, and says so.
#[derive(Clone)]
pub struct Copier {
    clipboard: Option<Clipboard>,
    waiting: Option<Waiting>,
    announcer: Option<Announcer>,
}

/// The way to copy that is given here.
pub fn copier() -> Copier {
    Copier { clipboard: use_context(), waiting: use_context(), announcer: announcer() }
}

impl Copier {
    /// Copies a text and shows what was copied. Where the browser refuses, a dialog of that label shows the text.
    pub fn copy(self, label: String, text: String, said: String) {
        spawn_local(async move {
            if self.to_clipboard(&text).await {
                if let Some(announcer) = self.announcer {
                    announcer.show(Message::done(said));
                }
            } else {
                self.by_hand(ByHand { label, text, on_copied: None });
            }
        });
    }

    async fn to_clipboard(&self, text: &str) -> bool {
        match &self.clipboard {
            Some(Clipboard(copy)) => copy(text.to_owned()).await,
            None => false,
        }
    }

    /// The dialog says what to do by itself.
    fn by_hand(&self, text: ByHand) {
        match self.waiting {
            Some(Waiting(waiting)) => waiting.set(Some(text)),
            None => self.say(parts::SELECTED),
        }
    }

    fn say(&self, text: impl Into<String>) {
        if let Some(announcer) = self.announcer {
            announcer.say(text);
        }
    }
}

/// A button that copies a text and says so.
#[component]
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
    /// The element whose text is selected if the browser refuses to copy; a dialog shows the text if not given.
    #[prop(into, optional)]
    select: Option<String>,
    /// How much it stands out.
    #[prop(optional)]
    kind: ButtonKind,
    /// Show only the symbol.
    #[prop(optional)]
    icon_only: bool,
) -> impl IntoView {
    let copier = copier();
    let done = RwSignal::new(false);
    let press = move |()| {
        let (copier, select) = (copier.clone(), select.clone());
        let text = text.run(());
        let label = label.get_untracked();
        spawn_local(async move {
            if copier.to_clipboard(&text).await {
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
                copier.say(parts::COPIED);
            } else if let Some(id) = &select {
                select_text(id);
                copier.say(parts::SELECTED);
            } else {
                copier.by_hand(ByHand { label, text, on_copied });
            }
        });
    };
    view! {
        <span class="copy" data-done=move || done.get().then_some("")>
            <Button label kind icon=Icon::COPY icon_only on_press=press/>
            <span class="copy-done" aria-hidden="true">{parts::COPIED}</span>
        </span>
    }
    .into_any()
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

fn is_all_selected(input: &web_sys::HtmlInputElement) -> bool {
    let ends = (input.selection_start().ok().flatten(), input.selection_end().ok().flatten());
    let length = u32::try_from(input.value().encode_utf16().count()).ok();
    length.is_some_and(|length| ends == (Some(0), Some(length)))
}

/// A read-only field that shows its text plainly, selects it on focus and copies it: for a secret
/// that is seen once, and for ids.
#[component]
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
) -> impl IntoView {
    let id = id::fresh("copy");
    let input = NodeRef::<leptos::html::Input>::new();
    let copied = Callback::new(move |()| {
        if let Some(on_copied) = on_copied {
            on_copied.run(());
        }
    });
    // A part of a secret is of no use.
    let by_hand = move || {
        if input.get_untracked().is_some_and(|input| is_all_selected(&input)) {
            copied.run(());
        }
    };
    view! {
        <div class="field">
            <label for=id.clone() class="field-label">{label}</label>
            <div class="input-with-button">
                <input
                    type="text"
                    id=id.clone()
                    class="input mono"
                    translate="no"
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
    .into_any()
}

/// Lines of code that can be copied (a `region` with its name).
#[component]
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
    /// What else stands above the lines.
    #[prop(optional)]
    tools: Option<AnyView>,
    /// Told once they were copied.
    #[prop(into, optional)]
    on_copied: Option<Callback<()>>,
) -> impl IntoView {
    let id = id::fresh("code");
    let copied = Callback::new(move |()| {
        if let Some(on_copied) = on_copied {
            on_copied.run(());
        }
    });
    view! {
        <section class="code-block" aria-label=label>
            <header class="code-header">
                <span>{label}</span>
                {tools}
                <CopyButton
                    label=copy_label
                    text=move |()| text.get_untracked()
                    on_copied=copied
                    select=id.clone()
                    kind=ButtonKind::Quiet
                />
            </header>
            // It scrolls sideways, so the keyboard must be able to reach it.
            <pre translate="no" tabindex="0" id=id dir="ltr"><code>{text}</code></pre>
        </section>
    }
    .into_any()
}
