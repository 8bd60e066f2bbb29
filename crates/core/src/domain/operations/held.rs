//! The operations that one token may call, and those that it nearly may.

use super::super::access::{Grant, RiskLevel};
use super::super::catalog::Effect;
use super::super::permission::Permission;
use super::super::resource::{ResourceKey, Resources};
use super::super::who::{Place, Question, Way, ways};
use super::{Operation, operations};

/// Whether a token may call an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holding {
    /// It may, in each of these ways.
    Held(Vec<Way>),
    /// It may not, but holds a permission of the same area: that one, and the one that it lacks.
    NearMiss {
        /// What it holds.
        has: Permission,
        /// On what it holds that: at least one, each once.
        on: Vec<ResourceKey>,
        /// The least powerful of those that would do.
        lacks: Permission,
    },
}

/// An operation of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldOperation {
    /// Which operation.
    pub operation: &'static Operation,
    /// How it is held.
    pub holding: Holding,
}

impl HeldOperation {
    /// How grave it is, if it deletes or overwrites something: whether the permission that is held, or lacking, reaches
    /// production.
    pub fn destroys(&self) -> Option<RiskLevel> {
        let in_production = match &self.holding {
            Holding::Held(ways) => ways.iter().any(|way| way.grant.permission.reaches_production()),
            Holding::NearMiss { lacks, .. } => lacks.reaches_production(),
        };
        let level = if in_production { RiskLevel::DestroysProduction } else { RiskLevel::Destroys };
        (self.operation.effect() == Effect::Destroys).then_some(level)
    }
}

/// The operations that an access allows, the destructive ones first, then by group as PlanetScale has them; and the near
/// misses in the same order.
pub fn held_operations(access: &[Grant], resources: &Resources) -> Vec<HeldOperation> {
    let living: Vec<Grant> = access
        .iter()
        .copied()
        .filter(|grant| !resources.get(grant.resource).is_deleted())
        .collect();
    let mut all: Vec<HeldOperation> = operations()
        .iter()
        .filter(|operation| !operation.any_of.is_empty())
        .filter_map(|operation| {
            let found = ways(Question::Operation(operation), Place::Anywhere, &living, resources);
            let holding = if found.is_empty() {
                near_miss(operation, &living)?
            } else {
                Holding::Held(found)
            };
            Some(HeldOperation { operation, holding })
        })
        .collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.operation.effect() == Effect::Destroys));
    all
}

fn near_miss(operation: &Operation, access: &[Grant]) -> Option<Holding> {
    let lacks = *operation.any_of.iter().min_by_key(|one| (one.effect(), **one))?;
    let areas: Vec<_> = operation.any_of.iter().filter_map(|one| Some(one.entry()?.area)).collect();
    let is_near =
        |grant: &&Grant| grant.permission.entry().is_some_and(|entry| areas.contains(&entry.area));
    let has = access.iter().find(is_near)?.permission;
    let mut on: Vec<ResourceKey> =
        access.iter().filter(|grant| grant.permission == has).map(|grant| grant.resource).collect();
    on.sort_unstable();
    on.dedup();
    Some(Holding::NearMiss { has, on, lacks })
}
