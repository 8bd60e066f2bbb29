//! Deleting a token.

use super::{Around, Count, isolated};
use crate::domain::deletion::{News, Successor};

/// The field.
pub const TYPE_ID: &str = "Type the token ID to confirm";
/// Why the button is off.
pub const TYPE_ID_FIRST: &str = "Type the token's ID to confirm.";
/// What it does; the name is in the middle.
pub const CONSEQUENCE: Around = Around {
    before: "Anything that uses ",
    after: " stops working at once. This cannot be undone.",
};
/// The same of a token that has ended.
pub const EXPIRED_CONSEQUENCE: Around = Around {
    before: "",
    after: " has expired: nothing can use it any more. Its deletion cannot be undone.",
};
/// When it was last used; the time is in the middle.
pub const LAST_USED: Around = Around { before: "It was last used ", after: ". " };
/// In place of that.
pub const NEVER_USED: &str = "It has never been used. ";

/// Why a token that is replaced in part is not deleted yet.
pub const LACKS_ACCESS: &str = "Once this one is deleted, nobody can read what is missing.";
/// Why a token without a successor is not deleted yet.
pub const NO_SUCCESSOR: &str = "Programs that use this one have nothing else to work with.";
/// It is not what was confirmed any more.
pub const CHANGED: &str = "It changed in the meantime, and was not deleted";
/// What to do.
pub const CHANGED_NEXT: &str =
    "What is shown below is as it is now. To delete it all the same, press the button again.";
/// It could not be read before the deletion.
pub const UNREAD: &str = "It could not be read once more, and was not deleted";
/// What to do.
pub const UNREAD_NEXT: &str =
    "To delete it without knowing what it can do now, press the button again.";
/// In place of how much access it has.
pub const ACCESS_UNKNOWN: &str = "What it can do is not known. ";
/// The dialog, for a token whose secret somebody else has.
pub const LEAKED: &str = "Leaked: delete it first";
/// What follows.
pub const LEAKED_CAN: &str = "Until it is deleted, whoever has the secret can do this";
/// The same of a token that has ended.
pub const LEAKED_COULD: &str = "Until it expired, whoever had the secret could do this";
/// In place of what it can do.
pub const NOTHING: &str = "Nothing: it holds no access on anything that is there.";
/// Nobody knows whether it is gone.
pub const UNCONFIRMED: &str = "Not confirmed: the token may work still";
/// Why.
pub const UNCONFIRMED_TEXT: &str =
    "Neither the token nor the list of tokens tells that it is gone.";
/// What to do.
pub const UNCONFIRMED_NEXT: &str =
    "Press the button again: it deletes what is there still, and says what it finds.";
/// The list has it.
pub const STILL_LISTED: &str = "Not confirmed: the list of tokens still has it";
/// Why that can be.
pub const STILL_LISTED_TEXT: &str = "Either the console's token lacks delete_service_tokens, which PlanetScale answers with \"not found\", or something between the console and PlanetScale answered in its place.";
/// What to do.
pub const STILL_LISTED_NEXT: &str = "Press the button again. If the list has it then, too, it works still: ask the person who runs this console, or delete it with another credential.";
/// What comes afterwards.
pub const LEAKED_NEXT: &str = "Once it is deleted, the console begins a new token with the same access for the programs that used this one.";

/// What became different, in sentences.
pub fn news(all: &[News], successor: Option<&str>, count: impl Fn(usize) -> Count) -> String {
    let one = |news: &News| match news {
        News::AccessRead => "What it can do is known now.".to_owned(),
        News::AccessChanged { gained, lost } => {
            let more = count(*gained).of("access", "accesses");
            let fewer = count(*lost).of("access", "accesses");
            match (gained, lost) {
                (_, 0) => ["Somebody gave it ", &more, "."].concat(),
                (0, _) => ["Somebody took ", &fewer, " away from it."].concat(),
                _ => ["Somebody gave it ", &more, " and took ", &fewer, " away."].concat(),
            }
        }
        News::Used => "Somebody has used it just now.".to_owned(),
        News::Successor => [successor.unwrap_or_default(), "."].concat(),
    };
    all.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Why the token that takes the place of another cannot do what it should; nothing if it can.
pub fn unfit(name: &str, successor: Successor, count: impl Fn(usize) -> Count) -> Option<String> {
    let name = isolated(name);
    match successor {
        Successor::Gone => Some([&name, ", which was to take its place, was deleted"].concat()),
        Successor::There { is_expired: true, .. } => {
            Some([&name, ", which takes its place, has expired"].concat())
        }
        Successor::There { lacking: Some(lacking), .. } if lacking > 0 => {
            let missing = count(lacking).of("of its accesses", "of its accesses");
            Some([&name, ", which takes its place, lacks ", &missing].concat())
        }
        Successor::There { .. } => None,
    }
}

/// Changes that are not applied are lost with it.
pub fn unsaved(changes: &Count) -> String {
    let changes = changes.of("unsaved change", "unsaved changes");
    ["Your ", &changes, " of this token are given up with it: what counts is what is granted now. "]
        .concat()
}

/// How much access it has.
pub fn accesses(count: &Count) -> String {
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
