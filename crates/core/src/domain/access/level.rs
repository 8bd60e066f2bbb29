//! How grave a permission is, in seven degrees: one word for each box, line and list.

use super::super::catalog::Effect;
use super::super::permission::Permission;

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

#[cfg(test)]
mod tests {
    use super::*;

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
