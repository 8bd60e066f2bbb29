//! One token and the editor of its access.

use crate::domain::access::{GroupOrder, LockReason, Preset};
use crate::domain::catalog::Area;
use crate::domain::resource::{Resource, ResourceKind};
use crate::domain::view_state::Show;

/// In place of a heading.
pub const NOT_FOUND: &str = "Token not found";
/// The button.
pub const ROTATE: &str = "Rotate token";
/// The button, and the dialog that it opens.
pub const DELETE: &str = "Delete token";
/// Somebody else has the secret.
pub const LEAKED: &str = "Leaked?";
/// The audit log tells that the token leaked.
pub const IT_LEAKED: &str = "This token leaked";
/// What to do.
pub const IT_LEAKED_NEXT: &str = "Delete it now: until then, whoever has the secret can use it. The console then makes another one with its access. \"Activity of this token\" tells what it did.";
/// Does both.
pub const DELETE_AND_REPLACE: &str = "Delete and replace";

/// When the audit log told it first.
pub fn it_leaked(at: Option<&str>) -> String {
    let at = at.map_or_else(String::new, |at| [", first ", at].concat());
    ["PlanetScale's audit log tells that its secret was found where it does not belong", &at, "."]
        .concat()
}
/// Why a leaked token cannot be replaced now.
pub const BUSY_CREATING: &str = "Another token is being created.";
/// Why nothing can be done with a token.
pub const NOT_READ: &str = "The token has not loaded yet.";
/// The same, where reading it failed.
pub const NOT_READABLE: &str = "The token could not be loaded.";
/// Copies the id.
pub const COPY_ID: &str = "Copy ID";
/// Fields of the API's answer.
pub const UNKNOWN_FIELDS: &str = "Other fields from the API";
/// A warning.
pub const CHANGED: &str = "Somebody else changed this token's access";
/// What the page shows then.
pub const CHANGED_NEXT: &str = "You see its current access, with your unsaved changes on top.";
/// There is no such token.
pub const MISSING: &str = "No such token";
/// Why not.
pub const MISSING_TEXT: &str =
    "It may have been deleted, or the console's token is missing read_service_tokens.";
/// The way back.
pub const ALL_TOKENS: &str = "All service tokens";
/// The editor.
pub const ACCESS: &str = "Access";
/// The search of the editor.
pub const FIND: &str = "Find a permission";
/// The choice of a database.
pub const ADD_DATABASE: &str = "Add a database";
/// The same while it is empty: databases that are listed already can be found with it too.
pub const ADD_DATABASE_HINT: &str = "Add or find a database";
/// The same where nothing can be added.
pub const FIND_DATABASE: &str = "Find a database";
/// After the name of a database that is listed already.
pub const IS_LISTED: &str = "listed here";
/// There is nothing to choose.
pub const NO_DATABASE_FITS: &str = "No database matches.";
/// The browser does not keep what is not saved.
pub const UNSTORED: &str = "This browser does not keep your unsaved changes";
/// Why.
pub const UNSTORED_TEXT: &str = "Its storage for this site is full or switched off. They are kept as long as this tab stays open, also on the console's other pages.";
/// What to do.
pub const UNSTORED_NEXT: &str =
    "Apply them before you reload or close the tab: both would lose them.";
/// Drops what is not saved.
pub const DISCARD: &str = "Discard changes";
/// Opens the review.
pub const REVIEW: &str = "Review changes";
/// The key that opens the review.
pub const REVIEW_KEY: &str = "Ctrl+Enter";
/// Why a permission is checked and cannot be changed.
pub const GRANTED_ON_ALL: &str = "Granted on all databases";
/// What "All databases" means.
pub const ALL_DATABASES_NOTE: &str = "includes databases created later";
/// About a resource of an unknown type.
pub const UNKNOWN_TYPE: &str = "unknown type";
/// A mark.
pub const MARK_DELETED: &str = "deleted";
/// What the mark means.
pub const DELETED_TIP: &str =
    "This database was deleted. Its permissions remain until they are removed.";
/// What holds for every box of its group.
pub const DELETED_NOTE: &str = "This database was deleted. Its permissions remain until they are removed, and none can be added.";
/// The heading over all groups.
pub const PERMISSIONS: &str = "Permissions";
/// The choice of which boxes are shown.
pub const SHOW: &str = "Show";
/// The button that sets a whole group, and its menu.
pub const SET_TO: &str = "Set to";
/// What is changed in a group is in the review.
pub const GO_TO_REVIEW: &str = "Go to review";
/// A group without a box.
pub const NONE_GRANTED: &str = "Nothing is granted here.";
/// A group without a box.
pub const NONE_CHANGED: &str = "Nothing is changed here.";
/// Shows what is hidden.
pub const SHOW_ALL: &str = "Show all";
/// The search finds nothing.
pub const NO_PERMISSION_FITS: &str = "No permission matches the search.";
/// The same beside the name of a group.
pub const NO_MATCH: &str = "no match";
/// Permissions that are in no area.
pub const OTHER_PERMISSIONS: &str = "Other permissions";
/// In place of a description.
pub const UNKNOWN_PERMISSION: &str = "Unknown permission: it may be newer than this console.";
/// A group.
pub const ORGANIZATION: &str = "Organization";
/// A group.
pub const ALL_DATABASES: &str = "All databases";

/// How much is not saved. Its form is what programs look for: plain digits.
pub fn unsaved(count: usize) -> String {
    super::Count::from(count).of("unsaved change", "unsaved changes")
}

/// A status: what was staged is given up.
pub fn discarded(count: &super::Count) -> String {
    ["Discarded ", &count.of("change", "changes")].concat()
}

/// How much is not saved, for screen readers, spoken when it changes.
pub fn unsaved_spoken(count: &super::Count) -> String {
    ["Changes not saved: ", count.text()].concat()
}

/// What somebody else did, each access by name.
pub fn changed_text(added: &[String], removed: &[String]) -> String {
    super::review::listed(added, removed)
}

/// The list of databases broke off.
pub const DATABASES_UNREAD: &str = "The databases could not be loaded";

/// Why no database can be added, in one line.
pub fn databases_need(permissions: &[&str]) -> String {
    ["Could not load databases: the console's token needs ", &permissions.join(" or ")].concat()
}

/// After a number that a search has narrowed.
fn found(is_narrowed: bool) -> &'static str {
    if is_narrowed { "\u{a0}found" } else { "" }
}

/// How many permissions of a group are granted, of all or of those that a search has found.
pub fn held(held: &super::Count, all: &super::Count, is_narrowed: bool) -> String {
    [held.text(), " of ", all.text(), found(is_narrowed)].concat()
}

/// An area and how many of its permissions are granted, of all or of those that a search has found.
pub fn area(title: &str, held: &super::Count, all: &super::Count, is_narrowed: bool) -> String {
    // The count stays in one line.
    [title, " (", held.text(), "\u{a0}of\u{a0}", all.text(), found(is_narrowed), ")"].concat()
}

/// On how many databases a token holds access directly, out of how many if that is known.
pub fn reach(with: &super::Count, all: Option<&super::Count>) -> String {
    match all {
        Some(all) => ["Access on ", with.text(), " of ", &all.of("database", "databases")].concat(),
        None => ["Access on ", &with.of("database", "databases")].concat(),
    }
}

/// What an organization permission lets a token do with each database.
pub const CAN_SEE: &str = "see";
/// What an organization permission lets a token do with each database.
pub const CAN_DELETE: &str = "delete";

/// What a token can do with every database through the organization, and whether it can create some.
pub fn organization_wide(any: &[&str], creates: bool, all: Option<&super::Count>) -> String {
    let databases = match all {
        Some(all) => ["any of ", &all.of("database", "databases")].concat(),
        None => "any database".to_owned(),
    };
    let mut can = Vec::new();
    if !any.is_empty() {
        can.push([&any.join(" and "), " ", &databases].concat());
    }
    if creates {
        can.push("create databases, with every permission on each".to_owned());
    }
    ["Organization-wide: can ", &can.join(", and ")].concat()
}

/// Beside a wider reach: on how many databases something is granted directly.
pub fn direct(count: &super::Count) -> String {
    ["direct access on ", &count.of("database", "databases")].concat()
}

/// Access on databases that the list of databases does not have.
pub fn unlisted(count: &super::Count) -> String {
    let databases =
        count.of("database that is not in the list", "databases that are not in the list");
    ["access on ", &databases].concat()
}

/// Access on databases that are gone.
pub fn left_over(count: &super::Count) -> String {
    ["left over on ", count.text(), " deleted"].concat()
}

/// Several things in one line.
pub fn all_of(parts: &[String]) -> String {
    parts.join(" · ")
}

/// On which databases a token holds access: on each.
pub const REACH_ALL: &str = "Access on all databases";
/// A choice of which boxes are shown.
pub fn show(show: Show) -> &'static str {
    match show {
        Show::Granted => "Granted",
        Show::All => "All",
        Show::Changed => "Changed",
    }
}

/// Sorts the databases by what the token may do there.
pub const GRAVEST_FIRST: &str = "Gravest first";

/// How many resources are listed below the organization and all databases, and in which order.
pub fn resources_in_order(count: &super::Count, order: GroupOrder) -> String {
    let order = match order {
        GroupOrder::Name => ", by name",
        GroupOrder::Risk => ", by what the token may do there",
    };
    [&count.of("resource", "resources"), order].concat()
}

/// What a search finds and the choice of boxes hides.
pub fn more_in_all(count: &super::Count) -> String {
    [count.text(), " more in All"].concat()
}

/// What a whole group can be set to.
pub fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::None => "None",
        Preset::ReadOnly => "Read only",
        Preset::Template(starter) => super::creation::starter(starter),
        Preset::Everything => "Everything",
    }
}

/// What setting a group would change: signs and digits, and the same as it is heard.
pub fn preset_change(added: &super::Count, removed: &super::Count) -> (String, String) {
    let seen = ["+", added.text(), " −", removed.text()].concat();
    let heard = ["adds ", added.text(), ", removes ", removed.text()].concat();
    (seen, heard)
}

/// Removes what is left on a deleted database.
pub fn remove_all(count: &super::Count) -> String {
    ["Remove all ", count.text()].concat()
}

/// The name of a group's box.
pub fn all_on(resource: &str) -> String {
    ["All permissions on ", resource].concat()
}

/// The same while a search narrows what it stands for.
pub fn all_found_on(found: &super::Count, resource: &str) -> String {
    ["All ", &found.of("found permission", "found permissions"), " on ", resource].concat()
}

/// The group of a deleted database.
pub fn deleted(name: &str) -> String {
    [name, " (deleted)"].concat()
}

/// The group of a resource of another type.
pub fn other(name: &str, kind: &str) -> String {
    [name, " (", kind, ")"].concat()
}

/// The headings over permissions.
pub mod areas {
    /// The organization itself, its members and teams.
    pub const ORGANIZATION: &str = "Organization";
    /// Bills and the audit log.
    pub const RECORDS: &str = "Invoices and audit log";
    /// Databases seen from the organization.
    pub const DATABASES: &str = "Databases";
    /// Service tokens.
    pub const SERVICE_TOKENS: &str = "Service tokens";
    /// OAuth applications and their tokens.
    pub const OAUTH: &str = "OAuth";
    /// Metrics endpoints.
    pub const METRICS: &str = "Metrics";
    /// One database's own settings.
    pub const SETTINGS: &str = "Settings";
    /// Branches.
    pub const BRANCHES: &str = "Branches";
    /// Credentials that connect to branches.
    pub const PASSWORDS: &str = "Passwords and connections";
    /// Deploy requests and the comments on them.
    pub const DEPLOY_REQUESTS: &str = "Deploy requests";
    /// Backups and restores.
    pub const BACKUPS: &str = "Backups";
    /// How sharded keyspaces are routed.
    pub const VSCHEMA: &str = "VSchema";
}

/// The heading over the permissions of an area.
pub fn area_title(area: Area) -> &'static str {
    match area {
        Area::Organization => areas::ORGANIZATION,
        Area::Records => areas::RECORDS,
        Area::Databases => areas::DATABASES,
        Area::ServiceTokens => areas::SERVICE_TOKENS,
        Area::OAuth => areas::OAUTH,
        Area::Metrics => areas::METRICS,
        Area::Settings => areas::SETTINGS,
        Area::Branches => areas::BRANCHES,
        Area::Passwords => areas::PASSWORDS,
        Area::DeployRequests => areas::DEPLOY_REQUESTS,
        Area::Backups => areas::BACKUPS,
        Area::VSchema => areas::VSCHEMA,
    }
}

/// What a resource is called: the name of its group of permissions. A deleted one is marked as such.
pub fn resource_name(resource: &Resource) -> String {
    let name = match &resource.kind {
        ResourceKind::Organization => ORGANIZATION.to_owned(),
        ResourceKind::AllDatabases => ALL_DATABASES.to_owned(),
        ResourceKind::Database => resource.name.to_string(),
        ResourceKind::Other(kind) => other(&resource.name, kind),
    };
    if resource.is_deleted() { deleted(&name) } else { name }
}

/// Why a permission cannot be changed.
pub fn lock_reason(reason: LockReason) -> &'static str {
    match reason {
        LockReason::GrantedOnAll => GRANTED_ON_ALL,
        LockReason::ReadOnly => super::actions::READ_ONLY,
        LockReason::Refused(why) => super::review::why_refused(why),
    }
}
