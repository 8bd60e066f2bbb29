//! Exports give their rows back, to us and to a reader that we did not write.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use console_core::domain::access::Grant;
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
    let as_pscale = |format| Export { format, layout: Layout::Pscale, ..Export::default() };
    assert_eq!(
        as_pscale(Format::Csv).tokens(&tokens, about(&organization)),
        "ID,Name,LastUsedAt,ExpiresAt,CreatedAt\ntok1,\"a <b>, \"\"c\"\"\",0,0,1767323045678\ntok2,,0,0,1767323045678\n\n"
    );
    let json = as_pscale(Format::Json).tokens(&tokens, about(&organization));
    assert!(json.starts_with("[\n  {\n    \"id\": \"tok1\",\n    \"type\": \"ServiceToken\",\n    \"token\": \"\",\n    \"name\": \"a \\u003cb\\u003e, \\\"c\\\"\",\n    \"created_at\": \"2026-01-02T03:04:05.678Z\",\n    \"last_used_at\": null,"), "{json}");
    assert!(json.ends_with("  }\n]\n"));
}

#[test]
fn access_is_grouped_as_the_command_line_does() {
    let organization = OrgName::parse("acme").unwrap();
    let mut resources = Resources::of("acme");
    let shop = resources.database(ResourceFacts { id: "d1", name: "shop", deleted_at: None });
    let token = token("tok1", None);
    let row = |grant| AccessRow { token: token.clone(), grant };
    let rows = [
        row(Grant::new(shop, Permission::named("read_branch"))),
        row(Grant::on_organization(Permission::named("read_branch"))),
        row(Grant::new(shop, Permission::named("connect_branch"))),
    ];
    let export = Export { layout: Layout::Pscale, ..Export::default() };
    assert_eq!(
        export.access(&rows, &resources, about(&organization)),
        "ResourceName,ResourceType,Accesses\nshop,Database,\"[\"\"read_branch\"\",\"\"connect_branch\"\"]\"\nacme,Organization,\"[\"\"read_branch\"\"]\"\n\n"
    );
    let report = Export { mark: Mark::Present, ..Export::default() };
    let text = report.access(&rows, &resources, about(&organization));
    assert!(text.starts_with("\u{feff}token_id,"));
    assert_eq!(parse_csv(&text)[2][2], "AllDatabases");
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
