//! Access to start a token with: what a few common jobs need on one database, and nothing more.

use super::super::catalog::{CATALOG, Effect, Scope};
use super::super::permission::Permission;
use super::super::resource::ResourceKey;
use super::{AccessSet, Grant};

/// A job that many tokens are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    /// Scraping metrics: where they are served, and which branches there are.
    Metrics,
    /// Seeing everything of a database that is not its data.
    ReadOnly,
    /// Changing the schema from a pipeline: branches and deploy requests, without approving them.
    Deploys,
}

/// On the organization, for metrics.
const METRICS: &[&str] = &["read_metrics_endpoints"];
/// On the database, for metrics.
const BRANCHES: &[&str] = &["read_database", "read_branch"];
/// On the database, for deploy requests.
const DEPLOYS: &[&str] = &[
    "read_database",
    "read_branch",
    "create_branch",
    "connect_branch",
    "read_deploy_request",
    "create_deploy_request",
];

impl Starter {
    /// Every job, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Metrics, Self::ReadOnly, Self::Deploys];

    /// Its name for programs, as the value of an option.
    pub fn key(self) -> &'static str {
        match self {
            Self::Metrics => "metrics",
            Self::ReadOnly => "read_only",
            Self::Deploys => "deploys",
        }
    }

    /// The one of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|starter| starter.key() == key)
    }

    /// The access that the job needs on that database.
    pub fn access(self, database: ResourceKey) -> AccessSet {
        let on = |resource, names: &'static [&'static str]| {
            names.iter().map(move |name| Grant::new(resource, Permission::named(name)))
        };
        match self {
            Self::Metrics => {
                on(ResourceKey::ORGANIZATION, METRICS).chain(on(database, BRANCHES)).collect()
            }
            Self::Deploys => on(database, DEPLOYS).collect(),
            Self::ReadOnly => CATALOG
                .iter()
                .filter(|entry| entry.scope == Scope::Database)
                .filter(|entry| entry.effect == Effect::Reads && !entry.production)
                .map(|entry| Grant::new(database, Permission::named(entry.name)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::resource::{ResourceFacts, Resources};

    #[test]
    fn no_starter_destroys_anything_or_reaches_production() {
        let mut resources = Resources::of("acme");
        let shop = resources.database(ResourceFacts { id: "1", name: "shop", deleted_at: None });
        for starter in Starter::ALL {
            let access = starter.access(shop);
            assert!(!access.is_empty(), "{starter:?}");
            for grant in access.iter() {
                let entry = grant.permission.entry().expect("a known permission");
                assert!(!entry.production && entry.effect != Effect::Destroys, "{}", entry.name);
                let own =
                    if grant.resource == shop { Scope::Database } else { Scope::Organization };
                assert_eq!(entry.scope, own, "{}", entry.name);
            }
        }
        let reads = Starter::ReadOnly.access(shop);
        assert!(reads.iter().all(|grant| grant.permission.only_reads() && grant.resource == shop));
        let metrics = Starter::Metrics.access(shop);
        assert!(metrics.iter().all(|grant| grant.permission.only_reads()));
        assert_eq!(metrics.on(ResourceKey::ORGANIZATION).len(), 1);
    }
}
