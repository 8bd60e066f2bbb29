//! What is told, on each page, of the access of tokens that leaked and were deleted.

use std::sync::Arc;

use console_core::domain::rotation::possible_replacements;
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::words::tokens::{display_name, name_and_id};
use console_core::words::{creation as words, replacement};
use leptos::prelude::*;

use super::granting;
use crate::state::{App, Organization, Purpose, Unreplaced};
use crate::ui::announce::{Announcer, Message, announcer};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};

/// A notice for each token that is being given access, and for each deleted one that nothing is being done about.
pub(in crate::pages) fn notices(app: App) -> AnyView {
    let announcer = announcer();
    let waiting = Memo::new(move |_| app.creation.waiting_for_replacement());
    view! {
        {granting::notices(app)}
        {move || waiting.get().into_iter().map(|one| notice(app, announcer, one)).collect_view()}
    }
    .into_any()
}

/// The tokens that may have taken the place of one that leaked and was deleted: another tab or a colleague may have
/// made them.
pub(super) fn perhaps_replaced(store: Organization, purpose: &Purpose) -> AnyView {
    let Purpose::Leak(old, access) = purpose else { return ().into_any() };
    let (old, access) = (old.clone(), access.clone());
    replacements(store, move |tokens| possible_replacements(&old, &access, tokens))
}

/// Tokens that may have taken the place of another one, each a link; nothing where there are none.
pub(in crate::pages) fn replacements(
    store: Organization,
    find: impl Fn(&[Arc<Token>]) -> Vec<Arc<Token>> + Send + Sync + 'static,
) -> AnyView {
    let found = Memo::new(move |_| store.with_tokens(|tokens, _| find(tokens)));
    (move || {
        let found = found.get();
        if found.is_empty() {
            return ().into_any();
        }
        let links: Vec<_> = found
            .iter()
            .map(|token| view! { <li>{super::link(&store.name(), token)}</li> })
            .collect();
        view! {
            <div class="perhaps-replaced">
                <p>{replacement::perhaps_replaced(&count(found.len()))}</p>
                <ul>{links}</ul>
            </div>
        }
        .into_any()
    })
    .into_any()
}

fn notice(app: App, announcer: Option<Announcer>, one: Unreplaced) -> AnyView {
    let old = name_and_id(display_name(&one.old), one.old.id.as_str());
    // A token that was deleted in the meantime takes over nothing.
    let store = app.organization(&one.org);
    let is_there = |new: &Arc<Token>| store.with_tokens(|_, _| store.token(&new.id)).is_some();
    let new = one.new.clone().filter(is_there);
    let new_name = new.as_ref().map(|new| name_and_id(display_name(new), new.id.as_str()));
    let problem = Problem {
        title: replacement::access_is_kept(&old),
        happened: replacement::not_replaced(&count(one.access.len()), new_name.as_deref()),
        next: replacement::LOST_WITH_TAB.into(),
        ..Problem::default()
    };
    let kept = one.clone();
    let give_up = move |()| {
        app.creation.give_up(&kept.old.id);
        let back = kept.clone();
        // The message outlives this notice.
        if let Some(announcer) = announcer {
            let undo = app.owner().with(|| {
                Callback::new(move |()| {
                    announcer.dismiss();
                    app.creation.keep_after_all(back.clone());
                })
            });
            announcer.show(
                Message::done(replacement::given_up(&old)).with(replacement::KEEP_AFTER_ALL, undo),
            );
        }
    };
    let found = new
        .is_none()
        .then(|| perhaps_replaced(store, &Purpose::Leak(one.old.clone(), one.access.clone())));
    let replaced = Unreplaced { new: new.clone(), ..one.clone() };
    let next = if let Some(new) = new {
        let page = Route::Token(one.org.clone(), new.id.clone()).print();
        let id = new.id.clone();
        view! {
            <Button label=words::GRANT_AGAIN on_press=move |()| app.grant_again(&id)/>
            <ButtonLink label=words::OPEN_NEW href=page/>
        }
        .into_any()
    } else {
        let replace = move |()| app.replace(replaced.clone());
        view! { <Button label=replacement::CREATE_REPLACEMENT on_press=replace/> }.into_any()
    };
    let actions = view! {
        {next}
        <Button label=replacement::GIVE_UP kind=ButtonKind::Quiet on_press=give_up/>
    }
    .into_any();
    view! {
        <ProblemPanel tone=Tone::Warning problem=problem actions=actions/>
        {found}
    }
    .into_any()
}
