//! What a token can do, before anybody looks at its boxes: whether it works, the gravest first, how far it reaches, and
//! what is not known of that.

use std::sync::Arc;

use console_core::domain::access::{Abilities, Ability, Reach, RiskKind, RiskLevel, SameAccess};
use console_core::domain::catalog::Effect;
use console_core::domain::token::{Expiry, Token};
use console_core::words::{abilities as words, token as token_words};

use crate::pages::asked::who_else;
use crate::pages::moment;
use crate::pages::permission_marks::level_mark;
use crate::state::{App, Databases, Editing};
use crate::ui::badge::Marks;
use crate::ui::number::count;
use leptos::prelude::*;

/// What is told, as far as it depends on the token's access.
#[derive(Clone, PartialEq)]
struct Told {
    lines: Vec<(RiskLevel, String)>,
    special: Vec<(RiskKind, String)>,
    /// There is no line, because nothing is granted or because all that is granted is gone.
    nothing: Option<&'static str>,
    reach: String,
    /// Whether it leaked is not known.
    unchecked: Option<&'static str>,
    same: Option<String>,
    unknown: Vec<&'static str>,
}

impl Told {
    /// What the API said that the token may do: what is staged is no part of it.
    fn of(editing: Editing) -> Self {
        let store = editing.store;
        let listed = store.listed_databases();
        let is_refused = store.databases.with(|now| matches!(now, Databases::Failed(_)));
        let lacks_leaks = editing.app.audit_log(&store.name()).lacks_leaks.get();
        let resources = store.resources();
        let resources = resources.borrow();
        editing.draft.with(|draft| {
            let held = draft.base();
            let Abilities { lines, special } = Abilities::of(held, &resources);
            let nothing = match (lines.is_empty(), held.is_empty()) {
                (false, _) => None,
                (true, true) => Some(words::NOTHING),
                (true, false) => Some(words::NOTHING_LEFT),
            };
            let is_unknown = lines.iter().any(|line| line.level == RiskLevel::Unknown);
            let unknown = [
                is_unknown.then_some(words::UNKNOWN),
                // While they are on their way, a line that goes again would move every box below it.
                is_refused.then_some(words::DATABASES_NOT_READ),
            ];
            let line = |one: &Ability| (one.level, words::ability(one, &count(one.databases)));
            Self {
                lines: lines.iter().map(line).collect(),
                special: special.into_iter().map(|kind| (kind, words::special(kind))).collect(),
                nothing,
                reach: reach(&Reach::of(held, &resources, listed.as_deref())),
                unchecked: lacks_leaks.then_some(words::LEAKS_NOT_CHECKED),
                same: SameAccess::of(held, &resources).map(same),
                unknown: unknown.into_iter().flatten().collect(),
            }
        })
    }
}

pub(super) fn summary(editing: Editing) -> AnyView {
    let told = Memo::new(move |_| Told::of(editing));
    let is_dirty = Memo::new(move |_| editing.unsaved.get() > 0);
    view! {
        <section class="abilities" aria-labelledby="abilities">
            <div class="abilities-title">
                <h2 id="abilities">{words::TITLE}</h2>
                // In a line that is there anyway: nothing moves when it comes or goes.
                {move || is_dirty.get().then(|| view! { <p class="muted">{words::WITHOUT_UNSAVED}</p> })}
                {move || editing.token.get().map(|token| status(editing.app, token))}
            </div>
            {move || {
                let Told { lines, special, nothing, reach, unchecked, same, unknown } = told.get();
                let line = |(level, text): (RiskLevel, String)| view! {
                    <li>
                        <Marks marks=vec![level_mark(level)]/>
                        <span>{text}{power_of(level).map(|kind| who_else(editing.store.name(), kind))}</span>
                    </li>
                };
                let power = |(kind, text): (RiskKind, String)| view! {
                    <li><span>{text}{who_else(editing.store.name(), kind)}</span></li>
                };
                let is_something = nothing.is_none();
                view! {
                    {nothing.map(|text| view! { <p>{text}</p> })}
                    {is_something.then(|| view! {
                        <ul class="abilities-lines">
                            {lines.into_iter().map(line).collect_view()}
                            {special.into_iter().map(power).collect_view()}
                        </ul>
                    })}
                    <p class="abilities-reach">
                        {reach}
                        // In a line that is there anyway, as it comes late.
                        {unchecked.map(|text| view! { <span class="muted">{text}</span> })}
                    </p>
                    {same.map(|text| view! { <p>{text}</p> })}
                    {unknown.into_iter().map(|text| view! { <p class="muted">{text}</p> }).collect_view()}
                }
                .into_any()
            }}
        </section>
    }
    .into_any()
}

/// The power that tokens are asked for by a level.
fn power_of(level: RiskLevel) -> Option<RiskKind> {
    match level {
        RiskLevel::DestroysProduction => Some(RiskKind::DestroysProduction),
        RiskLevel::Destroys => Some(RiskKind::Destroys),
        RiskLevel::ChangesProduction => Some(RiskKind::ChangesProduction),
        RiskLevel::ReadsProduction => Some(RiskKind::ReadsProduction),
        RiskLevel::Changes | RiskLevel::Reads | RiskLevel::Unknown => None,
    }
}

/// Whether the token works, and until when.
fn status(app: App, token: Arc<Token>) -> AnyView {
    let expiry = Memo::new(move |_| {
        let end = token.expires_at.map(|at| (moment::day(app, at), moment::distance(app, at)));
        (token.expiry(app.now().get()), end)
    });
    let state = move || match expiry.with(|(expiry, _)| *expiry) {
        Expiry::Expired => "expired",
        Expiry::Soon => "soon",
        Expiry::Never | Expiry::Later => "active",
    };
    let text = move || {
        expiry.with(|(expiry, end)| {
            let end = end.as_ref().map(|(day, distance)| (day.as_str(), distance.as_str()));
            words::status(*expiry, end)
        })
    };
    view! { <p class="abilities-status" data-state=state>{text}</p> }.into_any()
}

fn same(same: SameAccess) -> String {
    words::same(same, &count(same.permissions), &count(same.databases), &count(same.of))
}

/// The reach in one line, the widest first.
fn reach(reach: &Reach) -> String {
    let all = reach.all.map(count);
    let mut parts = Vec::new();
    let can = |effect: Effect| reach.organization.iter().any(|it| it.effect() == Some(effect));
    let any: Vec<&str> =
        [(Effect::Reads, token_words::CAN_SEE), (Effect::Destroys, token_words::CAN_DELETE)]
            .into_iter()
            .filter_map(|(effect, text)| can(effect).then_some(text))
            .collect();
    if !reach.organization.is_empty() {
        parts.push(token_words::organization_wide(&any, can(Effect::Changes), all.as_ref()));
    }
    if reach.everywhere {
        parts.push(token_words::REACH_ALL.to_owned());
    }
    let is_wide = !parts.is_empty();
    if !is_wide {
        parts.push(token_words::reach(&count(reach.direct), all.as_ref()));
    } else if reach.direct > 0 {
        parts.push(token_words::direct(&count(reach.direct)));
    }
    if reach.unlisted > 0 {
        parts.push(token_words::unlisted(&count(reach.unlisted)));
    }
    if reach.left_over > 0 {
        parts.push(token_words::left_over(&count(reach.left_over)));
    }
    token_words::all_of(&parts)
}
