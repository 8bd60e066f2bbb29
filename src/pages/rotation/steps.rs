//! The steps of a rotation: what was seen of each, and what to do.

use std::sync::Arc;

use console_core::domain::ids::TokenId;
use console_core::domain::rotation::{
    AccessMatch, Evidence, Presence, Rotation, Step as Part, StepState as State,
    possible_replacements,
};
use console_core::domain::token::{Expiry, Token};
use console_core::words::tokens::{display_name, name_and_id};
use console_core::words::{actions, rotation as words, times, token as token_words, tokens};
use leptos::prelude::*;

use super::{Rotating, STEPS, Seen, rotate};
use crate::pages::moment::past;
use crate::pages::{around, new_token};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::number::count;
use crate::ui::steps::{Step, StepState, Steps};

/// The steps of a rotation that is known.
pub(super) fn steps(rotating: Rotating) -> AnyView {
    let state = move |part: Part| rotating.seen().map(|seen| seen.standing.state(part));
    let done = Memo::new(move |_| rotating.seen().map_or(0, |seen| seen.standing.done()));
    let body = move |part: Part, seen: Seen| match part {
        Part::Create => created(rotating, &seen),
        Part::HandOver => handed_over(rotating, &seen),
        Part::Check => checked(rotating, &seen),
        Part::DeleteOld => deleted(rotating, seen),
    };
    frame(
        Signal::derive(move || words::done(done.get(), STEPS)),
        move |part| shown(state(part)),
        move |part| (move || rotating.seen().map(|seen| body(part, seen))).into_any(),
    )
}

/// The steps of a rotation that nobody has begun, as far as the console knows.
pub(super) fn not_begun(rotating: Rotating, token: Arc<Token>, is_untold: Memo<bool>) -> AnyView {
    let first = move |part: Part| match part {
        Part::Create => {
            let why = move || if is_untold.get() { words::NOT_TOLD } else { words::NOT_BEGUN };
            let found = others(rotating, &token, None);
            view! {
                <p>{why}</p>
                {found}
                <div class="row">{rotate(rotating, token.clone())}</div>
            }
            .into_any()
        }
        Part::HandOver | Part::Check | Part::DeleteOld => ().into_any(),
    };
    let state = |part| {
        if part == Part::Create { StepState::Current } else { StepState::Coming }
    };
    frame(Signal::stored(words::NOT_BEGUN_SHORT.to_owned()), state, first)
}

fn frame(
    status: Signal<String>,
    state: impl Fn(Part) -> StepState + Copy + Send + Sync + 'static,
    body: impl Fn(Part) -> AnyView,
) -> AnyView {
    let step = |(part, number): (Part, u8)| {
        let content = body(part);
        view! {
            <Step number title=words::step(part) state=Signal::derive(move || state(part))>
                {content}
            </Step>
        }
    };
    let all = Part::ALL.into_iter().zip(1..).map(step).collect_view();
    view! {
        <section class="rotation-steps" aria-labelledby="rotation-steps">
            <h2 id="rotation-steps">{words::STEPS}</h2>
            <p class="muted" role="status">{status}</p>
            <Steps label=words::STEPS>{all}</Steps>
        </section>
    }
    .into_any()
}

fn shown(state: Option<State>) -> StepState {
    match state {
        Some(State::Done) => StepState::Done,
        Some(State::Next) => StepState::Current,
        // What is not known is not the next thing to do.
        Some(State::Coming | State::Unknown) | None => StepState::Coming,
    }
}

fn created(rotating: Rotating, seen: &Seen) -> AnyView {
    let Rotating { app, store, .. } = rotating;
    let Rotation { old, new, evidence } = &seen.rotation;
    if seen.standing.new == Presence::Gone {
        let again = (seen.standing.old == Presence::There).then(|| rotate(rotating, old.clone()));
        return view! { <p>{words::NEW_GONE}</p><div class="row">{again}</div> }.into_any();
    }
    if seen.standing.new == Presence::There && !seen.standing.is_new_usable() {
        let again = (seen.standing.old == Presence::There).then(|| rotate(rotating, old.clone()));
        return view! {
            <p>{around(words::NEW_EXPIRED, new_token::link(&store.name(), new))}</p>
            <div class="row">{again}</div>
        }
        .into_any();
    }
    let unknown = (seen.standing.new == Presence::Unknown).then_some(words::NEW_UNKNOWN);
    let when = new.created_at.map(|at| around(words::CREATED_AT, past(app, Some(at), "")));
    view! {
        <p>{around(words::CREATED, new_token::link(&store.name(), new))}" "{when}</p>
        {(*evidence == Evidence::Resembles).then(|| view! { <p class="muted">{words::RESEMBLES}</p> })}
        {unknown.map(|text| view! { <p class="muted">{text}</p> })}
        {others(rotating, old, Some(new.id.clone()))}
        {new_token::access_news(app, &new.id)}
    }
    .into_any()
}

/// The tokens that may have taken the place of the old one, other than the new one: two tabs or two people may have
/// rotated it.
fn others(rotating: Rotating, old: &Arc<Token>, new: Option<TokenId>) -> AnyView {
    let old = old.clone();
    new_token::replacements(rotating.store, move |tokens| {
        let Some(access) = old.access.set() else { return Vec::new() };
        let mut found = possible_replacements(&old, &access, tokens);
        found.retain(|token| Some(&token.id) != new.as_ref());
        found
    })
}

fn handed_over(rotating: Rotating, seen: &Seen) -> AnyView {
    let used = seen.rotation.new.last_used_at;
    match seen.standing.state(Part::HandOver) {
        State::Done => {
            let when = past(rotating.app, used, times::NEVER_USED);
            view! { <p>{around(words::IN_USE, when)}</p> }.into_any()
        }
        State::Next => view! { <p>{words::HAND_OVER}</p> }.into_any(),
        State::Coming | State::Unknown => ().into_any(),
    }
}

fn checked(rotating: Rotating, seen: &Seen) -> AnyView {
    let Rotating { app, store, .. } = rotating;
    if !seen.standing.is_new_usable() {
        return ().into_any();
    }
    let access = match seen.standing.access {
        AccessMatch::Same => words::SAME.to_owned(),
        AccessMatch::Differs { only_old, only_new } => {
            words::differs(&count(only_old), &count(only_new))
        }
        AccessMatch::Unknown => words::NOT_COMPARED.to_owned(),
    };
    let expected = if seen.standing.is_new_used { words::EXPECT_MORE } else { words::EXPECT_USE };
    let late = store
        .no_recent_use(app.now().get())
        .map(|none| tokens::no_recent_use(none.newest.map(|at| app.exact(at)).as_deref()));
    view! {
        <dl class="facts">
            <dt>{tokens::LAST_USED}</dt>
            <dd>{past(app, seen.rotation.new.last_used_at, times::NEVER_USED)}</dd>
            <dt>{words::EXPECTED}</dt>
            <dd>{expected}</dd>
            <dt>{words::ACCESS}</dt>
            <dd>{access}</dd>
        </dl>
        {late.map(|late| view! { <p class="muted">{late}</p> })}
    }
    .into_any()
}

fn deleted(rotating: Rotating, seen: Seen) -> AnyView {
    let Rotating { app, deleting, .. } = rotating;
    let Seen { rotation: Rotation { old, .. }, standing } = seen;
    match standing.old {
        Presence::Gone => return view! { <p>{words::OLD_GONE}</p> }.into_any(),
        Presence::Unknown => return view! { <p>{words::OLD_UNKNOWN}</p> }.into_any(),
        Presence::There => {}
    }
    let named = name_and_id(display_name(&old), old.id.as_str());
    let used =
        old.last_used_at.map(|at| around(words::LAST_USED, past(app, Some(at), times::NEVER_USED)));
    let is_expired = old.expiry(app.now().get()) == Expiry::Expired;
    let is_known = old.access.grants().is_some();
    let blocked = Signal::derive(move || {
        let read_only = app.with_config(|config| config.read_only);
        let why = || (!is_known).then(|| words::ACCESS_NOT_LOADED.to_owned());
        read_only.then(|| actions::READ_ONLY.to_owned()).or_else(why)
    });
    let token = old.clone();
    view! {
        <p translate="no">{named}</p>
        <p>
            {used}
            {words::old_use(standing.old_use)}
            {is_expired.then(|| [" ", words::OLD_EXPIRED].concat())}
        </p>
        <div class="row">
            <Button
                label=token_words::DELETE
                kind=ButtonKind::Danger
                icon=Icon::TRASH
                blocked=blocked
                on_press=move |()| deleting.set(Some(token.clone()))
            />
        </div>
    }
    .into_any()
}
