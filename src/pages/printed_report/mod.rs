//! `/{org}/report/print`: the access report as an auditor takes it: a cover, totals, a block for each token, a table to
//! sign. All of it is in the page, laid out in pieces.

mod block;
mod cover;
mod laying_out;
mod sign_off;

use console_core::domain::ids::OrgName;
use console_core::domain::report::PrintedView;
use console_core::domain::route::Route;
use console_core::words::{access_report, printed as words, report_filters};
use leptos::prelude::*;

use self::laying_out::{Report, Sheets, Stage};
use super::exported::missing;
use super::paper::{self, OnPaper};
use super::reading;
use crate::platform::page;
use crate::state::{Databases, app};
use crate::ui::announce::speaks;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::empty_state::{EmptyState, Skeleton};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::number::count;
use crate::ui::page::Page;
use crate::ui::progress::Progress;

/// The address of the printed report of a view.
pub(super) fn address(org: OrgName, view: &PrintedView) -> String {
    let path = Route::PrintedReport(org).print();
    match view.print() {
        query if query.is_empty() => path,
        query => [&path, "?", &query].concat(),
    }
}

/// The page.
#[component]
pub(crate) fn PrintedReportPage(
    /// Whose report.
    org: OrgName,
) -> impl IntoView {
    let app = app();
    let store = app.organization(&org);
    reading::ensure(store);
    let query = app.query();
    let view = Memo::new(move |_| query.with(|query| PrintedView::parse(query)));
    let report = Report::new(app, store, view);
    report.follow();
    let blocked = Signal::derive(move || {
        report.stage.with(|stage| match stage {
            Stage::Waiting | Stage::LayingOut { .. } => Some(words::NOT_READY.to_owned()),
            Stage::NothingRead => Some(words::NOTHING_READ.to_owned()),
            Stage::Ready(_) => None,
        })
    });
    let actions = view! {
        <Button
            label=words::PRINT
            icon=Icon::PRINTER
            kind=ButtonKind::Primary
            blocked
            on_press=move |()| page::print()
        />
    }
    .into_any();
    let back = view! {
        <a href=app.list_address(&Route::Access(org.clone()))>
            <Glyph icon=Icon::BACK/>
            {words::BACK}
        </a>
    }
    .into_any();
    view! {
        <Page title=words::title(org.as_str()) suffix=super::suffix(Some(&org)) above=back actions>
            {reading::progress(app, store)}
            {progress(report)}
            {line(report)}
            {move || content(report)}
        </Page>
    }
    .into_any()
}

/// How far the report is laid out, then that it can be printed.
fn progress(report: Report) -> AnyView {
    let stage = report.stage;
    let laid = Memo::new(move |_| stage.with(Stage::progress));
    let is_laying = Memo::new(move |_| laid.with(Option::is_some));
    let ready = Memo::new(move |_| {
        stage.with(|stage| {
            let sum = &stage.totals()?.summary;
            Some(words::ready(&count(sum.tokens), &count(sum.accesses)))
        })
    });
    speaks(ready);
    view! {
        {move || is_laying.get().then(|| view! {
            <Progress
                label=words::LAYING_OUT
                done=Signal::derive(move || laid.get().map_or(0, |(done, _)| done))
                total=Signal::derive(move || laid.get().map_or(0, |(_, total)| total))
            />
        })}
        {move || ready.get().map(|text| view! {
            <p class="count-status sheet-status" role="status" aria-live="off">{text}</p>
        })}
    }
    .into_any()
}

/// Why the report is not whole, in words. Watched.
fn lacking(report: Report) -> Option<String> {
    let Report { store, view, stage, .. } = report;
    let (untold, is_laid) = stage.with(|stage| {
        let totals = stage.totals();
        (totals.map(|totals| totals.summary.not_read), totals.is_some())
    });
    let untold = untold.unwrap_or_else(|| store.untold());
    let rows = store.status.with(|status| missing(status, untold));
    let is_searched = view.with(PrintedView::is_searched);
    let lacks_databases = is_searched && store.databases.with(|it| *it != Databases::Read);
    let databases = lacks_databases.then(|| access_report::DATABASES_MISSING.to_owned());
    let laying = (!is_laid).then(|| words::STILL_LAID_OUT.to_owned());
    let not_understood = report_filters::not_understood(&view.with(PrintedView::not_understood));
    let parts: Vec<String> =
        not_understood.into_iter().chain(rows).chain(databases).chain(laying).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// What is at the top of each sheet.
fn line(report: Report) -> AnyView {
    let Report { app, store, view, stage, .. } = report;
    paper::line(app, store, move || {
        let extent = stage.with(|stage| {
            let sum = &stage.totals()?.summary;
            Some(words::extent(&count(sum.tokens), &count(sum.accesses)))
        });
        let about = extent.into_iter().chain([view.with(words::which)]).collect();
        OnPaper { about, rows: 0, missing: lacking(report) }
    })
}

fn content(report: Report) -> AnyView {
    let stage = report.stage;
    let is_waiting = Memo::new(move |_| stage.with(|stage| matches!(stage, Stage::Waiting)));
    let is_empty = Memo::new(move |_| {
        stage.with(|stage| stage.totals().is_some_and(|totals| totals.summary.tokens == 0))
    });
    let is_read = Memo::new(move |_| stage.with(|stage| !matches!(stage, Stage::NothingRead)));
    view! {
        {move || (is_waiting.get() && reading::is_coming(report.store)).then(|| view! { <Skeleton/> })}
        {move || (is_read.get() && !is_waiting.get()).then(|| {
            if is_empty.get() {
                return none(report);
            }
            let block = move |piece: Sheets| block::blocks(report, piece);
            view! {
                <div class="sheets">
                    {cover::cover(report)}
                    <h2>{words::BLOCKS}</h2>
                    {cover::partial(report)}
                    {report.each(block)}
                    {sign_off::table(report)}
                </div>
            }
            .into_any()
        })}
    }
    .into_any()
}

/// Nothing that is asked for.
fn none(report: Report) -> AnyView {
    let is_narrowed = report.view.with(|view| view.narrows_tokens() || view.narrows_access());
    // Only who read everything may say that there is none.
    let missing = Memo::new(move |_| lacking(report));
    let text = Signal::derive(move || match missing.get() {
        Some(missing) => [words::NONE_FITS_LOADED, &missing].concat(),
        None if is_narrowed => words::NONE_FITS_TEXT.to_owned(),
        None => words::NONE_TEXT.to_owned(),
    });
    view! {
        {cover::partial(report)}
        <EmptyState icon=Icon::TABLE title=words::NONE_FITS text/>
    }
    .into_any()
}
