//! Requests through the browser's fetch: same origin, never following a redirect, never cached,
//! aborted when nobody waits any more.

use std::rc::Rc;

use console_core::api::ports::{Method, Ports, Request, Response, TransportError, Wait};
use futures_util::future::{Either, select};
use gloo_net::http::{RequestBuilder, Response as Answer};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestRedirect, ResponseType};

/// The browser, with the address that calls go to.
#[derive(Clone)]
pub(crate) struct Browser {
    base: String,
    on_wait: Rc<dyn Fn(Wait, u64)>,
}

/// Aborts a request that nobody waits for.
struct Abort(Option<AbortController>);

impl Drop for Abort {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Browser {
    /// Calls go below that address, which is relative to the document's base or whole.
    /// `on_wait` is told why and for how many milliseconds one of them waits.
    pub(crate) fn new(base: &str, on_wait: impl Fn(Wait, u64) + 'static) -> Self {
        Self { base: base.trim_end_matches('/').to_owned(), on_wait: Rc::new(on_wait) }
    }
}

fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// The head of an answer; its body may still be on its way.
fn head(answer: &Answer) -> Response {
    let header = |name: &str| answer.headers().get(name);
    let redirected = answer.type_() == ResponseType::Opaqueredirect;
    Response {
        status: if redirected { 0 } else { answer.status() },
        content_type: header("content-type").unwrap_or_default().to_ascii_lowercase(),
        retry_after: header("retry-after"),
        date: header("date"),
        age: header("age"),
        request_id: header("x-request-id"),
        from_upstream: header("x-console-upstream").is_some(),
        body: String::new(),
    }
}

async fn read(answer: Answer) -> Result<Response, TransportError> {
    let mut response = head(&answer);
    if response.status != 0 {
        // As bytes, because a text would be made of them first and taken apart again.
        response.body = text(answer.binary().await.map_err(|_| failure())?);
    }
    Ok(response)
}

fn text(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(other) => String::from_utf8_lossy(other.as_bytes()).into_owned(),
    }
}

fn failure() -> TransportError {
    if is_offline() { TransportError::Offline } else { TransportError::Unreachable }
}

/// What all requests have: JSON is wanted, with this server's own credential, and a redirect is never followed.
fn asking(address: &str) -> RequestBuilder {
    RequestBuilder::new(address)
        .header("Accept", "application/json")
        .header("X-Requested-With", "XMLHttpRequest")
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Manual)
}

/// Asks for a file of this server, relative to the document's base: its text, or its status,
/// which is 0 for a redirect, or none without an answer.
pub(crate) async fn file(path: &str) -> Result<String, Option<u16>> {
    let response = if let Some(answer) = early(&address_of(path)) {
        answer.await
    } else {
        let asked = asking(path).cache(RequestCache::NoCache);
        read(asked.send().await.map_err(|_| None)?).await
    };
    let response = response.map_err(|_| None)?;
    if response.status == 200 {
        // A file may begin with a byte order mark.
        Ok(response.body.trim_start_matches('\u{feff}').to_owned())
    } else {
        Err(Some(response.status))
    }
}

/// The whole address of a path that is relative to the document's base.
fn address_of(path: &str) -> String {
    web_sys::Url::new_with_base(path, &super::history::base_uri())
        .map(|url| url.href())
        .unwrap_or_default()
}

/// The answer to a request that `boot.js` sent before the program was there, with its body; each is given once.
fn early(address: &str) -> Option<impl Future<Output = Result<Response, TransportError>>> {
    let take = js_sys::Reflect::get(&js_sys::global(), &"takeEarlyAnswer".into()).ok()?;
    let take: js_sys::Function = take.dyn_into().ok()?;
    let both: js_sys::Promise =
        take.call1(&JsValue::NULL, &address.into()).ok()?.dyn_into().ok()?;
    Some(async move {
        let both: js_sys::Array =
            JsFuture::from(both).await.map_err(|_| failure())?.unchecked_into();
        let answer: web_sys::Response = both.get(0).dyn_into().map_err(|_| failure())?;
        let mut response = head(&Answer::from(answer));
        response.body = text(js_sys::Uint8Array::new(&both.get(1)).to_vec());
        Ok(response)
    })
}

impl Ports for Browser {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let controller = AbortController::new().ok();
        let mut abort = Abort(controller);
        let signal = abort.0.as_ref().map(AbortController::signal);
        // The builder ends every address with the parameters it was given, so it gets them apart, and encodes them itself.
        let (path, query) = request.divided();
        let url = [&self.base, "/", path].concat();
        let method = match request.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Delete => gloo_net::http::Method::DELETE,
        };
        let builder = asking(&url)
            .method(method)
            .cache(RequestCache::NoStore)
            .abort_signal(signal.as_ref())
            .query(query);
        let built = match &request.body {
            Some(body) => builder.header("Content-Type", "application/json").body(body.as_str()),
            None if request.method == Method::Get => builder.build(),
            // A proxy tells the console's own calls from a foreign form's by this header.
            None => builder.header("Content-Type", "application/json").build(),
        };
        let built = built.map_err(|_| TransportError::Unreachable)?;
        let address = built.url();
        let asked = if request.method == Method::Get { early(&address) } else { None };
        // Only before it is sent is it certain that nothing will be done.
        if asked.is_none() && is_offline() {
            return Err(TransportError::Offline);
        }
        let work = async {
            match asked {
                Some(answer) => answer.await,
                None => read(built.send().await.map_err(|_| failure())?).await,
            }
        };
        let patience = TimeoutFuture::new(request.patience);
        let result = match select(std::pin::pin!(work), patience).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => return Err(TransportError::TimedOut),
        };
        // Finished: there is nothing left to abort.
        abort.0 = None;
        match result {
            Err(TransportError::Offline) if request.method != Method::Get => {
                Err(TransportError::Unreachable)
            }
            result => result,
        }
    }

    fn on_wait(&self, why: Wait, millis: u64) {
        (self.on_wait)(why, millis);
    }

    async fn sleep(&self, millis: u64) {
        TimeoutFuture::new(u32::try_from(millis).unwrap_or(u32::MAX)).await;
    }

    #[allow(clippy::cast_possible_truncation)]
    fn now_millis(&self) -> i64 {
        js_sys::Date::now() as i64
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }
}
