//! Exporting the list.

use console_core::domain::export::{About, Export};
use leptos::prelude::*;

use super::Listing;
use crate::dom::{View, view};
use crate::live::Signal;
use crate::pages::export_dialog::{ExportDialog, Exported};
use crate::state::ListStatus;

/// The dialog.
pub(crate) fn export(listing: Listing, on_close: Callback<()>) -> View {
    let Listing { app, store, places, selected, .. } = listing;
    let rows = move |rows: Exported| match rows {
        Exported::Shown => listing.tokens(&places.get_untracked()),
        Exported::All => store.with_tokens(|tokens, _| tokens.to_vec()),
        Exported::Selected => selected
            .with_untracked(|selected| selected.iter().filter_map(|id| store.token(id)).collect()),
    };
    let write = Callback::new(move |(export, exported): (Export, Exported)| {
        let filters = match exported {
            Exported::Shown => app.query().get_untracked(),
            Exported::All | Exported::Selected => String::new(),
        };
        let name = store.name();
        let about = About {
            organization: &name,
            generated_at: app.client().now(),
            filters: &filters,
            is_complete: store.status.with_untracked(ListStatus::is_complete),
        };
        export.tokens(&untrack(|| rows(exported)), about)
    });
    view! {
        <ExportDialog
            org=store.name()
            what="tokens".to_owned()
            selected=selected.with_untracked(Vec::len)
            is_complete=Signal::derive(move || store.status.with(ListStatus::is_complete))
            write=write
            on_close=on_close
        />
    }
}
