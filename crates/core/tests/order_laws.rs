//! Sorting findings, differences and operations: no row is lost, and the column decides.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use console_core::domain::access::{AccessSet, Grant, RiskLevel, Source};
use console_core::domain::compare::{ComparedColumn, compared, sort_compared};
use console_core::domain::findings::{Audit, FindingColumn, Rule, Settings, audit, sort_findings};
use console_core::domain::ids::TokenId;
use console_core::domain::listing::{Index, TokenList};
use console_core::domain::operations::{
    HeldOperation, OperationColumn, OperationsView, held_operations, sort_operations,
};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey, Resources};
use console_core::domain::table_order::{ColumnKey, TableOrder};
use console_core::domain::time::Timestamp;
use console_core::domain::token::{Token, TokenAccess};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

/// Databases whose natural order is not the order in which they came.
fn organization() -> (Resources, Vec<ResourceKey>) {
    let mut all = Resources::of("acme");
    let mut keys = vec![ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES];
    for (id, name) in [("d1", "shop-10"), ("d2", "shop-9"), ("d3", "Ledger")] {
        keys.push(all.database(ResourceFacts { id, name, deleted_at: None }));
    }
    (all, keys)
}

fn access() -> impl Strategy<Value = AccessSet> {
    let permissions: Vec<_> = Permission::known().step_by(4).collect();
    let one = (prop::sample::select(organization().1), prop::sample::select(permissions)).prop_map(
        |(key, permission)| match key {
            ResourceKey::ORGANIZATION | ResourceKey::ALL_DATABASES => {
                Grant::on_organization(permission)
            }
            database => Grant::new(database, permission),
        },
    );
    prop::collection::vec(one, 0..12).prop_map(|all| all.into_iter().collect())
}

fn audited(all: Vec<(AccessSet, Option<i64>)>) -> (Audit, Index) {
    let made = |(at, (held, used)): (usize, (AccessSet, Option<i64>))| {
        Arc::new(Token {
            id: TokenId::parse(&format!("t{at}")).unwrap(),
            name: Some(format!("ci-{}", (at * 7) % 12).into()),
            created_at: Some(NOW.saturating_sub(console_core::domain::time::Seconds::days(200))),
            expires_at: None,
            last_used_at: used.map(Timestamp::from_seconds),
            created_by: None,
            access: TokenAccess::Known(held.iter().collect()),
            more: None,
        })
    };
    let tokens: Vec<_> = all.into_iter().enumerate().map(made).collect();
    let mut index = Index::new("");
    index.extend(&tokens);
    let resources = &organization().0;
    let list = TokenList { tokens: &tokens, index: &index, resources };
    let found = audit(list, &Settings::default(), false, NOW);
    (found, index)
}

/// Whether the keys rise, or fall.
fn is_in_order<K: PartialOrd>(keys: &[K], descending: bool) -> bool {
    keys.windows(2).all(|pair| if descending { pair[0] >= pair[1] } else { pair[0] <= pair[1] })
}

proptest! {
    #[test]
    fn findings_are_sorted_and_none_is_lost(all in prop::collection::vec((access(), prop::option::of(1_780_000_000_i64..1_800_000_000)), 0..8), column in 0_usize..4, descending in any::<bool>()) {
        let (found, index) = audited(all);
        let column = FindingColumn::ALL[column];
        let as_they_come: Vec<usize> = (0..found.findings.len()).collect();
        let mut places = as_they_come.clone();
        let order = TableOrder { column, descending };
        sort_findings(&mut places, &found, order, |rule: Rule| rule.key().to_owned());
        let one = |at: &usize| &found.findings[*at];
        let sorted = match column {
            FindingColumn::Severity => is_in_order(&places.iter().map(|at| std::cmp::Reverse(one(at).severity())).collect::<Vec<_>>(), descending),
            FindingColumn::Rule => is_in_order(&places.iter().map(|at| one(at).rule.key()).collect::<Vec<_>>(), descending),
            FindingColumn::Token => {
                let number = |at: &usize| index.name(one(at).token as usize)[3..].parse::<u32>().unwrap();
                is_in_order(&places.iter().map(number).collect::<Vec<_>>(), descending)
            }
            FindingColumn::Since => is_in_order(&places.iter().map(|at| (one(at).since.is_none(), one(at).since)).collect::<Vec<_>>(), descending),
        };
        prop_assert!(sorted);
        places.sort_unstable();
        prop_assert_eq!(places, as_they_come);
    }

    #[test]
    fn differences_are_sorted_by_natural_names_and_none_is_lost(first in access(), second in access(), column in 0_usize..5, descending in any::<bool>()) {
        let (resources, keys) = organization();
        let column = ComparedColumn::ALL[column];
        let as_they_come = compared(&first, &second, &resources);
        let mut rows = as_they_come.clone();
        sort_compared(&mut rows, TableOrder { column, descending }, |key| resources.get(key).name.to_string());
        let rank = |key: ResourceKey| [keys[0], keys[1], keys[4], keys[3], keys[2]].iter().position(|own| *own == key).unwrap();
        let held = |source: Source| [Source::None, Source::Inherited, Source::Direct, Source::Both].iter().position(|own| *own == source).unwrap();
        let sorted = match column {
            ComparedColumn::Resource => is_in_order(&rows.iter().map(|row| rank(row.grant.resource)).collect::<Vec<_>>(), descending),
            ComparedColumn::Permission => is_in_order(&rows.iter().map(|row| row.grant.permission).collect::<Vec<_>>(), descending),
            ComparedColumn::First => is_in_order(&rows.iter().map(|row| held(row.first)).collect::<Vec<_>>(), descending),
            ComparedColumn::Second => is_in_order(&rows.iter().map(|row| held(row.second)).collect::<Vec<_>>(), descending),
            ComparedColumn::Effect => is_in_order(&rows.iter().map(|row| std::cmp::Reverse(RiskLevel::of(row.grant.permission))).collect::<Vec<_>>(), descending),
        };
        prop_assert!(sorted);
        prop_assert_eq!(rows.len(), as_they_come.len());
        prop_assert!(as_they_come.iter().all(|row| rows.contains(row)));
    }

    #[test]
    fn operations_are_sorted_and_none_is_lost(held in access(), column in 0_usize..3, descending in any::<bool>()) {
        let grants: Vec<Grant> = held.iter().collect();
        let all = held_operations(&grants, &organization().0);
        let column = OperationColumn::ALL[column];
        let mut places: Vec<usize> = (0..all.len()).collect();
        sort_operations(&mut places, &all, TableOrder { column, descending }, |one| one.name.to_owned());
        let key = |one: &HeldOperation| match column {
            OperationColumn::Operation => vec![one.operation.name],
            OperationColumn::Group => vec![one.operation.group],
            OperationColumn::Needs => one.operation.any_of.iter().map(|it| it.name()).collect(),
        };
        prop_assert!(is_in_order(&places.iter().map(|at| key(&all[*at])).collect::<Vec<_>>(), descending));
        places.sort_unstable();
        prop_assert_eq!(places, (0..all.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_view_of_operations_comes_back_from_its_address(search in "[a-z ]{0,12}", near_misses in any::<bool>(), column in 0_usize..4, descending in any::<bool>()) {
        let order = OperationColumn::ALL.get(column).map(|&column| TableOrder { column, descending });
        let view = OperationsView { search, near_misses, order };
        prop_assert_eq!(OperationsView::parse(&view.print()), view);
    }
}
