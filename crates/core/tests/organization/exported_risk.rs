//! Exports of tokens tell how grave what they hold is.

use console_core::domain::access::Grant;
use console_core::domain::export::{Chosen, Coverage, Export, ExportContext, Format};
use console_core::domain::ids::OrgName;
use console_core::domain::permission::Permission;
use console_core::domain::resource::ResourceKey;
use console_core::domain::time::Timestamp;

use super::setup::{self, token};

#[test]
fn the_risk_of_what_was_not_read_is_no_risk_of_nothing() {
    let organization = OrgName::parse("acme").unwrap();
    let about = ExportContext {
        organization: &organization,
        organization_id: None,
        generated_at: Timestamp::parse("2026-11-24T10:22:33Z").unwrap(),
        person: None,
        chosen: Chosen::All,
        filters: "",
        filters_in_words: "",
        coverage: Coverage::Whole,
    };
    let holds = |names: &[&str]| {
        let grant = |name: &&str| Grant::new(ResourceKey::ORGANIZATION, Permission::named(name));
        token("tok1", Some(names.iter().map(grant).collect()))
    };
    let (resources, keys) = setup::organization();
    let gone = Grant::new(keys[4], Permission::named("delete_database"));
    let tokens = [
        token("tok1", None),
        holds(&[]),
        holds(&["read_branch", "delete_production_branch"]),
        holds(&["read_branch", "fly_to_the_moon"]),
        holds(&["fly_to_the_moon"]),
        token("tok1", Some(vec![gone])),
    ];
    let csv = Export::default().tokens(&tokens, &resources, about);
    let ends = [
        ",false,,,",
        ",false,0,none,false",
        ",2,destroys_production,false",
        ",2,reads,true",
        ",1,unknown,true",
        ",1,on_deleted,false",
    ];
    for (line, end) in csv.lines().skip(1).zip(ends) {
        assert!(line.ends_with(end), "{line} {end}");
    }
    assert_eq!(csv.lines().count(), 7);
    let json = Export { format: Format::Json, ..Export::default() };
    let text = json.tokens(&tokens, &resources, about);
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["schema"], "service-token-console/tokens/2");
    let told: Vec<_> = (0..6)
        .map(|at| (read["rows"][at]["risk"].as_str(), read["rows"][at]["holds_unknown"].as_bool()))
        .collect();
    let expected = [
        (None, None),
        (Some("none"), Some(false)),
        (Some("destroys_production"), Some(false)),
        (Some("reads"), Some(true)),
        (Some("unknown"), Some(true)),
        (Some("on_deleted"), Some(false)),
    ];
    assert_eq!(told, expected);
}
