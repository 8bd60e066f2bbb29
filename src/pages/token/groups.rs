//! What the groups of the editor share: which there are, which are unfolded, and which boxes are looked at.

use std::time::Duration;

use console_core::domain::access::{Draft, GroupOrder, resource_order, starts_unfolded};
use console_core::domain::catalog::Scope;
use console_core::domain::listing::{Query, folded};
use console_core::domain::permission::Permission;
use console_core::domain::resource::ResourceKey;
use console_core::domain::view_state::{Show, TokenView};
use console_core::words::token as words;
use leptos::prelude::*;

use crate::platform::turns::after_next_paint;
use crate::state::{Editing, Task};
use crate::ui::effect::effect;

/// As long, the page belongs to what is on the screen; nobody has come further down by then.
const FIRST_LOOK: Duration = Duration::from_millis(100);

/// So many groups are made with the page.
const FIRST: usize = 4;

/// So many fill a usual window: they follow as soon as the first are painted.
const IN_SIGHT: usize = 8;

/// So many groups are seen at a glance.
const MANY: usize = 14;

/// The others follow, so many each time that the browser has a turn.
const AT_ONCE: usize = 16;

/// What the groups share. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Groups {
    editing: StoredValue<Editing>,
    pub(super) query: Memo<Query>,
    /// Which boxes are shown.
    pub(super) show: Memo<Show>,
    pub(super) unfolded: RwSignal<Vec<ResourceKey>>,
    /// Unfolded ones whose boxes are yet to come: those of the first fill the screen.
    pub(super) waiting: RwSignal<Vec<ResourceKey>>,
    /// Databases that were picked to be given access.
    picked: RwSignal<Vec<ResourceKey>>,
    /// What they are sorted by.
    pub(super) by: Memo<GroupOrder>,
    /// Every group, in order.
    pub(super) order: Memo<Vec<ResourceKey>>,
    /// How many of them are made.
    made: RwSignal<usize>,
}

impl Groups {
    pub(super) fn new(editing: Editing, query: Memo<Query>) -> Self {
        let picked = RwSignal::new(Vec::<ResourceKey>::new());
        let address = editing.app.query();
        let by = Memo::new(move |_| address.with(|query| TokenView::parse(query)).order);
        let order = Memo::new(move |_| {
            let resources = editing.store.resources();
            let resources = resources.borrow();
            let by = by.get();
            let order_of = |draft: &Draft| {
                let name = words::resource_name;
                picked.with(|picked| resource_order(draft, picked, by, &resources, name))
            };
            editing.draft.with(order_of)
        });
        // What the page starts on is decided once: a change that is applied changes no view.
        let own = Show::start(editing.draft.with_untracked(|draft| !draft.base().is_empty()));
        let show =
            Memo::new(move |_| address.with(|query| TokenView::parse(query)).show.unwrap_or(own));
        let start = editing.draft.with_untracked(|draft| {
            order.with_untracked(|order| starts_unfolded(order, draft, show.get_untracked()))
        });
        let groups = Self {
            editing: StoredValue::new(editing),
            query,
            show,
            waiting: RwSignal::new(start.iter().copied().skip(1).collect()),
            unfolded: RwSignal::new(start),
            picked,
            by,
            order,
            made: RwSignal::new(FIRST),
        };
        groups.unfold_found();
        Task::of_page().run(async move {
            after_next_paint().await;
            groups.made.update(|made| *made = IN_SIGHT.max(*made));
            groups.fill(FIRST_LOOK);
            groups.make_more(FIRST_LOOK);
        });
        groups
    }

    /// The token that is edited.
    pub(super) fn editing(self) -> Editing {
        self.editing.get_value()
    }

    /// The groups that are made by now.
    pub(super) fn made(self) -> Vec<ResourceKey> {
        self.order.with(|order| order.iter().copied().take(self.made.get()).collect())
    }

    /// Chooses which boxes are shown, and keeps that in the address.
    pub(super) fn choose(self, show: Show) {
        self.view(|view| view.show = Some(show));
    }

    /// Chooses what the groups are sorted by, and keeps that in the address.
    pub(super) fn sort(self, order: GroupOrder) {
        self.view(|view| view.order = order);
    }

    /// Changes what is shown. The box that the address led to is left by then.
    fn view(self, change: impl FnOnce(&mut TokenView)) {
        let app = self.editing().app;
        let before = app.query().with_untracked(|query| TokenView::parse(query));
        let mut view = TokenView { at: None, ..before };
        change(&mut view);
        app.set_query(&view.print());
    }

    /// Whether there are so many that they are worth sorting.
    pub(super) fn are_many(self) -> bool {
        self.order.with(Vec::len) > MANY
    }

    /// Brings a database to the page, unfolded, with every box that can be ticked.
    pub(super) fn add(self, key: ResourceKey) {
        let there = self.order.with_untracked(|order| order.contains(&key));
        if !there {
            self.picked.update(|picked| picked.push(key));
            if self.show.get_untracked() != Show::All {
                self.choose(Show::All);
            }
        }
        let place = self.order.with_untracked(|order| order.iter().position(|own| *own == key));
        if let Some(place) = place.filter(|place| *place >= self.made.get_untracked()) {
            self.made.set(place + 1);
        }
        if self.unfolded.with_untracked(|all| !all.contains(&key)) {
            self.unfolded.update(|all| all.push(key));
        }
    }

    /// Brings the group of a resource to the page with its boxes, whatever is shown of them.
    pub(super) fn unfold(self, key: ResourceKey) {
        self.add(key);
        self.waiting.update(|all| all.retain(|own| *own != key));
    }

    /// While something is searched for, the two groups that every token has are unfolded if they hold it.
    fn unfold_found(self) {
        let Self { query, unfolded, .. } = self;
        let by_search = StoredValue::new(Vec::<ResourceKey>::new());
        effect(move || {
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

    /// Lets the groups that are not made yet come, a few at a time.
    fn make_more(self, moment: Duration) {
        set_timeout(
            move || {
                let Some(made) = self.made.try_get_untracked() else { return };
                if self.order.with_untracked(Vec::len) > made {
                    self.made.set(made + AT_ONCE);
                    self.make_more(Duration::ZERO);
                } else {
                    // Whatever is added later is made at once.
                    self.made.set(usize::MAX);
                }
            },
            moment,
        );
    }
}

/// Whether the search finds a permission, in its name or in what it means.
pub(super) fn fits(query: &Query, permission: Permission) -> bool {
    let text = || {
        let meaning = permission.description().unwrap_or_default();
        [permission.name(), " ", meaning].concat()
    };
    query.is_empty() || query.is_in(&folded(&text()))
}
