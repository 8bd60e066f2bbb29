//! Links to who else can, from permissions, powers and operations; and to what was done to a token.

use console_core::domain::access::{RiskKind, RiskLevel};
use console_core::domain::activity::ActivityView;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::route::Route;
use console_core::domain::who::{Question, WhoView};
use console_core::words::who as words;
use leptos::prelude::*;

/// The address of the page that answers a question; `place` as addresses name resources, empty for anywhere.
pub(super) fn who_can(org: OrgName, what: Question, place: String) -> String {
    let view = WhoView { what: Some(what), place, ..WhoView::default() };
    [&Route::Who(org).print(), "?", &view.print()].concat()
}

/// The address of who else has the power that a level is; none where it is no power.
pub(super) fn who_has(org: OrgName, level: RiskLevel) -> Option<String> {
    let kind = match level {
        RiskLevel::DestroysProduction => RiskKind::DestroysProduction,
        RiskLevel::Destroys => RiskKind::Destroys,
        RiskLevel::ChangesProduction => RiskKind::ChangesProduction,
        RiskLevel::ReadsProduction => RiskKind::ReadsProduction,
        RiskLevel::Changes | RiskLevel::Reads | RiskLevel::Unknown => return None,
    };
    Some(who_can(org, Question::Risk(kind), String::new()))
}

/// A small link after a power to the other tokens that have it.
pub(super) fn who_else(org: OrgName, kind: RiskKind) -> AnyView {
    view! {
        " "
        <a class="who-else" href=who_can(org, Question::Risk(kind), String::new())>
            {words::WHO_ELSE}
            <span class="visually-hidden">{words::who_else(kind)}</span>
        </a>
    }
    .into_any()
}

/// The address of what the audit log tells of a token.
pub(super) fn activity_of(org: &OrgName, id: &TokenId) -> String {
    [&Route::Activity(org.clone()).print(), "?", &ActivityView::of_token(id).print()].concat()
}
