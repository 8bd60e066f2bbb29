//! How far the giving of access to a new token is, and what is missing.

use std::sync::Arc;

use console_core::api::{ApiError, GrantResult};
use console_core::domain::ids::TokenId;
use console_core::domain::token::Token;
use console_core::words::tokens::display_name;
use console_core::words::{creation as words, review};
use leptos::prelude::*;

use crate::pages::error_panel::problem;
use crate::state::{App, Granting};
use crate::ui::announce::{Announcer, Message};
use crate::ui::badge::Tone;
use crate::ui::button::Button;
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};

/// What came of it, in words.
struct Outcome {
    tone: Tone,
    title: String,
    happened: String,
    /// Trying again may help.
    is_open: bool,
}

fn outcome(app: App, granting: &Granting, is_copy: bool) -> Option<Outcome> {
    match granting {
        Granting::Running(..) => None,
        Granting::Unread(error) => Some(Outcome {
            tone: Tone::Warning,
            title: words::NO_ACCESS_GIVEN.into(),
            happened: said(app, error),
            is_open: true,
        }),
        Granting::Ended(given) => Some(ended(app, given, is_copy)),
    }
}

fn ended(app: App, given: &GrantResult, is_copy: bool) -> Outcome {
    let missing = given.missing();
    if missing == 0 && given.unread.is_none() {
        let all = count(given.wanted.len());
        let title = if is_copy { words::copied(&all) } else { words::granted(&all) };
        return Outcome { tone: Tone::Good, title, happened: String::new(), is_open: false };
    }
    let mut why: Vec<String> =
        given.reasons().into_iter().map(|reason| review::why_refused(reason).to_owned()).collect();
    why.extend(given.failure.as_ref().map(|error| said(app, error)));
    let unread = if given.unread.is_some() { words::NOT_READ_BACK } else { "" };
    let happened = if missing == 0 {
        unread.to_owned()
    } else {
        [unread, &words::not_copied(&count(missing), &why.join(" "))].concat()
    };
    Outcome {
        tone: Tone::Warning,
        title: words::COPIED_IN_PART.into(),
        happened,
        is_open: given.can_be_tried_again(),
    }
}

fn said(app: App, error: &ApiError) -> String {
    let problem = problem(app, error);
    [&problem.happened, " ", &problem.next].concat()
}

/// What is told of a new token's access where the token is shown.
pub(super) fn panel(app: App, id: TokenId) -> AnyView {
    let own = id.clone();
    let is_copy = untrack(|| app.creation.is_copy(&id));
    let state = Memo::new(move |_| app.creation.granting(&own));
    let is_running = Memo::new(move |_| matches!(state.get(), Some(Granting::Running(..))));
    let progress = move || match state.get() {
        Some(Granting::Running(done, total)) if total > 0 => {
            Some(words::dealt_with(count(done).text(), &count(total)))
        }
        _ => None,
    };
    view! {
        {move || is_running.get().then(|| {
            let title = if is_copy { words::COPYING } else { words::GRANTING };
            view! {
                <ProblemPanel
                    tone=Tone::Info
                    problem=Problem { title: title.into(), ..Problem::default() }
                />
                <p class="note">{progress}</p>
            }.into_any()
        })}
        {move || {
            let id = id.clone();
            let Outcome { tone, title, happened, is_open } =
                outcome(app, &state.get()?, is_copy)?;
            let again = Callback::new(move |()| app.grant_again(&id));
            let problem = Problem { title, happened, ..Problem::default() };
            Some(if is_open {
                let actions = view! { <Button label=words::GRANT_AGAIN on_press=again/> }.into_any();
                view! { <ProblemPanel tone problem actions/> }.into_any()
            } else {
                view! { <ProblemPanel tone problem/> }.into_any()
            })
        }}
    }.into_any()
}

/// Tells the end of it in a message, because nothing else shows it.
pub(super) fn tell(app: App, announcer: Announcer, token: &Arc<Token>) {
    let Some(state) = untrack(|| app.creation.granting(&token.id)) else { return };
    let is_copy = untrack(|| app.creation.is_copy(&token.id));
    let Some(Outcome { tone, title, happened, is_open }) = outcome(app, &state, is_copy) else {
        return;
    };
    let said = if happened.is_empty() { title } else { [&title, ". ", happened.trim()].concat() };
    let message = Message {
        tone,
        ..Message::done(words::given_to(said.trim_end_matches('.'), display_name(token)))
    };
    let id = token.id.clone();
    announcer.show(if is_open {
        message.with(words::GRANT_AGAIN, Callback::new(move |()| app.grant_again(&id)))
    } else {
        message
    });
}
