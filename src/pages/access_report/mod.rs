//! `/{org}/access`: every token × resource × permission of an organization.

mod completion;
mod copied;
mod export;
mod grouped;
mod matrix;
mod matrix_cells;
mod matrix_paper;
mod more_filters;
mod table;

use std::sync::Arc;

use console_core::domain::ids::OrgName;
use console_core::domain::listing::ColumnLayout;
use console_core::domain::report::{
    Matrix, MatrixColumns, PrintedView, ReportOrder, ReportRows, ReportShape, ReportView,
    Restriction, RestrictionCount, RestrictionCounts, RowSearch,
};
use console_core::domain::route::Route;
use console_core::words::token::resource_name;
use console_core::words::{
    access_report as words, actions, export as export_words, parts, printed, report_filters, token,
    tokens,
};
use leptos::prelude::*;

use super::exported::missing;
use super::filters_fold::filters_fold;
use super::paper::{self, OnPaper};
use super::pieces::{Answer, Pieces, over_list, some};
use super::printed_report;
use super::reading;
use crate::state::{App, Databases, ListStatus, Organization, app, kept_layout};
use crate::ui::announce::speaks;
use crate::ui::button::{Button, ButtonLink};
use crate::ui::column_choices::ColumnChoices;
use crate::ui::disclosure::Disclosure;
use crate::ui::effect::effect;
use crate::ui::empty_state::{EmptyState, Skeleton};
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::page::Page;
use crate::ui::search_box::SearchBox;
use crate::ui::table::skeleton::TableSkeleton;
use crate::ui::toggle_group::{Toggle, ToggleGroup};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Report {
    app: App,
    store: Organization,
    view: Memo<ReportView>,
    /// The rows that were found last.
    rows: Memo<ReportRows>,
    /// They are those of this view, in the list as it is.
    is_current: RwSignal<bool>,
    search: Pieces,
    /// How many tokens there are whose access is not known.
    untold: Memo<usize>,
    counts: Answer<Option<RestrictionCounts>>,
    /// The matrix of the rows as it was counted last, where it is shown.
    matrix: RwSignal<Option<Arc<Matrix>>>,
    layout: RwSignal<ColumnLayout>,
}

impl Report {
    fn new(app: App, store: Organization, view: Memo<ReportView>) -> Self {
        let search = Pieces::of_page();
        let answer = search.follow(
            move || view.with(RowQuestion::of),
            move || {
                // A search looks at databases that no access told of.
                store.databases.track();
                store.with_tokens(|_, _| ());
                if view.with(ReportView::depends_on_time) {
                    app.now().track();
                }
            },
            move |_| {
                let (resources, now) = (store.resources(), app.now().get_untracked());
                let resources = resources.borrow();
                let search = |view: &_| RowSearch::new(&resources, view, now, resource_name);
                Some(over_list(store, view.with_untracked(search)))
            },
            true,
        );
        // To compare the rows would cost as much as to show them.
        let rows = move |_: Option<&ReportRows>| answer.found.with(|rows| (**rows).clone());
        let rows = Memo::new_with_compare(rows, |_, _| true);
        let untold = Memo::new(move |_| store.untold());
        // Of a part of the list nobody could tell what the counts are of.
        let is_whole =
            Memo::new(move |_| store.status.with(ListStatus::is_complete) && untold.get() == 0);
        let counts = Pieces::of_page().follow(
            move || is_whole.get(),
            move || store.with_tokens(|_, _| ()),
            move |is_whole| is_whole.then(|| some(over_list(store, RestrictionCount::default()))),
            false,
        );
        let is_current = answer.is_current;
        let layout = kept_layout("access");
        let matrix = RwSignal::new(None);
        Self { app, store, view, rows, is_current, search, untold, counts, matrix, layout }
    }

    /// How many accesses a filter keeps by itself, as far as that is known; watched.
    fn count_of(self, only: Restriction) -> Option<usize> {
        let at = Restriction::ALL.iter().position(|own| *own == only)?;
        self.counts.found.with(|counts| counts.as_ref().as_ref()?.get(at).copied())
    }

    fn change(self, change: impl FnOnce(&mut ReportView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.set_query(&view.print());
    }

    fn is_complete(self) -> bool {
        self.missing().is_none()
    }

    /// Why the rows are not all, in words.
    fn missing(self) -> Option<String> {
        let rows = self.store.status.with(|status| missing(status, self.untold.get()));
        let databases = self.lacks_databases().then(|| words::DATABASES_MISSING.to_owned());
        let parts: Vec<String> =
            self.not_understood().into_iter().chain(rows).chain(databases).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Words of the search that are not understood, in sentences.
    fn not_understood(self) -> Option<String> {
        report_filters::not_understood(&self.view.with(ReportView::not_understood))
    }

    /// What is told of the words that were searched for.
    fn about_words(self) -> Option<String> {
        let is_empty = || self.is_current.get() && self.rows.with(ReportRows::len) == 0;
        self.not_understood().or_else(|| {
            let unknown =
                report_filters::unknown_fields(&self.view.with(ReportView::unknown_fields))?;
            is_empty().then_some(unknown)
        })
    }

    /// Something is searched for, or each database has a column, and which databases there are is not known.
    fn lacks_databases(self) -> bool {
        let has_columns = self.view.with(|view| {
            view.shape == ReportShape::Matrix && view.columns == MatrixColumns::Databases
        });
        (self.is_searched() || has_columns)
            && self.store.databases.with(|it| *it != Databases::Read)
    }

    fn is_searched(self) -> bool {
        self.view.with(|view| !view.search.trim().is_empty())
    }
}

/// What the rows depend on, of all that is in a view.
#[derive(Debug, PartialEq)]
struct RowQuestion {
    search: String,
    only: Vec<Restriction>,
    order: (ReportOrder, bool),
}

impl RowQuestion {
    fn of(view: &ReportView) -> Self {
        Self { search: view.search.clone(), only: view.only.clone(), order: view.order() }
    }
}

/// The page.
#[component]
pub(crate) fn AccessReport(
    /// Whose report.
    org: OrgName,
) -> impl IntoView {
    let app = app();
    let store = app.organization(&org);
    reading::ensure(store);
    let query = app.query();
    let view = Memo::new(move |_| query.with(|query| ReportView::parse(query)));
    let report = Report::new(app, store, view);
    let searched = Memo::new(move |_| report.is_searched());
    let is_matrix = Memo::new(move |_| view.with(|view| view.shape == ReportShape::Matrix));
    effect(move || {
        if searched.get() || is_matrix.get() {
            store.ensure_databases();
        }
    });
    let exporting = RwSignal::new(false);
    let shape = move |own: ReportShape| {
        view! {
            <Toggle
                label=words::shape(own)
                pressed=Signal::derive(move || view.with(|view| view.shape == own))
                on_change=move |_| report.change(|view| view.shape = own)
            />
        }
        .into_any()
    };
    let actions = view! {
        <ToggleGroup label=words::VIEW>
            {ReportShape::ALL.into_iter().map(shape).collect_view()}
        </ToggleGroup>
        <ButtonLink
            label=printed::PRINTABLE
            icon=Icon::PRINTER
            href=Signal::derive(move || {
                view.with(|view| printed_report::address(store.name(), &PrintedView::from(view)))
            })
        />
        <Button label=actions::EXPORT icon=Icon::DOWNLOAD on_press=move |()| exporting.set(true)/>
    }
    .into_any();
    view! {
        <Page title=words::TITLE suffix=super::suffix(Some(&org)) beside=status(report) actions=actions>
            {toolbar(report)}
            {reading::progress(app, store)}
            {report.search.progress()}
            {reach(report)}
            {move || content(report)}
            {paper(report)}
            {move || exporting.get().then(|| export::export(report, exporting))}
        </Page>
    }
    .into_any()
}

fn toolbar(report: Report) -> AnyView {
    let Report { store, view, .. } = report;
    let toggle = move |only: Restriction| {
        view! {
            <Toggle
                label=words::only(only)
                pressed=Signal::derive(move || view.with(|view| view.only.contains(&only)))
                count=Signal::derive(move || report.count_of(only))
                on_change=move |on| report.change(|view| {
                    view.only.retain(|own| *own != only);
                    if on {
                        view.only.push(only);
                    }
                })
            />
        }
        .into_any()
    };
    view! {
        <div class="toolbar">
            <SearchBox
                label=words::SEARCH
                placeholder=words::SEARCH_HINT
                value=Signal::derive(move || view.with(|view| view.search.clone()))
                on_change=move |text| report.change(|view| view.search = text)
                more=completion::completion(store)
            />
            {filters_fold(Signal::derive(move || view.with(|view| view.only.len())))}
            <ToggleGroup label=words::FILTERS hint=parts::FILTERS_HINT.to_owned() is_counted=true>
                {Restriction::ALL.into_iter().map(toggle).collect_view()}
            </ToggleGroup>
            <div class="toolbar-end">
                {more_filters::more_filters(report)}
                <Disclosure label=words::SEARCH_WORDS icon=Icon::INFO icon_only=true>
                    <dl class="search-words">
                        {words::FIELDS
                            .into_iter()
                            .map(|(word, finds)| view! {
                                <dt class="mono" translate="no">{word}</dt><dd>{finds}</dd>
                            })
                            .collect_view()}
                    </dl>
                </Disclosure>
                {move || (view.with(|view| view.shape == ReportShape::Table)).then(|| view! {
                    <Disclosure label=parts::COLUMNS icon=Icon::COLUMNS icon_only=true>
                        <ColumnChoices columns=table::columns() layout=report.layout/>
                    </Disclosure>
                })}
                {reading::refresh(store)}
            </div>
        </div>
    }
    .into_any()
}

/// How many rows are shown.
fn status(report: Report) -> AnyView {
    let Report { store, rows, .. } = report;
    let text = move || {
        let shown = rows.with(ReportRows::len);
        let is_coming = store.status.with(ListStatus::is_coming);
        let read = store.with_tokens(|tokens, _| tokens.len()).saturating_sub(report.untold.get());
        match (read, report.is_complete()) {
            // What is not read is not none.
            (0, false) if is_coming => words::COUNT_READING.to_owned(),
            (0, false) => words::COUNT_NOT_READ.to_owned(),
            _ if !report.is_current.get() => words::COUNT_READING.to_owned(),
            (_, complete) => words::count(&number::count(shown), complete),
        }
    };
    speaks(Signal::derive(move || {
        let reading = store.status.with(ListStatus::is_reading) || !report.is_current.get();
        let shown = number::count(rows.with(ReportRows::len));
        (!reading).then(|| words::spoken(&shown, report.is_complete()))
    }));
    view! { <p class="count-status" role="status" aria-live="off">{text}</p> }.into_any()
}

/// Who reaches a database that is searched for without being granted on it.
fn reach(report: Report) -> AnyView {
    let Report { rows, store, .. } = report;
    let through = Memo::new(move |_| rows.with(ReportRows::through));
    let failed = Memo::new(move |_| {
        report.is_searched() && store.databases.with(|it| matches!(it, Databases::Failed(_)))
    });
    view! {
        <p class="note" role="status" hidden=move || report.about_words().is_none()>
            {move || report.about_words()}
        </p>
        {move || (through.get() > 0).then(|| {
            view! { <p class="muted">{words::through(&number::count(through.get()))}</p> }.into_any()
        })}
        {move || failed.get().then(|| view! { <p role="status">{words::DATABASES_UNREAD}</p> })}
    }.into_any()
}

/// What is at the top of each sheet.
fn paper(report: Report) -> AnyView {
    let Report { app, store, view, rows, .. } = report;
    paper::line(app, store, move || {
        let (shown, through) = rows.with(|rows| (rows.len(), rows.through()));
        let count = [&words::accesses(&number::count(shown)), "."].concat();
        let through = (through > 0).then(|| words::through(&number::count(through)));
        let about =
            [count, view.with(export_words::report_view)].into_iter().chain(through).collect();
        let rows = match view.with(|view| view.shape) {
            ReportShape::Table => shown,
            ReportShape::Grouped => grouped::lines(report),
            ReportShape::Matrix => 0,
        };
        let is_matrix = view.with(|view| view.shape == ReportShape::Matrix);
        let part = is_matrix.then(|| matrix_paper::missing(report)).flatten();
        let missing: Vec<String> = part.into_iter().chain(report.missing()).collect();
        OnPaper { about, rows, missing: (!missing.is_empty()).then(|| missing.join(" ")) }
    })
}

fn content(report: Report) -> AnyView {
    let Report { rows, view, store, .. } = report;
    let none = Memo::new(move |_| rows.with(ReportRows::is_empty));
    let shape = Memo::new(move |_| view.with(|view| view.shape));
    let narrowed =
        Memo::new(move |_| view.with(|view| !view.search.is_empty() || !view.only.is_empty()));
    let waiting = Memo::new(move |_| reading::is_coming(store) || !report.is_current.get());
    let done = Memo::new(move |_| matches!(store.status.get(), ListStatus::Read(_)));
    // Of what was not read, nobody says that it is nothing.
    let is_whole = Memo::new(move |_| reading::known(store).is_counted());
    (move || match (none.get(), shape.get()) {
        (true, ReportShape::Table) if waiting.get() => {
            view! { <TableSkeleton columns=table::columns() layout=report.layout/> }.into_any()
        }
        (true, _) if waiting.get() => view! { <Skeleton/> }.into_any(),
        (true, _) if narrowed.get() => view! {
            <EmptyState
                title=if is_whole.get() { words::NONE_FITS } else { words::NONE_KNOWN }
                text=if is_whole.get() { words::NONE_FITS_TEXT } else { words::NONE_KNOWN_TEXT }
                actions=view! {
                    <Button
                        label=tokens::CLEAR
                        on_press=move |()| report.change(|view| {
                            view.search.clear();
                            view.only.clear();
                        })
                    />
                }.into_any()
            />
        }
        .into_any(),
        // What went wrong is told above, and nothing is known of the access.
        (true, _) if !done.get() || report.untold.get() > 0 => ().into_any(),
        (true, _) => view! {
            <EmptyState
                icon=Icon::TABLE
                title=words::NONE
                text=words::NONE_TEXT
                actions=view! {
                    <ButtonLink label=token::ALL_TOKENS href=Route::Tokens(store.name()).print()/>
                }.into_any()
            />
        }
        .into_any(),
        (false, ReportShape::Table) => table::table(report),
        (false, ReportShape::Grouped) => grouped::grouped(report),
        (false, ReportShape::Matrix) => matrix::matrix(report),
    })
    .into_any()
}
