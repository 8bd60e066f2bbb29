//! The report in groups: each access is in one group of each kind, and none is lost or counted twice.

use std::collections::HashSet;
use std::sync::Arc;

use console_core::domain::access::{Grant, HeldRisk, RiskLevel};
use console_core::domain::listing::Gradual;
use console_core::domain::permission::Permission;
use console_core::domain::report::{
    GroupBy, GroupSubject, ReportOrder, ReportRows, ReportShape, ReportView, RowGroup, RowSearch,
    by_level, rows, through_all_databases,
};
use console_core::domain::resource::{ResourceKey, Resources};
use console_core::domain::table_order::ColumnKey;
use console_core::domain::token::Token;
use proptest::prelude::*;

use super::setup::{NOW, World, databases, name_of, token};

/// Two databases of one name, as a dropped one and its re-made namesake have.
fn organization() -> (Resources, Vec<ResourceKey>) {
    databases(&["shop", "ledger"], "shop")
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
        let one = |(place, (access, name)): (usize, (Option<Vec<Grant>>, String))| {
            let plain = token(&format!("t{place}"), access);
            Arc::new(Token { name: Some(name.into()), ..(*plain).clone() })
        };
        all.into_iter().enumerate().map(one).collect()
    })
}

fn world(tokens: &[Arc<Token>]) -> World {
    World::new(tokens, organization().0)
}

fn made(tokens: &[Arc<Token>], view: &ReportView) -> ReportRows {
    let World { tokens, index, resources } = world(tokens);
    rows(&tokens, &index, &resources, view, NOW, name_of)
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
    fn levels_of_a_line_tell_each_of_its_permissions_once_the_gravest_first(all in tokens(), view in asked()) {
        for group in made(&all, &view).groups(view.group) {
            for line in group.lines() {
                let levels = by_level(line);
                prop_assert!(levels.is_sorted_by(|(a, _), (b, _)| a < b));
                let count: usize = levels.iter().map(|(_, own)| own.len()).sum();
                prop_assert_eq!(count, line.len());
                for (level, own) in levels {
                    prop_assert!(!own.is_empty() && own.iter().all(|one| RiskLevel::of(*one) == level));
                }
            }
        }
    }

    #[test]
    fn a_part_at_a_time_finds_what_all_at_once_does(all in tokens(), view in asked(), by in 0_usize..4, count in 1_usize..5) {
        let by = ReportOrder::ALL[by];
        let view = ReportView { shape: ReportShape::Table, by, ..view };
        let world = world(&all);
        let mut search = RowSearch::new(&world.resources, &view, NOW, name_of);
        let go_on = || {
            let (done, total) = search.progress(world.list());
            assert!(done <= total);
            search.go_on(world.list(), count)
        };
        let found = std::iter::repeat_with(go_on).find_map(|found| found).unwrap();
        prop_assert_eq!(found.to_vec(), made(&all, &view).to_vec());
        prop_assert_eq!(found.through(), made(&all, &view).through());
    }

    #[test]
    fn rows_from_a_place_on_are_those_that_are_counted(all in tokens(), view in asked(), descending: bool, by in 0_usize..4, place in 0_usize..90) {
        for shape in ReportShape::ALL {
            let by = ReportOrder::ALL[by];
            let rows = made(&all, &ReportView { shape, descending, by, ..view.clone() });
            prop_assert_eq!(rows.from(0).collect::<Vec<_>>(), rows.to_vec());
            prop_assert_eq!(rows.from(place).collect::<Vec<_>>(), rows.to_vec().split_off(place.min(rows.len())));
            let found: Vec<_> = (0..rows.len()).filter_map(|place| rows.get(place)).collect();
            prop_assert_eq!(found, rows.to_vec());
            prop_assert_eq!(rows.get(rows.len()), None);
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

#[test]
fn a_living_database_has_what_is_granted_on_all_but_not_on_it() {
    let (resources, keys) = organization();
    let [everywhere, shop, gone] = [1, 2, 4].map(|at| keys[at]);
    let [reads, deletes] = ["read_branch", "delete_branch"].map(Permission::named);
    let grants = [
        Grant::new(everywhere, reads),
        Grant::new(everywhere, deletes),
        Grant::new(shop, reads),
        Grant::new(gone, reads),
    ];
    let count = |key| through_all_databases(&grants, key, &resources);
    assert_eq!([keys[0], everywhere, shop, keys[3], gone].map(count), [0, 0, 1, 2, 0]);
}

#[test]
fn a_group_is_as_grave_as_what_it_lists_and_what_is_left_on_a_deleted_database_is_not() {
    let (resources, keys) = organization();
    let held = |at: usize, name| Grant::new(keys[at], Permission::named(name));
    let all = vec![held(2, "read_branch"), held(4, "delete_branch")];
    let tokens = [token("t0", Some(all))];
    let risk = |search| {
        let rows = made(&tokens, &grouped(GroupBy::Resource, search));
        rows.groups(GroupBy::Resource).map(|group| group.risk(&resources)).collect::<Vec<_>>()
    };
    let reads = HeldRisk::Holds { gravest: RiskLevel::Reads, and_unknown: false };
    assert_eq!(risk(""), [reads, HeldRisk::OnDeleted]);
}
