//! What the audit log of an organization tells: what was done before the sandbox began, and what is done since.

use serde_json::{Value, json};

use crate::world::{On, Organization, Token, World};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long events are kept.
pub(crate) const KEPT: i64 = 15 * DAY;

/// Somebody or something that an event names.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) name: String,
}

impl Named {
    pub(crate) fn new(kind: &'static str, id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), kind, name: name.to_owned() }
    }

    pub(crate) fn token(token: &Token) -> Self {
        Self::new("ServiceToken", &token.id, token.name.as_deref().unwrap_or_default())
    }

    pub(crate) fn person(name: &str) -> Self {
        let id: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        Self::new("User", &["user", &id.to_lowercase()].concat(), name)
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) action: String,
    pub(crate) actor: Named,
    pub(crate) subject: Named,
    pub(crate) target: Option<Named>,
    /// Where the actor was, and its address.
    pub(crate) from: Option<(&'static str, &'static str)>,
    pub(crate) metadata: Value,
    pub(crate) at: i64,
}

/// Offices, and where programs run.
pub(crate) const PLACES: [(&str, &str); 4] = [
    ("Lisbon, Portugal", "203.0.113.24"),
    ("Warsaw, Poland", "203.0.113.187"),
    ("Ashburn, United States", "198.51.100.9"),
    ("Frankfurt, Germany", "2001:db8:41::7"),
];

/// Events that are made up, before they have ids.
#[derive(Default)]
pub(crate) struct Past(Vec<Event>);

impl Past {
    pub(crate) fn add(
        &mut self,
        at: i64,
        action: &str,
        actor: Named,
        subject: Named,
        target: Option<Named>,
        metadata: Value,
    ) {
        let (id, action) = (String::new(), action.to_owned());
        let from = PLACES.get(self.0.len() % PLACES.len()).copied();
        self.0.push(Event { id, action, actor, subject, target, from, metadata, at });
    }

    /// The same, from elsewhere.
    pub(crate) fn from(&mut self, place: (&'static str, &'static str)) {
        if let Some(last) = self.0.last_mut() {
            last.from = Some(place);
        }
    }

    /// The newest first, each with an id.
    pub(crate) fn events(mut self, prefix: &str) -> Vec<Event> {
        self.0.sort_by_key(|event| std::cmp::Reverse(event.at));
        let count = self.0.len();
        for (place, event) in self.0.iter_mut().enumerate() {
            event.id = format!("{prefix}{:05}", count - place);
        }
        self.0
    }
}

/// What happened in an organization before the sandbox began. It is made from what is there, so that it changes nothing of
/// that.
pub(crate) fn past(one: &Organization, now: i64) -> Vec<Event> {
    let mut past = Past::default();
    for (place, token) in one.tokens.iter().enumerate() {
        if token.created > now - KEPT {
            birth(&mut past, one, token);
        }
        // Every third of those that are used works with branches.
        if let Some(used) = token.used.filter(|used| place % 3 == 0 && *used > now - KEPT) {
            let on = one.databases.get(place % one.databases.len().max(1));
            let on = || on.map(|own| Named::new("Database", &own.id, &own.name));
            let branch = || branch(&format!("preview-{place}"));
            let made = used - 7 * HOUR;
            past.add(made, "branch.created", Named::token(token), branch(), on(), Value::Null);
            past.add(used, "branch.deleted", Named::token(token), branch(), on(), Value::Null);
        }
    }
    // What people do that no token has a part in.
    for day in 0..14 {
        let at = now - day * DAY - 5 * HOUR;
        let branch = || branch(&format!("release-{day}"));
        let (ada, bo) = (Named::person("Ada Okafor"), Named::person("Bo Lindqvist"));
        past.add(at, "deploy_request.created", ada, branch(), None, Value::Null);
        past.add(at + HOUR, "deploy_request.approved", bo, branch(), None, Value::Null);
    }
    // A token that is no more.
    let gone = || Named::new("ServiceToken", &["gone", &one.name].concat(), "old-importer");
    let (chen, ada) = (Named::person("Chen Wei"), Named::person("Ada Okafor"));
    past.add(now - 11 * DAY, "service_token.created", chen, gone(), None, Value::Null);
    past.add(now - 10 * DAY, "service_token.deleted", ada, gone(), None, Value::Null);
    past.events(&["ev", &one.name].concat())
}

pub(crate) fn branch(name: &str) -> Named {
    Named::new("DatabaseBranch", &["branch", name].concat(), name)
}

/// A token is created and given its access.
fn birth(past: &mut Past, one: &Organization, token: &Token) {
    let maker = Named::person(&token.actor);
    let own = Named::token(token);
    past.add(token.created, "service_token.created", maker.clone(), own.clone(), None, Value::Null);
    let Some(first) = token.accesses.first() else { return };
    let names: Vec<&str> =
        token.accesses.iter().filter(|it| it.on == first.on).map(|it| &*it.permission).collect();
    let (at, on) = (token.created + MINUTE, database(one, first.on));
    past.add(at, "service_token.granted_access", maker, own, on, json!({ "access": names }));
}

pub(crate) fn database(one: &Organization, on: On) -> Option<Named> {
    match on {
        On::Database(at) => {
            one.databases.get(at).map(|own| Named::new("Database", &own.id, &own.name))
        }
        On::Organization | On::Cluster => None,
    }
}

/// Something that is done to a token now.
pub(crate) struct Done {
    pub(crate) action: String,
    pub(crate) actor: Named,
    pub(crate) token: Named,
    pub(crate) target: Option<Named>,
    pub(crate) metadata: Value,
}

impl World {
    /// Notes what was done to a token.
    pub(crate) fn note(&mut self, organization: usize, done: Done) {
        let event = Event {
            id: self.fresh_id(12),
            action: done.action,
            actor: done.actor,
            subject: done.token,
            target: done.target,
            from: PLACES.first().copied(),
            metadata: done.metadata,
            at: self.clock.now(),
        };
        if let Some(organization) = self.organizations.get_mut(organization) {
            organization.events.insert(0, event);
        }
    }
}
