//! A token's permissions on paper: the editor is for the screen, and folds most of them away.

use console_core::domain::access::{Grant, RiskLevel};
use console_core::words::token::resource_name;
use console_core::words::{access_report, paper as words};

use crate::pages::paper::{OnPaper, line};
use crate::pages::permission_marks::level_mark;
use crate::state::Editing;
use crate::ui::badge::Marks;
use crate::ui::number;
use crate::ui::paper::is_printing;
use leptos::prelude::*;

/// The line at the top of each sheet, and every permission.
pub(super) fn paper(editing: Editing) -> AnyView {
    let about = move || {
        let unsaved = editing.unsaved.get();
        let id = [editing.id().as_str(), "."].concat();
        let unsaved = (unsaved > 0).then(|| words::unsaved(&number::count(unsaved)));
        let missing = (!editing.known.get()).then(|| words::NOT_READ.to_owned());
        OnPaper { about: [id].into_iter().chain(unsaved).collect(), rows: 0, missing }
    };
    view! {
        {line(editing.app, editing.store, about)}
        {move || (is_printing() && editing.known.get()).then(|| table(editing))}
    }
    .into_any()
}

fn table(editing: Editing) -> AnyView {
    let held: Vec<Grant> = editing.draft.with(|draft| draft.base().iter().collect());
    if held.is_empty() {
        return view! { <p class="paper-only">{words::HOLDS_NONE}</p> }.into_any();
    }
    let resources = editing.store.resources();
    let resources = resources.borrow();
    let row = |grant: Grant| {
        let permission = grant.permission;
        view! {
            <tr>
                <td dir="auto">{resource_name(resources.get(grant.resource))}</td>
                <td class="mono" translate="no">{permission.name()}</td>
                <td><Marks marks=vec![level_mark(RiskLevel::of(permission))]/></td>
                <td>{permission.description().unwrap_or_default()}</td>
            </tr>
        }
        .into_any()
    };
    let column = |name: &'static str| view! { <th scope="col" class="head">{name}</th> };
    view! {
        <table class="table paper-only" aria-label=words::HELD>
            <thead>
                <tr>
                    {column(access_report::RESOURCE)}
                    {column(access_report::PERMISSION)}
                    {column(access_report::EFFECT)}
                    {column(words::LETS)}
                </tr>
            </thead>
            <tbody>{held.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
