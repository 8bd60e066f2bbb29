//! The review of a change, and what came of it.

/// Makes the change.
pub const APPLY: &str = "Apply changes";
/// What is being done.
pub const APPLYING: &str = "Applying changes";
/// Why there is nothing to apply.
pub const NOTHING_LEFT: &str = "There is nothing left to change.";
/// Some changes have no call.
pub const REFUSED: &str = "Some changes cannot be made";
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
pub const CONFLICT: &str = "Somebody else changed this token's access meanwhile";
/// What to do then.
pub const CONFLICT_NEXT: &str =
    "Below is what your changes come to now. Review them again, then apply.";
/// The truth is not what was wanted.
pub const DID_NOT_TAKE: &str = "Some changes did not take effect";
/// What that means.
pub const DID_NOT_TAKE_TEXT: &str =
    "The calls succeeded, but the access read back differs from what was wanted.";
/// What to do then.
pub const DID_NOT_TAKE_NEXT: &str = "What is left is below.";
/// The calls and what came of each.
pub const OUTCOME: &str = "What was done";
/// Why access of a deleted database cannot be removed.
pub const NAME_TAKEN: &str = "This database was deleted and another one has its name now. The API removes access by name, so it would change the new one instead.";
/// Why nothing can be granted.
pub const DATABASE_DELETED: &str = "Nothing can be granted on a deleted database.";
/// Why access cannot be changed.
pub const NOT_ADDRESSABLE: &str = "The API has no call that changes access to this resource.";

/// A permission and where it is granted.
pub fn on(permission: &str, resource: &str) -> String {
    [permission, " on ", resource].concat()
}

/// An access that cannot be changed, and why.
pub fn refused(access: &str, why: &str) -> String {
    [access, ": ", why].concat()
}

/// A status.
pub fn applied(count: &super::Count) -> String {
    count.of("change applied", "changes applied")
}

/// What somebody did, within a sentence.
pub fn done(added: &[String], removed: &[String]) -> String {
    let one = |word: &str, access: &String| [word, access].concat();
    let added = added.iter().map(|access| one("added ", access));
    let removed = removed.iter().map(|access| one("removed ", access));
    let all: Vec<String> = added.chain(removed).collect();
    all.join(", ")
}

/// What somebody else did. Nothing is sent on top of what was not reviewed.
pub fn conflict(added: &[String], removed: &[String]) -> String {
    ["Nothing was sent. They ", &done(added, removed), "."].concat()
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// It was done.
    Done,
    /// It failed.
    Failed,
    /// It was not sent.
    NotSent,
}

/// Permissions of a call and where they are, within its sentence: the organization has no name of its own.
pub fn permissions_on(permissions: &[&str], resource: Option<&str>) -> String {
    on(&permissions.join(", "), resource.unwrap_or("the organization"))
}

/// A call that adds access or removes it: permissions on a resource, or on several.
pub fn step(adds: bool, access: &[String], came: Came) -> String {
    let verb = if adds { "Add " } else { "Remove " };
    let word = match came {
        Came::Done => "done",
        Came::Failed => "failed",
        Came::NotSent => "not sent",
    };
    [verb, &access.join(", "), ": ", word].concat()
}

/// What to do after a change that was made in part, or not at all.
pub fn partly(next: &str, any_done: bool) -> String {
    let left = if any_done {
        " What was done stays done; the rest is still staged below."
    } else {
        " All of it is still staged below."
    };
    [next, left].concat()
}
