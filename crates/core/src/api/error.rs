//! What can go wrong with a call, and what to do about it.

use super::ports::{Method, TransportError};

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The proxy in front wants its reader to sign in.
    SignedOut,
    /// The API refuses the credential that the proxy adds.
    CredentialRefused,
    /// The proxy refuses: not signed in, or a call that it does not let through.
    Forbidden,
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
    /// The API's id of the request.
    pub request_id: Option<String>,
    /// The proxy's `Retry-After` in milliseconds, if it asked for a pause.
    pub pause: Option<u64>,
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

    /// Whether signing in again may help: nobody is signed in, or a page says that this is forbidden.
    pub fn may_need_sign_in(&self) -> bool {
        matches!(self.fault, Fault::SignedOut | Fault::Forbidden)
    }

    /// The thing is not there, or may not be seen.
    pub fn is_not_found(&self) -> bool {
        matches!(self.fault, Fault::NotFoundOrNotAllowed { .. })
    }

    /// Whether the work may have been done although the call failed.
    pub fn is_outcome_unknown(&self) -> bool {
        match self.fault {
            Fault::Unreachable
            | Fault::TimedOut
            | Fault::ServerFault
            | Fault::Unreadable { .. }
            | Fault::WrongUpstream { .. } => true,
            Fault::SignedOut
            | Fault::CredentialRefused
            | Fault::Forbidden
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
            Fault::SignedOut => "You are signed out".into(),
            Fault::CredentialRefused => "The console's own credential was refused".into(),
            Fault::Offline => "This computer is offline".into(),
            _ => [self.task, " failed"].concat(),
        }
    }

    /// What happened, in a sentence.
    pub fn happened(&self) -> String {
        match &self.fault {
            Fault::SignedOut => "The sign-in in front of this console has ended.".into(),
            Fault::CredentialRefused => {
                "PlanetScale refused the service token that the proxy adds to every call.".into()
            }
            Fault::Forbidden => {
                "The proxy in front of the API refused the call: either you are signed out, or it does not let this call through.".into()
            }
            Fault::NotFoundOrNotAllowed { .. } => {
                "PlanetScale answered \"not found\", which is also what it says where a permission is missing.".into()
            }
            Fault::Refused { words } => ["PlanetScale refused it: ", words].concat(),
            Fault::RateLimited => "PlanetScale takes no more calls at the moment (429).".into(),
            Fault::ServerFault => {
                ["The server failed with status ", &self.status.to_string(), "."].concat()
            }
            Fault::Unreachable => "The API could not be reached.".into(),
            Fault::Offline => "The browser has no network connection.".into(),
            Fault::TimedOut => "No answer came within 30 seconds.".into(),
            Fault::Unreadable { what } => {
                ["The answer cannot be read: ", what, "."].concat()
            }
            Fault::WrongUpstream { start } => [
                "Something else than PlanetScale's API answered at ",
                &self.path,
                ". The answer begins with: ",
                start,
            ]
            .concat(),
        }
    }

    /// What to do next, in a sentence.
    pub fn next_step(&self) -> String {
        match &self.fault {
            Fault::SignedOut => "Sign in again in a new tab, then try again here. Unsaved changes are kept.".into(),
            Fault::CredentialRefused => "Signing in again does not help: whoever runs this console has to give its proxy a valid token.".into(),
            Fault::Forbidden => "Sign in again, then try again. If that does not help, the proxy's list of allowed calls has to be extended.".into(),
            Fault::NotFoundOrNotAllowed { needs } if needs.is_empty() => "Check the name in the address.".into(),
            Fault::NotFoundOrNotAllowed { needs } => [
                "Check that it still exists. If it does, the console's own token needs ",
                &needs.join(" or "),
                ".",
            ]
            .concat(),
            Fault::Refused { .. } => "Change what was asked for, then try again.".into(),
            Fault::RateLimited => "Wait a minute, then try again.".into(),
            Fault::ServerFault if self.method == Method::Get => "Try again in a moment.".into(),
            Fault::ServerFault | Fault::TimedOut if self.method != Method::Get => "It may have been done nevertheless: look before you repeat it.".into(),
            Fault::Unreachable => "Check the network and the proxy, then try again.".into(),
            Fault::Offline => "Connect to the network, then try again.".into(),
            Fault::ServerFault | Fault::TimedOut => "Try again in a moment.".into(),
            Fault::Unreadable { .. } => "Try again. If it stays so, PlanetScale's API has changed and the console needs an update.".into(),
            Fault::WrongUpstream { .. } => "Check the address of the API in the console's configuration, and the proxy in front of it.".into(),
        }
    }
}
