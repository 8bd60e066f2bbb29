//! What is known of each permission: where it is granted, what it does, in our own words.
//!
//! Names and levels are PlanetScale's public tables (39 names) and endpoint pages (9 more, whose
//! level is inferred), as of 2026-08. The order is the order of display.

/// Where a permission is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// On the organization as a whole.
    Organization,
    /// On one database, or on all of them.
    Database,
}

/// What a permission lets its holder do at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// Sees something and changes nothing.
    Reads,
    /// Creates or changes something that can be changed back.
    Changes,
    /// Deletes or overwrites something that does not come back.
    Destroys,
}

/// The areas that permissions are shown by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    /// The organization itself, its members and teams.
    Organization,
    /// Bills and the audit log.
    Records,
    /// Databases seen from the organization.
    Databases,
    /// Service tokens.
    ServiceTokens,
    /// OAuth applications and their tokens.
    OAuth,
    /// Metrics endpoints.
    Metrics,
    /// One database's own settings.
    Settings,
    /// Branches.
    Branches,
    /// Credentials that connect to branches.
    Passwords,
    /// Deploy requests and the comments on them.
    DeployRequests,
    /// Backups and restores.
    Backups,
    /// The `VSchema` of sharded keyspaces.
    VSchema,
}

impl Area {
    /// Every area, in the order of display.
    pub const ALL: [Self; 12] = [
        Self::Organization,
        Self::Records,
        Self::Databases,
        Self::ServiceTokens,
        Self::OAuth,
        Self::Metrics,
        Self::Settings,
        Self::Branches,
        Self::Passwords,
        Self::DeployRequests,
        Self::Backups,
        Self::VSchema,
    ];
}

/// What is known of one permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogEntry {
    /// The API's name for it.
    pub name: &'static str,
    /// Where it is granted.
    pub scope: Scope,
    /// The heading it is shown under.
    pub area: Area,
    /// What it lets its holder do at the most.
    pub effect: Effect,
    /// Whether it reaches production branches, their credentials or their backups.
    pub production: bool,
}

/// A permission with one sentence or two: what its holder can do.
type Line = (CatalogEntry, &'static str);

use Area as A;
use Effect::{Changes, Destroys, Reads};

const fn org(name: &'static str, area: Area, effect: Effect, description: &'static str) -> Line {
    (
        CatalogEntry { name, scope: Scope::Organization, area, effect, production: false },
        description,
    )
}

const fn db(name: &'static str, area: Area, effect: Effect, description: &'static str) -> Line {
    (CatalogEntry { name, scope: Scope::Database, area, effect, production: false }, description)
}

const fn production((entry, description): Line) -> Line {
    (CatalogEntry { production: true, ..entry }, description)
}

/// Every known permission with its description, in the order of display: organization first, then by area, reading
/// before changing before destroying.
#[rustfmt::skip]
const LINES: [Line; 48] = [
    org("read_organization", A::Organization, Reads, "See the organization's name, plan and settings."),
    org("write_organization", A::Organization, Changes, "Change the organization's settings and its members."),
    org("write_teams", A::Organization, Changes, "Create teams and change who is in them."),
    org("read_invoices", A::Records, Reads, "See the organization's invoices."),
    org("read_audit_logs", A::Records, Reads, "Read the audit log: who did what, when and from where."),
    org("read_databases", A::Databases, Reads, "See every database of the organization."),
    production(org("create_databases", A::Databases, Changes, "Create databases. The token gets every permission on each database that it creates.")),
    production(org("delete_databases", A::Databases, Destroys, "Delete any database of the organization, with all its branches.")),
    org("read_service_tokens", A::ServiceTokens, Reads, "See every service token and what it may do."),
    org("write_service_tokens", A::ServiceTokens, Changes, "Create service tokens and change what they may do."),
    org("delete_service_tokens", A::ServiceTokens, Destroys, "Delete any service token, which stops whatever uses it."),
    org("read_oauth_applications", A::OAuth, Reads, "See the organization's OAuth applications."),
    org("read_oauth_tokens", A::OAuth, Reads, "See which tokens OAuth applications hold."),
    org("write_oauth_tokens", A::OAuth, Changes, "Issue and refresh tokens of OAuth applications."),
    org("delete_oauth_tokens", A::OAuth, Destroys, "Revoke tokens of OAuth applications."),
    org("read_metrics_endpoints", A::Metrics, Reads, "Find the endpoints that serve branch metrics, for scraping."),

    db("read_database", A::Settings, Reads, "See the database and its settings."),
    production(db("write_database", A::Settings, Changes, "Change the database's settings.")),
    production(db("delete_database", A::Settings, Destroys, "Delete the database with all its branches and data.")),

    db("read_branch", A::Branches, Reads, "See branches, their schema and their status."),
    db("create_branch", A::Branches, Changes, "Create branches."),
    production(db("promote_branches", A::Branches, Changes, "Make a branch a production branch.")),
    production(db("demote_branches", A::Branches, Changes, "Make a production branch a development branch, which ends its protection.")),
    db("delete_branch", A::Branches, Destroys, "Delete development branches with their data."),
    production(db("delete_production_branch", A::Branches, Destroys, "Delete production branches with their data.")),

    production(db("connect_production_read_only_branch", A::Passwords, Reads, "Get credentials that read production data.")),
    db("connect_branch", A::Passwords, Changes, "Get credentials that read and write a development branch."),
    production(db("connect_production_branch", A::Passwords, Changes, "Get credentials that read and write production data.")),
    db("create_branch_password", A::Passwords, Changes, "Create passwords for development branches."),
    production(db("create_production_read_only_branch_password", A::Passwords, Changes, "Create passwords that read production branches.")),
    production(db("create_production_branch_password", A::Passwords, Changes, "Create passwords that read and write production branches.")),
    db("delete_branch_password", A::Passwords, Destroys, "Delete passwords of development branches, which cuts off whoever uses them."),
    production(db("delete_production_read_only_branch_password", A::Passwords, Destroys, "Delete read-only passwords of production branches, which cuts off whoever uses them.")),
    production(db("delete_production_branch_password", A::Passwords, Destroys, "Delete passwords of production branches, which cuts off whoever uses them.")),

    db("read_deploy_request", A::DeployRequests, Reads, "See deploy requests and what they would change."),
    db("create_deploy_request", A::DeployRequests, Changes, "Open, change and close deploy requests."),
    db("review_deploy_request", A::DeployRequests, Changes, "Review deploy requests."),
    production(db("approve_deploy_request", A::DeployRequests, Changes, "Approve deploy requests, which lets schema changes reach production.")),
    db("read_comment", A::DeployRequests, Reads, "Read the comments on deploy requests."),
    db("create_comment", A::DeployRequests, Changes, "Comment on deploy requests."),

    db("read_backups", A::Backups, Reads, "See backups and backup schedules."),
    db("write_backups", A::Backups, Changes, "Take backups and change their schedules."),
    db("restore_backup", A::Backups, Changes, "Restore a backup of a development branch to a new branch."),
    production(db("restore_production_branch_backup", A::Backups, Changes, "Restore a backup of a production branch to a new branch, which copies production data.")),
    db("delete_backups", A::Backups, Destroys, "Delete backups of development branches."),
    production(db("delete_production_branch_backups", A::Backups, Destroys, "Delete backups of production branches.")),

    db("write_branch_vschema", A::VSchema, Changes, "Change how a development branch's keyspaces are sharded and routed."),
    production(db("write_production_branch_vschema", A::VSchema, Changes, "Change how a production branch's keyspaces are sharded and routed.")),
];

/// Every known permission, in the order of display.
#[allow(clippy::indexing_slicing, reason = "by the compiler")]
pub static CATALOG: [CatalogEntry; LINES.len()] = {
    let mut all = [LINES[0].0; LINES.len()];
    let mut at = 0;
    while at < LINES.len() {
        all[at] = LINES[at].0;
        at += 1;
    }
    all
};

/// What the holder of each of them can do. Apart from them, because the first page does without.
#[allow(clippy::indexing_slicing, reason = "by the compiler")]
pub static DESCRIPTIONS: [&str; LINES.len()] = {
    let mut all = [""; LINES.len()];
    let mut at = 0;
    while at < LINES.len() {
        all[at] = LINES[at].1;
        at += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_catalog_has_each_of_the_48_known_permissions_once() {
        let names: HashSet<_> = CATALOG.iter().map(|entry| entry.name).collect();
        assert_eq!((CATALOG.len(), names.len()), (48, 48));
        let organization = CATALOG.iter().filter(|entry| entry.scope == Scope::Organization);
        assert_eq!(organization.count(), 16);
    }

    #[test]
    fn each_entry_says_what_its_holder_can_do_in_one_sentence_or_two() {
        for (entry, description) in CATALOG.iter().zip(DESCRIPTIONS) {
            assert!(description.ends_with('.'), "{}", entry.name);
            assert!(description.len() > 12, "{}", entry.name);
        }
    }

    #[test]
    fn what_deletes_or_names_production_is_marked_so() {
        for entry in &CATALOG {
            assert_eq!(
                entry.name.starts_with("delete_"),
                entry.effect == Effect::Destroys,
                "{}",
                entry.name
            );
            assert_eq!(
                entry.name.starts_with("read_"),
                entry.effect == Effect::Reads && !entry.production,
                "{}",
                entry.name
            );
            if entry.name.contains("production") {
                assert!(entry.production, "{}", entry.name);
            }
        }
    }

    #[test]
    fn areas_follow_each_other_in_the_catalogs_order() {
        let order: Vec<_> = CATALOG.iter().map(|entry| entry.area).collect();
        assert!(order.is_sorted());
    }
}
