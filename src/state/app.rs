//! The state of the whole console: a handle to its pieces, each of which knows nothing of the others beyond what it was
//! made with.

use std::rc::Rc;

use console_core::api::ApiError;
use console_core::domain::config::{Config, Loaded};
use console_core::domain::ids::OrgName;
use console_core::domain::route::Route;
use console_core::domain::time::Timestamp;
use leptos::prelude::*;

use super::changes::Changes;
use super::creation::Creation;
use super::{
    Appearance, Client, Connection, Directory, Drafts, Navigation, Organization, SignIn, Unfinished,
};
use crate::platform::address;

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

/// How many findings there are, and how far they were looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FindingsCount {
    /// Those that nobody accepted.
    pub(crate) open: usize,
    /// Every token was looked at.
    pub(crate) is_whole: bool,
    /// The audit log was read, or nobody wants to know of leaks.
    pub(crate) has_leaks: bool,
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
    pub(crate) connection: Connection,
    pub(crate) sign_in: SignIn,
    pub(crate) navigation: Navigation,
    pub(crate) organizations: Directory,
    pub(crate) appearance: Appearance,
    /// Changes of access that are not saved.
    pub(crate) drafts: Drafts,
    /// Changes of access that are being made.
    pub(crate) changes: Changes,
    /// The creation of a token.
    pub(crate) creation: Creation,
    unfinished: Unfinished,
    pub(crate) rest: RwSignal<Rest>,
    /// How many findings the organization of the page has.
    pub(crate) findings: RwSignal<Option<FindingsCount>>,
    /// The page ends because the console wants it to: nobody is asked.
    reloads: StoredValue<bool>,
}

/// The state of this page's console.
pub(crate) fn app() -> App {
    expect_context()
}

impl App {
    /// Makes the state and gives it to everything below.
    pub(crate) fn provide(loaded: Loaded) -> Self {
        let config = &loaded.config;
        let sign_in = SignIn::new();
        let connection = Connection::new(config, sign_in);
        let owner = Owner::current().unwrap_or_default();
        let app = Self(Box::leak(Box::new(AppState {
            connection,
            sign_in,
            navigation: Navigation::new(),
            organizations: Directory::new(&config.organizations, connection, owner),
            appearance: Appearance::kept(),
            drafts: Drafts::new(),
            changes: Changes::new(),
            creation: Creation::new(),
            unfinished: Unfinished::new(),
            rest: RwSignal::new(Rest::Wanted),
            findings: RwSignal::new(None),
            reloads: StoredValue::new(false),
            config: StoredValue::new_local(Rc::new(loaded)),
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
        self.connection.client()
    }

    /// The time by the server's clock, brought up to date now and then.
    pub(crate) fn now(self) -> Signal<Timestamp> {
        self.connection.now()
    }

    /// Takes a new look at the clock.
    pub(crate) fn tick(self) {
        self.connection.tick();
    }

    /// Notes what a failure says about the sign-in.
    pub(crate) fn note(self, error: Option<&ApiError>) {
        self.connection.note(error);
    }

    /// The page that the address names.
    pub(crate) fn route(self) -> Memo<Route> {
        self.navigation.route()
    }

    /// The query string.
    pub(crate) fn query(self) -> Signal<String> {
        self.navigation.query()
    }

    /// Shows another page, unless that would lose something; `below` is relative to the base, with its query string.
    pub(crate) fn go(self, below: &str) {
        if self.creation.may_leave() {
            self.navigation.go(below);
        }
    }

    /// Writes the view of this page into its address.
    pub(crate) fn set_query(self, query: &str) {
        self.navigation.set_query(query);
    }

    /// Somebody went back or forward.
    pub(crate) fn moved(self) {
        self.navigation.moved(|| self.creation.may_leave());
    }

    /// Takes the address over from the address bar.
    pub(crate) fn look(self) {
        self.navigation.look();
    }

    /// Keeps where the reader is in the page's table, over a reload.
    pub(crate) fn keep_place(self) {
        self.navigation.keep_place();
    }

    /// The address of a list as it was left.
    pub(crate) fn list_address(self, list: &Route) -> String {
        self.navigation.list_address(list)
    }

    /// What is loaded of an organization.
    pub(crate) fn organization(self, name: &OrgName) -> Organization {
        self.organizations.organization(name)
    }

    /// Reads the organizations, unless the configuration names them.
    pub(crate) fn load_organizations(self) {
        if self.with_config(|config| config.organizations.is_empty()) {
            self.organizations.read();
        }
    }

    /// What outlives every page.
    pub(crate) fn owner(self) -> Owner {
        self.organizations.owner()
    }

    /// Runs work that belongs to no page and no dialog: it goes on wherever the person is, and closing the tab asks
    /// while it runs. It may only touch signals that live as long as the console: those of [`App`] and
    /// [`Organization`], and those that were made within [`App::owner`].
    pub(crate) fn run_to_end(self, work: impl Future<Output = ()> + 'static) {
        self.unfinished.run(work);
    }

    /// Whether the end of this page would lose something: unsaved changes of any token, a secret that is shown, or work
    /// that is cut off half-way.
    pub(crate) fn asks_before_leaving(self) -> bool {
        let leaves = self.reloads.get_value();
        !leaves && (self.drafts.any() || self.is_bound())
    }

    /// A reload would lose what nothing brings back.
    fn is_bound(self) -> bool {
        self.creation.holds_something() || self.unfinished.any()
    }

    /// Loads the page anew, unless that would lose something: whether it does.
    fn reload(self) -> bool {
        let loses = self.is_bound() || self.drafts.any_unstored();
        if !loses {
            self.reloads.set_value(true);
            address::reload();
        }
        !loses
    }

    /// Watches who is signed in, if the deployment tells.
    pub(crate) fn watch_sign_in(self) {
        if let Some(url) = self.with_config(|config| config.identity_url.clone()) {
            self.sign_in.watch(url, move || self.reload());
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

    /// The instant of a date and time as they were typed, in UTC or in the reader's zone as they chose.
    pub(crate) fn moment(self, typed: &str) -> Option<Timestamp> {
        self.appearance.moment(typed)
    }

    /// An instant to the second, in UTC or in the reader's zone as they chose.
    pub(crate) fn exact(self, at: Timestamp) -> String {
        self.appearance.exact(at)
    }
}
