//! Assertions of the configuration: how they are read, what breaks them, and which change would.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use console_core::domain::access::{AccessSet, Grant, RiskKind};
use console_core::domain::config::{Allowed, Config, ValueKind};
use console_core::domain::findings::{
    Assertion, Breach, Claim, Evidence, Fix, NewBreach, PlannedToken, Rule, Settings, audit,
    broken_by, broken_by_new, read_assertions, read_settings,
};
use console_core::domain::ids::TokenId;
use console_core::domain::listing::{Index, TokenList};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey, Resources};
use console_core::domain::time::{Seconds, Timestamp};
use console_core::domain::token::{Token, TokenAccess};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

fn read(list: &str) -> Vec<Assertion> {
    let text = format!(r#"{{"findings":{{"assertions":{list}}}}}"#);
    read_assertions(&Config::read(&text).unwrap().config).unwrap()
}

fn policy() -> Vec<Assertion> {
    read(
        r#"[
            {"name":"backups","tokens":"dr-*","aloneMay":["delete_production_branch_backups"],"blocks":true},
            {"name":"metrics","tokens":"metrics-*","nothingBut":["read_metrics_endpoints"]},
            {"name":"ends","tokens":"*","endWithinDays":365}
        ]"#,
    )
}

fn token(name: &str, grants: &[Grant], expires_at: Option<Timestamp>) -> Arc<Token> {
    Arc::new(Token {
        id: TokenId::parse(name).unwrap(),
        name: Some(name.into()),
        created_at: Some(NOW),
        expires_at,
        last_used_at: None,
        created_by: None,
        access: TokenAccess::Known(grants.to_vec().into()),
        more: None,
    })
}

fn on(resource: ResourceKey, name: &str) -> Grant {
    Grant::new(resource, Permission::named(name))
}

#[test]
fn assertions_are_read_and_a_mistake_in_one_is_told_with_its_place() {
    let all = policy();
    assert_eq!(all[0].name, "backups");
    assert!(all[0].blocks && !all[1].blocks);
    assert_eq!(all[2].claim, Claim::EndsWithin(Seconds::days(365)));
    let wrong = [
        ("{}", "findings.assertions", ValueKind::Assertions),
        ("[7]", "findings.assertions[0]", ValueKind::Assertions),
        (r#"[{"name":"x","tokens":"*"}]"#, "findings.assertions[0]", ValueKind::Assertions),
        (
            r#"[{"name":"x","tokens":"*","endWithinDays":1,"nothingBut":["*"]}]"#,
            "findings.assertions[0]",
            ValueKind::Assertions,
        ),
        (
            r#"[{"name":"x","tokens":"*","endWithinDays":1,"block":true}]"#,
            "findings.assertions[0]",
            ValueKind::Assertions,
        ),
        (
            r#"[{"name":"x","tokens":"*","endWithinDays":1},{"name":"x","tokens":"*","endWithinDays":0}]"#,
            "findings.assertions[1].endWithinDays",
            ValueKind::Number(1, 3_650),
        ),
        (
            r#"[{"name":"x","tokens":"*","aloneMay":["delete_brunch"]}]"#,
            "findings.assertions[0].aloneMay",
            ValueKind::PermissionPatterns,
        ),
        (
            r#"[{"name":"x","tokens":"*","nothingBut":[]}]"#,
            "findings.assertions[0].nothingBut",
            ValueKind::PermissionPatterns,
        ),
        (
            r#"[{"name":"x","tokens":"*","nothingBut":["*"],"blocks":"yes"}]"#,
            "findings.assertions[0].blocks",
            ValueKind::Flag,
        ),
    ];
    for (list, key, kind) in wrong {
        let text = format!(r#"{{"findings":{{"assertions":{list}}}}}"#);
        let config = Config::read(&text).unwrap().config;
        let told = read_assertions(&config).unwrap_err();
        assert_eq!((told.key.as_str(), told.allowed), (key, Allowed::Value(kind)), "{list}");
        assert!(read_settings(&config).is_err());
    }
    let told = r#"{"permissions":[{"name":"fly","scope":"database"}],"findings":{"assertions":[{"name":"x","tokens":"*","aloneMay":["fly"]}]}}"#;
    assert_eq!(read_assertions(&Config::read(told).unwrap().config).unwrap().len(), 1);
}

#[test]
fn what_breaks_an_assertion_is_a_finding_with_its_fix() {
    let mut resources = Resources::of("acme");
    let shop = resources.database(ResourceFacts { id: "1", name: "shop", deleted_at: None });
    let gone = resources.database(ResourceFacts { id: "2", name: "old", deleted_at: Some(NOW) });
    let soon = Some(NOW.saturating_add(Seconds::days(10)));
    let late = NOW.saturating_add(Seconds::days(400));
    let backups = "delete_production_branch_backups";
    let tokens = vec![
        token("ci", &[on(shop, backups), on(gone, backups), on(shop, "read_branch")], soon),
        token("dr-1", &[on(shop, backups)], soon),
        token(
            "metrics-1",
            &[on(ResourceKey::ORGANIZATION, "read_metrics_endpoints"), on(shop, "read_branch")],
            Some(late),
        ),
        token("metrics-2", &[], None),
        token("metrics-3", &[on(shop, backups)], Some(NOW)),
    ];
    let mut index = Index::new("");
    index.extend(&tokens);
    let mut settings = Settings::default();
    settings.assertions = policy();
    let list = TokenList { tokens: &tokens, index: &index, resources: &resources };
    let found = audit(list, &settings, false, NOW);
    let mut broken: Vec<(u32, usize, Breach, Fix)> = found
        .findings
        .into_iter()
        .filter(|one| one.rule == Rule::BreaksAssertion)
        .filter_map(|one| match one.evidence {
            Evidence::Breaks { assertion, breach } => Some((one.token, assertion, breach, one.fix)),
            _ => None,
        })
        .collect();
    broken.sort_by_key(|(token, assertion, ..)| (*token, *assertion));
    let holds = |grant: Grant| (Breach::Holds(vec![grant]), Fix::Remove(vec![grant]));
    let (first, first_fix) = holds(on(shop, backups));
    let (second, second_fix) = holds(on(shop, "read_branch"));
    assert_eq!(
        broken,
        [
            (0, 0, first, first_fix),
            (2, 1, second, second_fix),
            (2, 2, Breach::EndsLate(late), Fix::Rotate),
            (3, 2, Breach::NoEnd, Fix::Rotate),
        ],
        "neither what is deleted nor what has ended breaks one"
    );
}

#[test]
fn the_console_s_own_token_is_told_where_it_is_named() {
    let resources = Resources::of("acme");
    let own = on(ResourceKey::ORGANIZATION, "write_service_tokens");
    let tokens = vec![token("console", &[own], None), token("ci", &[own], None)];
    let mut index = Index::new("");
    index.extend(&tokens);
    let found = |text: &str| {
        let settings = read_settings(&Config::read(text).unwrap().config).unwrap();
        let list = TokenList { tokens: &tokens, index: &index, resources: &resources };
        let all = audit(list, &settings, false, NOW).findings;
        all.into_iter().filter(|one| one.rule == Rule::OwnCredential).collect::<Vec<_>>()
    };
    assert!(found("{}").is_empty());
    let told = found(r#"{"findings":{"consoleToken":"console"}}"#);
    assert_eq!(told.len(), 1);
    let wanted =
        Evidence::Own { permissions: Some(1), powers: vec![RiskKind::MintsTokens], ends: None };
    assert_eq!((told[0].token, &told[0].evidence), (0, &wanted));
}

fn grants() -> impl Strategy<Value = AccessSet> {
    let known: Vec<Permission> = Permission::known().collect();
    let one = prop::sample::select(known)
        .prop_map(|permission| Grant::new(ResourceKey::ALL_DATABASES, permission));
    prop::collection::vec(one, 0..10).prop_map(|all| all.into_iter().collect())
}

proptest! {
    /// Only additions break an assertion, and only those that are not held already.
    #[test]
    fn a_change_breaks_by_what_it_adds(base in grants(), wanted in grants(), name in "(dr-|metrics-|ci)[a-z]?") {
        let resources = Resources::of("acme");
        let all = policy();
        let broken = broken_by(&all, &name, &base, &wanted, &resources);
        for one in &broken {
            prop_assert!(one.grants.iter().all(|grant| wanted.contains(*grant) && !base.contains(*grant)));
            prop_assert_eq!(one.blocks, all[one.assertion].blocks);
        }
        prop_assert!(broken_by(&all, &name, &wanted, &wanted, &resources).is_empty());
        let less: AccessSet = base.iter().filter(|grant| wanted.contains(*grant)).collect();
        prop_assert!(broken_by(&all, &name, &base, &less, &resources).is_empty());
    }

    /// What would break one is found once the token is there, and nothing else.
    #[test]
    fn a_new_token_is_judged_as_the_findings_judge_it(held in grants(), name in "(dr-|metrics-|ci)[a-z]?", days in prop::option::of(1_i64..800)) {
        let resources = Resources::of("acme");
        let ends = days.map(|days| NOW.saturating_add(Seconds::days(days)));
        let planned = PlannedToken { name: &name, ends: Some(ends), access: Some(&held) };
        let told = broken_by_new(&policy(), &planned, &resources, NOW);
        let tokens = vec![token(&name, &held.iter().collect::<Vec<_>>(), ends)];
        let mut index = Index::new("");
        index.extend(&tokens);
        let mut settings = Settings::default();
        settings.assertions = policy();
        let list = TokenList { tokens: &tokens, index: &index, resources: &resources };
        let found = audit(list, &settings, false, NOW).findings;
        let mut found: Vec<(usize, NewBreach)> = found.into_iter().filter_map(|one| match one.evidence {
            Evidence::Breaks { assertion, breach } => Some((assertion, NewBreach::Certain(breach))),
            _ => None,
        }).collect();
        found.sort_by_key(|(at, _)| *at);
        prop_assert_eq!(told, found);
    }

    /// What is not read is not told as kept; an end that is not clear breaks nothing yet.
    #[test]
    fn a_new_token_with_access_that_is_not_read_keeps_no_assertion_about_it(name in "(dr-|metrics-|ci)[a-z]?") {
        let planned = PlannedToken { name: &name, ends: None, access: None };
        let told = broken_by_new(&policy(), &planned, &Resources::of("acme"), NOW);
        let wanted: Vec<usize> = [(0, !name.starts_with("dr-")), (1, name.starts_with("metrics-"))]
            .into_iter().filter(|(_, is_about)| *is_about).map(|(at, _)| at).collect();
        prop_assert!(told.iter().all(|(_, breach)| *breach == NewBreach::NotKnown));
        prop_assert_eq!(told.into_iter().map(|(at, _)| at).collect::<Vec<_>>(), wanted);
    }

    /// What the review lets through is no new finding.
    #[test]
    fn a_change_that_breaks_nothing_makes_no_finding(wanted in grants(), name in "(dr-|metrics-|ci)[a-z]?") {
        let resources = Resources::of("acme");
        let all = policy();
        let is_kept = broken_by(&all, &name, &AccessSet::default(), &wanted, &resources).is_empty();
        let list: Vec<Grant> = wanted.iter().collect();
        let tokens = vec![token(&name, &list, Some(NOW.saturating_add(Seconds::days(10))))];
        let mut index = Index::new("");
        index.extend(&tokens);
        let mut settings = Settings::default();
        settings.assertions = all;
        let list = TokenList { tokens: &tokens, index: &index, resources: &resources };
        let found = audit(list, &settings, false, NOW);
        let has = found.findings.iter().any(|one| one.rule == Rule::BreaksAssertion);
        prop_assert_eq!(has, !is_kept);
    }
}
