//! The events of a log that are about tokens or were done by tokens.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Event, EventKind, Party};
use crate::domain::ids::TokenId;

/// An event with the tokens that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenEvent {
    /// The event.
    pub event: Arc<Event>,
    /// What it means for a token.
    pub kind: EventKind,
    /// The token that it was done to.
    pub about: Option<TokenId>,
    /// The token that did it.
    pub by: Option<TokenId>,
}

impl TokenEvent {
    /// The token that a row of it is about: the one that it was done to, else the one that did it.
    pub fn token(&self) -> Option<&TokenId> {
        self.about.as_ref().or(self.by.as_ref())
    }

    /// What the event calls that token; empty where it does not tell.
    pub fn token_name(&self) -> &str {
        let Event { subject, target, actor, .. } = &*self.event;
        match self.token() {
            Some(id) => {
                let own = [subject, target, actor].into_iter().find(|it| *it.id == *id.as_str());
                own.map_or("", |party| &party.name)
            }
            None => &subject.name,
        }
    }

    /// Whether the token that a row of it is about did it itself.
    pub fn is_by_itself(&self) -> bool {
        self.by.is_some() && self.token() == self.by.as_ref()
    }

    /// What else it is about than the token that its row is about.
    pub fn others(&self) -> impl Iterator<Item = &Party> {
        let Event { subject, target, .. } = &*self.event;
        let own = self.token().map(TokenId::as_str);
        // Where nobody knows which token it is, the name of the first stands for it.
        let first = Some(subject).filter(|_| own.is_some());
        let all = first.into_iter().chain([target]);
        all.filter(move |it| !it.label().is_empty() && own != Some(&it.id))
    }
}

/// Finds the events that are about tokens or were done by them, in their order.
///
/// A token is told by its id: those that are known, those whose type is a token's in any spelling, and those that an
/// action of tokens was done to. Once an id is a token's in one event, it is in all of them.
pub fn find_token_events<'a>(
    events: &[Arc<Event>],
    known: impl IntoIterator<Item = &'a TokenId>,
) -> Vec<TokenEvent> {
    let mut ids: FxHashSet<&str> = known.into_iter().map(TokenId::as_str).collect();
    for event in events {
        ids.extend(told_tokens(event));
    }
    let token = |party: &Party| {
        let id = Some(&*party.id).filter(|id| ids.contains(id))?;
        TokenId::parse(id).ok()
    };
    let entry = |event: &Arc<Event>| {
        let about = token(&event.subject).or_else(|| token(&event.target));
        let by = token(&event.actor);
        let is_of_tokens = about.is_some() || by.is_some() || event.is_of_tokens();
        let kind = event.kind();
        is_of_tokens.then(|| TokenEvent { event: event.clone(), kind, about, by })
    };
    events.iter().filter_map(entry).collect()
}

/// The ids that an event itself says are tokens'.
fn told_tokens(event: &Event) -> Vec<&str> {
    let id = |party: &'_ Party| !party.id.is_empty();
    let named = event.parties().into_iter().filter(|it| id(it) && it.is_named_token());
    let mut all: Vec<&str> = named.map(|party| &*party.id).collect();
    let has_subject = [&event.subject, &event.target].iter().any(|it| it.is_named_token());
    if event.is_of_tokens() && !has_subject {
        // Of an action of tokens without a type, what it was done to is the token.
        let untyped = |it: &&Party| it.kind.trim().is_empty() && id(it);
        let own = [&event.subject, &event.target].into_iter().find(untyped);
        all.extend(own.map(|party| &*party.id));
    }
    all
}
