//! `/{org}/tokens`: every token of an organization.

pub(super) mod ends;
pub(super) mod export;
mod listing;
pub(super) mod notes;
pub(super) mod selection;
mod table;

use console_core::domain::ids::OrgName;
use console_core::domain::listing::{Filter, Selection};
use console_core::domain::view_state::TokensView;
use console_core::words::{
    actions, export as export_words, paper as paper_words, parts, tokens as words,
};
use leptos::prelude::*;

pub(super) use self::listing::Listing;
pub(super) use self::table::columns;
use super::exported::missing;
use super::filters_fold::filters_fold;
use super::paper::{self, OnPaper};
use super::reading;
use super::rest::{self, Part};
use crate::state::{ListStatus, app};
use crate::ui::announce::speaks;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::disclosure::Disclosure;
use crate::ui::dynamic::dynamic;
use crate::ui::effect::effect;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::Icon;
use crate::ui::number::count;
use crate::ui::page::Page;
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
    // The line is for the list as long as it is being read.
    effect(move || {
        if !store.status.with(ListStatus::is_reading) {
            rest::load(app);
        }
    });
    let exporting = RwSignal::new(false);
    let actions = view! {
        <Button
            label=actions::EXPORT
            icon=Icon::DOWNLOAD
            busy=Signal::derive(move || rest::is_awaited(app, || exporting.get()))
            on_press=move |()| exporting.set(true)
        />
        <Button
            label=words::NEW_TOKEN
            kind=ButtonKind::Primary
            icon=Icon::PLUS
            blocked=listing.blocked()
            busy=Signal::derive(move || {
                rest::is_awaited(app, || app.creation.asked.with(Option::is_some))
            })
            on_press=move |()| app.creation.asked.set(Some(store.name()))
        />
    }
    .into_any();
    view! {
        <Page title=words::TITLE suffix=super::suffix(Some(&org)) beside=status(listing) actions=actions>
            {toolbar(listing)}
            {messages(listing)}
            {content(listing)}
            {paper(listing)}
            {dynamic(move || exporting.get().then(|| {
                let close = Callback::new(move |()| exporting.set(false));
                rest::part(app, Part::Export(listing, close))
            }))}
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
                tip=words::filter_about(filter).map(str::to_owned)
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
        <div class="toolbar">
            <SearchBox
                label=words::SEARCH
                placeholder=words::SEARCH_HINT
                value=Signal::derive(move || view.with(|view| view.search.clone()))
                on_change=move |text| listing.change(|view| view.search = text)
            />
            {filters_fold(Signal::derive(on))}
            <ToggleGroup label=words::FILTERS hint=parts::FILTERS_HINT.to_owned() is_counted=true>
                {Filter::ALL.into_iter().map(toggle).collect_view()}
                {ends::toggles(listing)}
            </ToggleGroup>
            <div class="toolbar-end">
                <Disclosure label=words::EXPIRY_DATES icon=Icon::CLOCK icon_only=true>
                    {rest::part(app, Part::Ends(listing))}
                </Disclosure>
                <Disclosure label=parts::COLUMNS icon=Icon::COLUMNS icon_only=true>
                    {rest::part(app, Part::Columns(listing))}
                </Disclosure>
                {reading::refresh(store)}
            </div>
        </div>
    }
    .into_any()
}

/// What is ticked, once anything is.
fn selected(listing: Listing) -> AnyView {
    let is_any = Memo::new(move |_| !listing.selected.with(Selection::is_empty));
    dynamic(move || is_any.get().then(|| rest::part(listing.app, Part::Selection(listing))))
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
        let is_complete = store.status.with(ListStatus::is_complete);
        // Of a part of them is told how many they are, as far as the API says.
        let told = store.told_count().filter(|_| !is_complete);
        let text = words::shown(shown, told.map_or(total, |told| told.max(total)), is_complete);
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
    view! {
        <p class="count-status" role="status" aria-live="off">{text}</p>
        {selected(listing)}
    }
    .into_any()
}

fn messages(listing: Listing) -> AnyView {
    let Listing { app, store, .. } = listing;
    // What is to be known of a list that is still being read changes with each page.
    let has_notes =
        Memo::new(move |_| !store.status.with(ListStatus::is_reading) && notes::are_any(listing));
    view! {
        {reading::progress_of_list(app, store)}
        {dynamic(move || has_notes.get().then(|| rest::part(app, Part::ListNotes(listing))))}
    }
    .into_any()
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

/// What stands below the tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Rows,
    Coming,
    /// There are no tokens.
    None,
    /// Whether the filters keep any is not known. Why, and how to learn it, is told above.
    NoneKnown,
    /// Search and filters keep none.
    NoneFits,
    /// Nothing is known. Why is told above.
    Nothing,
}

impl Content {
    /// Of the list; watched.
    fn of(listing: Listing) -> Self {
        let is_any_shown = listing.places.with(|places| !places.is_empty());
        if listing.total.get() == 0 {
            listing.store.status.with(|status| match status {
                ListStatus::Read(_) => Self::None,
                status if status.is_coming() => Self::Coming,
                _ => Self::Nothing,
            })
        } else if is_any_shown {
            Self::Rows
        } else if listing.undecided.get() > 0 {
            Self::NoneKnown
        } else {
            Self::NoneFits
        }
    }
}

fn content(listing: Listing) -> AnyView {
    let Listing { app, store, layout, .. } = listing;
    let content = Memo::new(move |_| Content::of(listing));
    dynamic(move || match content.get() {
        Content::Rows => table::table(listing),
        Content::Coming => view! { <TableSkeleton columns=table::columns() layout/> }.into_any(),
        Content::None if listing.blocked().is_some() => view! {
            <EmptyState icon=Icon::KEY title=words::NONE text=words::NONE_READ_ONLY/>
        }
        .into_any(),
        Content::None => view! {
            <EmptyState
                icon=Icon::KEY
                title=words::NONE
                text=words::NONE_TEXT
                actions=view! {
                    <Button
                        label=words::CREATE_FIRST
                        kind=ButtonKind::Primary
                        icon=Icon::PLUS
                        on_press=move |()| app.creation.asked.set(Some(store.name()))
                    />
                }.into_any()
            />
        }
        .into_any(),
        Content::NoneKnown => view! {
            <EmptyState title=words::NONE_KNOWN text=words::ACCESS_UNKNOWN_TEXT/>
        }
        .into_any(),
        Content::NoneFits => view! {
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
        }
        .into_any(),
        Content::Nothing => ().into_any(),
    })
}
