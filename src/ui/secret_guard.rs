//! Secrets that were pasted into a field for something else.
//!
//! Each field where people type reads its text through a [`SecretGuard`]. A text with a secret is taken out of the field
//! before anybody else reads it, so it reaches no search, address, storage or request; the field says what happened.

use console_core::domain::secret::{holds_secret, without_secrets};
use console_core::words::parts;
use leptos::prelude::*;
use leptos::web_sys;

use super::announce::{Announcer, announcer};

/// Keeps secrets out of one field.
#[derive(Clone, Copy)]
pub(super) struct SecretGuard {
    is_told: RwSignal<bool>,
    announcer: Option<Announcer>,
}

impl SecretGuard {
    pub(super) fn new() -> Self {
        Self { is_told: RwSignal::new(false), announcer: announcer() }
    }

    /// The text of a field that has changed; nothing, if it held a secret.
    pub(super) fn text_of(self, event: &web_sys::Event) -> String {
        let text = event_target_value(event);
        if !self.refuses(&text) {
            return text;
        }
        // A signal that was empty before would change nothing in the field.
        event_target::<web_sys::HtmlInputElement>(event).set_value("");
        String::new()
    }

    /// The text of a field that has changed, with a secret in it taken out: what stands around it is wanted.
    pub(super) fn rest_of(self, event: &web_sys::Event) -> String {
        let text = event_target_value(event);
        if !holds_secret(&text) {
            self.is_told.set(false);
            return text;
        }
        let rest = Some(without_secrets(&text)).filter(|rest| !holds_secret(rest));
        let rest = rest.unwrap_or_default();
        self.is_told.set(true);
        if let Some(announcer) = self.announcer {
            announcer.say(parts::SECRET_TAKEN);
        }
        event_target::<web_sys::HtmlInputElement>(event).set_value(&rest);
        rest
    }

    /// Whether a text holds a secret, which is told until another text comes.
    pub(super) fn refuses(self, text: &str) -> bool {
        let is_secret = holds_secret(text);
        self.is_told.set(is_secret);
        if let Some(announcer) = self.announcer.filter(|_| is_secret) {
            announcer.say(parts::SECRET);
        }
        is_secret
    }

    /// Somebody has turned to something else.
    pub(super) fn forget(self) {
        self.is_told.set(false);
    }

    /// Whether the last text held a secret.
    pub(super) fn has_refused(self) -> bool {
        self.is_told.get_untracked()
    }

    /// What the field says.
    pub(super) fn notice(self) -> Option<String> {
        self.is_told.get().then(|| parts::SECRET.to_owned())
    }
}
