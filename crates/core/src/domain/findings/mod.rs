//! What deserves attention in an organization's tokens: rules, what they found, and what to do about it.
//!
//! A finding is data: its evidence are times, grants and places in the list, its fix an enum. `words` makes sentences of
//! them.

mod assertions;
mod audit;
mod calendar;
mod kin;
mod order;
mod settings;
mod view;

pub use assertions::{
    Assertion, Breach, BrokenBy, Claim, NewBreach, Pattern, PlannedToken, broken_by, broken_by_new,
    read_assertions,
};
pub use audit::{Audit, Auditor, audit};
pub use calendar::{CalendarEntry, calendar_file, ending};
pub use order::{FindingColumn, sort_findings};
pub use settings::{Accepted, Settings, accepting, read_settings};
pub use view::FindingsView;

use super::access::{Grant, RiskKind};
use super::activity::Leak;
use super::time::{Seconds, Timestamp};

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// Its secret was found where it does not belong, as the audit log tells.
    TokenLeaked,
    /// It can delete or overwrite something in production.
    DestroysProduction,
    /// It can create tokens and give them access.
    MintsTokens,
    /// It breaks an assertion of the configuration.
    BreaksAssertion,
    /// It opens deploy requests and approves them.
    ApprovesOwnChanges,
    /// Its access grows by itself: it gets every permission on what it creates.
    GrowsByCreating,
    /// It can delete something, though nothing in production.
    Destroys,
    /// It has ended and is still there.
    Expired,
    /// It ends soon.
    ExpiresSoon,
    /// It has no end.
    NoExpiry,
    /// It lives longer than the policy allows.
    LongLived,
    /// It was never used.
    NeverUsed,
    /// It was not used for long.
    Unused,
    /// Its last use is told to be before it was created.
    ImpossibleUse,
    /// It holds a permission that the catalog lacks.
    UnknownPermission,
    /// It is the credential that the console itself works with.
    OwnCredential,
    /// It has access to databases that are deleted.
    DeletedDatabases,
    /// It has single accesses that "All databases" gives as well.
    Redundant,
    /// It has the same access as another one.
    SameAccess,
    /// It has no name.
    Unnamed,
    /// Another one has its name.
    DuplicateName,
    /// Its name does not fit the policy.
    OffPattern,
}

impl Rule {
    /// Every rule, in the order of display.
    pub const ALL: [Self; 22] = [
        Self::TokenLeaked,
        Self::DestroysProduction,
        Self::MintsTokens,
        Self::BreaksAssertion,
        Self::ApprovesOwnChanges,
        Self::GrowsByCreating,
        Self::Destroys,
        Self::Expired,
        Self::ExpiresSoon,
        Self::NoExpiry,
        Self::LongLived,
        Self::NeverUsed,
        Self::Unused,
        Self::ImpossibleUse,
        Self::UnknownPermission,
        Self::OwnCredential,
        Self::DeletedDatabases,
        Self::Redundant,
        Self::SameAccess,
        Self::Unnamed,
        Self::DuplicateName,
        Self::OffPattern,
    ];

    /// Its name in addresses, files and the configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::TokenLeaked => "token_leaked",
            Self::DestroysProduction => "destroys_production",
            Self::MintsTokens => "mints_tokens",
            Self::BreaksAssertion => "breaks_assertion",
            Self::ApprovesOwnChanges => "approves_own_changes",
            Self::GrowsByCreating => "grows_by_creating",
            Self::Destroys => "destroys",
            Self::Expired => "expired",
            Self::ExpiresSoon => "expires_soon",
            Self::NoExpiry => "no_expiry",
            Self::LongLived => "long_lived",
            Self::NeverUsed => "never_used",
            Self::Unused => "unused",
            Self::ImpossibleUse => "impossible_use",
            Self::UnknownPermission => "unknown_permission",
            Self::OwnCredential => "own_credential",
            Self::DeletedDatabases => "deleted_databases",
            Self::Redundant => "redundant",
            Self::SameAccess => "same_access",
            Self::Unnamed => "unnamed",
            Self::DuplicateName => "duplicate_name",
            Self::OffPattern => "off_pattern",
        }
    }

    /// The rule of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.key() == key)
    }

    /// How grave its findings are.
    pub fn severity(self) -> Severity {
        match self {
            Self::TokenLeaked | Self::DestroysProduction | Self::MintsTokens => Severity::Critical,
            Self::BreaksAssertion
            | Self::ApprovesOwnChanges
            | Self::GrowsByCreating
            | Self::Destroys
            | Self::ExpiresSoon => Severity::High,
            Self::Expired
            | Self::NoExpiry
            | Self::LongLived
            | Self::NeverUsed
            | Self::Unused
            | Self::ImpossibleUse
            | Self::UnknownPermission
            | Self::OwnCredential => Severity::Medium,
            Self::DeletedDatabases
            | Self::Redundant
            | Self::SameAccess
            | Self::Unnamed
            | Self::DuplicateName
            | Self::OffPattern => Severity::Low,
        }
    }

    /// Whether it looks at what a token may do, so that it finds nothing in one whose access is not known.
    pub fn needs_access(self) -> bool {
        matches!(
            self,
            Self::DestroysProduction
                | Self::MintsTokens
                | Self::BreaksAssertion
                | Self::ApprovesOwnChanges
                | Self::GrowsByCreating
                | Self::Destroys
                | Self::UnknownPermission
                | Self::DeletedDatabases
                | Self::Redundant
                | Self::SameAccess
        )
    }

    /// Whether it looks at when a token was used.
    pub fn needs_use(self) -> bool {
        matches!(self, Self::NeverUsed | Self::Unused)
    }

    /// Whether it compares tokens, so that it needs all of them.
    pub fn compares(self) -> bool {
        matches!(self, Self::SameAccess | Self::DuplicateName)
    }
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Somebody who gets hold of it can do lasting harm.
    Critical,
    /// To be looked at soon.
    High,
    /// To be looked at.
    Medium,
    /// Housekeeping.
    Low,
}

impl Severity {
    /// Every one, the gravest first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// What shows that a finding is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// The audit log tells that it leaked.
    Leaked(Leak),
    /// These grants.
    Grants(Vec<Grant>),
    /// Grants on deleted databases; the names of some belong to other databases now.
    LeftOver {
        /// The grants.
        grants: Vec<Grant>,
        /// So many of the databases were made again under their names.
        remade: usize,
    },
    /// It breaks that assertion, by its place in the settings.
    Breaks {
        /// Which assertion.
        assertion: usize,
        /// How.
        breach: Breach,
    },
    /// The console works with it: what it can do and when it ends.
    Own {
        /// How many permissions it holds; `None` where its access is not known.
        permissions: Option<usize>,
        /// Its powers, the gravest first.
        powers: Vec<RiskKind>,
        /// When it ends.
        ends: Option<Timestamp>,
    },
    /// It ended then.
    Ended(Timestamp),
    /// It ends then.
    Ends(Timestamp),
    /// It has no end.
    NoEnd,
    /// It lives that long, where the policy allows less.
    Lives {
        /// From its creation to its end; `None`: for ever.
        length: Option<Seconds>,
        /// What the policy allows.
        allowed: Seconds,
    },
    /// It was never used.
    NeverUsed,
    /// It was last used then.
    LastUsed(Timestamp),
    /// It has no name.
    NoName,
    /// So many other tokens have its name.
    Namesakes(usize),
    /// Its name does not fit.
    OffPattern,
    /// So many other tokens have its access; the first of them by its place in the list.
    SameAs {
        /// The place of the first.
        first: u32,
        /// How many others there are.
        others: usize,
    },
}

/// What mends a finding. Nothing of it is done without somebody who looks at it and confirms it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Delete the token first, then make another one with its access.
    DeleteAndReplace,
    /// Delete the token.
    Delete,
    /// Replace it by another one.
    Rotate,
    /// Take these grants away.
    Remove(Vec<Grant>),
    /// Compare it with that one, by its place in the list.
    Compare(u32),
    /// Look at the token.
    Look,
}

/// Something that deserves attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// By which rule.
    pub rule: Rule,
    /// The token's place in the list.
    pub token: u32,
    /// What shows it.
    pub evidence: Evidence,
    /// Since when it is so at the earliest, where that can be told.
    pub since: Option<Timestamp>,
    /// What mends it.
    pub fix: Fix,
    /// Which of the accepted findings of the configuration it is, by its place there.
    pub accepted: Option<usize>,
}

impl Finding {
    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}
