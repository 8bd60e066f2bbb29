//! One resource's line in the editor, and what is folded under it.

use console_core::domain::access::{Preset, ResourceAccess};
use console_core::domain::resource::{ResourceKey, ResourceKind};
use console_core::domain::view_state::Show;
use console_core::domain::who::Question;
use console_core::words::{review as review_words, token as words, who};
use leptos::prelude::*;

use super::boxes::boxes;
use super::focus::{focus_review, group_id};
use super::groups::Groups;
use super::place::Place;
use crate::pages::permission_marks::level_mark;
use crate::ui::badge::{Badge, Marks, Tone};
use crate::ui::button::Button;
use crate::ui::checkbox::{BareCheckbox, Tick};
use crate::ui::fold_group::FoldGroup;
use crate::ui::icon::Icon;
use crate::ui::menu::{MenuButton, MenuItem};
use crate::ui::number::count;

/// A group of the editor.
pub(super) fn group(groups: Groups, key: ResourceKey) -> AnyView {
    let editing = groups.editing();
    let resources = editing.store.resources();
    let (label, kind, is_deleted) = {
        let resources = resources.borrow();
        let one = resources.get(key);
        (words::resource_name(one), one.kind.clone(), one.is_deleted())
    };
    let place = Place::new(groups, key, &kind, is_deleted);
    let open = Memo::new(move |_| groups.unfolded.with(|all| all.contains(&key)));
    let waits = Memo::new(move |_| groups.waiting.with(|all| all.contains(&key)));
    let toggle = move |on: bool| {
        groups.unfolded.update(|all| {
            all.retain(|own| *own != key);
            if on {
                all.push(key);
            }
        });
    };
    let is_changed = Memo::new(move |_| place.holding.with(ResourceAccess::has_changes));
    let icon = match kind {
        ResourceKind::Organization => Icon::BUILDING,
        ResourceKind::AllDatabases => Icon::LAYERS,
        ResourceKind::Database | ResourceKind::Other(_) => Icon::DATABASE,
    };
    view! {
        <div id=group_id(key) class=move || if open.get() { "unfolded" } else { "folded" }>
            <FoldGroup
                label=label.clone()
                open=open
                on_toggle=toggle
                icon=icon
                changed=is_changed
                summary=summary(place, &kind)
                choice=choice(place, &label)
                actions=view! {
                    {move || open.get().then(|| who_reaches(place))}
                    {actions(place, kind.clone())}
                }.into_any()
            >
                {move || if waits.get() {
                    view! { <div class="areas"></div> }.into_any()
                } else {
                    view! {
                        {is_deleted.then(|| deleted_note(place))}
                        {move || boxes(place)}
                        {move || is_changed.get().then(to_review)}
                    }.into_any()
                }}
            </FoldGroup>
        </div>
    }
    .into_any()
}

/// The way to all tokens that reach the resource; none to what is gone or has no name in addresses.
fn who_reaches(place: Place) -> Option<AnyView> {
    let href = place.who_can(Question::Anything)?;
    let name = words::resource_name(place.editing().store.resources().borrow().get(place.key));
    let link = view! {
        <a class="who-reaches" href=href>
            {who::TITLE}
            <span class="visually-hidden">{who::something_on(&name)}</span>
            "?"
        </a>
    };
    Some(link.into_any())
}

/// From the last box of a group to the button that shows what is changed.
fn to_review() -> AnyView {
    let go = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_review();
    };
    view! { <p class="to-review"><a class="visually-hidden" href="#review-changes" on:click=go>{words::GO_TO_REVIEW}</a></p> }
        .into_any()
}

/// What holds for every box of a deleted database, once.
fn deleted_note(place: Place) -> AnyView {
    let is_stuck = Memo::new(move |_| place.locks().no_removals.is_some());
    let text = move || if is_stuck.get() { review_words::NAME_TAKEN } else { words::DELETED_NOTE };
    let left = Memo::new(move |_| {
        place.permissions.with(|all| {
            let (held, _) = place.count(all);
            if place.is_free(all) { held } else { 0 }
        })
    });
    view! {
        <p class="muted row">
            <span>{text}</span>
            {move || (left.get() > 0).then(|| view! {
                <Button
                    label=Signal::derive(move || words::remove_all(&count(left.get())))
                    icon=Icon::TRASH
                    on_press=move |()| place.set_all(&place.permissions.get_untracked(), false)
                />
            })}
        </p>
    }
    .into_any()
}

fn summary(place: Place, kind: &ResourceKind) -> AnyView {
    let counts = Memo::new(move |_| place.found.with(|found| place.count(found)));
    let gravest = Memo::new(move |_| place.found.with(|found| place.gravest(found)));
    // What is searched for and hidden is told: it might be what somebody looks for.
    let hidden = Memo::new(move |_| {
        let is_partial = place.is_narrowed() && place.groups().show.get() != Show::All;
        let (found, shown) = (place.found.with(Vec::len), place.shown.with(Vec::len));
        if is_partial { found - shown.min(found) } else { 0 }
    });
    let note = match kind {
        ResourceKind::AllDatabases => Some(words::ALL_DATABASES_NOTE),
        ResourceKind::Other(_) => Some(words::UNKNOWN_TYPE),
        ResourceKind::Organization | ResourceKind::Database => None,
    };
    view! {
        <span class="count">
            {move || match counts.get() {
                (_, 0) => words::NO_MATCH.to_owned(),
                (held, all) => words::held(&count(held), &count(all), place.is_narrowed()),
            }}
        </span>
        {move || (hidden.get() > 0).then(|| view! {
            <span>{words::more_in_all(&count(hidden.get()))}</span>
        })}
        {note.map(|note| view! { <span class="muted">{note}</span> })}
        {place.is_deleted.then(|| view! {
            <Badge label=words::MARK_DELETED tone=Tone::Warning icon=Icon::TRASH tip=words::DELETED_TIP/>
        })}
        {move || gravest.get().map(|level| view! { <Marks marks=vec![level_mark(level)]/> })}
    }
    .into_any()
}

fn actions(place: Place, kind: ResourceKind) -> Option<AnyView> {
    let is_fixed = place.editing().is_read_only() || place.is_deleted;
    (!is_fixed).then(|| set_to(place, kind))
}

/// A box for the whole group.
fn choice(place: Place, label: &str) -> AnyView {
    if place.editing().is_read_only() || place.is_deleted {
        return ().into_any();
    }
    let counts = Memo::new(move |_| place.found.with(|found| place.count(found)));
    let tick = Signal::derive(move || {
        let (held, all) = counts.get();
        Tick::of(held, all.max(1))
    });
    // The box acts on what a search has found, and is named so.
    let label = label.to_owned();
    let all_label = Signal::derive(move || {
        if place.is_narrowed() {
            words::all_found_on(&count(counts.get().1), &label)
        } else {
            words::all_on(&label)
        }
    });
    let is_free = Memo::new(move |_| place.found.with(|found| place.is_free(found)));
    let all = move || {
        let change = move |on| place.set_all(&place.found.get_untracked(), on);
        is_free
            .get()
            .then(|| view! { <BareCheckbox label=all_label checked=tick on_change=change/> })
    };
    all.into_any()
}

/// Sets the whole group, whatever is searched for and shown. Each choice says what it would change.
fn set_to(place: Place, kind: ResourceKind) -> AnyView {
    let presets = Preset::offered(place.key, &kind);
    let offered = presets.clone();
    let items = move |()| -> Vec<MenuItem> {
        let item = |preset: &Preset| {
            let change = place.change_of(*preset);
            let (added, removed) = (count(change.additions.len()), count(change.removals.len()));
            let (note, spoken) = words::preset_change(&added, &removed);
            MenuItem { label: words::preset(*preset).to_owned(), note, spoken }
        };
        offered.iter().map(item).collect()
    };
    let choose = move |at: usize| {
        if let Some(preset) = presets.get(at) {
            let change = place.change_of(*preset);
            place.editing().edit(|draft| draft.stage(&change));
        }
    };
    view! { <MenuButton label=words::SET_TO items=items on_choose=choose/> }.into_any()
}
