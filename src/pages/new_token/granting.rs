//! How far the giving of access to a new token is, and what is missing.

use std::sync::Arc;

use console_core::api::{ApiError, CopiedToken, GrantResult};
use console_core::domain::access::Grant;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::words::tokens::{display_name, name_and_id};
use console_core::words::{creation as words, review};
use leptos::prelude::*;

use crate::pages::error_panel::problem;
use crate::state::{App, Granting, PendingGrant};
use crate::ui::announce::{Announcer, Message};
use crate::ui::badge::Tone;
use crate::ui::button::Button;
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::progress::Progress;

/// What came of it, in words.
struct Outcome {
    tone: Tone,
    title: String,
    happened: String,
    /// Trying again may help.
    is_open: bool,
}

fn outcome(app: App, pending: &PendingGrant, granting: &Granting) -> Option<Outcome> {
    match granting {
        Granting::Running(..) => None,
        Granting::Unread(error) => Some(Outcome {
            tone: Tone::Warning,
            title: words::NO_ACCESS_GIVEN.into(),
            happened: said(app, error),
            is_open: true,
        }),
        Granting::Ended(given) => Some(ended(app, pending, given)),
    }
}

/// What another database got, which had the name by then.
fn astray(app: App, org: &OrgName, given: &GrantResult) -> String {
    if given.astray.is_empty() {
        return String::new();
    }
    let resources = app.organization(org).resources();
    let resources = resources.borrow();
    let named = |grant: &Grant| {
        review::with_id(&review::grant(*grant, &resources), &resources.get(grant.resource).id)
    };
    let all: Vec<String> = given.astray.iter().map(named).collect();
    [" ", &review::astray(&all), " ", words::TAKE_ASTRAY_AWAY].concat()
}

fn ended(app: App, pending: &PendingGrant, given: &GrantResult) -> Outcome {
    let missing = given.missing();
    let is_whole = missing == 0 && given.unread.is_none() && given.astray.is_empty();
    let source = match given.copied {
        CopiedToken::AsShown => None,
        CopiedToken::HasMore(unseen) => Some(words::not_seen(&count(unseen))),
        CopiedToken::Gone => Some(words::SOURCE_GONE.to_owned()),
    };
    if is_whole && !matches!(given.copied, CopiedToken::HasMore(_)) {
        let all = count(given.wanted.len());
        let title = if pending.is_copy() { words::copied(&all) } else { words::granted(&all) };
        let tone = if source.is_none() { Tone::Good } else { Tone::Warning };
        return Outcome { tone, title, happened: source.unwrap_or_default(), is_open: false };
    }
    let mut why: Vec<String> =
        given.reasons().into_iter().map(|reason| review::why_refused(reason).to_owned()).collect();
    why.extend(given.failure.as_ref().map(|error| said(app, error)));
    let unread = if given.unread.is_some() { words::NOT_READ_BACK } else { "" };
    let mut more = astray(app, &pending.org, given);
    if let Some(source) = source {
        more = [&more, " ", &source].concat();
    }
    let happened = if missing == 0 {
        [unread, &more].concat()
    } else {
        [unread, &words::not_copied(&count(missing), &why.join(" ")), &more].concat()
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
    let Some(pending) = untrack(|| app.creation.pending(&id)) else { return ().into_any() };
    let own = id.clone();
    let is_copy = pending.is_copy();
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
                outcome(app, &pending, &state.get()?)?;
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

/// What is told on every page of access that is being given, unless the secret or the token's own page tells it.
pub(super) fn notices(app: App) -> AnyView {
    let route = app.route();
    let away = Memo::new(move |_| {
        let is_elsewhere = |grant: &PendingGrant| {
            route.get() != Route::Token(grant.org.clone(), grant.token.id.clone())
        };
        app.creation.being_granted().into_iter().filter(is_elsewhere).collect::<Vec<_>>()
    });
    (move || away.get().into_iter().map(|grant| notice(app, &grant)).collect_view()).into_any()
}

fn notice(app: App, grant: &PendingGrant) -> AnyView {
    let PendingGrant { org, token, .. } = grant;
    let name = name_and_id(display_name(token), token.id.as_str());
    let page = Route::Token(org.clone(), token.id.clone()).print();
    let id = token.id.clone();
    let done = Memo::new(move |_| match app.creation.granting(&id) {
        Some(Granting::Running(done, total)) => (done, total),
        _ => (0, 0),
    });
    view! {
        <Progress
            label=words::access_is_given(&name)
            done=Signal::derive(move || done.get().0)
            total=Signal::derive(move || done.get().1)
        />
        <p class="note"><a href=page>{words::OPEN_NEW}</a></p>
    }
    .into_any()
}

/// Tells the end of it in a message, because nothing else shows it.
pub(super) fn tell(app: App, announcer: Announcer, token: &Arc<Token>) {
    let creation = app.creation;
    let found = untrack(|| creation.granting(&token.id).zip(creation.pending(&token.id)));
    let Some((state, pending)) = found else { return };
    let Some(Outcome { tone, title, happened, is_open }) = outcome(app, &pending, &state) else {
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
