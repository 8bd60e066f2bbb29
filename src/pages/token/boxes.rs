//! The boxes of one resource, by area where every box is shown.

use console_core::domain::access::{Grant, RiskLevel};
use console_core::domain::catalog::Area;
use console_core::domain::permission::Permission;
use console_core::domain::view_state::Show;
use console_core::domain::who::Question;
use console_core::words::token as words;
use leptos::prelude::*;

use super::place::Place;
use crate::pages::permission_marks::level_mark;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::check_list::{CheckLabel, CheckList};
use crate::ui::checkbox::{Checkbox, Tick};
use crate::ui::number::count;

/// The boxes that are shown. A few that are held need no headings.
pub(super) fn boxes(place: Place) -> AnyView {
    let shown = place.shown.get();
    let show = place.groups().show.get();
    if shown.is_empty() {
        return none(place, show);
    }
    if show != Show::All || place.is_deleted {
        return view! { <div class="areas flat"><div class="area">{list(place, shown)}</div></div> }
            .into_any();
    }
    let areas = Area::ALL.map(Some).into_iter().chain([None]).filter_map(|area| {
        let is_there = |it: &Permission| it.entry().map(|entry| entry.area) == area;
        let own: Vec<Permission> = shown.iter().copied().filter(is_there).collect();
        (!own.is_empty()).then(|| area_view(place, area, own))
    });
    view! { <div class="areas">{areas.collect_view()}</div> }.into_any()
}

/// Why there is no box, and where they are.
fn none(place: Place, show: Show) -> AnyView {
    let is_found = place.found.with(|found| !found.is_empty());
    let text = match show {
        _ if !is_found => words::NO_PERMISSION_FITS,
        Show::Changed => words::NONE_CHANGED,
        Show::Granted | Show::All => words::NONE_GRANTED,
    };
    view! {
        <p class="muted row">
            <span>{text}</span>
            {is_found.then(|| view! {
                <Button
                    label=words::SHOW_ALL
                    kind=ButtonKind::Quiet
                    on_press=move |()| place.groups().choose(Show::All)
                />
            })}
        </p>
    }
    .into_any()
}

fn area_view(place: Place, area: Option<Area>, permissions: Vec<Permission>) -> AnyView {
    let title = area.map_or(words::OTHER_PERMISSIONS, words::area_title);
    let own = permissions.clone();
    let counts = Memo::new(move |_| place.count(&own));
    let label = Signal::derive(move || {
        let (held, all) = counts.get();
        words::area(title, &count(held), &count(all), place.is_narrowed())
    });
    let tick = Signal::derive(move || {
        let (held, all) = counts.get();
        Tick::of(held, all)
    });
    let all = permissions.clone();
    let own = permissions.clone();
    let locked = place.editing().is_read_only();
    let is_free = Memo::new(move |_| !locked && place.is_free(&own));
    let head = move || {
        let all = all.clone();
        if is_free.get() {
            view! { <Checkbox label=label checked=tick on_change=move |on| place.set_all(&all, on)/> }
                .into_any()
        } else {
            view! { <span class="check-label">{label}</span> }.into_any()
        }
    };
    view! {
        <div class="area">
            <div class="area-header">{head}</div>
            {list(place, permissions)}
        </div>
    }
    .into_any()
}

fn list(place: Place, permissions: Vec<Permission>) -> impl IntoView {
    let editing = place.editing();
    let labels = permissions.iter().map(|it| check_label(place, *it)).collect();
    let own = permissions.clone();
    let checks = Memo::new(move |_| place.checks(&own));
    let change = move |(index, on): (usize, bool)| {
        if let Some(permission) = permissions.get(index) {
            editing.edit(|draft| {
                draft.set(Grant::new(place.key, *permission), on);
            });
        }
    };
    view! { <CheckList labels checks on_change=change/> }
}

/// The name of a permission, what it means and how grave it is, which leads to the tokens that have it there.
fn check_label(place: Place, permission: Permission) -> CheckLabel {
    let editing = place.editing();
    let description = match permission.description() {
        Some(description) => description.to_owned(),
        None => editing.app.with_config(|config| {
            config
                .permissions
                .iter()
                .find(|extra| extra.name == permission.name() && !extra.description.is_empty())
                .map_or(words::UNKNOWN_PERMISSION, |extra| &extra.description)
                .to_owned()
        }),
    };
    let marks = vec![level_mark(RiskLevel::of(permission))];
    let leads = place.who_can(Question::Permission(permission));
    CheckLabel { name: permission.name(), marks, leads, description }
}
