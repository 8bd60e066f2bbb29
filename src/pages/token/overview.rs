//! How far a token reaches, and where that is risky: what a list of groups does not tell at a glance.

use console_core::domain::access::{Reach, RiskPlaces};
use console_core::domain::catalog::Effect;
use console_core::domain::permission::Permission;
use console_core::words::token as words;

use super::editing::Editing;
use crate::ui::badge::{Badge, Tone};
use crate::ui::icon::Icon;
use crate::ui::number::count;
use leptos::prelude::*;

pub(super) fn overview(editing: Editing) -> AnyView {
    let store = editing.store;
    let told = Memo::new(move |_| {
        let listed = store.listed_databases();
        let resources = store.resources();
        let resources = resources.borrow();
        editing.draft.with(|draft| {
            let wanted = draft.wanted();
            let risky =
                |is: fn(Permission) -> bool| places(&RiskPlaces::of(wanted, &resources, is));
            let reach = Reach::of(wanted, &resources, listed.as_deref());
            (text(&reach), risky(Permission::destroys), risky(Permission::reaches_production))
        })
    });
    view! {
        <div class="editor-overview">
            {move || {
                let (text, destroys, production) = told.get();
                view! {
                    <p>{text}</p>
                    {destroys.map(|on| view! {
                        <Badge label=words::destroys_on(&on) tone=Tone::Danger icon=Icon::FLAME/>
                    })}
                    {production.map(|on| view! {
                        <Badge label=words::production_on(&on) tone=Tone::Warning icon=Icon::PRODUCTION/>
                    })}
                }.into_any()
            }}
        </div>
    }.into_any()
}

/// The reach in one line, the widest first.
fn text(reach: &Reach) -> String {
    let all = reach.all.map(count);
    let mut parts = Vec::new();
    let can = |effect: Effect| reach.organization.iter().any(|it| it.effect() == Some(effect));
    let any: Vec<&str> = [(Effect::Reads, words::CAN_SEE), (Effect::Destroys, words::CAN_DELETE)]
        .into_iter()
        .filter_map(|(effect, text)| can(effect).then_some(text))
        .collect();
    if !reach.organization.is_empty() {
        parts.push(words::organization_wide(&any, can(Effect::Changes), all.as_ref()));
    }
    if reach.everywhere {
        parts.push(words::REACH_ALL.to_owned());
    }
    let is_wide = !parts.is_empty();
    if !is_wide {
        parts.push(words::reach(&count(reach.direct), all.as_ref()));
    } else if reach.direct > 0 {
        parts.push(words::direct(&count(reach.direct)));
    }
    if reach.unlisted > 0 {
        parts.push(words::unlisted(&count(reach.unlisted)));
    }
    if reach.left_over > 0 {
        parts.push(words::left_over(&count(reach.left_over)));
    }
    words::all_of(&parts)
}

fn places(places: &RiskPlaces) -> Option<String> {
    let on = if places.everywhere {
        Some(words::ALL.to_owned())
    } else {
        (places.databases > 0).then(|| count(places.databases).text().to_owned())
    };
    words::places(places.organization, on.as_deref())
}
