//! The API's JSON shapes.

use console_core::domain::permission::Permission;
use serde::Serialize;
use serde_json::{Value, json};

use crate::clock::text;
use crate::events::Event;
use crate::options::Accesses;
use crate::world::{Access, Database, On, Organization, Token};

#[derive(Serialize)]
pub(crate) struct ResourceShape<'a> {
    id: &'a str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    name: &'a str,
    created_at: String,
    updated_at: String,
    deleted_at: Option<String>,
}

#[derive(Serialize)]
struct EmbeddedAccess<'a> {
    id: String,
    access: &'a str,
    description: &'static str,
    resource_name: &'a str,
    resource_id: &'a str,
    resource_type: &'static str,
    resource: ResourceShape<'a>,
}

#[derive(Serialize)]
pub(crate) struct AccessRow<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    access: &'a str,
    resource: ResourceShape<'a>,
}

#[derive(Serialize)]
pub(crate) struct TokenShape<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    name: Option<&'a str>,
    display_name: &'a str,
    avatar_url: &'static str,
    token: Option<&'a str>,
    plain_text_refresh_token: Option<&'a str>,
    created_at: String,
    updated_at: String,
    expires_at: Option<String>,
    last_used_at: Option<String>,
    actor_id: &'static str,
    actor_display_name: &'a str,
    actor_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[allow(clippy::option_option, reason = "absent, null and told are three things to a client")]
    service_token_accesses: Option<Option<Vec<EmbeddedAccess<'a>>>>,
    oauth_accesses_by_resource: Option<()>,
}

fn description(permission: &str) -> &'static str {
    Permission::named(permission).description().unwrap_or_default()
}

fn resource_type(on: On) -> &'static str {
    match on {
        On::Organization => "Organization",
        On::Database(_) => "Database",
        On::Cluster => "Cluster",
    }
}

fn resource(organization: &Organization, on: On, typed: bool) -> ResourceShape<'_> {
    let kind = typed.then(|| resource_type(on));
    let shape = |id, name, created, deleted: Option<i64>| ResourceShape {
        id,
        kind,
        name,
        created_at: text(created),
        updated_at: text(created),
        deleted_at: deleted.map(text),
    };
    match on {
        On::Database(place) => match organization.databases.get(place) {
            Some(Database { id, name, created, deleted }) => shape(id, name, *created, *deleted),
            None => shape("", "", 0, None),
        },
        On::Organization => shape(&organization.id, &organization.name, 1_600_000_000_000, None),
        On::Cluster => shape("cluster1", "blue", 1_600_000_000_000, None),
    }
}

fn access_id(token: &Token, access: &Access) -> String {
    let on = match access.on {
        On::Organization => "org".to_owned(),
        On::Database(place) => place.to_string(),
        On::Cluster => "cluster".to_owned(),
    };
    [&token.id, "-", &on, "-", &access.permission].concat()
}

pub(crate) fn access_rows<'a>(
    organization: &'a Organization,
    token: &'a Token,
) -> Vec<AccessRow<'a>> {
    token
        .accesses
        .iter()
        .map(|access| AccessRow {
            id: access_id(token, access),
            kind: match access.on {
                On::Organization => "OrganizationAccess",
                On::Database(_) => "DatabaseAccess",
                On::Cluster => "ClusterAccess",
            },
            access: &access.permission,
            resource: resource(organization, access.on, true),
        })
        .collect()
}

/// A token; `secret` only in the answer of its creation.
pub(crate) fn token<'a>(
    organization: &'a Organization,
    token: &'a Token,
    accesses: Accesses,
    secret: Option<&'a str>,
) -> TokenShape<'a> {
    let embedded = || {
        let all = token
            .accesses
            .iter()
            .map(|access| {
                let resource = resource(organization, access.on, false);
                EmbeddedAccess {
                    id: access_id(token, access),
                    access: &access.permission,
                    description: description(&access.permission),
                    resource_name: resource.name,
                    resource_id: resource.id,
                    resource_type: resource_type(access.on),
                    resource,
                }
            })
            .collect();
        Some(all)
    };
    TokenShape {
        id: &token.id,
        kind: "ServiceToken",
        name: token.name.as_deref(),
        display_name: token.name.as_deref().unwrap_or(&token.id),
        avatar_url: "https://app.planetscale.com/gravatar-fallback.png",
        token: secret,
        plain_text_refresh_token: None,
        created_at: text(token.created),
        updated_at: text(token.created),
        expires_at: token.expires.map(text),
        last_used_at: token.used.map(text),
        actor_id: "user1",
        actor_display_name: &token.actor,
        actor_type: "User",
        service_token_accesses: match accesses {
            Accesses::Full => Some(embedded()),
            Accesses::Null => Some(None),
            Accesses::Absent => None,
        },
        oauth_accesses_by_resource: None,
    }
}

pub(crate) fn grants(organization: &Organization, token: &Token) -> Vec<Value> {
    let mut groups: Vec<(On, Vec<Value>)> = Vec::new();
    for access in &token.accesses {
        let row = json!({ "access": &*access.permission, "description": description(&access.permission) });
        match groups.iter_mut().find(|(on, _)| *on == access.on) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((access.on, vec![row])),
        }
    }
    groups
        .into_iter()
        .map(|(on, accesses)| {
            let resource = resource(organization, on, true);
            json!({
                "id": format!("{}-{}", token.id, resource.id),
                "type": "ServiceTokenGrant",
                "resource_name": resource.name,
                "resource_type": resource_type(on),
                "resource_id": resource.id,
                "accesses": accesses,
            })
        })
        .collect()
}

pub(crate) fn database(database: &Database) -> Value {
    json!({
        "id": database.id, "type": "Database", "name": database.name, "kind": "mysql", "state": "ready",
        "region": { "id": "r1", "slug": "eu-west", "display_name": "AWS eu-west-1", "provider": "AWS" },
        "html_url": "https://app.planetscale.com/", "notes": "", "default_branch": "main",
        "created_at": text(database.created), "updated_at": text(database.created),
    })
}

pub(crate) fn organization(one: &Organization) -> Value {
    json!({
        "id": one.id, "type": "Organization", "name": one.name, "plan": "scaler_pro",
        "database_count": one.databases.iter().filter(|d| d.deleted.is_none()).count(),
        "created_at": text(1_600_000_000_000), "updated_at": text(1_600_000_000_000),
    })
}

pub(crate) fn event(event: &Event) -> Value {
    let Event { actor, subject, target, from, .. } = event;
    let target = target.as_ref();
    json!({
        "id": event.id, "type": "AuditLogEvent",
        "actor_id": actor.id, "actor_type": actor.kind, "actor_display_name": actor.name,
        "auditable_id": subject.id, "auditable_type": subject.kind, "auditable_display_name": subject.name,
        "target_id": target.map(|it| &it.id), "target_type": target.map(|it| it.kind),
        "target_display_name": target.map(|it| &it.name),
        "audit_action": event.action, "action": event.action.rsplit('.').next(),
        "location": from.map(|(place, _)| place), "remote_ip": from.map(|(_, address)| address),
        "metadata": event.metadata, "created_at": text(event.at), "updated_at": text(event.at),
    })
}

/// A page of a list.
#[derive(Serialize)]
pub(crate) struct Envelope<'a, T> {
    #[serde(rename = "type")]
    kind: &'static str,
    current_page: usize,
    per_page: usize,
    next_page: Option<usize>,
    next_page_url: Option<String>,
    prev_page: Option<usize>,
    prev_page_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_pages: Option<usize>,
    data: &'a [T],
}

/// One page of a list, in the API's envelope.
pub(crate) fn page<T: Serialize>(
    all: &[T],
    (page, per_page): (usize, usize),
    totals: bool,
) -> Value {
    let start = (page - 1).saturating_mul(per_page);
    let rows = all.get(start..(start + per_page).min(all.len())).unwrap_or_default();
    serde_json::to_value(envelope(rows, all.len(), (page, per_page), totals)).unwrap_or_default()
}

/// The envelope around rows that are already cut out.
pub(crate) fn envelope<T>(
    data: &[T],
    count: usize,
    (page, per_page): (usize, usize),
    totals: bool,
) -> Envelope<'_, T> {
    let pages = count.div_ceil(per_page).max(1);
    let next = (page < pages).then_some(page + 1);
    let prev = (page > 1).then(|| page - 1);
    let url = |page: Option<usize>| {
        page.map(|page| format!("https://api.planetscale.com/v1?page={page}"))
    };
    Envelope {
        kind: "list",
        current_page: page,
        per_page,
        next_page: next,
        next_page_url: url(next),
        prev_page: prev,
        prev_page_url: url(prev),
        total_count: totals.then_some(count),
        total_pages: totals.then_some(pages),
        data,
    }
}
