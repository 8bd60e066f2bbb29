//! The checkbox editor: a group for each resource, those with access first.

use std::time::Duration;

use console_core::api::Fault;
use console_core::domain::access::Draft;
use console_core::domain::catalog::Scope;
use console_core::domain::listing::{NaturalKey, Query};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceKey, ResourceKind};
use console_core::words::token as words;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::editing::Editing;
use super::group::{fits, group};
use super::overview::overview;
use super::save_bar::save_bar;
use crate::pages::error_panel::problem;
use crate::state::Databases;
use crate::ui::badge::Tone;
use crate::ui::combobox::Combobox;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::search_box::SearchBox;
use crate::ui::select::Choice;

/// So many groups with access start unfolded. More of them start folded, each a line that tells how much
/// it holds and how risky that is, so that all are seen at once.
const FEW: usize = 8;

/// As long, the page belongs to what is on the screen; nobody has come further down by then.
const FIRST_LOOK: Duration = Duration::from_millis(100);

/// What the groups share.
#[derive(Clone, Copy)]
pub(super) struct Groups {
    pub(super) editing: Editing,
    pub(super) query: Memo<Query>,
    pub(super) unfolded: RwSignal<Vec<ResourceKey>>,
    /// Unfolded ones whose boxes are yet to come: those of the first fill the screen.
    pub(super) waiting: RwSignal<Vec<ResourceKey>>,
}

impl Groups {
    /// While something is searched for, the two groups that every token has are unfolded if they hold it.
    fn unfold_found(self) {
        let Self { query, unfolded, .. } = self;
        let by_search = StoredValue::new(Vec::<ResourceKey>::new());
        Effect::new(move |_| {
            let wide = [
                (ResourceKey::ORGANIZATION, Scope::Organization),
                (ResourceKey::ALL_DATABASES, Scope::Database),
            ];
            let found: Vec<ResourceKey> = query.with(|query| {
                let holds = |scope| {
                    let mut own = Permission::known().filter(|it| it.scope() == Some(scope));
                    !query.is_empty() && own.any(|it| fits(query, it))
                };
                wide.into_iter().filter(|(_, scope)| holds(*scope)).map(|(key, _)| key).collect()
            });
            untrack(|| {
                let before = by_search.get_value();
                let open = unfolded.get_untracked();
                let new: Vec<ResourceKey> =
                    found.iter().copied().filter(|key| !open.contains(key)).collect();
                let over: Vec<ResourceKey> =
                    before.iter().copied().filter(|key| !found.contains(key)).collect();
                if new.is_empty() && over.is_empty() {
                    return;
                }
                by_search.update_value(|all| {
                    all.retain(|key| !over.contains(key));
                    all.extend(&new);
                });
                unfolded.update(|all| {
                    all.retain(|key| !over.contains(key));
                    all.extend(new);
                });
            });
        });
    }

    /// Lets the boxes of one group after the other come, the first after a moment.
    fn fill(self, moment: Duration) {
        set_timeout(
            move || {
                // The page may be gone by then.
                let waits = self.waiting.try_get_untracked().is_some_and(|all| !all.is_empty());
                if waits {
                    self.waiting.update(|all| {
                        all.remove(0);
                    });
                    self.fill(Duration::ZERO);
                }
            },
            moment,
        );
    }
}

pub(super) fn editor(editing: Editing) -> AnyView {
    let store = editing.store;
    let search = RwSignal::new(String::new());
    let query = Memo::new(move |_| search.with(|text| Query::new(text)));
    // Databases that were picked to be given access.
    let picked = RwSignal::new(Vec::<ResourceKey>::new());
    let order = Memo::new(move |_| order(editing, &picked.get()));
    let first: Vec<ResourceKey> = order.get_untracked();
    let with_access: Vec<ResourceKey> = editing.draft.with_untracked(|draft| {
        first.iter().copied().filter(|key| !draft.wanted().on(*key).is_empty()).collect()
    });
    let start = match with_access.len() {
        // A token without access shows where it can be given.
        0 => first,
        1..=FEW => with_access,
        _ => Vec::new(),
    };
    let waiting = RwSignal::new(start.iter().copied().skip(1).collect());
    let unfolded = RwSignal::new(start);
    let groups = Groups { editing, query, unfolded, waiting };
    groups.fill(FIRST_LOOK);
    groups.unfold_found();
    let add = move |value: String| {
        let Ok(index) = value.parse::<usize>() else { return };
        let found =
            store.resources().borrow().iter().map(|(key, _)| key).find(|key| key.index() == index);
        if let Some(key) = found {
            let there = order.with_untracked(|order| order.contains(&key));
            if !there {
                picked.update(|picked| picked.push(key));
            }
            if unfolded.with_untracked(|all| !all.contains(&key)) {
                unfolded.update(|all| all.push(key));
            }
            focus_later(key);
        }
    };
    // Those that are here already come last: choosing one leads to its group.
    let choices = Signal::derive(move || {
        let _ = store.databases.get();
        let there = order.get();
        let resources = store.resources();
        let resources = resources.borrow();
        let mut all: Vec<Choice> = resources
            .live_databases()
            .map(|(key, one)| {
                let choice = Choice::new(key.index().to_string(), &*one.name).id(&*one.id);
                if there.contains(&key) { choice.note(words::IS_LISTED) } else { choice }
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
        {databases_unread(editing)}
        <section class="editor" aria-label=words::ACCESS>
            <div class="editor-tools">
                <SearchBox
                    label=words::FIND
                    value=search
                    on_change=move |text| search.set(text)
                />
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
            </div>
            {overview(editing)}
            <div class="editor-groups">
                <For
                    each=move || order.get()
                    key=|key| key.index()
                    children=move |key| group(groups, key)
                />
            </div>
            {save_bar(editing)}
        </section>
    }
    .into_any()
}

/// Without the databases the page shows only those with access.
fn databases_unread(editing: Editing) -> AnyView {
    let Editing { app, store, .. } = editing;
    (move || match store.databases.get() {
        Databases::Failed(error) => {
            let problem = Problem { title: words::DATABASES_UNREAD.into(), ..problem(app, &error) };
            let retry = Callback::new(move |()| store.ensure_databases(app));
            Some(view! { <ProblemPanel problem tone=Tone::Warning on_retry=retry/> })
        }
        _ => None,
    })
    .into_any()
}

/// The element id of a group's fold button's group, for focus.
pub(super) fn group_id(key: ResourceKey) -> String {
    ["resource-", &key.index().to_string()].concat()
}

fn focus_later(key: ResourceKey) {
    request_animation_frame(move || {
        let selector = ["#", &group_id(key), " .fold-button"].concat();
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(button) =
            found.and_then(|it| it.dyn_into::<leptos::web_sys::HtmlElement>().ok())
        {
            let _ = button.focus();
            button.scroll_into_view();
        }
    });
}

/// The organization, all databases, then what has access or had it before the change, by name, then
/// what was picked.
fn order(editing: Editing, picked: &[ResourceKey]) -> Vec<ResourceKey> {
    let mut keys = editing.draft.with(|draft: &Draft| {
        let mut keys = draft.base().resources();
        keys.extend(draft.wanted().resources());
        keys
    });
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| *key != ResourceKey::ORGANIZATION && *key != ResourceKey::ALL_DATABASES);
    let resources = editing.store.resources();
    let resources = resources.borrow();
    let rank = |key: &ResourceKey| {
        let one = resources.get(*key);
        let kind = match one.kind {
            ResourceKind::Organization | ResourceKind::AllDatabases => 0,
            ResourceKind::Database => 1,
            ResourceKind::Other(_) => 2,
        };
        (kind, NaturalKey::new(&words::resource_name(one)))
    };
    keys.sort_by_cached_key(rank);
    let mut all = vec![ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES];
    let added = picked.iter().copied().filter(|key| !keys.contains(key)).collect::<Vec<_>>();
    all.extend(added);
    all.extend(keys);
    all
}
