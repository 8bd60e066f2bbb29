//! Exporting the list.

use std::sync::Arc;

use console_core::domain::export::{
    Chosen, Extent, Totals, has_long_cell_in_tokens, in_shown_order,
};
use console_core::domain::listing::Selection;
use console_core::domain::report::PrintedView;
use console_core::domain::token::Token;
use console_core::words::export as words;
use leptos::prelude::*;

use super::listing::Listing;
use crate::pages::export_dialog::ExportDialog;
use crate::pages::exported::{FileRequest, Filters, Origin, missing};
use crate::pages::printed_report;

/// The dialog.
pub(crate) fn export(listing: Listing, on_close: Callback<()>) -> AnyView {
    let Listing { app, store, view, selected, .. } = listing;
    let why = move || store.status.with(|status| missing(status, 0));
    let write = Callback::new(move |wanted: FileRequest| {
        let filters = match wanted.chosen {
            Chosen::Shown => Filters {
                query: app.query().get_untracked(),
                in_words: view.with_untracked(words::tokens_view),
            },
            Chosen::All | Chosen::Selected => Filters::default(),
        };
        let origin = Origin::new(app, store, &wanted, filters, untrack(why));
        let (tokens, _) = untrack(|| rows(listing, wanted.chosen));
        let totals = || Totals::of_tokens(&tokens, wanted.at);
        let resources = store.resources();
        wanted.write(origin.about(), totals, |export, about| {
            export.tokens(&tokens, &resources.borrow(), about)
        })
    });
    let extent = Callback::new(move |chosen| {
        let (tokens, hidden) = rows(listing, chosen);
        Extent { rows: tokens.len(), hidden, has_long_cell: has_long_cell_in_tokens(&tokens) }
    });
    // Ticks are not in an address, so what is selected has no page.
    let printable = Callback::new(move |chosen| {
        let own = match chosen {
            Chosen::Shown => view.with(|view| PrintedView::from(view)),
            Chosen::All => PrintedView::default(),
            Chosen::Selected => return None,
        };
        Some(printed_report::address(store.name(), &own))
    });
    view! {
        <ExportDialog
            org=store.name()
            what="tokens".to_owned()
            has_selected=!selected.with_untracked(Selection::is_empty)
            missing=Signal::derive(why)
            extent=extent
            write=write
            printable=printable
            on_close=on_close
        />
    }
    .into_any()
}

/// The rows, and how many of them search and filters hide. Those that are gone from the list are in none.
fn rows(listing: Listing, chosen: Chosen) -> (Vec<Arc<Token>>, usize) {
    let Listing { store, places, selected, .. } = listing;
    match chosen {
        Chosen::Shown => (listing.tokens(&places.get()), 0),
        Chosen::All => (store.with_tokens(|tokens, _| tokens.to_vec()), 0),
        Chosen::Selected => {
            let ids = selected.get();
            let place = |id| u32::try_from(store.place(id)?).ok();
            let ticked: Vec<u32> = ids.iter().filter_map(place).collect();
            let (ordered, hidden) = in_shown_order(&ticked, &places.get());
            (listing.tokens(&ordered), hidden)
        }
    }
}
