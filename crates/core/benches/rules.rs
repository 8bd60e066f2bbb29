//! How long the rules take by themselves, without a browser: an organization of ten thousand tokens with
//! forty accesses each on five hundred databases, with the settings of the release build.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that panics has failed")]

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::future::Future;
use std::hint::black_box;
use std::sync::Arc;

use console_core::api::Client;
use console_core::api::ports::{Ports, Request, Response, TransportError};
use console_core::domain::access::{AccessSet, Diff, Draft, Grant, RiskKind};
use console_core::domain::export::{AccessRow, Chosen, Coverage, Export, ExportContext, Format};
use console_core::domain::findings::{Auditor, Settings};
use console_core::domain::ids::OrgName;
use console_core::domain::listing::{
    Column, Direction, Filter, FilterSet, Gradual, Index, Query, Sort, TokenList, filter_and_sort,
};
use console_core::domain::meaning::Meaning;
use console_core::domain::permission::Permission;
use console_core::domain::report::{self, Matrix, MatrixColumns, ReportOrder, ReportView};
use console_core::domain::resource::Resources;
use console_core::domain::time::Timestamp;
use console_core::domain::token::Token;
use console_core::domain::who::{HolderSearch, Place, Question, Unsaved};
use console_core::words::token::resource_name;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

const TOKENS: usize = 10_000;
const ACCESSES: usize = 40;
const DATABASES: usize = 500;
const PAGE: usize = 100;

/// A page of tokens as the API writes it.
fn page(from: usize) -> String {
    let permissions: Vec<Permission> =
        Permission::known().filter(|known| known.name() != "create_databases").collect();
    let mut out = String::from(r#"{"type":"list","next_page":null,"data":["#);
    for token in from..from + PAGE {
        let comma = if token == from { "" } else { "," };
        let day = token % 28 + 1;
        // Names are in no order.
        let number = token * 7_919 % 10_007;
        let _ = write!(
            out,
            r#"{comma}{{"id":"tok{token:09}","type":"ServiceToken","name":"payments ci-deploy {number}","display_name":"payments ci-deploy {number}","avatar_url":"https://app.planetscale.com/gravatar-fallback.png","token":null,"plain_text_refresh_token":null,"created_at":"2026-01-{day:02}T03:04:05.678Z","updated_at":"2026-01-{day:02}T03:04:05.678Z","expires_at":null,"last_used_at":"2026-11-{day:02}T03:04:05.678Z","actor_id":"user1","actor_display_name":"Dolores Ibáñez","actor_type":"User","service_token_accesses":["#
        );
        for access in 0..ACCESSES {
            let comma = if access == 0 { "" } else { "," };
            let database = (token * 7 + access / 6) % DATABASES;
            let permission = permissions.get((token + access) % permissions.len()).unwrap().name();
            let _ = write!(
                out,
                r#"{comma}{{"id":"tok{token:09}-{database}-{permission}","access":"{permission}","description":"See branches, their schema and their status.","resource_name":"shop-{database}","resource_id":"db{database:010}","resource_type":"Database","resource":{{"id":"db{database:010}","name":"shop-{database}","created_at":"2025-05-05T05:05:05.000Z","updated_at":"2025-05-05T05:05:05.000Z","deleted_at":null}}}}"#
            );
        }
        out.push_str(r#"],"oauth_accesses_by_resource":null}"#);
    }
    out.push_str("]}");
    out
}

/// Answers once, with what it was given.
struct Answer(Cell<Option<String>>);

impl Ports for Answer {
    async fn send(&self, _: &Request) -> Result<Response, TransportError> {
        let body = self.0.take().ok_or(TransportError::Unreachable)?;
        Ok(Response {
            status: 200,
            content_type: "application/json".into(),
            from_upstream: true,
            body,
            ..Response::default()
        })
    }

    async fn sleep(&self, _: u64) {}

    fn now_millis(&self) -> i64 {
        0
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// Nothing waits for anything outside, so a few polls end it.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

fn read(org: &OrgName, resources: &RefCell<Resources>, body: String) -> Vec<Arc<Token>> {
    let client = Client::new(Answer(Cell::new(Some(body))), 480, 6);
    let mut all = Vec::new();
    run(client.tokens(org, resources, |rows, _| all.extend(rows))).unwrap();
    all
}

/// Everything, read once.
struct World {
    org: OrgName,
    tokens: Vec<Arc<Token>>,
    resources: Resources,
    index: Index,
    now: Timestamp,
}

impl World {
    fn new() -> Self {
        let org = OrgName::parse("acme").unwrap();
        let resources = RefCell::new(Resources::of("acme"));
        let tokens: Vec<_> =
            (0..TOKENS).step_by(PAGE).flat_map(|from| read(&org, &resources, page(from))).collect();
        let mut index = Index::new("");
        index.extend(&tokens);
        let now = Timestamp::parse("2026-11-24T10:22:33Z").unwrap();
        Self { org, tokens, resources: resources.into_inner(), index, now }
    }

    fn about(&self) -> ExportContext<'_> {
        ExportContext {
            organization: &self.org,
            organization_id: None,
            generated_at: self.now,
            person: None,
            chosen: Chosen::All,
            filters: "",
            filters_in_words: "",
            coverage: Coverage::Whole,
        }
    }

    fn report(&self) -> Vec<AccessRow> {
        let rows = |token: &Arc<Token>| {
            let grants = token.access.grants().unwrap_or_default().to_vec();
            let token = token.clone();
            grants.into_iter().map(move |grant| AccessRow { token: token.clone(), grant })
        };
        self.tokens.iter().flat_map(rows).collect()
    }

    fn filter_and_sort(&self, search: &str, filters: FilterSet, column: Column) -> Vec<u32> {
        let sort = Sort { column, direction: Direction::Ascending };
        filter_and_sort(
            &self.tokens,
            &self.index,
            &self.resources,
            &Query::new(search),
            filters,
            sort,
            self.now,
        )
    }
}

fn reading(criterion: &mut Criterion) {
    let (org, body) = (OrgName::parse("acme").unwrap(), page(0));
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(u64::try_from(body.len()).unwrap_or(u64::MAX)));
    group.bench_function("a page of 100 tokens", |bench| {
        bench.iter_batched(
            || (RefCell::new(Resources::of("acme")), body.clone()),
            |(resources, body)| read(&org, &resources, body),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

fn listing(criterion: &mut Criterion, world: &World) {
    let mut group = criterion.benchmark_group("list 10,000 tokens");
    let none = FilterSet::default();
    group.bench_function("fold them for search", |bench| {
        bench.iter(|| {
            let mut index = Index::new("");
            index.extend(black_box(&world.tokens));
            index
        });
    });
    group.bench_function("search", |bench| {
        bench.iter(|| world.filter_and_sort(black_box("77 deploy"), none, Column::Created));
    });
    group.bench_function("sort by name", |bench| {
        bench.iter(|| world.filter_and_sort(black_box(""), none, Column::Name));
    });
    group.bench_function("filter", |bench| {
        let filters = none.with(Filter::CanDestroy, true);
        bench.iter(|| world.filter_and_sort(black_box(""), filters, Column::Created));
    });
    group.finish();
}

fn access(criterion: &mut Criterion, world: &World) {
    let keys: Vec<_> = world.resources.iter().map(|(key, _)| key).collect();
    let all: AccessSet = keys
        .iter()
        .flat_map(|key| Permission::known().map(|permission| Grant::new(*key, permission)))
        .collect();
    // Every third is taken away.
    let less: AccessSet =
        (0..).zip(all.iter()).filter(|(at, _)| at % 3 > 0).map(|(_, g)| g).collect();
    let mut group = criterion.benchmark_group("access on 500 databases");
    group.bench_function("difference", |bench| {
        bench.iter(|| Diff::between(black_box(&all), black_box(&less)));
    });
    group.bench_function("tick a checkbox and count what is unsaved", |bench| {
        let grant = less.iter().next().unwrap();
        let mut draft = Draft::new(less.clone());
        bench.iter(|| {
            let held = draft.wanted().contains(grant);
            draft.set(black_box(grant), !held);
            draft.unsaved()
        });
    });
    group.finish();
}

fn exports(criterion: &mut Criterion, world: &World) {
    let rows = world.report();
    let mut group = criterion.benchmark_group("report of 400,000 accesses");
    group.sample_size(10);
    for (name, view) in [
        ("build", ReportView::default()),
        ("by resource", ReportView { by: ReportOrder::Resource, ..ReportView::default() }),
        ("search", ReportView { search: "x".to_owned(), ..ReportView::default() }),
    ] {
        group.bench_function(name, |bench| {
            bench.iter_with_large_drop(|| {
                report::rows(
                    &world.tokens,
                    &world.index,
                    &world.resources,
                    &view,
                    NOW,
                    resource_name,
                )
            });
        });
    }
    for (name, format) in [("CSV", Format::Csv), ("JSON", Format::Json)] {
        let export = Export { format, ..Export::default() };
        group.bench_function(name, |bench| {
            bench.iter_with_large_drop(|| export.access(&rows, &world.resources, world.about()));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("export of 10,000 tokens");
    for (name, format) in [("CSV", Format::Csv), ("JSON", Format::Json)] {
        let export = Export { format, ..Export::default() };
        group.bench_function(name, |bench| {
            bench.iter_with_large_drop(|| {
                export.tokens(&world.tokens, &world.resources, world.about())
            });
        });
    }
    group.finish();
}

fn whole_organization(criterion: &mut Criterion, world: &World) {
    let World { tokens, resources, index, .. } = world;
    let list = TokenList { tokens, index, resources };
    let mut group = criterion.benchmark_group("whole organization");
    group.sample_size(10);
    let shop = resources.live_database("shop-7").unwrap();
    let questions = [
        ("who has a permission", Question::Permission(Permission::named("read_branch"))),
        ("who can destroy production", Question::Risk(RiskKind::DestroysProduction)),
        ("who can do anything", Question::Anything),
    ];
    for (name, question) in questions {
        for (where_to, place) in [("anywhere", Place::Anywhere), ("on one", Place::On(shop))] {
            group.bench_function([name, " ", where_to].concat(), |bench| {
                bench.iter(|| {
                    HolderSearch::new(question, place, Unsaved::new(), NOW).all_at_once(list)
                });
            });
        }
    }
    let auditor = || Auditor::new(Arc::new(Settings::default()), false, NOW);
    group.bench_function("findings", |bench| {
        bench.iter_with_large_drop(|| auditor().all_at_once(list));
    });
    let view = ReportView::default();
    let rows = report::rows(tokens, index, resources, &view, NOW, resource_name);
    for columns in MatrixColumns::ALL {
        let view = ReportView { columns, ..ReportView::default() };
        group.bench_function(format!("matrix, {columns:?}"), |bench| {
            bench.iter_with_large_drop(|| Matrix::new(list, &rows, &view));
        });
    }
    let access = tokens.first().and_then(|token| token.access.set()).unwrap();
    group.bench_function("what a change means", |bench| {
        bench.iter(|| Meaning::of(black_box(&AccessSet::default()), &access, resources, None));
    });
    group.finish();
}

fn rules(criterion: &mut Criterion) {
    reading(criterion);
    let world = World::new();
    listing(criterion, &world);
    access(criterion, &world);
    exports(criterion, &world);
    whole_organization(criterion, &world);
}

criterion_group!(benches, rules);
criterion_main!(benches);
