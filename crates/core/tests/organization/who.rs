//! Who can do what: nobody who can is left out, and nobody who cannot is among them.

use std::sync::Arc;

use console_core::domain::access::{AccessSet, Diff, Grant, RiskKind, RiskLevel};
use console_core::domain::listing::Gradual;
use console_core::domain::operations::{
    Holding, held_operations, operation, operations, read_call,
};
use console_core::domain::permission::Permission;
use console_core::domain::resource::ResourceKey;
use console_core::domain::table_order::{ColumnKey, TableOrder};
use console_core::domain::time::Timestamp;
use console_core::domain::token::Token;
use console_core::domain::who::{
    Holder, HolderColumn, HolderSearch, Place, Question, Refusal, Staged, Through, UnknownQuestion,
    Unsaved, Verdict, WhoView, deletion, enough, sorted_holders, ways, why_refused,
};
use proptest::prelude::*;

use super::setup::{NOW, World, numbered, organization, token};

/// A grant as the API can give it: permissions of the organization are on the organization.
fn grant() -> impl Strategy<Value = Grant> {
    let permissions: Vec<_> =
        Permission::known().chain([Permission::named("fly_to_the_moon")]).collect();
    let keys = organization().1;
    (prop::sample::select(keys), prop::sample::select(permissions)).prop_map(|(key, permission)| {
        match key {
            ResourceKey::ORGANIZATION | ResourceKey::ALL_DATABASES => {
                Grant::on_organization(permission)
            }
            database if permission.entry().is_some_and(|it| it.production) => {
                Grant::new(database, permission)
            }
            database => Grant::new(database, permission),
        }
    })
}

fn access() -> impl Strategy<Value = Vec<Grant>> {
    prop::collection::vec(grant(), 0..12).prop_map(|all| {
        let set: AccessSet = all.into_iter().collect();
        set.iter().collect()
    })
}

fn holders(world: &World, question: Question, place: Place, unsaved: Unsaved) -> Vec<Holder> {
    HolderSearch::new(question, place, unsaved, NOW).all_at_once(world.list())
}

fn question() -> impl Strategy<Value = Question> {
    prop_oneof![
        prop::sample::select(Permission::known().collect::<Vec<_>>())
            .prop_map(Question::Permission),
        Just(Question::Anything),
        prop::sample::select(RiskKind::ALL.to_vec()).prop_map(Question::Risk),
        (0..operations().len()).prop_map(|at| Question::Operation(&operations()[at])),
    ]
}

fn place() -> impl Strategy<Value = Place> {
    let keys = organization().1;
    prop_oneof![Just(Place::Anywhere), prop::sample::select(keys).prop_map(Place::On)]
}

/// Its description says that it deletes any database: nobody who holds it is told to be unable to.
#[test]
fn whoever_may_delete_any_database_may_delete_each() {
    let (resources, keys) = organization();
    let grant = Grant::on_organization(Permission::named("delete_databases"));
    let delete = operation("delete_database").unwrap();
    let living = |key: &&ResourceKey| {
        **key > ResourceKey::ALL_DATABASES && !resources.get(**key).is_deleted()
    };
    let database = *keys.iter().find(living).unwrap();
    for place in [Place::Anywhere, Place::On(database)] {
        let found = ways(Question::Operation(delete), place, &[grant], &resources);
        assert_eq!(found.len(), 1, "{place:?}");
        assert_eq!(found[0].through, Through::Organization);
    }
    let held = held_operations(&[grant], &resources);
    let own = held.iter().find(|one| one.operation == delete).unwrap();
    assert!(matches!(own.holding, Holding::Held(_)));
    // What PlanetScale publishes stays told as it is.
    let names: Vec<_> = delete.any_of.iter().map(|one| one.name()).collect();
    assert_eq!(names, ["delete_database"]);
}

#[test]
fn a_near_miss_is_told_on_all_that_it_is_near_on() {
    let (resources, keys) = organization();
    let living = |key: &&ResourceKey| {
        **key > ResourceKey::ALL_DATABASES && !resources.get(**key).is_deleted()
    };
    let on: Vec<ResourceKey> = keys.iter().filter(living).copied().take(2).collect();
    let held: Vec<Grant> =
        on.iter().map(|key| Grant::new(*key, Permission::named("read_branch"))).collect();
    let all = held_operations(&held, &resources);
    let near = all.iter().find(|one| one.operation.name == "create_branch").unwrap();
    let Holding::NearMiss { on: told, .. } = &near.holding else { panic!("{near:?}") };
    assert_eq!(*told, on);
}

#[test]
fn what_destroys_is_as_grave_as_the_permission_that_is_held() {
    let (resources, _) = organization();
    let level = |permission: &str, name: &str| {
        let grant = Grant::new(ResourceKey::ALL_DATABASES, Permission::named(permission));
        let all = held_operations(&[grant], &resources);
        all.iter().find(|one| one.operation.name == name).unwrap().destroys()
    };
    assert_eq!(level("delete_branch", "delete_keyspace"), Some(RiskLevel::Destroys));
    assert_eq!(
        level("delete_production_branch", "delete_keyspace"),
        Some(RiskLevel::DestroysProduction)
    );
    assert_eq!(level("delete_branch", "list_branches"), None);
}

proptest! {
    #[test]
    fn whoever_is_granted_what_an_operation_needs_can(at in 0_usize..193, database in 2_usize..4) {
        let (resources, keys) = organization();
        let question = Question::Operation(&operations()[at]);
        let place = Place::On(keys[database]);
        for grant in enough(question, place) {
            let found = ways(question, place, &[grant], &resources);
            prop_assert_eq!(found.len(), 1, "{:?}", grant);
        }
        prop_assert_eq!(enough(question, place).is_empty(), !question.is_answerable());
    }

    #[test]
    fn more_access_never_takes_a_way_away(question in question(), place in place(), one in access(), more in access()) {
        let (resources, _) = organization();
        let before = ways(question, place, &one, &resources);
        let both: AccessSet = one.iter().chain(&more).copied().collect();
        let both: Vec<Grant> = both.iter().collect();
        let after = ways(question, place, &both, &resources);
        prop_assert!(before.iter().all(|way| after.contains(way)));
        prop_assert!(after.iter().all(|way| both.contains(&way.grant)));
    }

    #[test]
    fn who_can_somewhere_can_anywhere_and_a_deleted_database_gives_nothing(question in question(), place in place(), held in access()) {
        let (resources, keys) = organization();
        let anywhere = ways(question, Place::Anywhere, &held, &resources);
        for way in ways(question, place, &held, &resources) {
            prop_assert!(anywhere.contains(&way));
            prop_assert!(way.grant.resource != keys[4]);
            let told = match way.through {
                Through::Organization => way.grant.resource == ResourceKey::ORGANIZATION,
                Through::AllDatabases => way.grant.resource == ResourceKey::ALL_DATABASES,
                Through::Direct => keys[2..].contains(&way.grant.resource),
            };
            prop_assert!(told);
        }
    }

    #[test]
    fn the_list_of_holders_is_those_with_a_way(question in question(), place in place(), all in prop::collection::vec(prop::option::of(access()), 0..8)) {
        let (resources, _) = organization();
        let world = World::new(&numbered(all), resources);
        let World { tokens, resources, .. } = &world;
        let found = holders(&world, question, place, Unsaved::new());
        for (at, token) in tokens.iter().enumerate() {
            let can = token.access.grants().is_some_and(|held| !ways(question, place, held, resources).is_empty());
            prop_assert_eq!(found.iter().any(|holder| holder.place as usize == at), can);
        }
    }

    #[test]
    fn a_part_at_a_time_finds_whom_all_at_once_does(question in question(), place in place(), all in prop::collection::vec(prop::option::of(access()), 0..8), count in 1_usize..4) {
        let (resources, _) = organization();
        let world = World::new(&numbered(all), resources);
        let mut search = HolderSearch::new(question, place, Unsaved::new(), NOW);
        let found = std::iter::repeat_with(|| search.go_on(world.list(), count)).find_map(|found| found).unwrap();
        prop_assert_eq!(search.progress(world.list()), (world.tokens.len(), world.tokens.len()));
        prop_assert_eq!(found, holders(&world, question, place, Unsaved::new()));
    }

    #[test]
    fn sorting_loses_nobody_and_leaves_those_alike_by_name(all in prop::collection::vec((access(), prop::option::of(0_i64..3), prop::option::of(0_i64..3), 0_usize..3), 0..8), column in 0_usize..5, descending in any::<bool>()) {
        let (resources, _) = organization();
        let made = |(at, (held, used, ends, by)): (usize, (Vec<Grant>, _, _, usize))| {
            let plain = token(&format!("t{at}"), Some(held));
            let seconds = |at: Option<i64>| at.map(Timestamp::from_seconds);
            let created_by = ["Ada", "ada", "Bo 10"].get(by).map(|name| Arc::from(*name));
            Arc::new(Token { last_used_at: seconds(used), expires_at: seconds(ends), created_by, ..(*plain).clone() })
        };
        let tokens: Vec<_> = all.into_iter().enumerate().map(made).collect();
        let world = World::new(&tokens, resources);
        let by_name = holders(&world, Question::Anything, Place::Anywhere, Unsaved::new());
        let column = HolderColumn::ALL[column];
        let places = sorted_holders(&by_name, &world.index, TableOrder { column, descending });
        let sorted: Vec<Holder> = places.into_iter().map(|place| by_name[place].clone()).collect();
        let key = |one: &Holder| match column {
            HolderColumn::Token => (one.place.into(), String::new(), Vec::new()),
            HolderColumn::Through => (0, String::new(), one.ways.iter().map(|way| (way.through, way.grant.resource)).collect()),
            HolderColumn::LastUsed => (one.token.last_used_at.map_or(-1, Timestamp::seconds), String::new(), Vec::new()),
            HolderColumn::Expires => (one.token.expires_at.map_or(i64::MAX, Timestamp::seconds), String::new(), Vec::new()),
            HolderColumn::CreatedBy => (0, one.token.created_by.as_deref().unwrap().to_lowercase(), Vec::new()),
        };
        let mut wanted = by_name;
        wanted.sort_by(|a, b| if descending { key(b).cmp(&key(a)) } else { key(a).cmp(&key(b)) });
        prop_assert_eq!(sorted, wanted);
    }

    #[test]
    fn unsaved_changes_answer_for_what_they_would_make(question in question(), place in place(), all in prop::collection::vec((access(), prop::option::of(access())), 0..6)) {
        let (resources, _) = organization();
        let tokens: Vec<_> = all.iter().enumerate().map(|(at, (held, _))| token(&format!("t{at}"), Some(held.clone()))).collect();
        let set = |grants: &[Grant]| -> AccessSet { grants.iter().copied().collect() };
        let change = |(held, wanted): &(Vec<Grant>, Option<Vec<Grant>>)| Some(Diff::between(&set(held), &set(wanted.as_ref()?)));
        let unsaved: Unsaved =
            tokens.iter().zip(&all).filter_map(|(token, pair)| Some((token.id.clone(), change(pair)?))).collect();
        let found = holders(&World::new(&tokens, resources.clone()), question, place, unsaved);
        let can = |grants: &[Grant]| !ways(question, place, grants, &resources).is_empty();
        for (at, (held, wanted)) in all.iter().enumerate() {
            let told = found.iter().find(|holder| holder.place as usize == at).map(|holder| holder.staged);
            let expected = match (can(held), can(wanted.as_ref().unwrap_or(held))) {
                (false, false) => None,
                (false, true) => Some(Staged::Gains),
                (true, false) => Some(Staged::Loses),
                (true, true) => Some(Staged::Same),
            };
            prop_assert_eq!(told, expected);
        }
    }

    #[test]
    fn what_a_deletion_takes_is_what_is_granted_there(place in place(), all in prop::collection::vec(access(), 0..6)) {
        let (resources, _) = organization();
        let Place::On(key) = place else { return Ok(()) };
        let tokens = numbered(all.iter().cloned().map(Some).collect());
        let found = holders(&World::new(&tokens, resources.clone()), Question::Anything, place, Unsaved::new());
        let told = deletion(&found, key);
        let is_living = !resources.get(key).is_deleted();
        let own = |held: &[Grant]| held.iter().filter(|grant| is_living && grant.resource == key).count();
        prop_assert_eq!(told.permissions, all.iter().map(|held| own(held)).sum::<usize>());
        prop_assert_eq!(told.tokens, all.iter().filter(|held| own(held) > 0).count());
        prop_assert_eq!(told.tokens + told.others, found.len());
    }

    #[test]
    fn the_risk_anywhere_is_the_evidence_of_the_living(held in access(), kind in prop::sample::select(RiskKind::ALL.to_vec())) {
        let (resources, _) = organization();
        let set: AccessSet = held.iter().copied().collect();
        let evidence = kind.evidence(&set.without_deleted(&resources));
        let found: Vec<Grant> = ways(Question::Risk(kind), Place::Anywhere, &held, &resources).into_iter().map(|way| way.grant).collect();
        prop_assert_eq!(found, evidence);
    }

    #[test]
    fn an_operation_is_held_or_nearly_or_not_at_all(held in access()) {
        let (resources, _) = organization();
        let all = held_operations(&held, &resources);
        for operation in operations() {
            let can = !ways(Question::Operation(operation), Place::Anywhere, &held, &resources).is_empty();
            let own: Vec<_> = all.iter().filter(|one| one.operation == operation).collect();
            prop_assert!(own.len() <= 1);
            prop_assert_eq!(own.iter().any(|one| matches!(one.holding, Holding::Held(_))), can);
        }
    }

    #[test]
    fn what_is_lacking_is_enough_once_it_is_staged(at in 0_usize..193, held in access()) {
        let (resources, _) = organization();
        let operation = &operations()[at];
        let path = operation.path.replace("{database}", "shop").replace(['{', '}'], "");
        let text = [operation.method, " /v1", &path].concat();
        let before = token("t", Some(held.clone()));
        let told = why_refused(read_call(&text, &[]), Some(&before), "organization", &resources, NOW);
        let Refusal::Known { operation: named, verdict, .. } = told else { panic!("{text}") };
        prop_assert_eq!(named, operation);
        if let Some(grant) = verdict.to_stage() {
            let after = token("t", Some(held.into_iter().chain([grant]).collect()));
            let told = why_refused(read_call(&text, &[]), Some(&after), "organization", &resources, NOW);
            let may = matches!(told, Refusal::Known { verdict: Verdict::May(_), .. });
            prop_assert!(may, "{:?}", told);
        }
    }

    #[test]
    fn a_question_comes_back_from_its_address(what in prop::option::of(question()), place in place(), column in 0_usize..7, descending in any::<bool>()) {
        let (resources, keys) = organization();
        let place = if place == Place::On(keys[4]) { Place::Anywhere } else { place };
        let name = match place {
            Place::Anywhere => String::new(),
            Place::On(key) => WhoView::place_key(key, &resources),
        };
        let order = HolderColumn::ALL.get(column).map(|&column| TableOrder { column, descending });
        let view = WhoView { what, place: name, order, ..WhoView::default() };
        let again = WhoView::parse(&view.print());
        prop_assert_eq!(&again, &view);
        prop_assert_eq!(again.place_in(&resources), Some(place));
    }
}

#[test]
fn a_question_that_is_not_known_is_kept_until_another_is_asked() {
    let parse = |query: &str| {
        let view = WhoView::parse(query);
        assert_eq!(WhoView::parse(&view.print()), view);
        (view.what, view.unknown)
    };
    let named = |name: &str| name.to_owned();
    let operation = UnknownQuestion::Operation(named("make_tea"));
    assert_eq!(parse("operation=make_tea&on=db:shop"), (None, Some(operation)));
    assert_eq!(parse("risk=boredom"), (None, Some(UnknownQuestion::Risk(named("boredom")))));
    let both = parse("operation=make_tea&permission=read_branch");
    assert_eq!(both, (Some(Question::Permission(Permission::named("read_branch"))), None));
    assert_eq!(parse("operation=&risk="), (None, None));
}

#[test]
fn an_answer_says_when_it_cannot_be_known() {
    let (resources, keys) = organization();
    let ask = |text: &str, token: Option<&Token>| match why_refused(
        read_call(text, &[]),
        token,
        "acme",
        &resources,
        NOW,
    ) {
        Refusal::Known { verdict, .. } => verdict,
        other => panic!("{other:?}"),
    };
    let create = "POST /v1/organizations/acme/databases/shop/branches";
    let unread = token("t", None);
    assert_eq!(ask(create, None), Verdict::NoToken);
    assert_eq!(ask(create, Some(&unread)), Verdict::AccessNotRead);
    assert_eq!(ask("GET /v1/organizations", Some(&unread)), Verdict::NotPublished);
    let gone = "POST /v1/organizations/acme/databases/old/branches";
    assert_eq!(ask(gone, Some(&unread)), Verdict::NoSuchDatabase);
    let elsewhere = "POST /v1/organizations/globex/databases/shop/branches";
    assert_eq!(ask(elsewhere, Some(&unread)), Verdict::OtherOrganization("globex".to_owned()));
    let ended = Token { expires_at: Some(NOW), ..(*unread).clone() };
    assert_eq!(ask(create, Some(&ended)), Verdict::Expired);
    let none = token("t", Some(Vec::new()));
    let lacks = ask(create, Some(&none));
    let wanted = Grant::new(keys[2], Permission::named("create_branch"));
    assert_eq!(lacks.to_stage(), Some(wanted));
    assert!(!Question::Operation(operation("list_organizations").unwrap()).is_answerable());
}
