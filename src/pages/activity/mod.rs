//! `/{org}/activity`: what the audit log tells of the organization's tokens.

mod export;
mod notes;
mod table;

use std::sync::{Arc, OnceLock};

use console_core::domain::activity::{
    ActivityView, EventFilter, EventKind, Horizon, TokenEvent, find_token_events, sort_events,
};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::listing::{Query, folded};
use console_core::words::tokens::display_name;
use console_core::words::{actions, activity as words};
use leptos::prelude::*;

use super::filters_fold::filters_fold;
use super::paper::{self, OnPaper};
use super::reading;
use crate::state::{App, AuditLog, LogStatus, Organization, Wanted, app};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::page::Page;
use crate::ui::search_box::SearchBox;
use crate::ui::table::skeleton::TableSkeleton;
use crate::ui::toggle_group::{Toggle, ToggleGroup};

/// An event, and what can be found of it.
struct Told {
    one: TokenEvent,
    /// Made when somebody searches.
    text: OnceLock<String>,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Activity {
    app: App,
    store: Organization,
    log: AuditLog,
    view: Memo<ActivityView>,
    /// Every event of tokens that was read, the newest first.
    all: Memo<Arc<[Told]>>,
    /// Those that are shown, by their places.
    shown: Memo<Vec<usize>>,
    horizon: Memo<Horizon>,
}

impl Activity {
    fn new(app: App, store: Organization) -> Self {
        let log = app.audit_log(&store.name());
        let query = app.query();
        let view = Memo::new(move |_| query.with(|query| ActivityView::parse(query)));
        let token = Memo::new(move |_| view.with(|view| view.token.clone()));
        let all = Memo::new_with_compare(move |_| read(store, log, token.get()), |_, _| true);
        let shown = Memo::new(move |_| view.with(|view| all.with(|all| shown(store, all, view))));
        let horizon = Memo::new(move |_| log.horizon());
        Self { app, store, log, view, all, shown, horizon }
    }

    fn at(self, row: usize) -> Option<TokenEvent> {
        let place = self.shown.with(|shown| shown.get(row).copied())?;
        self.all.with(|all| all.get(place).map(|told| told.one.clone()))
    }

    fn change(self, change: impl FnOnce(&mut ActivityView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.set_query(&view.print());
    }

    /// How many events a filter keeps by itself, once all are read that there are. Watched.
    fn count_of(self, filter: EventFilter) -> Option<usize> {
        if self.horizon.get() != Horizon::Whole {
            return None;
        }
        let view = self.view.with(|view| view.only(filter));
        Some(self.all.with(|all| all.iter().filter(|told| view.lets(&told.one)).count()))
    }

    /// Since when the events are whole, if not from their beginning. Watched.
    fn since(self) -> Option<String> {
        match self.horizon.get() {
            Horizon::Since(since) => since.map(|at| self.app.exact(at)),
            _ => None,
        }
    }

    /// Why events may be missing, in words. Watched.
    fn missing(self) -> Option<String> {
        words::missing(self.horizon.get(), self.since().as_deref())
    }
}

/// The events of tokens as they are known. Watched.
fn read(store: Organization, log: AuditLog, own: Option<TokenId>) -> Arc<[Told]> {
    store.with_tokens(|tokens, _| {
        let known = tokens.iter().map(|token| &token.id).chain(&own);
        let found = log.with_events(|events| find_token_events(events, known));
        found.into_iter().map(|one| Told { one, text: OnceLock::new() }).collect()
    })
}

/// The places of those that are shown.
fn shown(store: Organization, all: &[Told], view: &ActivityView) -> Vec<usize> {
    let queries: Vec<Query> = view.search.split_whitespace().map(Query::new).collect();
    let fits = |told: &Told| {
        let text = || told.text.get_or_init(|| text(store, &told.one));
        view.lets(&told.one) && queries.iter().all(|query| query.is_in(text()))
    };
    let fitting = all.iter().enumerate().filter(|(_, told)| fits(told));
    let mut places: Vec<usize> = fitting.map(|(at, _)| at).collect();
    if let Some(order) = view.order {
        let one = |place: usize| all.get(place).map(|told| &told.one);
        let event = |one: &TokenEvent| words::event(&one.event).to_owned();
        sort_events(&mut places, one, order, event, |one| name(store, one));
    }
    places
}

/// What the token of an event is called now, or was when it happened.
fn name(store: Organization, one: &TokenEvent) -> String {
    let known = one.token().and_then(|id| store.token(id));
    known.map_or_else(|| one.token_name().to_owned(), |token| display_name(&token).to_owned())
}

/// What a search looks at.
fn text(store: Organization, one: &TokenEvent) -> String {
    let event = &one.event;
    let told = [&*event.action, event.actor.label(), &event.actor.id, one.token_name()];
    let id = one.token().map_or("", TokenId::as_str);
    let rest = [words::event_in_row(one), words::from(event), name(store, one), id.to_owned()];
    folded(&[told.join(" "), rest.join(" ")].join(" "))
}

/// The page.
#[component]
pub(crate) fn ActivityPage(
    /// Whose tokens.
    org: OrgName,
) -> impl IntoView {
    let app = app();
    let store = app.organization(&org);
    store.ensure();
    let activity = Activity::new(app, store);
    let Activity { log, horizon, .. } = activity;
    log.ensure(Wanted::All);
    let exporting = RwSignal::new(false);
    let not_read = move || {
        let has_events = activity.all.with(|all| !all.is_empty());
        (!has_events && !horizon.get().is_read()).then(|| activity.missing()).flatten()
    };
    let actions = view! {
        <Button
            label=actions::EXPORT
            icon=Icon::DOWNLOAD
            blocked=Signal::derive(not_read)
            on_press=move |()| exporting.set(true)
        />
        <Button
            label=actions::REFRESH
            icon=Icon::REFRESH
            kind=ButtonKind::Quiet
            busy=Signal::derive(move || log.status.with(LogStatus::is_reading))
            on_press=move |()| log.refresh()
        />
    }
    .into_any();
    view! {
        <Page title=words::TITLE suffix=super::suffix(Some(&org)) beside=status(activity) actions=actions>
            {on_paper(activity)}
            {toolbar(activity)}
            {notes::only_of(activity)}
            {reading::progress_of_list(app, store)}
            {notes::reading(activity)}
            {content(activity)}
            {notes::older(activity)}
            {move || exporting.get().then(|| export::export(activity, exporting))}
        </Page>
    }
    .into_any()
}

fn on_paper(activity: Activity) -> AnyView {
    let Activity { app, store, view, shown, .. } = activity;
    paper::line(app, store, move || OnPaper {
        about: vec![words::in_words(&view.get())],
        rows: shown.with(Vec::len),
        missing: activity.missing(),
    })
}

fn toolbar(activity: Activity) -> AnyView {
    let view = activity.view;
    let toggle = move |kind: EventKind| {
        view! {
            <Toggle
                label=words::kind(kind)
                pressed=Signal::derive(move || view.with(|view| view.kinds.contains(&kind)))
                count=Signal::derive(move || activity.count_of(EventFilter::Kind(kind)))
                on_change=move |on| activity.change(|view| view.set(kind, on))
            />
        }
    };
    view! {
        <div class="toolbar">
            <SearchBox
                label=words::SEARCH
                value=Signal::derive(move || view.with(|view| view.search.clone()))
                on_change=move |text| activity.change(|view| view.search = text)
            />
            {filters_fold(Signal::derive(move || {
                view.with(|view| view.kinds.len() + usize::from(view.by_tokens))
            }))}
            <ToggleGroup label=words::FILTERS is_counted=true>
                {EventKind::FILTERED.map(toggle).collect_view()}
                <Toggle
                    label=words::BY_TOKENS
                    pressed=Signal::derive(move || view.with(|view| view.by_tokens))
                    count=Signal::derive(move || activity.count_of(EventFilter::ByTokens))
                    on_change=move |on| activity.change(|view| view.by_tokens = on)
                />
            </ToggleGroup>
        </div>
    }
    .into_any()
}

/// How many events are shown.
fn status(activity: Activity) -> AnyView {
    let Activity { all, shown, horizon, log, .. } = activity;
    let text = move || {
        let (shown, all) = (shown.with(Vec::len), all.with(|all| all.len()));
        let since = activity.since();
        words::count(&number::count(shown), &number::count(all), horizon.get(), since.as_deref())
    };
    // While pages come in, each count would be read aloud.
    let live = move || if log.status.with(LogStatus::is_reading) { "off" } else { "polite" };
    view! { <p class="count-status" role="status" aria-live=live>{text}</p> }.into_any()
}

fn content(activity: Activity) -> AnyView {
    let Activity { view, all, shown, horizon, .. } = activity;
    let is_none = Memo::new(move |_| shown.with(Vec::is_empty));
    let is_empty = Memo::new(move |_| all.with(|all| all.is_empty()));
    let is_narrowed = Memo::new(move |_| view.with(ActivityView::is_narrowed));
    (move || match (is_none.get(), horizon.get()) {
        (false, _) => table::table(activity),
        (true, Horizon::Coming) if is_empty.get() => {
            view! { <TableSkeleton columns=table::columns()/> }.into_any()
        }
        // Of what was not read, nobody says that it is nothing.
        (true, Horizon::NotPermitted | Horizon::NotRead) => ().into_any(),
        (true, _) if is_narrowed.get() => {
            let clear = move |()| {
                activity.change(|view| {
                    *view = ActivityView { order: view.order, ..ActivityView::default() };
                });
            };
            let actions = view! { <Button label=words::CLEAR on_press=clear/> }.into_any();
            view! { <EmptyState title=words::NONE_FITS text=words::NONE_FITS_TEXT actions/> }
                .into_any()
        }
        (true, Horizon::Whole) => {
            view! { <EmptyState icon=Icon::ACTIVITY title=words::NONE text=words::NONE_TEXT/> }
                .into_any()
        }
        (true, Horizon::Coming | Horizon::Since(_)) => view! {
            <EmptyState
                icon=Icon::ACTIVITY
                title=words::NONE_LOADED
                text=words::NONE_LOADED_TEXT
            />
        }
        .into_any(),
    })
    .into_any()
}
