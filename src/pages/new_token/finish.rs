//! The last step of a new token: its page, or the end of the token that it takes the place of.

use std::sync::Arc;

use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::words::{creation as words, deletion};
use leptos::prelude::*;

use super::link;
use crate::pages::around;
use crate::pages::moment::past;
use crate::state::{App, Made};
use crate::ui::button::{Button, ButtonKind};

/// What is left to do.
pub(super) fn finish(app: App, made: &Made) -> AnyView {
    match made.replaces.clone() {
        Some(old) => then_delete(app, made, old),
        None => view! { <p class="note">{words::FINISH}</p> }.into_any(),
    }
}

/// The last step of a rotation: the old token is deleted.
fn then_delete(app: App, made: &Made, old: Arc<Token>) -> AnyView {
    let creation = app.creation;
    let page = Route::Token(made.org.clone(), old.id.clone()).print();
    let (id, used) = (old.id.clone(), old.last_used_at);
    let press = Callback::new(move |()| {
        if creation.may_leave() {
            creation.to_delete.set(Some(id.clone()));
            app.go(&page);
        }
    });
    let last = match used {
        None => deletion::NEVER_USED.into_any(),
        Some(_) => around(deletion::LAST_USED, past(app, used, deletion::NEVER_USED)),
    };
    view! {
        <p>{around(words::THEN_DELETE, link(&made.org, &old))}</p>
        <p class="note">{last}{words::BOTH_WORK}</p>
        <div class="row">
            <Button label=words::DELETE_OLD kind=ButtonKind::Danger on_press=press/>
        </div>
    }
    .into_any()
}
