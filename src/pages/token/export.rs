//! Exporting one token's access.

use console_core::domain::export::{AccessRow, Extent, Totals, has_long_cell_in_access};
use leptos::prelude::*;

use crate::pages::export_dialog::ExportDialog;
use crate::pages::exported::{FileRequest, Filters, Origin};
use crate::state::Editing;

/// The dialog.
pub(super) fn export(editing: Editing, on_close: Callback<()>) -> AnyView {
    let store = editing.store;
    let write = Callback::new(move |wanted: FileRequest| {
        let rows = untrack(|| rows(editing));
        let origin = Origin::new(editing.app, store, &wanted, Filters::default(), None);
        wanted.write(
            origin.about(),
            || Totals::of_access(&rows),
            |export, about| export.access(&rows, &store.resources().borrow(), about),
        )
    });
    let extent = Callback::new(move |_| {
        let rows = rows(editing);
        let has_long_cell = has_long_cell_in_access(&rows, &store.resources().borrow());
        Extent { rows: rows.len(), hidden: 0, has_long_cell }
    });
    view! {
        <ExportDialog
            org=store.name()
            what=[editing.id().as_str(), "-access"].concat()
            missing=None
            extent=extent
            write=write
            on_close=on_close
        />
    }
    .into_any()
}

/// What the API said that the token may do.
fn rows(editing: Editing) -> Vec<AccessRow> {
    let Some(token) = editing.token.get() else { return Vec::new() };
    editing.draft.with(|draft| {
        let row = |grant| AccessRow { token: token.clone(), grant };
        draft.base().iter().map(row).collect()
    })
}
