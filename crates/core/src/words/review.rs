//! The review of a change, and what came of it.

use crate::api::Outcome;
use crate::domain::access::{Grant, Refused};
use crate::domain::resource::Resources;

/// Makes the change.
pub const APPLY: &str = "Apply changes";
/// What is being done.
pub const APPLYING: &str = "Applying changes";
/// Why there is nothing to apply.
pub const NOTHING_LEFT: &str = "There is nothing left to change.";
/// Some changes have no call.
pub const REFUSED: &str = "Some changes cannot be made";
/// Gives those up.
pub const LEAVE_OUT: &str = "Leave them out";
/// Why the others are not made either.
pub const REFUSED_FIRST: &str = "An addition cannot be made. Leave it out first, so that nothing is taken away in the hope of it.";
/// Why nothing is made.
pub const NOTHING_POSSIBLE: &str = "None of these changes can be made. Leave them out.";
/// A list.
pub const ADDITIONS: &str = "Additions";
/// A list.
pub const REMOVALS: &str = "Removals";
/// An empty list.
pub const NONE: &str = "None.";
/// The equal commands.
pub const COMMANDS: &str = "Commands";
/// Copies them.
pub const COPY_COMMANDS: &str = "Copy commands";
/// The powers that the change gives and takes away.
pub const MEANING: &str = "What this means";
/// Somebody else was faster.
pub const CONFLICT: &str = "Somebody else changed this token while you edited it";
/// What to do then.
pub const CONFLICT_NEXT: &str =
    "Your changes are brought up to date below. Check them again before you apply.";
/// The truth is not what was wanted.
pub const DID_NOT_TAKE: &str = "Some changes did not take effect";
/// What that means.
pub const DID_NOT_TAKE_TEXT: &str =
    "PlanetScale accepted the changes, but the token's access is not what was wanted.";
/// What to do then.
pub const DID_NOT_TAKE_NEXT: &str = "What is left to change is below.";
/// A grant landed elsewhere.
pub const ASTRAY: &str = "Another database of that name was changed";
/// What to do then.
pub const ASTRAY_NEXT: &str = "Remove it there if nobody wants it: both databases are below.";
/// The truth could not be read.
pub const NOT_READ_BACK: &str = "The result could not be confirmed";
/// Access of a deleted database stays.
pub const CANNOT_BE_REMOVED: &str = "Access on a deleted database cannot be removed";
/// What to do then.
pub const DATABASE_DELETED_NEXT: &str = "It no longer allows anything, and ends with the token. Discard the change, or rotate the token to be rid of it.";
/// Removals were answered with success and changed nothing.
pub const REMOVALS_IGNORED: &str = "The removals were answered with success, but the access is still there: the proxy in front of the API most likely drops the body of DELETE.";
/// What to do then.
pub const REMOVALS_IGNORED_NEXT: &str = "Whoever runs it has to let DELETE with a body through. Until then the commands below do it, past the proxy.";
/// While the calls are made.
pub const UNDER_WAY: &str =
    "The changes are being made. They go on if you leave this page, and you are told how they end.";
/// The way back from a change is reviewed alone.
pub const APART: &str = "This undoes the last change alone";
/// What is wanted here is as it is wanted.
pub const ALREADY_SO: &str = "It is already so";
/// One's own change elsewhere was faster.
pub const ANOTHER_TAB: &str = "You changed this token's access in another tab";
/// Leads to the way back from what was made of a change.
pub const UNDO_MADE: &str = "Undo what was made";
/// What landed on another database is wanted there.
pub const KEEP_STRAYS: &str = "Keep it there";
/// What landed on another database is staged to be taken away.
pub const REMOVE_STRAYS: &str = "Remove it there";
/// No call can make something.
pub const IMPOSSIBLE: &str = "Some of the changes could not be made";
/// What to do then.
pub const IMPOSSIBLE_NEXT: &str = "What cannot be made is below: leave it out.";
/// Leads to what is left of a change.
pub const LOOK: &str = "Look at what is left";
/// The calls and what came of each.
pub const OUTCOME: &str = "Results";
/// Why access of a deleted database cannot be removed.
pub const NAME_TAKEN: &str = "Another database has this name now, and the API removes access by name: removing it here would change the new database.";
/// Why nothing can be granted.
pub const DATABASE_DELETED: &str = "Nothing can be granted on a deleted database.";
/// Why nothing can be granted.
pub const DATABASE_NOT_LISTED: &str = "The database is not there any more: PlanetScale answered 404, and the list of databases lacks it.";
/// Why access cannot be changed.
pub const NOT_ADDRESSABLE: &str = "The API cannot change access to this resource.";

/// A change would break an assertion.
pub const BREAKS: &str = "This would break an assertion";
/// The assertions cannot be read.
pub const ASSERTIONS_UNKNOWN: &str = "The assertions of config.json make no sense";
/// Why nothing can be applied then.
pub const ASSERTIONS_UNKNOWN_WHY: &str =
    "Whether this change would break one is not known. Correct config.json first.";
/// What to do about a blocked change.
pub const BLOCKED_NEXT: &str = "The configuration does not allow it: take back what breaks the assertion, or change the assertion.";

/// An assertion, and the additions that break it.
pub fn broken(assertion: &str, grants: &[String]) -> String {
    ["\"", assertion, "\": ", &grants.join(", "), "."].concat()
}

/// Why a change cannot be applied.
pub fn blocked(assertion: &str) -> String {
    ["It would break the assertion \"", assertion, "\"."].concat()
}

/// A permission and where it is granted.
pub fn on(permission: &str, resource: &str) -> String {
    [permission, " on ", resource].concat()
}

/// A grant: its permission, and the name of its resource.
pub fn grant(grant: Grant, resources: &Resources) -> String {
    on(grant.permission.name(), &super::token::resource_name(resources.get(grant.resource)))
}

/// An access that cannot be changed, and why.
pub fn refused(access: &str, why: &str) -> String {
    [access, ": ", why].concat()
}

/// A status; with the token's name where another page is shown.
pub fn applied(count: &super::Count, token: Option<&str>) -> String {
    let done = count.of("change applied", "changes applied");
    match token {
        Some(token) => [&done, " to ", &super::isolated(token)].concat(),
        None => done,
    }
}

/// A status: nothing had to be sent.
pub fn already_so(count: &super::Count, token: Option<&str>) -> String {
    let of = match token {
        Some(token) => [" of ", &super::isolated(token)].concat(),
        None => String::new(),
    };
    let changes = count.of("change", "changes");
    ["Already so: ", &changes, &of, " had been made before, and nothing had to be sent"].concat()
}

/// A status: a change of a token that another page is shown instead of was not made whole.
pub fn left(made: &super::Count, left: &super::Count, token: &str) -> String {
    let made = made.of("change was made", "changes were made");
    let left = match left.value {
        0 => "but not all came as it was meant, or is known".to_owned(),
        _ => left.of("is left, or not known", "are left, or not known"),
    };
    [&super::isolated(token), ": ", &made, ", ", &left].concat()
}

/// What else is staged while one change is undone.
pub fn others_stay(count: &super::Count, comes_again: bool) -> String {
    let others = count.of(
        "other unsaved change of this token stays unsaved, and is not sent with it.",
        "other unsaved changes of this token stay unsaved, and are not sent with it.",
    );
    let again = if comes_again { " What is undone is unsaved again as well." } else { "" };
    [&others, again].concat()
}

/// What is wanted and is so already.
pub fn is_so(added: &[String], removed: &[String]) -> String {
    let one = |access: &String, word: &str| [access, word].concat();
    let added = added.iter().map(|access| one(access, " is already added"));
    let removed = removed.iter().map(|access| one(access, " is already removed"));
    let all: Vec<String> = added.chain(removed).collect();
    [&all.join(", "), "."].concat()
}

/// Nothing was sent, because something is so already.
pub fn nothing_sent(so: &str) -> String {
    ["Nothing was sent. ", so].concat()
}

/// What was done in another tab of this browser.
pub fn in_another_tab(added: &[String], removed: &[String]) -> String {
    ["Another tab of this browser ", &done(added, removed), "."].concat()
}

/// Sentences one after the other.
pub fn joined(parts: &[Option<String>]) -> Option<String> {
    let all: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// What somebody else did, and what is so already.
pub fn both(theirs: &str, so: Option<&str>) -> String {
    match so {
        Some(so) => [theirs, " ", so].concat(),
        None => theirs.to_owned(),
    }
}

/// Why the access of a database stays.
pub fn database_deleted(name: &str) -> String {
    [
        &super::isolated(name),
        " was deleted, and PlanetScale takes no changes of its access any more.",
    ]
    .concat()
}

/// What somebody did, within a sentence.
pub fn done(added: &[String], removed: &[String]) -> String {
    let one = |word: &str, access: &String| [word, access].concat();
    let added = added.iter().map(|access| one("added ", access));
    let removed = removed.iter().map(|access| one("removed ", access));
    let all: Vec<String> = added.chain(removed).collect();
    all.join(", ")
}

/// What somebody else did, each access by name.
pub fn listed(added: &[String], removed: &[String]) -> String {
    let one = |word: &str, all: &[String]| {
        (!all.is_empty()).then(|| [word, &all.join(", "), "."].concat())
    };
    joined(&[one("Added: ", added), one("Removed: ", removed)]).unwrap_or_default()
}

/// What somebody else did. Nothing is sent on top of what was not reviewed.
pub fn conflict(added: &[String], removed: &[String]) -> String {
    nothing_sent(&listed(added, removed))
}

/// Permissions of a call and where they are, within its sentence: the organization has no name of its own.
pub fn permissions_on(permissions: &[&str], resource: Option<&str>) -> String {
    on(&permissions.join(", "), resource.unwrap_or("the organization"))
}

/// A call that adds access or removes it: permissions on a resource, or on several.
pub fn step(adds: bool, access: &[String], outcome: &Outcome) -> String {
    let verb = if adds { "Add " } else { "Remove " };
    let word = match outcome {
        Outcome::Done => "done",
        Outcome::DoneUnanswered(_) if adds => "done (its answer was lost, but it is there)",
        Outcome::DoneUnanswered(_) => "done (its answer was lost, but it is gone)",
        Outcome::Failed(_) => "failed",
        Outcome::Unknown(_) => "not known: its answer was lost",
        Outcome::NotTaken => "answered with success, but not done",
        Outcome::Skipped => "not sent",
    };
    [verb, &access.join(", "), ": ", word].concat()
}

/// A grant, with the ID of its database where the name does not tell it.
pub fn with_id(grant: &str, id: &str) -> String {
    if id.is_empty() { grant.to_owned() } else { [grant, " (", id, ")"].concat() }
}

/// What landed on a database that took the name of the one that was meant.
pub fn astray(grants: &[String]) -> String {
    [
        "The API takes a database by its name, and another one had it by then. It was granted there: ",
        &grants.join(", "),
        ".",
    ]
    .concat()
}

/// What to do after a change that was made in part, or not at all; what was read back tells how much.
pub fn partly(
    next: &str,
    checked: bool,
    made: &super::Count,
    left: &super::Count,
    again: bool,
    is_apart: bool,
) -> String {
    let made = made.of("change was made", "changes were made");
    let source = if checked { " Checked afterwards: " } else { " By the answers alone: " };
    if left.value == 0 {
        return [next, source, &made, "."].concat();
    }
    let left = left.of("is left: it is", "are left: they are");
    let again = if again { " \"Apply changes\" tries again." } else { "" };
    // The way back from a change is nowhere but in its review.
    let place = if is_apart { " below." } else { " still unsaved below." };
    [next, source, &made, ", ", &left, place, again].concat()
}

/// A database was deleted or made anew since the change was reviewed.
pub const NOTHING_SENT: &str = "Nothing was sent: a database is not there any more";
/// What to do then.
pub const NOTHING_SENT_NEXT: &str = "Leave out what cannot be made, then apply the others.";

/// Why a change cannot be sent.
pub fn why_refused(why: Refused) -> &'static str {
    match why {
        Refused::NameTaken => NAME_TAKEN,
        Refused::Deleted => DATABASE_DELETED,
        Refused::NotListed => DATABASE_NOT_LISTED,
        Refused::NotAddressable => NOT_ADDRESSABLE,
    }
}
