//! Exporting the events.

use console_core::domain::activity::TokenEvent;
use console_core::domain::export::{Chosen, Extent, Totals};
use console_core::words::activity as words;
use leptos::prelude::*;

use super::Activity;
use crate::pages::export_dialog::ExportDialog;
use crate::pages::exported::{FileRequest, Filters, Origin};

pub(super) fn export(activity: Activity, open: RwSignal<bool>) -> AnyView {
    let Activity { app, store, view, .. } = activity;
    let why = move || activity.missing();
    let write = Callback::new(move |wanted: FileRequest| {
        let filters = match wanted.chosen {
            Chosen::Shown | Chosen::Selected => Filters {
                query: app.query().get_untracked(),
                in_words: view.with_untracked(words::in_words),
            },
            Chosen::All => Filters { in_words: words::KEPT.to_owned(), ..Filters::default() },
        };
        let origin = Origin::new(app, store, &wanted, filters, untrack(why));
        let rows = untrack(|| rows(activity, wanted.chosen));
        wanted.write(
            origin.about(),
            || Totals::of_activity(&rows),
            |export, about| export.activity(&rows, about),
        )
    });
    let extent = Callback::new(move |chosen| Extent {
        rows: rows(activity, chosen).len(),
        hidden: 0,
        has_long_cell: false,
    });
    view! {
        <ExportDialog
            org=store.name()
            what="activity".to_owned()
            is_report_only=true
            missing=Signal::derive(why)
            extent=extent
            write=write
            on_close=move |()| open.set(false)
        />
    }
    .into_any()
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
