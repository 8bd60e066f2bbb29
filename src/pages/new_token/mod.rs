//! Creating a token, and the one time that its secret is seen. Shown over whatever page is open, because a creation
//! belongs to the console.

mod assertions;
mod check;
mod deeds;
mod end;
mod failure;
mod finish;
mod foresight;
mod form;
mod granting;
mod made_note;
mod notes;
mod secret;
mod start;
mod unreplaced;

use std::sync::Arc;

use console_core::domain::listing::{Index, Query, filter_and_sort};
use console_core::domain::route::Route;
use console_core::domain::view_state::TokensView;
use console_core::words::{creation as words, tokens};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use self::form::Form;
use self::secret::Secret;
use crate::state::{App, Made, app};
use crate::ui::announce::{Announcer, Message, announcer};
use crate::ui::badge::Tone;
use crate::ui::effect::effect;

pub(super) use self::notes::{access_news, follow, notes};
pub(super) use self::unreplaced::{notices, replacements};

/// Both dialogs: the form, then the secret.
#[component]
pub(super) fn NewToken() -> impl IntoView {
    let app = app();
    let creation = app.creation;
    effect(move || {
        if let Some(org) = creation.asked.get() {
            creation.asked.set(None);
            untrack(|| app.open_creation(org, None));
        }
    });
    let has_secret = Memo::new(move |_| creation.made.with(Option::is_some));
    let has_form =
        Memo::new(move |_| creation.opening.with(Option::is_some) && !creation.is_hidden.get());
    (move || {
        if has_secret.get() {
            view! { <Secret app/> }.into_any()
        } else if has_form.get() {
            view! { <Form app/> }.into_any()
        } else {
            ().into_any()
        }
    })
    .into_any()
}

/// Says what goes on while no dialog says it, as long as the console is open.
pub(super) fn tell(app: App) {
    app.owner().with(|| {
        if let Some(announcer) = announcer() {
            tell_by(app, announcer);
        }
    });
}

fn tell_by(app: App, announcer: Announcer) {
    let creation = app.creation;
    let is_away = Memo::new(move |_| creation.is_hidden.get() && creation.is_running());
    let told = StoredValue::new(None::<String>);
    effect(move || {
        if is_away.get() {
            let text = words::goes_on(creation.fields.name.get_untracked().trim());
            told.set_value(Some(text.clone()));
            announcer.show(
                Message { tone: Tone::Info, ..Message::done(text) }
                    .with(words::SHOW, Callback::new(move |()| creation.is_hidden.set(false))),
            );
        } else if let Some(text) = told.try_update_value(Option::take).flatten() {
            announcer.withdraw(&text);
        }
    });
    effect(move || {
        if let Some(grant) = creation.told.get() {
            granting::tell(app, announcer, &grant.token);
        }
    });
    let before = StoredValue::new_local(None::<Made>);
    effect(move || {
        let now = creation.made.get();
        let before = before.try_update_value(|before| std::mem::replace(before, now.clone()));
        if let (Some(made), None) = (before.flatten(), now) {
            untrack(|| tell_where(app, announcer, &made));
        }
    });
}

/// Says where a new token is that cannot be seen.
fn tell_where(app: App, announcer: Announcer, made: &Made) {
    let page = Route::Token(made.org.clone(), made.token.id.clone());
    let route = app.route().get_untracked();
    if route == page {
        return;
    }
    if let Some(old) = made.purpose.rotated() {
        // The page of the rotation tells it.
        if route == Route::Rotation(made.org.clone(), old.id.clone()) {
            return;
        }
        let open = Callback::new(move |()| app.go(&page.print()));
        let text = words::took_over(&named(made));
        announcer.show(Message::done(text).with(words::OPEN_NEW, open));
    } else if route == Route::Tokens(made.org.clone()) && is_hidden(app, made) {
        let clear = Callback::new(move |()| {
            let view = TokensView::parse(&app.query().get_untracked());
            let view = TokensView { sort: view.sort, ..TokensView::default() };
            app.set_query(&view.print());
        });
        let text = words::is_hidden(tokens::display_name(&made.token));
        announcer
            .show(Message { tone: Tone::Info, ..Message::done(text) }.with(tokens::CLEAR, clear));
    }
}

fn named(made: &Made) -> String {
    tokens::name_and_id(tokens::display_name(&made.token), made.token.id.as_str())
}

/// Whether search or filters of the list leave the token out.
fn is_hidden(app: App, made: &Made) -> bool {
    let view = TokensView::parse(&app.query().get_untracked());
    let now = app.client().now();
    let store = app.organization(&made.org);
    let resources = store.resources();
    let resources = resources.borrow();
    let all = [store.token(&made.token.id).unwrap_or(made.token.clone())];
    let mut index = Index::new(tokens::UNNAMED);
    index.extend(&all);
    let query = Query::new(&view.search);
    filter_and_sort(&all, &index, &resources, &query, view.filters, view.sort, now).is_empty()
}

/// A link to a token's page, named by the token.
pub(super) fn link(
    org: &console_core::domain::ids::OrgName,
    token: &Arc<console_core::domain::token::Token>,
) -> AnyView {
    let (name, id) = (tokens::display_name(token).to_owned(), token.id.as_str().to_owned());
    view! {
        <a href=Route::Token(org.clone(), token.id.clone()).print()><bdi translate="no">{name}</bdi>" "{id}</a>
    }
    .into_any()
}

/// What is wrong in the form, once somebody has tried to send it.
fn tried(
    app: App,
    error: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> Signal<Option<String>> {
    let is_tried = app.creation.fields.is_tried;
    Signal::derive(move || is_tried.get().then(&error).flatten())
}

/// Goes to what was just told, so that it is seen and heard; not to a button, which a key that is held would press.
fn focus_soon(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) =
            found.and_then(|it| it.dyn_into::<leptos::web_sys::HtmlElement>().ok())
        {
            let _ = element.focus();
        }
    });
}
