//! Who is signed in at the proxy, and whether they still are.

use console_core::domain::identity;
use leptos::prelude::*;

use crate::platform::channel::{self, Topic};
use crate::platform::storage::{self, Shelf};
use crate::platform::{fetch, locale, page, turns};

/// Who used this tab last, over reloads and sign-ins.
const LAST: &str = "stc:identity";
/// After so many milliseconds in the background the sign-in is looked at again.
const AWAY: i64 = 300_000;

/// What is known of the sign-in. Copies are the same.
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
    /// A call of the API found out that nobody is signed in, and the page says so where it happened.
    pub(super) refused: RwSignal<bool>,
    /// When it was looked at last, by this machine's clock.
    checked: RwSignal<i64>,
}

impl SignIn {
    pub(super) fn new() -> Self {
        Self {
            who: RwSignal::new(None),
            before: RwSignal::new(None),
            is_stale: RwSignal::new(false),
            ended: RwSignal::new(false),
            refused: RwSignal::new(false),
            checked: RwSignal::new(0),
        }
    }

    /// Notes what a call of the API says. A failure of another kind says nothing.
    pub(super) fn note(self, is_refused: bool, went_well: bool) {
        if is_refused {
            self.refused.set(true);
            // The page says it where it happened.
            self.ended.set(false);
        } else if went_well {
            self.refused.set(false);
        }
    }

    /// Asks at that address who is signed in: now, when this tab is looked at after a while, and when another tab tells
    /// of a sign-in. `reload` loads the page anew where that loses nothing; whether it does.
    pub(super) fn watch(self, url: String, reload: impl Fn() -> bool + Copy + 'static) {
        let asked = StoredValue::new(url);
        let ask = move || self.identify(asked.get_value(), reload);
        ask();
        page::on_visibility(move || {
            let away = locale::now_millis() - self.checked.get_untracked();
            if !page::is_hidden() && (away > AWAY || self.is_off()) {
                ask();
            }
        });
        channel::listen(Topic::SignIn, move |name| {
            let other = self.who.with_untracked(|who| who.as_ref() != Some(&name));
            if other || self.is_off() {
                ask();
            }
        });
    }

    fn is_off(self) -> bool {
        self.refused.get_untracked() || self.ended.get_untracked()
    }

    fn identify(self, url: String, reload: impl Fn() -> bool + 'static) {
        self.checked.set(locale::now_millis());
        turns::spawn(async move {
            match fetch::file(&url).await {
                Ok(text) => {
                    if let Some(name) = identity::name(&text) {
                        self.is_signed_in(name, reload);
                    }
                }
                Err(Some(0 | 401 | 403)) => {
                    // A page that says so already needs no second word.
                    self.ended.set(!self.refused.get_untracked());
                }
                // Without an answer nothing is known.
                Err(_) => {}
            }
        });
    }

    fn is_signed_in(self, name: String, reload: impl Fn() -> bool) {
        let known = self.who.get_untracked();
        if let Some(known) = known.clone().filter(|known| *known != name) {
            // What was read with somebody else's sign-in is dropped; unsaved changes are kept.
            if reload() {
                return;
            }
            self.before.set(Some(known));
            self.is_stale.set(true);
        }
        if known.is_none() {
            let last = storage::read(Shelf::Tab, LAST);
            self.before.set(last.filter(|last| *last != name));
        }
        storage::write(Shelf::Tab, LAST, Some(&name));
        self.ended.set(false);
        self.refused.set(false);
        if known.as_ref() != Some(&name) {
            self.who.set(Some(name.clone()));
        }
        channel::tell(Topic::SignIn, &name);
    }
}
