//! What went wrong with a call, and what to do about it.

use crate::api::{ApiError, Excerpt, Fault, Flaw, LogEntry, Method, Operation, Unreadable};

/// The sign-in ended.
pub const SIGNED_OUT: &str = "You are signed out";
/// What happened.
pub const SIGNED_OUT_TEXT: &str = "The sign-in in front of this console has ended.";
/// What to do.
pub const SIGNED_OUT_NEXT: &str = "Sign in again in a new tab, then try again here.";
/// The same where something is not saved.
pub const CHANGES_KEPT: &str = " Unsaved changes are kept.";
/// The credential was refused.
pub const CREDENTIAL: &str = "PlanetScale refused the console's token";
/// What happened.
pub const CREDENTIAL_TEXT: &str =
    "The credential that the proxy adds to every call, a service token, is not valid.";
/// What to do.
pub const CREDENTIAL_NEXT: &str = "Signing in again does not help. Ask the person who runs this console to give its proxy a valid token.";
/// No network.
pub const OFFLINE: &str = "This computer is offline";
/// What happened.
pub const OFFLINE_TEXT: &str = "The browser is offline: it has no network connection.";
/// What to do.
pub const OFFLINE_NEXT: &str = "Connect to the network, then try again.";
/// The proxy refused.
pub const FORBIDDEN_TEXT: &str = "The proxy in front of the API refused the call: either you are signed out, or it does not let this call through.";
/// What to do.
pub const FORBIDDEN_NEXT: &str = "Sign in again, then try again. If that does not help, the proxy's list of allowed calls has to be extended.";
/// What to do.
pub const BLOCKED_NEXT: &str = "Signing in again does not help: whoever runs what is in front of the API has to add this call to its list of allowed calls. Give them the method, the path and the reference.";
/// What to do.
pub const METHOD_REFUSED_NEXT: &str =
    "Whoever runs it has to let this method through. Nothing was changed by this call.";
/// What to do where the call had a body.
pub const BODY_REFUSED_NEXT: &str = "Whoever runs it has to let DELETE with a body through: PlanetScale takes access away in no other way. Until then the commands below do it, past the proxy.";
/// Not found, or not allowed.
pub const NOT_FOUND_TEXT: &str =
    "PlanetScale answered 404: it does not exist, or the console's token is not allowed to see it.";
/// What to do.
pub const NOT_FOUND_NEXT: &str = "Check the name in the address.";
/// What to do where an answer says what is not so.
pub const NOTHING_DONE_NEXT: &str = "Try again. If it keeps happening, something between the console and PlanetScale answers in its place: whoever runs it has to let this call through.";
/// What to do.
pub const REFUSED_NEXT: &str = "The console's token may be missing a permission, or a value was not accepted. Check both, then try again.";
/// Too many calls.
pub const RATE_TEXT: &str = "PlanetScale's rate limit was reached (429).";
/// What to do.
pub const RATE_NEXT: &str = "Wait a minute, then try again.";
/// What to do.
pub const SERVER_NEXT: &str = "Try again in a moment.";
/// What to do.
pub const LOOK_FIRST_NEXT: &str = "It may have been done all the same: check before you repeat it.";
/// No connection.
pub const UNREACHABLE_TEXT: &str = "The API could not be reached.";
/// What to do.
pub const UNREACHABLE_NEXT: &str = "Check the network and the proxy, then try again.";
/// No answer.
pub const TIMED_OUT_TEXT: &str = "No answer came within 30 seconds.";
/// What happened.
pub const UNSETTLED_TEXT: &str =
    "The list changed each time it was read, so that rows may be missing. Nothing of it is shown.";
/// What to do.
pub const UNSETTLED_NEXT: &str = "Somebody is changing it right now. Wait a moment and try again.";
/// What to do.
pub const UNREADABLE_NEXT: &str = "Try again. If it keeps happening, PlanetScale's API has changed and the console needs an update.";
/// What to do.
pub const WRONG_UPSTREAM_NEXT: &str =
    "Check the address of the API in the console's configuration, and the proxy in front of it.";
/// What to do where a page came with success.
pub const WEB_PAGE_NEXT: &str = "It may be a sign-in page: sign in again in a new tab, then try again here. If that does not help, check the address of the API in the console's configuration, and the proxy in front of it.";
/// A fact.
pub const REFERENCE: &str = "Reference";
/// A fact.
pub const CALL: &str = "Call";
/// A fact.
pub const STATUS: &str = "Status";
/// A fact.
pub const REQUEST_ID: &str = "Request ID";
/// The outcome of a call that went well.
pub const OK: &str = "ok";
/// In place of the beginning of an answer.
pub const NOT_SHOWN: &str = "(not shown)";
/// In place of the beginning of an answer.
pub const NOTHING: &str = "(nothing)";
/// What is wrong with an answer.
pub const NO_SECRET: &str = "it holds no secret";

/// What is wrong with an answer.
pub const NO_ID: &str = "a token has no usable id";
/// What is wrong with an answer.
pub const ENDS_EARLY: &str = "it ends too early";
/// What is wrong with an answer.
pub const NOT_JSON: &str = "it is not JSON";
/// What is wrong with an answer.
pub const OTHER_SHAPE: &str = "it does not have the expected shape";

/// What is wrong with an answer, and where.
fn at(what: &str, line: usize, column: usize) -> String {
    [what, " (", &super::configuration::line_and_column(line, column), ")"].concat()
}

/// A call failed.
pub fn failed(operation: Operation) -> String {
    [task(operation), " failed"].concat()
}

/// The API refused, in its own words if it used any.
pub fn refused(message: Option<&str>, status: u16) -> String {
    let refused = ["PlanetScale refused it (", &status.to_string(), ")"].concat();
    match message {
        Some(message) => {
            let end = if message.ends_with(['.', '!', '?']) { "" } else { "." };
            [&refused, ": ", message, end].concat()
        }
        None => [&refused, "."].concat(),
    }
}

/// The API does not let the credential do this.
fn not_allowed(status: u16) -> String {
    ["PlanetScale does not let the console's token do this (", &status.to_string(), ")."].concat()
}

/// The answer says what is not so.
fn nothing_done(status: u16) -> String {
    [
        "The answer (",
        &status.to_string(),
        ") says that it was done, but it was not: it is still there.",
    ]
    .concat()
}

/// The server failed.
pub fn server(status: u16) -> String {
    ["The server failed with status ", &status.to_string(), "."].concat()
}

/// The answer cannot be read.
pub fn unreadable(what: Unreadable) -> String {
    let why = match what {
        Unreadable::Flawed { flaw, line, column } => at(flaw_text(flaw), line, column),
        Unreadable::NoId => NO_ID.to_owned(),
        Unreadable::NoSecret => NO_SECRET.to_owned(),
    };
    ["The answer cannot be read: ", &why, "."].concat()
}

fn flaw_text(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::EndsEarly => ENDS_EARLY,
        Flaw::NotJson => NOT_JSON,
        Flaw::OtherShape => OTHER_SHAPE,
    }
}

/// Something else answered.
pub fn wrong_upstream(path: &str, start: &Excerpt) -> String {
    let start = match start {
        Excerpt::Withheld => NOT_SHOWN,
        Excerpt::Empty => NOTHING,
        Excerpt::Text(text) => text,
    };
    [
        "Something other than PlanetScale's API answered at ",
        path,
        ". The answer begins with: ",
        start,
    ]
    .concat()
}

/// A page answered. Nothing of its source is shown.
pub fn web_page(path: &str, title: Option<&str>) -> String {
    let page = match title {
        Some(title) => [": a web page titled “", &super::isolated(title), "”."].concat(),
        None => ": a web page.".to_owned(),
    };
    ["Something other than PlanetScale's API answered at ", path, &page].concat()
}

/// Something between the console and the API refused a call, though reading goes through.
pub fn blocked(call: &str, status: u16, reference: Option<&str>) -> String {
    let reference = match reference {
        Some(reference) => [" Its reference is ", reference, "."].concat(),
        None => String::new(),
    };
    [
        "A firewall or a proxy in front of the API refused ",
        call,
        " (",
        &status.to_string(),
        ") while other calls go through.",
        &reference,
    ]
    .concat()
}

/// A proxy lets no call of this method through.
pub fn method_refused(call: &str, status: u16) -> String {
    ["The proxy in front of the API refused ", call, " (", &status.to_string(), ")."].concat()
}

/// What may be gone: what a call was about.
pub const TOKEN_MAY_BE_GONE: &str = "Check that the token still exists. If it does, ";
/// The call stands on others that went well, so that nothing else is likely.
pub const MOST_LIKELY: &str = "Most likely ";
/// What may be wrong where nothing can be gone.
pub const ORGANIZATION_MAY_BE_WRONG: &str =
    "Check the organization's name in the address. If it is right, ";

/// What to do where one of these permissions may be missing, after what else may be the reason.
pub fn needs(reason: &str, permissions: &[&str]) -> String {
    let subject =
        if reason.is_empty() { "The console's token needs " } else { "the console's token needs " };
    [reason, subject, &permissions.join(" or "), "."].concat()
}

/// What a call is for, as the beginning of "… failed".
fn task(operation: Operation) -> &'static str {
    match operation {
        Operation::ReadOrganizations => tasks::READING_ORGANIZATIONS,
        Operation::ReadOrganization => tasks::READING_ORGANIZATION,
        Operation::ReadDatabases => tasks::READING_DATABASES,
        Operation::ReadTokens => tasks::READING_TOKENS,
        Operation::ReadToken => tasks::READING_TOKEN,
        Operation::ReadAccess => tasks::READING_ACCESS,
        Operation::CreateToken => tasks::CREATING_TOKEN,
        Operation::DeleteToken => tasks::DELETING_TOKEN,
        Operation::AddAccess => tasks::ADDING_ACCESS,
        Operation::RemoveAccess => tasks::REMOVING_ACCESS,
        Operation::ReadAuditLog => tasks::READING_AUDIT_LOG,
    }
}

/// What happened to a call, in a few words.
pub fn title(error: &ApiError) -> String {
    match &error.fault {
        Fault::SignedOut => SIGNED_OUT.into(),
        Fault::CredentialRefused => CREDENTIAL.into(),
        Fault::Offline => OFFLINE.into(),
        _ => failed(error.operation),
    }
}

/// What happened to a call, in a sentence.
pub fn happened(error: &ApiError) -> String {
    let call = || [error.method.name(), " ", &error.path].concat();
    match &error.fault {
        Fault::SignedOut => SIGNED_OUT_TEXT.into(),
        Fault::CredentialRefused => CREDENTIAL_TEXT.into(),
        Fault::Forbidden => FORBIDDEN_TEXT.into(),
        Fault::Blocked => blocked(&call(), error.status, error.reference.as_deref()),
        Fault::MethodRefused => method_refused(&call(), error.status),
        Fault::NotFoundOrNotAllowed { .. } => NOT_FOUND_TEXT.into(),
        Fault::NotAllowed { .. } => not_allowed(error.status),
        Fault::NothingDone => nothing_done(error.status),
        Fault::Refused { message } => refused(message.as_deref(), error.status),
        Fault::RateLimited => RATE_TEXT.into(),
        Fault::ServerFault => server(error.status),
        Fault::Unreachable => UNREACHABLE_TEXT.into(),
        Fault::Offline => OFFLINE_TEXT.into(),
        Fault::TimedOut => TIMED_OUT_TEXT.into(),
        Fault::Unreadable { what } => unreadable(*what),
        Fault::Unsettled => UNSETTLED_TEXT.into(),
        Fault::WrongUpstream { start } => wrong_upstream(&error.path, start),
        Fault::WebPage { title } => web_page(&error.path, title.as_deref()),
    }
}

/// Why something may not be found, other than a permission.
fn other_reason(operation: Operation) -> &'static str {
    match operation {
        Operation::ReadToken
        | Operation::ReadAccess
        | Operation::DeleteToken
        | Operation::AddAccess
        | Operation::RemoveAccess => TOKEN_MAY_BE_GONE,
        Operation::CreateToken | Operation::ReadDatabases | Operation::ReadAuditLog => MOST_LIKELY,
        Operation::ReadOrganizations | Operation::ReadOrganization | Operation::ReadTokens => {
            ORGANIZATION_MAY_BE_WRONG
        }
    }
}

/// What to do about a call that failed, in a sentence.
pub fn next_step(error: &ApiError) -> String {
    let changes = error.method != Method::Get;
    match &error.fault {
        Fault::SignedOut => SIGNED_OUT_NEXT,
        Fault::CredentialRefused => CREDENTIAL_NEXT,
        Fault::Forbidden => FORBIDDEN_NEXT,
        Fault::Blocked => BLOCKED_NEXT,
        Fault::MethodRefused if error.operation == Operation::RemoveAccess => BODY_REFUSED_NEXT,
        Fault::MethodRefused => METHOD_REFUSED_NEXT,
        Fault::NotFoundOrNotAllowed { needs: permissions } if !permissions.is_empty() => {
            return needs(other_reason(error.operation), permissions);
        }
        Fault::NotAllowed { needs: permissions } => return needs("", permissions),
        Fault::NotFoundOrNotAllowed { .. } => NOT_FOUND_NEXT,
        Fault::NothingDone => NOTHING_DONE_NEXT,
        Fault::Refused { .. } => REFUSED_NEXT,
        Fault::RateLimited => RATE_NEXT,
        Fault::ServerFault | Fault::TimedOut if changes => LOOK_FIRST_NEXT,
        Fault::ServerFault | Fault::TimedOut => SERVER_NEXT,
        Fault::Unreachable => UNREACHABLE_NEXT,
        Fault::Offline => OFFLINE_NEXT,
        Fault::Unreadable { .. } => UNREADABLE_NEXT,
        Fault::Unsettled => UNSETTLED_NEXT,
        Fault::WebPage { .. } if error.may_need_sign_in() => WEB_PAGE_NEXT,
        Fault::WrongUpstream { .. } | Fault::WebPage { .. } => WRONG_UPSTREAM_NEXT,
    }
    .into()
}

/// What came of a call of the request log.
pub fn outcome(entry: &LogEntry) -> String {
    entry.error.as_ref().map_or_else(|| OK.to_owned(), happened)
}

/// What calls are for, as the beginning of "… failed".
pub mod tasks {
    /// A call.
    pub const READING_ORGANIZATIONS: &str = "Loading the organizations";
    /// A call.
    pub const READING_ORGANIZATION: &str = "Loading the organization";
    /// A call.
    pub const READING_DATABASES: &str = "Loading the databases";
    /// A call.
    pub const READING_TOKENS: &str = "Loading the service tokens";
    /// A call.
    pub const READING_TOKEN: &str = "Loading the token";
    /// A call.
    pub const READING_ACCESS: &str = "Loading the token's access";
    /// A call.
    pub const CREATING_TOKEN: &str = "Creating the token";
    /// A call.
    pub const DELETING_TOKEN: &str = "Deleting the token";
    /// A call.
    pub const ADDING_ACCESS: &str = "Adding access";
    /// A call.
    pub const REMOVING_ACCESS: &str = "Removing access";
    /// A call.
    pub const READING_AUDIT_LOG: &str = "Loading the audit log";
}
