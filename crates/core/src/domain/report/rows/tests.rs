use super::*;
use crate::domain::ids::TokenId;
use crate::domain::resource::{ResourceFacts, ResourceKind};
use crate::domain::token::TokenAccess;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

fn table() -> (Vec<Arc<Token>>, Index, Resources) {
    let mut resources = Resources::of("acme");
    let mut database =
        |name: &str| resources.database(ResourceFacts { id: name, name, deleted_at: None });
    let (zoo, bar) = (database("zoo"), database("bar"));
    let grant = |resource, name| Grant::new(resource, Permission::named(name));
    let token = |id: &str, name: &str, grants: Vec<Grant>| {
        Arc::new(Token {
            id: TokenId::parse(id).unwrap(),
            name: Some(name.into()),
            created_at: None,
            expires_at: None,
            last_used_at: None,
            created_by: None,
            access: TokenAccess::Known(grants.into()),
            more: None,
        })
    };
    let tokens = vec![
        token("t2", "Beta", vec![grant(zoo, "zz_new"), grant(bar, "read_branch")]),
        token(
            "t1",
            "alpha",
            vec![
                grant(zoo, "delete_branch"),
                grant(zoo, "aa_new"),
                grant(ResourceKey::ALL_DATABASES, "read_branch"),
                grant(zoo, "read_branch"),
                grant(ResourceKey::ORGANIZATION, "read_invoices"),
            ],
        ),
    ];
    let mut index = Index::new("");
    index.extend(&tokens);
    (tokens, index, resources)
}

fn name_of(resource: &Resource) -> String {
    match resource.kind {
        ResourceKind::Organization => "Organization".to_owned(),
        ResourceKind::AllDatabases => "All databases".to_owned(),
        ResourceKind::Database | ResourceKind::Other(_) => resource.name.to_string(),
    }
}

fn told(view: &ReportView) -> Vec<String> {
    let (tokens, index, resources) = table();
    let rows = rows(&tokens, &index, &resources, view, NOW, name_of);
    let all = rows.to_vec();
    let found: Vec<Row> = (0..rows.len()).filter_map(|place| rows.get(place)).collect();
    assert_eq!(found, all);
    assert_eq!(rows.get(rows.len()), None);
    all.iter()
        .map(|row| {
            let id = tokens[row.token as usize].id.as_str();
            let resource = name_of(resources.get(row.grant.resource));
            [id, " ", &resource, " ", row.grant.permission.name()].concat()
        })
        .collect()
}

const BY_TOKEN: [&str; 7] = [
    "t1 Organization read_invoices",
    "t1 All databases read_branch",
    "t1 zoo read_branch",
    "t1 zoo delete_branch",
    "t1 zoo aa_new",
    "t2 bar read_branch",
    "t2 zoo zz_new",
];

#[test]
fn rows_are_sorted_by_token_then_resource_then_permission() {
    assert_eq!(told(&ReportView::default()), BY_TOKEN);
    let turned: Vec<&str> = BY_TOKEN.into_iter().rev().collect();
    assert_eq!(told(&ReportView { descending: true, ..ReportView::default() }), turned);
}

#[test]
fn other_orders_keep_that_one_within_theirs() {
    let by = |by| told(&ReportView { by, ..ReportView::default() });
    let place = |row: &str| BY_TOKEN.iter().position(|own| *own == row).unwrap();
    let places = |by_what| by(by_what).iter().map(|row| place(row)).collect::<Vec<_>>();
    assert_eq!(places(ReportOrder::Resource), [0, 1, 5, 2, 3, 4, 6]);
    // The gravest first; of what nobody knows nothing graver is said than of what reads.
    assert_eq!(places(ReportOrder::Effect), [3, 0, 1, 2, 5, 4, 6]);
    for by in [ReportOrder::Token, ReportOrder::Effect, ReportOrder::Permission] {
        let view = ReportView { by, descending: true, ..ReportView::default() };
        assert_eq!(ReportView::parse(&view.print()), view);
    }
    // Known permissions in the catalog's order, then the others by name.
    let by_permission = by(ReportOrder::Permission);
    let names: Vec<&str> = by_permission.iter().filter_map(|row| row.rsplit(' ').next()).collect();
    let mut sorted: Vec<Permission> = names.iter().map(|name| Permission::named(name)).collect();
    sorted.sort();
    assert_eq!(names, sorted.iter().map(|it| it.name()).collect::<Vec<_>>());
    assert_eq!(names[5..], ["aa_new", "zz_new"]);
}

#[test]
fn every_word_has_to_be_found_in_the_token_the_resource_or_the_permission() {
    let found = |search: &str| told(&ReportView { search: search.into(), ..ReportView::default() });
    assert_eq!(found("ALPHA zoo delete"), ["t1 zoo delete_branch"]);
    assert_eq!(found("t2"), ["t2 bar read_branch", "t2 zoo zz_new"]);
    assert_eq!(
        found("zoo branch"),
        ["t1 All databases read_branch", "t1 zoo read_branch", "t1 zoo delete_branch"]
    );
    assert!(found("beta invoices").is_empty());
}

#[test]
fn numbers_in_names_are_counted() {
    let mut resources = Resources::of("acme");
    let mut grant = |name: &str| {
        let database = resources.database(ResourceFacts { id: name, name, deleted_at: None });
        Grant::new(database, Permission::named("read_branch"))
    };
    let grants = vec![grant("shard-10"), grant("shard-2"), grant("shard-1")];
    let (mut tokens, ..) = table();
    for (token, name) in tokens.iter_mut().zip(["token-10", "Token-2"]) {
        let access = TokenAccess::Known(grants.clone().into());
        *token = Arc::new(Token { name: Some(name.into()), access, ..(**token).clone() });
    }
    let mut index = Index::new("");
    index.extend(&tokens);
    let names = |by| {
        let view = ReportView { by, ..ReportView::default() };
        let rows = rows(&tokens, &index, &resources, &view, NOW, name_of).to_vec();
        let name = |row: &Row| {
            let token = tokens[row.token as usize].name.clone().unwrap_or_default();
            [&*token, " ", &name_of(resources.get(row.grant.resource))].concat()
        };
        rows.iter().map(name).collect::<Vec<_>>()
    };
    let by_token = [
        "Token-2 shard-1",
        "Token-2 shard-2",
        "Token-2 shard-10",
        "token-10 shard-1",
        "token-10 shard-2",
        "token-10 shard-10",
    ];
    assert_eq!(names(ReportOrder::Token), by_token);
    assert_eq!(names(ReportOrder::Resource), [0, 3, 1, 4, 2, 5].map(|place| by_token[place]));
}

#[test]
fn who_searches_a_database_finds_what_reaches_it() {
    let found = |search: &str| told(&ReportView { search: search.into(), ..ReportView::default() });
    // "All databases" reaches bar; the organization's invoices do not.
    assert_eq!(found("bar"), ["t1 All databases read_branch", "t2 bar read_branch"]);
    assert_eq!(found("bar alpha"), ["t1 All databases read_branch"]);
    assert!(found("bar invoices").is_empty());
    let (tokens, index, resources) = table();
    let view = ReportView { search: "bar".into(), ..ReportView::default() };
    let rows = rows(&tokens, &index, &resources, &view, NOW, name_of);
    assert_eq!(rows.through(), 1);
    let FoundBy::Through { first, count } = rows.get(0).unwrap().reach else { panic!() };
    assert_eq!((&*resources.get(first).name, count), ("bar", 1));
    assert_eq!(rows.get(1).unwrap().reach, FoundBy::Own);
}
