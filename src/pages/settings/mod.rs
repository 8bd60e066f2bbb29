//! `/settings`: what the console talks to, how it looks, and what it has sent.

mod log;

use console_core::api::ApiError;
use console_core::domain::ids::OrgName;
use console_core::domain::route::Route;
use console_core::words::{configuration, faults, settings as words};
use leptos::prelude::*;

use crate::state::{App, Databases, ListStatus, Organizations, Theme, app};
use crate::ui::badge::Tone;
use crate::ui::checkbox::Checkbox;
use crate::ui::number::count;
use crate::ui::page::Page;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::select::{Choice, Select};

/// The page.
#[component]
pub(crate) fn Settings() -> impl IntoView {
    view! {
        <Page title=words::TITLE suffix=super::suffix(None)>
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
        app.organizations.listed.with(|all| match all {
            Organizations::Loading => words::READING.to_owned(),
            Organizations::Failed(error) => faults::title(error),
            Organizations::Known(all) => {
                all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            }
        })
    };
    let policy = &config.policy;
    let max = policy
        .max_ttl
        .and_then(|max| usize::try_from(max.0).ok())
        .map_or_else(|| words::NO_LIMIT.to_owned(), |max| words::seconds(&count(max)));
    view! {
        <section class="card" aria-labelledby="connection">
            <div class="card-header"><h2 id="connection">{words::CONNECTION}</h2></div>
            <dl class="facts">
                <dt>{words::API}</dt><dd class="mono" translate="no">{config.api_base.clone()}</dd>
                <dt>{words::ORGANIZATIONS}</dt><dd>{organizations}</dd>
                <dt>{words::MODE}</dt>
                <dd>{if config.read_only { words::READ_ONLY } else { words::CHANGING }}</dd>
                <dt>{words::PACE}</dt>
                <dd>{words::pace(&count(config.requests_per_minute), &count(config.parallel_requests))}</dd>
                <dt>{words::LONGEST}</dt><dd>{max}</dd>
                <dt>{words::WITHOUT_END}</dt>
                <dd>{if policy.allow_no_expiry { words::ALLOWED } else { words::NOT_ALLOWED }}</dd>
            </dl>
            {move || shown(app).map(|org| credential(app, &org))}
            {loaded.notes.iter().map(|note| view! {
                <ProblemPanel
                    tone=Tone::Info
                    problem=Problem { title: configuration::note(note), ..Problem::default() }
                />
            }).collect_view()}
        </section>
    }.into_any()
}

/// The organization that was shown last, as the banner has it; else the first.
fn shown(app: App) -> Option<OrgName> {
    let first = app.organizations.listed.with(|all| match all {
        Organizations::Known(all) => all.first().cloned(),
        Organizations::Loading | Organizations::Failed(_) => None,
    });
    app.organizations.meant(&Route::Settings).or(first)
}

/// What the console's own credential may do, as far as that can be told without changing anything.
fn credential(app: App, org: &OrgName) -> AnyView {
    let store = app.organization(org);
    store.ensure();
    store.ensure_databases();
    let told = |error: &ApiError| {
        if error.is_not_found() { words::NO } else { words::CALL_FAILED }
    };
    let tokens = move || match store.status.get() {
        ListStatus::Failed(error) | ListStatus::BrokenOff(error) => told(&error),
        ListStatus::Read(_) | ListStatus::Stopped => words::YES,
        ListStatus::Reading(_) | ListStatus::Unread => words::ASKING,
    };
    let databases = move || match store.databases.get() {
        Databases::Failed(error) => told(&error),
        Databases::Read => words::YES,
        Databases::Reading | Databases::Unread => words::ASKING,
    };
    view! {
        <h3>{words::credential_in(org.as_str())}</h3>
        <dl class="facts">
            <dt>{words::READS_TOKENS}</dt><dd>{tokens}</dd>
            <dt>{words::READS_DATABASES}</dt><dd>{databases}</dd>
            <dt>{words::CHANGES_ACCESS}</dt><dd>{words::ONLY_BY_TRYING}</dd>
            <dt>{words::DELETES_TOKENS}</dt><dd>{words::ONLY_BY_TRYING}</dd>
        </dl>
    }
    .into_any()
}

fn appearance() -> AnyView {
    let app = app();
    view! {
        <section class="card" aria-labelledby="appearance">
            <div class="card-header"><h2 id="appearance">{words::APPEARANCE}</h2></div>
            <Select
                label=words::THEME
                options=vec![
                    Choice::new("system", words::SYSTEM),
                    Choice::new("light", words::LIGHT),
                    Choice::new("dark", words::DARK),
                ]
                value=Signal::derive(move || app.appearance.theme.get().key().to_owned())
                on_change=move |key: String| {
                    app.appearance.theme.set(Theme::from_key(&key));
                    app.appearance.keep();
                }
            />
            <Checkbox
                label=words::LOCAL_TIMES
                description=Some(words::LOCAL_TIMES_TEXT.to_owned())
                checked=Signal::derive(move || app.appearance.local_times.get().into())
                on_change=move |on| {
                    app.appearance.local_times.set(on);
                    app.appearance.keep();
                }
            />
            <Checkbox
                label=words::COMPACT
                checked=Signal::derive(move || app.appearance.compact.get().into())
                on_change=move |on| {
                    app.appearance.compact.set(on);
                    app.appearance.keep();
                }
            />
            <Checkbox
                label=words::LETTER_KEYS
                description=Some(words::LETTER_KEYS_TEXT.to_owned())
                checked=Signal::derive(move || app.appearance.letter_keys.get().into())
                on_change=move |on| {
                    app.appearance.letter_keys.set(on);
                    app.appearance.keep();
                }
            />
        </section>
    }
    .into_any()
}
