//! Exporting the events.

use console_core::domain::activity::TokenEvent;
use console_core::domain::export::{Chosen, Totals};
use console_core::words::activity as words;
use leptos::prelude::*;

use super::Activity;
use crate::pages::exported::{FileRequest, Filters, Origin};
use crate::pages::report_export::ReportExport;

pub(super) fn export(activity: Activity, open: RwSignal<bool>) -> AnyView {
    let Activity { app, store, view, .. } = activity;
    let missing = Signal::derive(move || activity.missing());
    let write = move |wanted: &FileRequest, rows: &[TokenEvent]| {
        let filters = match wanted.chosen {
            Chosen::Shown | Chosen::Selected => Filters {
                query: app.query().get_untracked(),
                in_words: view.with_untracked(words::in_words),
            },
            Chosen::All => Filters { in_words: words::KEPT.to_owned(), ..Filters::default() },
        };
        let origin = Origin::new(app, store, wanted, filters, missing.get_untracked());
        wanted.write(
            origin.about(),
            || Totals::of_activity(rows),
            |export, about| export.activity(rows, about),
        )
    };
    ReportExport {
        org: store.name(),
        what: "activity".to_owned(),
        missing,
        rows: move |chosen| rows(activity, chosen),
        write,
        open,
    }
    .dialog()
}

fn rows(activity: Activity, chosen: Chosen) -> Vec<TokenEvent> {
    let Activity { all, shown, .. } = activity;
    all.with(|all| match chosen {
        Chosen::All => all.iter().map(|told| told.one.clone()).collect(),
        Chosen::Shown | Chosen::Selected => shown.with(|shown| {
            shown.iter().filter_map(|at| all.get(*at)).map(|told| told.one.clone()).collect()
        }),
    })
}
