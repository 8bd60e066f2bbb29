//! What a new token will be able to do, while its form is filled in.

use std::sync::Arc;

use console_core::domain::access::{AccessSet, Starter};
use console_core::domain::token::Token;
use console_core::words::creation as words;
use console_core::words::token::resource_name;
use console_core::words::tokens::display_name;
use leptos::prelude::*;

use super::assertions::Judged;
use super::start::StartChoice;
use crate::pages::ability_lines::AbilityLines;
use crate::state::{App, Organization, Purpose};
use crate::ui::number::count;

/// The access that the token starts with, as far as it is known.
pub(super) enum Start {
    Nothing,
    /// A job whose database is not chosen.
    OnNoDatabase(Starter),
    Known(AccessSet),
    /// The access of another token, which is read when the token is created.
    Unread(Arc<Token>),
}

impl Start {
    /// The access, where it is known.
    pub(super) fn known(self) -> Option<AccessSet> {
        match self {
            Self::Nothing | Self::OnNoDatabase(_) | Self::Unread(_) => None,
            Self::Known(access) => Some(access),
        }
    }

    /// Watched: what is filled in.
    pub(super) fn of(app: App, store: Organization, choice: StartChoice, purpose: Purpose) -> Self {
        let fields = app.creation.fields;
        let old = match purpose {
            Purpose::Leak(_, access) => return Self::Known(access),
            Purpose::Rotation(old) => Some(old),
            Purpose::New => None,
        };
        match (fields.starter.get(), fields.source.get()) {
            (Some(starter), _) => match choice.database() {
                Some(database) => Self::Known(starter.access(database)),
                None => Self::OnNoDatabase(starter),
            },
            (None, None) => Self::Nothing,
            (None, Some(id)) => {
                let own = old.filter(|token| token.id == id);
                match store.token(&id).or(own) {
                    None => Self::Nothing,
                    Some(token) => match token.access.set() {
                        Some(access) => Self::Known(access),
                        None => Self::Unread(token),
                    },
                }
            }
        }
    }
}

/// What is told of it.
#[derive(Clone, PartialEq, Default)]
struct Told {
    lines: AbilityLines,
    note: Option<String>,
    /// Each permission with its resource.
    all: Vec<String>,
}

impl Told {
    fn of(start: Start, store: Organization) -> Self {
        let note = |text: &str| Self { note: Some(text.to_owned()), ..Self::default() };
        let access = match start {
            Start::Nothing => return note(words::WILL_DO_NOTHING),
            Start::OnNoDatabase(starter) => return note(words::starter_on_none(starter)),
            Start::Unread(token) => return note(&words::will_be_read(display_name(&token))),
            Start::Known(access) => access,
        };
        let resources = store.resources();
        let resources = resources.borrow();
        // What is on deleted databases cannot be granted again.
        let living = access.without_deleted(&resources);
        Self {
            lines: AbilityLines::of(&living, &resources),
            note: living.is_empty().then(|| words::WILL_DO_NOTHING.to_owned()),
            all: living
                .iter()
                .map(|grant| {
                    let on = resource_name(resources.get(grant.resource));
                    words::granted_on(grant.permission.name(), &on)
                })
                .collect(),
        }
    }
}

/// The region, which changes with each choice.
pub(super) fn foresight(
    app: App,
    store: Organization,
    choice: StartChoice,
    purpose: Purpose,
) -> AnyView {
    let judged = Judged { app, store, choice, purpose: StoredValue::new(purpose.clone()) };
    let purpose = StoredValue::new_local(purpose);
    let told =
        Memo::new(move |_| Told::of(Start::of(app, store, choice, purpose.get_value()), store));
    view! {
        <section class="foresight" aria-labelledby="foresight">
            <h3 id="foresight">{words::WILL_DO}</h3>
            <div aria-live="polite">
                {judged.panel()}
                {move || told_view(told.get())}
            </div>
        </section>
    }
    .into_any()
}

fn told_view(told: Told) -> AnyView {
    let Told { lines, note, all } = told;
    let is_something = !all.is_empty();
    let title = words::all_permissions(&count(all.len()));
    view! {
        {note.map(|text| view! { <p>{text}</p> })}
        {lines.view()}
        {is_something.then(|| view! {
            <details>
                <summary>{title}</summary>
                <ul class="steps">
                    {all.into_iter().map(|text| view! { <li translate="no">{text}</li> }).collect_view()}
                </ul>
            </details>
        })}
    }
    .into_any()
}
