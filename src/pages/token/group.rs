//! One resource's permissions.

use console_core::domain::access::{Draft, Grant, LockReason, Locks, ResourceAccess, Source};
use console_core::domain::catalog::{Area, Scope};
use console_core::domain::listing::{Query, folded};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceKey, ResourceKind};
use console_core::words::token as words;
use leptos::prelude::*;

use super::editing::Editing;
use super::editor::{Groups, group_id};
use crate::pages::permission_marks::permission_marks;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::check_list::{Check, CheckLabel, CheckList};
use crate::ui::checkbox::{Checkbox, Tick};
use crate::ui::fold_group::FoldGroup;
use crate::ui::icon::Icon;
use crate::ui::number::count;

/// A resource's place in the editor.
#[derive(Clone, Copy)]
struct Place {
    groups: Groups,
    key: ResourceKey,
    is_deleted: bool,
    /// What is held here: one look at the draft for all boxes of the group.
    holding: Memo<ResourceAccess>,
}

impl Place {
    fn new(groups: Groups, key: ResourceKey, kind: &ResourceKind, is_deleted: bool) -> Self {
        // What is granted on all databases holds on each of them too.
        let inherits = *kind == ResourceKind::Database;
        let draft = groups.editing.draft;
        let of = move |draft: &Draft| ResourceAccess::of(draft, key, inherits);
        Self { groups, key, is_deleted, holding: Memo::new(move |_| draft.with(of)) }
    }

    /// A search leaves a part of the permissions.
    fn is_narrowed(self) -> bool {
        self.groups.query.with(|query| !query.is_empty())
    }

    fn editing(self) -> Editing {
        self.groups.editing
    }

    /// The permissions that can be granted here, and those that are.
    fn permissions(self) -> Vec<Permission> {
        let editing = self.editing();
        let resources = editing.store.resources();
        let kind = resources.borrow().get(self.key).kind.clone();
        let scope = match kind {
            ResourceKind::Organization => Some(Scope::Organization),
            ResourceKind::AllDatabases | ResourceKind::Database => Some(Scope::Database),
            ResourceKind::Other(_) => None,
        };
        let mut all: Vec<Permission> =
            Permission::known().filter(|it| scope.is_some() && it.scope() == scope).collect();
        let extra = editing.app.with_config(|config| {
            config
                .permissions
                .iter()
                .filter(|extra| Some(extra.scope) == scope)
                .map(|extra| Permission::named(&extra.name))
                .collect::<Vec<_>>()
        });
        all.extend(extra);
        self.holding.with(|holding| all.extend(holding.granted()));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Those of them that are held.
    fn held(self, permissions: &[Permission]) -> Vec<Permission> {
        self.holding.with(|holding| {
            let is_held = |it: &Permission| holding.source(*it) != Source::None;
            permissions.iter().copied().filter(is_held).collect()
        })
    }

    /// How the boxes of these permissions are.
    fn checks(self, permissions: &[Permission]) -> Vec<Check> {
        let editing = self.editing();
        let resources = editing.store.resources();
        let locks = Locks::of(self.key, &resources.borrow(), editing.is_read_only());
        self.holding.with(|holding| {
            let check = |permission: &Permission| {
                let lock = locks.reason(holding, *permission);
                Check {
                    is_on: holding.source(*permission) != Source::None,
                    is_changed: holding.is_changed(*permission),
                    locked: lock.map(words::lock_reason),
                    is_told_above: lock == Some(LockReason::ReadOnly) || self.is_deleted,
                }
            };
            permissions.iter().map(check).collect()
        })
    }

    /// Whether any of these permissions can be changed.
    fn is_free(self, permissions: &[Permission]) -> bool {
        self.checks(permissions).iter().any(|check| check.locked.is_none())
    }

    /// Grants or takes away each of the permissions that can be changed.
    fn set_all(self, permissions: &[Permission], granted: bool) {
        let checks = untrack(|| self.checks(permissions));
        let free = permissions.iter().zip(checks).filter(|(_, check)| check.locked.is_none());
        self.editing().edit(|draft| {
            for (permission, _) in free {
                draft.set(Grant::new(self.key, *permission), granted);
            }
        });
    }

    /// Leaves nothing but reading of these permissions.
    fn only_reads(self, all: Vec<Permission>) {
        let (reads, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.only_reads());
        self.set_all(&others, false);
        self.set_all(&reads, true);
    }

    fn tick(self, permissions: &[Permission]) -> (usize, usize) {
        (self.held(permissions).len(), permissions.len())
    }
}

/// A group of the editor.
pub(super) fn group(groups: Groups, key: ResourceKey) -> AnyView {
    let editing = groups.editing;
    let resources = editing.store.resources();
    let (label, kind, deleted) = {
        let resources = resources.borrow();
        let one = resources.get(key);
        (words::resource_name(one), one.kind.clone(), one.is_deleted())
    };
    let place = Place::new(groups, key, &kind, deleted);
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
    let permissions = Memo::new(move |_| place.permissions());
    // While something is searched for, the group's line tells of what is found and acts on that alone.
    let found = Memo::new(move |_| {
        groups.query.with(|query| {
            permissions
                .with(|all| all.iter().copied().filter(|it| fits(query, *it)).collect::<Vec<_>>())
        })
    });
    let counts = Memo::new(move |_| found.with(|found| place.tick(found)));
    let changed = Signal::derive(move || place.holding.with(ResourceAccess::has_changes));
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
                changed=changed
                summary=summary(place, &kind, deleted, found, counts)
                actions=group_actions(place, &label, found, counts)
            >
                {move || if waits.get() {
                    view! { <div class="areas"></div> }.into_any()
                } else {
                    view! {
                        {deleted.then(|| view! { <p class="muted">{words::DELETED_NOTE}</p> })}
                        {areas(place, permissions)}
                    }.into_any()
                }}
            </FoldGroup>
        </div>
    }
    .into_any()
}

fn summary(
    place: Place,
    kind: &ResourceKind,
    deleted: bool,
    found: Memo<Vec<Permission>>,
    counts: Memo<(usize, usize)>,
) -> AnyView {
    // What is granted on all databases is a risk of each.
    let any = move |is: fn(Permission) -> bool| {
        Memo::new(move |_| found.with(|found| place.held(found).into_iter().any(is)))
    };
    let destroys = any(Permission::destroys);
    let production = any(Permission::reaches_production);
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
        {note.map(|note| view! { <span class="muted">{note}</span> })}
        {deleted.then(|| view! {
            <Badge label=words::MARK_DELETED tone=Tone::Warning icon=Icon::TRASH tip=words::DELETED_TIP/>
        })}
        {move || destroys.get().then(|| view! {
            <Badge label=words::MARK_DESTROYS tone=Tone::Danger icon=Icon::FLAME/>
        })}
        {move || production.get().then(|| view! {
            <Badge label=words::MARK_PRODUCTION tone=Tone::Warning icon=Icon::PRODUCTION/>
        })}
    }.into_any()
}

fn group_actions(
    place: Place,
    label: &str,
    found: Memo<Vec<Permission>>,
    counts: Memo<(usize, usize)>,
) -> AnyView {
    let tick = Signal::derive(move || {
        let (held, all) = counts.get();
        Tick::of(held, all.max(1))
    });
    if place.editing().is_read_only() {
        return ().into_any();
    }
    let label = label.to_owned();
    let own = label.clone();
    // Both act on what a search has found, and are named so.
    let narrowed = move || place.is_narrowed().then(|| count(counts.get().1));
    let all_label = Signal::derive(move || match narrowed() {
        Some(found) => words::all_found_on(&found, &own),
        None => words::all_on(&own),
    });
    let reads_label = Signal::derive(move || match narrowed() {
        Some(found) => words::reads_only_found_on(&found, &label),
        None => words::reads_only_on(&label),
    });
    let any = Memo::new(move |_| found.with(|found| place.is_free(found)));
    (move || {
        any.get().then(|| {
            view! {
                <Button
                    label=reads_label
                    kind=ButtonKind::Quiet
                    icon=Icon::EYE
                    icon_only=true
                    on_press=move |()| place.only_reads(found.get_untracked())
                />
                <Checkbox
                    label=all_label
                    checked=tick
                    box_only=true
                    on_change=move |on| place.set_all(&found.get_untracked(), on)
                />
            }
            .into_any()
        })
    })
    .into_any()
}

/// Whether the search finds a permission, in its name or in what it means.
pub(super) fn fits(query: &Query, permission: Permission) -> bool {
    let text = || {
        let meaning = permission.description().unwrap_or_default();
        [permission.name(), " ", meaning].concat()
    };
    query.is_empty() || query.is_in(&folded(&text()))
}

/// The areas, each with its permissions, as far as the search leaves them.
fn areas(place: Place, permissions: Memo<Vec<Permission>>) -> AnyView {
    let query = place.groups.query;
    let fitting = move |permission: &Permission| query.with(|query| fits(query, *permission));
    let areas = Area::ALL.map(Some).into_iter().chain([None]);
    let shown: Vec<AnyView> = areas
        .filter_map(|area| {
            let all: Vec<Permission> = permissions.with(|all| {
                all.iter()
                    .copied()
                    .filter(|it| it.entry().map(|entry| entry.area) == area)
                    .filter(fitting)
                    .collect()
            });
            (!all.is_empty()).then(|| area_view(place, area, all))
        })
        .collect();
    if shown.is_empty() {
        return view! { <p class="muted">{words::NO_PERMISSION_FITS}</p> }.into_any();
    }
    view! { <div class="areas">{shown}</div> }.into_any()
}

fn area_view(place: Place, area: Option<Area>, permissions: Vec<Permission>) -> AnyView {
    let title = area.map_or(words::OTHER_PERMISSIONS, words::area_title);
    let own = permissions.clone();
    let counts = Memo::new(move |_| place.tick(&own));
    let label = Signal::derive(move || {
        let (held, all) = counts.get();
        words::area(title, &count(held), &count(all), place.is_narrowed())
    });
    let tick = Signal::derive(move || {
        let (held, all) = counts.get();
        Tick::of(held, all)
    });
    let all = permissions.clone();
    let boxes = boxes(place, permissions);
    let own = permissions_free(place, all.clone());
    let head = (move || {
        let all = all.clone();
        if own.get() {
            view! { <Checkbox label=label checked=tick on_change=move |on| place.set_all(&all, on)/> }.into_any()
        } else {
            view! { <span class="check-label">{label}</span> }.into_any()
        }
    }).into_any();
    view! {
        <div class="area">
            <div class="area-header">{head}</div>
            {boxes}
        </div>
    }
    .into_any()
}

/// Whether a box for all of them would do anything.
fn permissions_free(place: Place, permissions: Vec<Permission>) -> Memo<bool> {
    let locked = place.editing().is_read_only();
    Memo::new(move |_| !locked && place.is_free(&permissions))
}

fn boxes(place: Place, permissions: Vec<Permission>) -> impl IntoView {
    let editing = place.editing();
    let labels = permissions.iter().map(|it| check_label(editing, *it)).collect();
    let own = permissions.clone();
    let checks = Memo::new(move |_| place.checks(&own));
    let change = move |(index, on): (usize, bool)| {
        if let Some(permission) = permissions.get(index) {
            editing.edit(|draft| {
                draft.set(Grant::new(place.key, *permission), on);
            });
        }
    };
    view! { <CheckList labels checks on_change=change/> }
}

/// The name of a permission, what it means and what it may do.
fn check_label(editing: Editing, permission: Permission) -> CheckLabel {
    let description = match permission.description() {
        Some(description) => description.to_owned(),
        None => editing.app.with_config(|config| {
            config
                .permissions
                .iter()
                .find(|extra| extra.name == permission.name() && !extra.description.is_empty())
                .map_or(words::UNKNOWN_PERMISSION, |extra| &extra.description)
                .to_owned()
        }),
    };
    CheckLabel { name: permission.name(), marks: permission_marks(permission), description }
}
