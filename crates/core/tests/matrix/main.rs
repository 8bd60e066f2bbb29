//! Every flow of the console's client under every fault, against a small API in memory, in time that passes by itself.
//!
//! What must hold is never a picture: what is told as done is done, what is told as failed is not; nothing is created
//! twice; no change is lost; no list is called complete that is not; the work ends, and every slot is free afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that panics has failed"
)]

mod changes;
mod clock;
mod creation;
mod deletion;
mod faults;
mod lists;
mod slots;
mod world;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use console_core::api::Client;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::resource::Resources;

use clock::{Endless, START};
use faults::Fault;
use world::{Api, Pair, Row, World};

/// How many calls the console makes at a time.
const PARALLEL: usize = 6;

/// What breaks an invariant, each with its case.
#[derive(Default)]
struct Violations {
    cases: usize,
    found: Vec<String>,
}

impl Violations {
    fn case(&mut self) {
        self.cases += 1;
    }

    /// Notes that something does not hold.
    fn demand(&mut self, holds: bool, case: &dyn fmt::Display, what: &str) {
        if !holds {
            self.found.push(format!("{what}: {case}"));
        }
    }

    fn none(self, at_least: usize) {
        assert!(self.cases >= at_least, "only {} cases", self.cases);
        let shown: Vec<&str> = self.found.iter().take(60).map(String::as_str).collect();
        let count = self.found.len();
        assert!(count == 0, "{count} of {} cases:\n{}", self.cases, shown.join("\n"));
    }
}

/// A console before a world with faults.
struct Case {
    api: Api,
    client: Client<Api>,
    org: OrgName,
    resources: RefCell<Resources>,
}

impl Case {
    fn new(faults: &[Fault]) -> Self {
        let api = Api::new(world());
        api.faults.borrow_mut().extend(faults);
        Self {
            client: Client::new(api.clone(), 480, PARALLEL),
            api,
            org: OrgName::parse("acme").unwrap(),
            resources: RefCell::new(Resources::of("acme")),
        }
    }

    /// Runs a flow to its end, which comes within half an hour.
    fn run<T>(&self, flow: impl Future<Output = T>) -> Result<T, Endless> {
        self.api.clock.run(30, flow)
    }

    /// The access of that token as the world has it.
    fn truth(&self) -> BTreeSet<Pair> {
        self.api.world.borrow().access("tok7")
    }

    fn count(&self, call: faults::Call) -> usize {
        self.api.world.borrow().calls.iter().filter(|(own, _)| *own == call).count()
    }
}

/// The token that flows are about.
fn id() -> TokenId {
    TokenId::parse("tok7").unwrap()
}

/// 23 tokens and 12 databases, so that lists have pages.
fn world() -> World {
    let pair = |database: &str, permission: &str| (database.to_owned(), permission.to_owned());
    let held =
        [pair("db3", "read_branch"), pair("db3", "delete_branch"), pair("", "read_invoices")];
    let token = |number: usize| Row {
        id: format!("tok{number}"),
        name: Some(format!("name {number}")),
        secret: String::new(),
        created_at: START - 86_400_000,
        by: "Somebody",
        access: held.clone().into_iter().collect(),
    };
    World {
        tokens: (0..23).map(token).collect(),
        databases: (0..12).map(|number| format!("db{number}")).collect(),
        ..World::default()
    }
}
