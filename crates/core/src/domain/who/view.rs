//! What the page "Who can" asks, as in its address.

use super::super::access::RiskKind;
use super::super::operations::operation;
use super::super::permission::Permission;
use super::super::resource::{ResourceKey, ResourceKind, Resources};
use super::super::table_order::TableOrder;
use super::super::view_state::{Writer, pairs};
use super::{HolderColumn, Place, Question};

/// What is asked, as in the address: names, because what they stand for may not be loaded yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhoView {
    /// What is asked.
    pub what: Option<Question>,
    /// What the address asks for instead, and this console does not know.
    pub unknown: Option<UnknownQuestion>,
    /// The name of the resource: `organization`, `all` or `db:` and a database's name; empty: anywhere.
    pub place: String,
    /// What the tokens are sorted by; nothing for their names.
    pub order: Option<TableOrder<HolderColumn>>,
}

/// An operation or a risk that an address names and this console does not know: an older or a newer console wrote it, or
/// somebody mistyped it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownQuestion {
    /// Of the API, by the name that the vendor would give it.
    Operation(String),
    /// A power.
    Risk(String),
}

const ORGANIZATION: &str = "organization";
const ALL_DATABASES: &str = "all";
/// Any permission, as in a pattern.
const ANY: &str = "*";
const DATABASE: &str = "db:";

impl WhoView {
    /// Reads the query of an address. What it does not know is passed over, and kept where it asks something.
    pub fn parse(query: &str) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs(query) {
            match key.as_str() {
                "permission" if value == ANY => view.what = Some(Question::Anything),
                "permission" if !value.is_empty() => {
                    view.what = Some(Question::Permission(Permission::named(&short(&value))));
                }
                "risk" if !value.is_empty() => match risk(&value) {
                    Some(kind) => view.what = Some(Question::Risk(kind)),
                    None => view.unknown = Some(UnknownQuestion::Risk(short(&value))),
                },
                "operation" if !value.is_empty() => match operation(&value) {
                    Some(operation) => view.what = Some(Question::Operation(operation)),
                    None => view.unknown = Some(UnknownQuestion::Operation(short(&value))),
                },
                "on" => view.place = value.chars().take(200).collect(),
                "sort" => view.order = TableOrder::parse(&value),
                _ => {}
            }
        }
        // What is known is answered.
        view.unknown = view.unknown.filter(|_| view.what.is_none());
        view
    }

    /// Writes it as [`parse`](Self::parse) reads it.
    pub fn print(&self) -> String {
        let mut out = Writer::default();
        match self.what {
            Some(Question::Anything) => out.pair("permission", ANY),
            Some(Question::Permission(permission)) => out.pair("permission", permission.name()),
            Some(Question::Risk(kind)) => out.pair("risk", risk_key(kind)),
            Some(Question::Operation(operation)) => out.pair("operation", operation.name),
            None => match &self.unknown {
                Some(UnknownQuestion::Operation(name)) => out.pair("operation", name),
                Some(UnknownQuestion::Risk(key)) => out.pair("risk", key),
                None => {}
            },
        }
        out.pair("on", &self.place);
        out.pair("sort", &TableOrder::print(self.order));
        out.0
    }

    /// The resource that it names; `None` where no living one of that name is known.
    pub fn place_in(&self, resources: &Resources) -> Option<Place> {
        match self.place.as_str() {
            "" => Some(Place::Anywhere),
            ORGANIZATION => Some(Place::On(ResourceKey::ORGANIZATION)),
            ALL_DATABASES => Some(Place::On(ResourceKey::ALL_DATABASES)),
            other => resources.live_database(other.strip_prefix(DATABASE)?).map(Place::On),
        }
    }

    /// What a resource is called in an address; empty for one that has no name there.
    pub fn place_key(key: ResourceKey, resources: &Resources) -> String {
        let one = resources.get(key);
        match one.kind {
            ResourceKind::Organization => ORGANIZATION.to_owned(),
            ResourceKind::AllDatabases => ALL_DATABASES.to_owned(),
            ResourceKind::Database => [DATABASE, &one.name].concat(),
            ResourceKind::Other(_) => String::new(),
        }
    }
}

/// The beginning of a value, so that no address makes a page long.
fn short(value: &str) -> String {
    value.chars().take(100).collect()
}

fn risk(key: &str) -> Option<RiskKind> {
    RiskKind::ALL.into_iter().find(|kind| risk_key(*kind) == key)
}

/// What a power is called in an address.
pub(in crate::domain) fn risk_key(kind: RiskKind) -> &'static str {
    match kind {
        RiskKind::DestroysProduction => "destroys_production",
        RiskKind::Destroys => "destroys",
        RiskKind::ChangesProduction => "changes_production",
        RiskKind::ReadsProduction => "reads_production",
        RiskKind::MintsTokens => "mints_tokens",
        RiskKind::GrowsByCreating => "grows_by_creating",
        RiskKind::ApprovesOwnChanges => "approves_own_changes",
        RiskKind::ReachesAllDatabases => "reaches_all_databases",
    }
}
