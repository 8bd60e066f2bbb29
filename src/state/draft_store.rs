//! Changes that are not saved, for each token: in this page as long as it lives, and in the tab's storage over reloads
//! and signing in again. Names of permissions and resources, never a secret.

use std::collections::BTreeMap;

use console_core::domain::access::{Diff, Grant};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey, ResourceKind, Resources};
use console_core::domain::view_state::{decoded, encode_into};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::platform::storage::{self, Shelf};

/// A single change as the storage has it.
#[derive(Serialize, Deserialize)]
struct Row {
    adds: bool,
    kind: String,
    id: String,
    name: String,
    permission: String,
}

/// Where the unsaved changes of a token are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    /// In the storage alone: they were made before this page was loaded.
    Stored,
    /// In this page, and in the storage if the browser takes them.
    Here { diff: Diff, is_stored: bool },
}

/// The unsaved changes of every token. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Drafts {
    all: RwSignal<BTreeMap<(OrgName, TokenId), Kept>>,
    /// The storage was looked through.
    is_recalled: StoredValue<bool>,
}

const PREFIX: &str = "stc:draft:";

fn key(org: &OrgName, id: &TokenId) -> String {
    let mut key = PREFIX.to_owned();
    encode_into(org.as_str(), &mut key);
    key.push('/');
    encode_into(id.as_str(), &mut key);
    key
}

/// The token that a key of the storage is about.
fn token_of(key: &str) -> Option<(OrgName, TokenId)> {
    let (org, id) = key.strip_prefix(PREFIX)?.split_once('/')?;
    OrgName::parse(&decoded(org)).ok().zip(TokenId::parse(&decoded(id)).ok())
}

fn rows(key: &str) -> Option<Vec<Row>> {
    serde_json::from_str(&storage::read(Shelf::Tab, key)?).ok()
}

/// A change as a text; none if there is nothing in it.
fn written(diff: &Diff, resources: &Resources) -> Option<String> {
    let rows = |adds: bool, grants: &[Grant]| -> Vec<Row> {
        grants.iter().map(|grant| row(adds, *grant, resources)).collect()
    };
    let mut all = rows(true, &diff.additions);
    all.extend(rows(false, &diff.removals));
    (!all.is_empty()).then(|| serde_json::to_string(&all).unwrap_or_default())
}

fn read(rows: &[Row], resources: &mut Resources) -> Diff {
    let mut diff = Diff::default();
    for row in rows {
        let grant = Grant::new(resource(row, resources), Permission::named(&row.permission));
        if row.adds {
            diff.additions.push(grant);
        } else {
            diff.removals.push(grant);
        }
    }
    diff.additions.sort_unstable();
    diff.removals.sort_unstable();
    diff
}

/// A change of a token as other tabs are told of it.
pub(super) fn message(org: &OrgName, id: &TokenId, diff: &Diff, resources: &Resources) -> String {
    [&key(org, id), " ", &written(diff, resources).unwrap_or_default()].concat()
}

/// What another tab told of: whose token, which one, and how its change is read.
pub(super) fn told(
    message: &str,
) -> Option<(OrgName, TokenId, impl FnOnce(&mut Resources) -> Diff + use<>)> {
    let (key, text) = message.split_once(' ')?;
    let (org, id) = token_of(key)?;
    let rows: Vec<Row> = serde_json::from_str(text).ok()?;
    Some((org, id, move |resources: &mut Resources| read(&rows, resources)))
}

impl Drafts {
    pub(super) fn new() -> Self {
        Self { all: RwSignal::new(BTreeMap::new()), is_recalled: StoredValue::new(false) }
    }

    /// Looks for what the storage has from before this page was loaded. The first look into it takes a browser some
    /// milliseconds, which nobody who opens a token has to wait for.
    pub(crate) fn recall(self) {
        self.is_recalled.set_value(true);
        let found: Vec<_> = storage::keys(Shelf::Tab, PREFIX)
            .into_iter()
            .filter(|key| rows(key).is_some_and(|rows| !rows.is_empty()))
            .filter_map(|key| token_of(&key))
            .collect();
        if !found.is_empty() {
            self.all.update(|all| {
                for token in found {
                    all.entry(token).or_insert(Kept::Stored);
                }
            });
        }
    }

    /// Keeps a change, or forgets it if there is none, at once: nothing that ends the page, not even a panic of the
    /// console, comes between a click and its draft.
    pub(crate) fn write(self, org: &OrgName, id: &TokenId, diff: &Diff, resources: &Resources) {
        let token = (org.clone(), id.clone());
        let known = self.all.with_untracked(|all| match all.get(&token) {
            Some(Kept::Here { diff, .. }) => Some(diff.clone()),
            Some(Kept::Stored) => None,
            None => Some(Diff::default()),
        });
        if known.as_ref() == Some(diff) {
            return;
        }
        let text = written(diff, resources);
        let is_stored = storage::write(Shelf::Tab, &key(org, id), text.as_deref());
        self.all.update(|all| {
            if diff.is_empty() {
                all.remove(&token);
            } else {
                all.insert(token, Kept::Here { diff: diff.clone(), is_stored });
            }
        });
    }

    /// The change that was kept, if there is one. Whatever cannot be read is dropped.
    pub(crate) fn read(
        self,
        org: &OrgName,
        id: &TokenId,
        resources: &mut Resources,
    ) -> Option<Diff> {
        let token = (org.clone(), id.clone());
        let here = self.all.with_untracked(|all| match all.get(&token) {
            Some(Kept::Here { diff, .. }) => Some(diff.clone()),
            Some(Kept::Stored) | None => None,
        });
        if here.is_some() {
            return here;
        }
        Some(read(&rows(&key(org, id))?, resources))
    }

    /// The unsaved changes of an organization's tokens. Watched.
    pub(crate) fn of_organization(
        self,
        org: &OrgName,
        resources: &mut Resources,
    ) -> BTreeMap<TokenId, Diff> {
        let own =
            |(token, _): (&(OrgName, TokenId), &Kept)| (token.0 == *org).then(|| token.1.clone());
        let ids: Vec<TokenId> = self.all.with(|all| all.iter().filter_map(own).collect());
        let change = |id: TokenId| Some((id.clone(), self.read(org, &id, resources)?));
        ids.into_iter().filter_map(change).collect()
    }

    /// Watches whether a token has unsaved changes.
    pub(crate) fn has(self, org: &OrgName, id: &TokenId) -> bool {
        self.all.with(|all| all.keys().any(|(own, one)| own == org && one == id))
    }

    /// Watches whether a token has unsaved changes that the browser does not keep: they go with this page.
    pub(crate) fn is_unstored(self, org: &OrgName, id: &TokenId) -> bool {
        self.all.with(|all| {
            all.iter().any(|((own, one), kept)| own == org && one == id && kept.is_unstored())
        })
    }

    /// Whether any token has unsaved changes. Whatever the storage has may be one until it is looked through.
    pub(crate) fn any(self) -> bool {
        let is_stored =
            || !self.is_recalled.get_value() && !storage::keys(Shelf::Tab, PREFIX).is_empty();
        self.all.with_untracked(|all| !all.is_empty()) || is_stored()
    }

    /// Whether there are unsaved changes that a reload would lose.
    pub(crate) fn any_unstored(self) -> bool {
        self.all.with_untracked(|all| all.values().any(Kept::is_unstored))
    }
}

impl Kept {
    fn is_unstored(&self) -> bool {
        matches!(self, Self::Here { is_stored: false, .. })
    }
}

fn row(adds: bool, grant: Grant, resources: &Resources) -> Row {
    let resource = resources.get(grant.resource);
    Row {
        adds,
        kind: match &resource.kind {
            ResourceKind::Organization => "organization".into(),
            ResourceKind::AllDatabases => "all".into(),
            ResourceKind::Database => "database".into(),
            ResourceKind::Other(kind) => ["other:", kind].concat(),
        },
        id: resource.id.to_string(),
        name: resource.name.to_string(),
        permission: grant.permission.name().to_owned(),
    }
}

/// The resource of a change. Its name may be an old one: what the API told since is newer.
fn resource(row: &Row, resources: &mut Resources) -> ResourceKey {
    let facts = ResourceFacts { id: &row.id, name: &row.name, deleted_at: None };
    match row.kind.as_str() {
        "organization" => ResourceKey::ORGANIZATION,
        "all" => ResourceKey::ALL_DATABASES,
        "database" => resources.database_named_once(facts),
        other => resources.other_named_once(other.strip_prefix("other:").unwrap_or(other), facts),
    }
}
