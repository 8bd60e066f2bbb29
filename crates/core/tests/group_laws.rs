//! The report in groups: each access is in one group of each kind, and none is lost or counted twice.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::collections::HashSet;
use std::sync::Arc;

use console_core::domain::access::{AccessSet, Grant};
use console_core::domain::ids::TokenId;
use console_core::domain::listing::Index;
use console_core::domain::permission::Permission;
use console_core::domain::report::{
    GroupBy, GroupSubject, ReportOrder, ReportRows, ReportShape, ReportView, RowGroup, RowSearch,
    rows,
};
use console_core::domain::resource::{Resource, ResourceFacts, ResourceKey, Resources};
use console_core::domain::table_order::ColumnKey;
use console_core::domain::time::Timestamp;
use console_core::domain::token::{Token, TokenAccess};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

/// Two databases of one name, as a dropped one and its re-made namesake have.
fn organization() -> (Resources, Vec<ResourceKey>) {
    let mut all = Resources::of("acme");
    let facts = |id, name, deleted_at| ResourceFacts { id, name, deleted_at };
    let mut keys = vec![ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES];
    keys.push(all.database(facts("d1", "shop", None)));
    keys.push(all.database(facts("d2", "ledger", None)));
    keys.push(all.database(facts("d3", "shop", Some(Timestamp::from_seconds(1)))));
    (all, keys)
}

fn tokens() -> impl Strategy<Value = Vec<Arc<Token>>> {
    let permissions: Vec<_> =
        Permission::known().chain([Permission::named("fly_to_the_moon")]).collect();
    let grant = (prop::sample::select(organization().1), prop::sample::select(permissions))
        .prop_map(|(key, permission)| Grant::new(key, permission));
    let access = prop_oneof![
        1 => Just(None),
        6 => prop::collection::vec(grant, 0..12).prop_map(Some),
    ];
    prop::collection::vec((access, "[abc]{0,2}"), 0..7).prop_map(|all| {
        let token = |(place, (access, name)): (usize, (Option<Vec<Grant>>, String))| {
            let access = access.map(|all| all.into_iter().collect::<AccessSet>());
            let known = |set: AccessSet| TokenAccess::Known(set.iter().collect());
            Arc::new(Token {
                id: TokenId::parse(&format!("t{place}")).unwrap(),
                name: Some(name.into()),
                created_at: None,
                expires_at: None,
                last_used_at: None,
                created_by: None,
                access: access.map_or(TokenAccess::Unknown, known),
                more: None,
            })
        };
        all.into_iter().enumerate().map(token).collect()
    })
}

fn made(tokens: &[Arc<Token>], view: &ReportView) -> ReportRows {
    let mut index = Index::new("");
    index.extend(tokens);
    let name_of = |resource: &Resource| resource.name.to_string();
    rows(tokens, &index, &organization().0, view, NOW, name_of)
}

fn grouped(group: GroupBy, search: &str) -> ReportView {
    let search = search.to_owned();
    ReportView { shape: ReportShape::Grouped, group, search, ..ReportView::default() }
}

fn asked() -> impl Strategy<Value = ReportView> {
    let searches = vec!["", "read", "shop", "perm:delete_*", "-db:ledger"];
    (prop::sample::select(GroupBy::ALL.to_vec()), prop::sample::select(searches))
        .prop_map(|(group, search)| grouped(group, search))
}

proptest! {
    #[test]
    fn each_access_is_in_exactly_one_group(all in tokens(), view in asked()) {
        let rows = made(&all, &view);
        let groups: Vec<RowGroup> = rows.groups(view.group).collect();
        let subjects: HashSet<GroupSubject> = groups.iter().map(|group| group.about).collect();
        prop_assert_eq!(subjects.len(), groups.len(), "a subject has one group");
        let own: Vec<_> = groups.iter().flat_map(|group| group.rows.clone()).collect();
        prop_assert_eq!(own, rows.to_vec(), "exports and groups have the same order");
        for group in &groups {
            prop_assert!(!group.rows.is_empty());
            for row in &group.rows {
                let is_own = match group.about {
                    GroupSubject::Token(token) => row.token == token,
                    GroupSubject::Resource(key) => row.grant.resource == key,
                    GroupSubject::Permission(permission) => row.grant.permission == permission,
                };
                prop_assert!(is_own);
            }
        }
    }

    #[test]
    fn every_kind_of_group_counts_the_same_accesses(all in tokens(), view in asked()) {
        let count = |group| {
            let view = ReportView { group, ..view.clone() };
            made(&all, &view).groups(group).map(|group| group.rows.len()).sum::<usize>()
        };
        let table = ReportView { shape: ReportShape::Table, ..view.clone() };
        let total = made(&all, &table).len();
        prop_assert_eq!(GroupBy::ALL.map(count), [total; 3]);
    }

    #[test]
    fn lines_tell_each_row_of_a_group_once(all in tokens(), view in asked()) {
        for group in made(&all, &view).groups(view.group) {
            let own: Vec<_> = group.lines().flatten().copied().collect();
            prop_assert_eq!(&own, &group.rows);
            if let GroupSubject::Permission(_) = group.about {
                let holders: HashSet<u32> = group.rows.iter().map(|row| row.token).collect();
                prop_assert_eq!(group.lines().count(), holders.len(), "a token is named once");
            }
        }
    }

    #[test]
    fn a_part_at_a_time_finds_what_all_at_once_does(all in tokens(), view in asked(), by in 0_usize..4, count in 1_usize..5) {
        let by = ReportOrder::ALL[by];
        let view = ReportView { shape: ReportShape::Table, by, ..view };
        let mut index = Index::new("");
        index.extend(&all);
        let name_of = |resource: &Resource| resource.name.to_string();
        let mut search = RowSearch::new(&organization().0, &view, NOW, name_of);
        while !search.look(&all, &index, count) {
            let (done, total) = search.progress(&all);
            prop_assert!(done <= total);
        }
        prop_assert_eq!(search.end(&all, &index).to_vec(), made(&all, &view).to_vec());
    }

    #[test]
    fn one_by_one_the_rows_are_those_that_are_counted(all in tokens(), view in asked(), descending: bool) {
        for shape in ReportShape::ALL {
            let rows = made(&all, &ReportView { shape, descending, ..view.clone() });
            prop_assert_eq!(rows.one_by_one().collect::<Vec<_>>(), rows.to_vec());
        }
    }

    #[test]
    fn what_rows_are_grouped_by_comes_back_from_the_address(view in asked()) {
        prop_assert_eq!(ReportView::parse(&view.print()), view);
    }
}

#[test]
fn groups_stand_in_their_own_order_whatever_the_table_is_sorted_by() {
    let view = ReportView::parse("view=grouped&group=resource&sort=-effect");
    assert_eq!(view.order(), (GroupBy::Resource.order(), false));
    assert_eq!(ReportView::parse("view=grouped&group=moon").group, GroupBy::Token);
}
