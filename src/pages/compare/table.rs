//! The differences of two tokens.

use console_core::domain::access::{RiskLevel, Source};
use console_core::domain::compare::ComparedGrant;
use console_core::domain::who::Question;
use console_core::words::token::resource_name;
use console_core::words::{access_report, compare as words};
use leptos::prelude::*;

use super::Compare;
use crate::pages::asked::who_can;
use crate::pages::permission_marks::level_mark;
use crate::pages::table_sort;
use crate::ui::badge::{Mark, Tone};
use crate::ui::icon::Icon;
use crate::ui::table::{Cell, DataTable, RowLines, Rows, TableColumn, columns};

columns! {
    /// What is told of a difference.
    DifferenceColumn {
        Resource = "resource",
        Permission = "permission",
        First = "first",
        Second = "second",
        Effect = "effect",
    }
}

fn columns() -> Vec<TableColumn> {
    vec![
        TableColumn::new(DifferenceColumn::Resource, words::RESOURCE, 8.5).grows(),
        TableColumn::new(DifferenceColumn::Permission, words::PERMISSION, 13.0).grows().names_row(),
        TableColumn::new(DifferenceColumn::First, words::FIRST_HOLDS, 9.0).greatest_first(),
        TableColumn::new(DifferenceColumn::Second, words::SECOND_HOLDS, 9.0).greatest_first(),
        TableColumn::new(DifferenceColumn::Effect, access_report::EFFECT, 10.5).greatest_first(),
    ]
}

pub(super) fn table(compare: Compare) -> AnyView {
    let Compare { shown, store, app, view, .. } = compare;
    let at = move |row: usize| shown.with(|shown| shown.get(row).copied());
    let key = move |row: usize| match at(row) {
        Some(one) => [
            &one.grant.resource.index().to_string(),
            " ",
            one.grant.permission.name(),
            " ",
            words::source(one.first),
            " ",
            words::source(one.second),
        ]
        .concat(),
        None => row.to_string(),
    };
    let cell = move |row: usize, column: DifferenceColumn| {
        let Some(one) = at(row) else { return Cell::text("", "") };
        let ComparedGrant { grant, first, second } = one;
        match column {
            DifferenceColumn::Resource => {
                let resources = store.resources();
                let resources = resources.borrow();
                Cell::lines(resource_name(resources.get(grant.resource)))
            }
            DifferenceColumn::Permission => {
                let what = Question::Permission(grant.permission);
                let href = who_can(store.name(), what, String::new());
                Cell::link("mono", grant.permission.name(), href)
            }
            DifferenceColumn::Effect => {
                let level = RiskLevel::of(grant.permission);
                Cell::text("", "").marked([level_mark(level)])
            }
            DifferenceColumn::First => held(first),
            DifferenceColumn::Second => held(second),
        }
    };
    let count = Signal::derive(move || shown.with(Vec::len));
    view! {
        <DataTable
            label=words::TABLE
            columns=columns()
            cards="lines"
            lines=RowLines::Two
            rows=Rows::new(count, key, cell)
            sort=Signal::derive(move || table_sort::shown(view.with(|view| view.order)))
            on_sort=table_sort::wanted(move |order| compare.change(|view| view.order = order))
            places=app.navigation.places
        />
    }
    .into_any()
}

/// A word and a shape: what is not held has no mark.
fn held(source: Source) -> Cell {
    let mark = match source {
        Source::None => return Cell::text("muted", words::source(source)),
        Source::Direct => Icon::CHECK,
        Source::Inherited | Source::Both => Icon::INHERITED,
    };
    let badge = Mark::Badge { label: words::source(source), tone: Tone::Quiet, icon: mark };
    Cell::text("", "").marked([badge])
}
