//! `/{org}/tokens/{id}/operations`: the operations of the API that one token may call, and those that it nearly may.

mod export;
mod table;

use std::sync::Arc;

use console_core::api::ApiError;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::listing::{Query, folded};
use console_core::domain::operations::{
    HeldOperation, Holding, OperationsView, as_of, held_operations, sort_operations,
};
use console_core::domain::route::Route;
use console_core::domain::token::{Expiry, Token, TokenAccess};
use console_core::words::tokens::display_name;
use console_core::words::{actions, operations as words};
use leptos::prelude::*;

use super::error_panel::error_panel;
use super::paper::{self, OnPaper};
use crate::state::{App, Organization, Task, app};
use crate::ui::button::Button;
use crate::ui::empty_state::{EmptyState, Skeleton};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::number;
use crate::ui::page::Page;
use crate::ui::search_box::SearchBox;
use crate::ui::toggle_group::{Toggle, ToggleGroup};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Held {
    app: App,
    store: Organization,
    id: StoredValue<TokenId>,
    view: Memo<OperationsView>,
    token: RwSignal<Option<Arc<Token>>>,
    failed: RwSignal<Option<ApiError>>,
    /// Every operation that is held or nearly held.
    all: Memo<Arc<[HeldOperation]>>,
    /// Those that are shown, by their places.
    shown: Memo<Vec<usize>>,
    task: Task,
}

impl Held {
    fn new(app: App, store: Organization, id: TokenId) -> Self {
        let query = app.query();
        let view = Memo::new(move |_| query.with(|query| OperationsView::parse(query)));
        let token = RwSignal::new(None::<Arc<Token>>);
        let all = Memo::new_with_compare(
            move |_| {
                let resources = store.resources();
                let resources = resources.borrow();
                token.with(|token| {
                    let grants = token.as_ref().and_then(|token| token.access.grants());
                    held_operations(grants.unwrap_or_default(), &resources).into()
                })
            },
            |_, _| true,
        );
        let shown = Memo::new(move |_| {
            let view = view.get();
            let words: Vec<Query> = view.search.split_whitespace().map(Query::new).collect();
            all.with(|all: &Arc<[HeldOperation]>| {
                let fits = |one: &HeldOperation| {
                    let is_near = matches!(one.holding, Holding::NearMiss { .. });
                    let operation = one.operation;
                    let text =
                        [&words::label(operation), operation.name, operation.group].map(folded);
                    is_near == view.near_misses
                        && words.iter().all(|word| text.iter().any(|text| word.is_in(text)))
                };
                let fitting = all.iter().enumerate().filter(|(_, one)| fits(one));
                let mut places: Vec<usize> = fitting.map(|(at, _)| at).collect();
                if let Some(order) = view.order {
                    sort_operations(&mut places, all, order, words::label);
                }
                places
            })
        });
        let failed = RwSignal::new(None);
        let id = StoredValue::new(id);
        Self { app, store, id, view, token, failed, all, shown, task: Task::of_page() }
    }

    /// Shows what the list knows, and reads the token where that is not enough.
    fn read(self) {
        let Self { app, store, token, failed, .. } = self;
        let id = self.id.get_value();
        failed.set(None);
        let known = store.token(&id);
        let is_enough = known.as_ref().is_some_and(|it| it.access != TokenAccess::Unknown);
        token.set(known.filter(|_| is_enough));
        if is_enough {
            return;
        }
        let (client, resources, org) = (app.client(), store.resources(), store.name());
        self.task.run(async move {
            let read = client.token_with_access(&org, &id, &resources).await;
            app.tick();
            app.note(read.as_ref().err());
            match read {
                Ok(read) => token.set(Some(read)),
                Err(error) => failed.set(Some(error)),
            }
        });
    }

    fn change(self, change: impl FnOnce(&mut OperationsView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.set_query(&view.print());
    }

    /// How many there are, in words; that is not known while the token is not read.
    fn status(self) -> String {
        if self.token.with(Option::is_none) {
            return words::NOT_READ.to_owned();
        }
        let (can, near) = self.counts();
        let is_searched = self.view.with(|view| !view.search.trim().is_empty());
        let shown = is_searched.then(|| number::count(self.shown.with(Vec::len)));
        words::count(shown.as_ref(), &number::count(can), &number::count(near))
    }

    /// How many are held, and how many nearly.
    fn counts(self) -> (usize, usize) {
        self.all.with(|all| {
            let near = all.iter().filter(|one| matches!(one.holding, Holding::NearMiss { .. }));
            let near = near.count();
            (all.len() - near, near)
        })
    }
}

/// The page.
#[component]
pub(crate) fn Operations(
    /// Whose token.
    org: OrgName,
    /// Which token.
    id: TokenId,
) -> impl IntoView {
    let app = app();
    let store = app.organization(&org);
    let held = Held::new(app, store, id.clone());
    held.read();
    let name = held.token;
    let back = Route::Token(org.clone(), id.clone()).print();
    let shown_id = id.to_string();
    let title = Signal::derive(move || {
        name.with(|token| token.as_ref().map(|token| display_name(token).to_owned()))
            .unwrap_or_else(|| shown_id.clone())
    });
    let above = view! { <a href=back><Glyph icon=Icon::BACK/>" "{words::BACK}</a> }.into_any();
    let is_read = Memo::new(move |_| held.token.with(Option::is_some));
    let exporting = RwSignal::new(false);
    let actions = view! {
        <Button
            label=actions::EXPORT
            icon=Icon::DOWNLOAD
            blocked=Signal::derive(move || (!is_read.get()).then(|| words::NOT_READ.to_owned()))
            on_press=move |()| exporting.set(true)
        />
    }
    .into_any();
    view! {
        <Page title=title named=true suffix=super::suffix(Some(&org)) above=above actions=actions>
            {on_paper(held)}
            {toolbar(held)}
            {move || held.failed.get().map(|error| {
                error_panel(app, &error, Some(Callback::new(move |()| held.read())))
            })}
            {notes(held)}
            {move || match (is_read.get(), held.failed.with(Option::is_some)) {
                (true, _) => content(held),
                (false, false) => view! { <Skeleton/> }.into_any(),
                (false, true) => ().into_any(),
            }}
            {move || exporting.get().then(|| export::export(held, exporting))}
        </Page>
    }
    .into_any()
}

fn on_paper(held: Held) -> AnyView {
    paper::line(held.app, held.store, move || {
        let search = held.view.with(|view| view.search.trim().to_owned());
        let narrowed = (!search.is_empty()).then(|| words::searched(&search));
        let is_read = held.token.with(Option::is_some);
        let about =
            [held.id.get_value().to_string(), ". ".to_owned(), held.status(), ".".to_owned()];
        OnPaper {
            about: std::iter::once(about.concat()).chain(narrowed).collect(),
            rows: held.shown.with(Vec::len),
            missing: (!is_read).then(|| words::NOT_READ.to_owned()),
        }
    })
}

fn toolbar(held: Held) -> AnyView {
    let view = held.view;
    view! {
        <div class="toolbar">
            <SearchBox
                label=words::FIND
                value=Signal::derive(move || view.with(|view| view.search.clone()))
                on_change=move |text| held.change(|view| view.search = text)
            />
            <ToggleGroup label=words::SHOW>
                <Toggle
                    label=words::NEAR_MISSES
                    pressed=Signal::derive(move || view.with(|view| view.near_misses))
                    on_change=move |on| held.change(|view| view.near_misses = on)
                />
            </ToggleGroup>
            <div class="toolbar-end">
                <p class="count-status" role="status">{move || held.status()}</p>
            </div>
        </div>
    }
    .into_any()
}

fn notes(held: Held) -> AnyView {
    let is_expired = move || {
        let now = held.app.now().get();
        held.token.with(|token| token.as_ref().is_some_and(|it| it.expiry(now) == Expiry::Expired))
    };
    view! {
        {move || is_expired().then(|| view! { <p class="note">{words::EXPIRED}</p> })}
        <p class="muted">{words::dated(as_of())}</p>
    }
    .into_any()
}

fn content(held: Held) -> AnyView {
    let none = Memo::new(move |_| held.shown.with(Vec::is_empty));
    let is_searched = Memo::new(move |_| held.view.with(|view| !view.search.trim().is_empty()));
    (move || match (none.get(), is_searched.get()) {
        (false, _) => table::table(held),
        (true, true) => {
            view! { <EmptyState title=words::NONE_FITS text=words::NONE_FITS_TEXT/> }.into_any()
        }
        (true, false) => {
            view! { <EmptyState icon=Icon::SHIELD title=words::NONE text=words::NONE_TEXT/> }
                .into_any()
        }
    })
    .into_any()
}
