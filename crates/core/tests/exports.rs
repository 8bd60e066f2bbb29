//! Exports give their rows back, to us and to a reader that we did not write.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use console_core::domain::access::{AccessSet, Grant};
use console_core::domain::export::{
    AccessRow, Audience, ByteOrderMark, Chosen, Coverage, Dialect, Export, ExportContext, Format,
    Formulas, Layout, Separator, Totals, manifest_name, parse_csv,
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
        access: TokenAccess::Unknown,
        more: None,
    })
}

fn about(organization: &OrgName) -> ExportContext<'_> {
    ExportContext {
        organization,
        organization_id: Some("org1"),
        generated_at: Timestamp::parse("2026-11-24T10:22:33Z").unwrap(),
        person: Some("ada@example.com"),
        chosen: Chosen::Shown,
        filters: "filter=expired",
        filters_in_words: "Filters: Expired.",
        coverage: Coverage::Whole,
    }
}

fn program(formulas: Formulas, mark: ByteOrderMark) -> Export {
    Export { reader: Audience::Program { formulas, mark }, ..Export::default() }
}

fn spreadsheet(separator: Separator) -> Export {
    Export { reader: Audience::Spreadsheet(separator), ..Export::default() }
}

/// Names that have what readers split at, and what they run.
fn hostile() -> impl Strategy<Value = String> {
    "([,;\t|\r\n\"' ]|[=+@＝＋－＠-]|[a1]|\u{a0}|\u{feff}|\u{200b}|\u{0}|\\PC){0,12}"
}

/// Splits as `LibreOffice` does: a quote counts at the beginning of a field alone, and what follows its end up to the
/// separator belongs to the field.
fn split_like_libreoffice(text: &str, separator: char) -> Vec<String> {
    let mut fields = Vec::new();
    let mut rest = text.trim_start_matches('\u{feff}');
    while !rest.is_empty() {
        let mut field = String::new();
        if let Some(inner) = rest.strip_prefix('"') {
            let mut chars = inner.char_indices().peekable();
            let mut end = inner.len();
            while let Some((at, c)) = chars.next() {
                match c {
                    '"' if chars.peek().is_some_and(|(_, next)| *next == '"') => {
                        chars.next();
                        field.push('"');
                    }
                    '"' => {
                        end = at + 1;
                        break;
                    }
                    c => field.push(c),
                }
            }
            rest = &inner[end..];
        }
        let end = rest.find([separator, '\r', '\n']);
        field.push_str(&rest[..end.unwrap_or(rest.len())]);
        rest = end.map_or("", |end| rest[end..].split_at(1).1);
        fields.push(field);
    }
    fields
}

/// Every field that some reader makes of a file.
fn fields_of_all_readers(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut fields = Vec::new();
    for separator in [',', ';', '\t', '|'] {
        fields.extend(split_like_libreoffice(text, separator));
        fields.extend(text.split([separator, '\r', '\n']).map(str::to_owned));
        for quoting in [true, false] {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(separator as u8)
                .quoting(quoting)
                .flexible(true)
                .has_headers(false)
                .from_reader(text.as_bytes());
            for record in reader.records() {
                fields.extend(record.unwrap().iter().map(str::to_owned));
            }
        }
    }
    fields
}

/// What a spreadsheet would run, however it trims.
fn runs(field: &str) -> bool {
    let start = field.trim_start_matches(|c: char| {
        c == '"' || c.is_whitespace() || c.is_control() || "\u{feff}\u{200b}".contains(c)
    });
    start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

proptest! {
    #[test]
    fn no_reader_whatever_it_splits_at_finds_a_formula(names in prop::collection::vec(hostile(), 1..4)) {
        let organization = OrgName::parse("acme").unwrap();
        let mut resources = Resources::of("acme");
        let database = resources.database(ResourceFacts { id: "d1", name: &names[0], deleted_at: None });
        let grant = Grant::new(database, Permission::named("read_branch"));
        let tokens: Vec<_> = names.iter().map(|name| token("tok1", Some(name))).collect();
        let rows: Vec<_> = tokens.iter().map(|token| AccessRow { token: token.clone(), grant }).collect();
        let all = [Separator::Comma, Separator::Semicolon, Separator::Tab].map(spreadsheet);
        for export in all.into_iter().chain([Export::default()]) {
            for text in [export.tokens(&tokens, &Resources::of("acme"), about(&organization)), export.access(&rows, &resources, about(&organization))] {
                for field in fields_of_all_readers(&text) {
                    prop_assert!(!runs(&field), "{field:?} of {text:?}");
                }
            }
        }
    }

    #[test]
    fn whatever_is_written_for_a_spreadsheet_is_read_back(names in prop::collection::vec(prop_oneof![hostile(), "[0-9/.,:e#'-]{1,6}", "\\PC*"], 0..5)) {
        let organization = OrgName::parse("acme").unwrap();
        let tokens: Vec<_> = names.iter().map(|name| token("tok1", Some(name))).collect();
        for export in Separator::ALL.map(spreadsheet).into_iter().chain([Export::default()]) {
            let text = export.tokens(&tokens, &Resources::of("acme"), about(&organization));
            let back: Vec<String> = parse_csv(&text, export.reader.dialect()).into_iter().skip(1).map(|row| row[1].clone()).collect();
            prop_assert_eq!(&back, &names);
        }
    }

    #[test]
    fn names_come_back_whatever_is_in_them(names in prop::collection::vec("\\PC*|[=+@\", \r\n\t-]{0,6}", 0..6)) {
        let organization = OrgName::parse("acme").unwrap();
        let tokens: Vec<_> = names.iter().map(|name| token("tok1", Some(name))).collect();
        let defused = Export::default().tokens(&tokens, &Resources::of("acme"), about(&organization));
        let back: Vec<String> = parse_csv(&defused, Dialect::default()).into_iter().skip(1).map(|row| row[1].clone()).collect();
        prop_assert_eq!(&back, &names);
        let as_is = program(Formulas::AsIs, ByteOrderMark::Absent).tokens(&tokens, &Resources::of("acme"), about(&organization));
        let mut reader = csv::ReaderBuilder::new().from_reader(as_is.as_bytes());
        let back: Vec<String> = reader.records().map(|row| row.unwrap()[1].to_owned()).collect();
        prop_assert_eq!(&back, &names);
        let json = Export { format: Format::Json, ..Export::default() }.tokens(&tokens, &Resources::of("acme"), about(&organization));
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        let back: Vec<&str> = read["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
        prop_assert_eq!(back, names.iter().map(String::as_str).collect::<Vec<_>>());
        // The command line's layout is JSON too.
        let json = Export { format: Format::Json, layout: Layout::Pscale, ..Export::default() }.tokens(&tokens, &Resources::of("acme"), about(&organization));
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read.as_array().unwrap().len(), names.len());
    }

    #[test]
    fn no_defused_cell_begins_like_a_formula(name in "[ \"']{0,3}[=+@\t\r＝＋－＠-]\\PC{0,5}") {
        let organization = OrgName::parse("acme").unwrap();
        let text = Export::default().tokens(&[token("tok1", Some(&name))], &Resources::of("acme"), about(&organization));
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
        as_pscale(Format::Csv).tokens(&tokens, &Resources::of("acme"), about(&organization)),
        "ID,Name,LastUsedAt,ExpiresAt,CreatedAt\ntok1,\"a <b>, \"\"c\"\"\",0,0,1767323045678\ntok2,,0,0,1767323045678\n\n"
    );
    let json =
        as_pscale(Format::Json).tokens(&tokens, &Resources::of("acme"), about(&organization));
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
        let access = TokenAccess::Known(told.into());
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
    let report = program(Formulas::Defused, ByteOrderMark::Present);
    let text = report.access(&one, &resources, about(&organization));
    assert!(text.starts_with("\u{feff}token_id,"));
    assert!(parse_csv(&text, Dialect::default()).iter().any(|row| row[2] == "AllDatabases"));
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
    let access = TokenAccess::Known(grants.into());
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
    let json =
        as_pscale(Format::Json).tokens(&[untold], &Resources::of("acme"), about(&organization));
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

#[test]
fn what_stands_behind_a_separator_does_not_run() {
    let organization = OrgName::parse("acme").unwrap();
    let row = |name: &str| {
        let text = Export::default().tokens(
            &[token("tok1", Some(name))],
            &Resources::of("acme"),
            about(&organization),
        );
        text.lines().nth(1).unwrap().split(",Ada,").next().unwrap().to_owned()
    };
    assert_eq!(row("x;=1+1;y"), "tok1,\"x;'=1+1;y\"");
    assert_eq!(row("x|@y"), "tok1,\"x|'@y\"");
    assert_eq!(row("x\t\"=1"), "tok1,\"x\t'\"\"=1\"");
    assert_eq!(row("a, b; c"), "tok1,\"a, b; c\"");
    assert_eq!(row("ci-deploy"), "tok1,ci-deploy");
}

#[test]
fn a_spreadsheet_gets_its_separator_its_times_and_names_that_stay_names() {
    let organization = OrgName::parse("acme").unwrap();
    let tokens = ["007", "1e5", "1/2", "12345678901234567890", "ümlaut"]
        .map(|name| token("tok1", Some(name)));
    let text = spreadsheet(Separator::Semicolon).tokens(
        &tokens,
        &Resources::of("acme"),
        about(&organization),
    );
    let lines: Vec<_> = text.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "\u{feff}id;name;created_by;created_at_utc;last_used_at_utc;expires_at_utc;expired;accesses;\
         risk;holds_unknown"
    );
    assert_eq!(lines[1], "tok1;'007;Ada;2026-01-02 03:04:05;;;false;;;");
    for (line, name) in lines[2..5].iter().zip(["'1e5", "'1/2", "'12345678901234567890"]) {
        assert!(line.starts_with(&format!("tok1;{name};Ada;")), "{line}");
    }
    assert!(lines[5].starts_with("tok1;ümlaut;Ada;"));
    // For programs nothing of that is done.
    let text = Export::default().tokens(&tokens, &Resources::of("acme"), about(&organization));
    assert!(text.starts_with("id,name,created_by,created_at,"), "{text}");
    assert!(text.contains("tok1,007,Ada,2026-01-02T03:04:05.678Z,"), "{text}");
}

#[test]
fn separators_go_with_how_a_locale_writes_numbers() {
    for (number, separator) in [
        ("1.5", Separator::Comma),
        ("1,5", Separator::Semicolon),
        ("١٫٥", Separator::Comma),
        ("", Separator::Comma),
    ] {
        assert_eq!(Separator::beside_decimal(number), separator, "{number}");
    }
}

#[test]
fn a_file_that_lacks_rows_says_so_in_each_of_its_rows() {
    let organization = OrgName::parse("acme").unwrap();
    let tokens = [token("tok1", Some("a")), token("tok2", Some("b"))];
    let partial =
        ExportContext { coverage: Coverage::Partial("Only the first 2"), ..about(&organization) };
    let text = Export::default().tokens(&tokens, &Resources::of("acme"), partial);
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[0].ends_with(",accesses,risk,holds_unknown,complete"));
    assert!(lines[1..].iter().all(|line| line.ends_with(",false")), "{text}");
    let none = Export::default().access(&[], &Resources::of("acme"), partial);
    assert!(none.ends_with(",complete\r\n"));
    let json = Export { format: Format::Json, ..Export::default() }.tokens(
        &tokens,
        &Resources::of("acme"),
        partial,
    );
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["complete"], false);
    assert_eq!(read["missing"], "Only the first 2");
}

#[test]
fn a_file_or_its_manifest_says_whose_it_is_who_wrote_it_and_how_much_there_is() {
    let organization = OrgName::parse("acme").unwrap();
    let tokens = [token("tok1", Some("a"))];
    let about = about(&organization);
    let export = spreadsheet(Separator::Semicolon);
    let name = export.file_name(&organization, "tokens", about.generated_at);
    assert_eq!(manifest_name(&name), "acme-tokens-2026-11-24T102233Z.csv.manifest.json");
    let manifest = export.manifest(&name, Totals::of_tokens(&tokens, about.generated_at), about);
    let json = Export { format: Format::Json, ..Export::default() };
    assert!(json.is_self_describing() && !export.is_self_describing());
    assert!(!as_pscale(Format::Json).is_self_describing());
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let file: serde_json::Value =
        serde_json::from_str(&json.tokens(&tokens, &Resources::of("acme"), about)).unwrap();
    for key in [
        "complete",
        "filters",
        "filters_in_words",
        "generated_at",
        "generated_by",
        "missing",
        "organization",
        "organization_id",
        "totals",
    ] {
        assert_eq!(manifest[key], file[key], "{key}");
    }
    assert_eq!(manifest["rows"], "shown");
    assert_eq!(manifest["generated_by"]["person"], "ada@example.com");
    assert_eq!(manifest["generated_by"]["tool"], "service-token-console");
    assert_eq!(manifest["file"]["separator"], "semicolon");
    assert_eq!(manifest["totals"]["rows"], 1);
    assert_eq!(manifest["totals"]["access_not_read"], 1);
}
