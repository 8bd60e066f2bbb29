//! What the report is, and its totals.

use console_core::domain::access::RiskLevel;
use console_core::domain::export::{TOOL, VERSION};
use console_core::domain::report::{LevelCount, Summary};
use console_core::domain::resource::ResourceKey;
use console_core::words::{abilities, paper, printed as words};
use leptos::prelude::*;

use super::lacking;
use super::laying_out::{Report, Totals};
use crate::pages::permission_marks::level_mark;
use crate::ui::badge::{Badge, Marks, Tone};
use crate::ui::number::count;

/// What is missing, in front of what it is missing in.
pub(super) fn partial(report: Report) -> AnyView {
    let why = Memo::new(move |_| {
        let is_ready = report.stage.with(|stage| stage.totals().is_some());
        lacking(report).filter(|_| is_ready)
    });
    view! {
        {move || why.get().map(|why| view! { <p class="sheet-partial">{paper::partial(&why)}</p> })}
    }
    .into_any()
}

/// The cover and the totals, once every block was made.
pub(super) fn cover(report: Report) -> AnyView {
    let totals = Memo::new(move |_| report.stage.with(|stage| stage.totals().cloned()));
    view! {
        {move || totals.get().map(|totals| view! {
            <section class="sheet-cover" aria-labelledby="sheet-cover">
                {partial(report)}
                <h2 id="sheet-cover">{words::COVER}</h2>
                {facts(report, &totals)}
                <h2>{words::SUMMARY}</h2>
                {summary(&totals.summary)}
            </section>
        })}
    }
    .into_any()
}

fn facts(report: Report, totals: &Totals) -> AnyView {
    let Report { app, store, view, .. } = report;
    let sum = &totals.summary;
    let id = store.resources().borrow().get(ResourceKey::ORGANIZATION).id.to_string();
    let organization =
        words::name_and_id(store.name().as_str(), Some(id.as_str()).filter(|id| !id.is_empty()));
    let person =
        app.sign_in.who.get_untracked().unwrap_or_else(|| words::SIGN_IN_SILENT.to_owned());
    let mut tokens = words::tokens(&count(sum.tokens), &count(totals.all));
    if sum.expired > 0 {
        tokens = [&tokens, ", ", &words::expired(&count(sum.expired))].concat();
    }
    let undecided = (sum.undecided > 0).then(|| words::undecided(&count(sum.undecided)));
    let completeness = move || match lacking(report) {
        Some(why) => paper::partial(&why),
        None => paper::COMPLETE.to_owned(),
    };
    let fact = |name: &'static str, value: String| {
        view! { <dt>{name}</dt><dd dir="auto">{value}</dd> }.into_any()
    };
    view! {
        <dl class="facts sheet-facts">
            {fact(words::ORGANIZATION, organization)}
            {fact(words::MADE, words::in_utc(&totals.at.for_spreadsheet()))}
            {fact(words::MADE_BY, person)}
            {fact(words::MADE_WITH, words::tool(TOOL, VERSION))}
            {fact(words::WHICH, view.with(words::which))}
            {fact(words::TOKENS, tokens)}
            {fact(words::ACCESSES, count(sum.accesses).text().to_owned())}
            <dt>{words::COMPLETENESS}</dt><dd>{completeness}" "{undecided}</dd>
            {fact(words::SIGNS, words::SIGNS_TEXT.to_owned())}
        </dl>
    }
    .into_any()
}

/// How many tokens and accesses there are of each level.
fn summary(sum: &Summary) -> AnyView {
    let number = |value: usize| view! { <td class="number">{count(value).text().to_owned()}</td> };
    let level = |level: RiskLevel| {
        let own = sum.level(level);
        view! {
            <tr>
                <th scope="row"><Marks marks=vec![level_mark(level)]/></th>
                <td>{abilities::level(level)}</td>
                {number(own.tokens)}
                {number(own.accesses)}
            </tr>
        }
        .into_any()
    };
    let without =
        |tone, label: &'static str, text: &'static str, tokens, accesses: Option<usize>| {
            view! {
                <tr>
                    <th scope="row"><Badge label tone/></th>
                    <td>{text}</td>
                    {number(tokens)}
                    {match accesses {
                        Some(accesses) => number(accesses).into_any(),
                        None => view! { <td class="number">{words::NO_NUMBER}</td> }.into_any(),
                    }}
                </tr>
            }
            .into_any()
        };
    let gone = sum.on_deleted;
    view! {
        <table class="sheet-table" aria-label=words::SUMMARY>
            <thead>
                <tr>
                    <th scope="col">{words::RISK}</th>
                    <th scope="col">{words::MEANING}</th>
                    <th scope="col" class="number">{words::GRAVEST}</th>
                    <th scope="col" class="number">{words::ACCESSES}</th>
                </tr>
            </thead>
            <tbody>
                {RiskLevel::ALL.map(level).collect_view()}
                {(gone != LevelCount::default()).then(|| {
                    let (label, text) = (words::ON_DELETED, words::ON_DELETED_TEXT);
                    without(Tone::Quiet, label, text, gone.tokens, Some(gone.accesses))
                })}
                {without(
                    Tone::Quiet, words::NO_ACCESS, words::NO_ACCESS_TEXT, sum.without_access, None,
                )}
                {(sum.not_read > 0).then(|| {
                    without(
                        Tone::Warning, words::NOT_READ, words::NOT_READ_TEXT, sum.not_read, None,
                    )
                })}
                <tr>
                    <th scope="row">{words::TOTAL}</th>
                    <td></td>
                    {number(sum.tokens)}
                    {number(sum.accesses)}
                </tr>
            </tbody>
        </table>
    }
    .into_any()
}
