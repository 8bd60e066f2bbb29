//! What a token can do, as the end of "it can …".

use crate::domain::access::RiskKind;

/// Deletes or overwrites something in production.
pub const DESTROYS_PRODUCTION: &str = "delete something in production";
/// Deletes or overwrites something.
pub const DESTROYS: &str = "delete something";
/// Changes something in production.
pub const CHANGES_PRODUCTION: &str = "change something in production";
/// Reads production data.
pub const READS_PRODUCTION: &str = "read production data";
/// Creates tokens or gives them access.
pub const MINTS_TOKENS: &str = "create service tokens and give them access";
/// Gets every permission on each database that it creates.
pub const GROWS_BY_CREATING: &str = "create databases, with every permission on each";
/// Opens a deploy request and approves it.
pub const APPROVES_OWN_CHANGES: &str = "open and approve its own deploy requests";
/// Reaches every database.
pub const REACHES_ALL_DATABASES: &str = "reach every database, including new ones";

/// A power that a change gives or takes away, and the access that is the reason.
pub fn changed(gained: bool, power: &str, because: &str, more: bool) -> String {
    let verb = if gained { "New: it can " } else { "It can no longer " };
    [verb, power, " (", because, if more { " and more)." } else { ")." }].concat()
}

/// What a token can do: nothing is said of one that can do none of it.
pub fn can(powers: &[&str]) -> String {
    let all = match powers.split_last() {
        None => return String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, before)) => [&before.join(", "), " and ", last].concat(),
    };
    ["It can ", &all, "."].concat()
}

/// What a token with a power can do.
pub fn power(kind: RiskKind) -> &'static str {
    match kind {
        RiskKind::DestroysProduction => DESTROYS_PRODUCTION,
        RiskKind::Destroys => DESTROYS,
        RiskKind::ChangesProduction => CHANGES_PRODUCTION,
        RiskKind::ReadsProduction => READS_PRODUCTION,
        RiskKind::MintsTokens => MINTS_TOKENS,
        RiskKind::GrowsByCreating => GROWS_BY_CREATING,
        RiskKind::ApprovesOwnChanges => APPROVES_OWN_CHANGES,
        RiskKind::ReachesAllDatabases => REACHES_ALL_DATABASES,
    }
}
