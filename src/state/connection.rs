//! The way to the API, and what every answer tells beside its content: the server's time, and whether anybody is
//! signed in.

use std::rc::Rc;

use console_core::api::ApiError;
use console_core::api::ports::Wait;
use console_core::domain::config::Config;
use console_core::domain::time::Timestamp;
use leptos::prelude::*;

use super::waiting::tell_wait;
use super::{Client, SignIn};
use crate::platform::fetch::Browser;

/// How many seconds the clock may be behind: small steps would paint every row anew for nothing.
const SLACK: i64 = 20;

/// The connection. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Connection {
    client: StoredValue<Rc<Client>, LocalStorage>,
    /// The page's minute, so that "3 minutes ago" stays true.
    clock: RwSignal<Timestamp>,
    pub(super) sign_in: SignIn,
    /// Why a call waits, and until when by this machine's clock.
    pub(crate) waiting: RwSignal<Option<(Wait, i64)>>,
}

impl Connection {
    pub(super) fn new(config: &Config, sign_in: SignIn) -> Self {
        let waiting = RwSignal::new(None);
        let client = Client::new(
            Browser::new(&config.api_base, move |why, millis| tell_wait(waiting, why, millis)),
            config.requests_per_minute,
            config.parallel_requests,
        );
        let clock = RwSignal::new(client.now());
        Self { client: StoredValue::new_local(Rc::new(client)), clock, sign_in, waiting }
    }

    /// The API.
    pub(crate) fn client(self) -> Rc<Client> {
        self.client.get_value()
    }

    /// The time by the server's clock, brought up to date now and then.
    pub(super) fn now(self) -> Signal<Timestamp> {
        self.clock.into()
    }

    /// Takes a new look at the clock.
    pub(super) fn tick(self) {
        let now = self.client().now();
        if now.since(self.clock.get_untracked()).0.abs() >= SLACK {
            self.clock.set(now);
        }
    }

    /// Notes what a failure, or that there was none, says about the sign-in.
    pub(super) fn note(self, error: Option<&ApiError>) {
        self.sign_in.note(error.is_some_and(ApiError::is_signed_out), error.is_none());
    }
}
