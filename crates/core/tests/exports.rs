//! Exports give their rows back, to us and to a reader that we did not write.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use console_core::domain::access::{AccessSet, Grant};
use console_core::domain::export::{
    About, AccessRow, Export, Format, Formulas, Layout, Mark, parse_csv,
};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceFacts, Resources};
use console_core::domain::time::Timestamp;
use console_core::domain::token::{Token, TokenAccess};
use proptest::prelude::*;

fn token(id: &str, name: Option<&str>) -> Arc<Token> {
    Arc::new(Token {
        id: TokenId::parse(id).unwrap(),
        name: name.map(Into::into),
        created_at: Some(Timestamp::parse("2026-01-02T03:04:05.678Z").unwrap()),
        expires_at: None,
        last_used_at: None,
        created_by: Some("Ada".into()),
        access: TokenAccess::NotTold,
        more: None,
    })
}

fn about(organization: &OrgName) -> About<'_> {
    About {
        organization,
        generated_at: Timestamp::parse("2026-11-24T10:22:33Z").unwrap(),
        filters: "filter=expired",
        is_complete: true,
    }
}

proptest! {
    #[test]
    fn names_come_back_whatever_is_in_them(names in prop::collection::vec("\\PC*|[=+@\", \r\n\t-]{0,6}", 0..6)) {
        let organization = OrgName::parse("acme").unwrap();
        let tokens: Vec<_> = names.iter().map(|name| token("tok1", Some(name))).collect();
        let defused = Export::default().tokens(&tokens, about(&organization));
        let back: Vec<String> = parse_csv(&defused).into_iter().skip(1).map(|row| row[1].clone()).collect();
        prop_assert_eq!(&back, &names);
        let as_is = Export { formulas: Formulas::AsIs, ..Export::default() }.tokens(&tokens, about(&organization));
        let mut reader = csv::ReaderBuilder::new().from_reader(as_is.as_bytes());
        let back: Vec<String> = reader.records().map(|row| row.unwrap()[1].to_owned()).collect();
        prop_assert_eq!(&back, &names);
        let json = Export { format: Format::Json, ..Export::default() }.tokens(&tokens, about(&organization));
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        let back: Vec<&str> = read["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
        prop_assert_eq!(back, names.iter().map(String::as_str).collect::<Vec<_>>());
        // The command line's layout is JSON too.
        let json = Export { format: Format::Json, layout: Layout::Pscale, ..Export::default() }.tokens(&tokens, about(&organization));
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read.as_array().unwrap().len(), names.len());
    }

    #[test]
    fn no_defused_cell_begins_like_a_formula(name in "[ \"']{0,3}[=+@\t\r＝＋－＠-]\\PC{0,5}") {
        let organization = OrgName::parse("acme").unwrap();
        let text = Export::default().tokens(&[token("tok1", Some(&name))], about(&organization));
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        prop_assert!(row[1].starts_with('\''));
    }
}

#[test]
fn the_command_lines_layout_is_its_bytes() {
    let organization = OrgName::parse("acme").unwrap();
    let tokens = [token("tok1", Some("a <b>, \"c\"")), token("tok2", None)];
    assert_eq!(
        as_pscale(Format::Csv).tokens(&tokens, about(&organization)),
        "ID,Name,LastUsedAt,ExpiresAt,CreatedAt\ntok1,\"a <b>, \"\"c\"\"\",0,0,1767323045678\ntok2,,0,0,1767323045678\n\n"
    );
    let json = as_pscale(Format::Json).tokens(&tokens, about(&organization));
    assert!(json.starts_with("[\n  {\n    \"id\": \"tok1\",\n    \"type\": \"ServiceToken\",\n    \"token\": \"\",\n    \"name\": \"a \\u003cb\\u003e, \\\"c\\\"\",\n    \"created_at\": \"2026-01-02T03:04:05.678Z\",\n    \"last_used_at\": null,"), "{json}");
    assert!(json.ends_with("  }\n]\n"));
}

fn as_pscale(format: Format) -> Export {
    Export { format, layout: Layout::Pscale, ..Export::default() }
}

#[test]
fn access_is_grouped_by_resource_in_the_apis_order_as_the_command_line_does() {
    let organization = OrgName::parse("acme").unwrap();
    let mut resources = Resources::of("acme");
    let shop = |id| ResourceFacts { id, name: "shop", deleted_at: None };
    let (shop, dropped) = (resources.database(shop("d1")), resources.database(shop("d2")));
    let told = [
        Grant::new(dropped, Permission::named("read_branch")),
        Grant::new(shop, Permission::named("read_branch")),
        Grant::on_organization(Permission::named("read_branch")),
        Grant::new(shop, Permission::named("connect_branch")),
        Grant::on_organization(Permission::named("read_invoices")),
    ];
    let token = |id: &str| {
        let access = TokenAccess::Told(told.into());
        Arc::new(Token { access, ..(*token(id, None)).clone() })
    };
    // A page knows them as a set, which has an order of its own.
    let rows = |token: Arc<Token>| {
        let set: AccessSet = told.into_iter().collect();
        set.iter().map(|grant| AccessRow { token: token.clone(), grant }).collect::<Vec<_>>()
    };
    let one = rows(token("tok1"));
    let groups = "shop,Database,\"[\"\"read_branch\"\"]\"\n\
                  shop,Database,\"[\"\"read_branch\"\",\"\"connect_branch\"\"]\"\n\
                  acme,Organization,\"[\"\"read_branch\"\",\"\"read_invoices\"\"]\"\n";
    let header = "ResourceName,ResourceType,Accesses\n";
    let csv =
        |rows: &[AccessRow]| as_pscale(Format::Csv).access(rows, &resources, about(&organization));
    assert_eq!(csv(&one), format!("{header}{groups}\n"));
    // Several tokens are one after the other, as if each had been asked for.
    let other = rows(token("tok2"));
    let mixed: Vec<_> = one.iter().chain(&other).cloned().collect();
    assert_eq!(csv(&mixed), format!("{header}{groups}{groups}\n"));
    let mingled: Vec<_> =
        one.iter().zip(&other).flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
    assert_eq!(csv(&mingled), csv(&mixed));
    assert_eq!(csv(&[]), format!("{header}\n"));
    let report = Export { mark: Mark::Present, ..Export::default() };
    let text = report.access(&one, &resources, about(&organization));
    assert!(text.starts_with("\u{feff}token_id,"));
    assert!(parse_csv(&text).iter().any(|row| row[2] == "AllDatabases"));
}

#[test]
fn the_command_line_escapes_the_signs_of_html_in_some_places_only() {
    let organization = OrgName::parse("acme").unwrap();
    let mut resources = Resources::of("acme");
    let odd = "a<b>&\u{2028},\"q\"";
    let database = resources.database(ResourceFacts { id: "d1", name: odd, deleted_at: None });
    let grants = [
        Grant::new(database, Permission::named("x<y>&")),
        Grant::new(database, Permission::named("\u{1}\u{8}\u{7f},")),
    ];
    let access = TokenAccess::Told(grants.into());
    let token = Arc::new(Token { access, ..(*token("tok1", None)).clone() });
    let rows = grants.map(|grant| AccessRow { token: token.clone(), grant });
    let text = |format| as_pscale(format).access(&rows, &resources, about(&organization));
    assert_eq!(
        text(Format::Csv),
        "ResourceName,ResourceType,Accesses\n\"a<b>&\u{2028},\"\"q\"\"\",Database,\
         \"[\"\"x\\u003cy\\u003e\\u0026\"\",\"\"\\u0001\\b\u{7f},\"\"]\"\n\n"
    );
    assert_eq!(
        text(Format::Json),
        "[\n  {\n    \"resource_name\": \"a<b>&\\u2028,\\\"q\\\"\",\n    \"resource_type\": \"Database\",\n    \
         \"accesses\": [\n      \"x<y>&\",\n      \"\\u0001\\b\u{7f},\"\n    ]\n  }\n]\n"
    );
}

#[test]
fn a_time_that_was_not_told_is_the_command_lines_zero() {
    let organization = OrgName::parse("acme").unwrap();
    let untold = Arc::new(Token { created_at: None, ..(*token("tok1", None)).clone() });
    let json = as_pscale(Format::Json).tokens(&[untold], about(&organization));
    assert!(json.contains("\"created_at\": \"0001-01-01T00:00:00Z\""), "{json}");
}

#[test]
fn a_file_name_says_what_it_is_and_suits_every_system() {
    let organization = OrgName::parse("a/b:c").unwrap();
    let at = Timestamp::parse("2026-11-24T10:22:33Z").unwrap();
    assert_eq!(
        Export::default().file_name(&organization, "tokens", at),
        "a_b_c-tokens-2026-11-24T102233Z.csv"
    );
}
