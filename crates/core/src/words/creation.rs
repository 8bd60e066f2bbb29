//! The form of a new token, and the one time that its secret is seen.

use super::{Around, isolated};

/// The form.
pub const TITLE: &str = "New service token";
/// The form, for a token that takes another one's place.
pub const ROTATE: &str = super::token::ROTATE;
/// How to put a token in another one's place.
pub const ROTATE_TEXT: &str = "A new token takes over this one's access. Give its secret to the program, then delete the old one: both work until then.";
/// A field.
pub const NAME: &str = "Name";
/// A field.
pub const EXPIRES: &str = "Expires";
/// A field.
pub const TIME_TO_LIVE: &str = "Time to live (seconds)";
/// A field.
pub const COPY_FROM: &str = "Copy access from";
/// What to type there.
pub const COPY_FROM_HINT: &str = "Optional: type a token's name";
/// Creates it.
pub const CREATE: &str = "Create token";
/// When it ends.
pub const NEVER_ENDS: &str = "It never ends: it works until somebody deletes it.";
/// The answer did not come.
pub const LOST: &str = "The answer was lost";
/// What to do then.
pub const LOST_NOT_FOUND: &str = "No such token was found. It is safe to create it again.";
/// What to do then.
pub const LOST_NOT_LOOKED: &str =
    "The list could not be searched. Refresh it before you try again.";
/// What to do then; the tokens follow.
pub const LOST_FOUND: &str =
    "It was created, and its secret is lost. Delete it, then create another one:";
/// The dialog with the secret.
pub const CREATED: &str = "Token created";
/// What to do with it.
pub const COPY_NOW: &str = "Copy the secret now: PlanetScale shows it only this once.";
/// A field.
pub const TOKEN_ID: &str = "Token ID";
/// A field.
pub const TOKEN_SECRET: &str = "Token secret";
/// Copies the secret.
pub const COPY_SECRET: &str = "Copy secret";
/// Copies both as lines for a shell.
pub const COPY_ENVIRONMENT: &str = "Copy as environment";
/// Saves both as a file.
pub const DOWNLOAD_ENV: &str = "Download .env";
/// A command that tells whether the token works.
pub const CHECK: &str = "Check that it works";
/// Copies it.
pub const COPY_CHECK: &str = "Copy check";
/// The last step of a rotation; the link is in the middle.
pub const THEN_DELETE: Around =
    Around { before: "When the program uses the new secret, ", after: "." };
/// The link.
pub const DELETE_OLD: &str = "delete the old token";
/// A warning.
pub const NOT_COPIED: &str = "The secret was not copied";
/// What that means.
pub const NOT_COPIED_TEXT: &str = "It cannot be shown again after this.";
/// The way out.
pub const CLOSE_ANYWAY: &str = "Close without copying";
/// Leads to the new token's page.
pub const SET_ACCESS: &str = "Set access";
/// A status.
pub const COPYING: &str = "Copying access…";
/// A status.
pub const GRANTING: &str = "Granting access…";
/// A field.
pub const START_WITH: &str = "Start with";
/// A field.
pub const ON_DATABASE: &str = "On database";
/// What is missing there.
pub const NO_DATABASE: &str = "Choose a database to grant the access on.";
/// A warning.
pub const COPIED_IN_PART: &str = "Not all of the access was granted";
/// Why.
pub const NEW_ACCESS_UNREAD: &str = "The new token's access could not be read.";

/// Why a name cannot be used.
pub fn name_pattern(pattern: &str) -> String {
    ["The name has to look like ", pattern, "."].concat()
}

/// When it ends.
pub fn ends(at: &str) -> String {
    ["Ends ", at].concat()
}

/// Whose access it gets.
pub fn copies_from(name: &str, id: &str) -> String {
    ["Its access will be copied from ", &isolated(name), " (", id, ")."].concat()
}

/// A status.
pub fn copied(count: &super::Count) -> String {
    count.of("access copied", "accesses copied")
}

/// A status.
pub fn granted(count: &super::Count) -> String {
    [&count.of("access", "accesses"), " granted and read back"].concat()
}

/// One permission of a list.
pub fn granted_on(permission: &str, resource: &str) -> String {
    [permission, " on ", &isolated(resource)].concat()
}

/// What will be granted.
pub fn will_grant(grants: &str) -> String {
    ["Will be granted: ", grants, "."].concat()
}

/// What is missing, and why.
pub fn not_copied(count: &super::Count, why: &str) -> String {
    [&count.of("access", "accesses"), " could not be granted. ", why].concat()
}

/// Jobs that a token can start with the access for.
pub mod starters {
    /// Nothing.
    pub const NONE: &str = "No access";
    /// A job.
    pub const METRICS: &str = "Metrics, read-only";
    /// A job.
    pub const READ_ONLY: &str = "Everything read-only";
    /// A job.
    pub const DEPLOYS: &str = "Branches and deploy requests";
}

/// How long a token lives.
pub mod lifetimes {
    /// No end.
    pub const NEVER: &str = "Never";
    /// Seconds typed by hand.
    pub const CUSTOM: &str = "Custom…";
    /// A length.
    pub const HOUR: &str = "1 hour";
    /// A length.
    pub const DAY: &str = "1 day";
    /// A length.
    pub const WEEK: &str = "7 days";
    /// A length.
    pub const MONTH: &str = "30 days";
    /// A length.
    pub const QUARTER: &str = "90 days";
    /// A length.
    pub const YEAR: &str = "1 year";
    /// Nothing was typed.
    pub const EMPTY: &str = "Type a number of seconds, for example 3600 for one hour.";
    /// It is no whole number.
    pub const NOT_WHOLE: &str = "Use digits only: a whole number of seconds, for example 3600.";
    /// It is nothing.
    pub const ZERO: &str = "At least 1 second.";
    /// It is beyond what the API takes.
    pub const TOO_LONG: &str = "At most 3153600000 seconds (a hundred years).";

    /// The configuration forbids it.
    pub fn beyond_policy(most: i64) -> String {
        ["At most ", &most.to_string(), " seconds: the policy of this console."].concat()
    }
}
