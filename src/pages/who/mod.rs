//! `/{org}/who`: the tokens that can do something, and through what.

mod choices;
mod refusal;
mod table;

use std::sync::Arc;

use console_core::domain::access::RiskKind;
use console_core::domain::export::{AccessRow, Extent, Totals, has_long_cell_in_access};
use console_core::domain::ids::OrgName;
use console_core::domain::knowledge::Known;
use console_core::domain::operations::{Operation, as_of, shared_operations};
use console_core::domain::resource::ResourceKind;
use console_core::domain::who::{
    Holder, HolderSearch, Place, Question, Staged, WhoView, deletion, sorted_holders,
};
use console_core::words::token::resource_name;
use console_core::words::{actions, operations, who as words};
use leptos::prelude::*;

use super::asked::who_can;
use super::export_dialog::ExportDialog;
use super::exported::{FileRequest, Filters, Origin, missing};
use super::paper::{self, OnPaper};
use super::pieces::{Piece, Pieces, over_list};
use super::place::{self, AskedPlace};
use super::reading;
use crate::state::{App, Organization, app};
use crate::ui::button::Button;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::page::Page;
use crate::ui::table::skeleton::TableSkeleton;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Asked {
    app: App,
    store: Organization,
    view: Memo<WhoView>,
    found: Memo<Found>,
    known: Memo<Known>,
    search: Pieces,
}

/// The tokens that can.
#[derive(Clone)]
struct Found {
    /// By name.
    holders: Arc<Vec<Holder>>,
    /// Their places in the order of the table, where that is another one.
    places: Option<Arc<[usize]>>,
}

impl Found {
    fn at(&self, row: usize) -> Option<&Holder> {
        let place = self.places.as_ref().map_or(Some(row), |places| places.get(row).copied());
        self.holders.get(place?)
    }

    /// In the order of the table.
    fn iter(&self) -> impl Iterator<Item = &Holder> {
        (0..self.holders.len()).filter_map(|row| self.at(row))
    }
}

impl Asked {
    fn change(self, change: impl FnOnce(&mut WhoView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.set_query(&view.print());
    }

    fn new(app: App, store: Organization) -> Self {
        let query = app.query();
        let view = Memo::new(move |_| query.with(|query| WhoView::parse(query)));
        let search = Pieces::of_page();
        let answer = search.follow(
            move || view.with(|view| (view.what, view.place.clone(), place_of(store, view))),
            move || {
                store.with_tokens(|_, _| ());
                store.databases.track();
                app.now().track();
                app.drafts.of_organization(&store.name(), &mut store.resources().borrow_mut());
            },
            move |(what, _, place)| pieces(app, store, (*what)?, *place),
            false,
        );
        let order = Memo::new(move |_| view.with(|view| view.order));
        let found = move |_: Option<&Found>| Found {
            holders: answer.found.get(),
            places: order.get().map(|order| {
                let sort =
                    |index: &_| answer.found.with(|found| sorted_holders(found, index, order));
                untrack(|| store.with_tokens(|_, index| sort(index))).into()
            }),
        };
        // To compare thousands of tokens would cost as much as to show them.
        let found = Memo::new_with_compare(found, |_, _| true);
        let is_found = answer.is_current;
        let known = Memo::new(move |_| match reading::known(store) {
            Known::Counted | Known::Partial { .. } if !is_found.get() => Known::Coming,
            known => known,
        });
        Self { app, store, view, found, known, search }
    }

    fn place(self) -> AskedPlace {
        self.view.with(|view| place_of(self.store, view))
    }

    /// The name of the resource, if one narrows the question.
    fn place_name(self) -> Option<String> {
        match self.place() {
            AskedPlace::At(Place::On(key)) => {
                let resources = self.store.resources();
                let resources = resources.borrow();
                Some(resource_name(resources.get(key)))
            }
            _ => None,
        }
    }

    /// The answer in a sentence; nothing while nothing is asked.
    fn answer(self) -> Option<String> {
        let (what, unknown) = self.view.with(|view| (view.what, view.unknown.clone()));
        if let Some(unknown) = unknown {
            return Some(words::not_known(&unknown));
        }
        let what = what?;
        if !what.is_answerable() {
            return Some(words::NOT_PUBLISHED.to_owned());
        }
        match self.place() {
            AskedPlace::Coming => return Some(words::PLACE_COMING.to_owned()),
            AskedPlace::Unknown => return Some(words::NO_SUCH_PLACE.to_owned()),
            AskedPlace::At(_) => {}
        }
        let place = self.place_name().filter(|_| what.has_a_place());
        let (can, expired, staged) = self.found.with(|found| {
            let count = |keep: &dyn Fn(&Holder) -> bool| found.iter().filter(|it| keep(it)).count();
            let is_so = |it: &Holder| it.staged != Staged::Gains;
            let is_changed = found.iter().any(|it| it.staged != Staged::Same);
            let staged = is_changed.then(|| count(&|it| it.staged != Staged::Loses));
            (count(&is_so), count(&|it| is_so(it) && it.is_expired), staged)
        });
        let question = words::question(what);
        let known = self.known.get();
        let answer =
            words::answer(known, &number::count(can), expired, &question, place.as_deref());
        let staged = staged.map(|count| words::with_unsaved(&number::count(count)));
        let is_listed = !matches!(what, Question::Permission(it) if it.entry().is_none());
        let doubt = if is_listed || can > 0 { "" } else { words::NOT_LISTED };
        Some([&answer, doubt, &staged.unwrap_or_default()].concat())
    }

    /// Which tokens would lose what with the database that is asked for.
    fn if_deleted(self) -> Option<String> {
        let is_any = self.view.with(|view| view.what == Some(Question::Anything));
        let AskedPlace::At(Place::On(key)) = self.place() else { return None };
        let is_database = self.store.resources().borrow().get(key).kind == ResourceKind::Database;
        let name = self.place_name().filter(|_| is_any && is_database)?;
        let told = self.found.with(|found| deletion(&found.holders, key));
        words::if_deleted(&name, told, self.known.get())
    }
}

/// Looks for the tokens that can; nothing while it is not known where that is asked for.
fn pieces(
    app: App,
    store: Organization,
    what: Question,
    place: AskedPlace,
) -> Option<impl FnMut() -> Piece<Vec<Holder>> + 'static> {
    let AskedPlace::At(place) = place else { return None };
    let unsaved = app.drafts.of_organization(&store.name(), &mut store.resources().borrow_mut());
    let search = HolderSearch::new(what, place, unsaved, app.now().get_untracked());
    Some(over_list(store, search))
}

fn place_of(store: Organization, view: &WhoView) -> AskedPlace {
    place::asked(store, |resources| view.place_in(resources))
}

/// The page.
#[component]
pub(crate) fn WhoCan(
    /// Whose tokens.
    org: OrgName,
) -> impl IntoView {
    let app = app();
    let store = app.organization(&org);
    reading::ensure(store);
    store.ensure_databases();
    let asked = Asked::new(app, store);
    let exporting = RwSignal::new(false);
    let asking_why = RwSignal::new(false);
    let actions = view! {
        <Button label=words::WHY icon=Icon::TERMINAL on_press=move |()| asking_why.set(true)/>
        <Button label=actions::EXPORT icon=Icon::DOWNLOAD on_press=move |()| exporting.set(true)/>
        {reading::refresh(store)}
    }
    .into_any();
    view! {
        <Page title=words::TITLE suffix=super::suffix(Some(&org)) actions=actions>
            {on_paper(asked)}
            {choices::choices(asked)}
            {status(asked)}
            {reading::progress(app, store)}
            {asked.search.progress()}
            {move || content(asked)}
            {move || exporting.get().then(|| export(asked, exporting))}
            {move || asking_why.get().then(|| refusal::dialog(asked, asking_why))}
        </Page>
    }
    .into_any()
}

/// Why not every token is known that can, if so.
fn incomplete(asked: Asked) -> Option<String> {
    let store = asked.store;
    let list = store.status.with(|status| missing(status, store.untold()));
    list.or_else(|| words::missing(asked.known.get()))
}

fn on_paper(asked: Asked) -> AnyView {
    paper::line(asked.app, asked.store, move || OnPaper {
        about: Vec::new(),
        rows: asked.found.with(|found| found.holders.len()),
        missing: incomplete(asked),
    })
}

fn status(asked: Asked) -> AnyView {
    let answer = Memo::new(move |_| asked.answer());
    // While tokens come in, each count would be read aloud.
    let live = move || if reading::is_coming(asked.store) { "off" } else { "polite" };
    let is_wide = move || {
        let what = asked.view.with(|view| view.what);
        let is_narrowed = asked.view.with(|view| !view.place.is_empty());
        (is_narrowed && what.is_some_and(|what| !what.has_a_place())).then_some(words::NO_PLACE)
    };
    view! {
        <p class="answer" role="status" aria-live=live>{move || answer.get()}</p>
        {move || asked.if_deleted().map(|text| view! { <p>{text}</p> })}
        {other_ways(asked)}
        <p class="muted">
            {is_wide}" "
            {move || match asked.view.with(|view| view.what)? {
                Question::Operation(operation) => {
                    Some([&operations::dated(as_of()), " ", &operations::described(operation)].concat())
                }
                Question::Anything | Question::Permission(_) | Question::Risk(_) => None,
            }}
        </p>
    }
    .into_any()
}

/// So many operations are named at once.
const FEW: usize = 3;

/// Who lacks a permission may do the same through another one: the way to who can do it.
fn other_ways(asked: Asked) -> AnyView {
    let org = asked.store.name();
    let shared = Memo::new(move |_| match asked.view.with(|view| view.what) {
        Some(Question::Permission(permission)) => shared_operations(permission).collect(),
        _ => Vec::new(),
    });
    let place = Memo::new(move |_| asked.view.with(|view| view.place.clone()));
    let link = move |(at, operation): (usize, &'static Operation)| {
        let place = if operation.is_about_a_database() { place.get() } else { String::new() };
        let href = who_can(org.clone(), Question::Operation(operation), place);
        let comma = (at > 0).then_some(", ");
        view! { {comma}<a href=href>{operations::label(operation)}</a> }
    };
    (move || {
        let shared = shared.get();
        let operations = shared.len();
        let links = shared.into_iter().enumerate().map(link.clone()).collect_view();
        match operations {
            0 => ().into_any(),
            1..=FEW => view! { <p class="muted">{words::OTHER_WAYS}{links}"."</p> }.into_any(),
            _ => view! {
                <details class="muted">
                    <summary>{words::other_ways(&number::count(operations))}</summary>
                    <p>{links}"."</p>
                </details>
            }
            .into_any(),
        }
    })
    .into_any()
}

/// What is often asked is a press away.
fn ask(asked: Asked) -> AnyView {
    let question = |kind| {
        let place = move || asked.view.with(|view| view.place.clone());
        let href =
            Signal::derive(move || who_can(asked.store.name(), Question::Risk(kind), place()));
        view! { <a href=href>{words::ask(kind)}</a> }
    };
    let actions = RiskKind::ALL.map(question).collect_view().into_any();
    view! { <EmptyState title=words::ASK text=words::ASK_TEXT actions/> }.into_any()
}

fn content(asked: Asked) -> AnyView {
    let is_asked = Memo::new(move |_| asked.view.with(|view| view.what.is_some()));
    let is_known = Memo::new(move |_| asked.view.with(|view| view.unknown.is_none()));
    let none = Memo::new(move |_| asked.found.with(|found| found.holders.is_empty()));
    let is_coming =
        Memo::new(move |_| reading::is_coming(asked.store) || asked.known.get() == Known::Coming);
    let is_unknown = Memo::new(move |_| asked.place() == AskedPlace::Unknown);
    let is_answerable = Memo::new(move |_| {
        asked.view.with(|view| view.what.is_none_or(Question::is_answerable))
            && matches!(asked.place(), AskedPlace::At(_))
    });
    (move || match (is_asked.get(), none.get()) {
        (false, _) if !is_known.get() => {
            view! { <EmptyState title=words::NOT_KNOWN text=words::NOT_KNOWN_NEXT/> }.into_any()
        }
        (false, _) => ask(asked),
        (true, false) => table::table(asked),
        (true, true) if is_unknown.get() => {
            let anywhere = Callback::new(move |()| asked.change(|view| view.place.clear()));
            place::unknown(asked.app, asked.store, words::ANYWHERE, anywhere)
        }
        (true, true) if is_coming.get() => {
            view! { <TableSkeleton columns=table::columns()/> }.into_any()
        }
        // Only who looked at every token may say that none can.
        (true, true) if asked.known.get().is_counted() && is_answerable.get() => {
            let (title, text) = match asked.view.with(|view| view.what) {
                Some(Question::Permission(_)) => (words::NONE_HOLDS, words::NONE_HOLDS_TEXT),
                _ => (words::NONE, words::NONE_TEXT),
            };
            view! { <EmptyState icon=Icon::SHIELD title text/> }.into_any()
        }
        (true, true) => ().into_any(),
    })
    .into_any()
}

fn export(asked: Asked, open: RwSignal<bool>) -> AnyView {
    let Asked { app, store, view, .. } = asked;
    let why = move || incomplete(asked);
    let write = Callback::new(move |wanted: FileRequest| {
        let place = match untrack(|| asked.place()) {
            AskedPlace::At(place) => Some(place),
            _ => None,
        };
        let name = untrack(|| asked.place_name()).unwrap_or_default();
        let filters = Filters {
            query: app.query().get_untracked(),
            in_words: words::in_words(view.with_untracked(|view| view.what), place, &name),
        };
        let origin = Origin::new(app, store, &wanted, filters, untrack(why));
        let rows = untrack(|| rows(asked));
        let resources = store.resources();
        wanted.write(
            origin.about(),
            || Totals::of_access(&rows),
            |export, about| export.access(&rows, &resources.borrow(), about),
        )
    });
    let extent = Callback::new(move |_| {
        let rows = rows(asked);
        let has_long_cell = has_long_cell_in_access(&rows, &store.resources().borrow());
        Extent { rows: rows.len(), hidden: 0, has_long_cell }
    });
    view! {
        <ExportDialog
            org=store.name()
            what="who-can".to_owned()
            is_one_set=true
            missing=Signal::derive(why)
            extent=extent
            write=write
            on_close=move |()| open.set(false)
        />
    }
    .into_any()
}

/// Each way of each token that can.
fn rows(asked: Asked) -> Vec<AccessRow> {
    let of = |Holder { token, ways, .. }: Holder| {
        ways.into_iter().map(move |way| AccessRow { token: token.clone(), grant: way.grant })
    };
    // What is not so yet is in no file.
    let found = asked.found.get();
    found.iter().filter(|it| it.staged != Staged::Gains).cloned().flat_map(of).collect()
}
