//! What can go wrong with a call, and what to do about it.

use super::ports::{Method, TransportError};
use super::routes::{Endpoint, Operation};

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The proxy in front wants its reader to sign in.
    SignedOut,
    /// The API refuses the credential that the proxy adds.
    CredentialRefused,
    /// The proxy refuses: not signed in, or a call that it does not let through.
    Forbidden,
    /// Something in front of the API refuses this call while others go through: a firewall, not the sign-in.
    Blocked,
    /// The proxy in front lets no call of this method through, or none with a body.
    MethodRefused,
    /// The API says "not found", which also means "not allowed".
    NotFoundOrNotAllowed {
        /// Permissions of which one would do.
        needs: Vec<&'static str>,
    },
    /// The API knows the credential and does not let it do this, without a word why (403).
    NotAllowed {
        /// Permissions of which one would do.
        needs: Vec<&'static str>,
    },
    /// The answer says that it was done, and reading shows that it was not.
    NothingDone,
    /// The API refuses what was sent.
    Refused {
        /// What the API says about it, if it says something.
        message: Option<String>,
    },
    /// Too many calls.
    RateLimited,
    /// The API or the proxy failed.
    ServerFault,
    /// No connection.
    Unreachable,
    /// The browser has no network.
    Offline,
    /// No answer within thirty seconds.
    TimedOut,
    /// The API answered with JSON that does not have the expected shape.
    Unreadable {
        /// What is wrong with it, and where.
        what: Unreadable,
    },
    /// The list changed each time it was read, so that rows may be missing.
    Unsettled,
    /// Something else than the API answered.
    WrongUpstream {
        /// How the answer begins.
        start: Excerpt,
    },
    /// A web page came in place of the API's answer.
    WebPage {
        /// Its title, if it has one.
        title: Option<String>,
    },
}

/// Why an answer cannot be read. It holds nothing of the answer itself, which may hold a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// The text is not what was expected.
    Flawed {
        /// What is wrong.
        flaw: Flaw,
        /// In which line, from 1.
        line: usize,
        /// In which byte of that line, from 1.
        column: usize,
    },
    /// A token has no usable id.
    NoId,
    /// A token that was created has no secret.
    NoSecret,
}

/// What is wrong with JSON at some place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It ends too early.
    EndsEarly,
    /// It is not JSON.
    NotJson,
    /// It is JSON of another shape.
    OtherShape,
}

/// How an answer begins that is not the API's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Excerpt {
    /// It may hold a secret, and is not kept.
    Withheld,
    /// It is empty.
    Empty,
    /// Its first characters, at most 80, in one line.
    Text(String),
}

/// A call that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    /// What went wrong.
    pub fault: Fault,
    /// What the call was for.
    pub operation: Operation,
    /// The method.
    pub method: Method,
    /// The path below the API's base.
    pub path: String,
    /// The status; 0 if there was none.
    pub status: u16,
    /// The API itself answered, not something in front of it.
    pub is_from_api: bool,
    /// The API's id of the request.
    pub request_id: Option<Box<str>>,
    /// The proxy's `Retry-After` in milliseconds, if it asked for a pause.
    pub pause: Option<u32>,
    /// What the page that refused the call calls this refusal ("Ray ID", "Incident ID").
    pub reference: Option<Box<str>>,
    /// An earlier try of the same call may have done the work.
    pub repeated: bool,
}

impl From<TransportError> for Fault {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Offline => Self::Offline,
            TransportError::Unreachable => Self::Unreachable,
            TransportError::TimedOut => Self::TimedOut,
        }
    }
}

impl ApiError {
    /// A list that did not hold still: every answer was the API's and right, but they do not make one list.
    pub(super) fn unsettled(endpoint: Endpoint<'_>) -> Self {
        Self {
            fault: Fault::Unsettled,
            operation: endpoint.operation(),
            method: endpoint.method(),
            path: endpoint.path(),
            status: 200,
            is_from_api: true,
            request_id: None,
            pause: None,
            reference: None,
            repeated: false,
        }
    }

    /// The proxy's session has ended.
    pub fn is_signed_out(&self) -> bool {
        matches!(self.fault, Fault::SignedOut)
    }

    /// Whether signing in again may help: nobody is signed in, a page says that this is forbidden, or a page came
    /// with success where data belongs.
    pub fn may_need_sign_in(&self) -> bool {
        match self.fault {
            Fault::SignedOut | Fault::Forbidden => true,
            Fault::WebPage { .. } => self.status < 300,
            _ => false,
        }
    }

    /// The same failure once it is known that reading goes through: whoever is signed out could not read.
    #[must_use]
    pub fn while_reads_go_through(mut self) -> Self {
        if self.fault == Fault::Forbidden {
            self.fault = Fault::Blocked;
        }
        self
    }

    /// The thing is not there, or may not be seen.
    pub fn is_not_found(&self) -> bool {
        matches!(self.fault, Fault::NotFoundOrNotAllowed { .. })
    }

    /// The API does not take what was sent (422), and nothing of it was done.
    pub fn is_invalid(&self) -> bool {
        matches!(self.fault, Fault::Refused { .. }) && self.status == 422 && !self.repeated
    }

    /// The API says that it was not done, and nothing else may have done it before.
    pub fn is_refusal(&self) -> bool {
        let refused = matches!(
            self.fault,
            Fault::Refused { .. } | Fault::NotAllowed { .. } | Fault::NotFoundOrNotAllowed { .. }
        );
        refused && !self.repeated
    }

    /// Whether the work may have been done although the call failed.
    pub fn is_outcome_unknown(&self) -> bool {
        match self.fault {
            Fault::Unreachable
            | Fault::TimedOut
            | Fault::ServerFault
            | Fault::Unreadable { .. }
            | Fault::WrongUpstream { .. }
            | Fault::WebPage { .. } => true,
            Fault::SignedOut
            | Fault::CredentialRefused
            | Fault::Forbidden
            | Fault::Blocked
            | Fault::MethodRefused
            | Fault::NotFoundOrNotAllowed { .. }
            | Fault::NotAllowed { .. }
            | Fault::NothingDone
            | Fault::Refused { .. }
            | Fault::RateLimited
            | Fault::Unsettled
            | Fault::Offline => false,
        }
    }

    /// Whether the same call may succeed a moment later.
    pub fn is_passing(&self) -> bool {
        match self.fault {
            Fault::RateLimited | Fault::Unreachable => true,
            Fault::ServerFault => matches!(self.status, 502..=504),
            _ => false,
        }
    }
}
