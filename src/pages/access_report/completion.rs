//! What could be typed next in the report's search: fields, and what there is of them in the organization.

use std::collections::BTreeSet;

use console_core::domain::permission::Permission;
use console_core::domain::report::{Offer, SearchField, complete};
use console_core::domain::token::Token;
use console_core::words::access_report as words;
use console_core::words::token::resource_name;
use leptos::prelude::*;

use crate::state::Organization;
use crate::ui::search_box::SearchMore;
use crate::ui::suggestions::{Suggested, Suggestion, suggestions};

pub(super) fn completion(store: Organization) -> SearchMore {
    suggestions(
        words::SUGGESTIONS,
        Callback::new(move |(text, caret): (String, usize)| {
            let found = complete(&text, caret, |field| values(store, field))?;
            let list = found.offers.iter().map(suggestion).collect();
            Some(Suggested { replaced: found.replaced, list })
        }),
    )
}

fn suggestion(offer: &Offer) -> Suggestion {
    let (note, goes_on) = match offer {
        Offer::Field { field, .. } => (Some(words::field(*field)), true),
        Offer::Value { .. } => (None, false),
    };
    Suggestion { text: offer.text(), note, goes_on }
}

/// What there is of a field, as far as it was read.
pub(super) fn values(store: Organization, field: SearchField) -> Vec<String> {
    let of_tokens = |value: fn(&Token) -> Option<&str>| {
        untrack(|| {
            store.with_tokens(|tokens, _| {
                let all: BTreeSet<&str> = tokens.iter().filter_map(|it| value(it)).collect();
                all.into_iter().map(str::to_owned).collect()
            })
        })
    };
    match field {
        SearchField::Permission => {
            let mut all: Vec<Permission> = Permission::all_seen().collect();
            all.sort_unstable();
            all.into_iter().map(|it| it.name().to_owned()).collect()
        }
        SearchField::Resource => {
            let resources = store.resources();
            let resources = resources.borrow();
            let all: BTreeSet<String> =
                resources.iter().map(|(_, one)| resource_name(one)).collect();
            all.into_iter().collect()
        }
        SearchField::Name => of_tokens(|token| token.name.as_deref()),
        SearchField::Id => of_tokens(|token| Some(token.id.as_str())),
        SearchField::By => of_tokens(|token| token.created_by.as_deref()),
        SearchField::Via
        | SearchField::Effect
        | SearchField::Area
        | SearchField::Type
        | SearchField::Deleted
        | SearchField::Expires
        | SearchField::Used => Vec::new(),
    }
}
