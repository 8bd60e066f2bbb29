//! Access: which permissions a token has on which resources, how that differs from what is wanted,
//! and how to get from one to the other.

mod abilities;
mod command;
mod diff;
mod draft;
mod level;
mod plan;
mod preset;
mod reach;
mod resource_access;
mod resource_order;
mod review;
mod risk;
mod set;
mod starter;

pub use abilities::{Abilities, Ability, SameAccess};
pub use command::{Command, shell_quoted};
pub use diff::Diff;
pub use draft::{Conflict, Draft};
pub use level::{HeldRisk, RiskLevel};
pub use plan::{Plan, Refused, Step, StepKind, Target};
pub use preset::Preset;
pub use reach::Reach;
pub use resource_access::{LockReason, Locks, ResourceAccess};
pub use resource_order::{GroupOrder, resource_order, starts_unfolded};
pub use review::Review;
pub use risk::{RiskChange, RiskKind, risk_changes};
pub use set::{AccessSet, Source};
pub use starter::Starter;

use super::catalog::Scope;
use super::permission::Permission;
use super::resource::ResourceKey;

/// One permission on one resource.
///
/// Orders by resource, then by permission as the catalog does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Grant {
    /// On what.
    pub resource: ResourceKey,
    /// Which permission.
    pub permission: Permission,
}

impl Grant {
    /// That permission on that resource.
    pub const fn new(resource: ResourceKey, permission: Permission) -> Self {
        Self { resource, permission }
    }

    /// A row of access that the API gives with the organization as its resource: a permission of
    /// databases granted there means all of them, now and in the future. An unknown permission is
    /// shown where the API says that it is.
    pub fn on_organization(permission: Permission) -> Self {
        let resource = match permission.scope() {
            Some(Scope::Database) => ResourceKey::ALL_DATABASES,
            Some(Scope::Organization) | None => ResourceKey::ORGANIZATION,
        };
        Self { resource, permission }
    }
}
