//! Findings: none is lost, none is made up, and what is accepted is still counted.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use console_core::domain::access::{AccessSet, Diff, Grant, Plan, Source};
use console_core::domain::activity::{Leak, Leaks};
use console_core::domain::compare::{CompareView, alike, compared};
use console_core::domain::config::Config;
use console_core::domain::findings::{
    Accepted, Audit, Auditor, CalendarEntry, Evidence, FindingsView, Fix, Rule, Settings, Severity,
    accepting, audit, calendar_file, ending, read_settings,
};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::listing::{Gradual, Index, TokenList};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey, ResourceKind, Resources};
use console_core::domain::table_order::{ColumnKey, TableOrder};
use console_core::domain::time::{Seconds, Timestamp};
use console_core::domain::token::{Token, TokenAccess};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

fn organization() -> (Resources, Vec<ResourceKey>) {
    let mut all = Resources::of("acme");
    let gone = Some(Timestamp::from_seconds(1_700_000_000));
    let facts = |id, name, deleted_at| ResourceFacts { id, name, deleted_at };
    let mut keys = vec![ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES];
    keys.push(all.database(facts("d1", "shop", None)));
    keys.push(all.database(facts("d2", "shop", gone)));
    keys.push(all.database(facts("d3", "old", gone)));
    (all, keys)
}

fn order<C: ColumnKey>(column: usize, descending: bool) -> Option<TableOrder<C>> {
    C::ALL.get(column).map(|&column| TableOrder { column, descending })
}

fn days(count: i64) -> Seconds {
    Seconds::days(count)
}

fn ago(count: i64) -> Timestamp {
    NOW.saturating_sub(days(count))
}

fn token(id: &str, access: &[Grant]) -> Token {
    Token {
        id: TokenId::parse(id).unwrap(),
        name: Some(id.into()),
        created_at: Some(ago(5)),
        expires_at: Some(NOW.saturating_add(days(60))),
        last_used_at: Some(ago(1)),
        created_by: None,
        access: TokenAccess::Known(access.to_vec().into()),
        more: None,
    }
}

fn run(tokens: Vec<Token>, settings: &Settings) -> Audit {
    let tokens: Vec<Arc<Token>> = tokens.into_iter().map(Arc::new).collect();
    let mut index = Index::new("");
    index.extend(&tokens);
    let resources = &organization().0;
    audit(TokenList { tokens: &tokens, index: &index, resources }, settings, false, NOW)
}

fn rules(token: Token) -> Vec<Rule> {
    run(vec![token], &Settings::default()).findings.iter().map(|one| one.rule).collect()
}

fn on(key: ResourceKey, names: &[&str]) -> Vec<Grant> {
    names.iter().map(|name| Grant::new(key, Permission::named(name))).collect()
}

#[test]
fn a_token_in_order_is_no_finding_and_each_fault_is_one() {
    let plain = || token("t", &on(ResourceKey::ALL_DATABASES, &["read_branch"]));
    assert_eq!(rules(plain()), []);
    let old = || Token { created_at: Some(ago(400)), ..plain() };
    let of = |token: Token, rule: Rule| assert_eq!(rules(token), [rule], "{rule:?}");
    of(Token { expires_at: Some(NOW), ..plain() }, Rule::Expired);
    of(Token { expires_at: Some(NOW.saturating_add(days(30))), ..plain() }, Rule::ExpiresSoon);
    of(Token { expires_at: None, ..plain() }, Rule::NoExpiry);
    of(Token { last_used_at: None, ..old() }, Rule::NeverUsed);
    assert_eq!(rules(Token { last_used_at: None, ..plain() }), []);
    of(Token { last_used_at: Some(ago(90)), ..old() }, Rule::Unused);
    of(Token { last_used_at: Some(ago(6)), ..plain() }, Rule::ImpossibleUse);
    of(Token { name: Some("  ".into()), ..plain() }, Rule::Unnamed);
    let holds = |key, names: &[&str]| token("t", &on(key, names));
    let (_, keys) = organization();
    of(holds(keys[1], &["delete_production_branch"]), Rule::DestroysProduction);
    of(holds(keys[1], &["delete_branch"]), Rule::Destroys);
    of(holds(keys[0], &["write_service_tokens"]), Rule::MintsTokens);
    of(holds(keys[0], &["create_databases"]), Rule::GrowsByCreating);
    of(
        holds(keys[2], &["approve_deploy_request", "create_deploy_request"]),
        Rule::ApprovesOwnChanges,
    );
    of(holds(keys[2], &["fly_to_the_moon"]), Rule::UnknownPermission);
    of(holds(keys[3], &["read_branch", "delete_database"]), Rule::DeletedDatabases);
    let both = [on(keys[1], &["read_branch"]), on(keys[2], &["read_branch", "read_backups"])];
    of(token("t", &both.concat()), Rule::Redundant);
}

#[test]
fn what_no_call_can_take_away_is_mended_by_rotating() {
    let (_, keys) = organization();
    let fix = |key| {
        let all = run(vec![token("t", &on(key, &["read_branch"]))], &Settings::default());
        (all.findings[0].fix.clone(), all.findings[0].evidence.clone())
    };
    let (rotate, evidence) = fix(keys[3]);
    assert_eq!(rotate, Fix::Rotate);
    assert!(matches!(evidence, Evidence::LeftOver { remade: 1, .. }));
    assert_eq!(fix(keys[4]).0, Fix::Remove(on(keys[4], &["read_branch"])));
}

#[test]
fn tokens_like_others_name_them() {
    let access = on(ResourceKey::ALL_DATABASES, &["read_branch"]);
    let named = |id: &str| Token { name: Some("ci".into()), ..token(id, &access) };
    let all = run(vec![named("a"), token("b", &[]), named("c")], &Settings::default());
    let told: Vec<_> = all.findings.iter().map(|one| (one.rule, one.token)).collect();
    assert_eq!(
        told,
        [
            (Rule::SameAccess, 0),
            (Rule::SameAccess, 2),
            (Rule::DuplicateName, 0),
            (Rule::DuplicateName, 2),
        ]
    );
    assert_eq!(all.findings[0].fix, Fix::Compare(2));
}

#[test]
fn rules_on_use_are_not_counted_where_use_is_not_told() {
    let tokens =
        vec![Arc::new(Token { created_at: Some(ago(400)), last_used_at: None, ..token("t", &[]) })];
    let mut index = Index::new("");
    index.extend(&tokens);
    let resources = &organization().0;
    let list = TokenList { tokens: &tokens, index: &index, resources };
    let frozen = audit(list, &Settings::default(), true, NOW);
    assert_eq!(frozen.not_counted, [Rule::NeverUsed, Rule::Unused]);
    assert!(frozen.findings.is_empty());
}

#[test]
fn a_leak_is_a_finding_of_the_token_that_leaked_and_of_no_other() {
    let tokens: Vec<Arc<Token>> = vec![
        Arc::new(token("leaky", &[])),
        Arc::new(token("sound", &[])),
        Arc::new(Token { expires_at: Some(ago(1)), ..token("ended", &[]) }),
    ];
    let mut index = Index::new("");
    index.extend(&tokens);
    let resources = &organization().0;
    let leak = Leak { at: Some(ago(2)), events: 1 };
    let leaks: Leaks = ["leaky", "ended", "gone"]
        .map(|id| (TokenId::parse(id).unwrap(), leak.clone()))
        .into_iter()
        .collect();
    let found = |leaks: Option<&Leaks>, text: &str| {
        let settings = read_settings(&Config::read(text).unwrap().config).unwrap();
        let list = TokenList { tokens: &tokens, index: &index, resources };
        let auditor = Auditor::new(Arc::new(settings), false, NOW);
        let mut all = auditor.knowing(leaks.cloned()).all_at_once(list).findings;
        all.retain(|one| one.rule == Rule::TokenLeaked);
        all
    };
    let all = found(Some(&leaks), "{}");
    assert_eq!(all.iter().map(|one| one.token).collect::<Vec<_>>(), [2, 0]);
    assert_eq!(all[0].severity(), Severity::Critical);
    assert_eq!((all[0].since, &all[0].fix), (Some(ago(2)), &Fix::DeleteAndReplace));
    assert_eq!(all[0].evidence, Evidence::Leaked(leak));
    assert_eq!(found(None, "{}"), []);
    assert_eq!(found(Some(&leaks), r#"{"findings":{"leaveOut":["token_leaked"]}}"#), []);
}

#[test]
fn the_configuration_has_thresholds_and_exceptions_and_no_mistake_in_them() {
    let read = |text: &str| read_settings(&Config::read(text).unwrap().config);
    let told = read(r#"{"findings":{"unusedDays":10,"leaveOut":["no_expiry"],"accepted":[{"rule":"expired","token":"t","reason":"kept","until":"2027-01-31"}]}}"#).unwrap();
    assert_eq!(told.unused_after, days(10));
    assert_eq!(told.leave_out, [Rule::NoExpiry]);
    assert_eq!(told.accepted[0].until, Some(Timestamp::parse("2027-01-31T23:59:59Z").unwrap()));
    let good = r#"{"rule":"expired","token":"t","reason":"x"}"#;
    for (wrong, key) in [
        (r#"{"leaveOut":["no_expirry"]}"#.to_owned(), "leaveOut"),
        (r#"{"unusedDays":0}"#.to_owned(), "unusedDays"),
        (format!(r#"{{"accepted":[{good},{{"rule":"expired","token":"t"}}]}}"#), "accepted[1]"),
        (
            format!(r#"{{"accepted":[{{"rule":"expired","token":"t","reason":""}},{good}]}}"#),
            "accepted[0].reason",
        ),
        (
            r#"{"accepted":[{"rule":"expird","token":"t","reason":"x"}]}"#.to_owned(),
            "accepted[0].rule",
        ),
        (
            r#"{"accepted":[{"rule":"expired","token":"t","reason":"x","until":"soon"}]}"#
                .to_owned(),
            "accepted[0].until",
        ),
    ] {
        let text = [r#"{"findings":"#, &wrong, "}"].concat();
        assert_eq!(read(&text).unwrap_err().key, ["findings.", key].concat(), "{wrong}");
    }
    let accepted = Accepted {
        rule: Rule::Expired,
        token: TokenId::parse("t").unwrap(),
        reason: " ".into(),
        owner: String::new(),
        until: Some(Timestamp::parse("2027-01-31T23:59:59Z").unwrap()),
    };
    assert_eq!(accepting(&accepted), None, "such lines would be refused");
    let accepted = Accepted { reason: "kept \"for\" now".into(), ..accepted };
    let text = [r#"{"findings":{"accepted":["#, &accepting(&accepted).unwrap(), "]}}"].concat();
    assert_eq!(read(&text).unwrap().accepted, [accepted]);
}

#[test]
fn a_calendar_has_lines_that_calendars_take() {
    let entry = CalendarEntry {
        id: "tok;1".into(),
        at: NOW,
        summary: "ends, \u{e4}".repeat(30),
        description: "one\ntwo\u{7}".into(),
    };
    let org = OrgName::parse("acme").unwrap();
    let part = calendar_file(&org, &[], NOW, Some("NOT COMPLETE: it, stopped"));
    assert!(part.contains("DESCRIPTION:NOT COMPLETE: it\\, stopped\r\n"), "{part}");
    let file = calendar_file(&org, &[entry], NOW, None);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    assert!(file.lines().all(|line| line.len() <= 75));
    assert!(file.contains("UID:tok\\;1-acme@service-token-console\r\n"));
    assert!(file.contains("DTSTART:20270115T080000Z\r\n"));
    assert!(file.contains("DESCRIPTION:one\\ntwo\r\n"));
}

fn grant() -> impl Strategy<Value = Grant> {
    let permissions: Vec<_> =
        Permission::known().chain([Permission::named("fly_to_the_moon")]).collect();
    (prop::sample::select(organization().1), prop::sample::select(permissions)).prop_map(
        |(key, permission)| match key {
            ResourceKey::ORGANIZATION | ResourceKey::ALL_DATABASES => {
                Grant::on_organization(permission)
            }
            database => Grant::new(database, permission),
        },
    )
}

fn access() -> impl Strategy<Value = AccessSet> {
    prop::collection::vec(grant(), 0..8).prop_map(|all| all.into_iter().collect())
}

fn tokens() -> impl Strategy<Value = Vec<Token>> {
    let life = prop::option::of(-100_i64..400);
    let one = (prop::option::of(access()), life.clone(), life, 0_usize..3);
    prop::collection::vec(one, 0..8).prop_map(|all| {
        let made =
            |(place, (held, ends, used, name)): (usize, (Option<AccessSet>, _, _, usize))| {
                let ends: Option<i64> = ends;
                let used: Option<i64> = used;
                Token {
                    name: ["", "ci", "deploy"].get(name).map(|name| Box::from(*name)),
                    created_at: Some(ago(200)),
                    expires_at: ends.map(|ends| NOW.saturating_add(days(ends))),
                    last_used_at: used.map(|used| NOW.saturating_sub(days(used))),
                    access: held.map_or(TokenAccess::Unknown, |held| {
                        TokenAccess::Known(held.iter().collect())
                    }),
                    ..token(&format!("t{place}"), &[])
                }
            };
        all.into_iter().enumerate().map(made).collect()
    })
}

proptest! {
    #[test]
    fn what_is_accepted_and_what_is_open_are_all(all in tokens(), picks in prop::collection::vec((0_usize..Rule::ALL.len(), 0_usize..8), 0..6)) {
        let plain = run(all.clone(), &Settings::default());
        let chosen: Vec<String> = picks.iter().map(|(rule, token)| {
            format!(r#"{{"rule":"{}","token":"t{token}","reason":"x"}}"#, Rule::ALL[*rule].key())
        }).collect();
        let text = format!(r#"{{"findings":{{"accepted":[{}]}}}}"#, chosen.join(","));
        let settings = read_settings(&Config::read(&text).unwrap().config).unwrap();
        let accepted = run(all, &settings);
        prop_assert_eq!(accepted.findings.len(), plain.findings.len());
        let open = accepted.open().count();
        prop_assert_eq!(accepted.count_open(), open);
        let by_rule: (usize, usize) = Rule::ALL.iter().fold((0, 0), |sum, rule| {
            let (open, accepted) = accepted.count(*rule);
            (sum.0 + open, sum.1 + accepted)
        });
        prop_assert_eq!(by_rule, (open, plain.findings.len() - open));
    }

    #[test]
    fn a_part_at_a_time_finds_what_all_at_once_does(all in tokens(), count in 1_usize..4) {
        let whole = run(all.clone(), &Settings::default());
        let shared: Vec<Arc<Token>> = all.into_iter().map(Arc::new).collect();
        let mut index = Index::new("");
        index.extend(&shared);
        let resources = organization().0;
        let mut auditor = Auditor::new(Arc::new(Settings::default()), false, NOW);
        let list = TokenList { tokens: &shared, index: &index, resources: &resources };
        let found = std::iter::repeat_with(|| auditor.go_on(list, count)).flatten().next();
        prop_assert_eq!(found.unwrap(), whole);
    }

    #[test]
    fn leaving_a_rule_out_takes_its_findings_and_no_others(all in tokens(), rule in 0_usize..19) {
        let rule = Rule::ALL[rule];
        let plain = run(all.clone(), &Settings::default());
        let mut settings = Settings::default();
        settings.leave_out.push(rule);
        let without = run(all, &settings);
        let wanted: Vec<_> = plain.findings.into_iter().filter(|one| one.rule != rule).collect();
        prop_assert_eq!(without.findings, wanted);
    }

    #[test]
    fn removing_what_a_fix_says_mends_the_finding(all in tokens()) {
        let (resources, _) = organization();
        for one in run(all.clone(), &Settings::default()).findings {
            let Fix::Remove(grants) = one.fix else { continue };
            let own = &all[one.token as usize];
            let change = Diff { additions: Vec::new(), removals: grants };
            prop_assert!(Plan::of(&change, &resources).refused.is_empty());
            let left = change.applied_to(&own.access.set().unwrap());
            let mended = Token { access: TokenAccess::Known(left.iter().collect()), ..own.clone() };
            let again = run(vec![mended], &Settings::default());
            let still = again.findings.iter().find(|it| it.rule == one.rule);
            // Of deleted databases, what no call reaches stays.
            prop_assert!(still.is_none_or(|it| it.rule == Rule::DeletedDatabases && it.fix == Fix::Rotate));
        }
    }

    #[test]
    fn a_token_whose_access_is_not_read_is_found_by_no_rule_about_access(all in tokens()) {
        for one in run(all.clone(), &Settings::default()).findings {
            let is_unknown = all[one.token as usize].access == TokenAccess::Unknown;
            prop_assert!(!(is_unknown && one.rule.needs_access()));
        }
    }

    #[test]
    fn what_ends_is_in_the_calendar_once_the_soonest_first(all in tokens(), within in 0_i64..200) {
        let shared: Vec<Arc<Token>> = all.into_iter().map(Arc::new).collect();
        let places = ending(&shared, NOW, Some(days(within)));
        let ends: Vec<_> = places.iter().map(|at| shared[*at as usize].expires_at.unwrap()).collect();
        prop_assert!(ends.is_sorted());
        let last = NOW.saturating_add(days(within));
        let wanted = shared.iter().filter(|it| it.expires_at.is_some_and(|end| end > NOW && end <= last));
        prop_assert_eq!(ends.len(), wanted.count());
    }

    #[test]
    fn a_view_of_findings_comes_back_from_its_address(rules in prop::collection::btree_set(0_usize..19, 0..5), accepted in any::<bool>(), column in 0_usize..6, descending in any::<bool>()) {
        let rules = Rule::ALL.into_iter().enumerate().filter(|(at, _)| rules.contains(at)).map(|(_, rule)| rule).collect();
        let view = FindingsView { rules, accepted, order: order(column, descending) };
        prop_assert_eq!(FindingsView::parse(&view.print()), view);
    }

    #[test]
    fn the_change_makes_the_second_like_the_first_as_far_as_calls_can(first in access(), second in access()) {
        let (resources, _) = organization();
        let (change, left) = alike(&first, &second, &resources);
        prop_assert!(Plan::of(&change, &resources).refused.is_empty());
        let after = change.applied_to(&second);
        prop_assert_eq!(Diff::between(&after, &first).len(), left);
        let rows = compared(&first, &second, &resources);
        let all: AccessSet = first.iter().chain(second.iter()).collect();
        prop_assert_eq!(rows.len(), all.len());
        for row in rows {
            // Each side tells what it is granted itself, and what "All databases" gives it on a living database.
            let one = resources.get(row.grant.resource);
            let living = one.kind == ResourceKind::Database && !one.is_deleted();
            let everywhere = Grant::new(ResourceKey::ALL_DATABASES, row.grant.permission);
            for (source, access) in [(row.first, &first), (row.second, &second)] {
                prop_assert_eq!(matches!(source, Source::Direct | Source::Both), access.contains(row.grant));
                prop_assert_eq!(matches!(source, Source::Inherited | Source::Both), living && access.contains(everywhere));
            }
        }
    }

    #[test]
    fn a_comparison_comes_back_from_its_address(first in prop::option::of("[a-z]{1,8}"), second in prop::option::of("[a-z]{1,8}"), same in any::<bool>(), column in 0_usize..6, descending in any::<bool>()) {
        let id = |text: Option<String>| text.and_then(|text| TokenId::parse(&text).ok());
        let view = CompareView { first: id(first), second: id(second), same, order: order(column, descending) };
        prop_assert_eq!(CompareView::parse(&view.print()), view);
    }
}
