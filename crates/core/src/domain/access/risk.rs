//! The powers that a change of access gives to a token or takes away.

use super::super::catalog::Effect;
use super::super::permission::Permission;
use super::super::resource::ResourceKey;
use super::{AccessSet, Grant};

/// A power that is worth telling when a token gains or loses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RiskKind {
    /// Deletes or overwrites something in production.
    DestroysProduction,
    /// Deletes or overwrites something.
    Destroys,
    /// Changes something in production.
    ChangesProduction,
    /// Reads production data.
    ReadsProduction,
    /// Creates tokens or gives them access, its own included.
    MintsTokens,
    /// Gets every permission on each database that it creates.
    GrowsByCreating,
    /// Can open a deploy request and approve it.
    ApprovesOwnChanges,
    /// Reaches every database, also those that do not exist yet.
    ReachesAllDatabases,
}

impl RiskKind {
    /// Every one, the gravest first.
    pub const ALL: [Self; 8] = [
        Self::DestroysProduction,
        Self::Destroys,
        Self::ChangesProduction,
        Self::ReadsProduction,
        Self::MintsTokens,
        Self::GrowsByCreating,
        Self::ApprovesOwnChanges,
        Self::ReachesAllDatabases,
    ];

    /// Whether a grant gives this power; of approving, only together with opening.
    pub fn is_shown_by(self, grant: Grant) -> bool {
        let permission = grant.permission;
        let effect = permission.effect();
        let production = permission.reaches_production();
        match self {
            Self::DestroysProduction => effect == Some(Effect::Destroys) && production,
            Self::Destroys => effect == Some(Effect::Destroys),
            Self::ChangesProduction => effect == Some(Effect::Changes) && production,
            Self::ReadsProduction => effect == Some(Effect::Reads) && production,
            Self::MintsTokens => permission.name() == "write_service_tokens",
            Self::GrowsByCreating => permission.name() == "create_databases",
            Self::ApprovesOwnChanges => permission.name() == "approve_deploy_request",
            Self::ReachesAllDatabases => grant.resource == ResourceKey::ALL_DATABASES,
        }
    }

    /// The grants that give this power; empty if the token lacks it.
    pub fn evidence(self, access: &AccessSet) -> Vec<Grant> {
        if self == Self::ApprovesOwnChanges {
            return approves_own(access);
        }
        access.iter().filter(|&grant| self.is_shown_by(grant)).collect()
    }
}

/// Approving is a risk only together with opening, on the same database or through all of them.
fn approves_own(access: &AccessSet) -> Vec<Grant> {
    let create = Permission::named("create_deploy_request");
    access
        .iter()
        .filter(|&grant| {
            let on = |resource| access.contains(Grant::new(resource, create));
            let reaches = if grant.resource == ResourceKey::ALL_DATABASES {
                access.iter().any(|other| other.permission == create)
            } else {
                on(grant.resource) || on(ResourceKey::ALL_DATABASES)
            };
            RiskKind::ApprovesOwnChanges.is_shown_by(grant) && reaches
        })
        .collect()
}

/// A power gained or lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskChange {
    /// Which power.
    pub kind: RiskKind,
    /// Gained, or lost.
    pub gained: bool,
    /// The first grant that gives it (or gave it).
    pub because: Grant,
    /// How many grants give it (or gave it).
    pub count: usize,
}

/// The powers that a change gives to a token which had none of that kind, or takes away whole.
/// The gravest first, gains before losses.
pub fn risk_changes(from: &AccessSet, to: &AccessSet) -> Vec<RiskChange> {
    let mut changes: Vec<RiskChange> = RiskKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let (before, after) = (kind.evidence(from), kind.evidence(to));
            let (gained, evidence) = match (before.is_empty(), after.is_empty()) {
                (true, false) => (true, after),
                (false, true) => (false, before),
                _ => return None,
            };
            let because = evidence.first().copied()?;
            Some(RiskChange { kind, gained, because, count: evidence.len() })
        })
        .collect();
    // "Can delete something in production" says "can delete something" as well.
    for gained in [true, false] {
        if changes.iter().any(|c| c.kind == RiskKind::DestroysProduction && c.gained == gained) {
            changes.retain(|c| c.kind != RiskKind::Destroys || c.gained != gained);
        }
    }
    changes.sort_by_key(|change| (!change.gained, change.kind));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(resource: ResourceKey, names: &[&str]) -> AccessSet {
        names.iter().map(|name| Grant::new(resource, Permission::named(name))).collect()
    }

    #[test]
    fn the_first_permission_that_can_delete_production_is_told_once() {
        let from = access(ResourceKey::ALL_DATABASES, &["read_branch"]);
        let to = access(ResourceKey::ALL_DATABASES, &["read_branch", "delete_production_branch"]);
        let changes = risk_changes(&from, &to);
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].kind, RiskKind::DestroysProduction);
        assert!(changes[0].gained);
        assert!(!risk_changes(&to, &from)[0].gained);
        assert!(risk_changes(&to, &to).is_empty());
    }

    #[test]
    fn opening_and_approving_deploy_requests_counts_only_together() {
        let one = access(ResourceKey::ALL_DATABASES, &["approve_deploy_request"]);
        let both = access(
            ResourceKey::ALL_DATABASES,
            &["approve_deploy_request", "create_deploy_request"],
        );
        assert!(RiskKind::ApprovesOwnChanges.evidence(&one).is_empty());
        assert_eq!(RiskKind::ApprovesOwnChanges.evidence(&both).len(), 1);
    }
}
