//! Dialogs: the browser's own `<dialog>`, shown modally while the component is mounted.
//!
//! Closing is the owner's: Escape, the close button and a click beside the dialog only ask
//! (`on_cancel`); the owner closes by taking the component out of the page, or does not, for example
//! because a secret was not copied yet. A click beside a dialog whose fields were changed, or that has just opened, asks
//! nothing: it was not meant. The focus goes back to where it was before the dialog, or before the first of a chain of
//! dialogs.

use std::cell::RefCell;

use crate::ui::effect::effect;
use console_core::words::parts;
use leptos::context::Provider;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::gestures::HURRIED;
use super::icon::{Glyph, Icon};
use super::id;
use super::layers::{self, Layer};
use super::mark::mark;
use super::page::HEADING_ID;

thread_local! {
    /// What had the focus before the first dialog of a chain ("New token", then "Token created").
    static OPENER: RefCell<Option<web_sys::HtmlElement>> = const { RefCell::new(None) };
}

/// What is told here is part of a dialog, whose title is the heading above.
#[derive(Clone, Copy)]
struct WithinDialog;

/// Whether the component that asks is part of a dialog.
pub(super) fn is_within_dialog() -> bool {
    use_context::<WithinDialog>().is_some()
}

/// What a dialog is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DialogKind {
    /// Something to fill in or read (role `dialog`).
    #[default]
    Plain,
    /// A warning before something that cannot be undone (role `alertdialog`).
    Alert,
}

/// How wide a dialog may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DialogSize {
    /// A few fields.
    #[default]
    Normal,
    /// Lists and commands.
    Wide,
}

/// A modal dialog named by its title. Its children are usually a [`DialogBody`] and
/// [`DialogActions`].
///
/// The focus goes to the control marked with `autofocus`, else to the first field of a plain dialog, if it is seen
/// without scrolling, else to the first of its actions, which by the order of this console's dialogs is "Cancel" in an
/// alert.
#[component]
pub fn Dialog(
    /// Its heading and accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// Somebody wants it closed.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// Somebody pressed Enter in a field or a button with `submit`. Without it Enter does nothing.
    #[prop(into, optional)]
    on_submit: Option<Callback<()>>,
    /// What it is for.
    #[prop(optional)]
    kind: DialogKind,
    /// How wide it may become.
    #[prop(optional)]
    size: DialogSize,
    /// The element ids of the sentences that are read with its title: what an alert is about.
    #[prop(into, optional)]
    described_by: Option<String>,
    /// The element that gets the focus afterwards if what had it before is gone; the page's heading
    /// if not given.
    #[prop(into, optional)]
    focus_after: Option<String>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let title_id = id::fresh("dialog");
    let pressed_beside = StoredValue::new(false);
    let is_changed = StoredValue::new(false);
    let layer = Layer::fresh();
    let opener = StoredValue::new_local(focused());
    remember_opener();
    mark("data-dialog");
    effect(move || {
        if let Some(dialog) = dialog.get() {
            // Leptos sets the values of fields in a microtask: what gets the focus, and is selected by that, has its
            // value by then.
            queue_microtask(move || {
                if dialog.is_connected() {
                    open(&dialog, kind);
                    layer.enter(&dialog);
                }
            });
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            show_focused(&dialog);
        }
    });
    on_cleanup(move || {
        resized.remove();
        layer.leave();
        let opener = opener.try_get_value().flatten();
        // The page behind is inert until the dialog is out of the document.
        request_animation_frame(move || give_focus_back(opener, focus_after.as_deref()));
    });
    let beside = move |event: &web_sys::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        dialog.get_untracked().is_some_and(|dialog| target.as_ref() == Some(dialog.as_ref()))
    };
    let content = if let Some(on_submit) = on_submit {
        view! {
            <form
                class="dialog-content"
                novalidate=true
                on:submit=move |event| {
                    event.prevent_default();
                    if !dialog.get_untracked().is_some_and(|dialog| tells_unchosen(&dialog)) {
                        on_submit.run(());
                    }
                }
            >
                <Provider value=WithinDialog>{children()}</Provider>
            </form>
        }
        .into_any()
    } else {
        view! {
            <div class="dialog-content">
                <Provider value=WithinDialog>{children()}</Provider>
            </div>
        }
        .into_any()
    };
    view! {
        <dialog
            node_ref=dialog
            class=match size {
                DialogSize::Normal => "dialog",
                DialogSize::Wide => "dialog wide",
            }
            role=(kind == DialogKind::Alert).then_some("alertdialog")
            aria-labelledby=title_id.clone()
            aria-describedby=described_by
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.default_prevented() {
                    event.prevent_default();
                    on_cancel.run(());
                }
            }
            on:cancel=move |event: web_sys::Event| {
                // A file input's or a nested control's cancel bubbles up here too.
                let own = event.target().as_ref() == event.current_target().as_ref();
                if own {
                    event.prevent_default();
                    on_cancel.run(());
                }
            }
            on:close=move |_| {
                // Some browsers close a dialog that was asked to close twice, whatever its owner said.
                if let Some(dialog) = dialog.get_untracked().filter(|dialog| dialog.is_connected()) {
                    open(&dialog, kind);
                    on_cancel.run(());
                }
            }
            on:input=move |_| is_changed.set_value(true)
            on:change=move |_| is_changed.set_value(true)
            on:mousedown=move |event| pressed_beside.set_value(beside(&event))
            on:click=move |event| {
                // Text selected by dragging out of a field ends beside the dialog; that is no wish
                // to close it. Nor is a click that came while the dialog did.
                let is_meant = pressed_beside.get_value() && layer.age() > HURRIED;
                if is_meant && !is_changed.get_value() && beside(&event) {
                    on_cancel.run(());
                }
            }
        >
            <div class="dialog-frame">
                <header class="dialog-header">
                    <h2 id=title_id.clone()>{title}</h2>
                    <button
                        type="button"
                        class="button quiet square"
                        aria-label=parts::CLOSE
                        on:click=move |_| on_cancel.run(())
                    >
                        <Glyph icon=Icon::CLOSE/>
                    </button>
                </header>
                {content}
            </div>
        </dialog>
    }.into_any()
}

/// The part of a dialog that scrolls.
#[component]
pub fn DialogBody(
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! { <div class="dialog-body">{children()}</div> }.into_any()
}

/// A dialog's buttons: first the harmless one, last the one that does it.
#[component]
pub fn DialogActions(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <footer class="dialog-actions">{children()}</footer> }.into_any()
}

fn focused() -> Option<web_sys::HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

fn remember_opener() {
    if is_server() {
        return;
    }
    let within_dialog = |element: &web_sys::HtmlElement| {
        element.closest("dialog").is_ok_and(|dialog| dialog.is_some())
    };
    if let Some(element) = focused()
        && element.tag_name() != "BODY"
        && !within_dialog(&element)
    {
        OPENER.with_borrow_mut(|opener| *opener = Some(element));
    }
}

fn open(dialog: &web_sys::HtmlDialogElement, kind: DialogKind) {
    if !dialog.open() {
        // Refused only for a dialog that is not in the document; then there is nothing to show.
        let _ = dialog.show_modal();
    }
    let fields = "input:not([disabled]), select, textarea";
    let choices: &[&str] = match kind {
        DialogKind::Plain => &["[data-autofocus]", fields, ".dialog-actions button"],
        DialogKind::Alert => &["[data-autofocus]", ".dialog-actions button"],
    };
    let first = choices.iter().find_map(|choice| {
        let found = dialog.query_selector(choice).ok().flatten()?;
        is_in_sight(dialog, &found).then_some(found)
    });
    if let Some(element) = first.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}

/// Whether what a dialog begins with is seen while that element has the focus. What stands first is read first, so a
/// dialog does not open scrolled to a field at its end.
fn is_in_sight(dialog: &web_sys::HtmlDialogElement, element: &web_sys::Element) -> bool {
    let Ok(Some(body)) = dialog.query_selector(".dialog-body") else { return true };
    let is_within = body.contains(Some(element));
    !is_within
        || element.get_bounding_client_rect().bottom() <= body.get_bounding_client_rect().bottom()
}

/// In a window that has become lower, as when a phone is turned, what has the focus is seen as before.
fn show_focused(dialog: &web_sys::HtmlDialogElement) {
    if let Some(element) = focused().filter(|element| dialog.contains(Some(element))) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether the text of a combobox chose nothing. It is told at the first such field, which gets the focus.
fn tells_unchosen(dialog: &web_sys::HtmlDialogElement) -> bool {
    let found = dialog.query_selector("input[role=combobox]:invalid").ok().flatten();
    let field = found.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(field) = &field {
        // The field hears that it is invalid, and tells so.
        field.check_validity();
        let _ = field.focus();
    }
    field.is_some()
}

fn give_focus_back(own: Option<web_sys::HtmlElement>, fallback: Option<&str>) {
    let document = document();
    if let Some(dialog) = layers::topmost_dialog() {
        // The next dialog of the chain has the focus now, or one beneath gets it back.
        let is_within = |element: &web_sys::HtmlElement| dialog.contains(Some(element));
        let is_lost = !focused().is_some_and(|element| is_within(&element));
        if let Some(own) = own.filter(is_within).filter(|_| is_lost) {
            let _ = own.focus();
        }
        return;
    }
    let moved_on = focused().is_some_and(|element| element.tag_name() != "BODY");
    let opener = OPENER.with_borrow_mut(Option::take);
    if moved_on {
        return;
    }
    let by_id = |id: &str| document.get_element_by_id(id)?.dyn_into().ok();
    let element: Option<web_sys::HtmlElement> = opener
        .filter(|element| element.is_connected())
        .or_else(|| by_id(fallback?))
        .or_else(|| by_id(HEADING_ID));
    if let Some(element) = element {
        let _ = element.focus();
    }
}
