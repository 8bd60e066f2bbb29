//! The table of tokens.

use std::sync::Arc;

use console_core::domain::access::HeldRisk;
use console_core::domain::listing::{Column, Direction, Sort};
use console_core::domain::route::Route;
use console_core::domain::token::{Expiry, Token};
use console_core::words::{times, tokens as words};
use leptos::prelude::*;

use super::listing::Listing;
use crate::pages::hidden::hidden_mark;
use crate::pages::moment::{self, mark};
use crate::pages::permission_marks::level_mark;
use crate::state::ListStatus;
use crate::ui::badge::Mark;
use crate::ui::checkbox::{BareCheckbox, Tick};
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::paper::is_printing;
use crate::ui::table::{Cell, ColumnKey, DataTable, Rows, TableColumn, TableSort};

/// The boxes that choose a token, and what is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TokenColumn {
    Choice,
    Of(Column),
}

impl ColumnKey for TokenColumn {
    const ALL: &'static [Self] = &[
        Self::Choice,
        Self::Of(Column::Name),
        Self::Of(Column::Id),
        Self::Of(Column::Accesses),
        Self::Of(Column::LastUsed),
        Self::Of(Column::Expires),
        Self::Of(Column::Created),
        Self::Of(Column::CreatedBy),
        Self::Of(Column::Risk),
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Choice => "select",
            Self::Of(column) => column.key(),
        }
    }
}

pub(in crate::pages) fn columns() -> Vec<TableColumn> {
    let width = |column| match column {
        Column::Name => 11.375,
        Column::Expires => 9.625,
        Column::Risk => 10.0,
        Column::CreatedBy => 7.125,
        Column::LastUsed => 6.875,
        Column::Id => 6.5,
        Column::Accesses => 6.75,
        Column::Created => 6.0,
    };
    let mut all = vec![TableColumn::bare(TokenColumn::Choice, 2.5)];
    all.extend(Column::ALL.map(|column| {
        let made = TableColumn::new(TokenColumn::Of(column), words::column(column), width(column));
        match column {
            Column::Name => made.grows().names_row(),
            Column::Accesses => made.numeric(),
            // In a wide window nobody's name is cut; half of the rest is the token's.
            Column::CreatedBy => made.spreads(9.0, 14.0),
            Column::LastUsed | Column::Created => made.spreads(7.5, 9.0),
            Column::Risk => made.spreads(11.75, 12.0).greatest_first(),
            _ => made,
        }
    }));
    all
}

pub(super) fn table(listing: Listing) -> AnyView {
    let Listing { store, view, places, .. } = listing;
    let at = move |row: usize| {
        let place = places.with(|places| places.get(row).copied())?;
        let place = usize::try_from(place).ok()?;
        store.with_tokens(|tokens, _| tokens.get(place).cloned())
    };
    let key = move |row: usize| {
        at(row).map_or_else(|| row.to_string(), |token| token.id.as_str().to_owned())
    };
    let cell = move |row: usize, column: TokenColumn| match at(row) {
        Some(token) => cell(listing, &token, column),
        None => Cell::text("", ""),
    };
    let choose = move |row: usize, on: bool| {
        let Some(id) = untrack(|| at(row)).map(|token| token.id.clone()) else { return };
        listing.selected.update(|all| all.set([&id], on));
    };
    let count = Signal::derive(move || places.with(|places| places.len()));
    let is_coming = Signal::derive(move || store.status.with(ListStatus::is_coming));
    let rows = Rows::new(count, key, cell).chosen(choose).coming(is_coming);
    let sort = Signal::derive(move || {
        let Sort { column, direction } = view.with(|view| view.sort);
        Some(TableSort::by(TokenColumn::Of(column), direction == Direction::Descending))
    });
    let turn = Callback::new(move |wanted: TableSort| {
        let direction =
            if wanted.descending { Direction::Descending } else { Direction::Ascending };
        if let Some(TokenColumn::Of(column)) = wanted.column() {
            listing.change(|view| view.sort = Sort { column, direction });
        }
    });
    view! {
        <DataTable
            label=words::TITLE
            cards="tokens"
            columns=columns()
            rows=rows
            sort=sort
            on_sort=turn
            select_all=Arc::new(move || select_all(listing))
            layout=listing.layout
            places=listing.app.navigation.places
        />
    }
    .into_any()
}

fn select_all(listing: Listing) -> AnyView {
    let places = listing.places;
    // What is ticked and not shown does not count.
    let tick = Signal::derive(move || {
        Tick::of(listing.ticked_shown(), places.with(|places| places.len()).max(1))
    });
    let change = move |on: bool| listing.tick_shown(on);
    view! { <BareCheckbox label=words::SELECT_ALL checked=tick on_change=change/> }.into_any()
}

fn cell(listing: Listing, token: &Arc<Token>, column: TokenColumn) -> Cell {
    let app = listing.app;
    let TokenColumn::Of(column) = column else {
        let is_on = listing.selected.with(|all| all.has(&token.id));
        // Tokens without a name are told apart by their IDs.
        let id = token.own_name().is_none().then(|| token.id.to_string());
        return Cell::choice(words::select(words::display_name(token)), is_on).told_apart(id);
    };
    match column {
        Column::Name => {
            let unnamed = token.name.as_deref().is_none_or(|name| name.trim().is_empty());
            let class = if unnamed { "name muted" } else { "name" };
            let href = Route::Token(listing.store.name(), token.id.clone()).print();
            Cell::link(class, words::display_name(token), href)
                .marked(token.name.as_deref().and_then(hidden_mark))
        }
        Column::Id => Cell::text("mono", token.id.as_str()),
        Column::Accesses => accesses(listing, token),
        Column::LastUsed => moment::past_cell(app, token.last_used_at, times::NEVER_USED),
        Column::Expires => {
            let state = token.expiry(app.now().get());
            let end = moment::cell(app, token.expires_at, times::NEVER);
            match state {
                // How soon it is stands there in words already, but for paper, where dates do.
                Expiry::Soon if !is_printing() => end.classed("soon"),
                _ => end.marked(mark(state)),
            }
        }
        Column::Created => moment::past_cell(app, token.created_at, times::NOT_TOLD),
        Column::CreatedBy => Cell::text("", token.created_by.as_deref().unwrap_or(times::NOT_TOLD)),
        Column::Risk => risk(token.risk(&listing.store.resources().borrow())),
    }
}

fn accesses(listing: Listing, token: &Token) -> Cell {
    let count = token
        .access
        .grants()
        .map_or(words::NOT_READ.to_owned(), |all| number::count(all.len()).text().to_owned());
    let is_unsaved = listing.app.drafts.has(&listing.store.name(), &token.id);
    let unsaved = Mark::Symbol {
        class: "unsaved",
        icon: Icon::PENCIL,
        spoken: words::UNSAVED_BEFORE_COUNT,
        tip: words::UNSAVED_TIP,
    };
    Cell::text("number", count).marked(is_unsaved.then_some(unsaved))
}

fn risk(risk: HeldRisk) -> Cell {
    match risk {
        HeldRisk::NotRead => Cell::text("muted", words::NOT_READ),
        HeldRisk::Nothing => Cell::text("muted", words::NO_ACCESS),
        HeldRisk::OnDeleted => Cell::text("muted", words::ON_DELETED),
        HeldRisk::Holds { gravest, and_unknown } => {
            let besides = if and_unknown { words::AND_UNKNOWN } else { "" };
            // A row leads to its token, wherever it is pressed: its mark leads nowhere else.
            Cell::text("", besides).marked([level_mark(gravest)])
        }
    }
}
