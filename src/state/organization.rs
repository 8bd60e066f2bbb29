//! One organization: its tokens, as far as they are read, and its databases.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use console_core::api::{ApiError, Completeness, ReadProgress};
use console_core::domain::access::AccessSet;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::listing::{Index, NoRecentUse, Roster, no_recent_use};
use console_core::domain::resource::{ResourceKey, Resources};
use console_core::domain::time::Timestamp;
use console_core::domain::token::{Token, TokenAccess};
use console_core::words;
use leptos::prelude::*;

use crate::platform::turns::{self, after_next_paint};

use super::{Accesses, Connection, Task};

/// How the list of tokens stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ListStatus {
    /// Not asked for yet.
    Unread,
    /// Being read.
    Reading(ReadProgress),
    /// Read to its end.
    Read(Completeness),
    /// Somebody pressed "Stop".
    Stopped,
    /// Nothing came.
    Failed(ApiError),
    /// It broke off after some pages.
    BrokenOff(ApiError),
}

impl ListStatus {
    pub(crate) fn is_reading(&self) -> bool {
        matches!(self, Self::Reading(_))
    }

    /// Being read, or about to be.
    pub(crate) fn is_coming(&self) -> bool {
        matches!(self, Self::Unread | Self::Reading(_))
    }

    /// Whether every token is there.
    pub(crate) fn is_complete(&self) -> bool {
        matches!(self, Self::Read(Completeness::Complete))
    }
}

/// How the list of databases stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Databases {
    Unread,
    Reading,
    Read,
    Failed(ApiError),
}

/// What is loaded of an organization, kept as long as the console is open. Copies are the same
/// state.
#[derive(Clone, Copy)]
pub(crate) struct Organization(&'static OrganizationState);

impl std::ops::Deref for Organization {
    type Target = OrganizationState;

    fn deref(&self) -> &OrganizationState {
        self.0
    }
}

/// What an [`Organization`] stands for.
pub(crate) struct OrganizationState {
    name: StoredValue<OrgName>,
    pub(super) connection: Connection,
    resources: StoredValue<Rc<RefCell<Resources>>, LocalStorage>,
    list: StoredValue<Roster>,
    /// Counts the changes of the list.
    revision: RwSignal<u32>,
    pub(crate) status: RwSignal<ListStatus>,
    /// When the list that is there was read to its end, if it was.
    pub(crate) read_at: RwSignal<Option<Timestamp>>,
    pub(crate) databases: RwSignal<Databases>,
    /// How the asking of each token for its access stands, where the list does not tell it.
    pub(crate) accesses: RwSignal<Accesses>,
    reading: Task,
    pub(super) asking: Task,
    reading_databases: Task,
    /// The databases of that list, once it is read.
    listed: StoredValue<Vec<ResourceKey>>,
    /// How far the reading is, and whether that is about to be told.
    progress: StoredValue<(ReadProgress, bool)>,
}

/// While pages come in, what is new is told this often, in milliseconds: to sort and to draw takes time from reading.
const BREAK: u32 = 100;

impl Organization {
    pub(super) fn new(name: OrgName, connection: Connection) -> Self {
        let resources = Rc::new(RefCell::new(Resources::of(name.as_str())));
        Self(Box::leak(Box::new(OrganizationState {
            name: StoredValue::new(name),
            connection,
            resources: StoredValue::new_local(resources),
            list: StoredValue::new(Roster::new(words::tokens::UNNAMED)),
            revision: RwSignal::new(0),
            status: RwSignal::new(ListStatus::Unread),
            read_at: RwSignal::new(None),
            databases: RwSignal::new(Databases::Unread),
            accesses: RwSignal::new(Accesses::Unasked),
            reading: Task::new(),
            asking: Task::new(),
            reading_databases: Task::new(),
            listed: StoredValue::new(Vec::new()),
            progress: StoredValue::new((ReadProgress::default(), false)),
        })))
    }

    pub(crate) fn name(self) -> OrgName {
        self.name.get_value()
    }

    pub(crate) fn resources(self) -> Rc<RefCell<Resources>> {
        self.resources.get_value()
    }

    /// Reads the list from its beginning, unless it is there or on its way.
    pub(crate) fn ensure(self) {
        let fresh = self.status.with_untracked(|status| {
            matches!(status, ListStatus::Reading(_) | ListStatus::Read(_) | ListStatus::Stopped)
        });
        if !fresh {
            self.refresh();
        }
    }

    /// Reads the list anew. The old one stays until the first new page is there.
    pub(crate) fn refresh(self) {
        // What the list will not tell has to be asked for again, about the tokens that it has then.
        self.asking.stop();
        self.accesses.set(Accesses::Unasked);
        self.list.update_value(Roster::begin);
        self.status.set(ListStatus::Reading(ReadProgress::default()));
        self.progress.update_value(|now| now.0 = ReadProgress::default());
        let (client, resources, name) = (self.connection.client(), self.resources(), self.name());
        self.reading.run(async move {
            let mut first = true;
            let read = client
                .tokens(&name, &resources, |page, progress| {
                    self.list.update_value(|list| list.take(page));
                    self.progress.update_value(|now| now.0 = progress);
                    if first {
                        self.read_at.set(None);
                        self.connection.tick();
                        self.tell();
                    } else {
                        self.notify_throttled();
                    }
                    first = false;
                })
                .await;
            self.list.update_value(Roster::end);
            self.revision.update(|revision| *revision += 1);
            self.connection.note(read.as_ref().err());
            self.connection.tick();
            if read.is_ok() {
                self.read_at.set(Some(self.connection.now().get_untracked()));
            }
            self.status.set(match read {
                Ok(completeness) => ListStatus::Read(completeness),
                Err(error) if self.progress.get_value().0.read > 0 => ListStatus::BrokenOff(error),
                Err(error) => ListStatus::Failed(error),
            });
        });
    }

    /// Stops reading.
    pub(crate) fn stop(self) {
        self.reading.stop();
        self.list.update_value(Roster::end);
        if self.status.with_untracked(ListStatus::is_reading) {
            self.status.set(ListStatus::Stopped);
        }
    }

    pub(super) fn tell(self) {
        self.revision.update(|revision| *revision += 1);
        if self.status.with_untracked(ListStatus::is_reading) {
            self.status.set(ListStatus::Reading(self.progress.get_value().0));
        }
    }

    fn notify_throttled(self) {
        let waits = self.progress.try_update_value(|now| std::mem::replace(&mut now.1, true));
        if waits == Some(false) {
            turns::after(BREAK, move || {
                self.progress.update_value(|now| now.1 = false);
                self.tell();
            });
        }
    }

    /// Watches the list and reads it.
    pub(crate) fn with_tokens<T>(self, read: impl FnOnce(&[Arc<Token>], &Index) -> T) -> T {
        self.revision.track();
        self.list.with_value(|list| read(list.tokens(), list.index()))
    }

    /// How many tokens the organization has, as the API last told; not watched.
    pub(crate) fn told_count(self) -> Option<usize> {
        self.progress.get_value().0.total
    }

    /// The token at a place of the list; not watched.
    pub(crate) fn token_at(self, place: u32) -> Option<Arc<Token>> {
        let place = usize::try_from(place).ok()?;
        self.list.with_value(|list| list.tokens().get(place).cloned())
    }

    /// The place of the token of that id; not watched.
    pub(crate) fn place(self, id: &TokenId) -> Option<usize> {
        self.list.with_value(|list| list.place(id))
    }

    /// The token of that id, if it is in the list; not watched.
    pub(crate) fn token(self, id: &TokenId) -> Option<Arc<Token>> {
        self.list.with_value(|list| list.get(id).cloned())
    }

    /// That no token of the whole list was used lately.
    pub(crate) fn no_recent_use(self, now: Timestamp) -> Option<NoRecentUse> {
        let is_complete = self.status.with(ListStatus::is_complete);
        self.with_tokens(|tokens, _| no_recent_use(tokens, now)).filter(|_| is_complete)
    }

    /// Takes over what was learned of one token.
    pub(crate) fn put(self, token: Arc<Token>) {
        self.list.update_value(|list| list.put(token));
        self.revision.update(|revision| *revision += 1);
    }

    /// Takes over what is known of a token's access.
    pub(crate) fn put_access(self, id: &TokenId, access: &AccessSet) {
        if self.learn_access(id, access) {
            self.revision.update(|revision| *revision += 1);
        }
    }

    /// The same for one of many: what is new is told soon.
    pub(super) fn put_access_of_many(self, id: &TokenId, access: &AccessSet) {
        if self.learn_access(id, access) {
            self.notify_throttled();
        }
    }

    /// Whether that is new.
    fn learn_access(self, id: &TokenId, access: &AccessSet) -> bool {
        let Some(known) = self.token(id) else { return false };
        let is_new = known.access.set().as_ref() != Some(access);
        if is_new {
            let told = TokenAccess::Known(access.iter().collect());
            let token = Arc::new(Token { access: told, ..(*known).clone() });
            self.list.update_value(|list| list.put(token));
        }
        is_new
    }

    /// The token is gone.
    pub(crate) fn remove(self, id: &TokenId) {
        self.list.update_value(|list| list.remove(id));
        self.revision.update(|revision| *revision += 1);
    }

    /// Reads the databases, unless they are there or on their way.
    pub(crate) fn ensure_databases(self) {
        let wanted = self
            .databases
            .with_untracked(|it| matches!(it, Databases::Unread | Databases::Failed(_)));
        if !wanted {
            return;
        }
        self.databases.set(Databases::Reading);
        let (client, resources, name) = (self.connection.client(), self.resources(), self.name());
        self.reading_databases.run(async move {
            // What asks for them is seen first: reading five hundred takes longer than making a token's page.
            after_next_paint().await;
            let read = client.databases(&name, &resources).await;
            self.databases.set(match read {
                Ok(listed) => {
                    self.listed.set_value(listed);
                    Databases::Read
                }
                Err(error) => Databases::Failed(error),
            });
        });
    }

    /// Watches the list of databases: those in it, once it is read.
    pub(crate) fn listed_databases(self) -> Option<Vec<ResourceKey>> {
        matches!(self.databases.get(), Databases::Read).then(|| self.listed.get_value())
    }
}
