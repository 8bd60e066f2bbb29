//! The operations of a token.

use console_core::domain::operations::{HeldOperation, Holding};
use console_core::domain::resource::ResourceKey;
use console_core::domain::who::{Question, Through, Way};
use console_core::words::token::resource_name;
use console_core::words::{operations as words, who};
use leptos::prelude::*;

use super::Held;
use crate::pages::asked::who_can;
use crate::pages::permission_marks::level_mark;
use crate::pages::table_sort;
use crate::ui::table::{Cell, DataTable, RowLines, Rows, TableColumn, columns};

columns! {
    /// What is told of an operation.
    HeldColumn {
        Operation = "operation",
        Group = "group",
        Needs = "needs",
        Holds = "holds",
        On = "on",
    }
}

fn columns() -> Vec<TableColumn> {
    vec![
        TableColumn::new(HeldColumn::Operation, words::OPERATION, 11.5)
            .spreads(17.5, 18.0)
            .names_row(),
        TableColumn::new(HeldColumn::Group, words::GROUP, 7.0).spreads(12.0, 10.0),
        TableColumn::new(HeldColumn::Needs, words::NEEDS, 13.0).grows(),
        TableColumn::new(HeldColumn::Holds, words::HOLDS, 10.0).spreads(12.5, 18.0).unsorted(),
        TableColumn::new(HeldColumn::On, words::ON, 8.5).spreads(9.0, 14.0).unsorted(),
    ]
}

pub(super) fn table(held: Held) -> AnyView {
    let Held { all, shown, view, .. } = held;
    let at = move |row: usize| -> Option<HeldOperation> {
        let place = shown.with(|shown| shown.get(row).copied())?;
        all.with(|all| all.get(place).cloned())
    };
    let key = move |row: usize| {
        at(row).map_or_else(|| row.to_string(), |one| one.operation.name.to_owned())
    };
    let cell = move |row: usize, column: HeldColumn| match at(row) {
        Some(one) => cell(held, &one, column),
        None => Cell::text("", ""),
    };
    let count = Signal::derive(move || shown.with(Vec::len));
    view! {
        <DataTable
            label=words::TITLE
            columns=columns()
            cards="lines"
            lines=RowLines::FourWhereNarrow
            rows=Rows::new(count, key, cell)
            sort=Signal::derive(move || table_sort::shown(view.with(|view| view.order)))
            on_sort=table_sort::wanted(move |order| held.change(|view| view.order = order))
            places=held.app.navigation.places
        />
    }
    .into_any()
}

fn cell(held: Held, one: &HeldOperation, column: HeldColumn) -> Cell {
    let operation = one.operation;
    match column {
        HeldColumn::Operation => {
            let what = Question::Operation(operation);
            let href = who_can(held.store.name(), what, String::new());
            let mark = one.destroys().map(level_mark);
            Cell::link("", words::label(operation), href).marked(mark)
        }
        HeldColumn::Group => Cell::lines(operation.group),
        HeldColumn::Needs => Cell::lines(words::needs(operation)).classed("mono"),
        HeldColumn::Holds => Cell::lines(holds(&one.holding)),
        HeldColumn::On => Cell::lines(on(held, &one.holding)),
    }
}

/// Which permission is held, and through what; or what is there and what is lacking.
fn holds(holding: &Holding) -> String {
    match holding {
        Holding::NearMiss { has, lacks, .. } => words::near_miss(has.name(), lacks.name()),
        Holding::Held(ways) => {
            let mut all: Vec<(Through, &str)> =
                ways.iter().map(|way| (way.through, way.grant.permission.name())).collect();
            all.sort_unstable();
            all.dedup();
            let part = |same: &[(Through, &str)]| {
                let names: Vec<&str> = same.iter().map(|(_, name)| *name).collect();
                let through = same.first().map_or("", |(through, _)| who::through(*through));
                [&names.join(", "), " · ", through].concat()
            };
            all.chunk_by(|one, next| one.0 == next.0).map(part).collect::<Vec<_>>().join("; ")
        }
    }
}

fn on(held: Held, holding: &Holding) -> String {
    let mut keys: Vec<ResourceKey> = match holding {
        Holding::NearMiss { on, .. } => on.clone(),
        Holding::Held(ways) => ways.iter().map(|way: &Way| way.grant.resource).collect(),
    };
    let resources = held.store.resources();
    let resources = resources.borrow();
    keys.sort_unstable();
    keys.dedup();
    let names: Vec<String> = keys.iter().map(|key| resource_name(resources.get(*key))).collect();
    names.join(", ")
}
