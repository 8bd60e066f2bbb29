//! How grave a permission is, in seven degrees: one word for each box, line and list.

use super::super::catalog::Effect;
use super::super::permission::Permission;
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
    /// It holds something.
    Holds {
        /// The gravest level of what the catalog knows; unknown only if it knows nothing of it.
        gravest: RiskLevel,
        /// Something that the catalog does not know is among it.
        and_unknown: bool,
    },
}

impl HeldRisk {
    /// The risk of grants; `None` where they were not read.
    pub fn of(grants: Option<&[Grant]>) -> Self {
        let Some(grants) = grants else { return Self::NotRead };
        let (mut gravest, mut and_unknown) = (None::<RiskLevel>, false);
        for grant in grants {
            let level = RiskLevel::of(grant.permission);
            and_unknown |= level == RiskLevel::Unknown;
            gravest = Some(gravest.map_or(level, |gravest| gravest.min(level)));
        }
        match gravest {
            None => Self::Nothing,
            Some(RiskLevel::Unknown) => {
                Self::Holds { gravest: RiskLevel::Unknown, and_unknown: false }
            }
            Some(gravest) => Self::Holds { gravest, and_unknown },
        }
    }

    /// Its name for programs: the gravest level, or that nothing is held; none where nothing was read.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::NotRead => None,
            Self::Nothing => Some("none"),
            Self::Holds { gravest, .. } => Some(gravest.key()),
        }
    }

    /// Whether something is held that the catalog does not know; none where nothing was read.
    pub fn holds_unknown(self) -> Option<bool> {
        match self {
            Self::NotRead => None,
            Self::Nothing => Some(false),
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
            Self::Holds { gravest, and_unknown } => {
                let before = RiskLevel::ALL.iter().filter(|level| **level > gravest).count();
                let before = u8::try_from(before).unwrap_or(u8::MAX / 4);
                Some(2 * before + 1 + u8::from(and_unknown))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::resource::ResourceKey;

    fn held(names: &[&str]) -> HeldRisk {
        let grants: Vec<Grant> = names
            .iter()
            .map(|name| Grant::new(ResourceKey::ORGANIZATION, Permission::named(name)))
            .collect();
        HeldRisk::of(Some(&grants))
    }

    #[test]
    fn what_was_not_read_is_not_nothing_and_an_unknown_permission_hides_behind_no_level() {
        assert_eq!(HeldRisk::of(None).rank(), None);
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
