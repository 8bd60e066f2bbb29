//! A rotation: the page of its steps.

use super::{Around, Count};
use crate::domain::rotation::{OldUse, Step};

/// Leads to the page.
pub const OPEN: &str = "Open the rotation";
/// Leads to the page, from the dialog with the secret.
pub const FOLLOW: &str = "Follow the rotation on its page";
/// The way back to a token's page.
pub const BACK: &str = "This token";
/// Both tokens.
pub const TOKENS: &str = "Tokens";
/// The steps.
pub const STEPS: &str = "Steps";
/// The token that is to be deleted.
pub const OLD: &str = "Old token";
/// The token that takes over.
pub const NEW: &str = "New token";
/// Leads to the differences.
pub const COMPARE: &str = "Compare their access";
/// A row.
pub const EXPECTED: &str = "Expected";
/// A row.
pub const ACCESS: &str = "Access";
/// A step is not begun.
pub const NOT_BEGUN: &str = "No rotation of this token is known. Rotating creates a token with the same access, and both work until you delete this one.";
/// The same, where it cannot be told.
pub const NOT_TOLD: &str = "Whether this token is being rotated is not known: the access of a token with the same name is not loaded.";
/// When the new one was created; the token is in the middle.
pub const CREATED: Around = Around { before: "", after: " takes its place." };
/// When that was; the time is in the middle.
pub const CREATED_AT: Around = Around { before: "It was created ", after: "." };
/// Why one is taken for the other.
pub const RESEMBLES: &str =
    "This is a guess: it has the same name and the same access, and is newer.";
/// The new token was deleted.
pub const NEW_GONE: &str =
    "The new token was deleted. Rotate again, unless the program has another one.";
/// The new token has ended; it is in the middle.
pub const NEW_EXPIRED: Around = Around {
    before: "",
    after: " was to take its place and has expired, so no program can work with it. Rotate again, with a later end.",
};
/// The secret is not in use yet.
pub const HAND_OVER: &str = "Put the secret where the program reads it. It was shown once, when the token was created: if nobody saved it, delete the new token and rotate again.";
/// The secret is in use; the time is in the middle.
pub const IN_USE: Around =
    Around { before: "Somebody has the secret: the token was last used ", after: "." };
/// What to wait for.
pub const EXPECT_USE: &str = "A use soon after the program runs with the new secret";
/// What was waited for.
pub const EXPECT_MORE: &str = "Each run of the program from now on";
/// Both hold the same.
pub const SAME: &str = "The same as the old one's";
/// One of both is not loaded.
pub const NOT_COMPARED: &str = "Not loaded, so whether it is the same is not known";
/// The old token was deleted.
pub const OLD_GONE: &str = "It was deleted.";
/// Whether the old token is there is not known.
pub const OLD_UNKNOWN: &str =
    "Whether it is still there is not known: the list of tokens is not whole.";
/// Whether the new token is there is not known.
pub const NEW_UNKNOWN: &str =
    "Whether it is still there is not known: the list of tokens is not whole.";
/// The old token has ended by itself.
pub const OLD_EXPIRED: &str = "It has expired, so nothing can use it any more.";
/// Why the old one cannot be deleted here.
pub const ACCESS_NOT_LOADED: &str = "What it can do is not loaded yet.";
/// No such token.
pub const GONE: &str = "No such token now";
/// What that means.
pub const GONE_TEXT: &str = "It is not in the list of this organization: it was deleted, or never was there. Which token took its place cannot be told any more.";
/// The list is not whole.
pub const LIST_NOT_WHOLE: &str = "The token is not loaded";
/// What that means.
pub const LIST_NOT_WHOLE_TEXT: &str =
    "The list of tokens is not whole, so nothing can be said about its rotation.";

/// The page.
pub fn title(name: &str) -> String {
    ["Rotation of ", name].concat()
}

/// A step.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Create => "Create the new token",
        Step::HandOver => "Hand over its secret",
        Step::Check => "Check that it is used",
        Step::DeleteOld => "Delete the old token",
    }
}

/// How far it is.
pub fn done(done: usize, of: usize) -> String {
    if done == of {
        return "The rotation is complete".to_owned();
    }
    [&done.to_string(), " of ", &of.to_string(), " steps are done"].concat()
}

/// How far it is, where no rotation is known.
pub const NOT_BEGUN_SHORT: &str = "No rotation is known";

/// The access of both differs.
pub fn differs(only_old: &Count, only_new: &Count) -> String {
    [
        &only_old.of("permission", "permissions"),
        " only on the old one, ",
        &only_new.of("permission", "permissions"),
        " only on the new one",
    ]
    .concat()
}

/// What the last use of the old token means.
pub fn old_use(old_use: OldUse) -> &'static str {
    match old_use {
        OldUse::Never => "It has never been used.",
        OldUse::BeforeNew => "Nobody has used it since the new one was created.",
        OldUse::Quiet => {
            "It was used after the new one was created, and not for a day. Find out whether something that runs seldom still needs it."
        }
        OldUse::Recent => {
            "It was used after the new one was created: something may still need it. Delete it when it is no longer used."
        }
    }
}

/// The last use of a token.
pub const LAST_USED: Around = Around { before: "It was last used ", after: ". " };
