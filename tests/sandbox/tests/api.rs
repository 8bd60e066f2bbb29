//! The sandbox answers as the API is documented to.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use reqwest::{Client, Method, StatusCode};
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};

const ADMIN: &str = "sandboxadmin:pscale_tkn_sandbox_admin";
const OPERATOR: &str = "sandboxoperator:pscale_tkn_sandbox_operator";
const READER: &str = "sandboxreader:pscale_tkn_sandbox_reader";

struct Api {
    sandbox: Sandbox,
    client: Client,
}

async fn start(change: impl FnOnce(&mut Options)) -> Api {
    let mut options = Options { now: Some("2026-11-20T12:00:00Z".into()), ..Options::default() };
    change(&mut options);
    Api { sandbox: Sandbox::start(options).await.unwrap(), client: Client::new() }
}

impl Api {
    async fn call(
        &self,
        credential: &str,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> (StatusCode, Value) {
        let url = format!("{}/v1/{path}", self.sandbox.address);
        let mut request = self
            .client
            .request(method, url)
            .header("authorization", credential)
            .header("accept", "application/json");
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answer = request.send().await.unwrap();
        assert!(!answer.headers().contains_key("access-control-allow-origin"));
        let status = answer.status();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.call(ADMIN, Method::GET, path, None).await
    }
}

#[tokio::test]
async fn lists_have_the_documented_envelope() {
    let api = start(|options| options.tokens = 30).await;
    let (status, first) = api.get("organizations/acme/service-tokens").await;
    assert_eq!(status, 200);
    assert_eq!(first["data"].as_array().unwrap().len(), 25);
    assert_eq!(
        [
            &first["current_page"],
            &first["next_page"],
            &first["prev_page"],
            &first["total_count"],
            &first["total_pages"]
        ],
        [&json!(1), &json!(2), &json!(null), &json!(30), &json!(2)]
    );
    let (_, second) = api.get("organizations/acme/service-tokens?page=2").await;
    assert_eq!(second["data"].as_array().unwrap().len(), 5);
    assert_eq!(second["next_page"], json!(null));
    let (_, organizations) = api.get("organizations").await;
    assert!(organizations.get("total_count").is_none());
    assert_eq!(organizations["data"][0]["name"], "acme");
}

#[tokio::test]
async fn a_token_lives_from_creation_to_deletion() {
    let api = start(|_| {}).await;
    let body = json!({ "name": "ci", "ttl": 60 });
    let (status, made) =
        api.call(ADMIN, Method::POST, "organizations/acme/service-tokens", Some(body)).await;
    assert_eq!(status, 200);
    assert!(made["token"].as_str().unwrap().starts_with("pscale_tkn_"));
    assert_eq!(made["expires_at"], "2026-11-20T12:01:00.000Z");
    let path = format!("organizations/acme/service-tokens/{}", made["id"].as_str().unwrap());
    let (_, read) = api.get(&path).await;
    assert_eq!(read["token"], json!(null));

    let access = format!("{path}/access");
    let add = json!({ "database": "", "access": ["read_branch", "read_organization"] });
    let (status, rows) = api.call(ADMIN, Method::POST, &access, Some(add.clone())).await;
    assert_eq!(status, 200);
    assert_eq!(rows["data"].as_array().unwrap().len(), 2);
    assert_eq!(rows["data"][0]["type"], "OrganizationAccess");
    let (_, again) = api.call(ADMIN, Method::POST, &access, Some(add)).await;
    assert_eq!(again["data"].as_array().unwrap().len(), 2);

    // The token works as a credential, with what it was given and nothing else.
    let own = format!("{}:{}", made["id"].as_str().unwrap(), made["token"].as_str().unwrap());
    assert_eq!(api.call(&own, Method::GET, "organizations/acme", None).await.0, 200);
    let (status, refused) =
        api.call(&own, Method::GET, "organizations/acme/service-tokens", None).await;
    assert_eq!((status.as_u16(), refused["code"].as_str()), (404, Some("not_found")));

    let remove = json!({ "database": "", "access": ["read_branch"] });
    assert_eq!(api.call(ADMIN, Method::DELETE, &access, Some(remove)).await.0, 204);
    let (_, grants) = api.get(&format!("{path}/grants")).await;
    assert_eq!(grants["data"][0]["accesses"][0]["access"], "read_organization");

    assert_eq!(api.call(ADMIN, Method::DELETE, &path, None).await.0, 204);
    assert_eq!(api.get(&path).await.0, 404);
    let (_, log) = api.get("organizations/acme/audit-log?limit=2").await;
    assert_eq!(log["data"][0]["audit_action"], "service_token.deleted");
    assert_eq!(log["has_next"], true);
    let cursor = log["cursor_end"].as_str().unwrap();
    let (_, older) =
        api.get(&format!("organizations/acme/audit-log?limit=10&starting_after={cursor}")).await;
    assert_eq!(older["has_prev"], true);
    assert_ne!(older["data"][0]["id"], log["data"][1]["id"]);
}

#[tokio::test]
async fn what_the_api_does_not_know_is_refused_and_remembered() {
    let api = start(|_| {}).await;
    let (status, told) = api.get("organizations/acme/service-tokens?sort=name").await;
    assert_eq!((status.as_u16(), told["code"].as_str()), (400, Some("bad_request")));
    let body = json!({ "nmae": "ci" });
    let (status, _) =
        api.call(ADMIN, Method::POST, "organizations/acme/service-tokens", Some(body)).await;
    assert_eq!(status, 400);
    let url = format!("{}/_control/violations", api.sandbox.address);
    let remembered: Vec<String> =
        serde_json::from_str(&api.client.get(url).send().await.unwrap().text().await.unwrap())
            .unwrap();
    assert_eq!(remembered.len(), 2);
}

#[tokio::test]
async fn permissions_have_their_level() {
    let api = start(|_| {}).await;
    let (_, list) = api.get("organizations/acme/service-tokens?per_page=1").await;
    let id = list["data"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("organizations/acme/service-tokens/{id}/access");
    for (database, permission, wanted) in [
        ("shop", "read_invoices", 422),
        ("shop", "no_such_permission", 422),
        ("no-such-database", "read_branch", 404),
        ("shop", "read_branch", 200),
    ] {
        let body = json!({ "database": database, "access": [permission] });
        let (status, _) = api.call(ADMIN, Method::POST, &path, Some(body)).await;
        assert_eq!(status, wanted, "{permission} on {database}");
    }
}

#[tokio::test]
async fn the_audit_log_leads_from_page_to_page_and_tells_what_is_done() {
    let api = start(|options| options.tokens = 30).await;
    let log = "organizations/acme/audit-log";
    let (_, whole) = api.get(&format!("{log}?limit=100")).await;
    let count = whole["data"].as_array().unwrap().len();
    assert!(count > 30 && whole["has_next"] == false, "{count}");
    let (mut ids, mut after) = (Vec::new(), String::new());
    loop {
        let (_, page) = api.get(&format!("{log}?limit=7{after}")).await;
        ids.extend(page["data"].as_array().unwrap().iter().map(|one| one["id"].clone()));
        if page["has_next"] == false {
            break;
        }
        after = format!("&starting_after={}", page["cursor_end"].as_str().unwrap());
    }
    let all: Vec<Value> =
        whole["data"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(ids, all);
    let tokens = "organizations/acme/service-tokens";
    let (_, made) = api.call(ADMIN, Method::POST, tokens, Some(json!({ "name": "new" }))).await;
    let own = format!("{tokens}/{}", made["id"].as_str().unwrap());
    let access = json!({ "database": "shop", "access": ["read_branch"] });
    api.call(ADMIN, Method::POST, &format!("{own}/access"), Some(access)).await;
    api.call(ADMIN, Method::DELETE, &own, None).await;
    let (_, now) = api.get(&format!("{log}?limit=3")).await;
    let told: Vec<_> = now["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["audit_action"].as_str().unwrap())
        .collect();
    assert_eq!(
        told,
        ["service_token.deleted", "service_token.granted_access", "service_token.created"]
    );
    assert_eq!(now["data"][1]["target_display_name"], "shop");
    assert_eq!(api.call(OPERATOR, Method::GET, log, None).await.0, 404);
    assert_eq!(api.get(&format!("{log}?limit=101")).await.0, 400);
}

#[tokio::test]
async fn credentials_are_told_apart() {
    let api = start(|_| {}).await;
    let list = "organizations/acme/service-tokens";
    assert_eq!(api.call("nobody:wrong", Method::GET, list, None).await.0, 401);
    assert_eq!(api.call(&format!("Bearer {ADMIN}"), Method::GET, list, None).await.0, 401);
    assert_eq!(api.call(READER, Method::GET, list, None).await.0, 200);
    assert_eq!(api.call(READER, Method::POST, list, Some(json!({}))).await.0, 404);
    assert_eq!(api.call("Bearer sandbox-user-token", Method::GET, "user", None).await.0, 200);
    assert_eq!(api.call(ADMIN, Method::GET, "user", None).await.0, 404);
}

#[tokio::test]
async fn the_consoles_server_refuses_writes_from_elsewhere() {
    let api = start(|_| {}).await;
    let url = format!("{}/api/v1/organizations/acme/service-tokens", api.sandbox.address);
    let post = |site: &'static str| {
        api.client.post(&url).header("sec-fetch-site", site).header("content-type", "text/plain")
    };
    assert_eq!(post("cross-site").send().await.unwrap().status(), 403);
    assert_eq!(post("same-site").send().await.unwrap().status(), 403);
    assert_eq!(api.client.post(&url).send().await.unwrap().status(), 403);
    assert_eq!(post("same-origin").send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_same_seed_makes_the_same_data() {
    let (one, two) = (start(|_| {}).await, start(|_| {}).await);
    let path = "organizations/acme/service-tokens?per_page=100";
    assert_eq!(one.get(path).await, two.get(path).await);
    let other = start(|options| options.seed = 2).await;
    assert_ne!(one.get(path).await, other.get(path).await);
}

#[tokio::test]
async fn answers_are_packed_for_whoever_accepts_that_but_none_that_holds_a_secret() {
    let api = start(|options| options.tokens = 30).await;
    let list = "organizations/acme/service-tokens";
    let read = async || {
        let url = format!("{}/v1/{list}?per_page=100", api.sandbox.address);
        let request = api.client.get(url).header("authorization", ADMIN);
        let answer = request.header("accept-encoding", "br, gzip").send().await.unwrap();
        assert_eq!(answer.headers()["content-encoding"], "gzip");
        assert_eq!(answer.headers()["vary"], "accept-encoding");
        let packed = answer.bytes().await.unwrap();
        serde_json::from_reader::<_, Value>(flate2::read::GzDecoder::new(&*packed)).unwrap()
    };
    let first = read().await;
    assert_eq!((StatusCode::OK, first.clone()), api.get(&format!("{list}?per_page=100")).await);
    assert_eq!(read().await, first);

    let made = api.client.post(format!("{}/v1/{list}", api.sandbox.address));
    let made = made.header("authorization", ADMIN).header("accept-encoding", "gzip");
    let name = json!({ "name": "n".repeat(2_000) }).to_string();
    let made = made.header("content-type", "application/json").body(name).send().await.unwrap();
    assert!(!made.headers().contains_key("content-encoding"));
    // What was sent before is not sent again once something changed.
    assert_eq!(read().await["total_count"], 31);
}
