//! Applying a change against an API that keeps what it was told, with everything that can come between: what is told
//! afterwards is what is so.

use console_core::api::{ApiError, Applied, Cause};
use console_core::domain::access::{Plan, Refused};
use console_core::domain::time::Timestamp;
use console_core::words::faults;

use super::*;

/// What strikes one writing call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Work {
    Done,
    NotDone,
}

/// What strikes the writing calls, in order.
type Faults = VecDeque<Option<(Work, Answer)>>;

/// An API that holds one token's access, and faults that strike its writing calls in order.
#[derive(Clone, Default)]
pub(super) struct World {
    held: Rc<RefCell<Vec<(String, String)>>>,
    pub(super) faults: Rc<RefCell<Faults>>,
    /// Answers that reading gives in place of the truth; an empty one is the truth.
    pub(super) reads: Rc<RefCell<VecDeque<Option<Answer>>>>,
    sent: Rc<RefCell<Vec<&'static str>>>,
    /// What the list of databases gives; none where it may not be read.
    databases: Rc<RefCell<Option<Answer>>>,
}

impl World {
    fn work(&self, request: &Request) {
        let body = request.body.clone().unwrap_or_default();
        let text = |from: &str| body.split(from).nth(1).unwrap_or_default().to_owned();
        let database = text(r#""database":""#).split('"').next().unwrap_or_default().to_owned();
        let list = text(r#""access":["#);
        let names = list.trim_end_matches("]}").split(',').map(|name| name.trim_matches('"'));
        let mut held = self.held.borrow_mut();
        for name in names {
            let one = (database.clone(), name.to_owned());
            held.retain(|own| *own != one);
            if request.method == Method::Post {
                held.push(one);
            }
        }
    }

    fn truth(&self) -> Answer {
        let held = self.held.borrow();
        let rows: Vec<(&str, &str)> = held.iter().map(|(d, p)| (d.as_str(), p.as_str())).collect();
        access(&rows)
    }
}

impl Ports for World {
    async fn send(&self, request: &Request) -> Answer {
        if request.path.contains("/databases") {
            let listed = self.databases.borrow().clone();
            return listed.unwrap_or_else(|| error(404, "not_found"));
        }
        self.sent.borrow_mut().push(request.method.name());
        if request.method == Method::Get {
            let read = self.reads.borrow_mut().pop_front().flatten();
            return read.unwrap_or_else(|| self.truth());
        }
        let fault = self.faults.borrow_mut().pop_front().flatten();
        if fault.as_ref().is_none_or(|(work, _)| *work == Work::Done) {
            self.work(request);
        }
        match fault {
            Some((_, answer)) => answer,
            None if request.method == Method::Delete => done(),
            None => self.truth(),
        }
    }

    async fn sleep(&self, _: u64) {}

    fn now_millis(&self) -> i64 {
        0
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// Everything that may come in answer to a writing call, whether or not it was done.
fn answers() -> Vec<Answer> {
    let redirect = Ok(Response { status: 0, ..Response::default() });
    let mut all = vec![
        redirect,
        Err(TransportError::TimedOut),
        Err(TransportError::Unreachable),
        json(200, r#"{"data":{}}"#),
        json(200, r#"{"data":null}"#),
        json(200, "[]"),
        json(200, ""),
        json(200, r#"{"data":[]}"#),
        json(200, r#"{"hello":"there"}"#),
        html(200),
        done(),
        error(401, "unauthorized"),
        error(404, "not_found"),
        error(422, "unprocessable"),
    ];
    all.extend([401, 403, 404, 405, 411, 429, 500, 501, 502].map(html));
    all
}

pub(super) fn table_of_three() -> (RefCell<Resources>, AccessSet, Diff) {
    let table = table();
    let on = |name| table.borrow_mut().database(ResourceFacts { id: name, name, deleted_at: None });
    let (shop, media) = (on("shop"), on("media"));
    let grant = |key, name| Grant::new(key, Permission::named(name));
    let base: AccessSet =
        [grant(shop, "read_branch"), grant(media, "read_comment")].into_iter().collect();
    let diff = Diff {
        additions: vec![
            grant(ResourceKey::ORGANIZATION, "read_invoices"),
            grant(shop, "connect_branch"),
        ],
        removals: vec![grant(shop, "read_branch"), grant(media, "read_comment")],
    };
    (table, base, diff)
}

pub(super) fn world() -> World {
    let world = World::default();
    let held = [("shop", "read_branch"), ("media", "read_comment")];
    world.held.replace(held.map(|(d, p)| (d.to_owned(), p.to_owned())).to_vec());
    world
}

pub(super) fn apply_to(world: &World) -> (Applied, AccessSet, Diff, RefCell<Resources>) {
    let (table, base, diff) = table_of_three();
    let client = Client::new(world.clone(), 480, 6);
    let applied = run(client.apply(&org(), &id(), &table, (&base, &diff), |_, _| {})).unwrap();
    (applied, base, diff, table)
}

/// The access as the API really has it.
fn truth(world: &World, table: &RefCell<Resources>) -> AccessSet {
    let client = Client::new(world.clone(), 480, 6);
    run(client.access(&org(), &id(), table)).unwrap()
}

#[test]
fn what_is_told_of_a_change_is_what_is_so_whatever_strikes_whichever_call() {
    for place in 0..4 {
        for work in [Work::Done, Work::NotDone] {
            for answer in answers() {
                let world = world();
                // An answer that is asked for again strikes as often as that.
                let struck = Some((work, answer.clone()));
                let mut faults: Faults = std::iter::repeat_n(None, place).collect();
                faults.extend(std::iter::repeat_n(struck, 5));
                world.faults.replace(faults);
                let (applied, base, diff, table) = apply_to(&world);
                let what = format!("call {place}, {work:?}, {answer:?}");
                let now = truth(&world, &table);
                assert_eq!(applied.access, now, "{what}");
                assert_eq!(applied.left, diff.outstanding(&now), "{what}");
                assert!(applied.unread.is_none(), "{what}");
                for (step, came) in &applied.steps {
                    for grant in &step.grants {
                        let is_so = now.contains(*grant) == (step.kind == StepKind::Add);
                        assert_eq!(came.is_done(), is_so, "{what}: {step:?} {came:?}");
                    }
                }
                let told: usize = applied.steps.iter().map(|(step, _)| step.grants.len()).sum();
                assert_eq!(told, diff.len(), "{what}: each change is told once");
                let made = applied.made();
                assert_eq!(made.len(), diff.len() - applied.left.len(), "{what}");
                assert_eq!(made.applied_to(&base), now, "{what}");
                assert_eq!(made.inverse().applied_to(&now), base, "{what}: the way back");
                assert_eq!(applied.cause(&table.borrow()).is_none(), applied.is_whole(), "{what}");
                // Nothing is taken away before all is added.
                let lost = base.iter().any(|grant| !now.contains(grant));
                let added = diff.additions.iter().all(|grant| now.contains(*grant));
                assert!(!lost || added, "{what}");
            }
        }
    }
}

#[test]
fn an_addition_that_was_done_though_its_answer_was_lost_does_not_hold_up_the_rest() {
    let world = world();
    world.faults.replace([Some((Work::Done, html(500)))].into());
    let (applied, ..) = apply_to(&world);
    assert!(applied.is_whole() && applied.failure().is_none(), "{applied:?}");
    assert!(matches!(applied.steps[0].1, Outcome::DoneUnanswered(_)));
}

#[test]
fn a_refusal_by_a_page_while_reading_goes_through_is_a_firewalls() {
    let world = world();
    let mut page = html(403);
    if let Ok(page) = &mut page {
        page.body = "<title>Blocked</title>Incident ID: 77-1234".into();
    }
    world.faults.replace(std::iter::repeat_n(Some((Work::NotDone, page)), 9).collect());
    let (applied, ..) = apply_to(&world);
    let error: &ApiError = applied.failure().unwrap();
    assert_eq!(error.fault, Fault::Blocked);
    assert!(!error.may_need_sign_in());
    let told = faults::happened(error);
    for part in ["POST organizations/acme/service-tokens/tok1/access", "403", "77-1234"] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn a_proxy_that_refuses_delete_or_drops_its_body_is_told_as_such() {
    for status in [405, 411, 501] {
        let world = world();
        let refused = Some((Work::NotDone, html(status)));
        world.faults.replace([None, None, refused].into());
        let (applied, ..) = apply_to(&world);
        let error = applied.failure().unwrap();
        assert_eq!(error.fault, Fault::MethodRefused, "{status}");
        assert!(
            faults::happened(error).contains("DELETE") && faults::next_step(error).contains("body")
        );
    }
    let world = world();
    let dropped = || Some((Work::NotDone, done()));
    world.faults.replace([None, None, dropped(), dropped()].into());
    let (applied, _, _, table) = apply_to(&world);
    assert_eq!(applied.cause(&table.borrow()), Some(Cause::RemovalsIgnored));
}

#[test]
fn access_on_a_deleted_database_that_cannot_be_removed_is_no_missing_permission() {
    let table = table();
    let deleted_at = Some(Timestamp::from_seconds(1));
    let facts = ResourceFacts { id: "old", name: "old", deleted_at };
    let old = table.borrow_mut().database(facts);
    let grant = Grant::new(old, Permission::named("read_branch"));
    let base: AccessSet = [grant].into_iter().collect();
    let diff = Diff { additions: vec![], removals: vec![grant] };
    let world = World::default();
    world.held.replace(vec![("old".into(), "read_branch".into())]);
    world.faults.replace([Some((Work::NotDone, error(404, "not_found")))].into());
    let client = Client::new(world.clone(), 480, 6);
    let applied = run(client.apply(&org(), &id(), &table, (&base, &diff), |_, _| {})).unwrap();
    assert_eq!(applied.cause(&table.borrow()), Some(Cause::DatabaseDeleted(grant)));
}

/// The list of databases, each by its ID and name.
fn listed(all: &[(&str, &str)]) -> Answer {
    let row = |(id, name): &(&str, &str)| format!(r#"{{"id":"{id}","name":"{name}"}}"#);
    let rows: Vec<String> = all.iter().map(row).collect();
    json(200, &format!(r#"{{"type":"list","next_page":null,"data":[{}]}}"#, rows.join(",")))
}

#[test]
fn a_database_that_the_api_and_its_list_lack_is_told_as_that_and_not_tried_again() {
    let world = world();
    world.databases.replace(Some(listed(&[("media", "media")])));
    world.faults.replace([None, Some((Work::NotDone, error(404, "not_found")))].into());
    let (applied, _, diff, table) = apply_to(&world);
    let gone = diff.additions[1];
    let cause = Cause::Impossible(&[(gone, Refused::NotListed)]);
    assert_eq!(applied.cause(&table.borrow()), Some(cause), "{applied:?}");
    assert!(applied.left.removals.len() == 2, "nothing is taken away in its place");
    let plan = Plan::of(&diff, &table.borrow());
    assert_eq!(plan.refused, [(gone, Refused::NotListed)]);
    // A list that has it again knows better.
    table.borrow_mut().settle(&[gone.resource]);
    assert_eq!(Plan::of(&diff, &table.borrow()).refused, []);
}

#[test]
fn nothing_is_sent_to_a_database_that_took_the_name_of_the_one_that_was_meant() {
    let world = world();
    world.databases.replace(Some(listed(&[("other", "shop"), ("media", "media")])));
    let (applied, base, diff, table) = apply_to(&world);
    assert_eq!(*world.sent.borrow(), ["GET"], "nothing but the reading before");
    assert_eq!((&applied.access, &applied.left), (&base, &diff));
    let table = table.borrow();
    let Some(Cause::Refused(refused)) = applied.cause(&table) else { panic!("{applied:?}") };
    let why: Vec<Refused> = refused.iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [Refused::Deleted, Refused::NameTaken]);
}

#[test]
fn nothing_is_sent_where_a_database_is_found_deleted_when_the_access_is_read_again() {
    let world = world();
    let row = |name: &str, permission: &str, more: &str| {
        format!(
            r#"{{"access":"{permission}","resource":{{"id":"{name}","type":"Database","name":"{name}"{more}}}}}"#
        )
    };
    let deleted = r#","deleted_at":"2026-11-01T00:00:00Z""#;
    let rows = [row("shop", "read_branch", deleted), row("media", "read_comment", "")].join(",");
    let now = json(200, &format!(r#"{{"type":"list","next_page":null,"data":[{rows}]}}"#));
    world.reads.replace([Some(now)].into());
    let (applied, base, diff, table) = apply_to(&world);
    assert_eq!(*world.sent.borrow(), ["GET"], "no removal without its addition");
    assert_eq!((&applied.access, &applied.left), (&base, &diff));
    assert!(matches!(applied.cause(&table.borrow()), Some(Cause::Refused(_))), "{applied:?}");
}

#[test]
fn nothing_is_taken_away_while_an_addition_is_known_to_be_impossible() {
    let world = world();
    let (table, base, diff) = table_of_three();
    let deleted_at = Some(Timestamp::from_seconds(1));
    table.borrow_mut().database(ResourceFacts { id: "shop", name: "shop", deleted_at });
    let client = Client::new(world.clone(), 480, 6);
    let applied = run(client.apply(&org(), &id(), &table, (&base, &diff), |_, _| {})).unwrap();
    assert_eq!(*world.sent.borrow(), ["GET"]);
    assert_eq!((&applied.access, &applied.left), (&base, &diff));
    // Without the impossible addition the rest is made.
    let possible = Diff { additions: vec![diff.additions[0]], ..diff };
    let applied = run(client.apply(&org(), &id(), &table, (&base, &possible), |_, _| {})).unwrap();
    assert!(applied.is_whole(), "{applied:?}");
}

#[test]
fn a_database_that_was_renamed_is_addressed_by_its_name_of_now() {
    let world = world();
    world.databases.replace(Some(listed(&[("shop", "store"), ("media", "media")])));
    let (applied, ..) = apply_to(&world);
    let to: Vec<&str> = applied.steps.iter().map(|(step, _)| step.target.database()).collect();
    assert_eq!(to, ["", "store", "store", "media"]);
}

#[test]
fn what_could_not_be_read_back_is_told_by_the_answers_and_nothing_more() {
    for (answer, is_unknown) in [(html(500), true), (error(422, "unprocessable"), false)] {
        let world = world();
        world.faults.replace([Some((Work::NotDone, answer))].into());
        let lost = || Some(json(500, "{}"));
        world.reads.replace([None, lost(), lost(), lost()].into());
        let (applied, base, diff, _) = apply_to(&world);
        assert!(applied.unread.is_some() && !applied.is_whole());
        assert_eq!(matches!(applied.steps[0].1, Outcome::Unknown(_)), is_unknown);
        assert_eq!(applied.steps[1].1, Outcome::Done);
        // Only what was answered with success is believed.
        assert_eq!(applied.access.difference(&base).count(), 1);
        assert_eq!(applied.left.len(), diff.len() - 1);
    }
}

#[test]
fn a_deletion_whose_answer_was_lost_is_told_as_done_and_never_as_somebody_elses() {
    let gone = || error(404, "not_found");
    let lost = || Err(TransportError::Unreachable);
    // Repeated by the client, and by the person.
    for answers in [
        vec![lost(), gone(), gone()],
        vec![html(502), gone(), gone()],
        vec![html(500), gone()],
        vec![html(403), gone()],
        vec![html(200), gone()],
        vec![Ok(Response::default()), gone()],
        vec![html(401), gone()],
    ] {
        let (client, _) = script(answers.clone());
        let told = run(client.delete_token(&org(), &id()));
        assert_eq!(told, Ok(Deleted::Unanswered), "{answers:?}");
    }
    let (client, _) = script([html(403), json(200, &token("tok1"))]);
    assert_eq!(run(client.delete_token(&org(), &id())).unwrap_err().fault, Fault::Blocked);
    let (client, _) = script([html(403), html(403)]);
    assert_eq!(run(client.delete_token(&org(), &id())).unwrap_err().fault, Fault::Forbidden);
}
