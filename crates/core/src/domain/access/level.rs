//! How grave a permission is, in seven degrees: one word for each box, line and list.

use super::super::catalog::Effect;
use super::super::permission::Permission;
use super::super::resource::Resources;
use super::Grant;

/// What a permission lets its holder do at the most, and whether that reaches production. The gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiskLevel {
    /// Deletes or overwrites something in production.
    DestroysProduction,
    /// Deletes or overwrites something.
    Destroys,
    /// Changes something in production.
    ChangesProduction,
    /// Changes something.
    Changes,
    /// Reads what is in production.
    ReadsProduction,
    /// Reads something.
    Reads,
    /// The catalog does not know the permission, so nobody can tell.
    Unknown,
}

impl RiskLevel {
    /// Every level, the gravest first.
    pub const ALL: [Self; 7] = [
        Self::DestroysProduction,
        Self::Destroys,
        Self::ChangesProduction,
        Self::Changes,
        Self::ReadsProduction,
        Self::Reads,
        Self::Unknown,
    ];

    /// Its name, for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::DestroysProduction => "destroys_production",
            Self::Destroys => "destroys",
            Self::ChangesProduction => "changes_production",
            Self::Changes => "changes",
            Self::ReadsProduction => "reads_production",
            Self::Reads => "reads",
            Self::Unknown => "unknown",
        }
    }

    /// The level of a permission.
    pub fn of(permission: Permission) -> Self {
        match (permission.effect(), permission.reaches_production()) {
            (Some(Effect::Destroys), true) => Self::DestroysProduction,
            (Some(Effect::Destroys), false) => Self::Destroys,
            (Some(Effect::Changes), true) => Self::ChangesProduction,
            (Some(Effect::Changes), false) => Self::Changes,
            (Some(Effect::Reads), true) => Self::ReadsProduction,
            (Some(Effect::Reads), false) => Self::Reads,
            (None, _) => Self::Unknown,
        }
    }
}

/// How grave what a token holds is, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeldRisk {
    /// The API has not told what the token holds.
    NotRead,
    /// It holds nothing.
    Nothing,
    /// What it holds is on deleted databases, where it gives no power.
    OnDeleted,
    /// It holds something.
    Holds {
        /// The gravest level of what the catalog knows; unknown only if it knows nothing of it.
        gravest: RiskLevel,
        /// Something that the catalog does not know is among it.
        and_unknown: bool,
    },
}

impl HeldRisk {
    /// The risk of grants; `None` where they were not read. Those on deleted databases add nothing to it.
    pub fn of(grants: Option<&[Grant]>, resources: &Resources) -> Self {
        let Some(grants) = grants else { return Self::NotRead };
        let (mut gravest, mut and_unknown) = (None::<RiskLevel>, false);
        for grant in grants.iter().filter(|it| !resources.get(it.resource).is_deleted()) {
            let level = RiskLevel::of(grant.permission);
            and_unknown |= level == RiskLevel::Unknown;
            gravest = Some(gravest.map_or(level, |gravest| gravest.min(level)));
        }
        match gravest {
            None if grants.is_empty() => Self::Nothing,
            None => Self::OnDeleted,
            Some(RiskLevel::Unknown) => {
                Self::Holds { gravest: RiskLevel::Unknown, and_unknown: false }
            }
            Some(gravest) => Self::Holds { gravest, and_unknown },
        }
    }

    /// Its name for programs: the gravest level, or that nothing is held that gives a power; none where nothing was read.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::NotRead => None,
            Self::Nothing => Some("none"),
            Self::OnDeleted => Some("on_deleted"),
            Self::Holds { gravest, .. } => Some(gravest.key()),
        }
    }

    /// Whether something is held that the catalog does not know; none where nothing was read.
    pub fn holds_unknown(self) -> Option<bool> {
        match self {
            Self::NotRead => None,
            Self::Nothing | Self::OnDeleted => Some(false),
            Self::Holds { gravest, and_unknown } => {
                Some(and_unknown || gravest == RiskLevel::Unknown)
            }
        }
    }

    /// Its place in an order, the gravest greatest; none where nothing was read.
    pub fn rank(self) -> Option<u8> {
        match self {
            Self::NotRead => None,
            Self::Nothing => Some(0),
            Self::OnDeleted => Some(1),
            Self::Holds { gravest, and_unknown } => {
                let before = RiskLevel::ALL.iter().filter(|level| **level > gravest).count();
                let before = u8::try_from(before).unwrap_or(u8::MAX / 4);
                Some(2 * before + 2 + u8::from(and_unknown))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::resource::{ResourceFacts, ResourceKey};
    use crate::domain::time::Timestamp;

    fn held(names: &[&str]) -> HeldRisk {
        let grants: Vec<Grant> = names
            .iter()
            .map(|name| Grant::new(ResourceKey::ORGANIZATION, Permission::named(name)))
            .collect();
        HeldRisk::of(Some(&grants), &Resources::of("acme"))
    }

    #[test]
    fn what_is_held_on_a_deleted_database_gives_no_power_and_is_not_nothing() {
        let mut resources = Resources::of("acme");
        let deleted_at = Some(Timestamp::from_seconds(1));
        let gone = resources.database(ResourceFacts { id: "d1", name: "shop", deleted_at });
        let destroys = Grant::new(gone, Permission::named("delete_database"));
        assert_eq!(HeldRisk::of(Some(&[destroys]), &resources), HeldRisk::OnDeleted);
        let reads = Grant::new(ResourceKey::ORGANIZATION, Permission::named("read_branch"));
        let both = HeldRisk::of(Some(&[destroys, reads]), &resources);
        assert_eq!(both, HeldRisk::of(Some(&[reads]), &resources));
        assert!(HeldRisk::OnDeleted.rank() > HeldRisk::Nothing.rank());
        assert!(HeldRisk::OnDeleted.rank() < held(&["fly"]).rank());
    }

    #[test]
    fn what_was_not_read_is_not_nothing_and_an_unknown_permission_hides_behind_no_level() {
        assert_eq!(HeldRisk::of(None, &Resources::of("acme")).rank(), None);
        assert_eq!(held(&[]), HeldRisk::Nothing);
        let unknown = HeldRisk::Holds { gravest: RiskLevel::Unknown, and_unknown: false };
        assert_eq!(held(&["fly_to_the_moon"]), unknown);
        let both = HeldRisk::Holds { gravest: RiskLevel::Reads, and_unknown: true };
        assert_eq!(held(&["fly_to_the_moon", "read_branch"]), both);
    }

    #[test]
    fn the_graver_a_token_is_the_greater_its_rank() {
        let names = ["delete_production_branch", "delete_branch", "create_branch", "read_branch"];
        let ranks: Vec<_> = names.iter().map(|name| held(&["read_branch", name]).rank()).collect();
        assert!(ranks.is_sorted_by(|a, b| a > b), "{ranks:?}");
        assert!(held(&["read_branch", "fly"]).rank() > held(&["read_branch"]).rank());
        assert!(held(&["read_branch"]).rank() > held(&["fly"]).rank());
        assert!(held(&["fly"]).rank() > held(&[]).rank());
    }

    #[test]
    fn each_permission_has_the_level_of_its_effect_and_an_unknown_one_is_said_to_be_unknown() {
        let level = |name| RiskLevel::of(Permission::named(name));
        assert_eq!(level("delete_production_branch"), RiskLevel::DestroysProduction);
        assert_eq!(level("delete_branch"), RiskLevel::Destroys);
        assert_eq!(level("read_branch"), RiskLevel::Reads);
        assert_eq!(level("fly_to_the_moon"), RiskLevel::Unknown);
        for permission in Permission::known() {
            let is_grave = RiskLevel::of(permission) <= RiskLevel::Destroys;
            assert_eq!(is_grave, permission.destroys(), "{permission}");
        }
    }
}
