//! The report's table.

use console_core::domain::access::RiskLevel;
use console_core::domain::report::{self, FoundBy, Row};
use console_core::domain::route::Route;
use console_core::domain::who::Question;
use console_core::words::tokens::display_name;
use console_core::words::{access_report as words, token};
use leptos::prelude::*;

use super::Report;
use crate::pages::asked::{who_can, who_has};
use crate::pages::hidden::hidden_mark;
use crate::pages::permission_marks::level_mark;
use crate::pages::reading;
use crate::ui::number;
use crate::ui::table::{Cell, DataTable, Rows, TableColumn, TableSort, columns};

columns! {
    /// What is told of an access.
    AccessColumn {
        Token = "token",
        Id = "id",
        Resource = "resource",
        Permission = "permission",
        Effect = "effect",
    }
}

pub(super) fn columns() -> Vec<TableColumn> {
    vec![
        TableColumn::new(AccessColumn::Token, words::TOKEN, 9.0).grows().names_row(),
        TableColumn::new(AccessColumn::Id, words::ID, 6.75).unsorted(),
        TableColumn::new(AccessColumn::Resource, words::RESOURCE, 9.0).grows(),
        TableColumn::new(AccessColumn::Permission, words::PERMISSION, 13.5).spreads(27.0, 21.0),
        TableColumn::new(AccessColumn::Effect, words::EFFECT, 10.25).spreads(13.0, 12.0),
    ]
}

pub(super) fn table(report: Report) -> AnyView {
    let Report { rows, view, .. } = report;
    let at = move |row: usize| rows.with(|rows| rows.get(row));
    let key = move |row: usize| match at(row) {
        Some(Row { token, grant, reach }) => [
            token.to_string().as_str(),
            " ",
            &grant.resource.index().to_string(),
            " ",
            grant.permission.name(),
            &reached(reach),
        ]
        .concat(),
        None => row.to_string(),
    };
    let cell = move |row: usize, column: AccessColumn| match at(row) {
        Some(row) => cell(report, row, column),
        None => Cell::text("", ""),
    };
    let sort =
        Signal::derive(move || view.with(|view| Some(TableSort::by(view.by, view.descending))));
    let turn = Callback::new(move |wanted: TableSort| {
        report.change(|view| {
            view.by = wanted.column().unwrap_or_default();
            view.descending = wanted.descending;
        });
    });
    let count = Signal::derive(move || rows.with(report::ReportRows::len));
    let store = report.store;
    let is_coming = Signal::derive(move || reading::is_coming(store));
    view! {
        <DataTable
            label=words::TITLE
            cards="accesses"
            columns=columns()
            rows=Rows::new(count, key, cell).coming(is_coming)
            sort=sort
            on_sort=turn
            layout=report.layout
            places=report.app.navigation.places
        />
    }
    .into_any()
}

/// What a row reaches, as a part of its key.
fn reached(reach: FoundBy) -> String {
    match reach {
        FoundBy::Own => String::new(),
        FoundBy::Through { first, count } => {
            [" ", &first.index().to_string(), " ", &count.to_string()].concat()
        }
    }
}

/// The resource of a row, and the databases for which it is found where those are others.
fn resource(report: Report, row: Row) -> String {
    let resources = report.store.resources();
    let label = token::resource_name(resources.borrow().get(row.grant.resource));
    with_reach(report, &label, row.reach)
}

/// A label, and the databases for which the row is found where those are others.
pub(super) fn with_reach(report: Report, label: &str, reach: FoundBy) -> String {
    match reach {
        FoundBy::Own => label.to_owned(),
        FoundBy::Through { first, count } => {
            let count = number::count(usize::try_from(count).unwrap_or(usize::MAX));
            let resources = report.store.resources();
            let first = token::resource_name(resources.borrow().get(first));
            words::reaches(label, &first, &count)
        }
    }
}

fn cell(report: Report, row: Row, column: AccessColumn) -> Cell {
    let store = report.store;
    let permission = row.grant.permission;
    match column {
        AccessColumn::Token => {
            let Some(holder) = store.token_at(row.token) else { return Cell::text("name", "") };
            let href = Route::Token(store.name(), holder.id.clone()).print();
            Cell::link("name", display_name(&holder), href)
                .marked(holder.name.as_deref().and_then(hidden_mark))
        }
        AccessColumn::Id => {
            let id = store.token_at(row.token).map(|holder| holder.id.to_string());
            Cell::text("mono", id.unwrap_or_default())
        }
        AccessColumn::Resource => Cell::text("", resource(report, row)),
        AccessColumn::Permission => {
            let what = Question::Permission(permission);
            Cell::link("mono", permission.name(), who_can(store.name(), what, String::new()))
        }
        AccessColumn::Effect => {
            let level = RiskLevel::of(permission);
            let href = who_has(store.name(), level);
            Cell::text("", "").marked([level_mark(level)]).leading(href)
        }
    }
}
