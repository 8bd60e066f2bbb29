//! `/{org}/tokens`: every token of an organization.

pub(super) mod ends;
pub(super) mod export;
mod listing;
mod selection;
mod table;

use console_core::domain::ids::OrgName;
use console_core::domain::listing::Filter;
use console_core::domain::view_state::TokensView;
use console_core::words::{
    actions, export as export_words, paper as paper_words, parts, tokens as words,
};
use leptos::prelude::*;

pub(super) use self::listing::Listing;
pub(super) use self::table::columns;
use super::asking;
use super::error_panel::{error_panel, unfinished};
use super::exported::missing;
use super::filters_fold::filters_fold;
use super::paper::{self, OnPaper};
use super::reading;
use super::rest::{self, Part};
use crate::state::{ListStatus, app};
use crate::ui::announce::speaks;
use crate::ui::badge::Tone;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::disclosure::Disclosure;
use crate::ui::effect::effect;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::Icon;
use crate::ui::number::count;
use crate::ui::page::Page;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::progress::Progress;
use crate::ui::search_box::SearchBox;
use crate::ui::table::skeleton::TableSkeleton;
use crate::ui::toggle_group::{Toggle, ToggleGroup};

/// The page.
#[component]
pub(crate) fn Tokens(
    /// Whose tokens.
    org: OrgName,
) -> impl IntoView {
    let app = app();
    let store = app.organization(&org);
    store.ensure();
    let listing = Listing::new(app, store);
    selection::forget_gone(listing);
    // The line is for the list as long as it is being read.
    effect(move || {
        if !store.status.with(ListStatus::is_reading) {
            rest::load(app);
        }
    });
    let exporting = RwSignal::new(false);
    let actions = view! {
        <Button label=actions::EXPORT icon=Icon::DOWNLOAD on_press=move |()| exporting.set(true)/>
        <Button
            label=words::NEW_TOKEN
            kind=ButtonKind::Primary
            icon=Icon::PLUS
            blocked=listing.blocked()
            on_press=move |()| app.open_creation(store.name(), None)
        />
    }
    .into_any();
    view! {
        <Page title=words::TITLE suffix=super::suffix(Some(&org)) beside=status(listing) actions=actions>
            {toolbar(listing)}
            {messages(listing)}
            {move || content(listing)}
            {paper(listing)}
            {move || exporting.get().then(|| {
                let close = Callback::new(move |()| exporting.set(false));
                rest::part(app, Part::Export(listing, close))
            })}
        </Page>
    }
    .into_any()
}

fn toolbar(listing: Listing) -> AnyView {
    let Listing { view, store, app, .. } = listing;
    let toggle = move |filter: Filter| {
        view! {
            <Toggle
                label=words::filter(filter)
                pressed=Signal::derive(move || view.with(|view| view.filters.has(filter)))
                count=Signal::derive(move || listing.count_of(filter))
                tip=Some(words::filter_about(filter).to_owned())
                on_change=move |on| {
                    listing.change(|view| view.filters = view.filters.with(filter, on));
                }
            />
        }
        .into_any()
    };
    let on = move || {
        view.with(|view| view.filters.iter().count() + usize::from(view.filters.ends().is_some()))
    };
    view! {
        <div class="toolbar rows">
            <SearchBox
                label=words::SEARCH
                placeholder=words::SEARCH_HINT
                value=Signal::derive(move || view.with(|view| view.search.clone()))
                on_change=move |text| listing.change(|view| view.search = text)
            />
            <div class="toolbar-end">
                {selection::selection(listing)}
                <Disclosure label=words::EXPIRY_DATES icon=Icon::CLOCK>
                    {rest::part(app, Part::Ends(listing))}
                </Disclosure>
                <Disclosure label=parts::COLUMNS icon=Icon::COLUMNS>
                    {rest::part(app, Part::Columns(listing))}
                </Disclosure>
                {reading::refresh(store)}
            </div>
            {filters_fold(Signal::derive(on))}
            <ToggleGroup label=words::FILTERS hint=parts::FILTERS_HINT.to_owned() is_counted=true>
                {Filter::ALL.into_iter().map(toggle).collect_view()}
                {ends::toggles(listing)}
            </ToggleGroup>
        </div>
    }
    .into_any()
}

fn status(listing: Listing) -> AnyView {
    let Listing { places, total, store, undecided, .. } = listing;
    let text = Memo::new(move |_| {
        let (shown, total) = (places.with(|places| places.len()), total.get());
        let is_known =
            total > 0 || store.status.with(|status| matches!(status, ListStatus::Read(_)));
        if !is_known {
            // What is not read is not none.
            let is_coming = store.status.with(ListStatus::is_coming);
            return if is_coming { words::COUNT_READING } else { words::COUNT_NOT_READ }.to_owned();
        }
        let text = words::shown(shown, total, store.status.with(ListStatus::is_complete));
        match undecided.get() {
            0 => text,
            some => [text, words::undecided(&count(some))].concat(),
        }
    });
    // Search and filters are spoken; pages that come in are not. What is seen changes at each key, what
    // is spoken at most once a second.
    speaks(Signal::derive(move || {
        let complete =
            store.status.with(|status| (!status.is_reading()).then(|| status.is_complete()))?;
        Some(words::spoken(&count(places.with(|places| places.len())), complete))
    }));
    view! { <p class="count-status" role="status" aria-live="off">{text}</p> }.into_any()
}

fn messages(listing: Listing) -> AnyView {
    let Listing { app, store, undecided, .. } = listing;
    let reading = Memo::new(move |_| match store.status.get() {
        ListStatus::Reading(progress) => Some(progress),
        _ => None,
    });
    let is_reading = Memo::new(move |_| reading.with(Option::is_some));
    let retry = Callback::new(move |()| store.refresh());
    view! {
        {move || is_reading.get().then(|| view! {
            <Progress
                label=words::READING
                done=Signal::derive(move || reading.get().map_or(0, |it| it.read))
                total=Signal::derive(move || reading.get().and_then(|it| it.total).unwrap_or(0))
                on_stop=move |()| store.stop()
            />
        })}
        {move || match store.status.get() {
            ListStatus::BrokenOff(error) => {
                let title = words::only_first(&count(listing.total.get_untracked()));
                Some(unfinished(app, &error, title, retry))
            }
            ListStatus::Failed(error) => Some(error_panel(app, &error, Some(retry))),
            _ => None,
        }}
        {move || last_uses(listing)}
        {asking::progress(store)}
        {asking::unknown(app, store, Signal::derive(move || undecided.get() > 0))}
    }
    .into_any()
}

/// Whoever looks for tokens that are not in use learns how far last uses are to be relied on.
fn last_uses(listing: Listing) -> Option<AnyView> {
    let Listing { app, store, view, .. } = listing;
    let asks = |filter| view.with(|view| view.filters.has(filter));
    if !asks(Filter::NeverUsed) && !asks(Filter::Unused) {
        return None;
    }
    let none = store.no_recent_use(app.now().get())?;
    let newest = none.newest.map(|at| app.exact(at));
    let problem = Problem {
        title: words::LAST_USES.into(),
        happened: words::no_recent_use(newest.as_deref()),
        ..Problem::default()
    };
    Some(view! { <ProblemPanel tone=Tone::Info problem/> }.into_any())
}

/// What is at the top of each sheet.
fn paper(listing: Listing) -> AnyView {
    let Listing { app, store, view, places, total, .. } = listing;
    paper::line(app, store, move || {
        let shown = places.with(|places| places.len());
        OnPaper {
            about: vec![
                paper_words::rows(&count(shown), &count(total.get())),
                view.with(export_words::tokens_view),
            ],
            rows: shown,
            missing: store.status.with(|status| missing(status, 0)),
        }
    })
}

fn content(listing: Listing) -> AnyView {
    let Listing { app, store, total, places, .. } = listing;
    let none = Memo::new(move |_| total.get() == 0);
    let none_shown = Memo::new(move |_| places.with(|places| places.is_empty()));
    let waiting = Memo::new(move |_| store.status.with(ListStatus::is_coming));
    let is_unsure = Memo::new(move |_| listing.undecided.get() > 0);
    let done = Memo::new(move |_| matches!(store.status.get(), ListStatus::Read(_)));
    view! {
        {move || (!none.get() && !none_shown.get()).then(|| table::table(listing))}
        {move || match (none.get(), none_shown.get()) {
            (true, _) if waiting.get() => {
                view! { <TableSkeleton columns=table::columns() layout=listing.layout/> }.into_any()
            },
            (true, _) if done.get() && listing.blocked().is_some() => view! {
                <EmptyState icon=Icon::KEY title=words::NONE text=words::NONE_READ_ONLY/>
            }.into_any(),
            (true, _) if done.get() => view! {
                <EmptyState
                    icon=Icon::KEY
                    title=words::NONE
                    text=words::NONE_TEXT
                    actions=view! {
                        <Button
                            label=words::CREATE_FIRST
                            kind=ButtonKind::Primary
                            icon=Icon::PLUS
                            on_press=move |()| app.open_creation(store.name(), None)
                        />
                    }.into_any()
                />
            }.into_any(),
            // Why, and how to learn it, is told above.
            (false, true) if is_unsure.get() => view! {
                <EmptyState title=words::NONE_KNOWN text=words::ACCESS_UNKNOWN_TEXT/>
            }.into_any(),
            (false, true) => view! {
                <EmptyState
                    title=words::NONE_FITS
                    text=words::NONE_FITS_TEXT
                    actions=view! {
                        <Button
                            label=words::CLEAR
                            on_press=move |()| listing.change(|view| {
                                *view = TokensView { sort: view.sort, ..TokensView::default() };
                            })
                        />
                    }.into_any()
                />
            }.into_any(),
            _ => ().into_any(),
        }}
    }
    .into_any()
}
