//! Exporting the findings.

use console_core::domain::export::{Chosen, FindingRow, Totals};
use console_core::domain::findings::Finding;
use console_core::words::findings as words;
use console_core::words::who::missing as known_missing;
use leptos::prelude::*;

use super::Findings;
use super::table::{Length, evidence};
use crate::pages::exported::{FileRequest, Filters, Origin, missing};
use crate::pages::report_export::ReportExport;

/// Why these are not all findings, if so. Watched.
pub(super) fn incomplete(findings: Findings) -> Option<String> {
    let store = findings.store;
    let list = store.status.with(|status| missing(status, store.untold()));
    list.or_else(|| known_missing(findings.known.get())).or_else(|| findings.leaks.missing())
}

pub(super) fn export(findings: Findings, open: RwSignal<bool>) -> AnyView {
    let Findings { app, store, view, .. } = findings;
    let missing = Signal::derive(move || incomplete(findings));
    let write = move |wanted: &FileRequest, rows: &[FindingRow]| {
        let filters = match wanted.chosen {
            Chosen::Shown | Chosen::Selected => Filters {
                query: app.query().get_untracked(),
                in_words: view.with_untracked(|view| {
                    let rules: Vec<String> =
                        view.rules.iter().map(|rule| findings.rule(*rule)).collect();
                    words::in_words(&rules, view.accepted)
                }),
            },
            Chosen::All => Filters::default(),
        };
        let origin = Origin::new(app, store, wanted, filters, missing.get_untracked());
        wanted.write(
            origin.about(),
            || Totals::of_findings(rows),
            |export, about| export.findings(rows, about),
        )
    };
    ReportExport {
        org: store.name(),
        what: "findings".to_owned(),
        missing,
        rows: move |chosen| rows(findings, chosen),
        write,
        open,
    }
    .dialog()
}

fn rows(findings: Findings, chosen: Chosen) -> Vec<FindingRow> {
    let Findings { store, shown, audit, .. } = findings;
    let row = |one: &Finding| {
        Some(FindingRow {
            rule: one.rule,
            token: store.token_at(one.token)?,
            evidence: evidence(findings, one, Length::OfFile),
            since: one.since,
            is_accepted: one.accepted.is_some(),
        })
    };
    audit.with(|audit| match chosen {
        Chosen::All => audit.findings.iter().filter_map(row).collect(),
        Chosen::Shown | Chosen::Selected => shown
            .with(|shown| shown.iter().filter_map(|at| row(audit.findings.get(*at)?)).collect()),
    })
}
