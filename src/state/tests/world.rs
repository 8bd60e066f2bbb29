//! A console without a browser, in front of an API that does what a test says.

use console_core::api::Completeness;
use console_core::domain::access::{AccessSet, Diff, Grant};
use console_core::domain::config::Config;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, ResourceKey};
use leptos::prelude::*;

use super::Api;
use crate::platform::native::{self, history, turns};
use crate::state::{App, ListStatus, Organization};

pub(super) fn org() -> OrgName {
    OrgName::parse("acme").unwrap()
}

pub(super) fn id(text: &str) -> TokenId {
    TokenId::parse(text).unwrap()
}

/// A console in a tab that was just opened.
pub(super) struct World {
    pub(super) app: App,
    pub(super) api: Api,
    /// What is made outside of it lives as long as the test.
    owner: Owner,
}

impl World {
    /// A console that offers the organization "acme".
    pub(super) fn new() -> Self {
        Self::at("/", r#"{"organizations": ["acme"]}"#)
    }

    /// A console with that configuration.
    pub(super) fn with(config: &str) -> Self {
        Self::at("/", config)
    }

    /// A console at that address.
    pub(super) fn at(url: &str, config: &str) -> Self {
        native::reset();
        history::open("https://console.test/", url);
        Self::load(Api::new(), config)
    }

    fn load(api: Api, config: &str) -> Self {
        let owner = Owner::new();
        owner.set();
        let app = App::provide(Config::read(config).unwrap());
        Self { app, api, owner }
    }

    /// The same tab after a reload: nothing stays but what the browser keeps.
    pub(super) fn reloaded(self) -> Self {
        let Self { api, owner, .. } = self;
        drop(owner);
        Self::load(api, r#"{"organizations": ["acme"]}"#)
    }

    /// The console in the same tab after another one was left, in front of another API.
    pub(super) fn again(config: &str) -> Self {
        Self::load(Api::new(), config)
    }

    pub(super) fn store(&self) -> Organization {
        self.app.organization(&org())
    }

    /// Reads the list of tokens to its end.
    pub(super) fn read_list(&self) {
        self.store().refresh();
        turns::settle();
        let status = self.store().status.get_untracked();
        assert_eq!(status, ListStatus::Read(Completeness::Complete));
    }

    /// The ids of the tokens in the list, in its order.
    pub(super) fn ids(&self) -> String {
        let store = self.store();
        let ids = |tokens: &[std::sync::Arc<console_core::domain::token::Token>]| {
            tokens.iter().map(|token| token.id.as_str().to_owned()).collect::<Vec<_>>()
        };
        untrack(|| store.with_tokens(|tokens, _| ids(tokens))).join(" ")
    }

    /// A database of the organization.
    pub(super) fn database(&self, id: &str, name: &str) -> ResourceKey {
        let resources = self.store().resources();
        let facts = ResourceFacts { id, name, deleted_at: None };
        resources.borrow_mut().database(facts)
    }

    /// Reads a change from the storage or this page.
    pub(super) fn draft(&self, token: &str) -> Option<Diff> {
        let resources = self.store().resources();
        let mut resources = resources.borrow_mut();
        self.app.drafts.read(&org(), &id(token), &mut resources)
    }

    /// Keeps a change.
    pub(super) fn keep(&self, token: &str, diff: &Diff) {
        let resources = self.store().resources();
        self.app.drafts.write(&org(), &id(token), diff, &resources.borrow());
    }
}

pub(super) fn grant(resource: ResourceKey, permission: &str) -> Grant {
    Grant::new(resource, Permission::named(permission))
}

/// A permission of the organization.
pub(super) fn own(permission: &str) -> Grant {
    grant(ResourceKey::ORGANIZATION, permission)
}

pub(super) fn adding(grants: &[Grant]) -> Diff {
    Diff::between(&AccessSet::default(), &grants.iter().copied().collect())
}

pub(super) fn removing(grants: &[Grant]) -> Diff {
    adding(grants).inverse()
}
