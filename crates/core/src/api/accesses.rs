//! Asking each token for its access, where the list does not tell it.

use std::cell::RefCell;

use futures_util::stream::{self, StreamExt};

use crate::domain::access::AccessSet;
use crate::domain::ids::{OrgName, TokenId};
use crate::domain::resource::Resources;

use super::client::Client;
use super::error::{ApiError, Fault};
use super::ports::Ports;

/// What the API answered about the access of one token.
#[derive(Debug, Clone, PartialEq)]
pub enum AccessAnswer {
    /// Its access.
    Known(AccessSet),
    /// It is not there any more.
    Gone,
    /// It could not be read. Others may be.
    Refused(ApiError),
}

/// So many refusals in a row, without an answer between them, are about all tokens and not about one.
const MOST_REFUSALS: usize = 10;

impl ApiError {
    /// Whether every other call would fail in the same way for now.
    fn is_about_all(&self) -> bool {
        match self.fault {
            Fault::CredentialRefused
            | Fault::SignedOut
            | Fault::Offline
            | Fault::Unreachable
            | Fault::RateLimited => true,
            Fault::Forbidden
            | Fault::Blocked
            | Fault::MethodRefused
            | Fault::WebPage { .. }
            | Fault::NotFoundOrNotAllowed { .. }
            | Fault::NotAllowed { .. }
            | Fault::NothingDone
            | Fault::Refused { .. }
            | Fault::ServerFault
            | Fault::TimedOut
            | Fault::Unreadable { .. }
            | Fault::Unsettled
            | Fault::WrongUpstream { .. } => false,
        }
    }
}

impl<P: Ports> Client<P> {
    /// Asks each of the tokens for its access, some side by side, and tells of each as its answer comes. One that
    /// refuses does not end it; what is about all of them does.
    ///
    /// # Errors
    /// What ended it before every token was asked.
    pub async fn accesses(
        &self,
        org: &OrgName,
        ids: &[TokenId],
        resources: &RefCell<Resources>,
        mut on_each: impl FnMut(&TokenId, AccessAnswer),
    ) -> Result<(), ApiError> {
        let ask = |id| async move { (id, self.ask(org, id, resources).await) };
        let mut answers = stream::iter(ids).map(ask).buffer_unordered(self.parallel());
        let mut refused_in_row = 0;
        while let Some((id, asked)) = answers.next().await {
            let error = match &asked {
                AccessAnswer::Refused(error) => Some(error.clone()),
                AccessAnswer::Known(_) | AccessAnswer::Gone => None,
            };
            refused_in_row = if error.is_some() { refused_in_row + 1 } else { 0 };
            match error {
                Some(error) if error.is_about_all() => return Err(error),
                error => {
                    on_each(id, asked);
                    if let Some(error) = error.filter(|_| refused_in_row >= MOST_REFUSALS) {
                        return Err(error);
                    }
                }
            }
        }
        Ok(())
    }

    async fn ask(
        &self,
        org: &OrgName,
        id: &TokenId,
        resources: &RefCell<Resources>,
    ) -> AccessAnswer {
        match self.access(org, id, resources).await {
            Ok(access) => AccessAnswer::Known(access),
            // "Not found" may also mean that reading the access is not allowed: the token tells.
            Err(error) if error.is_not_found() && self.is_gone(org, id).await => AccessAnswer::Gone,
            Err(error) => AccessAnswer::Refused(error),
        }
    }

    /// Whether the API says that there is no such token.
    async fn is_gone(&self, org: &OrgName, id: &TokenId) -> bool {
        let resources = RefCell::new(Resources::of(org.as_str()));
        self.token(org, id, &resources).await.is_err_and(|error| error.is_not_found())
    }
}
