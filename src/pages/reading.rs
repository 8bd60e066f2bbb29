//! How the reading of an organization's tokens stands, for the pages that look at all of them.

use console_core::domain::knowledge::{Known, ListRead};
use console_core::words::{actions, tokens};
use leptos::prelude::*;

use super::asking;
use super::error_panel::{error_panel, unfinished};
use crate::state::{Accesses, App, ListStatus, Organization};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dynamic::dynamic;
use crate::ui::effect::effect;
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::progress::Progress;

/// Reads the list, and asks each token whose access it does not tell.
pub(super) fn ensure(store: Organization) {
    store.ensure();
    let untold = Memo::new(move |_| store.untold());
    effect(move || {
        let is_read = store.status.with(|status| matches!(status, ListStatus::Read(_)));
        let is_unasked = store.accesses.with(|now| *now == Accesses::Unasked);
        if is_read && is_unasked && untold.get_untracked() > 0 {
            store.ask_accesses();
        }
    });
}

/// How completely the access of the tokens is known. Watched.
pub(super) fn known(store: Organization) -> Known {
    let list = store.status.with(|status| match status {
        ListStatus::Unread | ListStatus::Reading(_) => ListRead::Coming,
        status if status.is_complete() => ListRead::Whole,
        ListStatus::Read(_) | ListStatus::Stopped | ListStatus::BrokenOff(_) => ListRead::Partial,
        ListStatus::Failed(error) if error.is_not_found() => ListRead::NotPermitted,
        ListStatus::Failed(_) => ListRead::NotRead,
    });
    let tokens = store.with_tokens(|tokens, _| tokens.len());
    match Known::of(list, tokens, store.untold()) {
        // Each token is being asked.
        Known::NotRead if store.accesses.with(|now| now.progress().is_some()) => Known::Coming,
        known => known,
    }
}

/// Whether rows may still come. Watched.
pub(super) fn is_coming(store: Organization) -> bool {
    store.status.with(ListStatus::is_coming) || store.accesses.with(|now| now.progress().is_some())
}

/// Reads the list anew.
pub(super) fn refresh(store: Organization) -> AnyView {
    view! {
        <Button
            label=actions::REFRESH
            icon=Icon::REFRESH
            icon_only=true
            kind=ButtonKind::Quiet
            busy=Signal::derive(move || store.status.with(ListStatus::is_reading))
            on_press=move |()| store.refresh()
        />
    }
    .into_any()
}

/// How far the reading of the list is, with "Stop", and what of it failed.
pub(super) fn progress_of_list(app: App, store: Organization) -> AnyView {
    let reading = Memo::new(move |_| match store.status.get() {
        ListStatus::Reading(progress) => Some((progress.read, progress.total.unwrap_or(0))),
        _ => None,
    });
    let is_reading = Memo::new(move |_| reading.with(Option::is_some));
    let retry = Callback::new(move |()| store.refresh());
    view! {
        {dynamic(move || is_reading.get().then(|| view! {
            <Progress
                label=tokens::READING
                done=Signal::derive(move || reading.get().map_or(0, |(done, _)| done))
                total=Signal::derive(move || reading.get().map_or(0, |(_, total)| total))
                on_stop=move |()| store.stop()
            />
        }))}
        {dynamic(move || match store.status.get() {
            ListStatus::BrokenOff(error) => {
                let read = untrack(|| store.with_tokens(|all, _| all.len()));
                let told = store.told_count().filter(|told| *told > read).map(number::count);
                let title = tokens::only_first(&number::count(read), told.as_ref());
                Some(unfinished(app, &error, title, retry))
            }
            ListStatus::Failed(error) => Some(error_panel(app, &error, Some(retry))),
            _ => None,
        })}
    }
    .into_any()
}

/// The same, and how far the asking of each token is.
pub(super) fn progress(app: App, store: Organization) -> AnyView {
    view! {
        {progress_of_list(app, store)}
        {asking::progress(store)}
        {asking::unknown(app, store, Signal::derive(move || !store.status.with(ListStatus::is_coming)))}
    }
    .into_any()
}
