//! What can go wrong with a call, and what to do about it.

use super::ports::{Method, TransportError};
use crate::words::faults::{self, tasks};

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
    /// The API refuses what was sent, in its own words.
    Refused {
        /// The API's words.
        words: String,
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
        /// What is wrong with it, and where. Nothing of the answer itself.
        what: String,
    },
    /// Something else than the API answered.
    WrongUpstream {
        /// The first characters of the answer.
        start: String,
    },
    /// A web page came in place of the API's answer.
    WebPage {
        /// Its title, if it has one.
        title: Option<String>,
    },
}

/// A call that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    /// What went wrong.
    pub fault: Fault,
    /// What the call was for, as the beginning of "… failed".
    pub task: &'static str,
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

    /// The API says that it was not done, and nothing else may have done it before.
    pub fn is_refusal(&self) -> bool {
        let refused =
            matches!(self.fault, Fault::Refused { .. } | Fault::NotFoundOrNotAllowed { .. });
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
            | Fault::Refused { .. }
            | Fault::RateLimited
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

    /// What happened, in a few words.
    pub fn title(&self) -> String {
        match &self.fault {
            Fault::SignedOut => faults::SIGNED_OUT.into(),
            Fault::CredentialRefused => faults::CREDENTIAL.into(),
            Fault::Offline => faults::OFFLINE.into(),
            _ => faults::failed(self.task),
        }
    }

    /// What happened, in a sentence.
    pub fn happened(&self) -> String {
        match &self.fault {
            Fault::SignedOut => faults::SIGNED_OUT_TEXT.into(),
            Fault::CredentialRefused => faults::CREDENTIAL_TEXT.into(),
            Fault::Forbidden => faults::FORBIDDEN_TEXT.into(),
            Fault::Blocked => faults::blocked(&self.call(), self.status, self.reference.as_deref()),
            Fault::MethodRefused => faults::method_refused(&self.call(), self.status),
            Fault::NotFoundOrNotAllowed { .. } => faults::NOT_FOUND_TEXT.into(),
            Fault::Refused { words } => faults::refused(words),
            Fault::RateLimited => faults::RATE_TEXT.into(),
            Fault::ServerFault => faults::server(self.status),
            Fault::Unreachable => faults::UNREACHABLE_TEXT.into(),
            Fault::Offline => faults::OFFLINE_TEXT.into(),
            Fault::TimedOut => faults::TIMED_OUT_TEXT.into(),
            Fault::Unreadable { what } => faults::unreadable(what),
            Fault::WrongUpstream { start } => faults::wrong_upstream(&self.path, start),
            Fault::WebPage { title } => faults::web_page(&self.path, title.as_deref()),
        }
    }

    /// Method and path.
    fn call(&self) -> String {
        [self.method.name(), " ", &self.path].concat()
    }

    /// Why something is not found, other than a permission.
    fn other_reason(&self) -> &'static str {
        match self.task {
            tasks::READING_TOKEN
            | tasks::READING_ACCESS
            | tasks::DELETING_TOKEN
            | tasks::ADDING_ACCESS
            | tasks::REMOVING_ACCESS => faults::TOKEN_MAY_BE_GONE,
            tasks::CREATING_TOKEN | tasks::READING_DATABASES => faults::MOST_LIKELY,
            _ => faults::ORGANIZATION_MAY_BE_WRONG,
        }
    }

    /// What to do next, in a sentence.
    pub fn next_step(&self) -> String {
        let changes = self.method != Method::Get;
        match &self.fault {
            Fault::SignedOut => faults::SIGNED_OUT_NEXT,
            Fault::CredentialRefused => faults::CREDENTIAL_NEXT,
            Fault::Forbidden => faults::FORBIDDEN_NEXT,
            Fault::Blocked => faults::BLOCKED_NEXT,
            Fault::MethodRefused if self.task == tasks::REMOVING_ACCESS => {
                faults::BODY_REFUSED_NEXT
            }
            Fault::MethodRefused => faults::METHOD_REFUSED_NEXT,
            Fault::NotFoundOrNotAllowed { needs } if !needs.is_empty() => {
                return faults::needs(self.other_reason(), needs);
            }
            Fault::NotFoundOrNotAllowed { .. } => faults::NOT_FOUND_NEXT,
            Fault::Refused { .. } => faults::REFUSED_NEXT,
            Fault::RateLimited => faults::RATE_NEXT,
            Fault::ServerFault | Fault::TimedOut if changes => faults::LOOK_FIRST_NEXT,
            Fault::ServerFault | Fault::TimedOut => faults::SERVER_NEXT,
            Fault::Unreachable => faults::UNREACHABLE_NEXT,
            Fault::Offline => faults::OFFLINE_NEXT,
            Fault::Unreadable { .. } => faults::UNREADABLE_NEXT,
            Fault::WebPage { .. } if self.may_need_sign_in() => faults::WEB_PAGE_NEXT,
            Fault::WrongUpstream { .. } | Fault::WebPage { .. } => faults::WRONG_UPSTREAM_NEXT,
        }
        .into()
    }
}
