//! What came of a change that was not made whole.

use console_core::api::{ApiError, Applied, Cause, Outcome};
use console_core::domain::access::{Conflict, Diff, Grant, StepKind};
use console_core::domain::resource::{ResourceKey, Resources};
use console_core::words::review as words;
use console_core::words::token::resource_name;

use crate::pages::error_panel::{error_panel, problem};
use crate::state::{Editing, Errand, Stage};
use crate::ui::badge::Tone;
use crate::ui::button::Button;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use leptos::prelude::*;

pub(super) fn outcome(editing: Editing, stage: Stage) -> Option<AnyView> {
    match stage {
        Stage::Applying { .. } => None,
        Stage::Unread(error) => Some(error_panel(editing.app, &error, None)),
        Stage::Conflict { conflict, own } => Some(conflict_view(editing, &conflict, &own)),
        Stage::Partly(applied) => Some(partly(editing, &applied)),
    }
}

/// Nothing was sent. What is as it was wanted here is nobody else's doing.
fn conflict_view(editing: Editing, conflict: &Conflict, own: &Diff) -> AnyView {
    let store = editing.store.resources();
    let resources = store.borrow();
    let texts = |grants: &[Grant]| -> Vec<String> {
        grants.iter().map(|grant| words::grant(*grant, &resources)).collect()
    };
    let (already, theirs) = conflict.split_already_done();
    let so = (!already.is_empty())
        .then(|| words::is_so(&texts(&already.additions), &texts(&already.removals)));
    let here = (!own.is_empty())
        .then(|| words::in_another_tab(&texts(&own.additions), &texts(&own.removals)));
    let so = words::joined(&[here.clone(), so]);
    let (title, happened) = if theirs.is_empty() {
        let title = if here.is_some() { words::ANOTHER_TAB } else { words::ALREADY_SO };
        (title, words::nothing_sent(so.as_deref().unwrap_or_default()))
    } else {
        let told = words::conflict(&texts(&theirs.additions), &texts(&theirs.removals));
        (words::CONFLICT, words::both(&told, so.as_deref()))
    };
    let problem = Problem {
        title: title.into(),
        happened,
        next: words::CONFLICT_NEXT.into(),
        ..Problem::default()
    };
    // Whoever pressed "Apply changes" hears that nothing was sent.
    view! { <ProblemPanel tone=Tone::Warning problem/> }.into_any()
}

/// The permissions of a call, by resource: one call may change the organization and all databases.
fn access_of(grants: &[Grant], resources: &Resources) -> Vec<String> {
    let same = |a: &Grant, b: &Grant| a.resource == b.resource;
    grants
        .chunk_by(same)
        .filter_map(|grants| {
            let resource = grants.first()?.resource;
            let names: Vec<&str> = grants.iter().map(|grant| grant.permission.name()).collect();
            let label = resource_name(resources.get(resource));
            let on = (resource != ResourceKey::ORGANIZATION).then_some(label.as_ref());
            Some(words::permissions_on(&names, on))
        })
        .collect()
}

fn partly(editing: Editing, applied: &Applied) -> AnyView {
    let store = editing.store.resources();
    let resources = store.borrow();
    let steps: Vec<AnyView> = applied
        .steps
        .iter()
        .map(|(step, outcome)| {
            let (tone, icon) = match outcome {
                Outcome::Done | Outcome::DoneUnanswered(_) => ("good", Icon::DONE),
                Outcome::Failed(_) | Outcome::Unknown(_) | Outcome::NotTaken => {
                    ("danger", Icon::ALERT)
                }
                Outcome::Skipped => ("quiet", Icon::MINUS),
            };
            let access = access_of(&step.grants, &resources);
            let text = words::step(step.kind == StepKind::Add, &access, outcome);
            view! { <li data-tone=tone><Glyph icon/><span dir="auto">{text}</span></li> }.into_any()
        })
        .collect();
    let steps = (!steps.is_empty()).then(|| {
        view! {
            <section class="stack" aria-label=words::OUTCOME>
                <h3>{words::OUTCOME}</h3>
                <ul class="risks">{steps}</ul>
            </section>
        }
    });
    let problem = told(editing, applied, &resources);
    let panel = match way_back(editing, applied) {
        Some(undo) => view! { <ProblemPanel problem actions=undo/> }.into_any(),
        None => view! { <ProblemPanel problem/> }.into_any(),
    };
    // Beside what failed, what nobody wanted is not to be overlooked.
    let strays = (!applied.astray.is_empty()
        && !matches!(applied.cause(&resources), Some(Cause::Astray(_))))
    .then(|| view! { <ProblemPanel problem=astray(&applied.astray, &resources)/> });
    view! {
        {panel}
        {strays}
        {steps}
    }
    .into_any()
}

/// Reviews the way back from what was made, where the access that was read back shows it.
fn way_back(editing: Editing, applied: &Applied) -> Option<AnyView> {
    let mut back = applied.made().inverse();
    // What landed elsewhere was made by the same calls.
    back.removals.extend(&applied.astray);
    back.removals.sort_unstable();
    if back.is_empty() || applied.unread.is_some() {
        return None;
    }
    let (org, id) = (editing.store.name(), editing.id());
    // A removal that is left would be made without what was to be added for it.
    let is_left = !applied.left.removals.is_empty();
    let undo = move |()| {
        editing.app.changes.forget(&org, &id);
        let back = back.clone();
        let errand = if is_left { Errand::TakeBack(back) } else { Errand::Undo(back) };
        editing.app.run_errand(&org, &id, errand);
    };
    Some(view! { <Button label=words::UNDO_MADE icon=Icon::UNDO on_press=undo/> }.into_any())
}

/// What was granted on a database that took the name of the one that was meant.
pub(super) fn astray(grants: &[Grant], resources: &Resources) -> Problem {
    let named = |grant: &Grant| {
        let id = &resources.get(grant.resource).id;
        words::with_id(&words::grant(*grant, resources), id)
    };
    let grants: Vec<String> = grants.iter().map(named).collect();
    Problem {
        title: words::ASTRAY.into(),
        happened: words::astray(&grants),
        next: words::ASTRAY_NEXT.into(),
        ..Problem::default()
    }
}

/// Why something is left, and what to do about it.
fn told(editing: Editing, applied: &Applied, resources: &Resources) -> Problem {
    let failed = |error: &ApiError| problem(editing.app, error);
    let plain = |title: &str, happened: String, next: &str| Problem {
        title: title.into(),
        happened,
        next: next.into(),
        ..Problem::default()
    };
    let mut told = match applied.cause(resources) {
        Some(Cause::Call(error)) => failed(error),
        Some(Cause::Unread(error)) => {
            Problem { title: words::NOT_READ_BACK.into(), ..failed(error) }
        }
        Some(Cause::DatabaseDeleted(grant)) => plain(
            words::CANNOT_BE_REMOVED,
            words::database_deleted(&resources.get(grant.resource).name),
            words::DATABASE_DELETED_NEXT,
        ),
        Some(Cause::Astray(grants)) => astray(grants, resources),
        // What cannot be made stands below with its reasons, as long as it is staged.
        Some(Cause::Refused(_)) => {
            plain(words::NOTHING_SENT, String::new(), words::NOTHING_SENT_NEXT)
        }
        Some(Cause::Impossible(_)) => {
            plain(words::IMPOSSIBLE, String::new(), words::IMPOSSIBLE_NEXT)
        }
        Some(Cause::RemovalsIgnored) => plain(
            words::DID_NOT_TAKE,
            words::REMOVALS_IGNORED.to_owned(),
            words::REMOVALS_IGNORED_NEXT,
        ),
        Some(Cause::NotTaken) | None => plain(
            words::DID_NOT_TAKE,
            words::DID_NOT_TAKE_TEXT.to_owned(),
            words::DID_NOT_TAKE_NEXT,
        ),
    };
    let checked = applied.unread.is_none();
    let (made, left) = (count(applied.made().len()), count(applied.left.len()));
    let is_impossible =
        matches!(applied.cause(resources), Some(Cause::Refused(_) | Cause::Impossible(_)));
    let is_apart = editing.apart.with_untracked(Option::is_some);
    told.next = words::partly(&told.next, checked, &made, &left, !is_impossible, is_apart);
    told
}
