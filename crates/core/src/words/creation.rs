//! The form of a new token, and the one time that its secret is seen.

use super::{Around, isolated};
use crate::domain::access::Starter;

/// The form.
pub const TITLE: &str = "New service token";
/// The form, for a token that takes another one's place.
pub const ROTATE: &str = super::token::ROTATE;
/// How to put a token in another one's place.
pub const ROTATE_TEXT: &str = "Creates a token with the same access. Switch your program to the new secret, then delete this token: both work until you do.";
/// The form, for a token in the place of one that leaked.
pub const REPLACE: &str = "Replace the leaked token";
/// A field.
pub const NAME: &str = "Name";
/// A field.
pub const EXPIRES: &str = "Expires";
/// A field.
pub const TIME_TO_LIVE: &str = "Time to live (seconds)";
/// A field.
pub const ENDS: &str = "Ends";
/// The zone of that field.
pub const IN_UTC: &str = "In UTC. ";
/// The zone of that field.
pub const IN_ZONE: &str = "In this computer's time zone. ";
/// A field.
pub const COPY_FROM: &str = "Copy access from";
/// What to type there.
pub const COPY_FROM_HINT: &str = "Optional: type a token's name";
/// Creates it.
pub const CREATE: &str = "Create token";
/// When it ends.
pub const NEVER_ENDS: &str = "Never expires. It works until somebody deletes it.";
/// What is under way.
pub const SENDING: &str = "Creating the token. This cannot be taken back any more: its secret is shown as soon as it is there, even if you close this.";
/// What is under way.
pub const WAITING: &str =
    "PlanetScale's rate limit was reached. The list is searched before the token is sent again.";
/// What is under way.
pub const SEARCHING: &str = "It may have been created: searching the list for it…";
/// What is under way.
pub const NOT_FOUND_YET: &str =
    "It is not in the list so far, and may still come: the list is searched again in a moment.";
/// What is under way; the tokens follow.
pub const PERHAPS_FOUND: &str = "It may have been created: this was found, and may as well be somebody else's. Another may still come, so the list is searched again in a moment.";
/// Ends the search.
pub const STOP_SEARCHING: &str = "Stop searching";
/// The answer did not come.
pub const LOST: &str = "The answer was lost";
/// What happened.
pub const NO_ANSWER: &str = "No answer came within a minute.";
/// What a search came to after something in between had answered.
pub const LOST_NOT_FOUND: &str =
    "The list was searched, and no such token is there. You can create it again.";
/// What a search came to after no answer had come.
pub const LOST_NEVER_CAME: &str = "It did not come into the list within a minute, so most likely it was not created. If it comes later, you find it with \"Refresh\", and nobody has its secret.";
/// What a search came to that was stopped.
pub const LOST_NOT_YET: &str = "It was not in the list so far, and may still come. \"Create token\" searches once more before it creates another one.";
/// What a search came to.
pub const LOST_NOT_LOOKED: &str = "It may have been created, and the list could not be searched for it. \"Create token\" searches before it creates another one.";
/// What a search came to; the token follows.
pub const LOST_FOUND: &str = "The token was created, but its secret is lost. Delete it, then create another one, unless somebody else created one of this name through this console at the same moment:";
/// What a search came to; the tokens follow.
pub const LOST_PERHAPS: &str = "It may have been created: this was found, and may as well be somebody else's. Look who made it and when before you do anything with it:";
/// The title of the warning of a second token.
pub const TWINS: &str = "It was perhaps created twice";
/// What that means; the tokens follow.
pub const TWINS_TEXT: &str = "Another token of this name was created at the same moment. Browsers send a call twice when a connection breaks: then nobody has its secret. If nobody else created it through this console, delete it:";
/// The title of the question before the form is left.
pub const LEAVE_FORM: &str = "Leave without creating the token?";
/// What that means.
pub const LEAVE_FORM_TEXT: &str = "What you filled in is not kept.";
/// Leaves the form.
pub const DISCARD: &str = "Leave and discard";
/// Shows the form again.
pub const SHOW: &str = "Show";
/// The dialog with the secret.
pub const CREATED: &str = "Token created";
/// What to do with it.
pub const COPY_NOW: &str = "Copy the secret now. PlanetScale does not show it again.";
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
/// The last step of a rotation; the old token is in the middle.
pub const THEN_DELETE: Around =
    Around { before: "When the program uses the new secret, delete ", after: "." };
/// Opens the dialog that deletes it.
pub const DELETE_OLD: &str = "Delete the old token";
/// A warning.
pub const NOT_COPIED: &str = "You have not copied the secret";
/// What that means.
pub const NOT_COPIED_TEXT: &str =
    "Once this is closed it cannot be shown again: you would need another token.";
/// The way out.
pub const CLOSE_ANYWAY: &str = "Close without copying";
/// Leads to the new token's page.
pub const SET_ACCESS: &str = "Set access";
/// The title of what is missing.
pub const NO_ACCESS_GIVEN: &str = "No access was granted";
/// A status.
pub const COPYING: &str = "Copying access…";
/// A status.
pub const GRANTING: &str = "Granting access…";
/// What it will be able to do.
pub const WILL_DO: &str = "What this token will be able to do";
/// It starts with no access.
pub const WILL_DO_NOTHING: &str =
    "Nothing yet: it starts without permissions. Give it some on its page.";
/// A field.
pub const START_WITH: &str = "Start with";
/// A field.
pub const ON_DATABASE: &str = "On database";
/// What is missing there.
pub const NO_DATABASE: &str = "Choose a database.";
/// On the page of a token that was rotated: what is left to do.
pub const REPLACED_NEXT: &str = "When the program uses the new secret, delete this one.";
/// Why a token that leaked is not to be rotated.
pub const LEAKED_IS_NOT_ROTATED: &str =
    "Until the old token is deleted, whoever found its secret can use it.";
/// What to do instead.
pub const LEAKED_IS_NOT_ROTATED_NEXT: &str = "Cancel, then press \"Leaked?\" on the token's page: it deletes the token first and then makes another one with its access.";

/// Why a token seems to be replaced.
pub const SEEMS_REPLACED: &str =
    "This is a guess: the other one has the same name and the same access, and was created later.";
/// On the page of a rotation's new token.
pub const IS_REPLACEMENT: &str = "This is the new token";
/// Leads to the new token.
pub const OPEN_NEW: &str = "Open the new token";
/// Leads to the old token.
pub const OPEN_OLD: &str = "Open the old token";
/// Opens the dialog that deletes the token.
pub const DELETE_THIS: &str = "Delete this token";
/// The token's end is another one.
pub const OTHER_END: &str = "It expires at another time than you asked for";
/// The token's end is not told.
pub const NO_END_TOLD: &str = "When it expires is not known";
/// The token has ended.
pub const ENDED: &str = "The token has expired";
/// An answer of the check.
pub const CHECK_WORKS: &str =
    "It works. The first call needs no permission, the second one that was granted.";
/// An answer of the check, where there is one call.
pub const CHECK_WORKS_ONE: &str =
    "It works: a list of organizations. The call needs no permission.";
/// An answer of the check.
pub const CHECK_WRONG_SECRET: &str =
    "The ID or the secret is wrong, or the token has expired or was deleted.";
/// An answer of the check.
pub const CHECK_NO_PERMISSION: &str =
    "The token works, but a permission is missing or the resource is gone.";
/// Copies the environment and the check.
pub const COPY_BOTH: &str = "Copy environment and check";
/// What there is to do with a new token.
pub const STEPS: &str = "Steps";
/// A step.
pub const STEP_SAVE: &str = "Save the secret";
/// A step.
pub const STEP_CHECK: &str = "Check";
/// A step.
pub const STEP_FINISH: &str = "Finish";
/// What is left to do with a token that takes no other one's place.
pub const FINISH: &str = "Give the token to the program that needs it, then close this. The secret is not kept anywhere here.";
/// What both tokens of a rotation do meanwhile.
pub const BOTH_WORK: &str = "Both tokens work until you delete it.";
/// A form of the id and the secret.
pub const ENV_FILE: &str = ".env file";
/// A form of the id and the secret.
pub const GITHUB_ACTIONS: &str = "GitHub Actions";
/// Leads to the new token's page.
pub const VIEW_TOKEN: &str = "View token";
/// A warning.
pub const COPIED_IN_PART: &str = "Not all of the access was granted";
/// Grants what is missing.
pub const GRANT_AGAIN: &str = "Grant what is missing";
/// What is not known.
pub const NOT_READ_BACK: &str = "Whether all access was granted could not be confirmed. ";

/// Why a name cannot be used.
pub fn name_pattern(pattern: &str) -> String {
    ["The name has to match ", pattern, "."].concat()
}

/// What became of the token that leaked, and what takes its place.
pub fn replace_text(old: &str) -> String {
    [&isolated(old), " is deleted. Create a token with the access that it had, and give its secret to the programs that used it."].concat()
}

/// When it ends.
pub fn ends(at: &str) -> String {
    ["Expires ", at].concat()
}

/// When it ends, and in how many days.
pub fn ends_in(at: &str, days: Option<&super::Count>) -> String {
    match days {
        Some(days) => [&ends(at), " (in ", &days.of("day", "days"), ")"].concat(),
        None => ends(at),
    }
}

/// An end, and how long the token lives until then.
pub fn until(end: &str, seconds: &super::Count) -> String {
    [end, ": ", &seconds.of("second", "seconds"), " from now."].concat()
}

/// How names have to look, before one is wrong.
pub fn names_look_like(pattern: &str) -> String {
    ["Names have to match ", pattern, "."].concat()
}

/// Nothing is named.
pub fn without_name(listed_as: &str) -> String {
    ["Without a name it is listed as “", listed_as, "”."].concat()
}

/// The tokens that a list holds which is not whole.
pub fn searches_part(read: &super::Count) -> String {
    ["Only ", &read.of("token", "tokens"), " could be loaded: others are not found here."].concat()
}

/// Whose access it gets.
pub fn copies_from(name: &str, id: &str) -> String {
    ["Copies the access of ", &isolated(name), " (", id, ")."].concat()
}

/// A status.
pub fn copied(count: &super::Count) -> String {
    count.of("access copied", "accesses copied")
}

/// A status.
pub fn granted(count: &super::Count) -> String {
    [&count.of("access", "accesses"), " granted and confirmed"].concat()
}

/// One permission of a list.
pub fn granted_on(permission: &str, resource: &str) -> String {
    [permission, " on ", &isolated(resource)].concat()
}

/// The access of a token that is copied is not known yet.
pub fn will_be_read(name: &str) -> String {
    ["What ", &isolated(name), " can do is not loaded yet. It is loaded when the token is created."]
        .concat()
}

/// The list of each permission.
pub fn all_permissions(count: &super::Count) -> String {
    ["All ", &count.of("permission", "permissions")].concat()
}

/// What a job is, before a database is chosen.
pub fn starter_on_none(starter: Starter) -> &'static str {
    match starter {
        Starter::Metrics => starters::METRICS_TEXT,
        Starter::ReadOnly => starters::READ_ONLY_TEXT,
        Starter::Deploys => starters::DEPLOYS_TEXT,
    }
}

/// What is missing, and why.
pub fn not_copied(count: &super::Count, why: &str) -> String {
    [&count.of("access", "accesses"), " could not be granted. ", why].concat()
}

/// A creation goes on while its form is closed.
pub fn goes_on(name: &str) -> String {
    let what = if name.is_empty() { "The token".to_owned() } else { isolated(name) };
    [&what, " is still being created, which cannot be taken back. Its secret is shown as soon as it is there."].concat()
}

/// Who made a token that was found.
pub fn made_by(creator: &str) -> String {
    ["made by ", &isolated(creator)].concat()
}

/// When a token was made that was found.
pub fn made_at(at: &str) -> String {
    [" at ", at].concat()
}

/// Which token it is.
pub fn created_in(name: &str, organization: &str) -> String {
    [&isolated(name), " in ", &isolated(organization), "."].concat()
}

/// It ends at another time than was asked for.
pub fn ends_otherwise(asked: Option<&str>, end: &str) -> String {
    match asked {
        Some(asked) => {
            ["You asked for an expiry at ", asked, ". PlanetScale has set ", end, "."].concat()
        }
        None => ["You asked for no expiry. PlanetScale has set ", end, "."].concat(),
    }
}

/// The end that was asked for is not told.
pub fn end_not_told(asked: &str) -> String {
    [
        "You asked for an expiry at ",
        asked,
        ". PlanetScale does not report one, so the token may never expire.",
    ]
    .concat()
}

/// How far the giving of access is.
pub fn dealt_with(done: &str, total: &super::Count) -> String {
    [done, " of ", &total.of("permission", "permissions")].concat()
}

/// Access that the copied token got after it was shown.
pub fn not_seen(count: &super::Count) -> String {
    let more = count.of("more access was", "more accesses were");
    [&more, " given to the copied token after its access was shown here: that is not copied. Tick it on the new token's page if it needs it."].concat()
}

/// The copied token was deleted, or the console's token may not see it any more.
pub const SOURCE_GONE: &str =
    "The token to copy was not found any more, so the new one got the access that was shown of it.";

/// What to do about access that another database got.
pub const TAKE_ASTRAY_AWAY: &str = "Remove it on the token's page if nobody wants it.";

/// Access goes on being given after the dialog was closed. What was given already holds.
pub fn access_is_given(token: &str) -> String {
    [token, " is being given its access"].concat()
}

/// A message: access was given after the dialog was closed.
pub fn given_to(what: &str, name: &str) -> String {
    [&isolated(name), ": ", what, "."].concat()
}

/// A message after a rotation.
pub fn took_over(new: &str) -> String {
    ["The new token is ", new, "."].concat()
}

/// On the page of a token that was rotated.
pub fn is_replaced(new: &str) -> String {
    ["Replaced by ", &isolated(new)].concat()
}

/// On the page of a token that seems to have been rotated elsewhere.
pub fn seems_replaced(new: &str) -> String {
    ["Perhaps replaced by ", &isolated(new)].concat()
}

/// On the page of a rotation's new token.
pub fn replaces(old: &str) -> String {
    ["It takes the place of ", old, ", which works until it is deleted."].concat()
}

/// The new token is not among those shown.
pub fn is_hidden(name: &str) -> String {
    [&isolated(name), " is not shown: the search or a filter hides it."].concat()
}

/// The token has ended while its secret was shown.
pub fn ended(at: &str) -> String {
    ["This token expired at ", at, ": its secret no longer works. Create another one."].concat()
}

/// Jobs that a token can start with the access for.
pub mod starters {
    /// Nothing.
    pub const NONE: &str = "No access";
    /// A job.
    pub const METRICS: &str = "Metrics, read-only";
    /// A job.
    pub const READ_ONLY: &str = "Read everything except data";
    /// A job.
    pub const DEPLOYS: &str = "Branches and deploy requests";
    /// What it is.
    pub const METRICS_TEXT: &str = "Scrape metrics of one database. Metrics are served by the organization, so one of the permissions is granted there. Choose the database.";
    /// What it is.
    pub const READ_ONLY_TEXT: &str =
        "Read everything of one database except its data. Choose the database.";
    /// What it is.
    pub const DEPLOYS_TEXT: &str = "Create branches and open deploy requests on one database, without approving them. Choose the database.";
}

/// What a job to start with is called.
pub fn starter(starter: Starter) -> &'static str {
    match starter {
        Starter::Metrics => starters::METRICS,
        Starter::ReadOnly => starters::READ_ONLY,
        Starter::Deploys => starters::DEPLOYS,
    }
}
