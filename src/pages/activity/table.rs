//! The events.

use console_core::domain::activity::{EventColumn, EventKind, TokenEvent};
use console_core::domain::ids::TokenId;
use console_core::domain::route::Route;
use console_core::domain::table_order::TableOrder;
use console_core::words::tokens::{display_name, name_and_id};
use console_core::words::{activity as words, times};
use leptos::prelude::*;

use super::Activity;
use crate::pages::hidden::hidden_mark;
use crate::pages::{moment, table_sort};
use crate::state::LogStatus;
use crate::ui::badge::{Mark, Tone};
use crate::ui::icon::Icon;
use crate::ui::table::{Cell, DataTable, RowLines, Rows, TableColumn, columns};

columns! {
    /// What is told of an event.
    ToldColumn {
        When = "when",
        Event = "event",
        Token = "token",
        By = "by",
        From = "from",
    }
}

pub(super) fn columns() -> Vec<TableColumn> {
    vec![
        TableColumn::new(ToldColumn::When, words::WHEN, 6.5).greatest_first(),
        TableColumn::new(ToldColumn::Event, words::EVENT, 11.0).grows(),
        TableColumn::new(ToldColumn::Token, words::TOKEN, 9.5).grows().names_row(),
        TableColumn::new(ToldColumn::By, words::BY, 8.5),
        TableColumn::new(ToldColumn::From, words::FROM, 9.5).unsorted().grows(),
    ]
}

pub(super) fn table(activity: Activity) -> AnyView {
    let Activity { app, shown, view, log, .. } = activity;
    let key = move |row: usize| {
        let id = activity.at(row).map(|one| one.event.id.to_string()).unwrap_or_default();
        // What has no id is told apart by its place.
        if id.is_empty() { row.to_string() } else { id }
    };
    let cell = move |row: usize, column: ToldColumn| match activity.at(row) {
        Some(one) => cell(activity, &one, column),
        None => Cell::text("", ""),
    };
    let count = Signal::derive(move || shown.with(Vec::len));
    // The newest come first.
    let newest = TableOrder { column: EventColumn::When, descending: true };
    let order = Memo::new(move |_| view.with(|view| view.order).unwrap_or(newest));
    let is_coming = Signal::derive(move || log.status.with(LogStatus::is_reading));
    view! {
        <DataTable
            label=words::EVENTS
            columns=columns()
            rows=Rows::new(count, key, cell).coming(is_coming)
            sort=Signal::derive(move || table_sort::shown(Some(order.get())))
            on_sort=table_sort::wanted(move |order| activity.change(|view| view.order = order))
            places=app.navigation.places
            cards="events"
            lines=RowLines::Two
        />
    }
    .into_any()
}

fn cell(activity: Activity, one: &TokenEvent, column: ToldColumn) -> Cell {
    let Activity { app, store, .. } = activity;
    let event = &one.event;
    match column {
        ToldColumn::When => moment::past_cell(app, event.at, times::NOT_TOLD),
        ToldColumn::Event => {
            let leaked = Mark::Badge {
                label: words::kind(EventKind::Leaked),
                tone: Tone::Danger,
                icon: Icon::WARNING,
            };
            // The mark says it.
            if one.kind == EventKind::Leaked {
                return Cell::lines(words::more_in_row(one)).marked([leaked]);
            }
            Cell::lines(words::event_in_row(one))
        }
        ToldColumn::Token => token(activity, one),
        ToldColumn::By if one.is_by_itself() => Cell::text("muted", words::BY_ITSELF),
        ToldColumn::By => match one.by.as_ref().and_then(|id| store.token(id)) {
            Some(token) => {
                let href = Route::Token(store.name(), token.id.clone()).print();
                Cell::link("name", display_name(&token), href)
            }
            None => match event.actor.label() {
                "" => Cell::text("muted", times::NOT_TOLD),
                name => Cell::text("name", name),
            },
        },
        ToldColumn::From => match words::from(event) {
            from if from.is_empty() => Cell::text("muted", times::NOT_TOLD),
            from => Cell::lines(from),
        },
    }
}

/// The token of an event: a link where it is in the list, else its name and its id.
fn token(activity: Activity, one: &TokenEvent) -> Cell {
    let store = activity.store;
    // Whether it is there is told by the list.
    store.with_tokens(|_, _| ());
    if let Some(token) = one.token().and_then(|id| store.token(id)) {
        let href = Route::Token(store.name(), token.id.clone()).print();
        return Cell::link("name", display_name(&token), href)
            .marked(token.name.as_deref().and_then(hidden_mark));
    }
    let id = one.token().map(TokenId::as_str);
    match (one.token_name().trim(), id) {
        ("", None) => Cell::text("muted", times::NOT_TOLD),
        ("", Some(id)) => Cell::text("mono", id),
        (name, None) => Cell::text("name", name),
        (name, Some(id)) => Cell::text("name", name_and_id(name, id)).marked(hidden_mark(name)),
    }
}
