//! "Who can …?": the tokens that hold a permission, have a power or may call an operation, and through what.

mod refusal;
mod search;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use refusal::{Refusal, Verdict, why_refused};
pub use search::{HolderColumn, HolderSearch, sorted_holders};
pub(super) use view::risk_key;
pub use view::{UnknownQuestion, WhoView};

use super::access::{AccessSet, Diff, Grant, RiskKind};
use super::catalog::Scope;
use super::ids::TokenId;
use super::operations::Operation;
use super::permission::Permission;
use super::report::reaches_every_database;
use super::resource::{ResourceKey, ResourceKind, Resources};
use super::token::Token;

/// What somebody asks who can do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Who holds any permission.
    Anything,
    /// Who holds this permission.
    Permission(Permission),
    /// Who has this power.
    Risk(RiskKind),
    /// Who may call this operation.
    Operation(&'static Operation),
}

impl Question {
    /// Whether PlanetScale publishes what it needs. Without that nobody can be told to be able, nor to be unable.
    pub fn is_answerable(self) -> bool {
        match self {
            Self::Operation(operation) => !operation.any_of.is_empty(),
            Self::Anything | Self::Permission(_) | Self::Risk(_) => true,
        }
    }

    /// Whether a resource narrows it: an operation of the organization has none.
    pub fn has_a_place(self) -> bool {
        match self {
            Self::Operation(operation) => operation.is_about_a_database(),
            Self::Anything | Self::Permission(_) | Self::Risk(_) => true,
        }
    }

    fn takes(self, grant: Grant) -> bool {
        match self {
            Self::Anything => true,
            Self::Permission(permission) => grant.permission == permission,
            Self::Risk(kind) => kind.is_shown_by(grant),
            Self::Operation(operation) => operation.takes(grant.permission),
        }
    }
}

/// Where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// On whatever resource.
    #[default]
    Anywhere,
    /// On this one.
    On(ResourceKey),
}

/// Through what a token can do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Through {
    /// By a grant on the resource itself.
    Direct,
    /// By a grant on all databases.
    AllDatabases,
    /// By a permission of the organization.
    Organization,
}

/// A grant by which a token can do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// The grant.
    pub grant: Grant,
    /// What it is granted on.
    pub through: Through,
}

/// What a token's unsaved changes would make of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staged {
    /// Nothing: it can with them and without.
    Same,
    /// It can only with them.
    Gains,
    /// It cannot any more with them.
    Loses,
}

/// A token that can, and each way in which it can.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// The token as it was looked at.
    pub token: Arc<Token>,
    /// Its place in the list then.
    pub place: u32,
    /// At least one; those of its unsaved changes where it can only with them.
    pub ways: Vec<Way>,
    /// What its unsaved changes would make of it.
    pub staged: Staged,
    /// It has ended, so that it cannot sign in any more.
    pub is_expired: bool,
}

/// The ways in which an access answers a question. A deleted database gives no power.
pub fn ways(question: Question, place: Place, access: &[Grant], resources: &Resources) -> Vec<Way> {
    let place = if question.has_a_place() { place } else { Place::Anywhere };
    let all = access.iter().filter(|&&grant| question.takes(grant));
    let found: Vec<Way> = all
        .filter(|&&grant| reaches(grant, place, resources))
        .map(|&grant| Way { grant, through: through(grant) })
        .collect();
    if question == Question::Risk(RiskKind::ApprovesOwnChanges) && !found.is_empty() {
        return approving(found, place, access, resources);
    }
    found
}

/// Approving counts only together with opening, on the same database.
fn approving(
    mut found: Vec<Way>,
    place: Place,
    access: &[Grant],
    resources: &Resources,
) -> Vec<Way> {
    match place {
        Place::On(_) => {
            let opens = Question::Permission(Permission::named("create_deploy_request"));
            if ways(opens, place, access, resources).is_empty() {
                found.clear();
            }
        }
        Place::Anywhere => {
            let set: AccessSet = access.iter().copied().collect();
            let living = set.without_deleted(resources);
            let both = RiskKind::ApprovesOwnChanges.evidence(&living);
            found.retain(|way| both.contains(&way.grant));
        }
    }
    found
}

fn through(grant: Grant) -> Through {
    match grant.resource {
        ResourceKey::ORGANIZATION => Through::Organization,
        ResourceKey::ALL_DATABASES => Through::AllDatabases,
        _ => Through::Direct,
    }
}

/// Changes that are not applied yet, by token.
pub type Unsaved = BTreeMap<TokenId, Diff>;

/// What would be gone with a database: so many tokens hold so many permissions by grants on it, and so many others
/// reach it and keep all that they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deletion {
    /// Tokens that lose something.
    pub tokens: usize,
    /// How many permissions they lose together.
    pub permissions: usize,
    /// Tokens that reach it through all databases or the organization alone.
    pub others: usize,
}

/// What would be gone with a resource that these tokens reach. Unsaved changes are no part of it.
pub fn deletion(holders: &[Holder], key: ResourceKey) -> Deletion {
    let mut told = Deletion::default();
    for holder in holders.iter().filter(|holder| holder.staged != Staged::Gains) {
        let own = holder.ways.iter().filter(|way| way.grant.resource == key).count();
        if own == 0 {
            told.others += 1;
        } else {
            told.tokens += 1;
            told.permissions += own;
        }
    }
    told
}

/// Whether what is granted holds at a place.
fn reaches(grant: Grant, place: Place, resources: &Resources) -> bool {
    if resources.get(grant.resource).is_deleted() {
        return false;
    }
    let Place::On(key) = place else { return true };
    if grant.resource == key {
        return true;
    }
    let one = resources.get(key);
    let is_a_database = match one.kind {
        ResourceKind::AllDatabases => true,
        ResourceKind::Database => !one.is_deleted(),
        ResourceKind::Organization | ResourceKind::Other(_) => false,
    };
    is_a_database && reaches_every_database(grant)
}

/// The grants that each let a token do it at a place: what to give somebody who cannot. The narrowest come first.
pub fn enough(question: Question, place: Place) -> Vec<Grant> {
    let on = |permission: Permission| {
        let resource = match (permission.scope(), place) {
            (Some(Scope::Organization), _) => ResourceKey::ORGANIZATION,
            (_, Place::On(key)) if question.has_a_place() => key,
            _ => ResourceKey::ALL_DATABASES,
        };
        Grant::new(resource, permission)
    };
    match question {
        Question::Permission(permission) => vec![on(permission)],
        Question::Anything | Question::Risk(_) => Vec::new(),
        Question::Operation(operation) => {
            let mut all: Vec<Grant> = operation.any_of.iter().map(|one| on(*one)).collect();
            all.sort_by_key(|grant| {
                let permission = grant.permission;
                (permission.effect(), permission.reaches_production(), permission)
            });
            all
        }
    }
}
