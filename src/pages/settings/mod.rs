//! `/settings`: what the console talks to, how it looks, and what it has sent.

mod log;

use console_core::api::ApiError;
use console_core::domain::ids::OrgName;
use leptos::prelude::*;

use crate::state::{App, Databases, ListStatus, Organizations, Theme, app};
use crate::ui::badge::Tone;
use crate::ui::checkbox::Checkbox;
use crate::ui::page::Page;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::select::{Choice, Select};

/// The page.
#[component]
pub(crate) fn Settings() -> impl IntoView {
    view! {
        <Page title="Settings" suffix=super::suffix(None)>
            <div class="cards">
                {connection()}
                {appearance()}
            </div>
            {log::request_log()}
        </Page>
    }
    .into_any()
}

fn connection() -> AnyView {
    let app = app();
    let loaded = app.config();
    let config = &loaded.config;
    let organizations = move || {
        app.organizations.with(|all| match all {
            Organizations::Loading => "reading…".to_owned(),
            Organizations::Failed(error) => error.title(),
            Organizations::Known(all) => {
                all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            }
        })
    };
    let policy = &config.policy;
    let max = policy
        .max_ttl
        .map_or("no limit".to_owned(), |max| [&max.0.to_string(), " seconds"].concat());
    view! {
        <section class="card" aria-labelledby="connection">
            <div class="card-header"><h2 id="connection">"Connection"</h2></div>
            <dl class="facts">
                <dt>"API"</dt><dd class="mono">{config.api_base.clone()}</dd>
                <dt>"Organizations"</dt><dd>{organizations}</dd>
                <dt>"Mode"</dt>
                <dd>{if config.read_only { "read-only" } else { "reading and changing" }}</dd>
                <dt>"Pace"</dt>
                <dd>{[&config.requests_per_minute.to_string(), " calls a minute, ", &config.parallel_requests.to_string(), " at a time"].concat()}</dd>
                <dt>"Longest time to live"</dt><dd>{max}</dd>
                <dt>"Tokens without end"</dt>
                <dd>{if policy.allow_no_expiry { "allowed" } else { "not allowed" }}</dd>
            </dl>
            {move || app.organizations.with(|all| match all {
                Organizations::Known(all) => all.first().cloned(),
                Organizations::Loading | Organizations::Failed(_) => None,
            }).map(|org| credential(app, &org))}
            {loaded.notes.iter().map(|note| view! {
                <ProblemPanel
                    tone=Tone::Info
                    problem=Problem { title: note.clone(), ..Problem::default() }
                />
            }).collect_view()}
        </section>
    }
    .into_any()
}

/// What the console's own credential may do, as far as that can be told without changing anything.
fn credential(app: App, org: &OrgName) -> AnyView {
    let store = app.organization(org);
    store.ensure(app);
    store.ensure_databases(app);
    let told = |error: &ApiError| {
        if error.is_not_found() { "no, or there are none" } else { "not known: the call failed" }
    };
    let tokens = move || match store.status.get() {
        ListStatus::Failed(error) => told(&error),
        ListStatus::Read(_) | ListStatus::Stopped => "yes",
        ListStatus::Reading(_) | ListStatus::Unread => "asking…",
    };
    let databases = move || match store.databases.get() {
        Databases::Failed(error) => told(&error),
        Databases::Read => "yes",
        Databases::Reading | Databases::Unread => "asking…",
    };
    view! {
        <h3>{["The console's credential in ", org.as_str()].concat()}</h3>
        <dl class="facts">
            <dt>"Reads tokens (read_service_tokens)"</dt><dd>{tokens}</dd>
            <dt>"Reads databases (read_databases)"</dt><dd>{databases}</dd>
            <dt>"Changes access (write_service_tokens)"</dt><dd>"known only by trying"</dd>
            <dt>"Deletes tokens (delete_service_tokens)"</dt><dd>"known only by trying"</dd>
        </dl>
    }
    .into_any()
}

fn appearance() -> AnyView {
    let app = app();
    view! {
        <section class="card" aria-labelledby="appearance">
            <div class="card-header"><h2 id="appearance">"Appearance"</h2></div>
            <Select
                label="Theme"
                options=vec![
                    Choice::new("system", "As the system"),
                    Choice::new("light", "Light"),
                    Choice::new("dark", "Dark"),
                ]
                value=Signal::derive(move || app.theme.get().key().to_owned())
                on_change=move |key: String| {
                    app.theme.set(Theme::from_key(&key));
                    app.keep_appearance();
                }
            />
            <Checkbox
                label="Exact times in this computer's time zone"
                description=Some("Otherwise in UTC. Exports are always in UTC.".to_owned())
                checked=Signal::derive(move || app.local_times.get().into())
                on_change=move |on| {
                    app.local_times.set(on);
                    app.keep_appearance();
                }
            />
            <Checkbox
                label="Compact rows"
                checked=Signal::derive(move || app.compact.get().into())
                on_change=move |on| {
                    app.compact.set(on);
                    app.keep_appearance();
                }
            />
        </section>
    }
    .into_any()
}
