//! A group as a heading and a list.

use console_core::domain::access::HeldRisk;
use console_core::domain::report::{
    FoundBy, GroupSubject, Row, RowGroup, by_level, through_all_databases,
};
use console_core::domain::resource::ResourceKey;
use console_core::domain::route::Route;
use console_core::domain::who::{Question, WhoView};
use console_core::words::tokens::display_name;
use console_core::words::{access_report as words, printed, token, tokens};
use leptos::prelude::*;

use super::super::Report;
use super::super::table::with_reach;
use super::lines::{Told, resource, subject};
use crate::pages::asked::who_can;
use crate::pages::hidden::hidden_mark;
use crate::pages::permission_marks::level_mark;
use crate::ui::badge::{Badge, Marks, Tone};
use crate::ui::number;

/// Some lines of a group, under its heading where it begins with them.
pub(super) fn told(report: Report, told: &Told) -> AnyView {
    let group = &told.group;
    let head = (!told.goes_on()).then(|| head(report, group));
    let label = told.goes_on().then(|| words::goes_on(&subject(report, group.about)));
    let lines = told.lines().map(|row| line(report, group, row)).collect_view();
    view! {
        {head}
        <ul role="list" class="grouped-lines" aria-label=label>{lines}</ul>
    }
    .into_any()
}

fn head(report: Report, group: &RowGroup) -> AnyView {
    let about = match group.about {
        GroupSubject::Token(place) => holder(report, place),
        GroupSubject::Resource(key) => place(report, key),
        GroupSubject::Permission(permission) => {
            let href =
                who_can(report.store.name(), Question::Permission(permission), String::new());
            view! { <a class="mono" translate="no" href=href>{permission.name()}</a> }.into_any()
        }
    };
    let count = words::accesses(&number::count(group.rows.len()));
    view! {
        <div class="grouped-head">
            <h2>{about}</h2>
            {risk(report, group)}
            <span class="muted">{count}</span>
        </div>
    }
    .into_any()
}

/// A token that is a link to its page, and its ID.
fn holder(report: Report, place: u32) -> AnyView {
    let Some(own) = report.store.token_at(place) else { return ().into_any() };
    let href = Route::Token(report.store.name(), own.id.clone()).print();
    let hidden = own.name.as_deref().and_then(hidden_mark);
    view! {
        <a href=href><bdi translate="no">{display_name(&own).to_owned()}</bdi></a>" "
        <span class="mono" translate="no">{own.id.to_string()}</span>" "
        <Marks marks=hidden.into_iter().collect()/>
    }
    .into_any()
}

/// A resource that leads to everybody who can do something on it, where one can ask for that.
fn place(report: Report, key: ResourceKey) -> AnyView {
    let resources = report.store.resources();
    let resources = resources.borrow();
    let one = resources.get(key);
    let name = view! { <bdi translate="no">{token::resource_name(one)}</bdi> };
    let place = WhoView::place_key(key, &resources);
    if place.is_empty() || one.is_deleted() {
        return name.into_any();
    }
    let href = who_can(report.store.name(), Question::Anything, place);
    view! { <a href=href>{name}</a> }.into_any()
}

fn risk(report: Report, group: &RowGroup) -> AnyView {
    match group.risk(&report.store.resources().borrow()) {
        HeldRisk::NotRead | HeldRisk::Nothing => ().into_any(),
        HeldRisk::OnDeleted => {
            view! { <Badge label=printed::ON_DELETED tone=Tone::Quiet/> }.into_any()
        }
        HeldRisk::Holds { gravest, and_unknown } => view! {
            <span>
                <Marks marks=vec![level_mark(gravest)]/>
                {and_unknown.then_some(tokens::AND_UNKNOWN)}
            </span>
        }
        .into_any(),
    }
}

fn line(report: Report, group: &RowGroup, line: &[Row]) -> AnyView {
    let Some(first) = line.first() else { return ().into_any() };
    let (about, listed) = match group.about {
        GroupSubject::Token(_) => {
            let name = view! { <bdi translate="no">{resource(report, first)}</bdi> };
            (name.into_any(), permissions(report, first, line))
        }
        GroupSubject::Resource(_) => {
            let reached =
                (first.reach != FoundBy::Own).then(|| with_reach(report, "", first.reach));
            let holder = holder(report, first.token);
            (view! { {holder}{reached} }.into_any(), permissions(report, first, line))
        }
        GroupSubject::Permission(_) => (holder(report, first.token), places(report, line)),
    };
    view! {
        <li>
            <div>{about}</div>
            <div>{listed}</div>
        </li>
    }
    .into_any()
}

/// What is granted on a resource, the gravest first, and what holds there from elsewhere.
fn permissions(report: Report, first: &Row, line: &[Row]) -> AnyView {
    let levels = by_level(line).into_iter().map(|(level, own)| {
        let names: Vec<&str> = own.iter().map(|one| one.name()).collect();
        view! {
            <p>
                <Marks marks=vec![level_mark(level)]/>
                <span class="mono" translate="no">{names.join(", ")}</span>
            </p>
        }
    });
    let holder = report.store.token_at(first.token);
    let grants = holder.as_ref().and_then(|own| own.access.grants()).unwrap_or_default();
    let resources = report.store.resources();
    let inherited = through_all_databases(grants, first.grant.resource, &resources.borrow());
    let inherited = (inherited > 0).then(|| {
        view! { <p class="muted">{words::through_all(&number::count(inherited))}</p> }
    });
    view! { {levels.collect_view()}{inherited} }.into_any()
}

/// The resources on which a permission is granted.
fn places(report: Report, line: &[Row]) -> AnyView {
    let last = line.len().saturating_sub(1);
    let one = |(at, row)| {
        let apart = (at < last).then_some(", ");
        view! { <bdi translate="no">{resource(report, row)}</bdi>{apart} }
    };
    let all = line.iter().enumerate().map(one).collect_view();
    view! { <p>{all}</p> }.into_any()
}
