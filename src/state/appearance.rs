//! How the console looks for its reader, kept in their browser.

use console_core::domain::time::Timestamp;
use console_core::domain::ttl;
use leptos::prelude::*;

use crate::platform::locale;
use crate::platform::storage::{self, Shelf};

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(crate) fn from_key(key: &str) -> Self {
        match key {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

const THEME: &str = "stc:theme";
const DENSITY: &str = "stc:density";
const TIMES: &str = "stc:times";
const KEYS: &str = "stc:keys";

/// What a reader chose. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Appearance {
    pub(crate) theme: RwSignal<Theme>,
    pub(crate) compact: RwSignal<bool>,
    /// Exact times are in the reader's zone, not in UTC.
    pub(crate) local_times: RwSignal<bool>,
    /// Keys of one character do something.
    pub(crate) letter_keys: RwSignal<bool>,
}

impl Appearance {
    /// As it was kept.
    pub(super) fn kept() -> Self {
        let kept = |key| storage::read(Shelf::Browser, key).unwrap_or_default();
        Self {
            theme: RwSignal::new(Theme::from_key(&kept(THEME))),
            compact: RwSignal::new(kept(DENSITY) == "compact"),
            local_times: RwSignal::new(kept(TIMES) == "local"),
            letter_keys: RwSignal::new(kept(KEYS) != "off"),
        }
    }

    /// Keeps it as it is.
    pub(crate) fn keep(self) {
        let theme = self.theme.get_untracked();
        let kept = (theme != Theme::System).then(|| theme.key());
        storage::write(Shelf::Browser, THEME, kept);
        let compact = self.compact.get_untracked();
        storage::write(Shelf::Browser, DENSITY, compact.then_some("compact"));
        let local = self.local_times.get_untracked();
        storage::write(Shelf::Browser, TIMES, local.then_some("local"));
        let keys = self.letter_keys.get_untracked();
        storage::write(Shelf::Browser, KEYS, (!keys).then_some("off"));
    }

    /// The instant of a date and time as they were typed, in UTC or in the reader's zone as they chose.
    pub(super) fn moment(self, typed: &str) -> Option<Timestamp> {
        let at = ttl::moment(typed)?;
        if !self.local_times.get() {
            return Some(at);
        }
        locale::local_moment(typed).map(Timestamp::from_millis)
    }

    /// An instant to the second, in UTC or in the reader's zone as they chose.
    pub(super) fn exact(self, at: Timestamp) -> String {
        locale::instant(at.millis(), self.local_times.get()).unwrap_or_else(|| at.iso())
    }
}
