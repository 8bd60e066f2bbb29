//! Asking each token for its access, where the list does not tell it. The work belongs to the organization, not to the
//! page that wanted it.

use console_core::api::{AccessAnswer, ApiError};
use console_core::domain::ids::TokenId;
use console_core::domain::token::TokenAccess;

use leptos::prelude::*;

use super::Organization;

/// How the asking stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Accesses {
    /// Nobody has asked since the list was read.
    Unasked,
    /// Under way.
    Asking { done: usize, total: usize },
    /// Over.
    Ended(AskingEnd),
}

/// How an asking ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AskingEnd {
    /// The tokens that could not be read, and why.
    pub(crate) refused: Vec<(TokenId, ApiError)>,
    /// What ended it before every token was asked.
    pub(crate) broke_off: Option<ApiError>,
    /// Somebody pressed "Stop".
    pub(crate) is_stopped: bool,
}

impl Accesses {
    /// How many were asked of how many, while that goes on.
    pub(crate) fn progress(&self) -> Option<(usize, usize)> {
        match self {
            Self::Asking { done, total } => Some((*done, *total)),
            Self::Unasked | Self::Ended(_) => None,
        }
    }
}

impl Organization {
    /// The tokens whose access is not known. Watches the list.
    pub(crate) fn untold(self) -> usize {
        self.with_tokens(|tokens, _| {
            tokens.iter().filter(|token| token.access == TokenAccess::Unknown).count()
        })
    }

    /// Asks each token whose access is not known.
    pub(crate) fn ask_accesses(self) {
        let ids: Vec<TokenId> = leptos::prelude::untrack(|| {
            self.with_tokens(|tokens, _| {
                tokens
                    .iter()
                    .filter(|token| token.access == TokenAccess::Unknown)
                    .map(|token| token.id.clone())
                    .collect()
            })
        });
        let total = ids.len();
        self.accesses.set(Accesses::Asking { done: 0, total });
        self.asking.run(async move {
            let (client, resources, org) =
                (self.connection.client(), self.resources(), self.name());
            let (mut done, mut refused) = (0, Vec::new());
            let end = client
                .accesses(&org, &ids, &resources, |id, asked| {
                    match asked {
                        AccessAnswer::Known(access) => self.put_access_of_many(id, &access),
                        AccessAnswer::Gone => self.remove(id),
                        AccessAnswer::Refused(error) => refused.push((id.clone(), error)),
                    }
                    done += 1;
                    self.accesses.set(Accesses::Asking { done, total });
                })
                .await;
            self.connection.note(end.as_ref().err());
            self.tell();
            let broke_off = end.err();
            self.accesses.set(Accesses::Ended(AskingEnd { refused, broke_off, is_stopped: false }));
        });
    }

    /// Asks no more tokens.
    pub(crate) fn stop_asking(self) {
        self.asking.stop();
        if self.accesses.with_untracked(|now| now.progress().is_some()) {
            self.tell();
            let end = AskingEnd { refused: Vec::new(), broke_off: None, is_stopped: true };
            self.accesses.set(Accesses::Ended(end));
        }
    }
}
