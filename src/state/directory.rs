//! The organizations: which there are, and what is loaded of each.

use console_core::api::ApiError;
use console_core::domain::ids::OrgName;
use console_core::domain::route::Route;
use console_core::domain::time::Timestamp;
use leptos::prelude::*;

use super::{Connection, Organization, Task};
use crate::platform::storage::{self, Shelf};

/// Where the organization is kept that was shown last.
const LAST: &str = "stc:organization";

/// The organizations, as far as they are known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Organizations {
    Loading,
    Known(Vec<OrgName>),
    Failed(ApiError),
}

/// How many tokens an organization has whose list nobody opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenCount {
    /// It is being asked for.
    Coming,
    /// So many, at that time.
    Known(usize, Timestamp),
    /// The API does not tell it.
    NotTold,
}

/// The organizations and what is loaded of them. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Directory {
    pub(crate) listed: RwSignal<Organizations>,
    loaded: StoredValue<Vec<(OrgName, Organization)>>,
    /// What outlives the page that first asks for an organization.
    owner: StoredValue<Owner>,
    connection: Connection,
    reading: Task,
    counts: RwSignal<Vec<(OrgName, TokenCount)>>,
    counting: Task,
}

impl Directory {
    /// Those that the configuration names; if it names none, the API lists them.
    pub(super) fn new(named: &[OrgName], connection: Connection, owner: Owner) -> Self {
        let listed = if named.is_empty() {
            Organizations::Loading
        } else {
            Organizations::Known(named.to_vec())
        };
        Self {
            listed: RwSignal::new(listed),
            loaded: StoredValue::new(Vec::new()),
            owner: StoredValue::new(owner),
            connection,
            reading: Task::new(),
            counts: RwSignal::new(Vec::new()),
            counting: Task::new(),
        }
    }

    /// What outlives every page.
    pub(super) fn owner(self) -> Owner {
        self.owner.get_value()
    }

    /// What is loaded of an organization.
    pub(super) fn organization(self, name: &OrgName) -> Organization {
        self.loaded(name).unwrap_or_else(|| {
            let made = self.owner().with(|| Organization::new(name.clone(), self.connection));
            self.loaded.update_value(|loaded| loaded.push((name.clone(), made)));
            made
        })
    }

    /// What is loaded of an organization, if anything was asked for.
    pub(crate) fn loaded(self, name: &OrgName) -> Option<Organization> {
        self.loaded.with_value(|loaded| {
            loaded.iter().find(|(own, _)| own == name).map(|(_, store)| *store)
        })
    }

    /// How many tokens an organization has, if that was asked for. Watched.
    pub(crate) fn token_count(self, name: &OrgName) -> Option<TokenCount> {
        self.counts.with(|all| all.iter().find(|(own, _)| own == name).map(|(_, count)| *count))
    }

    /// Asks how many tokens each organization has of which nothing is loaded, one after the other. What the API did not
    /// tell is asked for again.
    pub(crate) fn count_tokens(self, all: &[OrgName]) {
        let is_known = |name: &OrgName| {
            let count = untrack(|| self.token_count(name));
            self.loaded(name).is_some() || matches!(count, Some(TokenCount::Known(..)))
        };
        let unknown: Vec<OrgName> = all.iter().filter(|name| !is_known(name)).cloned().collect();
        let set = move |name: &OrgName, count| {
            self.counts.update(|all| {
                all.retain(|(own, _)| own != name);
                all.push((name.clone(), count));
            });
        };
        for name in &unknown {
            set(name, TokenCount::Coming);
        }
        self.counting.run(async move {
            for name in unknown {
                let client = self.connection.client();
                let told = client.token_count(&name).await;
                self.connection.note(told.as_ref().err());
                set(
                    &name,
                    match told {
                        Ok(Some(count)) => TokenCount::Known(count, client.now()),
                        Ok(None) | Err(_) => TokenCount::NotTold,
                    },
                );
            }
        });
    }

    /// Notes the organization that is shown.
    pub(crate) fn keep(shown: &OrgName) {
        storage::write(Shelf::Tab, LAST, Some(shown.as_str()));
    }

    /// The organization of an address that names none, or no page: the one that it begins with, else the last one that
    /// this tab has shown. It is one that can be chosen. The start asks.
    pub(crate) fn meant(self, route: &Route) -> Option<OrgName> {
        if *route == Route::Home {
            return None;
        }
        let is_listed = |org: &OrgName| {
            self.listed.with(|all| matches!(all, Organizations::Known(all) if all.contains(org)))
        };
        let last = || OrgName::parse(&storage::read(Shelf::Tab, LAST)?).ok();
        route.perhaps_of().filter(is_listed).or_else(|| last().filter(is_listed))
    }

    /// Asks the API for them.
    pub(super) fn read(self) {
        self.listed.set(Organizations::Loading);
        let connection = self.connection;
        let client = connection.client();
        self.reading.run(async move {
            let read = client.organizations().await;
            // The answer told what time it is.
            connection.tick();
            connection.note(read.as_ref().err());
            self.listed.set(match read {
                Ok(all) => Organizations::Known(all.into_iter().map(|one| one.name).collect()),
                Err(error) => Organizations::Failed(error),
            });
        });
    }
}
