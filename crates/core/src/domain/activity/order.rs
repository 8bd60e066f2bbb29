//! The order of events.

use std::cmp::Ordering;

use super::TokenEvent;
use crate::domain::listing::natural_order;
use crate::domain::table_order::{ColumnKey, TableOrder};

/// A column that events are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventColumn {
    /// When it was; what is not told comes last.
    When,
    /// What was done.
    Event,
    /// The token's name.
    Token,
    /// Who did it.
    By,
}

impl ColumnKey for EventColumn {
    const ALL: &'static [Self] = &[Self::When, Self::Event, Self::Token, Self::By];

    fn key(self) -> &'static str {
        match self {
            Self::When => "when",
            Self::Event => "event",
            Self::Token => "token",
            Self::By => "by",
        }
    }
}

/// Sorts events by their places. `at` finds the event of a place, `event` tells what it is called, `token` the name of its
/// token.
pub fn sort_events<'a>(
    places: &mut [usize],
    at: impl Fn(usize) -> Option<&'a TokenEvent>,
    order: TableOrder<EventColumn>,
    event: impl Fn(&TokenEvent) -> String,
    token: impl Fn(&TokenEvent) -> String,
) {
    let compare = |column, one: &TokenEvent, other: &TokenEvent| match column {
        EventColumn::When => one.event.at.cmp(&other.event.at),
        EventColumn::Event => natural_order(&event(one), &event(other)),
        EventColumn::Token => natural_order(&token(one), &token(other)),
        EventColumn::By => natural_order(one.event.actor.label(), other.event.actor.label()),
    };
    order.sort(places, |column, one, other| match (at(*one), at(*other)) {
        (Some(one), Some(other)) => compare(column, one, other),
        _ => Ordering::Equal,
    });
    if order.column == EventColumn::When {
        // In either direction, what has no time stands behind what has one.
        places.sort_by_key(|place| at(*place).is_none_or(|one| one.event.at.is_none()));
    }
}
