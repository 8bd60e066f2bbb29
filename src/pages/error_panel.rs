//! What went wrong with a call, for the page that shows it.

use console_core::api::ApiError;
use console_core::words::{actions, faults, tokens};
use leptos::prelude::*;

use crate::state::App;
use crate::ui::badge::Tone;
use crate::ui::problem::{Problem, ProblemPanel};

/// An error of the API in words, with the way out.
pub(super) fn problem(app: App, error: &ApiError) -> Problem {
    let mut details =
        vec![(faults::CALL.to_owned(), [error.method.name(), " ", &error.path].concat())];
    if error.status != 0 {
        details.push((faults::STATUS.into(), error.status.to_string()));
    }
    if let Some(id) = &error.request_id {
        details.push((faults::REQUEST_ID.into(), id.to_string()));
    }
    if let Some(reference) = &error.reference {
        details.push((faults::REFERENCE.into(), reference.to_string()));
    }
    let kept = error.is_signed_out() && app.drafts.any();
    Problem {
        title: faults::title(error),
        happened: faults::happened(error),
        next: [faults::next_step(error).as_str(), if kept { faults::CHANGES_KEPT } else { "" }]
            .concat(),
        link: error
            .may_need_sign_in()
            .then(|| (actions::SIGN_IN_AGAIN.to_owned(), app.sign_in_url())),
        details,
    }
}

/// The panel of an error that left a part of what is shown unread; the title says which.
pub(super) fn unfinished(
    app: App,
    error: &ApiError,
    title: String,
    retry: Callback<()>,
) -> AnyView {
    let problem = problem(app, error);
    let next = [tokens::COVERS_THESE, &problem.next].concat();
    view! {
        <ProblemPanel
            problem=Problem { title, next, ..problem }
            tone=Tone::Warning
            on_retry=retry
        />
    }
    .into_any()
}

/// The panel of an error, with a button that tries again.
pub(super) fn error_panel(app: App, error: &ApiError, retry: Option<Callback<()>>) -> AnyView {
    let problem = problem(app, error);
    // Who is signed out has done nothing wrong, and nothing has failed.
    let tone = if error.is_signed_out() { Tone::Warning } else { Tone::Danger };
    if let Some(retry) = retry {
        view! { <ProblemPanel problem=problem tone=tone on_retry=retry/> }.into_any()
    } else {
        view! { <ProblemPanel problem=problem tone=tone/> }.into_any()
    }
}
