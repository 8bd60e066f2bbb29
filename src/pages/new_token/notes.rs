//! What a token's page says of a rotation, and of access that is still being given.

use console_core::domain::ids::TokenId;
use console_core::domain::rotation::{Rotation, likely_replacement};
use console_core::domain::route::Route;
use console_core::words::tokens::{display_name, name_and_id};
use console_core::words::{creation as words, replacement, rotation as rotation_words};
use leptos::prelude::*;

use super::granting;
use crate::state::{App, Granting, Open, Organization};
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonLink};
use crate::ui::effect::effect;
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};

/// The notes; `on_delete` opens the dialog that deletes the token.
pub(in crate::pages) fn notes(
    app: App,
    store: Organization,
    id: &TokenId,
    on_delete: Callback<()>,
) -> AnyView {
    let own = id.clone();
    let rotation = Memo::new(move |_| begun(app, store, &own));
    let own = id.clone();
    let (old, new_of) = (id.clone(), id.clone());
    // Another browser may have made it: the list tells what is likely.
    let guess = Memo::new(move |_| {
        let old = store.token(&old)?;
        store.with_tokens(|tokens, _| likely_replacement(&old, tokens))
    });
    view! {
        {access_news(app, id)}
        {move || guess.get().filter(|_| rotation.with(Option::is_none)).map(|new| {
            let named = name_and_id(display_name(&new), new.id.as_str());
            let href = Route::Token(store.name(), new.id.clone()).print();
            let problem = Problem {
                title: words::seems_replaced(&named),
                happened: words::SEEMS_REPLACED.into(),
                ..Problem::default()
            };
            view! {
                <ProblemPanel
                    tone=Tone::Info
                    problem=problem
                    actions=view! {
                        <ButtonLink label=words::OPEN_NEW href=href/>
                        {to_rotation(store, new_of.clone())}
                    }.into_any()
                />
            }.into_any()
        })}
        {move || rotation.get().map(|rotation| {
            let is_old = rotation.old.id == own;
            let other = if is_old { rotation.new } else { rotation.old.clone() };
            let named = name_and_id(display_name(&other), other.id.as_str());
            let lacks = is_old.then(|| lacking(app, store, &own)).flatten();
            let is_ready = is_old && lacks.is_none();
            let tone = if lacks.is_some() { Tone::Warning } else { Tone::Info };
            let (title, happened, open) = if let Some(lacks) = lacks {
                (lacks, replacement::GRANT_FIRST.to_owned(), words::OPEN_NEW)
            } else if is_old {
                (words::is_replaced(&named), words::REPLACED_NEXT.to_owned(), words::OPEN_NEW)
            } else {
                (words::IS_REPLACEMENT.to_owned(), words::replaces(&named), words::OPEN_OLD)
            };
            let href = Route::Token(store.name(), other.id.clone()).print();
            view! {
                <ProblemPanel
                    tone=tone
                    problem=Problem { title, happened, ..Problem::default() }
                    actions=view! {
                        <ButtonLink label=open href=href/>
                        {to_rotation(store, rotation.old.id.clone())}
                        {is_ready.then(|| view! {
                            <Button label=words::DELETE_THIS on_press=on_delete/>
                        })}
                    }.into_any()
                />
            }.into_any()
        })}
    }
    .into_any()
}

/// The rotation that was begun here for a token, with what is known of both tokens by now. Watched.
fn begun(app: App, store: Organization, id: &TokenId) -> Option<Rotation> {
    let last = |all: &Vec<Rotation>| {
        all.iter().rev().find(|it| it.old.id == *id || it.new.id == *id).cloned()
    };
    let rotation = app.creation.rotations.with(last)?;
    let (old, new) =
        store.with_tokens(|_, _| (store.token(&rotation.old.id), store.token(&rotation.new.id)));
    Some(Rotation {
        old: old.unwrap_or(rotation.old),
        new: new.unwrap_or(rotation.new),
        ..rotation
    })
}

/// That the token which takes the place of this one lacks some of its access, in words; nothing if it does not. Watched.
fn lacking(app: App, store: Organization, id: &TokenId) -> Option<String> {
    let rotation = begun(app, store, id).filter(|rotation| rotation.old.id == *id)?;
    let missing = rotation.lacking(&store.resources().borrow()).filter(|missing| *missing > 0)?;
    let named = name_and_id(display_name(&rotation.new), rotation.new.id.as_str());
    Some(replacement::lacks_access(&named, &count(missing)))
}

/// What is told of access that a new token is still given, or lacks.
pub(in crate::pages) fn access_news(app: App, id: &TokenId) -> AnyView {
    let granted = id.clone();
    let has_news = Memo::new(move |_| {
        app.creation.granting(&granted).is_some_and(|state| match state {
            Granting::Running(..) | Granting::Unread(_) => true,
            Granting::Ended(given) => given.missing() > 0,
        })
    });
    let id = id.clone();
    (move || has_news.get().then(|| granting::panel(app, id.clone()))).into_any()
}

/// Leads to the page of a token's rotation.
fn to_rotation(store: Organization, old: TokenId) -> AnyView {
    let href = Route::Rotation(store.name(), old).print();
    view! { <ButtonLink label=rotation_words::OPEN href=href/> }.into_any()
}

/// Tells the page of a token what is asked of it: to open the dialog that deletes the token, and to read the token again
/// once its access was given.
pub(in crate::pages) fn follow(
    app: App,
    id: &TokenId,
    is_ready: impl Fn(Open) -> bool + 'static,
    on_open: Callback<Open>,
    on_granted: Callback<()>,
) {
    let creation = app.creation;
    let own = id.clone();
    effect(move || {
        let meant = creation.to_open.get().filter(|(wanted, _)| *wanted == own);
        if let Some((_, dialog)) = meant.filter(|(_, dialog)| is_ready(*dialog)) {
            creation.to_open.set(None);
            on_open.run(dialog);
        }
    });
    let own = id.clone();
    let is_running =
        Memo::new(move |_| matches!(creation.granting(&own), Some(Granting::Running(..))));
    let was_running = StoredValue::new(false);
    effect(move || {
        let now = is_running.get();
        let before = was_running.try_update_value(|was| std::mem::replace(was, now));
        if before == Some(true) && !now {
            untrack(|| on_granted.run(()));
        }
    });
}
