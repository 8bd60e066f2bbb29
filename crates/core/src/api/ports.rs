//! What the client needs from outside: sending a request, waiting, a clock, chance.

use std::future::Future;

use crate::domain::view_state::decoded;

/// An HTTP method that the console uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or adds access.
    Post,
    /// Deletes, or removes access.
    Delete,
}

impl Method {
    /// As it is written in a request.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// A request to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path below the API's base, percent-encoded, with its query string, without a first slash.
    pub path: String,
    /// A JSON body.
    pub body: Option<String>,
    /// How long its answer is waited for, in milliseconds.
    pub patience: u32,
}

/// How long the answer to a call is waited for, in milliseconds.
const PATIENCE: u32 = 30_000;

impl Request {
    /// A request whose answer is waited for as long as usual.
    pub fn new(method: Method, path: String, body: Option<String>) -> Self {
        Self { method, path, body, patience: PATIENCE }
    }

    /// The path without its query string, and the pairs of that, whose values are decoded: for machines that encode them
    /// themselves.
    pub fn divided(&self) -> (&str, impl Iterator<Item = (&str, String)>) {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let pairs = query
            .split('&')
            .filter_map(|pair| pair.split_once('=').map(|(name, value)| (name, decoded(value))));
        (path, pairs)
    }
}

/// An answer, as far as the client looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// The status; 0 for a redirect, which is never followed.
    pub status: u16,
    /// `Content-Type`, lower case.
    pub content_type: String,
    /// `Retry-After`.
    pub retry_after: Option<String>,
    /// `Date`.
    pub date: Option<String>,
    /// `Age`: for how long a cache has kept the answer, in seconds.
    pub age: Option<String>,
    /// `X-Request-Id`.
    pub request_id: Option<String>,
    /// The proxy marked the answer as the API's own (`X-Console-Upstream`).
    pub from_upstream: bool,
    /// The body as text.
    pub body: String,
}

/// Why no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportError {
    /// The browser knew that it has no network before anything was sent.
    Offline,
    /// The connection failed or broke; the request may have arrived.
    Unreachable,
    /// The request's patience ended.
    TimedOut,
}

/// Why a call waits before it is sent, or sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// This console keeps to so many calls a minute.
    Pace,
    /// PlanetScale takes no more calls for a while (429).
    RateLimit,
    /// The last try failed in a way that may pass.
    Failure,
}

/// The outside. Dropping the future of [`Ports::send`] aborts the request.
pub trait Ports {
    /// Sends a request and reads the whole answer.
    fn send(&self, request: &Request) -> impl Future<Output = Result<Response, TransportError>>;
    /// Is told that a call waits that many milliseconds from now.
    fn on_wait(&self, _why: Wait, _millis: u64) {}
    /// Waits that many milliseconds.
    fn sleep(&self, millis: u64) -> impl Future<Output = ()>;
    /// The clock of this machine, in milliseconds since 1970.
    fn now_millis(&self) -> i64;
    /// A number from 0 to 1.
    fn random(&self) -> f64;
}
