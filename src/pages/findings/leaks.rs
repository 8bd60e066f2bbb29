//! Leaks that the audit log tells: how far they were looked for. A log that was not read tells of none, which is not the
//! same as that there are none.

use console_core::domain::activity::{Horizon, Leaks};
use console_core::domain::findings::{Rule, Settings};
use console_core::domain::route::Route;
use console_core::domain::time::Timestamp;
use console_core::words::{activity, findings as words};
use leptos::prelude::*;

use crate::pages::error_panel::problem;
use crate::state::{App, AuditLog, LogStatus, Organization, Wanted};
use crate::ui::badge::Tone;
use crate::ui::button::ButtonLink;
use crate::ui::problem::{Problem, ProblemPanel};

/// The leaks that are known; nothing where none is and nothing of the log was read. Watched.
pub(super) fn known(app: App, store: Organization) -> Option<Leaks> {
    let log = app.audit_log(&store.name());
    let leaks = store.with_tokens(|tokens, _| log.leaks(tokens.iter().map(|token| &token.id)));
    // While it is read anew, what was read before is known still.
    let is_any = log.with_events(|events| !events.is_empty()) || log.horizon().is_read();
    (is_any || !leaks.is_empty()).then_some(leaks)
}

/// Whether leaks are among what is found, or nobody wants to know of them. Watched.
pub(super) fn are_known(app: App, store: Organization, settings: &Settings) -> bool {
    !settings.rules().contains(&Rule::TokenLeaked)
        || app.audit_log(&store.name()).horizon().is_read()
}

/// How far leaks were looked for.
#[derive(Clone, Copy)]
pub(super) struct Looked {
    app: App,
    store: Organization,
    log: AuditLog,
    /// Nobody left the rule out.
    is_wanted: bool,
    /// What was read when the reading ended last: while pages come in, nobody holds the rules against the tokens anew.
    settled: Memo<(Horizon, usize, Option<Timestamp>)>,
}

impl Looked {
    /// Has the beginning of the log read, if somebody wants to know.
    pub(super) fn new(app: App, store: Organization, settings: &Settings) -> Self {
        let log = app.audit_log(&store.name());
        let is_wanted = settings.rules().contains(&Rule::TokenLeaked);
        if is_wanted {
            log.ensure(Wanted::Beginning);
        }
        let settled = Memo::new(move |before: Option<&(Horizon, usize, Option<Timestamp>)>| {
            let now = (log.horizon(), log.with_events(<[_]>::len), log.read_at.get());
            before.copied().filter(|_| now.0 == Horizon::Coming).unwrap_or(now)
        });
        Self { app, store, log, is_wanted, settled }
    }

    /// Watches what is known. It is read, as a memo that nobody has read watches nothing.
    pub(super) fn track(self) {
        self.settled.with(|_| ());
    }

    fn horizon(self) -> Horizon {
        if self.is_wanted { self.log.horizon() } else { Horizon::Whole }
    }

    /// Whether leaks of the last days were looked for, so that their number says something. Watched.
    pub(super) fn is_read(self) -> bool {
        self.horizon().is_read()
    }

    /// Whether all was looked at that PlanetScale keeps, or nobody wants to know. Watched.
    pub(super) fn is_whole(self) -> bool {
        self.horizon().is_whole()
    }

    fn since(self) -> Option<String> {
        match self.horizon() {
            Horizon::Since(since) => since.map(|at| self.app.exact(at)),
            _ => None,
        }
    }

    /// What is told of it after the number of findings. Watched.
    pub(super) fn in_count(self) -> String {
        words::leaks_in_count(self.horizon(), self.since().as_deref())
    }

    /// Why leaks may be missing, in words. Watched.
    pub(super) fn missing(self) -> Option<String> {
        activity::missing(self.horizon(), self.since().as_deref())
    }

    /// What was not looked at, and what to do about it.
    pub(super) fn note(self) -> AnyView {
        let Self { app, log, .. } = self;
        let href = Route::Activity(self.store.name()).print();
        let told = Memo::new(move |_| {
            let horizon = self.horizon();
            let (title, next) = match horizon {
                Horizon::Whole | Horizon::Coming => return None,
                Horizon::Since(_) => (words::LEAKS_CHECKED_IN_PART, words::LEAKS_NOT_READ_NEXT),
                Horizon::NotPermitted => {
                    (words::LEAKS_NOT_CHECKED, words::LEAKS_NOT_PERMITTED_NEXT)
                }
                Horizon::NotRead => (words::LEAKS_NOT_CHECKED, words::LEAKS_NOT_READ_NEXT),
            };
            let details = match log.status.get() {
                LogStatus::Failed(error) | LogStatus::BrokenOff(error) => problem(app, &error),
                _ => Problem::default(),
            };
            Some(Problem {
                title: title.into(),
                happened: self.missing().unwrap_or_default(),
                next: next.into(),
                ..details
            })
        });
        (move || {
            told.get().map(|problem| {
                let to_log = view! { <ButtonLink label=activity::TITLE href=href.clone()/> };
                view! { <ProblemPanel tone=Tone::Info problem actions=to_log.into_any()/> }
            })
        })
        .into_any()
    }
}
