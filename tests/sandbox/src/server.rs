//! One port: the API, the knobs and, if wanted, the console.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::clock::http_date;
use crate::console;
use crate::control::{self, Fault};
use crate::http::{Call, Reply};
use crate::options::Options;
use crate::packing::packed;
use crate::world::World;
use crate::{api, clock};

/// The sign-in in front of the console.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) ended: bool,
    pub(crate) redirects: bool,
    pub(crate) user: String,
}

impl Default for Session {
    fn default() -> Self {
        Self { ended: false, redirects: false, user: "ada@example.com".into() }
    }
}

/// Everything that changes.
pub(crate) struct State {
    pub(crate) first: Options,
    pub(crate) world: World,
    pub(crate) faults: Vec<Fault>,
    pub(crate) log: Vec<Value>,
    pub(crate) violations: Vec<String>,
    pub(crate) session: Session,
    pub(crate) config: Option<Vec<u8>>,
    recent: VecDeque<i64>,
}

impl State {
    fn new(options: Options) -> Self {
        Self {
            first: options.clone(),
            world: World::new(options),
            faults: Vec::new(),
            log: Vec::new(),
            violations: Vec::new(),
            session: Session::default(),
            config: None,
            recent: VecDeque::new(),
        }
    }

    pub(crate) fn start_over(&mut self, options: Options) {
        let first = self.first.clone();
        *self = Self { first, ..Self::new(options) };
    }

    fn is_too_fast(&mut self) -> bool {
        let now = clock::Clock::default().now();
        self.recent.retain(|at| *at > now - 60_000);
        self.recent.push_back(now);
        self.world.options.rate_limit && self.recent.len() > 600
    }
}

/// What the connections share.
pub(crate) type Everything = Arc<Mutex<State>>;

/// Locks the state. A panic elsewhere must not silence the log that explains it.
pub(crate) fn lock(everything: &Everything) -> std::sync::MutexGuard<'_, State> {
    everything.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A running sandbox; it stops when this is dropped.
pub struct Sandbox {
    /// Where it listens, as `http://127.0.0.1:8787`.
    pub address: String,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Sandbox {
    /// Starts a sandbox.
    ///
    /// # Errors
    /// If the address cannot be listened on.
    pub async fn start(options: Options) -> std::io::Result<Self> {
        let listener = TcpListener::bind((options.host.as_str(), options.port)).await?;
        let address = format!("http://{}", listener.local_addr()?);
        let everything: Everything = Arc::new(Mutex::new(State::new(options)));
        let router = Router::new().fallback(handle).with_state(everything);
        let task = tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, task })
    }

    /// Runs until the process ends.
    ///
    /// # Errors
    /// If the server fails.
    pub async fn run(mut self) -> std::io::Result<()> {
        (&mut self.task).await.map_err(std::io::Error::other)?
    }
}

async fn handle(Shared(everything): Shared<Everything>, request: Request) -> Response<Body> {
    let call = match Call::read(request).await {
        Ok(call) => call,
        Err(refused) => return refused.into_response(),
    };
    let reply = if let Some(what) = call.path.strip_prefix("/_control/") {
        let what = what.to_owned();
        control::answer(&mut lock(&everything), &call, &what)
    } else if call.path.starts_with("/v1/") {
        packed(upstream(&everything, &call, "/v1").await, &call)
    } else {
        packed(console::answer(&everything, &call).await, &call)
    };
    reply.into_response()
}

/// A call of the API, wherever it came in.
pub(crate) async fn upstream(everything: &Everything, call: &Call, below: &str) -> Reply {
    let full = if call.query.is_empty() {
        call.path.clone()
    } else {
        [&call.path, "?", &call.query].concat()
    };
    let (fault, latency) = {
        let mut state = lock(everything);
        (
            control::strikes(&mut state.faults, false, call.method.as_str(), &full),
            state.world.options.latency_ms,
        )
    };
    let delay = latency + fault.as_ref().map_or(0, |fault| fault.delay_ms);
    if delay > 0 {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    if fault.as_ref().is_some_and(|fault| fault.hang) {
        std::future::pending::<()>().await;
    }
    let mut state = lock(everything);
    let now = state.world.clock.now();
    let replaced = fault.as_ref().filter(|fault| !fault.after && fault.status.is_some());
    let reply = if replaced.is_some() {
        Reply::empty(200)
    } else if state.is_too_fast() {
        Reply::error(429, "rate_limited", "Too many requests").with("retry-after", "1")
    } else {
        let mut found = Vec::new();
        let State { world, .. } = &mut *state;
        let reply = api::answer(world, call, &call.segments(below), &mut found);
        state.violations.extend(found);
        reply
    };
    let reply = match &fault {
        Some(fault) => spoiled(reply, fault),
        None => reply,
    };
    state.log.push(json!({
        "method": call.method.as_str(), "path": full.strip_prefix(below).unwrap_or(&full),
        "status": reply.status,
        "accept": call.header("accept"), "content_type": call.header("content-type"),
        "body": serde_json::from_slice::<Value>(&call.body).unwrap_or_default(),
    }));
    reply.with("date", http_date(now)).with("x-request-id", format!("req-{}", state.log.len()))
}

pub(crate) fn spoiled(mut reply: Reply, fault: &Fault) -> Reply {
    if let Some(status) = fault.status {
        let kind = match &fault.body {
            Some(body) if body.trim_start().starts_with('<') => "text/html; charset=utf-8",
            _ => "application/json; charset=utf-8",
        };
        reply = Reply::new(status, kind, fault.body.clone().unwrap_or_default());
    }
    for (name, value) in &fault.headers {
        reply = reply.with(name, value.clone());
    }
    reply.broken = fault.broken;
    reply
}
