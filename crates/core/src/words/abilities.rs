//! What a token can do, and how it stands, in plain lines.

use super::{Count, plural, risks};
use crate::domain::access::{Ability, RiskKind, RiskLevel, SameAccess};
use crate::domain::permission::Permission;
use crate::domain::token::Expiry;

/// The region.
pub const TITLE: &str = "What this token can do";
/// After how far it reaches.
pub const LEAKS_NOT_CHECKED: &str = " · Leaks not checked: the audit log could not be read";
/// Nothing is granted.
pub const NOTHING: &str = "Nothing: it holds no permission.";
/// Everything that is granted is on deleted databases.
pub const NOTHING_LEFT: &str = "Nothing: what it holds is on deleted databases.";
/// Something is staged.
pub const WITHOUT_UNSAVED: &str = "Unsaved changes are not part of this.";
/// How many databases there are is not known.
pub const DATABASES_NOT_READ: &str = "How many databases the organization has is not known.";
/// The catalog lacks a permission.
pub const UNKNOWN: &str = "What an unknown permission lets the token do is not known.";

/// So many permissions are named in a line; of the others only the number is told.
const NAMED: usize = 3;

/// A level as a mark.
pub fn level_mark(level: RiskLevel) -> &'static str {
    match level {
        RiskLevel::DestroysProduction => "destroys production",
        RiskLevel::Destroys => "destroys",
        RiskLevel::ChangesProduction => "changes production",
        RiskLevel::Changes => "changes",
        RiskLevel::ReadsProduction => "reads production",
        RiskLevel::Reads => "reads",
        RiskLevel::Unknown => "unknown",
    }
}

/// What a token does that has something of a level.
pub fn level(level: RiskLevel) -> &'static str {
    match level {
        RiskLevel::DestroysProduction => "Deletes or overwrites production data",
        RiskLevel::Destroys => "Deletes or overwrites",
        RiskLevel::ChangesProduction => "Changes production",
        RiskLevel::Changes => "Changes",
        RiskLevel::ReadsProduction => "Reads production data",
        RiskLevel::Reads => "Reads",
        RiskLevel::Unknown => "Holds unknown permissions",
    }
}

/// The first names, and how many there are besides.
fn names(permissions: &[Permission]) -> String {
    let named: Vec<&str> = permissions.iter().take(NAMED).map(|it| it.name()).collect();
    let others = permissions.len().saturating_sub(NAMED);
    match others {
        0 => named.join(", "),
        _ => [&named.join(", "), " and ", &others.to_string(), " more"].concat(),
    }
}

/// What a token can do of one level: where, and through which permissions.
pub fn line(ability: &Ability, databases: &Count) -> Vec<(String, String)> {
    let on = databases.of("database", "databases");
    let directly = [&on, " directly"].concat();
    [
        ("the organization", &ability.organization),
        ("all databases", &ability.everywhere),
        (directly.as_str(), &ability.direct),
        ("resources of an unknown type", &ability.other),
    ]
    .into_iter()
    .filter(|(_, permissions)| !permissions.is_empty())
    .map(|(place, permissions)| (place.to_owned(), names(permissions)))
    .collect()
}

/// The whole line.
pub fn ability(one: &Ability, databases: &Count) -> String {
    let places: Vec<String> = line(one, databases)
        .into_iter()
        .map(|(place, names)| ["on ", &place, " (", &names, ")"].concat())
        .collect();
    [level(one.level), " ", &places.join(", ")].concat()
}

/// A power by itself.
pub fn special(kind: RiskKind) -> String {
    ["Can ", risks::power(kind)].concat()
}

/// The same permissions on many databases.
pub fn same(same: SameAccess, permissions: &Count, databases: &Count, of: &Count) -> String {
    let what = ["The same ", &permissions.of("permission", "permissions")].concat();
    if same.databases == same.of {
        [&what, " on each of the ", &databases.of("database", "databases")].concat()
    } else {
        let where_to = plural(same.of, "database", "databases");
        [&what, " on ", databases.text(), " of the ", of.text(), " ", where_to].concat()
    }
}

/// Whether a token works, and until when: its end as a date and as a distance.
pub fn status(expiry: Expiry, end: Option<(&str, &str)>) -> String {
    let told = |before: &str| match end {
        Some((date, distance)) => [before, " ", date, ", ", distance].concat(),
        None => before.to_owned(),
    };
    match expiry {
        Expiry::Expired => told("Expired · ended"),
        Expiry::Soon | Expiry::Later => told("Active · expires"),
        Expiry::Never => "Active · never expires".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ability_of(level: RiskLevel, everywhere: &[&str], direct: &[&str]) -> Ability {
        let list = |names: &[&str]| names.iter().map(|name| Permission::named(name)).collect();
        let (organization, other) = (Vec::new(), Vec::new());
        Ability {
            level,
            organization,
            everywhere: list(everywhere),
            direct: list(direct),
            databases: 2,
            other,
        }
    }

    #[test]
    fn a_line_says_what_where_and_through_which_permissions() {
        let destroys = ability_of(RiskLevel::DestroysProduction, &["delete_database"], &[]);
        assert_eq!(
            ability(&destroys, &Count::from(0)),
            "Deletes or overwrites production data on all databases (delete_database)"
        );
        let reads = ability_of(RiskLevel::Reads, &[], &["a", "b", "c", "d", "e"]);
        assert_eq!(
            ability(&reads, &Count::from(2)),
            "Reads on 2 databases directly (a, b, c and 2 more)"
        );
    }

    #[test]
    fn a_status_says_whether_a_token_works_and_until_when() {
        let end = Some(("24 Jul 2027", "in 8 months"));
        assert_eq!(status(Expiry::Later, end), "Active · expires 24 Jul 2027, in 8 months");
        assert_eq!(status(Expiry::Expired, end), "Expired · ended 24 Jul 2027, in 8 months");
        assert_eq!(status(Expiry::Never, None), "Active · never expires");
    }

    #[test]
    fn the_same_on_many_databases_is_one_sentence() {
        let told = |databases, of| {
            let count = |value: usize| Count::from(value);
            same(
                SameAccess { permissions: 8, databases, of },
                &count(8),
                &count(databases),
                &count(of),
            )
        };
        assert_eq!(told(480, 500), "The same 8 permissions on 480 of the 500 databases");
        assert_eq!(told(5, 5), "The same 8 permissions on each of the 5 databases");
    }
}
