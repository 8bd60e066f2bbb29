//! Deleting a token.

use super::Around;

/// The field.
pub const TYPE_ID: &str = "Type the token ID to confirm";
/// Why the button is off.
pub const TYPE_ID_FIRST: &str = "Type the token's ID to confirm.";
/// What it does; the name is in the middle.
pub const CONSEQUENCE: Around = Around {
    before: "Anything that uses ",
    after: " stops working at once. This cannot be undone.",
};
/// When it was last used; the time is in the middle.
pub const LAST_USED: Around = Around { before: "It was last used ", after: ". " };
/// In place of that.
pub const NEVER_USED: &str = "It has never been used. ";

/// Why a token that is replaced in part is not deleted yet.
pub const LACKS_ACCESS: &str = "Once this one is deleted, nobody can read what is missing.";
/// The dialog, for a token whose secret somebody else has.
pub const LEAKED: &str = "Leaked: delete it first";
/// What follows.
pub const LEAKED_CAN: &str = "Until it is deleted, whoever has the secret can do this";
/// What comes afterwards.
pub const LEAKED_NEXT: &str = "Once it is deleted, the console begins a new token with the same access for the programs that used this one.";

/// How much access it has.
pub fn accesses(count: &super::Count) -> String {
    ["It holds ", &count.of("access", "accesses"), ". "].concat()
}

/// Before what is to be typed.
pub const THE_ID: &str = "Token ID";

/// A status.
pub fn deleted(id: &str) -> String {
    [id, " was deleted"].concat()
}

/// A status: the answer was lost, but the token is gone.
pub fn deleted_unanswered(id: &str) -> String {
    [id, " was deleted: the answer was lost, but the token is gone"].concat()
}

/// A status: whether the token is gone could not be read.
pub fn deleted_unchecked(id: &str) -> String {
    [
        "The deletion of ",
        id,
        " was accepted, but checking that it is gone failed. \"Refresh\" shows it.",
    ]
    .concat()
}

/// A status: it could not be deleted, and its page is not shown any more.
pub fn failed(id: &str, why: &str) -> String {
    [id, " was not deleted. ", why].concat()
}

/// A status: somebody else was faster.
pub fn already_gone(id: &str) -> String {
    [id, " was deleted already"].concat()
}
