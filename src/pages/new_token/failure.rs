//! What is said of a creation that is under way, and of one that ended without a token to show.

use console_core::api::{ApiError, CreationPhase, Fault, LostAnswer, NotCreated, SearchOutcome};
use console_core::domain::creation::{Candidate, Claim};
use console_core::domain::ids::OrgName;
use console_core::words::creation as words;

use super::link;
use crate::pages::error_panel::{error_panel, problem};
use crate::state::{App, CreationStage};
use crate::ui::badge::Tone;
use crate::ui::button::Button;
use crate::ui::problem::{Problem, ProblemPanel};
use leptos::prelude::*;

/// What happened to the call, and what is being done about it.
pub(super) fn under_way(app: App) -> AnyView {
    let stage = app.creation.stage;
    let error = Memo::new(move |_| match stage.get() {
        CreationStage::Running(
            CreationPhase::Searching(error)
            | CreationPhase::NotFoundYet(error)
            | CreationPhase::PerhapsFound(error, _),
        ) => Some(error),
        _ => None,
    });
    let text = Memo::new(move |_| match stage.get() {
        CreationStage::Running(CreationPhase::Sending) => Some(words::SENDING),
        CreationStage::Running(CreationPhase::Waiting) => Some(words::WAITING),
        CreationStage::Running(CreationPhase::Searching(_)) => Some(words::SEARCHING),
        CreationStage::Running(CreationPhase::NotFoundYet(_)) => Some(words::NOT_FOUND_YET),
        CreationStage::Running(CreationPhase::PerhapsFound(..)) => Some(words::PERHAPS_FOUND),
        CreationStage::Filling | CreationStage::NotCreated(_) => None,
    });
    let found = Memo::new(move |_| match stage.get() {
        CreationStage::Running(CreationPhase::PerhapsFound(_, found)) => found,
        _ => Vec::new(),
    });
    let is_searching = Memo::new(move |_| error.with(Option::is_some));
    view! {
        {move || error.get().map(|error| view! {
            <ProblemPanel problem=lost(app, &error) tone=Tone::Warning/>
        })}
        <div role="status" class="row">
            {move || text.get().map(|text| view! { <p class="note">{text}</p> })}
            {move || is_searching.get().then(|| view! {
                <Button
                    label=words::STOP_SEARCHING
                    on_press=move |()| app.creation.stop_searching()
                />
            })}
        </div>
        {move || app.creation.opening.get_untracked().filter(|_| found.with(|all| !all.is_empty())).map(
            |opening| candidates(app, &opening.org, &found.get()),
        )}
    }
    .into_any()
}

/// Why there is no token to show.
pub(super) fn not_created(app: App, org: &OrgName, why: &NotCreated) -> AnyView {
    let LostAnswer { error, search, .. } = match why {
        NotCreated::Refused(error) => return error_panel(app, error, None),
        NotCreated::Lost(lost) => &**lost,
    };
    let problem = lost(app, error);
    let found: &[Candidate] = if let SearchOutcome::Found(found) = search { found } else { &[] };
    // What would help with the call is of no use once the token is there.
    let next = [outcome(error, search), if found.is_empty() { &problem.next } else { "" }];
    let next = next.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(" ");
    view! {
        <ProblemPanel problem=Problem { next, ..problem } tone=Tone::Warning/>
        {(!found.is_empty()).then(|| candidates(app, org, found))}
    }
    .into_any()
}

/// What happened to the call; no answer says that nothing was done.
fn lost(app: App, error: &ApiError) -> Problem {
    let problem = problem(app, error);
    if !error.is_outcome_unknown() {
        return problem;
    }
    let happened = match error.fault {
        Fault::TimedOut => words::NO_ANSWER.to_owned(),
        _ => problem.happened,
    };
    Problem { title: words::LOST.into(), happened, next: String::new(), ..problem }
}

/// What the search came to.
fn outcome(error: &ApiError, search: &SearchOutcome) -> &'static str {
    match search {
        SearchOutcome::Found(found) if found.iter().any(|one| one.claim == Claim::Ours) => {
            words::LOST_FOUND
        }
        SearchOutcome::Found(_) => words::LOST_PERHAPS,
        SearchOutcome::NotThere if error.is_outcome_unknown() => words::LOST_NEVER_CAME,
        SearchOutcome::NotThere => words::LOST_NOT_FOUND,
        SearchOutcome::NotYet => words::LOST_NOT_YET,
        SearchOutcome::Failed(_) | SearchOutcome::Stopped => words::LOST_NOT_LOOKED,
    }
}

fn candidates(app: App, org: &OrgName, found: &[Candidate]) -> AnyView {
    let rows = found
        .iter()
        .map(|one| {
            let token = &one.token;
            let by = token.created_by.as_deref().map(words::made_by).unwrap_or_default();
            let at = token.created_at.map(|at| words::made_at(&app.exact(at))).unwrap_or_default();
            view! { <li>{link(org, token)}" "{by}{at}</li> }
        })
        .collect_view();
    view! { <ul class="steps">{rows}</ul> }.into_any()
}
