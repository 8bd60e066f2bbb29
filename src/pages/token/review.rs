//! The review of a change: exactly what will be sent, what it means, and what came of it.

use console_core::api::{ApiError, Applied, Outcome, Refusal};
use console_core::domain::access::{
    Command, Diff, Draft, Grant, Plan, RiskChange, StepKind, risk_changes,
};
use console_core::domain::resource::{ResourceKey, Resources};
use console_core::words::review::{self as words, Came};
use console_core::words::{actions, risks, token};
use leptos::prelude::*;

use super::editing::{Editing, Open};
use crate::dom::{View, view};
use crate::live::{Memo, RwSignal, Signal};
use crate::pages::trouble::{problem, trouble};
use crate::state::Task;
use crate::ui::announce::{Message, announcer};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::clipboard::CodeBlock;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::progress::Progress;

/// How far applying is.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Reviewing,
    Applying {
        done: usize,
        total: usize,
    },
    Unread(ApiError),
    /// Somebody else changed the access first; this is what they did.
    Conflict(Diff),
    Partly(Box<Applied>),
}

pub(super) fn review(editing: Editing) -> View {
    let stage = RwSignal::new(Stage::Reviewing);
    let task = Task::of_page();
    let announcer = announcer();
    let diff = Memo::new(move |_| editing.draft.with(Draft::diff));
    let busy = Signal::derive(move || matches!(stage.get(), Stage::Applying { .. }));
    let close = Callback::new(move |()| {
        // Calls under way are finished, so that nothing is left half told.
        if !busy.get_untracked() {
            editing.open.set(Open::Nothing);
        }
    });
    let apply = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        let change = diff.get_untracked();
        let base = editing.draft.with_untracked(|draft| draft.base().clone());
        let store = editing.store;
        let resources = store.resources();
        let total = Plan::of(&change, &resources.borrow()).steps.len();
        stage.set(Stage::Applying { done: 0, total });
        let (client, org, id) = (editing.app.client(), store.name(), editing.id());
        task.run(async move {
            let result = client
                .apply(&org, &id, &resources, (&base, &change), |place, _| {
                    stage.set(Stage::Applying { done: place + 1, total });
                })
                .await;
            match result {
                Err(Refusal::Unread(error)) => {
                    editing.app.note(Some(&error));
                    stage.set(Stage::Unread(error));
                }
                Err(Refusal::Changed(now)) => {
                    let mut theirs = Diff::default();
                    editing.edit(|draft| {
                        if let Some(conflict) = draft.rebase(now) {
                            theirs = conflict.theirs;
                        }
                    });
                    stage.set(Stage::Conflict(theirs));
                }
                Ok(applied) => {
                    let now = applied.access.clone();
                    store.put_access(&id, &now);
                    editing.edit(|draft| {
                        draft.rebase(now);
                    });
                    let clean = applied.failure().is_none()
                        && applied.unread.is_none()
                        && editing.unsaved.get_untracked() == 0;
                    if !clean {
                        editing.app.note(applied.failure());
                        stage.set(Stage::Partly(Box::new(applied)));
                        return;
                    }
                    editing.theirs.set(None);
                    editing.open.set(Open::Nothing);
                    let undo = Callback::new(move |()| {
                        if let Some(announcer) = announcer {
                            announcer.dismiss();
                        }
                        editing.edit(|draft| draft.stage(&change.inverse()));
                        editing.open.set(Open::Review);
                    });
                    if let Some(announcer) = announcer {
                        let text = words::applied(&count(base_changes(&applied)));
                        announcer.show(Message::done(text).with(actions::UNDO, undo));
                    }
                }
            }
        });
    });
    view! {
        <Dialog title=token::REVIEW size=DialogSize::Wide on_cancel=close>
            <DialogBody>
                {move || outcome(editing, stage.get())}
                {move || match stage.get() {
                    Stage::Applying { done, total } => Some(view! {
                        <Progress label=words::APPLYING done=done total=total/>
                    }),
                    _ => None,
                }}
                {move || contents(editing, &diff.get())}
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=close/>
                <Button
                    label=words::APPLY
                    kind=ButtonKind::Primary
                    busy=busy
                    blocked=Signal::derive(move || {
                        diff.with(Diff::is_empty).then(|| words::NOTHING_LEFT.to_owned())
                    })
                    on_press=apply
                />
            </DialogActions>
        </Dialog>
    }
}

fn base_changes(applied: &Applied) -> usize {
    applied.steps.iter().map(|(step, _)| step.grants.len()).sum()
}

pub(super) fn grant_text(grant: Grant, resources: &Resources) -> String {
    let label = resources.get(grant.resource).label();
    words::on(grant.permission.name(), &label)
}

fn list(name: &'static str, kind: &'static str, items: Vec<String>) -> View {
    let none = items.is_empty();
    view! {
        <section>
            <h3>{name}</h3>
            <ul class="changes-list" role="list" aria-label=name data-kind=kind>
                {items.into_iter().map(|text| view! { <li dir="auto" translate="no">{text}</li> }).collect::<View>()}
            </ul>
            {none.then(|| view! { <p class="muted">{words::NONE}</p> })}
        </section>
    }
}

fn contents(editing: Editing, diff: &Diff) -> View {
    let store = editing.store;
    let resources = store.resources();
    let resources = resources.borrow();
    let text = |grants: &[Grant]| -> Vec<String> {
        grants.iter().map(|grant| grant_text(*grant, &resources)).collect()
    };
    let plan = Plan::of(diff, &resources);
    let (org, id) = (store.name(), editing.id());
    let commands: Vec<String> =
        plan.steps.iter().map(|step| Command::of(step, &id, &org).to_string()).collect();
    let powers = editing.draft.with_untracked(|draft| risk_changes(draft.base(), draft.wanted()));
    let refused: Vec<String> = plan
        .refused
        .iter()
        .map(|(grant, why)| words::refused(&grant_text(*grant, &resources), why.text()))
        .collect();
    view! {
        {(!powers.is_empty()).then(|| risks_view(&powers, &resources))}
        {(!refused.is_empty()).then(|| view! {
            <ProblemPanel
                tone=Tone::Warning
                problem=Problem {
                    title: words::REFUSED.into(),
                    happened: refused.join(" "),
                    ..Problem::default()
                }
            />
        })}
        <div class="changes">
            {list(words::ADDITIONS, "add", text(&diff.additions))}
            {list(words::REMOVALS, "remove", text(&diff.removals))}
        </div>
        <CodeBlock label=words::COMMANDS text=commands.join("\n") copy_label=words::COPY_COMMANDS/>
    }
}

fn risks_view(changes: &[RiskChange], resources: &Resources) -> View {
    let items: Vec<View> = changes
        .iter()
        .map(|risk| {
            let because = grant_text(risk.because, resources);
            let text = risks::changed(risk.gained, risk.kind.text(), &because, risk.count > 1);
            let icon = if risk.gained { Icon::WARNING } else { Icon::DONE };
            let tone = if risk.gained { "warning" } else { "good" };
            view! { <li data-tone=tone><Glyph icon/>" "{text}</li> }
        })
        .collect();
    view! {
        <section aria-label=words::MEANING>
            <ul class="risks">{items}</ul>
        </section>
    }
}

fn outcome(editing: Editing, stage: Stage) -> Option<View> {
    match stage {
        Stage::Reviewing | Stage::Applying { .. } => None,
        Stage::Unread(error) => Some(trouble(editing.app, &error, None)),
        Stage::Conflict(theirs) => {
            let resources = editing.store.resources();
            let resources = resources.borrow();
            let texts = |grants: &[Grant]| -> Vec<String> {
                grants.iter().map(|grant| grant_text(*grant, &resources)).collect()
            };
            let problem = Problem {
                title: words::CONFLICT.into(),
                happened: words::conflict(&texts(&theirs.additions), &texts(&theirs.removals)),
                next: words::CONFLICT_NEXT.into(),
                ..Problem::default()
            };
            Some(view! { <ProblemPanel tone=Tone::Warning problem=problem/> })
        }
        Stage::Partly(applied) => Some(partly(editing, &applied)),
    }
}

/// The permissions of a call, by resource: one call may change the organization and all databases.
fn access_of(grants: &[Grant], resources: &Resources) -> Vec<String> {
    let same = |a: &Grant, b: &Grant| a.resource == b.resource;
    grants
        .chunk_by(same)
        .filter_map(|grants| {
            let resource = grants.first()?.resource;
            let names: Vec<&str> = grants.iter().map(|grant| grant.permission.name()).collect();
            let label = resources.get(resource).label();
            let on = (resource != ResourceKey::ORGANIZATION).then_some(label.as_ref());
            Some(words::permissions_on(&names, on))
        })
        .collect()
}

fn partly(editing: Editing, applied: &Applied) -> View {
    let store = editing.store.resources();
    let resources = store.borrow();
    let steps: Vec<View> = applied
        .steps
        .iter()
        .map(|(step, outcome)| {
            let (came, tone, icon) = match outcome {
                Outcome::Done => (Came::Done, "good", Icon::DONE),
                Outcome::Failed(_) => (Came::Failed, "danger", Icon::ALERT),
                Outcome::Skipped => (Came::NotSent, "quiet", Icon::MINUS),
            };
            let access = access_of(&step.grants, &resources);
            let text = words::step(step.kind == StepKind::Add, &access, came);
            view! { <li data-tone=tone><Glyph icon/><span dir="auto">{text}</span></li> }
        })
        .collect();
    let error = applied.failure().or(applied.unread.as_ref());
    let told = match error {
        Some(error) => {
            let mut told = problem(editing.app, error);
            let any_done = applied.steps.iter().any(|(_, came)| *came == Outcome::Done);
            told.next = words::partly(&told.next, any_done);
            told
        }
        None => Problem {
            title: words::DID_NOT_TAKE.into(),
            happened: words::DID_NOT_TAKE_TEXT.into(),
            next: words::DID_NOT_TAKE_NEXT.into(),
            ..Problem::default()
        },
    };
    view! {
        <ProblemPanel problem=told/>
        <section class="stack" aria-label=words::OUTCOME>
            <h3>{words::OUTCOME}</h3>
            <ul class="risks">{steps}</ul>
        </section>
    }
}
