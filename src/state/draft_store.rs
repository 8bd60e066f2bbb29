//! Changes that are not saved, kept for each token as long as the tab is open: over reloads, signing
//! in again and looking elsewhere. Names of permissions and resources, never a secret.

use console_core::domain::access::{Diff, Grant};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey, ResourceKind, Resources};
use serde::{Deserialize, Serialize};

use crate::platform::storage::{self, Shelf};

#[derive(Serialize, Deserialize)]
struct Kept {
    adds: bool,
    kind: String,
    id: String,
    name: String,
    permission: String,
}

/// A change that was kept.
pub(crate) struct SavedDraft(pub(crate) Diff);

/// Where changes are kept.
pub(crate) struct DraftStore;

fn key(org: &OrgName, id: &TokenId) -> String {
    ["stc:draft:", org.as_str(), "/", id.as_str()].concat()
}

impl DraftStore {
    /// The first look into this storage takes a browser some milliseconds, which nobody who opens a token has to
    /// wait for.
    pub(crate) fn prepare() {
        let _ = storage::read(Shelf::Tab, "");
    }

    /// Keeps a change, or forgets it if there is none.
    pub(crate) fn write(org: &OrgName, id: &TokenId, diff: &Diff, resources: &Resources) {
        let kept = |adds: bool, grants: &[Grant]| -> Vec<Kept> {
            grants.iter().map(|grant| keep(adds, *grant, resources)).collect()
        };
        let mut all = kept(true, &diff.additions);
        all.extend(kept(false, &diff.removals));
        let text = (!all.is_empty()).then(|| serde_json::to_string(&all).unwrap_or_default());
        storage::write(Shelf::Tab, &key(org, id), text.as_deref());
    }

    /// The change that was kept. Whatever cannot be read is dropped.
    pub(crate) fn read(
        org: &OrgName,
        id: &TokenId,
        resources: &mut Resources,
    ) -> Option<SavedDraft> {
        let text = storage::read(Shelf::Tab, &key(org, id))?;
        let all: Vec<Kept> = serde_json::from_str(&text).ok()?;
        let mut diff = Diff::default();
        for kept in &all {
            let grant = Grant::new(resource(kept, resources), Permission::named(&kept.permission));
            if kept.adds {
                diff.additions.push(grant);
            } else {
                diff.removals.push(grant);
            }
        }
        diff.additions.sort_unstable();
        diff.removals.sort_unstable();
        Some(SavedDraft(diff))
    }
}

fn keep(adds: bool, grant: Grant, resources: &Resources) -> Kept {
    let resource = resources.get(grant.resource);
    Kept {
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

fn resource(kept: &Kept, resources: &mut Resources) -> ResourceKey {
    let facts = ResourceFacts { id: &kept.id, name: &kept.name, deleted_at: None };
    match kept.kind.as_str() {
        "organization" => ResourceKey::ORGANIZATION,
        "all" => ResourceKey::ALL_DATABASES,
        "database" => resources.database(facts),
        other => resources.other(other.strip_prefix("other:").unwrap_or(other), facts),
    }
}
