//! Tokens as something to choose.

use console_core::domain::ids::TokenId;
use console_core::domain::listing::{look_up_tokens, named_token};
use console_core::domain::token::Token;
use console_core::words::tokens::display_name;
use leptos::prelude::*;

use crate::state::Organization;
use crate::ui::combobox::{Entry, Matches, Options};
use crate::ui::select::Choice;

/// By its name, told apart and also found by its id.
pub(super) fn token_choice(token: &Token) -> Choice {
    let id = token.id.as_str();
    Choice::new(id, display_name(token)).note(id).id(id)
}

/// The tokens of a list, each of which can be chosen.
pub(super) fn token_options(store: Organization) -> Options {
    let matching = move |(text, most): (String, usize)| {
        store.with_tokens(|tokens, index| {
            let (places, more) = look_up_tokens(index, &text, most);
            let choice = |place: usize| tokens.get(place).map(|token| token_choice(token));
            Matches { listed: places.into_iter().filter_map(choice).collect(), more }
        })
    };
    let named = move |text: String| {
        store.with_tokens(|tokens, index| {
            let place = named_token(tokens, index, &text)?;
            tokens.get(place).map(|token| token_choice(token))
        })
    };
    Options::LookedUp { matching: Callback::new(matching), named: Callback::new(named) }
}

/// A token that an address names, as what is chosen: one that is not in the list by its id alone. Watched.
pub(super) fn chosen_token(store: Organization, id: Option<&TokenId>) -> Entry {
    id.map_or(Entry::Empty, |id| {
        let known = store.with_tokens(|_, _| store.token(id));
        let unknown = || Choice::new(id.as_str(), id.as_str());
        Entry::Chosen(known.map_or_else(unknown, |token| token_choice(&token)))
    })
}
