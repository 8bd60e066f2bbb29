//! Two tokens side by side: what only one of them may do, and how to make one like the other.

use super::access::{AccessSet, Diff, Grant, Plan, RiskLevel, Source, StepKind};
use super::ids::TokenId;
use super::listing::{folded, natural_order};
use super::resource::{ResourceKey, ResourceKind, Resources};
use super::table_order::{ColumnKey, TableOrder};
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

/// A column that the differences are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparedColumn {
    /// The organization, all of its databases, then by name.
    Resource,
    /// As in the catalog.
    Permission,
    /// How the first holds it: not at all is the least.
    First,
    /// How the second holds it.
    Second,
    /// How grave what it does is.
    Effect,
}

impl ColumnKey for ComparedColumn {
    const ALL: &'static [Self] =
        &[Self::Resource, Self::Permission, Self::First, Self::Second, Self::Effect];

    fn key(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Permission => "permission",
            Self::First => "first",
            Self::Second => "second",
            Self::Effect => "effect",
        }
    }
}

/// Sorts what two tokens hold. `name_of` tells what a resource is called.
pub fn sort_compared(
    rows: &mut [ComparedGrant],
    order: TableOrder<ComparedColumn>,
    name_of: impl Fn(ResourceKey) -> String,
) {
    let rank = |source: Source| match source {
        Source::None => 0,
        Source::Inherited => 1,
        Source::Direct => 2,
        Source::Both => 3,
    };
    let mut keyed: Vec<(String, ComparedGrant)> = rows
        .iter()
        .map(|row| {
            let is_first = row.grant.resource <= ResourceKey::ALL_DATABASES;
            (if is_first { String::new() } else { folded(&name_of(row.grant.resource)) }, *row)
        })
        .collect();
    order.sort(&mut keyed, |column, (name, one), (other_name, other)| match column {
        ComparedColumn::Resource => natural_order(name, other_name)
            .then_with(|| one.grant.resource.cmp(&other.grant.resource)),
        ComparedColumn::Permission => one.grant.permission.cmp(&other.grant.permission),
        ComparedColumn::First => rank(one.first).cmp(&rank(other.first)),
        ComparedColumn::Second => rank(one.second).cmp(&rank(other.second)),
        ComparedColumn::Effect => {
            let level = |one: &ComparedGrant| RiskLevel::of(one.grant.permission);
            // The gravest is the greatest.
            level(other).cmp(&level(one))
        }
    });
    for (own, (_, sorted)) in rows.iter_mut().zip(keyed) {
        *own = sorted;
    }
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
    /// What they are sorted by; nothing for the order in which tokens keep them.
    pub order: Option<TableOrder<ComparedColumn>>,
}

impl CompareView {
    /// Reads the query of an address; what it does not know is passed over.
    pub fn parse(query: &str) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs(query) {
            match key.as_str() {
                "a" => view.first = TokenId::parse(&value).ok(),
                "b" => view.second = TokenId::parse(&value).ok(),
                "sort" => view.order = TableOrder::parse(&value),
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
        out.pair("sort", &TableOrder::print(self.order));
        out.0
    }
}
