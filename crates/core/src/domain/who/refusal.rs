//! "Why is it refused?": what a call is, whether a token may make it, and what it lacks.

use super::super::access::Grant;
use super::super::operations::{Call, CallTarget, Operation};
use super::super::resource::{ResourceKey, Resources};
use super::super::time::Timestamp;
use super::super::token::{Expiry, Token};
use super::{Place, Question, Way, enough, ways};

/// An answer to "why is it refused?".
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No call was pasted.
    NoCallYet,
    /// What was pasted holds no call.
    NoCall,
    /// The call goes to that host, which is not where the API is.
    OtherHost(String),
    /// No operation that is known has that method and path.
    Unknown {
        /// The method.
        method: String,
        /// The path.
        path: String,
    },
    /// A call that is known.
    Known {
        /// Which operation.
        operation: &'static Operation,
        /// The database that the call names, if it names one.
        database: Option<String>,
        /// Whether the token may make it.
        verdict: Verdict,
    },
}

/// Whether a token may make a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The call names that organization, which is another one than this: a token may do nothing outside its own.
    OtherOrganization(String),
    /// No token is chosen.
    NoToken,
    /// PlanetScale publishes no permission for it.
    NotPublished,
    /// What the token holds is not read.
    AccessNotRead,
    /// The token has ended.
    Expired,
    /// No living database of that name is known.
    NoSuchDatabase,
    /// It may: a refusal has another reason.
    May(Vec<Way>),
    /// It may not: each of these grants would do, the least powerful first.
    Lacks(Vec<Grant>),
}

/// Answers for a call that was pasted. `database` of a call that names none is taken as "anywhere".
pub fn why_refused(
    call: CallTarget,
    token: Option<&Token>,
    organization: &str,
    resources: &Resources,
    now: Timestamp,
) -> Refusal {
    match call {
        CallTarget::Nothing => Refusal::NoCallYet,
        CallTarget::NoCall => Refusal::NoCall,
        CallTarget::OtherHost(host) => Refusal::OtherHost(host),
        CallTarget::UnknownPath { method, path } => Refusal::Unknown { method, path },
        CallTarget::Known(Call { operation, organization: named, database }) => {
            let place = match database.as_deref() {
                None => Some(Place::Anywhere),
                Some(name) => resources.live_database(name).map(Place::On),
            };
            let verdict = match named.filter(|name| name != organization) {
                Some(other) => Verdict::OtherOrganization(other),
                None => verdict(operation, token, place, resources, now),
            };
            Refusal::Known { operation, database, verdict }
        }
    }
}

fn verdict(
    operation: &'static Operation,
    token: Option<&Token>,
    place: Option<Place>,
    resources: &Resources,
    now: Timestamp,
) -> Verdict {
    let question = Question::Operation(operation);
    if !question.is_answerable() {
        return Verdict::NotPublished;
    }
    let Some(token) = token else { return Verdict::NoToken };
    if token.expiry(now) == Expiry::Expired {
        return Verdict::Expired;
    }
    let Some(place) = place else { return Verdict::NoSuchDatabase };
    let Some(access) = token.access.grants() else { return Verdict::AccessNotRead };
    let found = ways(question, place, access, resources);
    if found.is_empty() { Verdict::Lacks(enough(question, place)) } else { Verdict::May(found) }
}

impl Verdict {
    /// What to stage so that the call is allowed: the least powerful grant that is enough.
    pub fn to_stage(&self) -> Option<Grant> {
        match self {
            Self::Lacks(all) => all.first().copied(),
            _ => None,
        }
    }

    /// Whether what would be staged is granted on all databases, because the call names none.
    pub fn stages_everywhere(&self) -> bool {
        self.to_stage().is_some_and(|grant| grant.resource == ResourceKey::ALL_DATABASES)
    }
}
