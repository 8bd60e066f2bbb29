//! How far the reading of the audit log is, and what of it failed.

use console_core::words::activity as words;
use leptos::prelude::*;

use super::Activity;
use crate::pages::error_panel::{error_panel, problem};
use crate::state::LogStatus;
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::progress::Progress;

/// The one token that the events are narrowed to, and the way out.
pub(super) fn only_of(activity: Activity) -> AnyView {
    let Activity { store, view, all, .. } = activity;
    let told = Memo::new(move |_| {
        let id = view.with(|view| view.token.clone())?;
        store.with_tokens(|_, _| ());
        let own = store.token(&id).and_then(|token| token.own_name().map(str::to_owned));
        let from_log = || {
            all.with(|all| {
                let is_its = |told: &&super::Told| told.one.token() == Some(&id);
                let names = all.iter().filter(is_its).map(|told| told.one.token_name());
                names.map(str::to_owned).find(|name| !name.is_empty())
            })
        };
        Some(words::only_of(&own.or_else(from_log).unwrap_or_default(), id.as_str()))
    });
    (move || {
        told.get().map(|text| {
            let clear = move |()| activity.change(|view| view.token = None);
            view! {
                <div class="row only-of">
                    <p>{text}</p>
                    <Button label=words::CLEAR kind=ButtonKind::Quiet icon=Icon::CLOSE on_press=clear/>
                </div>
            }
        })
    })
    .into_any()
}

/// How far it is, with "Stop", and what failed.
pub(super) fn reading(activity: Activity) -> AnyView {
    let Activity { app, log, .. } = activity;
    let is_reading = Memo::new(move |_| log.status.with(LogStatus::is_reading));
    let again = Callback::new(move |()| log.refresh());
    let go_on = Callback::new(move |()| log.go_on());
    view! {
        {move || is_reading.get().then(|| view! {
            <Progress
                label=words::READING
                done=Signal::derive(move || log.with_events(<[_]>::len))
                total=Signal::stored(0)
                on_stop=move |()| log.stop()
            />
        })}
        {move || match log.status.get() {
            LogStatus::Failed(error) if log.status.with_untracked(LogStatus::is_refused) => {
                let told = problem(app, &error);
                let problem = Problem {
                    title: words::NOT_PERMITTED.into(),
                    happened: words::NOT_PERMITTED_TEXT.into(),
                    next: words::NOT_PERMITTED_NEXT.into(),
                    ..told
                };
                Some(view! { <ProblemPanel tone=Tone::Info problem on_retry=again/> }.into_any())
            }
            LogStatus::Failed(error) => Some(error_panel(app, &error, Some(again))),
            LogStatus::BrokenOff(error) => {
                let told = problem(app, &error);
                let next = [words::COVERS_THESE, &told.next].concat();
                let problem = Problem { title: words::BROKEN_OFF.into(), next, ..told };
                Some(view! { <ProblemPanel tone=Tone::Warning problem on_retry=go_on/> }.into_any())
            }
            LogStatus::NowhereNew => {
                let problem = Problem {
                    title: words::NOWHERE_NEW.into(),
                    happened: words::NOWHERE_NEW_TEXT.into(),
                    next: words::COVERS_THESE.trim_end().into(),
                    ..Problem::default()
                };
                Some(view! { <ProblemPanel tone=Tone::Warning problem on_retry=again/> }.into_any())
            }
            LogStatus::Unread | LogStatus::Reading | LogStatus::Read | LogStatus::Enough
            | LogStatus::Stopped => None,
        }}
    }
    .into_any()
}

/// Reads the rest of what somebody stopped.
pub(super) fn older(activity: Activity) -> AnyView {
    let log = activity.log;
    let has_older =
        Memo::new(move |_| matches!(log.status.get(), LogStatus::Enough | LogStatus::Stopped));
    (move || {
        has_older.get().then(|| {
            let go_on = move |()| log.go_on();
            view! {
                <div class="row">
                    <Button label=words::LOAD_OLDER icon=Icon::ARROW_DOWN on_press=go_on/>
                </div>
            }
        })
    })
    .into_any()
}
