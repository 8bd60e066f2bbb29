//! Two tokens side by side: what only one of them may do, and how to make one like the other.

use super::access::{AccessSet, Diff, Grant, Plan, Source, StepKind};
use super::ids::TokenId;
use super::resource::{ResourceKey, ResourceKind, Resources};
use super::view_state::{Writer, pairs};

/// What two tokens hold of one permission on one resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparedGrant {
    /// Which permission, on what.
    pub grant: Grant,
    /// How the first holds it.
    pub first: Source,
    /// How the second holds it.
    pub second: Source,
}

impl ComparedGrant {
    /// Whether the first may do it and the second may not.
    pub fn is_only_first(&self) -> bool {
        self.first != Source::None && self.second == Source::None
    }

    /// Whether the second may do it and the first may not.
    pub fn is_only_second(&self) -> bool {
        self.first == Source::None && self.second != Source::None
    }
}

/// Every permission on every resource that one of two tokens is granted, by resource and in the order of the catalog.
/// On a living database each tells what it inherits from "All databases", too.
pub fn compared(
    first: &AccessSet,
    second: &AccessSet,
    resources: &Resources,
) -> Vec<ComparedGrant> {
    let all: AccessSet = first.iter().chain(second.iter()).collect();
    all.iter()
        .map(|grant| ComparedGrant {
            grant,
            first: source(first, grant, resources),
            second: source(second, grant, resources),
        })
        .collect()
}

fn source(access: &AccessSet, grant: Grant, resources: &Resources) -> Source {
    let one = resources.get(grant.resource);
    let inherits = one.kind == ResourceKind::Database && !one.is_deleted();
    let everywhere = Grant::new(ResourceKey::ALL_DATABASES, grant.permission);
    Source::of(access.contains(grant), inherits && access.contains(everywhere))
}

/// What makes `second` like `first`, and how much of it no call can make: nothing is granted on a deleted database, nor
/// taken from one whose name belongs to another.
pub fn alike(first: &AccessSet, second: &AccessSet, resources: &Resources) -> (Diff, usize) {
    let whole = Diff::between(second, first);
    let can = |kind, grants: &[Grant]| -> Vec<Grant> {
        let can = |grant: &Grant| Plan::check(kind, grant.resource, resources).is_ok();
        grants.iter().copied().filter(can).collect()
    };
    let possible = Diff {
        additions: can(StepKind::Add, &whole.additions),
        removals: can(StepKind::Remove, &whole.removals),
    };
    let left = whole.len() - possible.len();
    (possible, left)
}

/// What the page shows, as in its address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompareView {
    /// The first token.
    pub first: Option<TokenId>,
    /// The second token.
    pub second: Option<TokenId>,
    /// What is the same for both, too.
    pub same: bool,
}

impl CompareView {
    /// Reads the query of an address; what it does not know is passed over.
    pub fn parse(query: &str) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs(query) {
            match key.as_str() {
                "a" => view.first = TokenId::parse(&value).ok(),
                "b" => view.second = TokenId::parse(&value).ok(),
                "show" => view.same = value == "same",
                _ => {}
            }
        }
        view
    }

    /// Writes it as [`parse`](Self::parse) reads it.
    pub fn print(&self) -> String {
        let mut out = Writer::default();
        out.pair("a", self.first.as_ref().map(TokenId::as_str).unwrap_or_default());
        out.pair("b", self.second.as_ref().map(TokenId::as_str).unwrap_or_default());
        out.pair("show", if self.same { "same" } else { "" });
        out.0
    }
}
