//! The last step of a new token: its page, or the end of the token that it takes the place of.

use std::sync::Arc;

use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::words::{creation as words, deletion, replacement, rotation as rotation_words};
use leptos::prelude::*;

use super::{deeds, link};
use crate::pages::around;
use crate::pages::moment::past;
use crate::state::{App, Granting, Made, Open, Purpose};
use crate::ui::button::{Button, ButtonKind};

/// What is left to do.
pub(super) fn finish(app: App, made: &Made) -> AnyView {
    match made.purpose.clone() {
        Purpose::New => view! { <p>{words::FINISH}</p> }.into_any(),
        Purpose::Rotation(old) => then_delete(app, made, old),
        Purpose::Leak(old, _) => then_look(app, made, &old),
    }
}

/// The last step after a leak: what was done with the token that leaked.
fn then_look(app: App, made: &Made, old: &Token) -> AnyView {
    view! {
        <p>{words::FINISH}</p>
        {deeds::deeds(app, &made.org, old)}
        <p class="muted">{last_use(app, old)}</p>
    }
    .into_any()
}

fn last_use(app: App, token: &Token) -> AnyView {
    match token.last_used_at {
        None => deletion::NEVER_USED.into_any(),
        used => around(deletion::LAST_USED, past(app, used, deletion::NEVER_USED)),
    }
}

/// The last step of a rotation: the old token is deleted.
fn then_delete(app: App, made: &Made, old: Arc<Token>) -> AnyView {
    let creation = app.creation;
    let page = Route::Token(made.org.clone(), old.id.clone()).print();
    let rotation = Route::Rotation(made.org.clone(), old.id.clone()).print();
    let id = old.id.clone();
    let press = Callback::new(move |()| {
        if creation.may_leave() {
            creation.to_open.set(Some((id.clone(), Open::Delete)));
            app.go(&page);
        }
    });
    let new = made.token.id.clone();
    let lacks = Memo::new(move |_| {
        creation.granting(&new).is_some_and(|state| match state {
            Granting::Running(..) => false,
            Granting::Unread(_) => true,
            Granting::Ended(given) => given.can_be_tried_again(),
        })
    });
    let org = made.org.clone();
    let next = move || {
        if lacks.get() {
            return view! { <p>{replacement::NOT_TAKEN_OVER}</p> }.into_any();
        }
        view! {
            <p>{around(words::THEN_DELETE, link(&org, &old))}</p>
            <p class="muted">{last_use(app, &old)}{words::BOTH_WORK}</p>
            <div class="row">
                <Button label=words::DELETE_OLD kind=ButtonKind::Danger on_press=press/>
            </div>
        }
        .into_any()
    };
    view! { {next} <p><a href=rotation>{rotation_words::FOLLOW}</a></p> }.into_any()
}
