//! Deleting a token: what is told as deleted is, and what is told as failed is not.

use console_core::api::Deleted;

use super::faults::{Call, Fault, Kind, Times, Work, kinds, of_change};
use super::{Case, Violations, id};

#[test]
fn a_deletion_is_told_as_it_ended_whatever_the_answer_says() {
    let mut found = Violations::default();
    for fault in of_change(Call::Delete) {
        found.case();
        let case = Case::new(&[fault]);
        let deleted = case.run(case.client.delete_token(&case.org, &id()));
        case.api.clock.pass(60_000);
        case.api.world.borrow_mut().settle(case.api.clock.now());
        let is_there = case.api.world.borrow().token("tok7").is_some();
        let Ok(deleted) = deleted else {
            found.demand(false, &fault, "it does not end");
            continue;
        };
        match deleted {
            // It says that nobody knows, and the token cannot have been read.
            Ok(Deleted::Unchecked) => {
                found.demand(false, &fault, "the token can be read and was not");
            }
            Ok(how) => {
                found.demand(!is_there, &fault, "it is told as done");
                // The API's own "not found" is all that anybody can know.
                let own = how != Deleted::Before || fault.kind.is_not_found();
                found.demand(own, &fault, "it is told as somebody else's");
            }
            // What is done after everything was read again, nobody can know.
            Err(_) if matches!(fault.work, Work::Later(_)) => {}
            Err(_) => found.demand(is_there, &fault, "it is told as failed"),
        }
        let others = case.api.world.borrow().tokens.len();
        found.demand(others >= 22, &fault, "another token was deleted");
        case.api.heal();
        let again = case.run(case.client.delete_token(&case.org, &id()));
        found.demand(matches!(again, Ok(Ok(_))), &fault, "healed, it is not deleted");
    }
    found.none(300);
}

#[test]
fn a_deletion_that_cannot_be_looked_after_is_not_told_as_done() {
    let mut found = Violations::default();
    for kind in kinds() {
        // The token cannot be read either, and it is not deleted.
        let also = |call, work| Fault { call, kind, work, times: Times::UntilHealed };
        let faults = [also(Call::Delete, Work::Not), also(Call::Token, Work::Not)];
        if kind.is_not_found() || kind == Kind::Slow {
            continue;
        }
        found.case();
        let case = Case::new(&faults);
        let deleted = case.run(case.client.delete_token(&case.org, &id()));
        let is_open = matches!(deleted, Ok(Err(_) | Ok(Deleted::Unchecked)));
        found.demand(is_open, &faults[0], "it is told as done");
    }
    found.none(90);
}
