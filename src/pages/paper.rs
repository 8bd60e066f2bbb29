//! The line at the top of each sheet.

use console_core::words::paper as words;
use leptos::prelude::*;

use crate::state::{App, Organization};
use crate::ui::paper::{PaperLine, cut};

/// What a page says of its rows on paper.
#[derive(Debug, Clone, Default)]
pub(super) struct OnPaper {
    /// What it is, what is shown of it, in sentences.
    pub(super) about: Vec<String>,
    /// How many rows or lines there are to print, where there may be too many.
    pub(super) rows: usize,
    /// Why they are not all, if they are not.
    pub(super) missing: Option<String>,
}

/// The line.
pub(super) fn line(
    app: App,
    store: Organization,
    on_paper: impl Fn() -> OnPaper + Send + Sync + 'static,
) -> AnyView {
    let text = Callback::new(move |()| {
        let OnPaper { about, rows, missing } = on_paper();
        let person = app.sign_in.who.get();
        let at = app.client().now().for_spreadsheet();
        let mut parts: Vec<String> = cut(rows).into_iter().collect();
        parts.push([store.name().as_str(), "."].concat());
        parts.extend(about);
        parts.push(match missing {
            Some(why) => words::partial(&why),
            None => words::COMPLETE.to_owned(),
        });
        parts.push(words::printed(&at, person.as_deref()));
        parts
    });
    view! { <PaperLine text=text/> }.into_any()
}
