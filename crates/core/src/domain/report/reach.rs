//! Which databases a permission reaches that is not granted on them.

use crate::domain::access::Grant;
use crate::domain::permission::Permission;
use crate::domain::resource::{ResourceKey, ResourceKind, Resources};

/// Whether a row is found by what is granted, or only by what that reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy {
    /// By its own token, resource and permission.
    Own,
    /// By databases that its permission reaches through "All databases" or the organization.
    Through {
        /// The first of them, by name.
        first: ResourceKey,
        /// How many they are.
        count: u32,
    },
}

/// Whether a grant reaches every living database of the organization: what is granted on all of them does, and so do
/// permissions of the organization that are about all of them. Of one that the catalog lacks nothing is known, so it
/// may.
pub fn reaches_every_database(grant: Grant) -> bool {
    match grant.resource {
        ResourceKey::ALL_DATABASES => true,
        ResourceKey::ORGANIZATION => {
            grant.permission.entry().is_none() || is_about_every_database(grant.permission)
        }
        _ => false,
    }
}

/// `create_databases` is not: what it makes has another grant of its own.
fn is_about_every_database(permission: Permission) -> bool {
    matches!(permission.name(), "read_databases" | "delete_databases")
}

/// The living databases that have some words of a search, by the words that they have.
#[derive(Debug, Clone, Default)]
pub(super) struct SearchedDatabases(Vec<Same>);

/// Databases that have the same words.
#[derive(Debug, Clone)]
struct Same {
    bits: u64,
    first: ResourceKey,
    count: u32,
}

impl SearchedDatabases {
    /// `bits` has a bit for each word that a resource has; resources that have none are not found.
    pub(super) fn new(resources: &Resources, bits: &[u64]) -> Self {
        let mut living: Vec<_> = resources
            .iter()
            .filter(|(_, one)| one.kind == ResourceKind::Database && !one.is_deleted())
            .filter_map(|(key, one)| Some((&one.name, key, *bits.get(key.index())?)))
            .filter(|(.., bits)| *bits != 0)
            .collect();
        living.sort_unstable();
        let mut found: Vec<Same> = Vec::new();
        for (_, first, bits) in living {
            match found.iter_mut().find(|same| same.bits == bits) {
                Some(same) => same.count += 1,
                None => found.push(Same { bits, first, count: 1 }),
            }
        }
        Self(found)
    }

    /// The databases that have every word that is still lacking.
    pub(super) fn having(&self, lacking: u64) -> Option<FoundBy> {
        let mut fitting = self.0.iter().filter(|same| same.bits & lacking == lacking);
        let first = fitting.next()?;
        let count = first.count + fitting.map(|same| same.count).sum::<u32>();
        Some(FoundBy::Through { first: first.first, count })
    }
}
