//! What a change of access means.

use crate::domain::meaning::Spread;

/// The part of a review.
pub const TITLE: &str = "What it can call";
/// How many databases there are is not known.
const NOT_READ: &str = "how many they are today is not known";

/// The operations that a change gives, and how many of them delete something.
pub fn gains(all: &super::Count, destructive: usize) -> String {
    ["Gains ", &all.of("operation", "operations"), &of_them(destructive)].concat()
}

/// The operations that a change takes away, and how many of them delete something.
pub fn loses(all: &super::Count, destructive: usize) -> String {
    ["Loses ", &all.of("operation", "operations"), &of_them(destructive)].concat()
}

fn of_them(destructive: usize) -> String {
    match destructive {
        0 => String::new(),
        1 => ", 1 of them destructive".to_owned(),
        n => [", ", &n.to_string(), " of them destructive"].concat(),
    }
}

/// An operation and where it can be called, or cannot any more.
pub fn operation(label: &str, spread: Spread) -> String {
    match spread {
        Spread::Organization => label.to_owned(),
        Spread::Everywhere { today: Some(count) } => {
            [label, " on all databases (", &count.to_string(), " today)"].concat()
        }
        Spread::Everywhere { today: None } => {
            [label, " on all databases (", NOT_READ, ")"].concat()
        }
        Spread::Databases(count) => {
            [label, " on ", &super::Count::from(count).of("database", "databases")].concat()
        }
    }
}

/// Folds the operations that delete nothing.
pub fn others(count: &super::Count, is_all: bool) -> String {
    let more = if is_all { "operation that deletes nothing" } else { "more that deletes nothing" };
    let many = if is_all { "operations that delete nothing" } else { "more that delete nothing" };
    count.of(more, many)
}

/// What is granted on all databases, and how many these are.
pub fn everywhere(permissions: &super::Count, databases: Option<&super::Count>) -> String {
    let granted = permissions.of("permission is", "permissions are");
    let today = match databases {
        Some(count) => {
            [&count.of("database", "databases"), " today, and each created later"].concat()
        }
        None => NOT_READ.to_owned(),
    };
    [&granted, " granted on all databases: ", &today, "."].concat()
}

/// What still holds after a removal, through all databases.
pub fn inherited(grants: &[String], count: &super::Count) -> String {
    let first = listed(grants, count);
    ["Still holds through all databases: ", &first, "."].concat()
}

/// What stays on single databases after it is taken from all of them.
pub fn direct(grants: &[String], count: &super::Count) -> String {
    let first = listed(grants, count);
    ["Still granted directly: ", &first, "."].concat()
}

/// The first few, and how many all are.
fn listed(grants: &[String], count: &super::Count) -> String {
    let shown = grants.join(", ");
    if grants.len() < count.value { [&shown, ", … (", count.text(), ")"].concat() } else { shown }
}

/// What nobody can tell.
pub fn unpublished(names: &[&str]) -> String {
    ["PlanetScale does not publish what ", &names.join(", "), " allows."].concat()
}
