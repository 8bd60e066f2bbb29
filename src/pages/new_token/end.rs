//! The end of a new token: a length, a number of seconds, or a moment.

use console_core::domain::time::Seconds;
use console_core::domain::ttl::{self, Lifetime, WrongTtl};
use console_core::words::{creation as words, lifetimes};
use leptos::prelude::*;

use super::tried;
use crate::state::App;
use crate::ui::number::count;
use crate::ui::select::{Choice, Select};
use crate::ui::text_field::{TextField, TextKind};

/// How long the token is to live; `None`: without an end.
pub(super) fn length(app: App) -> Result<Option<Seconds>, WrongTtl> {
    let fields = app.creation.fields;
    match fields.lifetime.get() {
        Lifetime::Never => Ok(None),
        Lifetime::Preset(preset) => Ok(Some(preset.length())),
        Lifetime::Custom => fields
            .custom
            .with(|typed| app.with_config(|config| ttl::seconds(typed, &config.policy)))
            .map(Some),
        Lifetime::Until => {
            let end = fields.until.with(|typed| app.moment(typed));
            let now = app.client().now();
            app.with_config(|config| ttl::until(end, now, &config.policy)).map(Some)
        }
    }
}

/// When the token ends, in words, with the zone and the days; nothing where that is not clear yet.
pub(super) fn end(app: App) -> Option<String> {
    // The distance follows the clock.
    app.now().track();
    match length(app) {
        Ok(None) => Some(words::NEVER_ENDS.to_owned()),
        Ok(Some(length)) => {
            let chosen = match app.creation.fields.lifetime.get() {
                Lifetime::Until => app.creation.fields.until.with(|typed| app.moment(typed)),
                Lifetime::Never | Lifetime::Preset(_) | Lifetime::Custom => None,
            };
            let at = chosen.unwrap_or_else(|| app.client().now().saturating_add(length));
            Some(words::ends_in(&app.exact(at), days(length).map(count).as_ref()))
        }
        Err(_) => None,
    }
}

/// Rounded to days, if it is one at the least.
fn days(length: Seconds) -> Option<usize> {
    let half = Seconds::DAY.0 / 2;
    let days = length.0.saturating_add(half) / Seconds::DAY.0;
    usize::try_from(days).ok().filter(|_| length >= Seconds::DAY)
}

/// The fields.
pub(super) fn fields(app: App) -> AnyView {
    let fields = app.creation.fields;
    let offered = app.with_config(|config| Lifetime::offered(&config.policy));
    let choices: Vec<Choice> =
        offered.into_iter().map(|own| Choice::new(own.key(), lifetimes::lifetime(own))).collect();
    let shown = move || fields.lifetime.get().key().to_owned();
    let choose = move |key: String| {
        if let Some(chosen) = Lifetime::from_key(&key) {
            fields.lifetime.set(chosen);
        }
    };
    let hint = Signal::derive(move || {
        (fields.lifetime.get() != Lifetime::Until).then(|| end(app)).flatten()
    });
    view! {
        <Select
            label=words::EXPIRES
            options=choices
            value=Signal::derive(shown)
            hint=hint
            on_change=choose
        />
        {move || match fields.lifetime.get() {
            Lifetime::Custom => Some(custom(app)),
            Lifetime::Until => Some(until(app)),
            Lifetime::Never | Lifetime::Preset(_) => None,
        }}
    }
    .into_any()
}

fn error(app: App) -> Signal<Option<String>> {
    tried(app, move || length(app).err().map(lifetimes::wrong_ttl))
}

fn custom(app: App) -> AnyView {
    let typed = app.creation.fields.custom;
    view! {
        <TextField
            label=words::TIME_TO_LIVE
            kind=TextKind::Number
            value=typed
            error=error(app)
            on_input=move |text| typed.set(text)
        />
    }
    .into_any()
}

fn until(app: App) -> AnyView {
    let typed = app.creation.fields.until;
    let hint = Signal::derive(move || {
        let zone = if app.appearance.local_times.get() { words::IN_ZONE } else { words::IN_UTC };
        let told = end(app).zip(length(app).ok().flatten()).map(|(end, length)| {
            let seconds = usize::try_from(length.0).unwrap_or_default();
            words::until(&end, &count(seconds))
        });
        Some([zone, &told.unwrap_or_default()].concat())
    });
    view! {
        <TextField
            label=words::ENDS
            kind=TextKind::Moment
            value=typed
            hint=hint
            error=error(app)
            on_input=move |text| typed.set(text)
        />
    }
    .into_any()
}
