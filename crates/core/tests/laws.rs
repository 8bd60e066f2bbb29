//! What holds for any access, any change, any address and any file, not only for the examples.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::collections::HashSet;

use console_core::domain::access::{
    AccessSet, Diff, Draft, Grant, Plan, ResourceAccess, RiskKind, Source, StepKind, Target,
    risk_changes,
};
use console_core::domain::config::{Allowed, Config, FoundValue, KEYS};
use console_core::domain::findings::read_settings;
use console_core::domain::listing::{Column, Day, Days, Direction, Filter, FilterSet, Sort};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey, ResourceKind, Resources};
use console_core::domain::time::{Seconds, Timestamp};
use console_core::domain::ttl::{self, Lifetime};
use console_core::domain::view_state::{TokensView, decoded, encode_into, pairs};
use console_core::words;
use proptest::prelude::*;

/// An organization with every kind of resource that makes changes hard: namesakes of which one is
/// deleted, one named like the organization, one without a name, and one of an unknown type.
fn organization() -> (Resources, Vec<ResourceKey>) {
    let mut all = Resources::of("acme");
    let gone = Some(Timestamp::from_seconds(1_700_000_000));
    let facts = |id, name, deleted_at| ResourceFacts { id, name, deleted_at };
    let mut keys = vec![ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES];
    keys.push(all.database(facts("d1", "shop", None)));
    keys.push(all.database(facts("d2", "shop", gone)));
    keys.push(all.database(facts("d3", "acme", None)));
    keys.push(all.database(facts("d4", "", None)));
    keys.push(all.database(facts("d5", "old", gone)));
    keys.push(all.other("Cluster", facts("c1", "shop", None)));
    (all, keys)
}

fn permissions() -> Vec<Permission> {
    let unknown = ["fly_to_the_moon", "", "<b>", "--org=evil"].map(Permission::named);
    Permission::known().step_by(3).chain(unknown).collect()
}

fn grant() -> impl Strategy<Value = Grant> {
    let (keys, permissions) = (organization().1, permissions());
    (prop::sample::select(keys), prop::sample::select(permissions))
        .prop_map(|(resource, permission)| Grant::new(resource, permission))
}

fn access() -> impl Strategy<Value = AccessSet> {
    prop::collection::vec(grant(), 0..40).prop_map(|grants| grants.into_iter().collect())
}

fn edits() -> impl Strategy<Value = Vec<(Grant, bool)>> {
    prop::collection::vec((grant(), any::<bool>()), 0..30)
}

fn edited(base: &AccessSet, edits: &[(Grant, bool)]) -> Draft {
    let mut draft = Draft::new(base.clone());
    for &(grant, granted) in edits {
        draft.set(grant, granted);
    }
    draft
}

proptest! {
    #[test]
    fn a_difference_applied_gives_what_is_wanted(from in access(), to in access()) {
        let diff = Diff::between(&from, &to);
        prop_assert_eq!(diff.applied_to(&from), to.clone());
        // Once made, it is not made again, and its inverse is the way back.
        prop_assert_eq!(diff.applied_to(&to), to.clone());
        prop_assert!(diff.outstanding(&to).is_empty());
        prop_assert_eq!(diff.outstanding(&from), diff.clone());
        prop_assert_eq!(diff.inverse().applied_to(&to), from.clone());
        prop_assert_eq!(diff.inverse(), Diff::between(&to, &from));
        prop_assert_eq!(diff.is_empty(), from == to);
        let added: HashSet<_> = diff.additions.iter().collect();
        prop_assert!(diff.removals.iter().all(|grant| !added.contains(grant)));
        prop_assert!(diff.additions.is_sorted() && diff.removals.is_sorted());
    }

    #[test]
    fn what_is_left_of_a_change_that_failed_halfway_leads_to_the_same_end(
        from in access(), to in access(), done in any::<prop::sample::Index>(),
    ) {
        let diff = Diff::between(&from, &to);
        let mut now = from.clone();
        for grant in diff.additions.iter().take(done.index(diff.len() + 1)) {
            now.set(*grant, true);
        }
        prop_assert_eq!(diff.outstanding(&now).applied_to(&now), to);
    }

    #[test]
    fn a_draft_counts_exactly_the_boxes_that_differ(base in access(), edits in edits()) {
        let mut draft = edited(&base, &edits);
        let diff = draft.diff();
        prop_assert_eq!(draft.unsaved(), diff.len());
        for &(grant, _) in &edits {
            let staged = diff.additions.contains(&grant) || diff.removals.contains(&grant);
            let holding = ResourceAccess::of(&draft, grant.resource, true);
            prop_assert_eq!(holding.is_changed(grant.permission), staged);
            prop_assert_eq!(holding.was_granted(grant.permission), base.contains(grant));
            prop_assert!(!staged || holding.has_changes());
        }
        for (last, &(grant, granted)) in edits.iter().enumerate() {
            if !edits[last + 1..].iter().any(|(later, _)| *later == grant) {
                prop_assert_eq!(draft.wanted().contains(grant), granted);
            }
        }
        // Staged anew on what the API said, as after a reload, it is the same draft.
        let mut again = Draft::new(base.clone());
        again.stage(&diff);
        prop_assert_eq!(&again, &draft);
        draft.discard();
        prop_assert_eq!(draft, Draft::new(base));
    }

    #[test]
    fn what_somebody_else_did_is_told_and_neither_side_is_lost(
        base in access(), edits in edits(), now in access(),
    ) {
        let mut draft = edited(&base, &edits);
        let mine = draft.diff();
        let told = draft.rebase(now.clone());
        prop_assert_eq!(told.is_some(), base != now);
        if let Some(conflict) = told {
            prop_assert_eq!(conflict.theirs.applied_to(&base), now.clone());
            prop_assert_eq!(&conflict.mine, &mine);
        }
        prop_assert_eq!(draft.base(), &now);
        prop_assert!(mine.additions.iter().all(|&grant| draft.wanted().contains(grant)));
        prop_assert!(mine.removals.iter().all(|&grant| !draft.wanted().contains(grant)));
        // Whatever was not changed here is as they left it.
        for grant in now.iter().filter(|grant| !mine.removals.contains(grant)) {
            prop_assert!(draft.wanted().contains(grant));
        }
        for grant in draft.wanted().iter().filter(|grant| !mine.additions.contains(grant)) {
            prop_assert!(now.contains(grant));
        }
    }

    #[test]
    fn a_plan_holds_each_change_once_and_adds_before_it_removes(from in access(), to in access()) {
        let resources = organization().0;
        let diff = Diff::between(&from, &to);
        let plan = Plan::of(&diff, &resources);
        let of_kind = |wanted: StepKind, changes: &[Grant]| {
            let mut grants: Vec<Grant> = plan.steps.iter()
                .filter(|step| step.kind == wanted)
                .flat_map(|step| step.grants.iter().copied())
                .collect();
            grants.extend(plan.refused.iter().map(|(grant, _)| *grant).filter(|grant| changes.contains(grant)));
            grants.sort_unstable();
            grants
        };
        prop_assert_eq!(of_kind(StepKind::Add, &diff.additions), diff.additions.clone());
        prop_assert_eq!(of_kind(StepKind::Remove, &diff.removals), diff.removals.clone());
        prop_assert!(plan.steps.is_sorted_by_key(|step| step.kind == StepKind::Remove));
        // As few calls as possible: one for each target and direction, none of them empty.
        let calls: HashSet<_> = plan.steps.iter()
            .map(|step| (step.kind == StepKind::Add, step.target.database().to_owned()))
            .collect();
        prop_assert_eq!(calls.len(), plan.steps.len());
        prop_assert!(plan.steps.iter().all(|step| !step.grants.is_empty()));
    }

    #[test]
    fn a_call_reaches_the_resource_it_is_for_and_no_other(from in access(), to in access()) {
        let resources = organization().0;
        let plan = Plan::of(&Diff::between(&from, &to), &resources);
        for step in &plan.steps {
            for grant in &step.grants {
                let resource = resources.get(grant.resource);
                // An empty database is the organization: nothing but its own changes may be sent so.
                let whole = matches!(resource.kind, ResourceKind::Organization | ResourceKind::AllDatabases);
                prop_assert_eq!(step.target.database().is_empty(), whole);
                prop_assert_eq!(step.target == Target::Organization, whole);
                if let Some(reached) = resources.live_database(step.target.database()) {
                    prop_assert!(whole || reached == grant.resource);
                }
            }
        }
    }

    #[test]
    fn access_through_all_databases_is_never_lost_by_changing_one_database(
        base in access(), edits in edits(),
    ) {
        let (resources, keys) = organization();
        let edits: Vec<_> = edits.into_iter()
            .filter(|(grant, _)| grant.resource != ResourceKey::ALL_DATABASES)
            .collect();
        let draft = edited(&base, &edits);
        let inherited = base.on(ResourceKey::ALL_DATABASES);
        prop_assert_eq!(draft.wanted().on(ResourceKey::ALL_DATABASES), inherited);
        for grant in inherited {
            for &key in &keys[2..7] {
                let source = ResourceAccess::of(&draft, key, true).source(grant.permission);
                prop_assert!(matches!(source, Source::Inherited | Source::Both));
            }
            let everywhere = ResourceAccess::of(&draft, ResourceKey::ALL_DATABASES, true);
            prop_assert_eq!(everywhere.source(grant.permission), Source::Direct);
        }
        let plan = Plan::of(&draft.diff(), &resources);
        for step in plan.steps.iter().filter(|step| step.target == Target::Organization) {
            prop_assert!(step.grants.iter().all(|grant| grant.resource == ResourceKey::ORGANIZATION));
        }
    }

    #[test]
    fn a_change_shows_on_its_own_resource_and_on_those_that_inherit_it(base in access(), (grant, granted) in (grant(), any::<bool>())) {
        let (_, keys) = organization();
        let before = Draft::new(base.clone());
        let after = edited(&base, &[(grant, granted)]);
        for &key in &keys {
            for inherits in [false, true] {
                let reached = key == grant.resource
                    || inherits && grant.resource == ResourceKey::ALL_DATABASES;
                let shows = ResourceAccess::of(&before, key, inherits) != ResourceAccess::of(&after, key, inherits);
                prop_assert_eq!(shows, reached && base.contains(grant) != granted);
            }
        }
    }

    #[test]
    fn a_power_is_told_as_gained_or_lost_exactly_when_it_is(from in access(), to in access()) {
        let told = risk_changes(&from, &to);
        for kind in RiskKind::ALL {
            let (before, after) = (kind.evidence(&from), kind.evidence(&to));
            let change = told.iter().find(|change| change.kind == kind);
            // "Can delete something in production" says "can delete something" as well.
            if kind == RiskKind::Destroys && told.iter().any(|it| it.kind == RiskKind::DestroysProduction) {
                continue;
            }
            prop_assert_eq!(change.is_some(), before.is_empty() != after.is_empty(), "{:?}", kind);
            if let Some(change) = change {
                prop_assert_eq!(change.gained, before.is_empty());
                prop_assert!(before.contains(&change.because) || after.contains(&change.because));
            }
        }
        prop_assert!(risk_changes(&from, &from).is_empty());
    }

    #[test]
    fn a_permission_keeps_whatever_name_it_has(name in "\\PC{0,12}|[\\x00-\\x1f\"<&]{0,4}") {
        let permission = Permission::named(&name);
        prop_assert_eq!(permission.name(), name.as_str());
        prop_assert_eq!(Permission::named(&name), permission);
        prop_assert_eq!(Grant::on_organization(permission).permission.name(), name.as_str());
    }
}

proptest! {
    #[test]
    fn a_link_shows_the_same_table_to_everybody(
        search in any::<String>(), filters in prop::collection::vec(prop::sample::select(&Filter::ALL[..]), 0..6),
        column in prop::sample::select(&Column::ALL[..]), down in any::<bool>(), days in prop::option::of(0_i64..40_000),
    ) {
        let day = |days| Day::of(Timestamp::from_seconds(days * 86_400));
        let ends = Days::between(days.map(day), days.filter(|days| days % 2 == 0).map(day));
        let direction = if down { Direction::Descending } else { Direction::Ascending };
        let view = TokensView {
            search: search.chars().take(200).collect(),
            filters: filters.into_iter().fold(FilterSet::default(), |all, one| all.with(one, true)).ending(ends),
            sort: Sort { column, direction },
        };
        let query = view.print();
        prop_assert!(query.bytes().all(|byte| byte.is_ascii_graphic() && !b"#?\"<>".contains(&byte)));
        prop_assert_eq!(TokensView::parse(&query), view.clone());
        prop_assert_eq!(TokensView::parse(&["?unknown=1&", &query].concat()), view);
    }

    #[test]
    fn any_address_is_read_and_what_it_was_read_as_stays(query in any::<String>()) {
        let view = TokensView::parse(&query);
        prop_assert_eq!(TokensView::parse(&view.print()), view.clone());
        prop_assert!(view.search.chars().count() <= 200);
        for (key, value) in pairs(&query) {
            let mut again = String::new();
            encode_into(&key, &mut again);
            prop_assert_eq!(decoded(&again), key);
            let mut again = String::new();
            encode_into(&value, &mut again);
            prop_assert_eq!(decoded(&again), value);
        }
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(vec!["never", "https://", "//x", "javascript:1", "database", ""])
            .prop_map(Value::from),
    ];
    let known = KEYS.iter().map(|key| key.path.split_once('.').map_or(key.path, |(_, name)| name));
    let names: Vec<&str> = known
        .chain([
            "policy",
            "findings",
            "rule",
            "token",
            "reason",
            "until",
            "name",
            "scope",
            "__proto__",
            "$schema",
        ])
        .collect();
    leaf.prop_recursive(3, 40, 8, move |inner| {
        let name = prop::sample::select(names.clone()).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Whether a browser takes the text for something other than a place on this server or under https.
fn leads_elsewhere(address: &str) -> bool {
    // Browsers drop tabs and line ends anywhere in an address, and control characters around it.
    let seen: String = address.chars().filter(|c| !c.is_control()).collect();
    let seen = seen.trim().replace('\\', "/").to_ascii_lowercase();
    let scheme = seen.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    seen.starts_with("//") || scheme.is_some_and(|(scheme, _)| scheme != "https")
}

proptest! {
    #[test]
    fn no_configuration_brings_the_console_down(text in any::<String>(), value in json()) {
        let _ = Config::read(&text);
        let Ok(loaded) = Config::read(&value.to_string()) else { return Ok(()) };
        let policy = &loaded.config.policy;
        // What the form starts on is something that it offers and that the policy allows.
        let (first, typed) = Lifetime::first(policy);
        prop_assert!(Lifetime::offered(policy).contains(&first));
        if !policy.allow_no_expiry {
            prop_assert_ne!(first, Lifetime::Never);
        }
        if let Some(Seconds(typed)) = typed {
            prop_assert_eq!(ttl::seconds(&typed.to_string(), policy), Ok(Seconds(typed)));
        }
    }

    #[test]
    fn a_wrong_value_is_told_with_its_key(key in prop::sample::select(KEYS), value in json()) {
        let field = match key.path.split_once('.') {
            Some((object, name)) => serde_json::json!({ object: { name: value } }),
            None => serde_json::json!({ key.path: value }),
        };
        let read = Config::read(&field.to_string());
        if let Err(wrong) = read.and_then(|loaded| read_settings(&loaded.config)) {
            // A list tells which of its elements it is.
            prop_assert!(wrong.key.starts_with(key.path), "{}", wrong.key);
            if wrong.key == key.path {
                prop_assert_eq!(wrong.allowed, Allowed::Value(key.kind));
            }
            let FoundValue::Json(value) = &wrong.value else { panic!("{wrong:?}") };
            prop_assert!(value.chars().count() <= 120);
        }
    }

    #[test]
    fn no_address_leads_to_another_server_in_the_open_or_runs(
        address in "(javascript|data|http|https|HTTPS|[\t ]?java\tscript)?:?[/\\\\]{0,3}[a-z.:@?#%\t]{0,8}",
    ) {
        let text = serde_json::json!({ "signInUrl": address, "apiBase": address }).to_string();
        if Config::read(&text).is_ok() {
            prop_assert!(!leads_elsewhere(&address), "{:?}", address);
        }
    }

    #[test]
    fn a_pattern_fits_what_it_is_made_of(parts in prop::collection::vec("[a-c]{0,3}", 1..5), fill in "\\PC{0,5}") {
        let with = |pattern: &str| {
            let text = serde_json::json!({ "policy": { "namePattern": pattern } }).to_string();
            Config::read(&text).unwrap().config
        };
        prop_assert!(with(&parts.join("*")).allows_name(&parts.join(&fill)));
        let marks = "?".repeat(fill.chars().count());
        prop_assert!(with(&parts.join(&marks)).allows_name(&parts.join(&fill)));
        prop_assert!(!with(&[&marks, "?"].concat()).allows_name(&fill));
    }

    #[test]
    fn seconds_are_taken_as_typed_or_refused_with_a_sentence(typed in "\\PC{0,6}|[ 0-9]{0,24}|[0-9]{1,12}") {
        let policy = Config::default().policy;
        match ttl::seconds(&typed, &policy) {
            Ok(Seconds(length)) => {
                prop_assert!((1..=ttl::LONGEST.0).contains(&length));
                prop_assert_eq!(typed.trim().trim_start_matches('0'), length.to_string());
            }
            Err(why) => prop_assert!(words::lifetimes::wrong_ttl(why).ends_with('.')),
        }
    }
}
