//! `/{org}/tokens/{id}`: what one token may do, and changing it.

mod arrival;
mod assertions;
mod boxes;
mod editor;
mod endings;
mod export;
mod focus;
mod group;
mod groups;
mod meaning;
mod outcome;
mod paper;
mod place;
mod review;
mod save_bar;
mod summary;

use console_core::domain::access::{Diff, Grant};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::route::Route;
use console_core::words::{
    actions, activity, operations, review as review_words, times, token as words, tokens,
};
use leptos::prelude::*;

pub(super) use self::endings::tell_endings;
use super::asked::activity_of;
use super::delete_dialog;
use super::error_panel::error_panel;
use super::hidden::HiddenCharacters;
use super::moment::{expires, past};
use super::new_token;
use crate::state::{Editing, Open, Reading, Reason, app};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::clipboard::CopyButton;
use crate::ui::effect::effect;
use crate::ui::empty_state::{EmptyState, Skeleton};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::Page;
use crate::ui::problem::{Problem, ProblemPanel};

/// The page.
#[component]
pub(crate) fn TokenPage(
    /// Whose token.
    org: OrgName,
    /// Which token.
    id: TokenId,
) -> impl IntoView {
    let app = app();
    let store = app.organization(&org);
    let editing = Editing::new(app, store, id.clone());
    // What the list knows is shown at once, and read again.
    if let Some(token) = store.token(&id)
        && let Some(access) = token.access.set()
    {
        editing.learn(token, access);
    }
    editing.read();
    let log = app.audit_log(&org);
    effect(move || {
        if editing.known.get() {
            store.ensure_databases();
            log.look_for_leaks();
        }
    });
    editing.follow();
    let delete = Callback::new(move |()| editing.open.set(Open::Delete));
    let is_read = Memo::new(move |_| editing.token.with(Option::is_some));
    let read_again = Callback::new(move |()| editing.read());
    // What it holds is taken over by the token that replaces it.
    let is_ready = move |dialog| match dialog {
        Open::Leaked => editing.known.get(),
        _ => is_read.get(),
    };
    let open = Callback::new(move |dialog| editing.open.set(dialog));
    new_token::follow(app, &id, is_ready, open, read_again);
    let name = Memo::new(move |_| match editing.token.get() {
        Some(token) => tokens::display_name(&token).to_owned(),
        None => editing.id().to_string(),
    });
    let gone = Memo::new(move |_| match editing.reading.get() {
        Reading::Failed(error) => error.is_not_found() && !editing.known.get(),
        _ => false,
    });
    let title =
        Signal::derive(move || if gone.get() { words::NOT_FOUND.to_owned() } else { name.get() });
    let back = app.list_address(&Route::Tokens(org.clone()));
    let above = view! {
        <a href=back><Glyph icon=Icon::BACK/>" "{tokens::TITLE}</a>
    }
    .into_any();
    view! {
        <Page
            title=title
            named=true
            suffix=super::suffix(Some(&org))
            above=above
            below=facts(editing)
            actions=(move || (!gone.get()).then(|| actions(editing))).into_any()
        >
            {messages(editing)}
            {new_token::notes(app, store, &id, delete)}
            {move || if editing.known.get() {
                editor::editor(editing)
            } else if gone.get() {
                missing(editing)
            } else if matches!(editing.reading.get(), Reading::Running) {
                view! {
                    <div class="skeleton answer" aria-hidden="true"><div class="skeleton-row"></div></div>
                    <Skeleton rows=4/>
                }.into_any()
            } else {
                ().into_any()
            }}
            {paper::paper(editing)}
            {move || dialog(editing)}
        </Page>
    }
    .into_any()
}

fn actions(editing: Editing) -> AnyView {
    let open = editing.open;
    let unread = Memo::new(move |_| editing.token.with(Option::is_none));
    let unread = move || {
        let failed = || editing.reading.with(|reading| matches!(reading, Reading::Failed(_)));
        let why = || if failed() { words::NOT_READABLE } else { words::NOT_READ };
        unread.get().then(|| why().to_owned())
    };
    let blocked = Signal::derive(move || {
        editing.is_read_only().then(|| actions::READ_ONLY.to_owned()).or_else(unread)
    });
    // A token that cannot be read can be deleted all the same.
    let not_deleted = Signal::derive(move || {
        let is_coming = editing.reading.with(|reading| *reading == Reading::Running);
        let coming = || is_coming.then(unread).flatten();
        editing.is_read_only().then(|| actions::READ_ONLY.to_owned()).or_else(coming)
    });
    let not_leaked = Signal::derive(move || blocked.get().or_else(|| not_replaceable(editing)));
    view! {
        <Button
            label=actions::EXPORT
            icon=Icon::DOWNLOAD
            blocked=Signal::derive(unread)
            on_press=move |()| open.set(Open::Export)
        />
        <Button
            label=words::ROTATE
            icon=Icon::ROTATE
            blocked=blocked
            on_press=move |()| {
                if let Some(old) = editing.token.get_untracked() {
                    editing.app.open_creation(editing.store.name(), Some(old));
                }
            }
        />
        <Button
            label=words::LEAKED
            icon=Icon::WARNING
            blocked=not_leaked
            on_press=move |()| open.set(Open::Leaked)
        />
        <Button
            label=words::DELETE
            kind=ButtonKind::Danger
            icon=Icon::TRASH
            blocked=not_deleted
            on_press=move |()| open.set(Open::Delete)
        />
    }
    .into_any()
}

/// Why a leaked token cannot be deleted and replaced now, if so: what it has is given to its replacement, and one token is
/// made at a time.
fn not_replaceable(editing: Editing) -> Option<String> {
    let unknown = (!editing.known.get()).then_some(words::NOT_READ);
    let busy = || editing.app.creation.is_running().then_some(words::BUSY_CREATING);
    unknown.or_else(busy).map(str::to_owned)
}

fn facts(editing: Editing) -> AnyView {
    let app = editing.app;
    let id = editing.id().to_string();
    let copied = id.clone();
    let fact = move |name: &'static str, value: AnyView| {
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
    };
    // Nothing is told of a token that is not read: not even what might be known.
    let known = move || {
        let token = editing.token.get()?;
        let at = |name, time, never| fact(name, past(app, time, never));
        let creator = token.created_by.as_deref().unwrap_or(times::NOT_TOLD).to_owned();
        Some([
            at(tokens::LAST_USED, token.last_used_at, times::NEVER_USED),
            fact(tokens::EXPIRES, expires(app, &token)),
            at(tokens::CREATED, token.created_at, times::NOT_TOLD),
            fact(tokens::CREATED_BY, view! { <bdi translate="no">{creator}</bdi> }.into_any()),
        ])
    };
    let more = move || {
        let token = editing.token.get()?;
        let more = token.more.as_ref()?;
        let rows: Vec<_> = more
            .iter()
            .map(|(name, value)| view! { <dt>{name.clone()}</dt><dd class="mono" translate="no">{value.clone()}</dd> })
            .collect();
        Some(view! {
            <details>
                <summary>{words::UNKNOWN_FIELDS}</summary>
                <dl class="facts">{rows}</dl>
            </details>
        })
    };
    let name = Signal::derive(move || {
        editing
            .token
            .with(|token| token.as_ref()?.name.as_deref().map(str::to_owned))
            .unwrap_or_default()
    });
    view! {
        <HiddenCharacters name/>
        <div class="token-about">
            <dl class="token-facts">
                {fact(tokens::ID, view! {
                    <span class="mono" translate="no">{id}</span>
                    <CopyButton label=words::COPY_ID icon_only=true kind=ButtonKind::Quiet text=move |()| copied.clone()/>
                }.into_any())}
                {known}
            </dl>
            <p class="token-links">
                <a href=Route::Operations(editing.store.name(), editing.id()).print()>
                    {operations::ALL_OPERATIONS}
                </a>
                <a href=activity_of(&editing.store.name(), &editing.id())>{activity::OF_THIS_TOKEN}</a>
            </p>
        </div>
        {more}
    }.into_any()
}

fn messages(editing: Editing) -> AnyView {
    let retry = Callback::new(move |()| editing.read());
    view! {
        {move || match editing.reading.get() {
            Reading::Failed(error) if editing.known.get() || !error.is_not_found() => {
                Some(error_panel(editing.app, &error, Some(retry)))
            }
            _ => None,
        }}
        {leak(editing)}
        {strays(editing)}
        {unstored(editing)}
        {move || editing.theirs.get().map(|theirs| {
            let resources = editing.store.resources();
            let resources = resources.borrow();
            let names = |grants: &[Grant]| -> Vec<String> {
                grants.iter().map(|grant| review_words::grant(*grant, &resources)).collect()
            };
            let what = words::changed_text(&names(&theirs.additions), &names(&theirs.removals));
            let seen = view! {
                <Button label=actions::DISMISS on_press=move |()| editing.theirs.set(None)/>
            }.into_any();
            view! {
                <ProblemPanel
                    tone=Tone::Warning
                    actions=seen
                    problem=Problem {
                        title: words::CHANGED.into(),
                        happened: what,
                        next: words::CHANGED_NEXT.into(),
                        ..Problem::default()
                    }
                />
            }.into_any()
        })}
    }
    .into_any()
}

/// That the token leaked, where the audit log may be read and tells it.
fn leak(editing: Editing) -> AnyView {
    let (app, id) = (editing.app, editing.id());
    let log = app.audit_log(&editing.store.name());
    let leaked = Memo::new(move |_| log.leak(&id));
    (move || {
        leaked.get().map(|leak| {
            let at = leak.at.map(|at| app.exact(at));
            let problem = Problem {
                title: words::IT_LEAKED.into(),
                happened: words::it_leaked(at.as_deref()),
                next: words::IT_LEAKED_NEXT.into(),
                ..Problem::default()
            };
            let blocked = Signal::derive(move || {
                let read_only = editing.is_read_only().then(|| actions::READ_ONLY.to_owned());
                read_only.or_else(|| not_replaceable(editing))
            });
            let actions = view! {
                <Button
                    label=words::DELETE_AND_REPLACE
                    kind=ButtonKind::Danger
                    icon=Icon::TRASH
                    blocked=blocked
                    on_press=move |()| editing.open.set(Open::Leaked)
                />
            };
            view! { <ProblemPanel problem actions=actions.into_any()/> }
        })
    })
    .into_any()
}

/// What changes gave on other databases, as long as the token has it and nobody said that it is wanted there.
fn strays(editing: Editing) -> AnyView {
    let (app, org, id) = (editing.app, editing.store.name(), editing.id());
    let held = Memo::new(move |_| editing.draft.with(|draft| draft.base().clone()));
    let strays = {
        let (org, id) = (org.clone(), id.clone());
        Memo::new(move |_| held.with(|held| app.changes.strays(&org, &id, held)))
    };
    (move || {
        let grants = strays.get();
        let (org, id) = (org.clone(), id.clone());
        let remove = Diff { additions: Vec::new(), removals: grants.clone() };
        (!grants.is_empty()).then(|| {
            let problem = outcome::astray(&grants, &editing.store.resources().borrow());
            let actions = view! {
                <Button
                    label=review_words::REMOVE_STRAYS
                    icon=Icon::TRASH
                    on_press=move |()| {
                        editing.edit(|draft| draft.stage(&remove));
                        editing.open.set(Open::Review);
                    }
                />
                <Button
                    label=review_words::KEEP_STRAYS
                    on_press=move |()| app.changes.keep_strays(&org, &id)
                />
            };
            view! { <ProblemPanel problem actions=actions.into_any()/> }
        })
    })
    .into_any()
}

/// The browser keeps nothing: whoever relies on it would lose something.
fn unstored(editing: Editing) -> AnyView {
    let (app, org, id) = (editing.app, editing.store.name(), editing.id());
    let unstored = Memo::new(move |_| app.drafts.is_unstored(&org, &id));
    (move || {
        unstored.get().then(|| {
            let problem = Problem {
                title: words::UNSTORED.into(),
                happened: words::UNSTORED_TEXT.into(),
                next: words::UNSTORED_NEXT.into(),
                ..Problem::default()
            };
            view! { <ProblemPanel tone=Tone::Warning problem/> }.into_any()
        })
    })
    .into_any()
}

fn missing(editing: Editing) -> AnyView {
    let (app, store) = (editing.app, editing.store);
    let (org, id) = (store.name(), editing.id());
    let back = Route::Tokens(org.clone()).print();
    // Nothing else on this page could give them up.
    let forget = move |()| {
        let resources = store.resources();
        app.drafts.write(&store.name(), &editing.id(), &Diff::default(), &resources.borrow());
    };
    let actions = view! {
        <ButtonLink label=words::ALL_TOKENS href=back/>
        <ButtonLink label=activity::OF_THIS_TOKEN href=activity_of(&org, &id)/>
        {move || app.drafts.has(&org, &id).then(|| view! {
            <Button label=words::DISCARD icon=Icon::TRASH on_press=forget/>
        })}
    }
    .into_any();
    view! { <EmptyState icon=Icon::KEY title=words::MISSING text=words::MISSING_TEXT actions/> }
        .into_any()
}

fn dialog(editing: Editing) -> Option<AnyView> {
    let close = Callback::new(move |()| editing.open.set(Open::Nothing));
    match editing.open.get() {
        Open::Nothing => None,
        Open::Review => Some(review::review(editing)),
        Open::Delete => Some(delete_dialog::delete(editing, Reason::Unneeded, None)),
        Open::Leaked => Some(delete_dialog::delete(editing, Reason::Leaked, None)),
        Open::Export => Some(export::export(editing, close)),
    }
}
