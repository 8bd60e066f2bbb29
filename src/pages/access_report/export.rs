//! Exporting the report.

use console_core::domain::export::{AccessRow, Chosen, Extent, Totals, has_long_cell_in_access};
use console_core::domain::listing::TokenList;
use console_core::domain::report::{self, Matrix, PrintedView, ReportShape, ReportView};
use console_core::words::export as words;
use console_core::words::token::resource_name;
use leptos::prelude::*;

use super::Report;
use crate::pages::export_dialog::ExportDialog;
use crate::pages::exported::{FileRequest, Filters, Origin};
use crate::pages::printed_report;

/// The dialog.
pub(super) fn export(report: Report, open: RwSignal<bool>) -> AnyView {
    let Report { app, store, view, .. } = report;
    let why = move || report.missing();
    let write = Callback::new(move |wanted: FileRequest| {
        let filters = match wanted.chosen {
            Chosen::Shown | Chosen::Selected => Filters {
                query: app.query().get_untracked(),
                in_words: view.with_untracked(words::report_view),
            },
            Chosen::All => Filters::default(),
        };
        let origin = Origin::new(app, store, &wanted, filters, untrack(why));
        let rows = untrack(|| rows(report, wanted.chosen));
        wanted.write(
            origin.about(),
            || Totals::of_access(&rows),
            |export, about| export.access(&rows, &store.resources().borrow(), about),
        )
    });
    let extent = Callback::new(move |chosen| {
        let rows = rows(report, chosen);
        let has_long_cell = has_long_cell_in_access(&rows, &store.resources().borrow());
        Extent { rows: rows.len(), hidden: 0, has_long_cell }
    });
    let printable = Callback::new(move |chosen| {
        let own = match chosen {
            // Paper does not know what narrows the matrix.
            Chosen::Shown | Chosen::Selected if view.with(ReportView::narrows_matrix) => {
                return None;
            }
            Chosen::Shown | Chosen::Selected => view.with(|view| PrintedView::from(view)),
            Chosen::All => PrintedView::default(),
        };
        Some(printed_report::address(store.name(), &own))
    });
    view! {
        <ExportDialog
            org=store.name()
            what="access-report".to_owned()
            missing=Signal::derive(why)
            extent=extent
            write=write
            printable=printable
            on_close=move |()| open.set(false)
        />
    }
    .into_any()
}

fn rows(report: Report, chosen: Chosen) -> Vec<AccessRow> {
    let Report { app, store, view, rows, .. } = report;
    let now = app.now().get();
    let resources = store.resources();
    let resources = resources.borrow();
    let rows = match chosen {
        Chosen::Shown | Chosen::Selected if report.is_current.get() => rows.get(),
        chosen => store.with_tokens(|tokens, index| {
            let view = match chosen {
                Chosen::Shown | Chosen::Selected => view.get(),
                Chosen::All => view.with(ReportView::of_all),
            };
            report::rows(tokens, index, &resources, &view, now, resource_name)
        }),
    };
    let is_matrix = view.with(|view| view.shape == ReportShape::Matrix);
    let rows = if is_matrix && chosen != Chosen::All {
        // Of a resource that is not known no row is shown.
        let matrix = store.with_tokens(|tokens, index| {
            let list = TokenList { tokens, index, resources: &resources };
            view.with(|view| Matrix::new(list, &rows, view))
        });
        matrix.map(|matrix| matrix.rows_of(rows.to_vec(), &resources)).unwrap_or_default()
    } else {
        rows.to_vec()
    };
    let row =
        |row: report::Row| Some(AccessRow { token: store.token_at(row.token)?, grant: row.grant });
    rows.into_iter().filter_map(row).collect()
}
