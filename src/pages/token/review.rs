//! The review of a change: exactly what will be sent, and what it means.

use console_core::domain::access::{Command, Draft, Grant, Review, RiskChange, RiskLevel};
use console_core::domain::ids::OrgName;
use console_core::domain::resource::Resources;
use console_core::domain::shell::Shell;
use console_core::domain::who::Question;
use console_core::words::review as words;
use console_core::words::tokens::name_and_id;
use console_core::words::{actions, parts, risks, token};
use leptos::prelude::*;

use super::assertions::Verdict;
use super::focus::Spot;
use super::meaning::meaning;
use super::outcome::outcome;
use crate::pages::asked::{who_can, who_else};
use crate::pages::hidden::HiddenCharacters;
use crate::pages::own_token;
use crate::pages::permission_marks::level_mark;
use crate::state::{Apart, Editing, Stage};
use crate::ui::badge::{Mark, Marks, Tone};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::commands::Commands;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::progress::Progress;

pub(super) fn review(editing: Editing) -> AnyView {
    let review = Memo::new(move |_| editing.review());
    let stage = Memo::new(move |_| editing.stage());
    let busy = Memo::new(move |_| stage.with(|it| matches!(it, Some(Stage::Applying { .. }))));
    // All that there was to review is done: what came of it is told by a message.
    let close = Callback::new(move |()| {
        if !busy.get_untracked() {
            editing.close_review();
        }
    });
    let verdict = Memo::new(move |_| Verdict::of(editing));
    let blocked = Signal::derive(move || {
        let is_empty = review.with(|it| it.diff.is_empty());
        let is_idle = review.with(|it| it.plan.steps.is_empty());
        let is_less = review.with(|it| it.plan.removes_without_adding(&it.diff));
        is_empty
            .then(|| words::NOTHING_LEFT.to_owned())
            .or_else(|| is_less.then(|| words::REFUSED_FIRST.to_owned()))
            .or_else(|| is_idle.then(|| words::NOTHING_POSSIBLE.to_owned()))
            .or_else(|| verdict.with(Verdict::blocks))
    });
    // What was changed has the focus afterwards.
    let first = StoredValue::new(None::<Spot>);
    let apply = Callback::new(move |()| {
        if busy.get_untracked() || blocked.get_untracked().is_some() {
            return;
        }
        let base = editing.draft.with_untracked(|draft| draft.base().clone());
        let change = review.with_untracked(|review| review.diff.clone());
        let again = editing.apart.get_untracked().map(|apart| apart.again).unwrap_or_default();
        first
            .set_value(change.additions.first().or(change.removals.first()).copied().map(Spot::of));
        editing.app.apply(editing.store, editing.subject(), base, change, again);
    });
    let under_way = Signal::derive(move || busy.get().then(|| words::UNDER_WAY.to_owned()));
    close_when_done(editing, stage, first);
    let subject = editing.subject();
    let takes_away = Memo::new(move |_| review.with(|it| !it.diff.removals.is_empty()));
    view! {
        <Dialog title=token::REVIEW size=DialogSize::Wide on_cancel=close>
            <DialogBody>
                <p class="review-subject" dir="auto" translate="no">
                    {name_and_id(&subject.name, subject.id.as_str())}
                </p>
                <HiddenCharacters name=subject.name.clone()/>
                {move || stage.get().and_then(|stage| outcome(editing, stage))}
                {move || match stage.get() {
                    Some(Stage::Applying { done, total }) => Some(view! {
                        <Progress label=words::APPLYING done=done total=total/>
                        <p class="muted">{words::UNDER_WAY}</p>
                    }),
                    _ => None,
                }}
                {move || apart(editing)}
                {move || takes_away.get().then(|| own_token::before_removals(editing.app, &editing.id()))}
                {move || verdict.get().panel(editing)}
                {move || contents(editing, &review.get())}
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=close blocked=under_way autofocus=true/>
                <Button
                    label=words::APPLY
                    kind=ButtonKind::Primary
                    busy=busy
                    blocked=blocked
                    on_press=apply
                />
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

/// Closes the review when the change that it started has ended with nothing to look at.
fn close_when_done(editing: Editing, stage: Memo<Option<Stage>>, first: StoredValue<Option<Spot>>) {
    Effect::new(move |was_applying: Option<bool>| {
        let now = stage.get();
        if was_applying == Some(true) && now.is_none() {
            editing.theirs.set(None);
            // Before the dialog gives the focus back, to a button that is gone.
            if let Some(first) = first.get_value() {
                first.return_to();
            }
            editing.close_review();
        }
        matches!(now, Some(Stage::Applying { .. }))
    });
}

/// The way back from a change, while something else is staged: both stay apart.
fn apart(editing: Editing) -> Option<AnyView> {
    let Apart { change, again } = editing.apart.get()?;
    let others = editing.draft.with(|draft: &Draft| draft.diff_without(&change).len());
    let problem = Problem {
        title: words::APART.into(),
        happened: words::others_stay(&count(others), !again.is_empty()),
        ..Problem::default()
    };
    (others > 0).then(|| view! { <ProblemPanel tone=Tone::Info problem/> }.into_any())
}

/// A command, or what to do where the shell cannot hold it.
fn command_line(command: &Command, shell: Shell) -> String {
    let line = command.line(shell);
    line.unwrap_or_else(|| shell.comment(&parts::not_for_shell(&command.to_string())))
}

/// What is granted or taken away.
struct Item {
    text: String,
    /// Who else can.
    href: String,
    /// How grave it is to hold it, where it lets somebody delete something.
    destroys: Option<Mark>,
}

/// Each item leads to who else can. The colour tells what is granted, not that something is: a sign tells that.
fn list(name: &'static str, kind: &'static str, items: Vec<Item>) -> AnyView {
    let none = items.is_empty();
    let item = |Item { text, href, destroys }: Item| {
        view! {
            <li data-destroys=destroys.map(|_| "")>
                <a href=href dir="auto" translate="no">{text}</a>
                <Marks marks=destroys.into_iter().collect()/>
            </li>
        }
    };
    view! {
        <section data-none=none.then_some("")>
            <h3>{name}</h3>
            <ul class="changes-list" role="list" aria-label=name data-kind=kind>
                {items.into_iter().map(item).collect_view()}
            </ul>
            {none.then(|| view! { <p class="muted">{words::NONE}</p> })}
        </section>
    }
    .into_any()
}

fn contents(editing: Editing, review: &Review) -> AnyView {
    let store = editing.store;
    let resources = store.resources();
    let resources = resources.borrow();
    let items = |grants: &[Grant], are_granted: bool| -> Vec<Item> {
        let one = |grant: &Grant| {
            let what = Question::Permission(grant.permission);
            let level = RiskLevel::of(grant.permission);
            let destroys =
                are_granted && matches!(level, RiskLevel::DestroysProduction | RiskLevel::Destroys);
            Item {
                text: words::grant(*grant, &resources),
                href: who_can(store.name(), what, String::new()),
                destroys: destroys.then(|| level_mark(level)),
            }
        };
        grants.iter().map(one).collect()
    };
    let Review { diff, plan, powers } = review;
    let (org, id) = (store.name(), editing.id());
    let organization = org.clone();
    let commands: Vec<Command> =
        plan.steps.iter().map(|step| Command::of(step, &id, &org)).collect();
    let write = move |shell: Shell| {
        let lines: Vec<String> = commands.iter().map(|one| command_line(one, shell)).collect();
        lines.join("\n")
    };
    let impossible = StoredValue::new(plan.refused.clone());
    let refused: Vec<String> = plan
        .refused
        .iter()
        .map(|(grant, why)| {
            words::refused(&words::grant(*grant, &resources), words::why_refused(*why))
        })
        .collect();
    view! {
        {(!powers.is_empty()).then(|| risks_view(&organization, powers, &resources))}
        {(!refused.is_empty()).then(|| view! {
            <ProblemPanel
                tone=Tone::Warning
                problem=Problem {
                    title: words::REFUSED.into(),
                    happened: refused.join(" "),
                    ..Problem::default()
                }
                actions=view! {
                    <Button
                        label=words::LEAVE_OUT
                        on_press=move |()| editing.leave_out(&impossible.get_value())
                    />
                }.into_any()
            />
        })}
        <div class="changes">
            {list(words::ADDITIONS, "add", items(&diff.additions, true))}
            {list(words::REMOVALS, "remove", items(&diff.removals, false))}
        </div>
        {meaning(editing)}
        <Commands label=words::COMMANDS write=write copy_label=words::COPY_COMMANDS/>
    }
    .into_any()
}

fn risks_view(org: &OrgName, changes: &[RiskChange], resources: &Resources) -> AnyView {
    let items: Vec<AnyView> = changes
        .iter()
        .map(|risk| {
            let because = words::grant(risk.because, resources);
            let text =
                risks::changed(risk.gained, risks::power(risk.kind), &because, risk.count > 1);
            let icon = if risk.gained { Icon::WARNING } else { Icon::DONE };
            let tone = if risk.gained { "warning" } else { "good" };
            let others = risk.gained.then(|| who_else(org.clone(), risk.kind));
            view! { <li data-tone=tone><Glyph icon/><span>{text}{others}</span></li> }.into_any()
        })
        .collect();
    view! {
        <section aria-label=words::MEANING>
            <ul class="risks">{items}</ul>
        </section>
    }
    .into_any()
}
