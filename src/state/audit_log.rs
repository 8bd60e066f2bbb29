//! The audit log of an organization, as far as somebody wanted it read.
//!
//! It is no part of [`Organization`](super::Organization): what is read here is asked for by few pages, and the list of
//! tokens works without it.

use std::sync::Arc;

use console_core::api::{ApiError, Cursor};
use console_core::domain::activity::{
    Event, EventLog, Horizon, Leak, Leaks, LogEnd, LogRead, find_leaks,
};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::time::Timestamp;
use leptos::prelude::*;

use super::{App, Connection, Task};
use crate::platform::turns;

/// How the reading stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LogStatus {
    /// Nobody asked for it yet.
    Unread,
    /// Being read.
    Reading,
    /// Read to its end.
    Read,
    /// As much was read as was wanted; there is more.
    Enough,
    /// Somebody pressed "Stop".
    Stopped,
    /// The API says that there is more, and leads to nothing new.
    NowhereNew,
    /// Nothing came.
    Failed(ApiError),
    /// It broke off after some pages.
    BrokenOff(ApiError),
}

impl LogStatus {
    pub(crate) fn is_reading(&self) -> bool {
        matches!(self, Self::Reading)
    }

    /// The API does not let the credential read it. "Not found" is how it says so, too: the organization is there, as
    /// its tokens are.
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self, Self::Failed(error) if is_refused(error))
    }
}

fn is_refused(error: &ApiError) -> bool {
    error.is_from_api && matches!(error.status, 403 | 404) && error.is_refusal()
}

/// How much of a log somebody wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The first of it: enough for what happened lately.
    Beginning,
    /// All of it.
    All,
}

impl Wanted {
    /// Pages of 100 events.
    fn pages(self) -> usize {
        match self {
            Self::Beginning => 20,
            Self::All => usize::MAX,
        }
    }
}

/// Whether somebody asked for leaks alone.
#[derive(Clone, Copy)]
enum Looked {
    Never,
    At(Timestamp),
    /// The credential may not read them.
    InVain,
}

/// The audit log of one organization, kept as long as the console is open. Copies are the same state.
#[derive(Clone, Copy)]
pub(crate) struct AuditLog(&'static AuditLogState);

impl std::ops::Deref for AuditLog {
    type Target = AuditLogState;

    fn deref(&self) -> &AuditLogState {
        self.0
    }
}

/// What an [`AuditLog`] stands for.
pub(crate) struct AuditLogState {
    name: OrgName,
    connection: Connection,
    log: StoredValue<EventLog>,
    /// Counts the changes of the log.
    revision: RwSignal<u32>,
    pub(crate) status: RwSignal<LogStatus>,
    /// When the reading began that brought what is there.
    pub(crate) read_at: RwSignal<Option<Timestamp>>,
    /// After which place the rest of it comes.
    next: StoredValue<Option<Cursor>>,
    /// That something is new is about to be told.
    is_telling: StoredValue<bool>,
    reading: Task,
    /// What the API tells of leaks alone.
    leaks: RwSignal<Vec<Arc<Event>>>,
    looked: StoredValue<Looked>,
    /// Nobody knows whether tokens leaked: that was asked last in vain.
    pub(crate) lacks_leaks: RwSignal<bool>,
    looking: Task,
}

/// The logs that somebody asked for.
#[derive(Clone, Copy)]
struct AuditLogs(StoredValue<Vec<AuditLog>>);

/// While pages come in, what is new is told this often, in milliseconds.
const BREAK: u32 = 100;

/// Leaks are asked for again after so many seconds.
const LEAKS_LAST: i64 = 300;

impl App {
    /// The audit log of an organization. Nothing is read before somebody wants it.
    pub(crate) fn audit_log(self, org: &OrgName) -> AuditLog {
        self.owner().with(|| {
            let AuditLogs(all) = use_context().unwrap_or_else(|| {
                let logs = AuditLogs(StoredValue::new(Vec::new()));
                provide_context(logs);
                logs
            });
            let known = all.with_value(|all| all.iter().find(|log| log.name == *org).copied());
            known.unwrap_or_else(|| {
                let log = AuditLog::new(org.clone(), self.connection);
                all.update_value(|all| all.push(log));
                log
            })
        })
    }
}

impl AuditLog {
    fn new(name: OrgName, connection: Connection) -> Self {
        Self(Box::leak(Box::new(AuditLogState {
            name,
            connection,
            log: StoredValue::new(EventLog::default()),
            revision: RwSignal::new(0),
            status: RwSignal::new(LogStatus::Unread),
            read_at: RwSignal::new(None),
            next: StoredValue::new(None),
            is_telling: StoredValue::new(false),
            reading: Task::new(),
            leaks: RwSignal::new(Vec::new()),
            looked: StoredValue::new(Looked::Never),
            lacks_leaks: RwSignal::new(false),
            looking: Task::new(),
        })))
    }

    /// Reads as much as is wanted, unless that is there or on its way. What somebody stopped, and what the credential may
    /// not read, is not asked for again by itself.
    pub(crate) fn ensure(self, wanted: Wanted) {
        match self.status.get_untracked() {
            LogStatus::Unread => self.read(None, wanted),
            LogStatus::Failed(_) if !self.status.with_untracked(LogStatus::is_refused) => {
                self.read(None, wanted);
            }
            LogStatus::Enough if wanted == Wanted::All => self.go_on(),
            _ => {}
        }
    }

    /// Reads it anew, to its end. The old one stays until the first new page is there.
    pub(crate) fn refresh(self) {
        self.read_anew(Wanted::All);
    }

    /// Reads as much as is wanted anew.
    pub(crate) fn read_anew(self, wanted: Wanted) {
        self.read(None, wanted);
    }

    /// Reads what is left.
    pub(crate) fn go_on(self) {
        self.read(self.next.get_value(), Wanted::All);
    }

    fn read(self, after: Option<Cursor>, wanted: Wanted) {
        let mut is_first = after.is_none();
        let began = self.connection.client().now();
        self.status.set(LogStatus::Reading);
        self.reading.run(async move {
            let client = self.connection.client();
            let mut is_any = !is_first;
            let read = client
                .audit_log(&self.name, after, wanted.pages(), |page, next| {
                    if std::mem::take(&mut is_first) {
                        self.log.set_value(EventLog::default());
                        self.read_at.set(Some(began));
                        self.connection.tick();
                    }
                    is_any = true;
                    self.log.update_value(|log| _ = log.take(page));
                    self.next.set_value(next.cloned());
                    self.notify_throttled();
                })
                .await;
            self.connection.note(read.as_ref().err());
            self.revision.update(|revision| *revision += 1);
            self.status.set(match read {
                Ok(LogEnd::Whole) => LogStatus::Read,
                Ok(LogEnd::More) => LogStatus::Enough,
                Ok(LogEnd::NowhereNew) => LogStatus::NowhereNew,
                Err(error) if is_any => LogStatus::BrokenOff(error),
                Err(error) => LogStatus::Failed(error),
            });
        });
    }

    /// Asks for leaks alone, which takes one call, unless that was done in the last minutes. The rest of the log is not
    /// touched: a page that shows it tells when it was read.
    pub(crate) fn look_for_leaks(self) {
        let client = self.connection.client();
        let now = client.now();
        let is_due = match self.looked.get_value() {
            Looked::Never => true,
            Looked::At(at) => now.seconds() - at.seconds() >= LEAKS_LAST,
            Looked::InVain => false,
        };
        if !is_due {
            return;
        }
        self.looked.set_value(Looked::At(now));
        self.looking.run(async move {
            // No more is told of a failure: a page that needs to know reads the log, and says what it could not read.
            let read = self.connection.client().leaks(&self.name).await;
            self.lacks_leaks.set(read.is_err());
            match read {
                Ok(events) => self.leaks.set(events.into_iter().map(Arc::new).collect()),
                Err(error) if is_refused(&error) => self.looked.set_value(Looked::InVain),
                Err(_) => {}
            }
        });
    }

    /// The leaks of tokens that are known, as far as what was read tells them. Watched.
    pub(crate) fn leaks<'a>(self, known: impl Iterator<Item = &'a TokenId> + Clone) -> Leaks {
        let mut all = self.leaks.with(|events| find_leaks(events, known.clone()));
        all.extend(self.with_events(|events| find_leaks(events, known)));
        all
    }

    /// That a token leaked, if what was read tells it. Watched.
    pub(crate) fn leak(self, id: &TokenId) -> Option<Leak> {
        self.leaks(std::iter::once(id)).remove(id)
    }

    /// Stops reading. What was asked for anew and did not come leaves what was there, of which nobody knows whether it is
    /// all.
    pub(crate) fn stop(self) {
        self.reading.stop();
        if self.status.with_untracked(LogStatus::is_reading) {
            self.status.set(LogStatus::Stopped);
        }
    }

    fn notify_throttled(self) {
        let waits = self.is_telling.try_update_value(|now| std::mem::replace(now, true));
        if waits == Some(false) {
            turns::after(BREAK, move || {
                self.is_telling.set_value(false);
                self.revision.update(|revision| *revision += 1);
            });
        }
    }

    /// Watches the events, the newest first, and reads them.
    pub(crate) fn with_events<T>(self, read: impl FnOnce(&[Arc<Event>]) -> T) -> T {
        self.revision.track();
        self.log.with_value(|log| read(log.events()))
    }

    /// How far back it is known. Watched.
    pub(crate) fn horizon(self) -> Horizon {
        self.revision.track();
        let (events, since) =
            self.log.with_value(|log| (log.events().len(), log.reaches_back_to()));
        self.status.with(|status| match status {
            LogStatus::Unread => Horizon::of(LogRead::Unasked, events, since),
            LogStatus::Reading => Horizon::of(LogRead::Coming, events, since),
            LogStatus::Read => Horizon::of(LogRead::Whole, events, since),
            LogStatus::Enough
            | LogStatus::Stopped
            | LogStatus::NowhereNew
            | LogStatus::BrokenOff(_) => Horizon::of(LogRead::Partial, events, since),
            LogStatus::Failed(_) if status.is_refused() => Horizon::NotPermitted,
            // What was there before is there still, and what came since then is not.
            LogStatus::Failed(_) if events > 0 => Horizon::of(LogRead::Partial, events, None),
            LogStatus::Failed(_) => Horizon::of(LogRead::Failed, events, since),
        })
    }
}
