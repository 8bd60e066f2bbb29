//! The report on paper: each access is in one block, and the totals are those of the blocks.

use std::collections::HashSet;
use std::sync::Arc;

use console_core::domain::access::{Grant, RiskLevel};
use console_core::domain::listing::{Days, Filter, FilterSet, Gradual};
use console_core::domain::permission::Permission;
use console_core::domain::report::{
    Block, HeldGroup, Listed, PrintedSearch, PrintedView, Restriction, Summary, rows,
};
use console_core::domain::resource::{ResourceKey, Resources};
use console_core::domain::time::Seconds;
use console_core::domain::token::{Token, TokenAccess};
use proptest::prelude::*;

use super::setup::{NOW, World, databases, name_of, numbered, token};

const NAMES: [&str; 7] = [
    "read_branch",
    "delete_branch",
    "create_branch",
    "delete_production_branch",
    "connect_production_branch",
    "read_invoices",
    "fly_to_the_moon",
];

/// An organization with living databases a to d, and a deleted one.
fn places() -> (Resources, Vec<ResourceKey>) {
    databases(&["a", "b", "c", "d"], "gone")
}

fn made(tokens: &[Arc<Token>], resources: &Resources, view: &PrintedView) -> (Vec<Block>, Summary) {
    let world = World::new(tokens, resources.clone());
    let search = PrintedSearch::new(resources, view, NOW, name_of);
    let report = search.all_at_once(world.list());
    let blocks: Vec<Block> =
        (0..report.len()).filter_map(|place| report.block(place, resources)).collect();
    let mut summary = Summary::default();
    for block in &blocks {
        summary.add(block, resources, NOW);
    }
    (blocks, summary)
}

fn ids(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().map(|block| block.token.id.as_str()).collect()
}

fn grants(block: &Block) -> Vec<Grant> {
    let Listed::Read { groups, .. } = &block.listed else { return Vec::new() };
    let of = |group: &HeldGroup| -> Vec<Grant> {
        let on = group.resources.iter();
        on.flat_map(|on| group.permissions.iter().map(|one| Grant::new(*on, one.permission)))
            .collect()
    };
    groups.iter().flat_map(of).collect()
}

#[test]
fn databases_with_the_same_are_one_group_and_what_they_inherit_is_told_apart() {
    let (resources, keys) = places();
    let [_, everywhere, a, b, c, _, gone] = keys[..] else { panic!() };
    let read = Permission::named("read_branch");
    let delete = Permission::named("delete_branch");
    let held = vec![
        Grant::new(everywhere, read),
        Grant::new(a, delete),
        Grant::new(b, delete),
        Grant::new(c, read),
        Grant::new(gone, delete),
    ];
    let (blocks, _) = made(&[token("t", Some(held))], &resources, &PrintedView::default());
    let Listed::Read { groups, held } = &blocks[0].listed else { panic!() };
    assert_eq!(*held, 5);
    let told: Vec<_> = groups
        .iter()
        .map(|group| {
            let doubled = group.permissions.iter().any(|one| one.is_doubled);
            (group.resources.clone(), doubled, group.inherited.clone())
        })
        .collect();
    let expected = [
        (vec![everywhere], false, vec![]),
        (vec![a, b], false, vec![read]),
        (vec![c], true, vec![]),
        // Nothing is inherited on what is gone.
        (vec![gone], false, vec![]),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_was_not_read_is_in_the_report_and_counted_apart() {
    let (resources, keys) = places();
    let known = |names: &[&str]| {
        Some(names.iter().map(|name| Grant::new(keys[2], Permission::named(name))).collect())
    };
    let tokens = [
        token("empty", known(&[])),
        token("reads", known(&["read_branch"])),
        token("unread", None),
        token("writes", known(&["create_branch", "delete_branch"])),
    ];
    let (blocks, summary) = made(&tokens, &resources, &PrintedView::default());
    assert_eq!(ids(&blocks), ["empty", "reads", "unread", "writes"]);
    assert_eq!((summary.not_read, summary.without_access, summary.undecided), (1, 1, 0));
    assert_eq!(blocks[2].listed, Listed::NotRead);
    assert_eq!(blocks[2].listed.accesses(), None);

    // Whether it can destroy something is not known, so it stays and is said to be undecided.
    let filters = FilterSet::default().with(Filter::CanDestroy, true);
    let view = PrintedView { filters, ..PrintedView::default() };
    let (blocks, summary) = made(&tokens, &resources, &view);
    assert_eq!(ids(&blocks), ["unread", "writes"]);
    assert_eq!(summary.undecided, 1);

    let view = PrintedView { only: vec![Restriction::Destroys], ..PrintedView::default() };
    let (blocks, summary) = made(&tokens, &resources, &view);
    assert_eq!(ids(&blocks), ["unread", "writes"]);
    assert_eq!((summary.accesses, summary.undecided), (1, 1));
    let Listed::Read { held, .. } = &blocks[1].listed else { panic!() };
    assert_eq!(*held, 2);
}

#[test]
fn a_search_for_a_token_finds_it_without_access_too() {
    let (resources, _) = places();
    let tokens =
        [token("empty", Some(vec![])), token("other", Some(vec![])), token("unread", None)];
    let search = |search: &str| PrintedView { search: search.to_owned(), ..PrintedView::default() };
    let (blocks, _) = made(&tokens, &resources, &search("name:empty"));
    assert_eq!(ids(&blocks), ["empty", "unread"]);
    let (blocks, _) = made(&tokens, &resources, &search("-name:unread name:empty"));
    assert_eq!(ids(&blocks), ["empty"]);
    let of_tokens = PrintedView { token_search: "oth".to_owned(), ..PrintedView::default() };
    assert_eq!(ids(&made(&tokens, &resources, &of_tokens).0), ["other"]);
}

#[test]
fn a_view_comes_back_from_its_address() {
    let view = PrintedView {
        token_search: "ci & co".to_owned(),
        filters: FilterSet::default()
            .with(Filter::Expired, true)
            .with(Filter::Unused, true)
            .ending(Days::parse("2026-11-01..2026-11-30")),
        search: "perm:delete_* -name:x".to_owned(),
        only: vec![Restriction::Destroys, Restriction::Production],
    };
    assert!(view.filters.ends().is_some());
    assert_eq!(PrintedView::parse(&view.print()), view);
    assert_eq!(PrintedView::default().print(), "");
    assert_eq!(PrintedView::parse("filter=nothing&only=x&q="), PrintedView::default());
}

#[test]
fn ended_tokens_are_counted() {
    let (resources, _) = places();
    let ended = Token {
        expires_at: Some(NOW.saturating_sub(Seconds::DAY)),
        ..(*token("t", Some(vec![]))).clone()
    };
    let (_, summary) = made(&[Arc::new(ended)], &resources, &PrintedView::default());
    assert_eq!((summary.tokens, summary.expired), (1, 1));
}

/// Tokens as they may come: some hold nothing, of some nothing was read.
fn any_tokens() -> impl Strategy<Value = Vec<Option<Vec<(usize, usize)>>>> {
    let grants = prop::collection::vec((0..7_usize, 0..NAMES.len()), 0..14);
    prop::collection::vec(prop::option::weighted(0.8, grants), 0..8)
}

proptest! {
    #[test]
    fn each_access_is_in_one_block_once_and_the_totals_agree(
        told in any_tokens(),
        search in prop::sample::select(vec!["", "db:a", "delete", "via:all", "name:t1", "-effect:reads"]),
        only in prop::sample::subsequence(Restriction::ALL.to_vec(), 0..=2),
    ) {
        let (resources, keys) = places();
        let grant = |(on, name): (usize, usize)| Grant::new(keys[on], Permission::named(NAMES[name]));
        let held = |held: Option<Vec<_>>| Some(held?.into_iter().map(grant).collect());
        let tokens = numbered(told.into_iter().map(held).collect());
        let view = PrintedView { search: search.to_owned(), only, ..PrintedView::default() };
        let (blocks, summary) = made(&tokens, &resources, &view);

        // The report's rows are the blocks' accesses.
        let World { index, .. } = World::new(&tokens, resources.clone());
        let rows = rows(&tokens, &index, &resources, &view.of_access(), NOW, name_of);
        let mut expected: Vec<(String, Grant)> = rows
            .to_vec()
            .into_iter()
            .map(|row| (tokens[row.token as usize].id.to_string(), row.grant))
            .collect();
        let own = |block: &Block| -> Vec<(String, Grant)> {
            grants(block).into_iter().map(|one| (block.token.id.to_string(), one)).collect()
        };
        let mut listed: Vec<(String, Grant)> = blocks.iter().flat_map(own).collect();
        expected.sort();
        listed.sort();
        prop_assert_eq!(&listed, &expected);

        // Each token has one block, and one that was not read is not told to hold nothing.
        let seen: HashSet<&str> = ids(&blocks).into_iter().collect();
        prop_assert_eq!(seen.len(), blocks.len());
        for block in &blocks {
            let is_read = block.token.access != TokenAccess::Unknown;
            prop_assert_eq!(block.listed.accesses().is_some(), is_read);
        }

        let levels = RiskLevel::ALL.map(|level| summary.level(level));
        prop_assert_eq!(summary.accesses, listed.len());
        let gone = summary.on_deleted;
        let by_level: usize = levels.iter().map(|one| one.accesses).sum();
        prop_assert_eq!(by_level + gone.accesses, summary.accesses);
        let by_level: usize = levels.iter().map(|one| one.tokens).sum();
        let others = gone.tokens + summary.not_read + summary.without_access;
        prop_assert_eq!(by_level + others, summary.tokens);
        prop_assert_eq!(summary.tokens, blocks.len());
        if search.is_empty() && view.only.is_empty() {
            prop_assert_eq!(blocks.len(), tokens.len());
        }
    }
}
