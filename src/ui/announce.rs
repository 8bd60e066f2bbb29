//! Telling people what was done: one polite live region, and one message that can be seen.
//!
//! [`Announcer::say`] is for screen readers only (what others see anyway: rows narrowed, work under
//! way); at most one such message a second is spoken, the newest. [`Announcer::show`] is for
//! everybody: a message in a corner, perhaps with a button such as "Undo".

use std::time::Duration;

use super::dynamic::dynamic;
use crate::ui::effect::effect;
use console_core::words::actions;
use leptos::ev::FocusEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::badge::Tone;
use super::button::{Button, ButtonKind};
use super::icon::{Glyph, Icon};
use super::layers::{self, Moved};
use super::refuge::FocusWithin;

/// Between two spoken messages.
const SPACING: Duration = Duration::from_secs(1);

/// How long a message without a button stays.
const STAY: Duration = Duration::from_secs(8);

/// A message that can be seen.
#[derive(Debug, Clone)]
pub struct Message {
    /// What is told.
    pub text: String,
    /// Good, or a warning.
    pub tone: Tone,
    /// A button: its label and what it does. A message with one stays until it is dismissed.
    pub action: Option<(String, Callback<()>)>,
}

impl Message {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Good, action: None }
    }

    /// Something could not be done, and no part of the page tells so.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Danger, action: None }
    }

    /// The same with a button.
    #[must_use]
    pub fn with(self, label: impl Into<String>, action: impl Into<Callback<()>>) -> Self {
        Self { action: Some((label.into(), action.into())), ..self }
    }
}

/// Where messages go. Made once, by [`provide_announcer`].
#[derive(Clone, Copy)]
pub struct Announcer {
    spoken: RwSignal<String>,
    next: StoredValue<Option<String>>,
    resting: StoredValue<bool>,
    shown: RwSignal<Option<Message>>,
    hiding: StoredValue<Option<TimeoutHandle>>,
    /// What had the focus before somebody came to a message.
    left: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// What was shown before a dialog came over the page.
    waiting: StoredValue<Option<Message>>,
}

/// Makes the announcer of this page and gives it to everything below.
pub fn provide_announcer() -> Announcer {
    let announcer = Announcer {
        spoken: RwSignal::new(String::new()),
        next: StoredValue::new(None),
        resting: StoredValue::new(false),
        shown: RwSignal::new(None),
        hiding: StoredValue::new(None),
        left: StoredValue::new_local(None),
        waiting: StoredValue::new(None),
    };
    provide_context(announcer);
    announcer
}

/// The page's announcer, if there is one.
pub fn announcer() -> Option<Announcer> {
    use_context()
}

/// Speaks a text each time it changes, and nothing while there is none. What the page begins with is
/// not spoken: it is read with the page.
pub fn speaks(text: impl Into<Signal<Option<String>>>) {
    let Some(announcer) = announcer() else { return };
    let text = text.into();
    Effect::new(move |before: Option<Option<String>>| {
        let now = text.get();
        if before.is_some_and(|before| before != now)
            && let Some(now) = &now
        {
            announcer.say(now.as_str());
        }
        now
    });
}

impl Announcer {
    /// Speaks to screen readers, at most once a second; of what comes faster only the newest.
    pub fn say(self, text: impl Into<String>) {
        if self.resting.get_value() {
            self.next.set_value(Some(text.into()));
            return;
        }
        let text = text.into();
        self.rest();
        self.spoken.update(|spoken| {
            // The same words again are spoken only if the text differs.
            let again = *spoken == text;
            *spoken = text;
            if again {
                spoken.push('\u{a0}');
            }
        });
    }

    /// What was told of the page is not found in the dialog that has come over it: a message that waits for somebody
    /// to act waits until the dialog is closed.
    fn put_away(self) {
        self.next.set_value(None);
        self.spoken.set(String::new());
        let waits = |shown: &Option<Message>| shown.as_ref().is_some_and(|it| it.action.is_some());
        if self.shown.with_untracked(waits) {
            self.waiting.set_value(self.shown.get_untracked());
            self.shown.set(None);
        }
    }

    /// Shows the message that waited, unless a newer one is shown by now.
    fn bring_back(self) {
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        if waiting.is_some() && self.shown.with_untracked(Option::is_none) {
            self.shown.set(waiting);
        }
    }

    /// Speaks once more what was told a moment ago: a screen reader may not have come to it before the place where it
    /// stands was moved.
    fn repeat(self) {
        if !self.resting.get_value() {
            return;
        }
        if self.shown.with_untracked(Option::is_some) {
            self.shown.update(|_| ());
        } else if self.next.with_value(Option::is_none) {
            self.next.set_value(Some(self.spoken.get_untracked()));
        }
    }

    /// Nothing is spoken for a while.
    fn rest(self) {
        if self.resting.get_value() {
            return;
        }
        self.resting.set_value(true);
        set_timeout(
            move || {
                self.resting.set_value(false);
                if let Some(text) = self.next.try_update_value(Option::take).flatten() {
                    self.say(text);
                }
            },
            SPACING,
        );
    }

    /// Shows a message in place of the last one. It is spoken as well: what was about to be said beside
    /// it comes later.
    pub fn show(self, message: Message) {
        self.stop_hiding();
        self.rest();
        let stays = message.action.is_some();
        self.shown.set(Some(message));
        if !stays {
            let hide = set_timeout_with_handle(move || self.shown.set(None), STAY).ok();
            self.hiding.set_value(hide);
        }
    }

    /// Takes the message away.
    pub fn dismiss(self) {
        self.stop_hiding();
        self.shown.set(None);
    }

    /// Takes that message away, unless another one is shown by now: what it tells is over.
    pub fn withdraw(self, text: &str) {
        let is_it = |one: &Option<Message>| one.as_ref().is_some_and(|it| it.text == text);
        if self.shown.with_untracked(is_it) {
            self.dismiss();
        }
        self.waiting.update_value(|waiting| *waiting = waiting.take().filter(|it| it.text != text));
    }

    fn stop_hiding(self) {
        if let Some(handle) = self.hiding.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}

/// The live region and the place where messages are seen. Once per document, outside the pages; while a modal dialog
/// is open they are in it, as everything outside it is inert.
#[component]
pub fn Announcements(
    /// The [`Messages`].
    children: Children,
) -> impl IntoView {
    let announcer = announcer();
    let spoken = move || announcer.map(|announcer| announcer.spoken.get());
    let place = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        if let Some(place) = place.get() {
            layers::keep_on_top(&place, move |way| match (announcer, way) {
                (Some(announcer), Moved::Up) => announcer.put_away(),
                (Some(announcer), Moved::Down) => {
                    announcer.repeat();
                    announcer.bring_back();
                }
                (None, _) => {}
            });
        }
    });
    view! {
        <div class="announcements" node_ref=place>
            <div class="visually-hidden" aria-live="polite">{dynamic(spoken)}</div>
            <div class="messages">
                <div role="status" class="message-place">{children()}</div>
            </div>
        </div>
    }
    .into_any()
}

/// The message that is shown, if there is one.
#[component]
pub fn Messages() -> impl IntoView {
    let announcer = announcer();
    let shown = move || announcer.and_then(|announcer| Some((announcer, announcer.shown.get()?)));
    dynamic(move || shown().map(|(announcer, message)| message_view(announcer, message)))
}

fn message_view(announcer: Announcer, message: Message) -> AnyView {
    let Message { text, tone, action } = message;
    let icon = if tone == Tone::Danger { Icon::ALERT } else { Icon::DONE };
    let focus = FocusWithin::new(move || announcer.left.get_value());
    let came = move |event: FocusEvent| {
        announcer.stop_hiding();
        focus.came();
        let from = event.related_target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if let Some(from) = from.filter(|from| from.closest(".message").ok().flatten().is_none()) {
            announcer.left.set_value(Some(from));
        }
    };
    view! {
        <div
            class="message"
            data-tone=tone.name()
            // Whoever reads it or reaches for its button keeps it.
            on:mouseenter=move |_| announcer.stop_hiding()
            on:focusin=came
            on:focusout=move |_| focus.went()
        >
            <Glyph icon/>
            <span class="message-text">{text}</span>
            {action.map(|(label, action)| view! { <Button label on_press=action/> })}
            <Button
                label=actions::DISMISS
                kind=ButtonKind::Quiet
                icon=Icon::CLOSE
                icon_only=true
                on_press=move |()| announcer.dismiss()
            />
        </div>
    }
    .into_any()
}
