//! What is in the sandbox: organizations, databases, tokens and what was done to them.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use console_core::domain::catalog::Scope;
use console_core::domain::permission::Permission;
use fastrand::Rng;

use crate::clock::Clock;
use crate::events::{Event, past};
use crate::options::Options;
use crate::story::northwind;

const DAY: i64 = 86_400_000;

#[derive(Debug, Clone)]
pub(crate) struct Database {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) created: i64,
    pub(crate) deleted: Option<i64>,
}

/// What an access is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum On {
    Organization,
    /// A place in the organization's databases.
    Database(usize),
    /// A type that came after the documentation.
    Cluster,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Access {
    pub(crate) on: On,
    pub(crate) permission: Arc<str>,
}

#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) secret: String,
    pub(crate) created: i64,
    pub(crate) expires: Option<i64>,
    pub(crate) used: Option<i64>,
    pub(crate) actor: String,
    pub(crate) accesses: Vec<Access>,
}

#[derive(Debug, Clone)]
pub(crate) struct Organization {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) databases: Vec<Database>,
    /// Newest first.
    pub(crate) tokens: Vec<Token>,
    /// Newest first.
    pub(crate) events: Vec<Event>,
}

#[derive(Debug)]
pub(crate) struct World {
    pub(crate) options: Options,
    pub(crate) clock: Clock,
    pub(crate) organizations: Vec<Organization>,
    /// Pages of tokens as they were sent, packed, by organization, page and rows of a page. A megabyte each
    /// before they are packed, they would otherwise be most of the work of whoever reads ten thousand tokens.
    pub(crate) sent: HashMap<(usize, usize, usize), Bytes>,
    rng: Rng,
}

const PEOPLE: [&str; 6] =
    ["Ada Okafor", "Bo Lindqvist", "Chen Wei", "Dolores Ibáñez", "Emeka Obi", "Farah Haddad"];
const JOBS: [&str; 12] = [
    "ci-deploy",
    "metrics-exporter",
    "backup-verifier",
    "schema-migrations",
    "terraform",
    "preview-branches",
    "data-warehouse",
    "incident-bot",
    "nightly-restore",
    "audit-reader",
    "oncall-console",
    "load-test",
];
const TEAMS: [&str; 8] =
    ["payments", "search", "growth", "platform", "mobile", "risk", "support", "billing"];
const STORES: [&str; 12] = [
    "shop",
    "billing",
    "accounts",
    "catalog",
    "orders",
    "search-index",
    "sessions",
    "inventory",
    "ledger",
    "messages",
    "analytics",
    "media",
];
const NASTY: [&str; 14] = [
    "",
    "   ",
    "=HYPERLINK(\"https://example.com\";\"click\")",
    "+1-800",
    "@sum",
    "<script>alert(1)</script>",
    "comma, \"quote\" and\nnewline",
    "\u{202e}drowssap",
    "👩‍👩‍👧‍👦 family",
    "ＦＵＬＬ ｗｉｄｔｈ",
    "Ünïcödé Straße",
    "javascript:alert(1)",
    "../../etc/passwd?x=%2f#y",
    "a-very-long-name-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-without-a-space",
];

impl World {
    pub(crate) fn new(options: Options) -> Self {
        let mut world = Self {
            clock: Clock::new(options.now.as_deref()),
            rng: Rng::with_seed(options.seed),
            organizations: Vec::new(),
            sent: HashMap::new(),
            options,
        };
        for place in 0..world.options.organizations {
            let organization = world.organization(place);
            world.organizations.push(organization);
        }
        if world.options.story {
            world.organizations.push(northwind(world.clock.now()));
        }
        world
    }

    /// A random id as the API's: lower-case letters and digits.
    pub(crate) fn fresh_id(&mut self, length: usize) -> String {
        let rng = &mut self.rng;
        (0..length)
            .map(|_| rng.choice(b"abcdefghijklmnopqrstuvwxyz0123456789".iter()))
            .map(|byte| char::from(byte.copied().unwrap_or(b'x')))
            .collect()
    }

    fn organization(&mut self, place: usize) -> Organization {
        let name = match place {
            0 => "acme".to_owned(),
            1 => "globex".to_owned(),
            other => format!("org-{}", other + 1),
        };
        let first = place == 0;
        let databases = if first { self.options.databases } else { self.options.databases.min(3) };
        let tokens = if first { self.options.tokens } else { self.options.tokens.min(3) };
        let mut organization = Organization {
            id: self.fresh_id(12),
            name,
            databases: (0..databases).map(|at| self.database(at)).collect(),
            tokens: Vec::new(),
            events: Vec::new(),
        };
        if first && databases > 2 {
            self.replace_first(&mut organization);
        }
        let mut all: Vec<Token> =
            (0..tokens).map(|at| self.token(at, &organization.databases)).collect();
        all.sort_by_key(|token| std::cmp::Reverse(token.created));
        organization.tokens = all;
        organization.events = past(&organization, self.clock.now());
        organization
    }

    /// The first database was dropped once, and made again under its name.
    fn replace_first(&mut self, organization: &mut Organization) {
        let now = self.clock.now();
        if let Some(first) = organization.databases.first().cloned() {
            let old = Database {
                id: self.fresh_id(12),
                created: now - 900 * DAY,
                deleted: Some(now - 200 * DAY),
                ..first
            };
            organization.databases.push(old);
        }
    }

    fn database(&mut self, place: usize) -> Database {
        let store = STORES.get(place % STORES.len()).copied().unwrap_or("shop");
        let name = match place / STORES.len() {
            0 => store.to_owned(),
            round => {
                let team = TEAMS.get((round - 1) % TEAMS.len()).copied().unwrap_or("team");
                let number = (round - 1) / TEAMS.len();
                if number == 0 {
                    format!("{team}-{store}")
                } else {
                    format!("{team}-{store}-{number}")
                }
            }
        };
        let created = self.clock.now() - 30 * DAY - self.rng.i64(0..700 * DAY);
        Database { id: self.fresh_id(12), name, created, deleted: None }
    }

    fn token(&mut self, place: usize, databases: &[Database]) -> Token {
        let now = self.clock.now();
        let created = now - 3_600_000 - self.rng.i64(0..600 * DAY);
        let job = JOBS.get(place % JOBS.len()).copied().unwrap_or("job");
        let team = TEAMS.get(place / JOBS.len() % TEAMS.len()).copied().unwrap_or("team");
        let name = match (self.options.nasty, NASTY.get(place)) {
            (true, Some(nasty)) => Some((*nasty).to_owned()),
            _ if place % 29 == 28 => None,
            _ if place < JOBS.len() => Some(job.to_owned()),
            _ => Some(format!("{team} {job}")),
        };
        let expires = match place % 5 {
            0 | 1 => None,
            2 => Some(now + self.rng.i64(DAY..29 * DAY)),
            3 => Some(now + self.rng.i64(40 * DAY..300 * DAY)),
            _ if place % 10 == 4 => Some(now - self.rng.i64(DAY..90 * DAY)),
            _ => Some(now + self.rng.i64(90 * DAY..365 * DAY)),
        };
        let used = match place % 7 {
            0 => None,
            1 => Some(created + (now - created) / 10),
            _ => Some(now - self.rng.i64(60_000..20 * DAY).min(now - created)),
        };
        let actor = PEOPLE.get(self.rng.usize(0..PEOPLE.len())).copied().unwrap_or_default();
        let accesses = self.accesses(place, databases);
        Token {
            id: self.fresh_id(12),
            name,
            secret: ["pscale_tkn_", &self.fresh_id(32)].concat(),
            created,
            expires,
            used,
            actor: actor.to_owned(),
            accesses,
        }
    }

    fn accesses(&mut self, place: usize, databases: &[Database]) -> Vec<Access> {
        let wanted = match (self.options.accesses, place % 11) {
            (0, _) | (_, 10) => 0,
            (average, _) => self.rng.usize(average.div_ceil(2)..=average + average / 2),
        };
        let mut all: Vec<Access> = Vec::with_capacity(wanted);
        let known: Vec<Permission> = Permission::known().collect();
        let reads = place.is_multiple_of(3);
        let mut tries = 0;
        while all.len() < wanted && tries < wanted * 20 {
            tries += 1;
            let Some(&permission) = self.rng.choice(known.iter()) else { break };
            // Most tokens only read; few may delete.
            if (reads && !permission.only_reads()) || (permission.destroys() && place % 6 != 1) {
                continue;
            }
            let on = match permission.scope() {
                Some(Scope::Database) if !databases.is_empty() && self.rng.u8(0..20) > 0 => {
                    // A few databases each, so that tokens have a shape.
                    let spread = (wanted / 6 + 1).min(databases.len());
                    On::Database((place * 7 + self.rng.usize(0..spread)) % databases.len())
                }
                _ => On::Organization,
            };
            let access = Access { on, permission: Arc::from(permission.name()) };
            if !all.contains(&access) {
                all.push(access);
            }
        }
        if place % 17 == 3 && databases.len() > 3 && !all.is_empty() {
            // The database that is no more.
            all.push(Access {
                on: On::Database(databases.len() - 1),
                permission: "read_branch".into(),
            });
        }
        if self.options.nasty && place % 13 == 5 {
            all.push(Access { on: On::Cluster, permission: "resize_cluster".into() });
            all.push(Access { on: On::Organization, permission: "read_tea_leaves".into() });
        }
        all.sort_by(|a, b| (a.on, &a.permission).cmp(&(b.on, &b.permission)));
        all
    }
}
