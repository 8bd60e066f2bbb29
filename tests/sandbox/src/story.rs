//! An organization like a real one, "northwind": a shop whose tokens grew over the years. Each rule of the page of findings
//! has one believable example in it, and so has what is in order.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::events::{Event, Named, Past, branch};
use crate::world::{Access, Database, On, Organization, Token};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// A token: when it was created, ends and was last used, in days from now.
struct Told {
    id: &'static str,
    name: Option<&'static str>,
    by: &'static str,
    created: i64,
    ends: Option<i64>,
    used: Option<i64>,
    access: &'static [(&'static str, &'static [&'static str])],
}

/// The databases: their names, the days since they were made and since they were deleted.
const DATABASES: [(&str, i64, Option<i64>); 8] = [
    ("orders", 900, None),
    ("catalog", 880, None),
    ("payments", 860, None),
    ("customers", 700, None),
    ("analytics", 420, None),
    ("loyalty", 90, None),
    // Dropped, and made again under its name.
    ("loyalty", 610, Some(95)),
    ("orders-legacy", 1_400, Some(160)),
];

/// Where the deleted database is whose name belongs to another one now.
const OLD_LOYALTY: &str = "loyalty (deleted)";

const TOKENS: [Told; 19] = [
    // In order.
    Told {
        id: "nwcatalogsyn",
        name: Some("catalog-sync"),
        by: "Ines Duarte",
        created: 40,
        ends: Some(50),
        used: Some(0),
        access: &[(
            "catalog",
            &["read_database", "read_branch", "connect_production_read_only_branch"],
        )],
    },
    Told {
        id: "nwmetricsgr1",
        name: Some("metrics-grafana"),
        by: "Tomasz Nowak",
        created: 60,
        ends: Some(120),
        used: Some(0),
        access: &[("", &["read_metrics_endpoints", "read_organization"])],
    },
    Told {
        id: "nwdrrestore1",
        name: Some("dr-restore"),
        by: "Tomasz Nowak",
        created: 30,
        ends: Some(60),
        used: Some(12),
        access: &[("orders", &["read_backups", "restore_production_branch_backup"])],
    },
    // Can destroy production.
    Told {
        id: "nwterraform1",
        name: Some("terraform-production"),
        by: "Ines Duarte",
        created: 210,
        ends: Some(155),
        used: Some(1),
        access: &[("", &["read_databases", "delete_databases", "write_database"])],
    },
    // Can mint tokens.
    Told {
        id: "nwonboarding",
        name: Some("onboarding-bot"),
        by: "Priya Raman",
        created: 120,
        ends: Some(90),
        used: Some(3),
        access: &[("", &["read_service_tokens", "write_service_tokens"])],
    },
    // Breaks the assertion that metrics reads metrics and nothing but.
    Told {
        id: "nwmetricsold",
        name: Some("metrics-datadog"),
        by: "Sam Whitaker",
        created: 250,
        ends: Some(75),
        used: Some(0),
        access: &[
            ("", &["read_metrics_endpoints"]),
            ("payments", &["connect_production_read_only_branch"]),
        ],
    },
    // Opens deploy requests and approves them.
    Told {
        id: "nwdeploybot1",
        name: Some("schema-deploy-bot"),
        by: "Priya Raman",
        created: 180,
        ends: Some(45),
        used: Some(0),
        access: &[(
            "orders",
            &["read_deploy_request", "create_deploy_request", "approve_deploy_request"],
        )],
    },
    // Its access grows by itself.
    Told {
        id: "nwpreviews01",
        name: Some("preview-environments"),
        by: "Jonas Bauer",
        created: 95,
        ends: Some(85),
        used: Some(0),
        access: &[("", &["create_databases"])],
    },
    // Can delete, though nothing in production; ends soon.
    Told {
        id: "nwcicleanup1",
        name: Some("ci-branch-cleanup"),
        by: "Jonas Bauer",
        created: 83,
        ends: Some(7),
        used: Some(0),
        access: &[
            ("catalog", &["read_branch", "delete_branch"]),
            ("customers", &["read_branch", "delete_branch"]),
        ],
    },
    // Ended, and nobody deleted it.
    Told {
        id: "nwaudit20250",
        name: Some("audit-autumn"),
        by: "Helen Osei",
        created: 110,
        ends: Some(-20),
        used: Some(31),
        access: &[("", &["read_audit_logs", "read_invoices"])],
    },
    // Never ends; made by somebody who has left; not used for a year.
    Told {
        id: "nwwarehouse1",
        name: Some("warehouse-export"),
        by: "Sam Whitaker",
        created: 720,
        ends: None,
        used: Some(372),
        access: &[("analytics", &["connect_production_read_only_branch"])],
    },
    // Lives for three years.
    Told {
        id: "nwpos0000001",
        name: Some("point-of-sale"),
        by: "Helen Osei",
        created: 400,
        ends: Some(695),
        used: Some(0),
        access: &[("orders", &["connect_production_branch"])],
    },
    // Made for an incident, and never used.
    Told {
        id: "nwincident14",
        name: Some("incident-1407-debug"),
        by: "Jonas Bauer",
        created: 38,
        ends: Some(52),
        used: None,
        access: &[("payments", &["read_branch", "create_branch"])],
    },
    // Used before it was created: the clock of whoever told so was wrong.
    Told {
        id: "nwnightly001",
        name: Some("nightly-report"),
        by: "Ines Duarte",
        created: 20,
        ends: Some(70),
        used: Some(26),
        access: &[("analytics", &["read_database"])],
    },
    // A permission that is newer than this console.
    Told {
        id: "nwsearchidx1",
        name: Some("search-indexer"),
        by: "Tomasz Nowak",
        created: 25,
        ends: Some(65),
        used: Some(0),
        access: &[("catalog", &["read_branch", "read_search_indexes"])],
    },
    // What is left of two deleted databases.
    Told {
        id: "nwmigration1",
        name: Some("orders-migration"),
        by: "Priya Raman",
        created: 300,
        ends: Some(66),
        used: Some(2),
        access: &[
            ("orders", &["read_branch", "create_branch"]),
            ("orders-legacy", &["read_branch"]),
            (OLD_LOYALTY, &["read_branch"]),
        ],
    },
    // All databases give what two of them give once more; the same access as another one.
    Told {
        id: "nwbackupver1",
        name: Some("backup-verifier"),
        by: "Helen Osei",
        created: 140,
        ends: Some(80),
        used: Some(0),
        access: &[
            ("", &["read_backups"]),
            ("orders", &["read_backups"]),
            ("payments", &["read_backups"]),
        ],
    },
    // A twin whose name is no use: the same name, the same access.
    Told {
        id: "nwbackupver2",
        name: Some("backup-verifier"),
        by: "Helen Osei",
        created: 139,
        ends: Some(80),
        used: Some(4),
        access: &[
            ("", &["read_backups"]),
            ("orders", &["read_backups"]),
            ("payments", &["read_backups"]),
        ],
    },
    // No name.
    Told {
        id: "nwnoname0001",
        name: None,
        by: "Sam Whitaker",
        created: 310,
        ends: Some(40),
        used: Some(9),
        access: &[("customers", &["read_database"])],
    },
];

/// The organization, as it is now.
pub(crate) fn northwind(now: i64) -> Organization {
    let database = |(place, (name, made, deleted)): (usize, (&str, i64, Option<i64>))| Database {
        id: format!("nwdatabase{place:02}"),
        name: name.to_owned(),
        created: now - made * DAY,
        deleted: deleted.map(|days| now - days * DAY),
    };
    let mut tokens: Vec<Token> = TOKENS.iter().map(|told| token(told, now)).collect();
    tokens.sort_by_key(|token| std::cmp::Reverse(token.created));
    Organization {
        id: "northwindorg".to_owned(),
        name: "northwind".to_owned(),
        databases: DATABASES.into_iter().enumerate().map(database).collect(),
        tokens,
        events: events(now),
    }
}

/// The last two weeks. A secret stood in a public log of a build; somebody else used it before that was told, and since.
fn events(now: i64) -> Vec<Event> {
    let mut past = Past::default();
    let person = Named::person;
    let token = |id: &str| {
        let name = TOKENS.iter().find(|told| told.id == id).and_then(|told| told.name);
        Named::new("ServiceToken", id, name.unwrap_or_default())
    };
    let on = |name: &str| Some(Named::new("Database", "", name));
    let cleanup = || token("nwcicleanup1");
    let gone = || Named::new("ServiceToken", "nwrelease001", "release-2025");
    past.add(
        now - 13 * DAY,
        "branch.deleted",
        cleanup(),
        branch("pr-812"),
        on("catalog"),
        Value::Null,
    );
    past.add(
        now - 9 * DAY,
        "service_token.granted_access",
        person("Sam Whitaker"),
        token("nwmetricsold"),
        on("payments"),
        json!({ "access": ["connect_production_read_only_branch"] }),
    );
    past.add(
        now - 6 * DAY,
        "service_token.deleted",
        person("Ines Duarte"),
        gone(),
        None,
        Value::Null,
    );
    past.add(
        now - 5 * DAY,
        "deploy_request.approved",
        person("Helen Osei"),
        branch("add-index"),
        on("orders"),
        Value::Null,
    );
    past.add(
        now - 3 * DAY,
        "branch.deleted",
        cleanup(),
        branch("pr-840"),
        on("catalog"),
        Value::Null,
    );
    let elsewhere = ("Unknown", "192.0.2.66");
    past.add(
        now - 2 * DAY - 3 * HOUR,
        "branch.deleted",
        cleanup(),
        branch("staging"),
        on("customers"),
        Value::Null,
    );
    past.from(elsewhere);
    past.add(
        now - 2 * DAY,
        "service_token.token_leaked",
        Named::new("System", "scanner", "Secret scanning"),
        cleanup(),
        None,
        json!({ "found_in": "a public build log" }),
    );
    past.add(now - DAY, "branch.deleted", cleanup(), branch("qa"), on("customers"), Value::Null);
    past.from(elsewhere);
    let hired = || Named::new("ServiceToken", "nwnewhire001", "new-hire");
    past.add(
        now - 8 * DAY,
        "service_token.created",
        token("nwonboarding"),
        hired(),
        None,
        Value::Null,
    );
    past.add(
        now - 7 * DAY,
        "service_token.deleted",
        person("Priya Raman"),
        hired(),
        None,
        Value::Null,
    );
    past.events("nwevent")
}

fn token(told: &Told, now: i64) -> Token {
    let mut accesses: Vec<Access> = told
        .access
        .iter()
        .flat_map(|(place, permissions)| {
            let on = on(place);
            permissions.iter().map(move |own| Access { on, permission: Arc::from(*own) })
        })
        .collect();
    accesses.sort_by(|a, b| (a.on, &a.permission).cmp(&(b.on, &b.permission)));
    Token {
        id: told.id.to_owned(),
        name: told.name.map(str::to_owned),
        secret: ["pscale_tkn_story_", told.id].concat(),
        created: now - told.created * DAY,
        expires: told.ends.map(|days| now + days * DAY),
        // Not all of them at midnight, and those of today not yet.
        used: told.used.map(|days| now - days * DAY - 2 * HOUR),
        actor: told.by.to_owned(),
        accesses,
    }
}

fn on(place: &str) -> On {
    let (name, is_deleted) = match place {
        "" => return On::Organization,
        OLD_LOYALTY => ("loyalty", true),
        name => (name, name == "orders-legacy"),
    };
    let at = DATABASES
        .iter()
        .position(|(own, _, deleted)| *own == name && deleted.is_some() == is_deleted);
    at.map_or(On::Organization, On::Database)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_on_databases_that_are_there() {
        for (place, _) in TOKENS.iter().flat_map(|told| told.access) {
            assert_eq!(on(place) == On::Organization, place.is_empty(), "{place}");
        }
        let organization = northwind(1_000 * DAY);
        let mut ids: Vec<&str> = organization.tokens.iter().map(|it| it.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), TOKENS.len());
        assert!(ids.iter().all(|id| id.len() == 12));
    }
}
