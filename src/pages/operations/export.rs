//! Exporting what a token may call.

use console_core::domain::export::{Chosen, Totals};
use console_core::domain::operations::{HeldOperation, as_of};
use console_core::words::operations as words;
use leptos::prelude::*;

use super::Held;
use crate::pages::exported::{FileRequest, Filters, Origin};
use crate::pages::report_export::ReportExport;

pub(super) fn export(held: Held, open: RwSignal<bool>) -> AnyView {
    let Held { app, store, token, view, .. } = held;
    let missing =
        Signal::derive(move || token.with(Option::is_none).then(|| words::NOT_READ.to_owned()));
    let write = move |wanted: &FileRequest, rows: &[HeldOperation]| {
        let Some(own) = token.get_untracked() else { return String::new() };
        let filters = match wanted.chosen {
            Chosen::Shown | Chosen::Selected => Filters {
                query: app.query().get_untracked(),
                in_words: view.with_untracked(|view| {
                    words::in_words(&view.search, view.near_misses, as_of())
                }),
            },
            Chosen::All => Filters { in_words: words::dated(as_of()), ..Filters::default() },
        };
        let origin = Origin::new(app, store, wanted, filters, missing.get_untracked());
        let resources = store.resources();
        wanted.write(
            origin.about(),
            || Totals::of_operations(rows),
            |export, about| export.operations(&own, rows, &resources.borrow(), about),
        )
    };
    ReportExport {
        org: store.name(),
        what: [held.id.get_value().as_str(), "-operations"].concat(),
        missing,
        rows: move |chosen| rows(held, chosen),
        write,
        open,
    }
    .dialog()
}

fn rows(held: Held, chosen: Chosen) -> Vec<HeldOperation> {
    held.all.with(|all| match chosen {
        Chosen::All => all.to_vec(),
        Chosen::Shown | Chosen::Selected => {
            held.shown.with(|shown| shown.iter().filter_map(|at| all.get(*at).cloned()).collect())
        }
    })
}
