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
/// What it means to leave the form.
pub const LEAVE_FORM_TEXT: &str = "The name and the end that you filled in are not kept. The access of the deleted token is: a notice on each page leads back here, as long as this tab is open.";
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

/// Another tab or a colleague may have replaced it; the tokens follow, as links.
pub fn perhaps_replaced(count: &Count) -> String {
    let tokens = count.of("newer token has", "newer tokens have");
    [&tokens, " its name and this access, and may have taken its place already:"].concat()
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
