//! Reading: what is given is right, and what is called complete is.

use std::collections::BTreeSet;

use console_core::api::Completeness;
use console_core::words::token::resource_name;

use super::faults::{Call, of_reading};
use super::world::Pair;
use super::{Case, Violations, id};

/// The ids that a reading gave, and whether it called them complete.
struct Read {
    ids: Vec<String>,
    complete: bool,
}

impl Case {
    async fn read_tokens(&self) -> Read {
        let mut ids = Vec::new();
        let read = self
            .client
            .tokens(&self.org, &self.resources, |page, _| {
                ids.extend(page.iter().map(|token| token.id.as_str().to_owned()));
            })
            .await;
        Read { ids, complete: read == Ok(Completeness::Complete) }
    }

    fn true_ids(&self) -> Vec<String> {
        self.api.world.borrow().tokens.iter().map(|token| token.id.clone()).collect()
    }

    /// The names of all databases, if they could be read.
    async fn read_databases(&self) -> Option<BTreeSet<String>> {
        let keys = self.client.databases(&self.org, &self.resources).await.ok()?;
        let table = self.resources.borrow();
        Some(keys.into_iter().map(|key| resource_name(table.get(key))).collect())
    }

    /// The access of the token, if it could be read.
    pub(crate) async fn read_access(&self) -> Option<BTreeSet<Pair>> {
        let access = self.client.access(&self.org, &id(), &self.resources).await.ok()?;
        Some(self.pairs(access.iter()))
    }
}

#[test]
fn a_list_of_tokens_that_is_called_complete_is() {
    let mut violations = Violations::default();
    for fault in [1, 2, 3].into_iter().flat_map(|page| of_reading(Call::Tokens(page))) {
        violations.case();
        let case = Case::new(&[fault]);
        let Ok(read) = case.run(case.read_tokens()) else {
            violations.demand(false, &fault, "it does not end");
            continue;
        };
        let truth = case.true_ids();
        let given: BTreeSet<&String> = read.ids.iter().collect();
        violations.demand(given.len() == read.ids.len(), &fault, "a row is given twice");
        violations.demand(read.ids.iter().all(|id| truth.contains(id)), &fault, "a row is wrong");
        let whole = read.ids == truth;
        violations.demand(whole || !read.complete, &fault, "it is called complete");
        case.api.heal();
        let again = case.run(case.read_tokens());
        let right = again.is_ok_and(|again| again.complete && again.ids == truth);
        violations.demand(right, &fault, "healed, it is not read whole");
    }
    violations.none(500);
}

/// Reads while the world changes at that turn of the reading.
fn read_while<T>(
    case: &Case,
    turn: usize,
    change: fn(&mut super::World),
    reading: impl Future<Output = T>,
) -> T {
    let mut reading = std::pin::pin!(reading);
    let mut wakes = 0;
    let read = case.run(std::future::poll_fn(|context| {
        wakes += 1;
        if wakes == turn {
            change(&mut case.api.world.borrow_mut());
        }
        reading.as_mut().poll(context)
    }));
    read.unwrap()
}

#[test]
fn a_list_that_changes_while_it_is_read_is_not_called_complete() {
    let changes: [fn(&mut super::World); 4] = [
        |world| {
            world.make(Some("meanwhile".into()), super::START, "A colleague");
        },
        |world| {
            world.tokens.remove(0);
        },
        |world| {
            world.tokens.remove(15);
        },
        |world| world.tokens.truncate(12),
    ];
    for (which, change) in changes.into_iter().enumerate() {
        // At each time that lies within the reading, also of an API that does not tell how many there are.
        for (turn, is_silent) in (1..24).flat_map(|turn| [(turn, false), (turn, true)]) {
            let case = Case::new(&[]);
            case.api.world.borrow_mut().is_silent = is_silent;
            let read = read_while(&case, turn, change, case.read_tokens());
            let truth = case.true_ids();
            let was =
                super::world().tokens.iter().map(|token| token.id.clone()).eq(read.ids.clone());
            let right = !read.complete || was || read.ids == truth;
            assert!(right, "change {which} at turn {turn}, silent: {is_silent}");
        }
    }
}

#[test]
fn databases_that_change_while_they_are_read_are_those_before_or_after() {
    let changes: [fn(&mut super::World); 3] = [
        |world| world.databases.insert(0, "meanwhile".into()),
        |world| drop(world.databases.remove(0)),
        |world| world.databases.truncate(5),
    ];
    for (which, change) in changes.into_iter().enumerate() {
        for (turn, is_silent) in (1..24).flat_map(|turn| [(turn, false), (turn, true)]) {
            let case = Case::new(&[]);
            case.api.world.borrow_mut().is_silent = is_silent;
            let all = || case.api.world.borrow().databases.iter().cloned().collect();
            let before: BTreeSet<String> = all();
            let read = read_while(&case, turn, change, case.read_databases());
            let read = read.expect("it can be read");
            assert!(
                read == before || read == all(),
                "change {which} at turn {turn}, silent: {is_silent}"
            );
        }
    }
}

#[test]
fn databases_and_access_that_are_read_are_all_of_them() {
    let mut violations = Violations::default();
    for fault in [1, 2].into_iter().flat_map(|page| of_reading(Call::Databases(page))) {
        violations.case();
        let case = Case::new(&[fault]);
        let truth: BTreeSet<String> = case.api.world.borrow().databases.iter().cloned().collect();
        let read = case.run(case.read_databases());
        violations.demand(read.is_ok(), &fault, "it does not end");
        let right = read.ok().flatten().is_none_or(|read| read == truth);
        violations.demand(right, &fault, "databases are missing");
        case.api.heal();
        let again = case.run(case.read_databases());
        violations.demand(again == Ok(Some(truth)), &fault, "healed, they are not read whole");
    }
    for fault in of_reading(Call::Access) {
        violations.case();
        let case = Case::new(&[fault]);
        let read = case.run(case.read_access());
        violations.demand(read.is_ok(), &fault, "it does not end");
        let right = read.ok().flatten().is_none_or(|read| read == case.truth());
        violations.demand(right, &fault, "access is missing");
        case.api.heal();
        let again = case.run(case.read_access());
        violations.demand(again == Ok(Some(case.truth())), &fault, "healed, it is not read whole");
    }
    violations.none(500);
}

#[test]
fn one_token_or_organization_that_is_read_is_the_right_one() {
    let mut violations = Violations::default();
    for fault in [Call::Token, Call::Organization, Call::Organizations].map(of_reading).concat() {
        violations.case();
        let case = Case::new(&[fault]);
        let read =
            async || match fault.call {
                Call::Token => {
                    let token = case.client.token(&case.org, &id(), &case.resources).await;
                    token.map(|token| token.id.as_str().to_owned())
                }
                Call::Organization => {
                    case.client.organization(&case.org).await.map(|org| org.as_str().to_owned())
                }
                _ => case.client.organizations().await.map(|all| {
                    all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(",")
                }),
            };
        let truth = if fault.call == Call::Token { "tok7" } else { "acme" };
        let told = case.run(read());
        violations.demand(told.is_ok(), &fault, "it does not end");
        let right = told.ok().is_none_or(|told| told.is_err() || told.as_deref() == Ok(truth));
        violations.demand(right, &fault, "something else is told");
        case.api.heal();
        let again = case.run(read()).map(Result::ok);
        violations.demand(again == Ok(Some(truth.to_owned())), &fault, "healed, it is not read");
    }
    violations.none(500);
}
