//! Work that is dropped wherever it stands: what it held is free again, and what was sent is not sent again.

use futures_util::future::join_all;

use super::clock::Endless;
use super::faults::{Call, Fault, Kind, Times, Work};
use super::{Case, PARALLEL, Violations, id};

const FLOWS: [&str; 4] = ["reading tokens", "reading databases", "applying", "deleting"];

async fn flow(case: &Case, name: &str) {
    let (org, id, table) = (&case.org, id(), &case.resources);
    match name {
        "reading tokens" => drop(case.client.tokens(org, table, |_, _| {}).await),
        "reading databases" => drop(case.client.databases(org, table).await),
        "applying" => {
            let (base, diff) = case.change();
            drop(case.client.apply(org, &id, table, (&base, &diff), |_, _| {}).await);
        }
        _ => drop(case.client.delete_token(org, &id).await),
    }
}

#[test]
fn every_slot_is_free_after_work_that_was_dropped_at_any_time() {
    let mut found = Violations::default();
    let strange = |call, kind| Fault { call, kind, work: Work::Not, times: Times::Once };
    let faults = [
        vec![],
        vec![strange(Call::Tokens(1), Kind::Reset), strange(Call::Access, Kind::Silence)],
        vec![strange(Call::Tokens(2), Kind::Limited(None)), strange(Call::Add, Kind::Reset)],
        vec![
            strange(Call::Databases(1), Kind::Limited(Some("7"))),
            strange(Call::Delete, Kind::Reset),
        ],
    ];
    for name in FLOWS {
        for (which, faults) in faults.iter().enumerate() {
            for turns in 0..60 {
                found.case();
                let case = Case::new(faults);
                // Two at once, so that one waits for what the other holds.
                let both = join_all((0..8).map(|_| flow(&case, name)));
                let ended = case.api.clock.run_turns(turns, 60, both);
                let told = format!("{name} with faults {which}, dropped after {turns} turns");
                let stuck = matches!(ended, Err(Endless::Stuck | Endless::TooLong));
                found.demand(!stuck, &told, "it does not end");
                case.api.heal();
                case.api.most_under_way.set(0);
                let reads = join_all((0..20).map(|_| case.client.organization(&case.org)));
                let read = case.run(reads);
                let all = read.is_ok_and(|read| read.iter().all(Result::is_ok));
                found.demand(all, &told, "nothing is asked any more");
                let most = case.api.most_under_way.get();
                found.demand(most == PARALLEL, &told, "a slot is lost, or there is one too many");
                if ended.is_ok() {
                    break;
                }
            }
        }
    }
    found.none(100);
}
