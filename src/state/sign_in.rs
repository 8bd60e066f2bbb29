//! Who is signed in at the proxy, and whether they still are.

use console_core::domain::identity;
use leptos::prelude::*;

use super::App;
use crate::platform::channel::{self, Topic};
use crate::platform::storage::{self, Shelf};
use crate::platform::{fetch, page, turns};

/// Who used this tab last, over reloads and sign-ins.
const LAST: &str = "stc:identity";
/// After so many seconds in the background the sign-in is looked at again.
const AWAY: i64 = 300;

/// What is known of the sign-in beside what calls of the API say.
#[derive(Clone, Copy)]
pub(crate) struct SignIn {
    /// Who is signed in, if the proxy tells.
    pub(crate) who: RwSignal<Option<String>>,
    /// Who used this tab before somebody else signed in.
    pub(crate) before: RwSignal<Option<String>>,
    /// What is shown was read with the sign-in of before, because loading the page anew would have lost something.
    pub(crate) is_stale: RwSignal<bool>,
    /// The proxy says that nobody is signed in, before a call of the API found out.
    pub(crate) ended: RwSignal<bool>,
    checked: RwSignal<i64>,
}

impl SignIn {
    pub(super) fn new() -> Self {
        Self {
            who: RwSignal::new(None),
            before: RwSignal::new(None),
            is_stale: RwSignal::new(false),
            ended: RwSignal::new(false),
            checked: RwSignal::new(0),
        }
    }
}

impl App {
    /// Asks who is signed in: now, when this tab is looked at after a while, and when another tab
    /// tells of a sign-in.
    pub(crate) fn watch_sign_in(self) {
        if self.with_config(|config| config.identity_url.is_none()) {
            return;
        }
        self.identify();
        page::on_visibility(move || {
            let away =
                self.client().now().micros() / 1_000_000 - self.sign_in.checked.get_untracked();
            if !page::is_hidden() && (away > AWAY || self.is_off()) {
                self.identify();
            }
        });
        channel::listen(Topic::SignIn, move |name| {
            let other = self.sign_in.who.with_untracked(|who| who.as_ref() != Some(&name));
            if other || self.is_off() {
                self.identify();
            }
        });
    }

    fn is_off(self) -> bool {
        self.signed_out.get_untracked() || self.sign_in.ended.get_untracked()
    }

    fn identify(self) {
        let Some(url) = self.with_config(|config| config.identity_url.clone()) else { return };
        self.sign_in.checked.set(self.client().now().micros() / 1_000_000);
        turns::spawn(async move {
            match fetch::file(&url).await {
                Ok(text) => {
                    if let Some(name) = identity::name(&text) {
                        self.is_signed_in(name);
                    }
                }
                Err(Some(0 | 401 | 403)) => {
                    // A page that says so already needs no second word.
                    self.sign_in.ended.set(!self.signed_out.get_untracked());
                }
                // Without an answer nothing is known.
                Err(_) => {}
            }
        });
    }

    fn is_signed_in(self, name: String) {
        let SignIn { who, before, is_stale, ended, .. } = self.sign_in;
        let known = who.get_untracked();
        if let Some(known) = known.clone().filter(|known| *known != name) {
            // What was read with somebody else's sign-in is dropped; unsaved changes are kept.
            if self.reload() {
                return;
            }
            before.set(Some(known));
            is_stale.set(true);
        }
        if known.is_none() {
            let last = storage::read(Shelf::Tab, LAST);
            before.set(last.filter(|last| *last != name));
        }
        storage::write(Shelf::Tab, LAST, Some(&name));
        ended.set(false);
        self.signed_out.set(false);
        if known.as_ref() != Some(&name) {
            who.set(Some(name.clone()));
        }
        channel::tell(Topic::SignIn, &name);
    }
}
