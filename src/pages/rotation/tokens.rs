//! Both tokens of a rotation, side by side.

use std::sync::Arc;

use console_core::domain::compare::CompareView;
use console_core::domain::rotation::{Presence, Rotation};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::words::tokens::display_name;
use console_core::words::{rotation as words, times, tokens};
use leptos::prelude::*;

use super::{Rotating, Seen};
use crate::pages::moment::{expires, past};

/// Each with its facts, and a link to how their access differs.
pub(super) fn both(rotating: Rotating) -> AnyView {
    view! {
        <section class="rotation-tokens" aria-labelledby="rotation-tokens">
            <h2 id="rotation-tokens">{words::TOKENS}</h2>
            {move || rotating.seen().map(|Seen { rotation, standing }| {
                let Rotation { old, new, .. } = rotation;
                let are_both = (standing.old, standing.new) == (Presence::There, Presence::There);
                view! {
                    <div class="cards">
                        {card(rotating, words::OLD, &old, standing.old)}
                        {card(rotating, words::NEW, &new, standing.new)}
                    </div>
                    {are_both.then(|| compare(rotating, &old, &new))}
                }
            })}
        </section>
    }
    .into_any()
}

fn card(
    rotating: Rotating,
    title: &'static str,
    token: &Arc<Token>,
    presence: Presence,
) -> AnyView {
    let app = rotating.app;
    let id = token.id.to_string();
    let page = Route::Token(rotating.store.name(), token.id.clone()).print();
    let name = display_name(token).to_owned();
    let name = if presence == Presence::Gone {
        view! { <bdi translate="no">{name}</bdi> }.into_any()
    } else {
        view! { <a href=page><bdi translate="no">{name}</bdi></a> }.into_any()
    };
    view! {
        <div class="card">
            <h3>{title}</h3>
            <dl class="facts">
                <dt>{tokens::NAME}</dt><dd>{name}</dd>
                <dt>{tokens::ID}</dt><dd class="mono" translate="no">{id}</dd>
                {(presence == Presence::There).then(|| view! {
                    <dt>{tokens::LAST_USED}</dt>
                    <dd>{past(app, token.last_used_at, times::NEVER_USED)}</dd>
                    <dt>{tokens::EXPIRES}</dt>
                    <dd>{expires(app, token)}</dd>
                })}
                <dt>{tokens::CREATED}</dt>
                <dd>{past(app, token.created_at, times::NOT_TOLD)}</dd>
            </dl>
        </div>
    }
    .into_any()
}

fn compare(rotating: Rotating, old: &Token, new: &Token) -> AnyView {
    let view = CompareView {
        first: Some(old.id.clone()),
        second: Some(new.id.clone()),
        ..CompareView::default()
    };
    let href = [&Route::Compare(rotating.store.name()).print(), "?", &view.print()].concat();
    view! { <p><a href=href>{words::COMPARE}</a></p> }.into_any()
}
