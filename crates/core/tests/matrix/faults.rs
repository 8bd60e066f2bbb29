//! What may happen to a call, and when.

use std::fmt;

/// Which call a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Organizations,
    Organization,
    Databases(usize),
    Tokens(usize),
    Token,
    Access,
    Create,
    Add,
    Remove,
    Delete,
}

/// What an answer with a status carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// The API's error, marked as its own.
    Api,
    /// An object of something in front of it.
    Json,
    /// A page of something in front of it.
    Html,
    /// A page, marked as having come from the API's side.
    UpstreamHtml,
    /// Nothing.
    Empty,
}

/// What happens to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Status(u16, Body),
    /// A redirect, which is not followed.
    Redirect,
    /// The connection breaks.
    Reset,
    /// The browser knows that there is no network, and sends nothing.
    Offline,
    /// Nothing comes for as long as the client waits.
    Silence,
    /// The right answer comes late.
    Slow,
    /// The right status, with the first part of the right body.
    Cut,
    /// The right status without a body.
    Empty,
    /// The right status with that JSON.
    ReportShape(&'static str),
    /// A sign-in page with status 200.
    SignInPage,
    /// A rate limit, with that `Retry-After`.
    Limited(Option<&'static str>),
}

/// Whether the work was done all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    Not,
    Done,
    /// So many milliseconds after the client has heard of the fault.
    Later(i64),
}

/// How often it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Times {
    Once,
    UntilHealed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) call: Call,
    pub(crate) kind: Kind,
    pub(crate) work: Work,
    pub(crate) times: Times,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} × {:?} × {:?} × {:?}", self.call, self.kind, self.work, self.times)
    }
}

const STATUSES: [u16; 19] =
    [204, 400, 401, 403, 404, 405, 407, 408, 409, 411, 413, 422, 431, 500, 501, 502, 503, 504, 302];

/// JSON that is no answer to any call.
const SHAPES: [&str; 7] =
    ["{}", "[]", "null", "7", r#"{"data":{}}"#, r#"{"data":null}"#, r#"{"hello":"there"}"#];

/// Every kind of fault.
pub(crate) fn kinds() -> Vec<Kind> {
    let mut all = Vec::new();
    for status in STATUSES {
        for body in [Body::Api, Body::Json, Body::Html, Body::UpstreamHtml, Body::Empty] {
            all.push(Kind::Status(status, body));
        }
    }
    all.extend(SHAPES.map(Kind::ReportShape));
    all.extend([Kind::Redirect, Kind::Reset, Kind::Offline, Kind::Silence, Kind::Slow]);
    all.extend([Kind::Cut, Kind::Empty, Kind::SignInPage]);
    let pauses = [None, Some("0"), Some("7"), Some("86400"), Some("soon")];
    all.extend(pauses.map(Kind::Limited));
    all
}

impl Kind {
    /// The API says that there is no such thing.
    pub(crate) fn is_not_found(self) -> bool {
        matches!(self, Self::Status(404, Body::Api | Body::UpstreamHtml))
    }

    /// What may have become of the work.
    pub(crate) fn works(self) -> &'static [Work] {
        match self {
            // Nothing was sent, or the API itself refuses what it was sent.
            Self::Offline | Self::Status(400 | 422, Body::Api) => &[Work::Not],
            Self::Slow => &[Work::Done],
            Self::Silence | Self::Reset | Self::Status(502..=504, _) => {
                &[Work::Not, Work::Done, Work::Later(6_000)]
            }
            _ => &[Work::Not, Work::Done],
        }
    }
}

/// Every fault of a call that changes something.
pub(crate) fn of_change(call: Call) -> Vec<Fault> {
    let mut all = Vec::new();
    for kind in kinds() {
        for &work in kind.works() {
            for times in [Times::Once, Times::UntilHealed] {
                all.push(Fault { call, kind, work, times });
            }
        }
    }
    all
}

/// Every fault of a call that reads.
pub(crate) fn of_reading(call: Call) -> Vec<Fault> {
    let mut all = Vec::new();
    for kind in kinds() {
        for times in [Times::Once, Times::UntilHealed] {
            all.push(Fault { call, kind, work: Work::Not, times });
        }
    }
    all
}
