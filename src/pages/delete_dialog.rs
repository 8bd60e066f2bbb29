//! Deleting a token.

use console_core::api::Deleted;
use console_core::domain::access::RiskKind;
use console_core::domain::deletion::Successor;
use console_core::domain::ids::TokenId;
use console_core::domain::rotation::Rotation;
use console_core::domain::route::Route;
use console_core::domain::token::Expiry;
use console_core::words::{actions, deletion as words, faults, risks, token, tokens};
use leptos::prelude::*;

use super::ability_lines::AbilityLines;
use super::around;
use super::error_panel::error_panel;
use super::moment::past;
use super::own_token;
use crate::state::{Deletion, DeletionEnd, DeletionStage, Editing, Open, Reason};
use crate::ui::announce::{Announcer, Message, announcer};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::clipboard::CopyButton;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogKind, DialogSize};
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::text_field::TextField;

/// What the dialog is about, for those who hear it.
const CONSEQUENCE_ID: &str = "delete-consequence";
const POWERS_ID: &str = "delete-powers";

pub(super) fn delete(editing: Editing, reason: Reason, rotation: Option<Rotation>) -> AnyView {
    let deletion = Deletion::new(editing, reason, rotation);
    let typed = RwSignal::new(String::new());
    let busy = Memo::new(move |_| deletion.stage.with(|stage| *stage == DeletionStage::Running));
    let announcer = announcer();
    let id = editing.id();
    let own = id.to_string();
    let blocked = Signal::derive(move || {
        typed.with(|typed| typed.trim() != own).then(|| words::TYPE_ID_FIRST.to_owned())
    });
    let close = Callback::new(move |()| {
        if !busy.get_untracked() {
            editing.open.set(Open::Nothing);
        }
    });
    let delete = Callback::new(move |()| {
        if blocked.get_untracked().is_none() {
            let id = editing.id();
            deletion.run(move |end| tell(deletion, &id, announcer, end));
        }
    });
    let (title, size) = match reason {
        Reason::Unneeded => (token::DELETE, DialogSize::Normal),
        Reason::Leaked => (words::LEAKED, DialogSize::Wide),
    };
    view! {
        <Dialog
            title=title
            kind=DialogKind::Alert
            size=size
            described_by=[CONSEQUENCE_ID, " ", POWERS_ID].concat()
            on_cancel=close
        >
            <DialogBody>
                {stage(deletion)}
                {own_token::before_deletion(editing.app, &id, reason)}
                <p class="lede" id=CONSEQUENCE_ID>{move || {
                    let text =
                        if is_expired(deletion) { words::EXPIRED_CONSEQUENCE } else { words::CONSEQUENCE };
                    around(text, view! {
                        <strong><bdi translate="no">{move || display_name(deletion)}</bdi></strong>
                    }.into_any())
                }}</p>
                {move || unfit(deletion).map(|title| {
                    let happened = match deletion.successor() {
                        Some((_, Successor::There { is_expired: false, .. })) => words::LACKS_ACCESS,
                        _ => words::NO_SUCCESSOR,
                    };
                    let problem =
                        Problem { title, happened: happened.into(), ..Problem::default() };
                    view! { <ProblemPanel tone=Tone::Warning problem=problem/> }
                })}
                {(reason == Reason::Leaked).then(|| leaked(deletion))}
                {powers(deletion)}
                <p class="delete-id">
                    {words::THE_ID}" "
                    <code translate="no">{id.to_string()}</code>
                    <CopyButton
                        label=token::COPY_ID
                        icon_only=true
                        kind=ButtonKind::Quiet
                        text=move |()| editing.id().to_string()
                    />
                </p>
                <TextField
                    label=words::TYPE_ID
                    value=typed
                    code=true
                    on_input=move |text| typed.set(text)
                />
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=close autofocus=true/>
                <Button
                    label=token::DELETE
                    kind=ButtonKind::Danger
                    blocked=blocked
                    busy=busy
                    on_press=delete
                />
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

/// Says what came of it, and shows what comes next, wherever somebody is by then.
fn tell(deletion: Deletion, id: &TokenId, announcer: Option<Announcer>, end: DeletionEnd) {
    let Editing { app, store, .. } = deletion.editing;
    let org = store.name();
    let show = |message| {
        if let Some(announcer) = announcer {
            announcer.show(message);
        }
    };
    let (how, replaced) = match end {
        DeletionEnd::NotDeleted(stage) => {
            // Nobody looks at the dialog any more.
            if deletion.stage.try_set(stage.clone()).is_some() {
                show(Message::failed(match &stage {
                    DeletionStage::Unconfirmed => words::deleted_unchecked(id.as_str()),
                    DeletionStage::StillListed => {
                        words::failed(id.as_str(), words::STILL_LISTED_TEXT)
                    }
                    _ => words::failed(id.as_str(), &why(&stage)),
                }));
            }
            return;
        }
        DeletionEnd::Deleted(how, replaced) => (how, replaced),
    };
    show(Message::done(match how {
        Deleted::Now => words::deleted(id.as_str()),
        Deleted::Unanswered => words::deleted_unanswered(id.as_str()),
        // The stage says that nobody knows.
        Deleted::Unchecked => return,
        Deleted::Before => words::already_gone(id.as_str()),
    }));
    if app.is_shown(&org, id) {
        app.go(&app.list_address(&Route::Tokens(org.clone())));
    } else {
        let _ = deletion.editing.open.try_set(Open::Nothing);
    }
    if let Some((token, access)) = replaced {
        app.open_replacement(org, token, access);
    }
}

fn why(stage: &DeletionStage) -> String {
    match stage {
        DeletionStage::Changed(news) => words::news(news, None, count),
        DeletionStage::Unread(error) | DeletionStage::Failed(error) => faults::happened(error),
        DeletionStage::Asking
        | DeletionStage::Running
        | DeletionStage::Unconfirmed
        | DeletionStage::StillListed => String::new(),
    }
}

/// Why it is not deleted, or not yet.
fn stage(deletion: Deletion) -> AnyView {
    let app = deletion.editing.app;
    (move || match deletion.stage.get() {
        DeletionStage::Asking | DeletionStage::Running => ().into_any(),
        DeletionStage::Failed(error) => error_panel(app, &error, None),
        DeletionStage::Unconfirmed => {
            let problem = Problem {
                title: words::UNCONFIRMED.into(),
                happened: words::UNCONFIRMED_TEXT.into(),
                next: words::UNCONFIRMED_NEXT.into(),
                ..Problem::default()
            };
            view! { <ProblemPanel tone=Tone::Warning problem=problem/> }.into_any()
        }
        DeletionStage::StillListed => {
            let problem = Problem {
                title: words::STILL_LISTED.into(),
                happened: words::STILL_LISTED_TEXT.into(),
                next: words::STILL_LISTED_NEXT.into(),
                ..Problem::default()
            };
            view! { <ProblemPanel problem=problem/> }.into_any()
        }
        DeletionStage::Unread(error) => {
            let problem = Problem {
                title: words::UNREAD.into(),
                happened: faults::happened(&error),
                next: words::UNREAD_NEXT.into(),
                ..Problem::default()
            };
            view! { <ProblemPanel tone=Tone::Warning problem=problem/> }.into_any()
        }
        DeletionStage::Changed(news) => {
            let unfit = untrack(|| unfit(deletion));
            let problem = Problem {
                title: words::CHANGED.into(),
                happened: words::news(&news, unfit.as_deref(), count),
                next: words::CHANGED_NEXT.into(),
                ..Problem::default()
            };
            view! { <ProblemPanel tone=Tone::Warning problem=problem/> }.into_any()
        }
    })
    .into_any()
}

/// Why the token that takes its place cannot. Watched.
fn unfit(deletion: Deletion) -> Option<String> {
    let (new, successor) = deletion.successor()?;
    let named = tokens::name_and_id(tokens::display_name(&new), new.id.as_str());
    words::unfit(&named, successor, count)
}

/// Nothing can use the token any more. Watched.
fn is_expired(deletion: Deletion) -> bool {
    let now = deletion.editing.app.now().get();
    deletion.token().is_some_and(|token| token.expiry(now) == Expiry::Expired)
}

fn display_name(deletion: Deletion) -> String {
    deletion.token().map_or_else(
        || deletion.editing.id().to_string(),
        |token| tokens::display_name(&token).to_owned(),
    )
}

/// What whoever has the secret can do, and what comes next.
fn leaked(deletion: Deletion) -> AnyView {
    let lines = move || {
        let resources = deletion.editing.store.resources();
        let living = deletion.living()?;
        if living.is_empty() {
            return Some(view! { <p>{words::NOTHING}</p> }.into_any());
        }
        Some(AbilityLines::of(&living, &resources.borrow()).view())
    };
    view! {
        <h3>{move || if is_expired(deletion) { words::LEAKED_COULD } else { words::LEAKED_CAN }}</h3>
        {lines}
        <p>{words::LEAKED_NEXT}</p>
    }
    .into_any()
}

/// What it can do, and when it was last used: the reasons to think twice.
fn powers(deletion: Deletion) -> AnyView {
    let Editing { app, store, unsaved, .. } = deletion.editing;
    let can = move || {
        let Some((access, living)) = deletion.access().zip(deletion.living()) else {
            return words::ACCESS_UNKNOWN.to_owned();
        };
        let mut kinds: Vec<RiskKind> =
            RiskKind::ALL.into_iter().filter(|kind| !kind.evidence(&living).is_empty()).collect();
        // Who can delete something in production can delete something.
        if kinds.contains(&RiskKind::DestroysProduction) {
            kinds.retain(|kind| *kind != RiskKind::Destroys);
        }
        let powers: Vec<&str> = kinds.into_iter().map(risks::power).collect();
        [words::accesses(&count(access.len())), risks::can(&powers)].concat()
    };
    let used = move || match deletion.token() {
        None => ().into_any(),
        Some(token) if token.last_used_at.is_none() => words::NEVER_USED.into_any(),
        Some(token) => around(words::LAST_USED, past(app, token.last_used_at, words::NEVER_USED)),
    };
    let late = move || {
        let none = store.no_recent_use(app.now().get())?;
        Some(tokens::no_recent_use(none.newest.map(|at| app.exact(at)).as_deref()))
    };
    let staged = move || match unsaved.get() {
        0 => None,
        changes => Some(words::unsaved(&count(changes))),
    };
    view! { <p class="muted" id=POWERS_ID>{used}{late}{can}" "{staged}</p> }.into_any()
}
