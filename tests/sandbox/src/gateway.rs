//! The console in front of the real API: the credential comes from the environment, is added to each
//! call that the console needs, and never leaves this process otherwise.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use clap::Parser;
use tokio::net::TcpListener;

use crate::console::{base_of, file, is_own, secured};
use crate::http::{Call, Reply};
use crate::packing::packed;

/// Serves the console and forwards its calls to PlanetScale's API.
#[derive(Debug, Clone, Parser)]
pub struct GatewayOptions {
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 8787)]
    pub port: u16,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    pub host: String,
    /// The API.
    #[arg(long, env = "PLANETSCALE_API_URL", default_value = "https://api.planetscale.com")]
    pub api_url: String,
    /// The console's files.
    #[arg(long)]
    pub console: Option<PathBuf>,
    /// The path that the console is served under.
    #[arg(long, default_value = "/")]
    pub base: String,
}

struct Gateway {
    client: reqwest::Client,
    options: GatewayOptions,
    authorization: String,
    organization: Option<String>,
}

fn from_environment() -> Result<String, String> {
    let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    match (
        read("PLANETSCALE_SERVICE_TOKEN_ID"),
        read("PLANETSCALE_SERVICE_TOKEN"),
        read("PLANETSCALE_API_TOKEN"),
    ) {
        (Some(id), Some(secret), _) => Ok([&id, ":", &secret].concat()),
        (_, _, Some(token)) => Ok(["Bearer ", &token].concat()),
        (Some(_), None, None) => Err("PLANETSCALE_SERVICE_TOKEN is not set".into()),
        (None, Some(_), None) => Err("PLANETSCALE_SERVICE_TOKEN_ID is not set".into()),
        (None, None, None) => Err("no credential is set: PLANETSCALE_SERVICE_TOKEN_ID and PLANETSCALE_SERVICE_TOKEN, or PLANETSCALE_API_TOKEN".into()),
    }
}

/// Whether the console makes such a call: a method, and the segments of the path below `v1/`.
pub fn is_needed(method: &str, segments: &[&str]) -> bool {
    match segments {
        ["organizations"]
        | ["organizations", _]
        | ["organizations", _, "databases" | "audit-log"] => method == "GET",
        ["organizations", _, "service-tokens"] => matches!(method, "GET" | "POST"),
        ["organizations", _, "service-tokens", _] => matches!(method, "GET" | "DELETE"),
        ["organizations", _, "service-tokens", _, "access"] => {
            matches!(method, "GET" | "POST" | "DELETE")
        }
        _ => false,
    }
}

/// Starts and says where, or why not in one line.
///
/// # Errors
/// A line for the person who started it.
pub async fn run(options: GatewayOptions) -> Result<(), String> {
    let gateway = Gateway {
        authorization: from_environment()?,
        organization: std::env::var("PLANETSCALE_ORG").ok().filter(|org| !org.is_empty()),
        client: reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(std::time::Duration::from_secs(30))
            .build()
            .map_err(|error| error.to_string())?,
        options,
    };
    gateway.check().await?;
    let (host, port) = (gateway.options.host.clone(), gateway.options.port);
    let base = base_of(&gateway.options.base);
    let listener = TcpListener::bind((host.as_str(), port))
        .await
        .map_err(|error| format!("cannot listen on {host}:{port}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    announce(&format!("sandbox listening on http://{address}{base}"));
    let router = Router::new().fallback(handle).with_state(Arc::new(gateway));
    axum::serve(listener, router).await.map_err(|error| error.to_string())
}

#[allow(clippy::print_stdout)]
fn announce(line: &str) {
    println!("{line}");
}

impl Gateway {
    fn url(&self, path: &str) -> String {
        [self.options.api_url.trim_end_matches('/'), "/v1/", path].concat()
    }

    /// The credential works before the first page is shown.
    async fn check(&self) -> Result<(), String> {
        let path = match &self.organization {
            Some(org) => {
                let encoded =
                    percent_encoding::utf8_percent_encode(org, percent_encoding::NON_ALPHANUMERIC);
                format!("organizations/{encoded}/service-tokens?per_page=1")
            }
            None => "organizations?per_page=1".to_owned(),
        };
        let answer = self
            .client
            .get(self.url(&path))
            .header("authorization", &self.authorization)
            .header("accept", "application/json")
            .send()
            .await
            .map_err(|error| {
                format!("{} cannot be reached: {}", self.options.api_url, error.without_url())
            })?;
        match answer.status().as_u16() {
            200 => Ok(()),
            401 => Err("the credential was refused (401): check PLANETSCALE_SERVICE_TOKEN_ID and PLANETSCALE_SERVICE_TOKEN".into()),
            404 => Err("the organization was not found, or the token lacks read_service_tokens (404): check PLANETSCALE_ORG".into()),
            status => Err(format!("{} answered with status {status}", self.options.api_url)),
        }
    }

    async fn forward(&self, call: &Call, below: &str) -> Reply {
        let segments = call.segments(below);
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        if !is_needed(call.method.as_str(), &parts) || !is_own(call) {
            return Reply::new(403, "text/plain", "refused: not a call of the console");
        }
        // As it was sent: decoding and encoding again would change names with slashes.
        let path = call.path.strip_prefix(below).unwrap_or_default().trim_start_matches('/');
        let url = match call.query.as_str() {
            "" => self.url(path),
            query => [&self.url(path), "?", query].concat(),
        };
        let mut request = self
            .client
            .request(call.method.clone(), url)
            .header("authorization", &self.authorization)
            .header("accept", "application/json");
        if !call.body.is_empty() {
            request = request.header("content-type", "application/json").body(call.body.clone());
        }
        let Ok(answer) = request.send().await else {
            return Reply::new(502, "text/plain", "the API could not be reached");
        };
        let mut reply = Reply::empty(answer.status().as_u16())
            .with("x-console-upstream", "planetscale")
            .with("cache-control", "no-store");
        for name in ["content-type", "retry-after", "date", "x-request-id"] {
            if let Some(value) = answer.headers().get(name).and_then(|value| value.to_str().ok()) {
                reply = reply.with(name, value);
            }
        }
        match answer.bytes().await {
            Ok(body) => {
                reply.body = body;
                reply
            }
            Err(_) => Reply::new(502, "text/plain", "the API's answer broke off"),
        }
    }
}

async fn handle(State(gateway): State<Arc<Gateway>>, request: Request) -> Response<Body> {
    let call = match Call::read(request).await {
        Ok(call) => call,
        Err(refused) => return refused.into_response(),
    };
    let base = base_of(&gateway.options.base);
    let api = [&base, "api/v1/"].concat();
    let reply = if call.path.starts_with(&api) {
        gateway.forward(&call, &api).await
    } else {
        let below = call.path.strip_prefix(&base).unwrap_or_default();
        match (&gateway.options.console, below, &gateway.organization) {
            (_, "config.json", Some(org)) => {
                Reply::json(200, &serde_json::json!({ "organizations": [org] }))
                    .with("cache-control", "no-cache")
            }
            (Some(directory), below, _) => file(directory, below, &base, &call).await,
            (None, ..) => Reply::new(404, "text/plain", "no console is served here"),
        }
    };
    packed(secured(reply), &call).into_response()
}
