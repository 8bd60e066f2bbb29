//! A token that takes the place of another one, and access that no token has yet.

use super::{Count, isolated};

/// Opens the form for the access of a deleted token.
pub const CREATE_REPLACEMENT: &str = "Create the replacement";
/// Nobody needs it.
pub const GIVE_UP: &str = "Give the access up";
/// Takes that back.
pub const KEEP_AFTER_ALL: &str = "Undo";
/// What is at stake.
pub const LOST_WITH_TAB: &str = "If this tab is closed or reloaded, nobody knows it any more.";
/// What comes before the old token is deleted, where the new one lacks access.
pub const GRANT_FIRST: &str = "Grant it what is missing before you delete this one: afterwards nobody can read what that was.";
/// The last step, where the new one lacks access.
pub const NOT_TAKEN_OVER: &str = "The new token does not have all access of the old one. Grant what is missing before you delete the old one: afterwards nobody can read what that was.";

/// The access of a token that leaked and was deleted.
pub fn access_is_kept(old: &str) -> String {
    ["The access of ", &isolated(old), " is known to this tab alone"].concat()
}

/// Why: no token has it, or the new one lacks a part of it.
pub fn not_replaced(accesses: &Count, new: Option<&str>) -> String {
    match new {
        None => {
            let all = accesses.of("access", "accesses");
            ["It leaked and was deleted, and no token has taken over its ", &all, " yet."].concat()
        }
        Some(new) => {
            ["It leaked and was deleted, and ", &isolated(new), " lacks some of what it held."]
                .concat()
        }
    }
}

/// A status: the access of a deleted token is not kept any more.
pub fn given_up(old: &str) -> String {
    ["The access of ", &isolated(old), " was given up"].concat()
}

/// A token that takes the place of another lacks some of its access.
pub fn lacks_access(new: &str, missing: &Count) -> String {
    let missing = missing.of("of its accesses", "of its accesses");
    [&isolated(new), " was created to replace this one, and lacks ", &missing].concat()
}
