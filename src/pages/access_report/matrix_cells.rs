//! What the cells of the matrix tell, and its headers.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use console_core::domain::access::Source;
use console_core::domain::catalog;
use console_core::domain::report::{Matrix, MatrixCell, MatrixColumn};
use console_core::domain::resource::{ResourceKind, Resources};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::domain::who::{Place, Question};
use console_core::words::token::{area_title, resource_name};
use console_core::words::tokens::display_name;
use console_core::words::{access_report as words, who};
use leptos::prelude::*;

use super::Report;
use crate::pages::asked::who_can;
use crate::state::Organization;
use crate::ui::grid::{GridCell, GridColumn, GridRow};
use crate::ui::number;

pub(super) fn label(column: MatrixColumn, resources: &Resources) -> String {
    match column {
        MatrixColumn::Permission(permission) => permission.name().to_owned(),
        MatrixColumn::Resource(key) => resource_name(resources.get(key)),
        MatrixColumn::Power(kind) => who::risk(kind),
    }
}

/// What a permission is about; nothing for the other columns.
fn area(column: MatrixColumn) -> Option<&'static str> {
    match column {
        MatrixColumn::Permission(permission) => {
            Some(permission.entry().map_or(words::UNKNOWN_AREA, |entry| area_title(entry.area)))
        }
        MatrixColumn::Resource(_) | MatrixColumn::Power(_) => None,
    }
}

fn tip(column: MatrixColumn, resources: &Resources) -> String {
    let label = label(column, resources);
    match column {
        MatrixColumn::Permission(permission) => {
            words::permission_tip(&label, permission.description(), area(column))
        }
        MatrixColumn::Resource(_) | MatrixColumn::Power(_) => label,
    }
}

/// Watches what the tokens are narrowed to. Totals count every token if `is_whole`.
pub(super) fn columns(report: Report, matrix: &Matrix, is_whole: bool) -> Arc<[GridColumn]> {
    let resources = report.store.resources();
    let resources = resources.borrow();
    let (has, on) = report.view.with(|view| (view.has.clone(), view.place.clone()));
    // Then the totals are of the tokens that are shown, and the page that they lead to is about all.
    let is_narrowed =
        report.view.with(|view| !view.search.trim().is_empty() || !view.only.is_empty());
    let org = report.store.name();
    // Who holds something in the column: a deleted database has no name to ask for.
    let leads = |column: MatrixColumn, total: usize| {
        let key = column.key(&resources);
        let (what, place) = match column {
            MatrixColumn::Permission(permission) => (Question::Permission(permission), on.clone()),
            MatrixColumn::Power(kind) => (Question::Risk(kind), on.clone()),
            MatrixColumn::Resource(own) if key.is_empty() || resources.get(own).is_deleted() => {
                return None;
            }
            MatrixColumn::Resource(_) => (Question::Anything, key),
        };
        let label = label(column, &resources);
        let name = words::who_holds(&number::count(total), is_whole, is_narrowed, &label);
        Some((who_can(org.clone(), what, place), name))
    };
    let one = |(column, total): (&MatrixColumn, &usize)| GridColumn {
        label: label(*column, &resources),
        tip: tip(*column, &resources),
        area: area(*column),
        total: words::total(&number::count(*total), is_whole),
        is_pressed: !has.is_empty() && column.key(&resources) == has,
        leads: leads(*column, *total),
    };
    matrix.columns.iter().zip(&matrix.totals).map(one).collect()
}

pub(super) fn row(
    report: Report,
    matrix: &Matrix,
    names: &Names,
    at: usize,
    shown: Range<usize>,
) -> Option<GridRow> {
    let store = report.store;
    let token = store.token_at(*matrix.tokens.get(at)?)?;
    let resources = store.resources();
    let resources = resources.borrow();
    let cells = matrix.cells(&token, &resources);
    let held =
        cells.as_ref().map(|cells| cells.iter().filter(|it| it.source() != Source::None).count());
    let place = match matrix.place {
        Place::On(key) => resource_name(resources.get(key)),
        Place::Anywhere => words::ALL_RESOURCES.to_owned(),
    };
    let unread =
        || GridCell { sign: "·", class: "cell unread", label: words::CELL_NOT_READ.to_owned() };
    let columns = matrix.columns.get(shown.clone()).unwrap_or_default();
    let made = match &cells {
        Some(cells) => columns
            .iter()
            .zip(cells.get(shown).unwrap_or_default())
            .map(|(column, held)| cell(&token, *column, *held, &place, &resources))
            .collect(),
        None => columns.iter().map(|_| unread()).collect(),
    };
    let name = display_name(&token);
    Some(GridRow {
        label: name.to_owned(),
        id: names.is_shared(name).then(|| token.id.to_string()),
        tip: words::named(name, token.id.as_str()),
        href: Route::Token(store.name(), token.id.clone()).print(),
        total: held.map_or_else(String::new, |held| number::count(held).text().to_owned()),
        cells: made,
    })
}

/// A letter for what it does, and a shape for how it is held.
fn cell(
    token: &Token,
    column: MatrixColumn,
    held: MatrixCell,
    place: &str,
    resources: &Resources,
) -> GridCell {
    let source = held.source();
    let sign = match (source, held.effect) {
        (Source::None, _) => "–",
        (_, Some(catalog::Effect::Destroys)) => "D",
        (_, Some(catalog::Effect::Changes)) => "C",
        (_, Some(catalog::Effect::Reads)) => "R",
        (_, None) => "?",
    };
    let class = match (source, held.effect) {
        (Source::None, _) => "cell none",
        (Source::Direct, Some(catalog::Effect::Destroys)) => "cell destroys",
        (Source::Inherited, Some(catalog::Effect::Destroys)) => "cell through destroys",
        (Source::Both, Some(catalog::Effect::Destroys)) => "cell both destroys",
        (Source::Direct, _) => "cell",
        (Source::Inherited, _) => "cell through",
        (Source::Both, _) => "cell both",
    };
    let (resource, count) = match column {
        MatrixColumn::Resource(key) => {
            let is_known = resources.get(key).kind != ResourceKind::Organization || held.direct > 0;
            let all = usize::try_from(held.direct + held.through).unwrap_or(usize::MAX);
            (None, (is_known && all > 0).then(|| number::count(all)))
        }
        MatrixColumn::Permission(_) | MatrixColumn::Power(_) => (Some(place), None),
    };
    let name = label(column, resources);
    let how = words::held(source);
    GridCell {
        sign,
        class,
        label: words::cell(display_name(token), &name, resource, count.as_ref(), how),
    }
}

/// The names that several of the tokens have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn of(store: Organization, tokens: &[u32]) -> Self {
        let mut seen = HashSet::new();
        let again = |place: &u32| {
            let token = store.token_at(*place)?;
            let name = display_name(&token);
            let is_again = !seen.insert(name.to_owned());
            is_again.then(|| name.to_owned())
        };
        Self(tokens.iter().filter_map(again).collect())
    }

    /// Whether another token has it as well.
    pub(super) fn is_shared(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}
