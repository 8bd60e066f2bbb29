//! The table of tokens.

use std::sync::Arc;

use console_core::domain::listing::{Column, Direction, Sort};
use console_core::domain::route::Route;
use console_core::domain::token::{Expiry, Token};
use console_core::words::{times, tokens as words};
use leptos::prelude::*;

use super::Listing;
use crate::dom::{View, view};
use crate::live::{Memo, Signal};
use crate::pages::moment::{moment, past};
use crate::state::App;
use crate::ui::badge::{Badge, Tone};
use crate::ui::checkbox::{Checkbox, Tick};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::number;
use crate::ui::table::{DataTable, Rows, TableColumn, TableSort};

pub(in crate::pages) fn columns() -> Vec<TableColumn> {
    let width = |column| match column {
        Column::Name => 11.75,
        Column::Expires => 11.0,
        Column::Id => 8.5,
        Column::CreatedBy => 7.5,
        Column::Accesses | Column::LastUsed | Column::Created => 7.0,
    };
    let mut all = vec![TableColumn::bare("select", 2.5)];
    all.extend(Column::ALL.map(|column| {
        let made = TableColumn::new(column.key(), column.title(), width(column));
        match column {
            Column::Name => made.grows().names_row(),
            Column::Accesses => made.numeric(),
            _ => made,
        }
    }));
    all
}

pub(super) fn table(listing: Listing) -> View {
    let Listing { store, view, places, .. } = listing;
    let at = move |row: usize| {
        places.with(|places| places.get(row).copied()).and_then(|place| store.token_at(place))
    };
    let key = move |row: usize| match at(row) {
        // A token that was read anew is another value at another place in memory.
        Some(token) => {
            [token.id.as_str(), " ", &(Arc::as_ptr(&token) as usize).to_string()].concat()
        }
        None => row.to_string(),
    };
    let cell = move |row: usize, column: &'static str| match untrack(|| at(row)) {
        Some(token) => cell(listing, &token, column),
        None => View::default(),
    };
    let rows = Rows::new(Signal::derive(move || places.with(|places| places.len())), key, cell);
    let sort = Signal::derive(move || {
        let Sort { column, direction } = view.with(|view| view.sort);
        Some(TableSort { column: column.key(), descending: direction == Direction::Descending })
    });
    let turn = Callback::new(move |wanted: TableSort| {
        let column = Column::ALL.into_iter().find(|column| column.key() == wanted.column);
        let direction =
            if wanted.descending { Direction::Descending } else { Direction::Ascending };
        if let Some(column) = column {
            listing.change(|view| view.sort = Sort { column, direction });
        }
    });
    view! {
        <DataTable
            label=words::TITLE
            columns=columns()
            rows=rows
            sort=sort
            on_sort=turn
            select_all=Arc::new(move || select_all(listing))
            layout=listing.layout
        />
    }
}

fn select_all(listing: Listing) -> View {
    let Listing { places, selected, store, total, .. } = listing;
    // What is ticked and not shown does not count.
    let tick = Signal::derive(move || {
        let mut ticked = vec![false; total.get()];
        selected.with(|ids| {
            for place in ids.iter().filter_map(|id| store.place(id)) {
                if let Some(own) = ticked.get_mut(place) {
                    *own = true;
                }
            }
        });
        let is_ticked = |place: &&u32| {
            usize::try_from(**place).ok().and_then(|place| ticked.get(place)) == Some(&true)
        };
        places.with(|places| Tick::of(places.iter().filter(is_ticked).count(), places.len().max(1)))
    });
    let change = move |on: bool| {
        let ids = if on {
            let tokens = listing.tokens(&places.get_untracked());
            tokens.into_iter().map(|token| token.id.clone()).collect()
        } else {
            Vec::new()
        };
        selected.set(ids);
    };
    view! { <Checkbox label=words::SELECT_ALL checked=tick on_change=change box_only=true/> }
}

fn cell(listing: Listing, token: &Arc<Token>, column: &str) -> View {
    let app = listing.app;
    match Column::ALL.into_iter().find(|own| own.key() == column) {
        None => choice(listing, token),
        Some(Column::Name) => {
            let unnamed = token.name.as_deref().is_none_or(|name| name.trim().is_empty());
            let class = if unnamed { "cut muted" } else { "cut" };
            let href = Route::Token(listing.store.name(), token.id.clone()).print();
            let name = token.display_name().to_owned();
            view! {
                <th scope="row" class="name">
                    <a href=href class=class data-tip-cut="" dir="auto">{name}</a>
                </th>
            }
        }
        Some(Column::Id) => {
            view! { <td class="mono">{token.id.as_str().to_owned()}</td> }
        }
        Some(Column::Accesses) => accesses(token),
        Some(Column::LastUsed) => plain(past(app, token.last_used_at, times::NEVER_USED)),
        Some(Column::Expires) => plain(expires(app, token)),
        Some(Column::Created) => plain(past(app, token.created_at, times::NOT_TOLD)),
        Some(Column::CreatedBy) => {
            let who = token.created_by.as_deref().unwrap_or(times::NOT_TOLD).to_owned();
            plain(view! { <span class="cut" data-tip-cut="" dir="auto">{who}</span> })
        }
    }
}

fn plain(content: View) -> View {
    view! { <td>{content}</td> }
}

fn choice(listing: Listing, token: &Token) -> View {
    let selected = listing.selected;
    let (id, own) = (token.id.clone(), token.id.clone());
    let tick = Signal::derive(move || selected.with(|all| all.contains(&own)).into());
    let change = move |on: bool| {
        selected.update(|all| {
            all.retain(|own| *own != id);
            if on {
                all.push(id.clone());
            }
        });
    };
    let label = words::select(token.display_name());
    plain(view! { <Checkbox label=label checked=tick on_change=change box_only=true/> })
}

fn accesses(token: &Token) -> View {
    let count = token
        .access
        .grants()
        .map_or(words::NOT_READ.to_owned(), |all| number::count(all.len()).text().to_owned());
    view! {
        <td class="number">
            {token.can_destroy().then(|| view! {
                <span class="can-destroy" data-tip=words::DESTROYS_TIP>
                    <Glyph icon=Icon::FLAME/>
                    <span class="visually-hidden">{words::DESTROYS_BEFORE_COUNT}</span>
                </span>
                " "
            })}
            {count}
        </td>
    }
}

/// When a token ends, with a mark where that is past or soon.
pub(in crate::pages) fn expires(app: App, token: &Arc<Token>) -> View {
    let (at, token) = (token.expires_at, token.clone());
    let end = Memo::new(move |_| token.expiry(app.now().get()));
    view! {
        <span class="expiry">
                {move || match end.get() {
                    Expiry::Expired => view! { <Badge label=words::MARK_EXPIRED tone=Tone::Danger icon=Icon::CLOCK/>" " },
                    Expiry::Soon => view! { <Badge label=words::MARK_SOON tone=Tone::Warning icon=Icon::CLOCK/>" " },
                    Expiry::Never | Expiry::Later => View::default(),
                }}
                {moment(app, at, times::NEVER)}
        </span>
    }
}
