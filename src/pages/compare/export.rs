//! Exporting what two tokens hold.

use console_core::domain::compare::ComparedGrant;
use console_core::domain::export::{Chosen, Compared, Totals};
use console_core::domain::token::Token;
use console_core::words::compare as words;
use console_core::words::tokens::display_name;
use leptos::prelude::*;

use super::{Compare, Pair};
use crate::pages::exported::{FileRequest, Filters, Origin};
use crate::pages::report_export::ReportExport;

pub(super) fn export(compare: Compare, open: RwSignal<bool>) -> AnyView {
    let Compare { app, store, view, pair, .. } = compare;
    // Of two tokens whose access is known nothing is missing, whatever is missing of the list.
    let missing = Signal::derive(move || {
        let is_known = pair.with(|pair| matches!(pair, Pair::Known { .. }));
        (!is_known).then(|| words::NOTHING_COMPARED.to_owned())
    });
    let write = move |wanted: &FileRequest, rows: &[ComparedGrant]| {
        let both = view.with_untracked(|view| {
            let one = |id: &Option<_>| id.as_ref().and_then(|id| store.token(id));
            one(&view.first).zip(one(&view.second))
        });
        let Some((first, second)) = both else { return String::new() };
        // A file has the names as they are.
        let name = |token: &Token| [display_name(token), " (", token.id.as_str(), ")"].concat();
        let filters = Filters {
            query: app.query().get_untracked(),
            in_words: words::in_words(&name(&first), &name(&second)),
        };
        let origin = Origin::new(app, store, wanted, filters, missing.get_untracked());
        let pair = Compared { first: &first, second: &second, rows };
        let resources = store.resources();
        wanted.write(
            origin.about(),
            || Totals::of_compared(rows),
            |export, about| export.compared(pair, &resources.borrow(), about),
        )
    };
    ReportExport {
        org: store.name(),
        what: "compare".to_owned(),
        missing,
        rows: move |chosen| rows(compare, chosen),
        write,
        open,
    }
    .dialog()
}

/// All rows are those that are the same, too.
fn rows(compare: Compare, chosen: Chosen) -> Vec<ComparedGrant> {
    match chosen {
        Chosen::Shown | Chosen::Selected => compare.shown.get(),
        Chosen::All => compare.pair.with(|pair| match pair {
            Pair::Known { rows, .. } => rows.to_vec(),
            _ => Vec::new(),
        }),
    }
}
