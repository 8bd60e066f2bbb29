//! The tokens that can.

use console_core::domain::resource::Resources;
use console_core::domain::route::Route;
use console_core::domain::table_order::TableOrder;
use console_core::domain::who::{HolderColumn, Question, Staged, Through, Way};
use console_core::words::token::resource_name;
use console_core::words::tokens::display_name;
use console_core::words::{times, tokens, who as words};
use leptos::prelude::*;

use super::Asked;
use crate::pages::hidden::hidden_mark;
use crate::pages::moment::{self, mark};
use crate::pages::{reading, table_sort};
use crate::ui::number;
use crate::ui::table::{Cell, DataTable, RowLines, Rows, TableColumn, columns};

columns! {
    /// What is told of a token that can.
    WhoColumn {
        Token = "token",
        Id = "id",
        Through = "through",
        Used = "used",
        Expires = "expires",
        By = "by",
    }
}

pub(super) fn columns() -> Vec<TableColumn> {
    vec![
        TableColumn::new(WhoColumn::Token, words::TOKEN, 12.0).spreads(17.0, 18.0).names_row(),
        TableColumn::new(WhoColumn::Id, tokens::ID, 6.5).unsorted(),
        // The answer: whatever room the others leave is its.
        TableColumn::new(WhoColumn::Through, words::THROUGH, 15.0).grows(),
        TableColumn::new(WhoColumn::Used, tokens::LAST_USED, 6.875),
        TableColumn::new(WhoColumn::Expires, tokens::EXPIRES, 10.0),
        TableColumn::new(WhoColumn::By, tokens::CREATED_BY, 7.5),
    ]
}

pub(super) fn table(asked: Asked) -> AnyView {
    let Asked { app, store, found, view, .. } = asked;
    let at = move |row: usize| found.with(|found| found.at(row).cloned());
    let key = move |row: usize| {
        at(row).map_or_else(|| row.to_string(), |holder| holder.token.id.to_string())
    };
    let cell = move |row: usize, column: WhoColumn| {
        let Some(holder) = at(row) else { return Cell::text("", "") };
        let token = &holder.token;
        match column {
            WhoColumn::Token => {
                let href = Route::Token(store.name(), token.id.clone()).print();
                Cell::link("name", display_name(token), href)
                    .marked(token.name.as_deref().and_then(hidden_mark))
            }
            WhoColumn::Id => Cell::text("mono", token.id.as_str()),
            WhoColumn::Through => {
                let what = view.with(|view| view.what);
                let resources = store.resources();
                let through = match what {
                    Some(Question::Anything) => counted(&holder.ways),
                    what => {
                        let is_one = matches!(what, Some(Question::Permission(_)));
                        paths(&holder.ways, !is_one, &resources.borrow())
                    }
                };
                let text = match holder.staged {
                    Staged::Same => through,
                    Staged::Gains => words::only_staged(&through),
                    Staged::Loses => words::not_staged(&through),
                };
                Cell::lines(text)
            }
            WhoColumn::Used => moment::past_cell(app, token.last_used_at, times::NEVER_USED),
            WhoColumn::Expires => moment::cell(app, token.expires_at, times::NEVER)
                .marked(mark(token.expiry(app.now().get()))),
            WhoColumn::By => Cell::text("", token.created_by.as_deref().unwrap_or(times::NOT_TOLD)),
        }
    };
    let count = Signal::derive(move || found.with(|found| found.holders.len()));
    // They come by name.
    let by_name = TableOrder { column: HolderColumn::Token, descending: false };
    let order = Memo::new(move |_| view.with(|view| view.order).unwrap_or(by_name));
    let is_coming = Signal::derive(move || reading::is_coming(store));
    view! {
        <DataTable
            label=words::TABLE
            columns=columns()
            cards="lines"
            lines=RowLines::Two
            rows=Rows::new(count, key, cell).coming(is_coming)
            sort=Signal::derive(move || table_sort::shown(Some(order.get())))
            on_sort=table_sort::wanted(move |order| asked.change(|view| view.order = order))
            places=app.navigation.places
        />
    }
    .into_any()
}

/// How many permissions are held in each way.
fn counted(ways: &[Way]) -> String {
    let all = [Through::Direct, Through::AllDatabases, Through::Organization];
    let part = |through: Through| {
        let own = ways.iter().filter(|way| way.through == through).count();
        (own > 0).then(|| words::ways(&number::count(own), through))
    };
    all.into_iter().filter_map(part).collect::<Vec<_>>().join("; ")
}

/// The ways in words: those of one permission and one kind together.
pub(in crate::pages) fn paths(ways: &[Way], is_named: bool, resources: &Resources) -> String {
    let mut sorted: Vec<&Way> = ways.iter().collect();
    sorted.sort_by_key(|way| (way.grant.permission, way.through));
    let parts: Vec<String> = sorted
        .chunk_by(|a, b| {
            a.grant.permission == b.grant.permission
                && a.through == b.through
                && a.through == Through::Direct
        })
        .filter_map(|group| {
            let first = group.first()?;
            let name = resource_name(resources.get(first.grant.resource));
            let permission = is_named.then(|| first.grant.permission.name());
            Some(words::way(permission, first.through, &name, group.len() - 1))
        })
        .collect();
    parts.join("; ")
}
