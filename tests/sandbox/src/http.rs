//! Requests and replies as plain values.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use futures_util::stream::{self, StreamExt};

/// A request that was read whole.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// The path as it was sent.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Call {
    /// Reads a request whole.
    pub(crate) async fn read(request: Request) -> Result<Self, Reply> {
        let (parts, body) = request.into_parts();
        let Ok(body) = to_bytes(body, 1 << 20).await else {
            return Err(Reply::error(413, "too_large", "The body is too large"));
        };
        Ok(Self {
            method: parts.method,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers,
            body: body.to_vec(),
        })
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The path's segments below a prefix, decoded.
    pub(crate) fn segments(&self, below: &str) -> Vec<String> {
        self.path
            .strip_prefix(below)
            .unwrap_or_default()
            .trim_matches('/')
            .split('/')
            .map(decoded)
            .collect()
    }

    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        self.query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decoded(&key.replace('+', " ")), decoded(&value.replace('+', " ")))
            })
            .collect()
    }
}

pub(crate) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// An answer to be sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
    /// Breaks the connection after the first half of the body.
    pub(crate) broken: bool,
}

impl Reply {
    pub(crate) fn new(status: u16, kind: &str, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers: vec![("content-type".into(), kind.into())],
            body: body.into(),
            broken: false,
        }
    }

    pub(crate) fn json(status: u16, body: &serde_json::Value) -> Self {
        Self { status, ..Self::json_text(body.to_string()) }
    }

    /// JSON that is written, and maybe packed, already.
    pub(crate) fn json_text(body: impl Into<Bytes>) -> Self {
        Self::new(200, "application/json; charset=utf-8", body)
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// An error as the API writes it.
    pub(crate) fn error(status: u16, code: &str, message: &str) -> Self {
        Self::json(status, &serde_json::json!({ "code": code, "message": message }))
    }

    pub(crate) fn told(&self, name: &str) -> &str {
        self.headers.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.retain(|(own, _)| own != name);
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let body = if self.broken {
            let half = self.body.slice(..self.body.len() / 2);
            let reset = async {
                // The first half is on its way by then. A browser sends a request again by itself if
                // a connection ends without a single byte.
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))
            };
            Body::from_stream(stream::once(async { Ok(half) }).chain(stream::once(reset)))
        } else {
            Body::from(self.body)
        };
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in self.headers {
            if let (Ok(name), Ok(value)) =
                (HeaderName::try_from(name), HeaderValue::try_from(value))
            {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}
