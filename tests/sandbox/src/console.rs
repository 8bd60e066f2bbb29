//! The console as a deployment serves it: static files with a strict policy, the API behind a
//! same-origin path with the credential added, and a sign-in in front of both.

use std::path::{Component, Path, PathBuf};

use crate::caller::{ADMIN, OPERATOR, READER};
use crate::clock::http_date;
use crate::control;
use crate::http::{Call, Reply, decoded};
use crate::options::{Credential, Options};
use crate::packing::accepts;
use crate::server::{Everything, lock, spoiled, upstream};

/// What the console needs and nothing more.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// The headers of everything that the console's server answers.
pub(crate) fn secured(reply: Reply) -> Reply {
    reply
        .with("content-security-policy", POLICY)
        .with("x-content-type-options", "nosniff")
        .with("referrer-policy", "no-referrer")
        .with("cross-origin-opener-policy", "same-origin")
        .with("cross-origin-resource-policy", "same-origin")
        .with(
            "permissions-policy",
            "clipboard-write=(self), clipboard-read=(), camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        )
        .with("x-frame-options", "DENY")
}

/// Whether a call that changes something comes from the console's own page.
pub(crate) fn is_own(call: &Call) -> bool {
    let site = call.header("sec-fetch-site");
    call.method == "GET"
        || site == "same-origin"
        || (site.is_empty()
            && !call.header("x-requested-with").is_empty()
            && call.header("content-type").starts_with("application/json"))
}

/// The base path with a slash at both ends.
pub(crate) fn base_of(text: &str) -> String {
    let trimmed = text.trim_matches('/');
    if trimmed.is_empty() { "/".to_owned() } else { ["/", trimmed, "/"].concat() }
}

pub(crate) async fn answer(everything: &Everything, call: &Call) -> Reply {
    let (options, session, config) = {
        let state = lock(everything);
        (state.world.options.clone(), state.session.clone(), state.config.clone())
    };
    let base = base_of(&options.base);
    if let Some(path) = call.path.strip_prefix("/oauth2/") {
        return secured(sign_in(everything, call, path));
    }
    if [call.path.as_str(), "/"].concat() == base {
        return secured(Reply::empty(308).with("location", base));
    }
    let Some(below) = call.path.strip_prefix(&base) else {
        return secured(Reply::new(404, "text/plain", "not found"));
    };
    if below.starts_with("api/") {
        return secured(proxied(everything, call, &base, &options, &session).await);
    }
    let reply = match &options.console {
        Some(directory) => {
            let config = match (&config, &options.config) {
                (Some(config), _) => Some(config.clone()),
                (None, Some(file)) => tokio::fs::read(file).await.ok(),
                (None, None) => None,
            };
            if below == "config.json"
                && let Some(config) = config
            {
                Reply::new(200, "application/json", config).with("cache-control", "no-cache")
            } else {
                file(directory, below, &base, call).await
            }
        }
        None => Reply::new(404, "text/plain", "no console is served here"),
    };
    let now = lock(everything).world.clock.now();
    secured(reply).with("date", http_date(now))
}

async fn proxied(
    everything: &Everything,
    call: &Call,
    base: &str,
    options: &Options,
    session: &crate::server::Session,
) -> Reply {
    let struck = {
        let mut state = lock(everything);
        let full = [&call.path, "?", &call.query].concat();
        let struck = control::strikes(&mut state.faults, true, call.method.as_str(), &full);
        if struck.as_ref().is_some_and(|fault| fault.ends_session) {
            state.session.ended = true;
        }
        struck
    };
    if let Some(fault) = struck.as_ref().filter(|fault| fault.status.is_some() || fault.broken) {
        return spoiled(Reply::empty(200), fault);
    }
    if session.ended || struck.is_some_and(|fault| fault.ends_session) {
        return if session.redirects {
            Reply::empty(302).with("location", "/oauth2/sign_in")
        } else {
            Reply::new(401, "application/json", "{}")
        };
    }
    if !is_own(call) {
        return Reply::new(403, "text/plain", "refused: not from the console's own page");
    }
    let mut call = call.clone();
    for name in ["authorization", "cookie"] {
        call.headers.remove(name);
    }
    let credential = match options.credential {
        Credential::Admin => ADMIN,
        Credential::ReadOnly => READER,
        Credential::WithoutAuditLog => OPERATOR,
        Credential::None => "",
        Credential::Wrong => "nobody:pscale_tkn_wrong",
    };
    if let Ok(value) = credential.parse() {
        call.headers.insert("authorization", value);
    }
    let below = [base, "api/v1"].concat();
    upstream(everything, &call, &below)
        .await
        .with("x-console-upstream", "planetscale")
        .with("cache-control", "no-store")
}

fn sign_in(everything: &Everything, call: &Call, path: &str) -> Reply {
    let mut state = lock(everything);
    let back = call
        .pairs()
        .into_iter()
        .find(|(key, value)| key == "rd" && value.starts_with('/') && !value.starts_with("//"))
        .map_or_else(|| base_of(&state.world.options.base), |(_, value)| value);
    match path {
        "userinfo" if state.session.ended => Reply::new(401, "text/plain", "Unauthorized"),
        "userinfo" => Reply::json(
            200,
            &serde_json::json!({ "user": state.session.user, "email": state.session.user }),
        ),
        "start" | "sign_in" => {
            state.session.ended = false;
            Reply::empty(302).with("location", back)
        }
        "sign_out" => {
            state.session.ended = true;
            Reply::new(200, "text/html", "<!doctype html><title>Signed out</title>Signed out.")
        }
        _ => Reply::new(404, "text/plain", "not found"),
    }
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Files whose name changes with their content: `name-0123456789abcdef.ext`.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '.', '_'])
        .any(|part| part.len() >= 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn safe(below: &str) -> Option<PathBuf> {
    let path = PathBuf::from(decoded(below));
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

/// A file of the console; its page for every address that is none.
pub(crate) async fn file(directory: &Path, below: &str, base: &str, call: &Call) -> Reply {
    let name = below.rsplit('/').next().unwrap_or_default();
    let asked = safe(below).filter(|_| !below.is_empty());
    if let Some(path) = asked.filter(|_| below != "index.html") {
        let full = directory.join(&path);
        for (encoding, ending) in [("br", ".br"), ("gzip", ".gz"), ("", "")] {
            if !encoding.is_empty() && !accepts(call, encoding) {
                continue;
            }
            let mut packed = full.clone().into_os_string();
            packed.push(ending);
            if let Ok(bytes) = tokio::fs::read(&packed).await {
                let cache = if is_hashed(name) {
                    "public, max-age=31536000, immutable"
                } else {
                    "no-cache"
                };
                let reply = Reply::new(200, kind(&path), bytes)
                    .with("cache-control", cache)
                    .with("vary", "accept-encoding");
                return if encoding.is_empty() {
                    reply
                } else {
                    reply.with("content-encoding", encoding)
                };
            }
        }
        // A missing script must not be answered with a page.
        if is_hashed(name)
            || ["js", "css", "wasm", "json", "svg", "png"].iter().any(|ending| {
                name.ends_with(&[".", ending].concat()) && !below.contains("/tokens/")
            })
        {
            return Reply::new(404, "text/plain", "not found");
        }
    }
    match tokio::fs::read_to_string(directory.join("index.html")).await {
        Ok(page) => {
            let tag = ["<base href=\"", base, "\""].concat();
            let page = page.replacen("<base href=\"/\"", &tag, 1);
            Reply::new(200, "text/html; charset=utf-8", page).with("cache-control", "no-cache")
        }
        Err(_) => Reply::new(404, "text/plain", "the console is not built"),
    }
}
