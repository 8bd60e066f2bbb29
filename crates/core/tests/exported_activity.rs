//! Events of the audit log as files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use console_core::domain::activity::{Event, Party, TokenEvent, find_token_events};
use console_core::domain::export::{
    Chosen, Coverage, Dialect, Export, ExportContext, Format, Totals, parse_csv,
};
use console_core::domain::ids::OrgName;
use console_core::domain::time::Timestamp;

fn events() -> Vec<TokenEvent> {
    let party = |id: &str, kind: &str, name: &str| Party {
        id: id.into(),
        kind: kind.into(),
        name: name.into(),
    };
    let leak = Event {
        id: "e2".into(),
        at: Some(Timestamp::from_seconds(1_795_132_800)),
        action: "service_token.token_leaked".into(),
        actor: party("s", "System", "=cmd|' /C calc'!A0"),
        subject: party("t1", "ServiceToken", "ci"),
        details: Some(r#"{"found_in":"a log, public"}"#.into()),
        ..Event::default()
    };
    let act = Event {
        id: "e1".into(),
        action: "branch.created".into(),
        actor: party("t1", "ServiceToken", "ci"),
        subject: party("b", "DatabaseBranch", "main"),
        location: Some("Lisbon".into()),
        ip: Some("203.0.113.24".into()),
        ..Event::default()
    };
    find_token_events(&[Arc::new(leak), Arc::new(act)], [])
}

fn written(format: Format, coverage: Coverage<'_>) -> String {
    let org = OrgName::parse("acme").unwrap();
    let about = ExportContext {
        organization: &org,
        organization_id: None,
        generated_at: Timestamp::from_seconds(1_795_132_800),
        person: None,
        chosen: Chosen::All,
        filters: "",
        filters_in_words: "",
        coverage,
    };
    Export { format, ..Export::default() }.activity(&events(), about)
}

#[test]
fn each_event_is_a_row_and_what_is_not_told_is_empty() {
    let text = written(Format::Csv, Coverage::Whole);
    assert!(text.contains("'=cmd"), "a spreadsheet would run it");
    let rows = parse_csv(&text, Dialect::default());
    assert_eq!(rows.len(), 3);
    let column = |name: &str| rows[0].iter().position(|own| own == name).unwrap();
    let told = |row: usize, name: &str| rows[row][column(name)].as_str();
    assert_eq!(told(1, "happened_at"), "2026-11-20T00:00:00Z");
    assert_eq!((told(1, "kind"), told(1, "token_id")), ("leaked", "t1"));
    assert_eq!(told(1, "details"), r#"{"found_in":"a log, public"}"#);
    assert_eq!((told(2, "happened_at"), told(2, "kind")), ("", "other"));
    assert_eq!((told(2, "token_id"), told(2, "subject_name")), ("t1", "main"));
    assert_eq!(told(2, "ip_address"), "203.0.113.24");
}

#[test]
fn a_file_that_lacks_events_says_so_in_each_row() {
    let text = written(Format::Csv, Coverage::Partial("Not loaded."));
    assert!(text.lines().next().unwrap().ends_with(",complete"));
    let json = written(Format::Json, Coverage::Partial("Not loaded."));
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(told["schema"], "service-token-console/activity/1");
    assert_eq!((&told["complete"], &told["missing"]), (&false.into(), &"Not loaded.".into()));
    assert_eq!(
        told["totals"],
        serde_json::json!({ "by_tokens": 1, "leaked": 1, "rows": 2, "tokens": 1 })
    );
    assert_eq!(told["rows"][1]["happened_at"], serde_json::Value::Null);
    assert_eq!(told["rows"][0]["token_name"], "ci");
    assert_eq!(
        Totals::of_activity(&[]),
        Totals::Activity { by_tokens: 0, leaked: 0, rows: 0, tokens: 0 }
    );
}
