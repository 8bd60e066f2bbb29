//! The export of rows that the command line does not have: there is one layout for them, and none of their cells is long.

use console_core::domain::export::{Chosen, Extent};
use console_core::domain::ids::OrgName;
use leptos::prelude::*;

use super::export_dialog::ExportDialog;
use super::exported::FileRequest;

/// Rows to be exported.
pub(super) struct ReportExport<R, W> {
    /// Whose they are.
    pub(super) org: OrgName,
    /// What they are, as in the file's name.
    pub(super) what: String,
    /// Why they are not all, in words; nothing if they are.
    pub(super) missing: Signal<Option<String>>,
    /// The rows that are chosen.
    pub(super) rows: R,
    /// Writes them or their manifest.
    pub(super) write: W,
    /// The dialog is open.
    pub(super) open: RwSignal<bool>,
}

impl<R, W> ReportExport<R, W> {
    pub(super) fn dialog<T>(self) -> AnyView
    where
        R: Fn(Chosen) -> Vec<T> + Copy + Send + Sync + 'static,
        W: Fn(&FileRequest, &[T]) -> String + Send + Sync + 'static,
    {
        let Self { org, what, missing, rows, write, open } = self;
        view! {
            <ExportDialog
                org=org
                what=what
                is_report_only=true
                missing=missing
                extent=move |chosen| Extent {
                    rows: rows(chosen).len(),
                    hidden: 0,
                    has_long_cell: false,
                }
                write=move |wanted: FileRequest| write(&wanted, &untrack(|| rows(wanted.chosen)))
                on_close=move |()| open.set(false)
            />
        }
        .into_any()
    }
}
