//! Where the focus goes when what had it is gone: at the beginning of the page, whoever uses the keyboard would have to
//! find the place again.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDialogElement, HtmlElement};

use super::layers;
use super::page::HEADING_ID;
use super::painted::is_focus_lost;

/// What somebody who emptied a list goes on with.
const FIELDS: &str = "main input[type=search], main [role=combobox]";

/// What somebody goes on with in a dialog.
const BUTTONS: &str = ".dialog-actions button";

/// Whether the focus is within a part of the page. When the part goes and takes the focus along, somebody goes on
/// elsewhere.
#[derive(Clone, Copy)]
pub(super) struct FocusWithin(StoredValue<bool>);

impl FocusWithin {
    /// For the part that is made here. `to` finds where the focus was before, if that is known.
    pub(super) fn new(to: impl Fn() -> Option<HtmlElement> + Send + Sync + 'static) -> Self {
        let is_within = StoredValue::new(false);
        on_cleanup(move || {
            if is_within.try_get_value() == Some(true) {
                give_focus_if_lost(to());
            }
        });
        Self(is_within)
    }

    /// It is within.
    pub(super) fn came(self) {
        self.0.try_set_value(true);
    }

    /// It is elsewhere.
    pub(super) fn went(self) {
        self.0.try_set_value(false);
    }
}

/// Controls that go with what they mend or change. The focus that goes with them leads to where somebody goes on.
#[component]
pub fn PassingControls(
    /// Its class.
    class: &'static str,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let focus = FocusWithin::new(|| None);
    view! {
        <div
            class=class
            on:focusin=move |_| focus.came()
            on:focusout=move |_| focus.went()
        >
            {children()}
        </div>
    }
    .into_any()
}

/// In the next frame: gives the focus to the element, if it is still there, else to what an open dialog begins with, else
/// to the first field that narrows the page, else to the page's title. Whatever has the focus by then keeps it.
fn give_focus_if_lost(to: Option<HtmlElement>) {
    request_animation_frame(move || {
        if !is_focus_lost() {
            return;
        }
        let document = document();
        let find = |what: &str| document.query_selector(what).ok().flatten();
        let title = || document.get_element_by_id(HEADING_ID);
        let within = |dialog: HtmlDialogElement| dialog.query_selector(BUTTONS).ok().flatten();
        let other = || match layers::topmost_dialog() {
            Some(dialog) => within(dialog)?.dyn_into::<HtmlElement>().ok(),
            None => find(FIELDS).or_else(title)?.dyn_into().ok(),
        };
        if let Some(element) = to.filter(|to| to.is_connected()).or_else(other) {
            let _ = element.focus();
        }
    });
}
