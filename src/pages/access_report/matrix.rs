//! The report as a matrix: tokens down; permissions, databases or powers across.

use std::ops::Range;
use std::sync::Arc;

use console_core::domain::report::{Matrix, MatrixColumns, MatrixTally, ReportRows, ReportView};
use console_core::domain::resource::{ResourceKey, Resources};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::domain::view_state::{BoxAddress, Show, TokenView};
use console_core::domain::who::WhoView;
use console_core::words::token::resource_name;
use console_core::words::{access_report as words, export, who};
use leptos::prelude::*;

use super::matrix_cells::{Names, columns, row};
use super::{Report, copied, matrix_paper};
use crate::pages::pieces::{Piece, Pieces, over_list};
use crate::pages::place::{self, AskedPlace};
use crate::pages::reading;
use crate::state::Databases;
use crate::ui::button::Button;
use crate::ui::clipboard::copier;
use crate::ui::combobox::{Combobox, Entry};
use crate::ui::effect::effect;
use crate::ui::empty_state::{EmptyState, Skeleton};
use crate::ui::grid::{Block, DataGrid, GridColumn, GridWords};
use crate::ui::number;
use crate::ui::refuge::PassingControls;
use crate::ui::select::Choice;
use crate::ui::toggle_group::{Toggle, ToggleGroup};

const WORDS: GridWords = GridWords {
    names: words::TOKEN,
    row_totals: words::TOKENS_HOLDING,
    column_totals: words::TOTAL,
};

/// Counting what the rows' tokens hold; nothing where it is not known on which resource. Watched: the rows, the view,
/// the databases.
fn pieces(report: Report) -> Option<impl FnMut() -> Piece<Matrix> + 'static> {
    let Report { store, view, rows, .. } = report;
    store.databases.track();
    let resources = store.resources();
    let tally = rows.with(|rows| MatrixTally::new(&resources.borrow(), rows, &view.get()));
    Some(over_list(store, tally?))
}

/// The matrix of the report; nothing while it is counted, or where it is not known on which resource. One that has tokens stays until the next is there.
fn counted(report: Report) -> Counted {
    let (made, tally) = (report.matrix, Pieces::of_page());
    made.set(None);
    let of = RwSignal::new(ReportRows::default());
    effect(move || {
        let rows = report.rows.get();
        let done = move |matrix| {
            of.set(rows.clone());
            made.set(Some(Arc::new(matrix)));
        };
        let Some(pieces) = pieces(report) else {
            tally.stop();
            made.set(None);
            return;
        };
        let is_done = tally.run(pieces, done);
        let is_empty =
            |made: &Option<Arc<Matrix>>| made.as_ref().is_some_and(|it| it.tokens.is_empty());
        // That none holds it would be said of other rows.
        if !is_done && made.with_untracked(is_empty) {
            made.set(None);
        }
    });
    let comes = Signal::derive(move || {
        let is_of_these = report.rows.with(|rows| of.with(|of| of.is_same(rows)));
        reading::is_coming(report.store) || !report.is_current.get() || !is_of_these
    });
    Counted { made, tally, comes }
}

/// A matrix as far as it is counted.
#[derive(Clone, Copy)]
struct Counted {
    made: RwSignal<Option<Arc<Matrix>>>,
    tally: Pieces,
    /// It is not that of all rows yet.
    comes: Signal<bool>,
}

pub(super) fn matrix(report: Report) -> AnyView {
    let counted = counted(report);
    let Counted { made, tally, .. } = counted;
    let none = Memo::new(move |_| made.with(|made| made.as_ref().map(|it| it.tokens.is_empty())));
    let lacks_column =
        Memo::new(move |_| made.with(|made| made.as_ref().is_some_and(|it| it.lacks_column)));
    let awaits_databases = Memo::new(move |_| {
        report.store.databases.with(|it| matches!(it, Databases::Unread | Databases::Reading))
    });
    let asked = Memo::new(move |_| {
        let view = report.view.get();
        place::asked(report.store, |resources| view.place_in(resources))
    });
    let everywhere = Callback::new(move |()| report.change(|view| view.place.clear()));
    view! {
        {choices(report)}
        {narrowed(report, made)}
        {tally.progress()}
        {move || match none.get() {
            _ if asked.get() == AskedPlace::Unknown => {
                place::unknown(report.app, report.store, words::ALL_RESOURCES, everywhere)
            }
            None => view! { <Skeleton/> }.into_any(),
            Some(true) if lacks_column.get() && awaits_databases.get() => {
                view! { <Skeleton/> }.into_any()
            }
            Some(true) => nobody(report, lacks_column.get()),
            Some(false) => grid(report, counted),
        }}
        {matrix_paper::tables(report)}
        <p class="muted">{words::LEGEND}</p>
    }
    .into_any()
}

/// What is left out, where something is.
fn narrowed(report: Report, made: RwSignal<Option<Arc<Matrix>>>) -> AnyView {
    let Report { store, view, .. } = report;
    let text = Memo::new(move |_| {
        let told = view.with(|view| {
            let is_narrowed =
                !view.search.trim().is_empty() || !view.only.is_empty() || view.narrows_matrix();
            is_narrowed.then(|| export::report_view(view))
        })?;
        let shown = made.with(|made| made.as_ref().map(|matrix| matrix.tokens.len()))?;
        let all = store.with_tokens(|tokens, _| tokens.len());
        let tokens = words::matrix_tokens(&number::count(shown), &number::count(all));
        Some([&tokens, " ", &told].concat())
    });
    let live = move || if reading::is_coming(store) { "off" } else { "polite" };
    // The header that narrows them may be far from what is seen.
    let is_of_column = Memo::new(move |_| {
        view.with(|view| !view.has.is_empty())
            && made.with(|made| made.as_ref().is_some_and(|it| !it.tokens.is_empty()))
    });
    view! {
        <div class="row">
            <p class="muted" role="status" aria-live=live>{move || text.get()}</p>
            {move || is_of_column.get().then(|| view! {
                <PassingControls class="row">{all_tokens(report)}</PassingControls>
            })}
        </div>
        // On paper are accesses, not columns.
        {move || view.with(ReportView::narrows_matrix).then(|| {
            view! { <p class="muted">{words::MATRIX_IN_REPORT}</p> }
        })}
    }
    .into_any()
}

fn nobody(report: Report, lacks_column: bool) -> AnyView {
    let (title, text) = if lacks_column {
        (words::NO_COLUMN, words::NO_COLUMN_TEXT)
    } else {
        (words::NONE_HOLDS, words::NONE_HOLDS_TEXT)
    };
    view! { <EmptyState title text actions=all_tokens(report)/> }.into_any()
}

/// Those without a permission of the column that the tokens are narrowed to as well.
fn all_tokens(report: Report) -> AnyView {
    let clear = move |()| report.change(|view| view.has.clear());
    view! { <Button label=words::ALL_TOKENS on_press=clear/> }.into_any()
}

fn grid(report: Report, counted: Counted) -> AnyView {
    let Report { app, store, .. } = report;
    let Counted { made, comes, .. } = counted;
    let is_whole = Memo::new(move |_| reading::known(store).is_counted());
    // Of each cell is asked what is above it. Another matrix counts as other columns: its rows are others.
    let all = move |_: Option<&Arc<[GridColumn]>>| {
        let is_whole = is_whole.get();
        let columns = |matrix: &Arc<Matrix>| columns(report, matrix, is_whole);
        made.with(|made| made.as_ref().map(columns)).unwrap_or_default()
    };
    let columns = Memo::new_with_compare(all, |_, _| true);
    let narrow = move |column: usize| {
        let key = made.with_untracked(|made| {
            let resources = store.resources();
            let own = made.as_ref()?.columns.get(column).copied();
            own.map(|own| own.key(&resources.borrow()))
        });
        let key = key.unwrap_or_default();
        report.change(|view| view.has = if view.has == key { String::new() } else { key });
    };
    let open = move |(row, column): (usize, usize)| {
        let Some(matrix) = made.get_untracked() else { return };
        let place = matrix.tokens.get(row).copied();
        if let Some(token) = place.and_then(|place| store.token_at(place)) {
            app.go(&box_of(report, &matrix, &token, column));
        }
    };
    let names = Memo::new(move |_| {
        let names = |matrix: &Arc<Matrix>| Names::of(store, &matrix.tokens);
        made.with(|made| made.as_ref().map(names)).unwrap_or_default()
    });
    let (copying, copier) = (Pieces::of_page(), copier());
    let copy = move |block: Block| {
        if let Some(matrix) = made.get_untracked() {
            copied::copy(report, matrix, block, copying, copier.clone());
        }
    };
    let count = move || made.with(|made| made.as_ref().map_or(0, |matrix| matrix.tokens.len()));
    view! {
        <DataGrid
            label=words::MATRIX_TITLE
            words=&WORDS
            columns=columns
            count=Signal::derive(count)
            row=move |(at, columns): (usize, Range<usize>)| {
                names.with(|names| row(report, made.get_untracked().as_deref()?, names, at, columns))
            }
            on_column=narrow
            on_open=open
            on_copy=copy
            places=app.navigation.places
            coming=comes
        />
    }
    .into_any()
}

/// The address of the box that a cell stands for.
fn box_of(report: Report, matrix: &Matrix, token: &Token, column: usize) -> String {
    let resources = report.store.resources();
    let resources = resources.borrow();
    let page = Route::Token(report.store.name(), token.id.clone()).print();
    let Some((key, permission)) = matrix.target(token, column, &resources) else { return page };
    let is_granted = token.access.grants().is_some_and(|all| {
        all.iter().any(|it| it.resource == key && Some(it.permission) == permission)
    });
    let show = (!is_granted).then_some(Show::All);
    let view =
        TokenView { show, at: BoxAddress::of(key, permission, &resources), ..TokenView::default() };
    [&page, "?", &view.print()].concat()
}

fn choices(report: Report) -> AnyView {
    let Report { store, view, .. } = report;
    let toggle = move |own: MatrixColumns| {
        view! {
            <Toggle
                label=words::columns(own)
                pressed=Signal::derive(move || view.with(|view| view.columns == own))
                on_change=move |_| report.change(|view| {
                    view.columns = own;
                    view.has.clear();
                })
            />
        }
        .into_any()
    };
    let places = Memo::new(move |_| {
        store.databases.track();
        places(&store.resources().borrow())
    });
    let entry = RwSignal::new(Entry::Empty);
    effect(move || {
        let key = view.with(|view| view.place.clone());
        let found = places.with(|all| all.iter().find(|one| one.value == key).cloned());
        entry.set(Entry::Chosen(found.unwrap_or_else(|| place::unlisted(&key))));
    });
    let is_of_databases =
        Memo::new(move |_| view.with(|view| view.columns == MatrixColumns::Databases));
    view! {
        <div class="toolbar">
            <ToggleGroup label=words::COLUMNS>
                {MatrixColumns::ALL.into_iter().map(toggle).collect_view()}
            </ToggleGroup>
            {move || (!is_of_databases.get()).then(|| view! {
                <div class="matrix-place">
                    <Combobox
                        label=who::RESOURCE
                        options=places
                        entry=entry
                        on_choose=move |key: String| report.change(|view| view.place = key)
                    />
                </div>
            })}
        </div>
    }
    .into_any()
}

/// All resources, the organization, all databases, then each living database by name.
fn places(resources: &Resources) -> Vec<Choice> {
    let named = |key: ResourceKey| {
        Choice::new(WhoView::place_key(key, resources), resource_name(resources.get(key)))
    };
    let mut databases: Vec<Choice> =
        resources.live_databases().map(|(key, _)| named(key)).collect();
    databases.sort_by(|a, b| a.label.cmp(&b.label));
    [Choice::new("", words::ALL_RESOURCES)]
        .into_iter()
        .chain([named(ResourceKey::ORGANIZATION), named(ResourceKey::ALL_DATABASES)])
        .chain(databases)
        .collect()
}
