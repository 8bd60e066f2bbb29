//! Configuration, addresses, queries, times, lifetimes and files.

use console_core::domain::config::{Config, KEYS};
use console_core::domain::export::{Dialect, Separator, parse_csv};
use console_core::domain::identity;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::listing::folded;
use console_core::domain::route::Route;
use console_core::domain::time::Timestamp;
use console_core::domain::ttl;
use console_core::domain::view_state::{TokensView, decoded, encode_into, pairs};
use serde_json::{Value, json};

use super::breaking::{broken, odd_text};
use super::chance::each;

#[test]
fn a_configuration_is_read_or_refused_by_the_name_of_its_key() {
    let valid = json!({
        "apiBase": "/api/v1", "title": "Console", "readOnly": false, "organizations": ["acme"],
        "signInUrl": "/oauth2/start?rd={path}", "signOutUrl": "https://sign-in.example.com/out",
        "identityUrl": "/oauth2/userinfo", "notice": "Hello",
        "policy": { "defaultTtl": 86_400, "maxTtl": 2_592_000, "allowNoExpiry": true, "namePattern": "^ci-" },
    });
    each(4_000, |chance| {
        let text = broken(valid.clone(), chance);
        match Config::read(&text) {
            // Addresses that would run a script are never taken.
            Ok(read) => assert!(!format!("{read:?}").to_lowercase().contains("url: \"javascript:")),
            Err(wrong) => assert!(!format!("{wrong:?}").is_empty()),
        }
        let known = KEYS.len();
        assert!(known > 0);
    });
}

#[test]
fn any_address_is_a_page_and_is_printed_as_it_is_read() {
    let start = [
        "/",
        "/acme/tokens",
        "/acme/tokens/tok1",
        "/acme/access",
        "/settings",
        "/a%2Fb/tokens/%2e%2e",
    ];
    each(8_000, |chance| {
        let path = odd_text(chance, &start);
        let route = Route::parse(&path);
        let is_page = !matches!(route, Route::NotFound(_));
        assert!(!is_page || Route::parse(&route.print()) == route, "{path:?}");
    });
}

#[test]
fn any_query_is_a_view_and_is_printed_as_it_is_read() {
    let start = [
        "",
        "q=ci&filter=expired,unused&sort=-name",
        "?q=%e3%81%8c&x=1",
        "filter=nothing&filter=expired",
    ];
    each(8_000, |chance| {
        let query = odd_text(chance, &start);
        let view = TokensView::parse(&query);
        assert_eq!(TokensView::parse(&view.print()), view, "{query:?}");
        for (key, value) in pairs(&query) {
            let mut encoded = String::new();
            encode_into(&value, &mut encoded);
            assert!(encoded.is_ascii(), "{key}");
            assert_eq!(decoded(&encoded), value, "{query:?}");
        }
    });
}

#[test]
fn any_time_is_read_or_refused_and_what_is_read_can_be_told() {
    let start = [
        "2026-11-20T12:00:00.000Z",
        "2026-11-20T12:00:00+02:00",
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "2024-02-29T00:00:00",
        "Fri, 20 Nov 2026 12:00:00 GMT",
        "Friday, 20-Nov-26 12:00:00 GMT",
        "Fri Nov 20 12:00:00 2026",
        "\u{ff12}\u{ff10}26-11-20T12:00:00Z",
    ];
    each(8_000, |chance| {
        let text = odd_text(chance, &start);
        for read in [Timestamp::parse(&text), Timestamp::parse_http(&text)].into_iter().flatten() {
            assert_eq!(Timestamp::parse(&read.iso()), Ok(read), "{text:?}");
            let now = Timestamp::from_seconds(1_795_176_000);
            let _ = (read.distance(now), now.distance(read), read.file_stamp());
        }
    });
}

#[test]
fn any_lifetime_that_is_taken_is_whole_and_within_the_policy() {
    let start = [
        "60",
        " 3600 ",
        "1.5",
        "1e3",
        "+60",
        "0",
        "-1",
        "2147483648",
        "9007199254740993",
        "\u{ff16}\u{ff10}",
    ];
    let policy = |json: &str| Config::read(json).unwrap().config.policy;
    let policies = [policy("{}"), policy(r#"{"policy":{"maxTtl":3600,"defaultTtl":60}}"#)];
    each(8_000, |chance| {
        let text = odd_text(chance, &start);
        let policy = chance.one_of(&policies);
        if let Ok(seconds) = ttl::seconds(&text, policy) {
            assert!(seconds.0 >= 1, "{text:?}");
            assert!(policy.max_ttl.is_none_or(|most| seconds <= most), "{text:?}");
        }
    });
}

#[test]
fn any_id_that_is_taken_keeps_its_place_in_a_path() {
    let start = ["tok1", "acme", "..", ".", "", "a/b", "%2e%2e"];
    each(8_000, |chance| {
        let text = odd_text(chance, &start);
        for taken in [
            TokenId::parse(&text).ok().map(|id| id.as_str().to_owned()),
            OrgName::parse(&text).ok().map(|org| org.as_str().to_owned()),
        ]
        .into_iter()
        .flatten()
        {
            let mut encoded = String::new();
            encode_into(&taken, &mut encoded);
            assert!(!encoded.is_empty() && !encoded.contains(['/', '?', '#']), "{text:?}");
            assert!(!["%2e", "%2e%2e"].contains(&encoded.to_lowercase().as_str()), "{text:?}");
            assert!(encoded != "." && encoded != "..", "{text:?}");
        }
    });
}

#[test]
fn any_text_is_folded_and_any_file_and_answer_of_the_sign_in_is_read() {
    let start = ["id,name\r\n1,\"a\"\"b\"\r\n", "\"", "a;b\tc|d", "\u{feff}id"];
    let identity = json!({ "user": "ada", "email": "ada@example.com", "preferredUsername": "ada" });
    each(4_000, |chance| {
        let text = odd_text(chance, &start);
        let separator = *chance.one_of(&Separator::ALL);
        let _ = (folded(&text), parse_csv(&text, Dialect { separator, ..Dialect::default() }));
        let _ = identity::name(&broken(identity.clone(), chance));
        let _ = identity::name(&broken(Value::Null, chance));
    });
}
