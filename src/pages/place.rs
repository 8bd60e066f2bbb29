//! The resource that an address asks about, and what is shown while it is not known which one that is.

use console_core::domain::resource::Resources;
use console_core::domain::who::Place;
use console_core::words::{token, who as words};
use leptos::prelude::*;

use super::error_panel::problem;
use crate::state::{App, Databases, Organization};
use crate::ui::badge::Tone;
use crate::ui::button::Button;
use crate::ui::empty_state::EmptyState;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::select::Choice;

/// Where a question is asked, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AskedPlace {
    At(Place),
    /// The databases are being read.
    Coming,
    /// No living resource of that name is known.
    Unknown,
}

/// Looks for the resource. Watched: the databases.
pub(super) fn asked(
    store: Organization,
    find: impl FnOnce(&Resources) -> Option<Place>,
) -> AskedPlace {
    let is_coming = store.databases.with(|it| matches!(it, Databases::Unread | Databases::Reading));
    match find(&store.resources().borrow()) {
        Some(place) => AskedPlace::At(place),
        None if is_coming => AskedPlace::Coming,
        None => AskedPlace::Unknown,
    }
}

/// A resource of an address that the databases do not have: its name.
pub(super) fn unlisted(key: &str) -> Choice {
    Choice::new(key.to_owned(), key.strip_prefix("db:").unwrap_or(key).to_owned())
}

/// What stands in place of an answer about a resource that is not known: why the databases are not known, else the way
/// to an answer about all of them.
pub(super) fn unknown(
    app: App,
    store: Organization,
    everywhere: &'static str,
    on_everywhere: Callback<()>,
) -> AnyView {
    let is_failed =
        Memo::new(move |_| store.databases.with(|it| matches!(it, Databases::Failed(_))));
    (move || {
        if is_failed.get() {
            return databases_unread(app, store);
        }
        let actions = view! { <Button label=everywhere on_press=on_everywhere/> }.into_any();
        view! { <EmptyState title=words::UNKNOWN_PLACE text=words::UNKNOWN_PLACE_TEXT actions/> }
            .into_any()
    })
    .into_any()
}

/// That the databases could not be read, and why; nothing if they could.
pub(super) fn databases_unread(app: App, store: Organization) -> AnyView {
    (move || match store.databases.get() {
        Databases::Failed(error) => {
            let problem = Problem { title: token::DATABASES_UNREAD.into(), ..problem(app, &error) };
            let retry = Callback::new(move |()| store.ensure_databases());
            Some(view! { <ProblemPanel problem tone=Tone::Warning on_retry=retry/> })
        }
        _ => None,
    })
    .into_any()
}
