//! The checkbox editor: a group for each resource, those with access first.

use console_core::api::Fault;
use console_core::domain::access::GroupOrder;
use console_core::domain::listing::{NaturalKey, Query};
use console_core::domain::view_state::Show;
use console_core::words::{actions, token as words};
use leptos::prelude::*;

use super::arrival::arrive;
use super::focus::lead_to_group;
use super::group::group;
use super::groups::Groups;
use super::save_bar::save_bar;
use super::summary::summary;
use crate::pages::place::databases_unread;
use crate::state::{Databases, Editing};
use crate::ui::combobox::Combobox;
use crate::ui::number::count;
use crate::ui::search_box::SearchBox;
use crate::ui::select::Choice;
use crate::ui::toggle_group::{Toggle, ToggleGroup};

pub(super) fn editor(editing: Editing) -> AnyView {
    let search = RwSignal::new(String::new());
    let query = Memo::new(move |_| search.with(|text| Query::new(text)));
    let groups = Groups::new(editing, query);
    let read_only = editing.is_read_only();
    arrive(groups);
    view! {
        {databases_unread(editing.app, editing.store)}
        {summary(editing)}
        <section class="editor" aria-label=words::ACCESS>
            <div class="editor-tools">
                <h2>{words::PERMISSIONS}</h2>
                // Whose boxes these are, for the eye: the page's heading is scrolled away.
                <p class="editor-token" aria-hidden="true" translate="no"><bdi>{move || editing.name()}</bdi></p>
                {show(groups)}
                <SearchBox label=words::FIND value=search on_change=move |text| search.set(text)/>
                {databases(groups)}
            </div>
            {read_only.then(|| view! { <p class="muted">{actions::READ_ONLY}</p> })}
            {order(groups)}
            <div class="editor-groups" data-show=move || groups.show.get().key()>
                <For
                    each=move || groups.made()
                    key=|key| key.index()
                    children=move |key| group(groups, key)
                />
            </div>
            {save_bar(editing)}
        </section>
    }
    .into_any()
}

/// The choice of which boxes are shown, with how many there are.
fn show(groups: Groups) -> AnyView {
    let editing = groups.editing();
    let toggle = move |own: Show| {
        let number = move || match own {
            Show::Granted => Some(editing.draft.with(|draft| draft.wanted().len())),
            Show::Changed => Some(editing.unsaved.get()),
            Show::All => None,
        };
        view! {
            <Toggle
                label=words::show(own)
                pressed=Signal::derive(move || groups.show.get() == own)
                // Pressing the one that is on changes nothing: something is always shown.
                on_change=move |_| groups.choose(own)
                count=Signal::derive(number)
            />
        }
        .into_any()
    };
    view! {
        <ToggleGroup label=words::SHOW>
            {Show::ALL_CHOICES.map(toggle).into_iter().collect_view()}
        </ToggleGroup>
    }
    .into_any()
}

/// How many groups there are and what they are sorted by, where they are many.
fn order(groups: Groups) -> AnyView {
    let many = Memo::new(move |_| groups.are_many());
    let text = move || {
        // The organization and all databases are always there.
        let resources = groups.order.with(|order| order.len().saturating_sub(2));
        words::resources_in_order(&count(resources), groups.by.get())
    };
    let sort = move |on| groups.sort(if on { GroupOrder::Risk } else { GroupOrder::Name });
    (move || {
        many.get().then(|| {
            view! {
                <div class="row editor-order">
                    <p class="muted">{text}</p>
                    <Toggle
                        label=words::GRAVEST_FIRST
                        pressed=Signal::derive(move || groups.by.get() == GroupOrder::Risk)
                        on_change=sort
                    />
                </div>
            }
        })
    })
    .into_any()
}

/// The choice of a database. Those that are here already come last: choosing one leads to its group.
fn databases(groups: Groups) -> AnyView {
    let (editing, order) = (groups.editing(), groups.order);
    let store = editing.store;
    let add = move |value: String| {
        let Ok(index) = value.parse::<usize>() else { return };
        let found =
            store.resources().borrow().iter().map(|(key, _)| key).find(|key| key.index() == index);
        if let Some(key) = found {
            groups.add(key);
            lead_to_group(key);
        }
    };
    let choices = Signal::derive(move || {
        let _ = store.databases.get();
        let mut there = order.get();
        there.sort_unstable();
        let resources = store.resources();
        let resources = resources.borrow();
        let mut all: Vec<Choice> = resources
            .live_databases()
            .map(|(key, one)| {
                let choice = Choice::new(key.index().to_string(), &*one.name).id(&*one.id);
                if there.binary_search(&key).is_ok() {
                    choice.note(words::IS_LISTED)
                } else {
                    choice
                }
            })
            .collect();
        all.sort_by_cached_key(|one| (one.note.is_some(), NaturalKey::new(&one.label)));
        all
    });
    let hint = Signal::derive(move || match store.databases.get() {
        Databases::Failed(error) => Some(match error.fault {
            Fault::NotFoundOrNotAllowed { needs } => words::databases_need(&needs),
            _ => words::DATABASES_UNREAD.to_owned(),
        }),
        _ => None,
    });
    let loading = Signal::derive(move || matches!(store.databases.get(), Databases::Reading));
    view! {
        <Combobox
            label=words::ADD_DATABASE
            hide_label=true
            placeholder=if editing.is_read_only() {
                words::FIND_DATABASE
            } else {
                words::ADD_DATABASE_HINT
            }
            options=choices
            loading=loading
            hint=hint
            none_text=words::NO_DATABASE_FITS
            on_choose=add
        />
    }
    .into_any()
}
