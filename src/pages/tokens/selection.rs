//! What is ticked, also where search and filters hide it.

use console_core::domain::ids::TokenId;
use console_core::domain::listing::Selection;
use console_core::domain::view_state::TokensView;
use console_core::words::tokens as words;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::listing::Listing;
use crate::state::ListStatus;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::effect::effect;
use crate::ui::mark::mark;
use crate::ui::number::count;
use crate::ui::refuge::PassingControls;

impl Listing {
    /// The ids of the shown tokens; watched.
    fn shown_ids(self) -> Vec<TokenId> {
        self.places.with(|places| {
            let ids = self.tokens(places).into_iter().map(|token| token.id.clone());
            ids.collect()
        })
    }

    /// How many of the ticked tokens are shown; watched.
    pub(super) fn ticked_shown(self) -> usize {
        if self.selected.with(Selection::is_empty) {
            return 0;
        }
        let shown = self.shown_ids();
        self.selected.with(|selected| selected.count_among(&shown))
    }

    /// Ticks or unticks all shown tokens.
    pub(super) fn tick_shown(self, on: bool) {
        let shown = untrack(|| self.shown_ids());
        self.selected.update(|selected| selected.set(&shown, on));
    }
}

/// What is deleted is not ticked any more. While a list is read, what has not come yet may still come.
fn forget_gone(listing: Listing) {
    let Listing { store, selected, .. } = listing;
    effect(move || {
        store.with_tokens(|_, _| ());
        if store.status.with(ListStatus::is_reading) {
            return;
        }
        let is_gone = |id: &TokenId| store.token(id).is_none();
        let is_any_gone = selected.with_untracked(|all| {
            let mut all = all.clone();
            all.retain(|id| !is_gone(id))
        });
        if is_any_gone {
            selected.update(|all| {
                all.retain(|id| !is_gone(id));
            });
        }
    });
}

/// How many are ticked and how many of them are hidden, and what to do with these. There is something ticked.
pub(in crate::pages) fn selection(listing: Listing) -> AnyView {
    forget_gone(listing);
    // In a narrow window it lies over the end of the page, which then has room for it.
    mark("data-selection");
    let Listing { selected, .. } = listing;
    let chosen = Memo::new(move |_| selected.with(Selection::len));
    let hidden = Memo::new(move |_| chosen.get().saturating_sub(listing.ticked_shown()));
    let is_any_hidden = Memo::new(move |_| hidden.get() > 0);
    let text = move || {
        let all = words::selected(&count(chosen.get()));
        if hidden.get() == 0 { all } else { [all, words::hidden(&count(hidden.get()))].concat() }
    };
    let show = move |()| {
        listing.change(|view| *view = TokensView { sort: view.sort, ..TokensView::default() });
    };
    let leave_out = move |()| {
        let shown = untrack(|| listing.shown_ids());
        selected.update(|all| {
            let mut kept = Selection::default();
            let ticked: Vec<_> = shown.iter().filter(|id| all.has(id)).collect();
            kept.set(ticked, true);
            *all = kept;
        });
    };
    let clear = move |()| {
        selected.set(Selection::default());
        // The button goes; its reader stays with the table.
        let table = document().query_selector(".head input").ok().flatten();
        if let Some(table) = table.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = table.focus();
        }
    };
    view! {
        <div class="selection" role="region" aria-label=words::SELECTION>
            <span class="count-status" role="status">{text}</span>
            {move || is_any_hidden.get().then(|| view! {
                <PassingControls class="row">
                    <Button label=words::SHOW_HIDDEN kind=ButtonKind::Quiet on_press=show/>
                    <Button label=words::LEAVE_HIDDEN_OUT kind=ButtonKind::Quiet on_press=leave_out/>
                </PassingControls>
            })}
            <Button label=words::CLEAR_SELECTION kind=ButtonKind::Quiet on_press=clear/>
        </div>
    }
    .into_any()
}
