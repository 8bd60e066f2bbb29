//! The two choices: what, and where.

use console_core::domain::access::RiskKind;
use console_core::domain::operations::operations;
use console_core::domain::permission::Permission;
use console_core::domain::resource::ResourceKey;
use console_core::domain::who::{Question, WhoView};
use console_core::words::token::resource_name;
use console_core::words::{operations as operation_words, who as words};
use leptos::prelude::*;

use super::Asked;
use crate::pages::place::unlisted;
use crate::state::Databases;
use crate::ui::combobox::{Combobox, Entry};
use crate::ui::effect::effect;
use crate::ui::select::Choice;

pub(super) fn choices(asked: Asked) -> AnyView {
    let Asked { app, store, view, .. } = asked;
    let (what, place) = (RwSignal::new(Entry::Empty), RwSignal::new(Entry::Empty));
    let places = Memo::new(move |_| {
        store.databases.track();
        places(asked)
    });
    // The address may change from outside: a link, or the way back.
    effect(move || {
        let wanted = view.with(|view| view.what).map(choice_of);
        hold(what, wanted);
    });
    effect(move || {
        let key = view.with(|view| view.place.clone());
        let found = places.with(|all| all.iter().find(|one| one.value == key).cloned());
        hold(place, Some(found.unwrap_or_else(|| unlisted(&key))));
    });
    let change = move |change: &dyn Fn(&mut WhoView)| {
        let mut view = view.get_untracked();
        change(&mut view);
        app.set_query(&view.print());
    };
    // An emptied field asks nothing, and narrows nothing.
    Effect::new(move |before: Option<bool>| {
        let is_empty = what.with(|entry| *entry == Entry::Empty);
        if is_empty && before == Some(false) {
            change(&|view| {
                view.what = None;
                view.unknown = None;
            });
        }
        is_empty
    });
    view! {
        <div class="asked">
            <Combobox
                label=words::WHAT
                placeholder=words::WHAT_HINT
                options=Signal::derive(options)
                entry=what
                on_choose=move |value: String| change(&|view| {
                    view.what = WhoView::parse(&value).what;
                    view.unknown = None;
                })
            />
            <Combobox
                label=words::RESOURCE
                options=places
                entry=place
                loading=Signal::derive(move || {
                    store.databases.with(|it| matches!(it, Databases::Unread | Databases::Reading))
                })
                on_choose=move |value: String| change(&|view| view.place.clone_from(&value))
            />
        </div>
    }
    .into_any()
}

fn hold(entry: RwSignal<Entry>, wanted: Option<Choice>) {
    let is_so = entry.with_untracked(|entry| match (&wanted, entry) {
        (Some(choice), Entry::Chosen(own)) => own == choice,
        (None, Entry::Chosen(_)) | (Some(_), _) => false,
        (None, _) => true,
    });
    if !is_so {
        entry.set(wanted.map_or(Entry::Empty, Entry::Chosen));
    }
}

/// What is chosen is written as in the address.
fn key(question: Question) -> String {
    WhoView { what: Some(question), ..WhoView::default() }.print()
}

fn choice_of(question: Question) -> Choice {
    match question {
        Question::Anything => {
            Choice::new(key(question), words::ANYTHING).note(words::ANYTHING_NOTE)
        }
        Question::Risk(kind) => Choice::new(key(question), words::risk(kind)).note(words::A_RISK),
        Question::Permission(permission) => {
            let choice = Choice::new(key(question), permission.name());
            match permission.description() {
                Some(text) => choice.note(text),
                None => choice,
            }
        }
        Question::Operation(operation) => {
            Choice::new(key(question), operation_words::label(operation))
                .note(words::operation_note(operation.name, operation.group))
                .id(operation.name)
        }
    }
}

fn options() -> Vec<Choice> {
    let mut permissions: Vec<Permission> = Permission::all_seen().collect();
    permissions.sort_unstable();
    [Question::Anything]
        .into_iter()
        .chain(RiskKind::ALL.into_iter().map(Question::Risk))
        .chain(permissions.into_iter().map(Question::Permission))
        .chain(operations().iter().map(Question::Operation))
        .map(choice_of)
        .collect()
}

/// Anywhere, the organization, all databases, then each living database by name.
fn places(asked: Asked) -> Vec<Choice> {
    let resources = asked.store.resources();
    let resources = resources.borrow();
    let named = |key: ResourceKey| {
        Choice::new(WhoView::place_key(key, &resources), resource_name(resources.get(key)))
    };
    let mut databases: Vec<Choice> =
        resources.live_databases().map(|(key, _)| named(key)).collect();
    databases.sort_by(|a, b| a.label.cmp(&b.label));
    [Choice::new("", words::ANYWHERE)]
        .into_iter()
        .chain([named(ResourceKey::ORGANIZATION), named(ResourceKey::ALL_DATABASES)])
        .chain(databases)
        .collect()
}
