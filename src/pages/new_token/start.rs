//! What a new token's access starts from: nothing, a common job on one database, or another token.

use console_core::api::StartingAccess;
use console_core::domain::access::Starter;
use console_core::domain::listing::NaturalKey;
use console_core::domain::resource::ResourceKey;
use console_core::words::{creation as words, faults};

use crate::state::{App, Databases, Organization};
use crate::ui::combobox::{Combobox, Entry};
use crate::ui::effect::effect;
use crate::ui::select::{Choice, Select};
use leptos::prelude::*;

/// A job and its database.
#[derive(Clone, Copy)]
pub(super) struct StartChoice {
    pub(super) app: App,
    pub(super) store: Organization,
    starter: RwSignal<Option<Starter>>,
    entry: RwSignal<Entry>,
}

impl StartChoice {
    pub(super) fn new(app: App, store: Organization) -> Self {
        let fields = app.creation.fields;
        let chosen = fields.database.get_untracked().map(|key| {
            let resources = store.resources();
            let resources = resources.borrow();
            Choice::new(key.index().to_string(), &*resources.get(key).name)
        });
        let entry = RwSignal::new(chosen.map_or(Entry::Empty, Entry::Chosen));
        let own = Self { app, store, starter: fields.starter, entry };
        effect(move || fields.database.set(own.database()));
        own
    }

    /// The database that was chosen.
    pub(super) fn database(self) -> Option<ResourceKey> {
        let value = self.entry.with(|entry| entry.value().map(str::to_owned))?;
        let resources = self.store.resources();
        let resources = resources.borrow();
        resources.iter().map(|(key, _)| key).find(|key| key.index().to_string() == value)
    }

    /// What to start from, or that no database was chosen.
    pub(super) fn start(self) -> Option<StartingAccess> {
        let copied = self.app.creation.fields.source.get();
        match (self.starter.get(), self.database()) {
            (Some(starter), Some(database)) => {
                Some(StartingAccess::Grant(starter.access(database)))
            }
            (Some(_), None) => None,
            (None, _) => Some(
                copied.map_or(StartingAccess::Nothing, |source| StartingAccess::Copy(source, None)),
            ),
        }
    }

    /// Both fields.
    pub(super) fn fields(self) -> AnyView {
        let Self { app, store, starter, entry } = self;
        let mut jobs = vec![Choice::new("", words::starters::NONE)];
        jobs.extend(Starter::ALL.map(|own| Choice::new(own.key(), words::starter(own))));
        let choose = move |key: String| {
            starter.set(Starter::from_key(&key));
            store.ensure_databases();
        };
        let databases = Signal::derive(move || {
            let _ = store.databases.get();
            let resources = store.resources();
            let resources = resources.borrow();
            let mut all: Vec<Choice> = resources
                .live_databases()
                .map(|(key, one)| Choice::new(key.index().to_string(), &*one.name).id(&*one.id))
                .collect();
            all.sort_by_cached_key(|one| NaturalKey::new(&one.label));
            all
        });
        let hint = Signal::derive(move || self.hint());
        let is_tried = app.creation.fields.is_tried;
        let error = Signal::derive(move || {
            let is_missing = is_tried.get() && entry.with(|entry| *entry == Entry::Empty);
            is_missing.then(|| words::NO_DATABASE.to_owned())
        });
        view! {
            <Select
                label=words::START_WITH
                options=jobs
                value=Signal::derive(move || starter.get().map_or("", Starter::key).to_owned())
                on_change=choose
            />
            {move || starter.get().is_some().then(|| view! {
                <Combobox
                    label=words::ON_DATABASE
                    options=databases
                    loading=Signal::derive(move || store.databases.get() == Databases::Reading)
                    entry=entry
                    hint=hint
                    error=error
                />
            })}
        }
        .into_any()
    }

    /// Why there is nothing to choose.
    fn hint(self) -> Option<String> {
        match self.store.databases.get() {
            Databases::Failed(error) => Some(faults::next_step(&error)),
            _ => None,
        }
    }
}
