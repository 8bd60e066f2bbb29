//! Applying a change of access: each call is told as it ended, and whatever is not done is still to do.

use std::collections::BTreeSet;

use console_core::api::{Applied, NotApplied, Outcome};
use console_core::domain::access::{AccessSet, Diff, Grant, StepKind};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey};
use console_core::words::token::resource_name;

use super::faults::{Call, Fault, of_change, of_reading};
use super::world::Pair;
use super::{Case, Violations, id};

impl Case {
    fn grant(&self, database: &str, permission: &str) -> Grant {
        let permission = Permission::named(permission);
        if database.is_empty() {
            return Grant::on_organization(permission);
        }
        let id = format!("id-{database}");
        let facts = ResourceFacts { id: &id, name: database, deleted_at: None };
        Grant::new(self.resources.borrow_mut().database(facts), permission)
    }

    fn pair(&self, grant: Grant) -> Pair {
        let on_organization =
            [ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES].contains(&grant.resource);
        let database = if on_organization {
            String::new()
        } else {
            resource_name(self.resources.borrow().get(grant.resource))
        };
        (database, grant.permission.name().to_owned())
    }

    /// Access as the world has it.
    pub(crate) fn pairs(&self, grants: impl Iterator<Item = Grant>) -> BTreeSet<Pair> {
        grants.map(|grant| self.pair(grant)).collect()
    }

    /// What the token has, and a change of it: two calls that add, two that remove.
    pub(crate) fn change(&self) -> (AccessSet, Diff) {
        let base = [("db3", "read_branch"), ("db3", "delete_branch"), ("", "read_invoices")];
        let base: AccessSet = base.map(|(on, what)| self.grant(on, what)).into_iter().collect();
        let wanted = [
            ("db3", "read_branch"),
            ("db3", "connect_branch"),
            ("db4", "read_branch"),
            ("db4", "read_backups"),
        ];
        let wanted: AccessSet = wanted.map(|(on, what)| self.grant(on, what)).into_iter().collect();
        let diff = Diff::between(&base, &wanted);
        (base, diff)
    }
}

/// What the console told of a change.
enum Told {
    /// Nothing was sent.
    Nothing,
    Applied(Box<Applied>),
}

/// Whether a call is told as done, as failed, or as neither.
fn told_done(outcome: &Outcome) -> Option<bool> {
    match outcome {
        Outcome::Done | Outcome::DoneUnanswered(_) => Some(true),
        Outcome::Failed(_) | Outcome::NotTaken | Outcome::Skipped => Some(false),
        Outcome::Unknown(_) => None,
    }
}

fn apply(case: &Case, base: &AccessSet, diff: &Diff) -> Result<Told, String> {
    let id = id();
    let applied = case.client.apply(&case.org, &id, &case.resources, (base, diff), |_, _| {});
    match case.run(applied) {
        Err(endless) => Err(format!("it does not end ({endless:?})")),
        Ok(Ok(applied)) => Ok(Told::Applied(Box::new(applied))),
        Ok(Err(NotApplied::Unread(_))) => Ok(Told::Nothing),
        Ok(Err(NotApplied::Changed(_))) => Err("somebody else is said to have changed it".into()),
    }
}

/// Checks what was told of a change against the world.
fn check(case: &Case, applied: &Applied, diff: &Diff, fault: &Fault, found: &mut Violations) {
    let truth = case.truth();
    for (step, outcome) in &applied.steps {
        let adds = step.kind == StepKind::Add;
        let mut pairs = step.grants.iter().map(|&grant| case.pair(grant));
        match told_done(outcome) {
            Some(true) => {
                let done = pairs.all(|pair| truth.contains(&pair) == adds);
                found.demand(done, fault, &format!("{:?} is told as done", step.kind));
            }
            // Where it could not be read back, a refusal is all that is known.
            Some(false) if applied.unread.is_none() => {
                let undone = pairs.any(|pair| truth.contains(&pair) != adds);
                found.demand(undone, fault, &format!("{:?} is told as failed", step.kind));
            }
            _ => {}
        }
    }
    if applied.unread.is_none() {
        let read = case.pairs(applied.access.iter());
        found.demand(read == truth, fault, "the access is told wrong");
    }
    let left = &applied.left;
    let still = |grants: &[Grant], there: bool| {
        let own = diff.additions.iter().chain(&diff.removals);
        let own = own.copied().filter(|grant| diff.additions.contains(grant) == there);
        own.filter(|&grant| truth.contains(&case.pair(grant)) != there)
            .all(|grant| grants.contains(&grant))
    };
    let kept = still(&left.additions, true) && still(&left.removals, false);
    found.demand(kept, fault, "a change is lost");
}

/// Applies a change under a fault, then goes on with what is left once it is healed.
fn one(fault: Fault, more: &[Fault], found: &mut Violations) {
    found.case();
    let case = Case::new(&[&[fault], more].concat());
    let (mut base, mut diff) = case.change();
    let wanted = case.pairs(diff.applied_to(&base).iter());
    let all_added = |case: &Case, diff: &Diff| {
        let additions = case.pairs(diff.additions.iter().copied());
        let world = case.api.world.borrow();
        world.before_removals.iter().all(|access| additions.is_subset(access))
    };
    match apply(&case, &base, &diff) {
        Err(what) => found.demand(false, &fault, &what),
        Ok(Told::Nothing) => {
            let untouched = case.count(Call::Add) + case.count(Call::Remove) == 0;
            found.demand(untouched, &fault, "something was sent");
        }
        Ok(Told::Applied(applied)) => {
            check(&case, &applied, &diff, &fault, found);
            diff = applied.left;
        }
    }
    found.demand(all_added(&case, &case.change().1), &fault, "it was removed before it was added");
    let log = case.client.log().to_json(console_core::words::faults::outcome);
    found.demand(!log.contains("pscale_tkn"), &fault, "the log holds a secret");
    case.api.heal();
    // The page reads the access again, and goes on with what is left.
    let id = id();
    let read = case.client.access(&case.org, &id, &case.resources);
    let Ok(Ok(now)) = case.run(read) else {
        found.demand(false, &fault, "healed, the access is not read");
        return;
    };
    base = now;
    diff = diff.outstanding(&base);
    if !diff.is_empty() {
        let done = matches!(apply(&case, &base, &diff), Ok(Told::Applied(applied))
            if applied.is_whole());
        found.demand(done, &fault, "healed, the rest is not done");
    }
    found.demand(case.truth() == wanted, &fault, "healed, it is not what was wanted");
}

#[test]
fn a_change_is_told_as_it_ended_whatever_the_answers_say() {
    let mut found = Violations::default();
    for fault in [Call::Add, Call::Remove].map(of_change).concat() {
        one(fault, &[], &mut found);
    }
    found.none(700);
}

#[test]
fn nothing_is_sent_where_the_access_cannot_be_read_first() {
    let mut found = Violations::default();
    for fault in of_reading(Call::Access) {
        one(fault, &[], &mut found);
    }
    found.none(150);
}
