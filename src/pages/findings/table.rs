//! The findings, the gravest first.

use console_core::domain::access::{Grant, RiskKind};
use console_core::domain::findings::{Breach, Evidence, Finding, FindingColumn, Rule, Severity};
use console_core::domain::permission::Permission;
use console_core::domain::resource::ResourceKey;
use console_core::domain::route::Route;
use console_core::domain::table_order::TableOrder;
use console_core::domain::time::Timestamp;
use console_core::domain::who::Question;
use console_core::words::token::resource_name;
use console_core::words::tokens::{display_name, name_and_id};
use console_core::words::{findings as words, risks, times};
use leptos::prelude::*;

use super::{Findings, fix};
use crate::pages::asked::{activity_of, who_can};
use crate::pages::hidden::hidden_mark;
use crate::pages::{moment, reading, table_sort};
use crate::ui::badge::{Mark, Tone};
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::table::{Cell, DataTable, RowLines, Rows, TableColumn, columns};

columns! {
    /// What is told of a finding.
    FoundColumn {
        Severity = "severity",
        Finding = "finding",
        Token = "token",
        Evidence = "evidence",
        Since = "since",
        Fix = "fix",
    }
}

pub(super) fn columns() -> Vec<TableColumn> {
    vec![
        TableColumn::new(FoundColumn::Severity, words::SEVERITY, 6.5).greatest_first(),
        TableColumn::new(FoundColumn::Finding, words::FINDING, 8.0).spreads(12.0, 13.0),
        TableColumn::new(FoundColumn::Token, words::TOKEN, 10.0).spreads(14.0, 18.0).names_row(),
        TableColumn::new(FoundColumn::Evidence, words::EVIDENCE, 9.5).unsorted().grows(),
        TableColumn::new(FoundColumn::Since, words::SINCE, 6.25),
        TableColumn::new(FoundColumn::Fix, words::FIX, 9.0).spreads(17.25, 17.5).unsorted(),
    ]
}

pub(super) fn table(findings: Findings) -> AnyView {
    let Findings { shown, store, view, .. } = findings;
    let key = move |row: usize| match findings.at(row) {
        Some(one) => {
            let id = store.token_at(one.token).map(|token| token.id.to_string());
            // A token may break several assertions.
            let which = match one.evidence {
                Evidence::Breaks { assertion, .. } => assertion.to_string(),
                _ => String::new(),
            };
            [one.rule.key(), &which, " ", &id.unwrap_or_default()].concat()
        }
        None => row.to_string(),
    };
    let cell = move |row: usize, column: FoundColumn| match findings.at(row) {
        Some(one) => cell(findings, &one, column),
        None => Cell::text("", ""),
    };
    let count = Signal::derive(move || shown.with(Vec::len));
    // The gravest come first.
    let gravest = TableOrder { column: FindingColumn::Severity, descending: true };
    let order = Memo::new(move |_| view.with(|view| view.order).unwrap_or(gravest));
    let is_coming = Signal::derive(move || reading::is_coming(store));
    view! {
        <DataTable
            label=words::TITLE
            columns=columns()
            cards="lines"
            lines=RowLines::FourWhereNarrow
            rows=Rows::new(count, key, cell).coming(is_coming)
            sort=Signal::derive(move || table_sort::shown(Some(order.get())))
            on_sort=table_sort::wanted(move |order| findings.change(|view| view.order = order))
            places=findings.app.navigation.places
        />
    }
    .into_any()
}

/// A severity as a mark: a word, a symbol and a shape.
fn mark(severity: Severity) -> Mark {
    let (tone, icon) = match severity {
        Severity::Critical => (Tone::Danger, Icon::FLAME),
        Severity::High => (Tone::Warning, Icon::WARNING),
        Severity::Medium => (Tone::Info, Icon::ALERT),
        Severity::Low => (Tone::Quiet, Icon::INFO),
    };
    Mark::Badge { label: words::severity(severity), tone, icon }
}

/// The power that a rule is about: who else has it is told by another page.
fn power_of(rule: Rule) -> Option<RiskKind> {
    match rule {
        Rule::DestroysProduction => Some(RiskKind::DestroysProduction),
        Rule::Destroys => Some(RiskKind::Destroys),
        Rule::MintsTokens => Some(RiskKind::MintsTokens),
        Rule::GrowsByCreating => Some(RiskKind::GrowsByCreating),
        Rule::ApprovesOwnChanges => Some(RiskKind::ApprovesOwnChanges),
        _ => None,
    }
}

fn cell(findings: Findings, one: &Finding, column: FoundColumn) -> Cell {
    let Findings { app, store, .. } = findings;
    let Some(token) = store.token_at(one.token) else { return Cell::text("", "") };
    match column {
        FoundColumn::Severity => {
            let accepted =
                Mark::Badge { label: words::MARK_ACCEPTED, tone: Tone::Good, icon: Icon::CHECK };
            let accepted = one.accepted.map(|_| accepted);
            Cell::text("", "").marked([mark(one.severity())].into_iter().chain(accepted))
        }
        FoundColumn::Finding => match power_of(one.rule) {
            Some(kind) => {
                let href = who_can(store.name(), Question::Risk(kind), String::new());
                Cell::link("", findings.rule(one.rule), href)
            }
            None if one.rule == Rule::TokenLeaked => {
                let href = activity_of(&store.name(), &token.id);
                Cell::link("", findings.rule(one.rule), href)
            }
            None => Cell::lines(findings.rule(one.rule)),
        },
        FoundColumn::Token => {
            let href = Route::Token(store.name(), token.id.clone()).print();
            let name = name_and_id(display_name(&token), token.id.as_str());
            Cell::link("name", name, href).marked(token.name.as_deref().and_then(hidden_mark))
        }
        FoundColumn::Evidence => Cell::lines(evidence(findings, one, Length::OfRow)),
        FoundColumn::Since => moment::past_cell(app, one.since, times::NOT_TOLD),
        FoundColumn::Fix => fix::cell(findings, one, &token),
    }
}

/// How much evidence is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// What a row has room for: the first permissions and resources, and how many more.
    OfRow,
    /// Every permission and resource: whoever reads a file cannot look them up.
    OfFile,
}

/// What shows that it is so, in words.
pub(super) fn evidence(findings: Findings, one: &Finding, length: Length) -> String {
    let Findings { app, store, settings, .. } = findings;
    if let Some(accepted) = one.accepted {
        let told = settings.with_value(|settings| {
            let it = settings.accepted.get(accepted)?;
            let until = it.until.map(|at| app.exact(at));
            Some(words::accepted(&it.reason, &it.owner, until.as_deref()))
        });
        if let Some(told) = told {
            return told;
        }
    }
    let at = |at: &Timestamp| app.exact(*at);
    match &one.evidence {
        Evidence::Leaked(leak) => words::leaked(leak.at.as_ref().map(at).as_deref(), leak.events),
        Evidence::Grants(grants) => grants_text(findings, grants, length),
        Evidence::LeftOver { grants, remade } => {
            let names = places(findings, grants).join(", ");
            words::left_over(&number::count(grants.len()), &names, *remade)
        }
        Evidence::Breaks { assertion, breach } => {
            let how = match breach {
                Breach::Holds(grants) => grants_text(findings, grants, length),
                Breach::NoEnd => words::NO_END_EVIDENCE.to_owned(),
                Breach::EndsLate(end) => words::ends_on(&at(end)),
            };
            let name = settings.with_value(|settings| {
                settings.assertions.get(*assertion).map(|one| one.name.clone())
            });
            words::breaks(&name.unwrap_or_default(), &how)
        }
        Evidence::Own { permissions, powers, ends } => {
            let powers: Vec<&str> = powers.iter().map(|kind| risks::power(*kind)).collect();
            let end = ends.map(|end| at(&end));
            words::own(permissions.map(number::count).as_ref(), &powers, end.as_deref())
        }
        Evidence::Ended(end) => words::ended_on(&at(end)),
        Evidence::Ends(end) => words::ends_on(&at(end)),
        Evidence::NoEnd => words::NO_END_EVIDENCE.to_owned(),
        Evidence::Lives { length, allowed } => words::lives(*length, *allowed),
        Evidence::NeverUsed => words::NEVER_USED.to_owned(),
        Evidence::LastUsed(used) => words::used_on(&at(used)),
        Evidence::NoName => words::NO_NAME.to_owned(),
        Evidence::Namesakes(others) => words::namesakes(&number::count(*others)),
        Evidence::OffPattern => words::OFF_PATTERN.to_owned(),
        Evidence::SameAs { first, others } => {
            let name =
                store.token_at(*first).map(|it| name_and_id(display_name(&it), it.id.as_str()));
            words::same_as(&name.unwrap_or_default(), *others)
        }
    }
}

fn grants_text(findings: Findings, grants: &[Grant], length: Length) -> String {
    let mut permissions: Vec<Permission> = grants.iter().map(|grant| grant.permission).collect();
    permissions.sort_unstable();
    permissions.dedup();
    let names: Vec<&str> = permissions.iter().map(|one| one.name()).collect();
    let places = places(findings, grants);
    match length {
        Length::OfFile => words::all_grants(&names, &places),
        Length::OfRow => words::grants(&names, &places),
    }
}

/// The names of the resources that something is granted on.
fn places(findings: Findings, grants: &[Grant]) -> Vec<String> {
    let mut keys: Vec<ResourceKey> = grants.iter().map(|grant| grant.resource).collect();
    keys.sort_unstable();
    keys.dedup();
    let resources = findings.store.resources();
    let resources = resources.borrow();
    keys.into_iter().map(|key| resource_name(resources.get(key))).collect()
}
