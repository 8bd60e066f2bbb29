//! What an answer means, before its content is read.

use serde::Deserialize;

use crate::domain::raw::{Raw, text};
use crate::domain::secret::without_secrets;
use crate::domain::time::Timestamp;

use super::error::{ApiError, Excerpt, Fault};
use super::page;
use super::ports::{Method, Request, Response};
use super::routes::Endpoint;

/// The longest pause that a `Retry-After` is believed, in milliseconds.
const LONGEST_PAUSE: u32 = 60_000;

/// What a call succeeds with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Success {
    /// 200 with JSON.
    Json,
    /// 200 or 201 with JSON.
    Created,
    /// 204, or 200 with JSON that does not matter.
    Done,
}

#[derive(Deserialize)]
struct ErrorBody<'a> {
    code: Option<String>,
    message: Option<String>,
    #[serde(default, borrow)]
    errors: Vec<Raw<'a>>,
}

/// The JSON of a successful answer (without a byte order mark), or what went wrong.
pub(super) fn classify_response<'a>(
    endpoint: Endpoint<'_>,
    request: &Request,
    response: &'a Response,
    success: Success,
) -> Result<&'a str, ApiError> {
    let body = response.body.trim_start_matches('\u{feff}').trim_start();
    let is_json = body.starts_with(['{', '[']) && !response.content_type.contains("html");
    let expected = match success {
        Success::Json => response.status == 200,
        Success::Created => matches!(response.status, 200 | 201),
        Success::Done => matches!(response.status, 200 | 204),
    };
    if expected && (is_json || response.status == 204) {
        return Ok(body);
    }
    let fault = if expected {
        stranger(endpoint, response, body)
    } else {
        fault_of(endpoint, response, body, is_json)
    };
    Err(error(endpoint, request, response, fault))
}

pub(super) fn error(
    endpoint: Endpoint<'_>,
    request: &Request,
    response: &Response,
    fault: Fault,
) -> ApiError {
    ApiError {
        fault,
        operation: endpoint.operation(),
        method: request.method,
        path: request.path.clone(),
        status: response.status,
        is_from_api: is_from_api(response),
        request_id: response.request_id.as_deref().map(Box::from),
        pause: pause_of(response),
        reference: if is_page(response) { page::reference(&response.body) } else { None },
        repeated: false,
    }
}

/// Whether a web page came in place of an answer of the API.
fn is_page(response: &Response) -> bool {
    response.content_type.contains("html") || response.body.trim_start().starts_with('<')
}

/// What answered in place of the API.
fn stranger(endpoint: Endpoint<'_>, response: &Response, body: &str) -> Fault {
    if is_page(response) {
        let is_creation = matches!(endpoint, Endpoint::CreateToken(_));
        let title = page::title(body).filter(|_| !is_creation);
        Fault::WebPage { title: title.map(|title| without_secrets(&title)) }
    } else {
        Fault::WrongUpstream { start: start_of(&response.body, endpoint) }
    }
}

/// Statuses of a proxy that lets no call of that method through, or none with a body.
const METHOD_REFUSED: [u16; 3] = [405, 411, 501];

fn fault_of(endpoint: Endpoint<'_>, response: &Response, body: &str, is_json: bool) -> Fault {
    let told: Option<ErrorBody<'_>> = if is_json { serde_json::from_str(body).ok() } else { None };
    let message = told.as_ref().and_then(message_of);
    let is_api = response.from_upstream || told.as_ref().is_some_and(|told| told.code.is_some());
    match response.status {
        status
            if METHOD_REFUSED.contains(&status) && !is_json && endpoint.method() != Method::Get =>
        {
            Fault::MethodRefused
        }
        // It came from behind the proxy, so that no sign-in is the reason.
        403 if response.from_upstream && is_page(response) => Fault::Blocked,
        // A redirect of an API call only ever leads to a sign-in page.
        401 if is_api => Fault::CredentialRefused,
        0 | 301..=308 | 401 => Fault::SignedOut,
        403 if is_api && message.is_some() => Fault::Refused { message },
        // It knows the credential, so that a permission is missing, if the call needs one.
        403 if is_api => match endpoint.needs().into_owned() {
            needs if needs.is_empty() => Fault::CredentialRefused,
            needs => Fault::NotAllowed { needs },
        },
        403 | 407 => Fault::Forbidden,
        404 if is_api => Fault::NotFoundOrNotAllowed { needs: endpoint.needs().into_owned() },
        429 => Fault::RateLimited,
        500.. => Fault::ServerFault,
        400..404 | 405..500 => Fault::Refused { message },
        _ if message.is_some() => Fault::Refused { message },
        _ => stranger(endpoint, response, body),
    }
}

/// Whether the API itself answered, not the page of something on its side: the proxy says so, or it is one of the
/// API's errors.
fn is_from_api(response: &Response) -> bool {
    let body = response.body.trim_start_matches('\u{feff}').trim_start();
    let is_error = || {
        let told: Option<ErrorBody<'_>> = serde_json::from_str(body).ok();
        told.is_some_and(|told| told.code.is_some() || !told.errors.is_empty())
    };
    (response.from_upstream && !is_page(response)) || (body.starts_with('{') && is_error())
}

fn message_of(told: &ErrorBody<'_>) -> Option<String> {
    if let Some(message) = told.message.as_deref().filter(|text| !text.is_empty()) {
        return Some(without_secrets(message).chars().take(300).collect());
    }
    let errors: Vec<String> = told
        .errors
        .iter()
        .map(|error| text(error).unwrap_or_else(|| error.get().to_owned()))
        .collect();
    let all = without_secrets(&errors.join("; "));
    (!errors.is_empty()).then(|| all.chars().take(300).collect())
}

/// The beginning of an answer that is not the API's. Never of a creation: it may hold a secret.
pub(super) fn start_of(body: &str, endpoint: Endpoint<'_>) -> Excerpt {
    if matches!(endpoint, Endpoint::CreateToken(_)) {
        return Excerpt::Withheld;
    }
    // A secret that begins within what is shown may end behind it.
    let body: String = body.trim().chars().take(1_000).collect();
    let shown: String = without_secrets(&body)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(80)
        .collect();
    if shown.is_empty() { Excerpt::Empty } else { Excerpt::Text(shown) }
}

/// `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3), in milliseconds.
fn pause_of(response: &Response) -> Option<u32> {
    let text = response.retry_after.as_deref()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(believed(seconds.saturating_mul(1_000)));
    }
    let until = Timestamp::parse_http(text).ok()?;
    let now = Timestamp::parse_http(response.date.as_deref()?).ok()?;
    Some(believed(u64::try_from(until.millis() - now.millis()).unwrap_or(0)))
}

/// As much of a pause as is believed.
fn believed(millis: u64) -> u32 {
    u32::try_from(millis).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE)
}
