//! What a token did that leaked and was deleted.

use console_core::domain::activity::{Horizon, deeds as find_deeds};
use console_core::domain::ids::OrgName;
use console_core::domain::token::Token;
use console_core::words::activity as words;
use console_core::words::tokens::{display_name, name_and_id};
use leptos::prelude::*;

use crate::pages::asked::activity_of;
use crate::state::{App, LogStatus, Wanted};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::number;

/// The most things that are listed; the page of activity has all.
const MOST: usize = 8;

/// What it did, read anew: what was read before may be older than the leak.
pub(super) fn deeds(app: App, org: &OrgName, old: &Token) -> AnyView {
    let log = app.audit_log(org);
    log.read_anew(Wanted::Beginning);
    let id = old.id.clone();
    let told = Memo::new(move |_| log.with_events(|events| find_deeds(events, &id)));
    let horizon = Memo::new(move |_| log.horizon());
    let name = name_and_id(display_name(old), old.id.as_str());
    let did = move || {
        let deeds = told.get();
        let leaked = deeds.leaked.map(|at| app.exact(at));
        let count = number::count(deeds.since.len());
        let more = deeds.since.len().saturating_sub(MOST);
        let one = |one: &_| view! { <li translate="no">{deed(app, one)}</li> };
        let list = deeds.since.iter().take(MOST).map(one).collect::<Vec<_>>();
        view! {
            <p>{words::did(&name, &count, deeds.before, leaked.as_deref())}</p>
            {(!list.is_empty()).then(|| view! { <ul class="deeds">{list}</ul> })}
            {(more > 0).then(|| view! { <p>{words::and_more(&number::count(more))}</p> })}
        }
        .into_any()
    };
    let not_known = move || {
        let since = match horizon.get() {
            Horizon::Since(since) => since.map(|at| app.exact(at)),
            _ => None,
        };
        words::not_known_what_it_did(horizon.get(), since.as_deref())
    };
    let is_failed = Memo::new(move |_| {
        matches!(log.status.get(), LogStatus::Failed(_) | LogStatus::BrokenOff(_))
    });
    let again = move |()| log.read_anew(Wanted::Beginning);
    view! {
        {move || match horizon.get() {
            Horizon::Coming => view! { <p>{words::LOOKING_WHAT_IT_DID}</p> }.into_any(),
            Horizon::Whole | Horizon::Since(_) => did(),
            Horizon::NotPermitted | Horizon::NotRead => ().into_any(),
        }}
        {move || not_known().map(|text| view! { <p>{text}</p> })}
        <div class="row">
            {move || is_failed.get().then(|| view! {
                <Button
                    label=words::LOOK_AGAIN
                    kind=ButtonKind::Quiet
                    icon=Icon::REFRESH
                    on_press=again
                />
            })}
            <a href=activity_of(org, &old.id)>{words::OF_THIS_TOKEN}</a>
        </div>
    }
    .into_any()
}

fn deed(app: App, one: &console_core::domain::activity::TokenEvent) -> String {
    let at = one.event.at.map(|at| app.exact(at));
    words::deed(at.as_deref(), one)
}
