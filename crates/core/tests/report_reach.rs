//! Who searches the report for a database finds everybody who reaches it, by whatever way.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::collections::BTreeSet;
use std::sync::Arc;

use console_core::domain::access::Grant;
use console_core::domain::ids::TokenId;
use console_core::domain::listing::Index;
use console_core::domain::permission::Permission;
use console_core::domain::report::{FoundBy, ReportView, rows};
use console_core::domain::resource::{ResourceFacts, ResourceKey, Resources};
use console_core::domain::time::Timestamp;
use console_core::domain::token::{Token, TokenAccess};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

const DATABASES: [(&str, Option<i64>); 4] =
    [("orders", None), ("orders-old", Some(1)), ("ledger", None), ("media", None)];

const PERMISSIONS: [&str; 8] = [
    "read_branch",
    "delete_database",
    "read_databases",
    "delete_databases",
    "create_databases",
    "read_invoices",
    "write_service_tokens",
    "zz_not_known",
];

fn world(held: &[Vec<(usize, usize)>]) -> (Vec<Arc<Token>>, Index, Resources) {
    let mut resources = Resources::of("acme");
    let mut keys = vec![ResourceKey::ORGANIZATION];
    for (name, deleted) in DATABASES {
        let deleted_at = deleted.map(Timestamp::from_seconds);
        keys.push(resources.database(ResourceFacts { id: name, name, deleted_at }));
    }
    let grant = |&(resource, permission): &(usize, usize)| {
        let permission = Permission::named(PERMISSIONS[permission]);
        match keys[resource] {
            ResourceKey::ORGANIZATION => Grant::on_organization(permission),
            database => Grant::new(database, permission),
        }
    };
    let token = |(place, held): (usize, &Vec<(usize, usize)>)| {
        let mut grants: Vec<Grant> = held.iter().map(grant).collect();
        grants.sort_unstable();
        grants.dedup();
        Arc::new(Token {
            id: TokenId::parse(&format!("t{place}")).unwrap(),
            name: Some("x".into()),
            created_at: None,
            expires_at: None,
            last_used_at: None,
            created_by: None,
            access: TokenAccess::Known(grants.into()),
            more: None,
        })
    };
    let tokens: Vec<_> = held.iter().enumerate().map(token).collect();
    let mut index = Index::new("");
    index.extend(&tokens);
    (tokens, index, resources)
}

/// The ways to a living database, written down once more.
fn reaches(grant: Grant, database: ResourceKey) -> bool {
    let name = grant.permission.name();
    grant.resource == database
        || grant.resource == ResourceKey::ALL_DATABASES
        || (grant.resource == ResourceKey::ORGANIZATION
            && ["read_databases", "delete_databases", "zz_not_known"].contains(&name))
}

proptest! {
    #[test]
    fn nobody_who_reaches_it_is_left_out_and_nobody_else_is_there(
        held in prop::collection::vec(prop::collection::vec((0..5_usize, 0..PERMISSIONS.len()), 0..6), 1..6),
        wanted in 0..DATABASES.len(),
    ) {
        let (tokens, index, resources) = world(&held);
        let (name, deleted) = DATABASES[wanted];
        let view = ReportView { search: name.to_owned(), ..ReportView::default() };
        let found = rows(&tokens, &index, &resources, &view, NOW, |one| one.name.to_string());
        let keys: Vec<_> = resources
            .iter()
            .filter(|(_, one)| one.name.contains(name) && !one.id.is_empty())
            .map(|(key, one)| (key, one.is_deleted()))
            .collect();
        prop_assert!(deleted.is_some() || keys.iter().any(|(_, deleted)| !deleted));
        let mut expected = BTreeSet::new();
        for (place, token) in (0_u32..).zip(&tokens) {
            for &grant in token.access.grants().unwrap() {
                let is_own = keys.iter().any(|(key, _)| grant.resource == *key);
                let is_through = keys.iter().any(|(key, deleted)| !deleted && reaches(grant, *key));
                if is_own || is_through {
                    expected.insert((place, grant, is_own));
                }
            }
        }
        let told: BTreeSet<_> = found
            .to_vec()
            .into_iter()
            .map(|row| (row.token, row.grant, row.reach == FoundBy::Own))
            .collect();
        prop_assert_eq!(told.iter().filter(|(.., own)| !own).count(), found.through());
        prop_assert_eq!(told, expected);
    }
}
