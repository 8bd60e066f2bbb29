//! The state of the whole console: configuration, client, address, organizations, appearance.

use std::rc::Rc;

use console_core::api::ApiError;
use console_core::api::ports::Wait;
use console_core::domain::config::{Config, Loaded};
use console_core::domain::ids::OrgName;
use console_core::domain::listing::{TablePlace, TablePlaces};
use console_core::domain::route::Route;
use console_core::domain::time::Timestamp;
use leptos::prelude::*;

use super::changes::Changes;
use super::creation::Creation;
use super::places::LeftList;
use super::sign_in::SignIn;
use super::waiting::tell_wait;
use super::{Client, Drafts, Organization, Task};
use crate::platform::address::{self, HistoryStep};
use crate::platform::fetch::Browser;
use crate::platform::storage::{self, Shelf};
use crate::platform::{locale, page, turns};

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(crate) fn from_key(key: &str) -> Self {
        match key {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// The organizations, as far as they are known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Organizations {
    Loading,
    Known(Vec<OrgName>),
    Failed(ApiError),
}

/// How the part of the program stands that the first page does not need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rest {
    /// Nobody asked for it yet.
    Wanted,
    /// On its way.
    Coming,
    /// There.
    There,
    /// It could not be loaded.
    Failed,
}

/// Everything that pages share, for as long as the console is open. Copies are the same state.
#[derive(Clone, Copy)]
pub(crate) struct App(&'static AppState);

impl std::ops::Deref for App {
    type Target = AppState;

    fn deref(&self) -> &AppState {
        self.0
    }
}

/// What an [`App`] stands for. It is made once and never dropped, so that its handle is one word
/// in each of the many closures that hold it.
pub(crate) struct AppState {
    config: StoredValue<Rc<Loaded>, LocalStorage>,
    client: StoredValue<Rc<Client>, LocalStorage>,
    pub(super) path: RwSignal<String>,
    pub(super) query: RwSignal<String>,
    /// The page's minute, so that "3 minutes ago" stays true.
    clock: RwSignal<Timestamp>,
    pub(crate) organizations: RwSignal<Organizations>,
    stores: StoredValue<Vec<(OrgName, Organization)>>,
    owner: StoredValue<Owner>,
    pub(crate) theme: RwSignal<Theme>,
    pub(crate) compact: RwSignal<bool>,
    /// Exact times are in the reader's zone, not in UTC.
    pub(crate) local_times: RwSignal<bool>,
    /// The sign-in has ended: told once for the whole page.
    pub(crate) signed_out: RwSignal<bool>,
    pub(crate) sign_in: SignIn,
    /// Changes of access that are not saved.
    pub(crate) drafts: Drafts,
    /// Changes of access that are being made.
    pub(crate) changes: Changes,
    /// The creation of a token.
    pub(crate) creation: Creation,
    /// Work under way that the end of this page would cut off half-way; see [`App::run_to_end`].
    pub(crate) unfinished: RwSignal<u32>,
    pub(crate) rest: RwSignal<Rest>,
    /// How many findings the organization of the page has, and whether every token was looked at.
    pub(crate) findings: RwSignal<Option<(usize, bool)>>,
    /// Where the reader is in the page's table.
    pub(crate) places: StoredValue<TablePlaces>,
    /// The lists that were left, each with its query string and the place in it.
    pub(super) left: StoredValue<Vec<LeftList>>,
    /// Why a call waits, and until when by this machine's clock.
    pub(crate) waiting: RwSignal<Option<(Wait, i64)>>,
    listing: Task,
    /// The page ends because the console wants it to: nobody is asked.
    reloads: StoredValue<bool>,
}

/// The state of this page's console.
pub(crate) fn app() -> App {
    expect_context()
}

const THEME: &str = "stc:theme";
const DENSITY: &str = "stc:density";
const TIMES: &str = "stc:times";

impl App {
    /// Makes the state and gives it to everything below.
    pub(crate) fn provide(loaded: Loaded) -> Self {
        let config = &loaded.config;
        let waiting = RwSignal::new(None);
        let client = Client::new(
            Browser::new(&config.api_base, move |why, millis| tell_wait(waiting, why, millis)),
            config.requests_per_minute,
            config.parallel_requests,
        );
        let (path, query) = address::current();
        // After a reload.
        let returning = address::kept().and_then(|text| TablePlace::parse(&text));
        let now = client.now();
        let known = config.organizations.clone();
        let app = Self(Box::leak(Box::new(AppState {
            organizations: RwSignal::new(if known.is_empty() {
                Organizations::Loading
            } else {
                Organizations::Known(known)
            }),
            config: StoredValue::new_local(Rc::new(loaded)),
            client: StoredValue::new_local(Rc::new(client)),
            path: RwSignal::new(path),
            query: RwSignal::new(query),
            clock: RwSignal::new(now),
            stores: StoredValue::new(Vec::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            theme: RwSignal::new(Theme::from_key(
                &storage::read(Shelf::Browser, THEME).unwrap_or_default(),
            )),
            compact: RwSignal::new(
                storage::read(Shelf::Browser, DENSITY).as_deref() == Some("compact"),
            ),
            local_times: RwSignal::new(
                storage::read(Shelf::Browser, TIMES).as_deref() == Some("local"),
            ),
            signed_out: RwSignal::new(false),
            sign_in: SignIn::new(),
            drafts: Drafts::new(),
            changes: Changes::new(),
            creation: Creation::new(),
            unfinished: RwSignal::new(0),
            rest: RwSignal::new(Rest::Wanted),
            findings: RwSignal::new(None),
            places: StoredValue::new(TablePlaces { returning, ..TablePlaces::default() }),
            left: StoredValue::new(Vec::new()),
            waiting,
            listing: Task::new(),
            reloads: StoredValue::new(false),
        })));
        provide_context(app);
        app
    }

    /// The configuration.
    pub(crate) fn config(self) -> Rc<Loaded> {
        self.config.get_value()
    }

    /// The settings in it.
    pub(crate) fn with_config<T>(self, read: impl FnOnce(&Config) -> T) -> T {
        self.config.with_value(|loaded| read(&loaded.config))
    }

    /// The API.
    pub(crate) fn client(self) -> Rc<Client> {
        self.client.get_value()
    }

    /// The time by the server's clock, brought up to date now and then.
    pub(crate) fn now(self) -> Signal<Timestamp> {
        self.clock.into()
    }

    /// Takes a new look at the clock.
    pub(crate) fn tick(self) {
        let now = self.client().now();
        // Small steps would paint every row anew for nothing.
        if now.since(self.clock.get_untracked()).0.abs() >= 20 {
            self.clock.set(now);
        }
    }

    /// The page that the address names.
    pub(crate) fn route(self) -> Memo<Route> {
        let path = self.path;
        Memo::new(move |_| path.with(|path| Route::parse(path)))
    }

    /// The page that the address names at this moment.
    pub(crate) fn route_now(self) -> Route {
        self.path.with_untracked(|path| Route::parse(path))
    }

    /// The query string.
    pub(crate) fn query(self) -> Signal<String> {
        self.query.into()
    }

    /// Shows another page; `below` is relative to the base, with its query string.
    pub(crate) fn go(self, below: &str) {
        if !self.creation.may_leave() {
            return;
        }
        let before = self.path.get_untracked();
        let returning = self.leave_for(below);
        address::set(below, HistoryStep::New);
        self.arrive(returning);
        // A new page begins at its top; where somebody comes back to, the browser knows. As long as the old page is
        // there, nothing has to be laid out for it.
        if self.path.with_untracked(|now| *now != before) {
            page::scroll_to_top();
        }
    }

    /// Writes the view of this page into its address.
    pub(crate) fn set_query(self, query: &str) {
        let path = self.path.get_untracked();
        let below = if query.is_empty() { path } else { [&path, "?", query].concat() };
        address::set(&below, HistoryStep::Same);
        self.query.set(query.to_owned());
    }

    /// Somebody went back or forward. Where something would be lost, the address stays that of the page.
    pub(crate) fn moved(self) {
        let (path, query) = address::current();
        let is_same = self.path.with_untracked(|own| *own == path)
            && self.query.with_untracked(|own| *own == query);
        if is_same && !address::is_elsewhere() {
            return;
        }
        if self.creation.may_leave() {
            address::follow();
            self.look();
        } else if address::is_elsewhere() {
            address::put_right();
        } else {
            // The browser does not say where it was.
            let (path, query) = (self.path.get_untracked(), self.query.get_untracked());
            let query = if query.is_empty() { query } else { ["?", &query].concat() };
            address::set(&[path, query].concat(), HistoryStep::New);
        }
    }

    /// Takes the address over from the address bar: somebody came back to it, or went on again.
    pub(crate) fn look(self) {
        self.note_left();
        self.arrive(address::kept().and_then(|text| TablePlace::parse(&text)));
    }

    /// The address has changed, and leads to that place of its table, if it has one.
    fn arrive(self, returning: Option<TablePlace>) {
        let (path, query) = address::current();
        if self.path.with_untracked(|now| *now != path) {
            self.places.set_value(TablePlaces { returning, ..TablePlaces::default() });
        }
        self.query.set(query);
        if self.path.with_untracked(|now| *now != path) {
            self.path.set(path);
        }
    }

    /// What is loaded of an organization.
    pub(crate) fn organization(self, name: &OrgName) -> Organization {
        if let Some(known) = self.stores.with_value(|stores| {
            stores.iter().find(|(own, _)| own == name).map(|(_, store)| *store)
        }) {
            return known;
        }
        // It outlives the page that first asks for it.
        let made = self.owner().with(|| Organization::new(name.clone()));
        self.stores.update_value(|stores| stores.push((name.clone(), made)));
        made
    }

    /// What outlives every page.
    pub(crate) fn owner(self) -> Owner {
        self.owner.get_value()
    }

    /// Runs work that belongs to no page and no dialog: it goes on wherever the person is, and closing the tab asks
    /// while it runs. It may only touch signals that live as long as the console: those of [`App`] and
    /// [`Organization`], and those that were made within [`App::owner`].
    pub(crate) fn run_to_end(self, work: impl Future<Output = ()> + 'static) {
        self.unfinished.update(|count| *count += 1);
        turns::spawn(async move {
            work.await;
            self.unfinished.update(|count| *count = count.saturating_sub(1));
        });
    }

    /// Whether the end of this page would lose something: unsaved changes of any token, a secret that is shown, or work
    /// that is cut off half-way.
    pub(crate) fn asks_before_leaving(self) -> bool {
        let leaves = self.reloads.get_value();
        !leaves && (self.drafts.any() || self.is_bound())
    }

    /// A reload would lose what nothing brings back.
    fn is_bound(self) -> bool {
        self.creation.holds_something() || self.unfinished.get_untracked() > 0
    }

    /// Loads the page anew, unless that would lose something: whether it does.
    pub(super) fn reload(self) -> bool {
        let loses = self.is_bound() || self.drafts.any_unstored();
        if !loses {
            self.reloads.set_value(true);
            address::reload();
        }
        !loses
    }

    /// Reads the organizations, unless the configuration names them.
    pub(crate) fn load_organizations(self) {
        if !self.with_config(|config| config.organizations.is_empty()) {
            return;
        }
        self.organizations.set(Organizations::Loading);
        let client = self.client();
        self.listing.run(async move {
            let read = client.organizations().await;
            // The answer told what time it is.
            self.tick();
            self.note(read.as_ref().err());
            self.organizations.set(match read {
                Ok(all) => Organizations::Known(all.into_iter().map(|one| one.name).collect()),
                Err(error) => Organizations::Failed(error),
            });
        });
    }

    /// Notes what a failure says about the sign-in.
    pub(crate) fn note(self, error: Option<&ApiError>) {
        if let Some(error) = error {
            if error.is_signed_out() {
                self.signed_out.set(true);
                // The page says it where it happened.
                self.sign_in.ended.set(false);
            }
        } else {
            self.signed_out.set(false);
        }
    }

    /// Where to sign in, coming back to this page.
    pub(crate) fn sign_in_url(self) -> String {
        let (path, query) = address::current();
        let mut own = [address::base_path(), path].concat();
        if !query.is_empty() {
            own = [&own, "?", &query].concat();
        }
        match self.with_config(|config| config.sign_in_url.clone()) {
            Some(url) => {
                let mut encoded = String::new();
                console_core::domain::view_state::encode_into(&own, &mut encoded);
                url.replace("{path}", &encoded)
            }
            None => own,
        }
    }

    /// An instant to the second, in UTC or in the reader's zone as they chose.
    pub(crate) fn exact(self, at: Timestamp) -> String {
        locale::instant(at.millis(), self.local_times.get()).unwrap_or_else(|| at.iso())
    }

    /// Keeps the appearance.
    pub(crate) fn keep_appearance(self) {
        let theme = self.theme.get_untracked();
        let kept = (theme != Theme::System).then(|| theme.key());
        storage::write(Shelf::Browser, THEME, kept);
        let compact = self.compact.get_untracked();
        storage::write(Shelf::Browser, DENSITY, compact.then_some("compact"));
        let local = self.local_times.get_untracked();
        storage::write(Shelf::Browser, TIMES, local.then_some("local"));
    }
}
