//! Words of the report's search that are about one field.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use console_core::domain::access::Grant;
use console_core::domain::ids::TokenId;
use console_core::domain::listing::Index;
use console_core::domain::permission::Permission;
use console_core::domain::report::{FoundBy, Offer, ReportView, SearchField, complete, rows};
use console_core::domain::resource::{Resource, ResourceFacts, ResourceKey, Resources};
use console_core::domain::time::{Seconds, Timestamp};
use console_core::domain::token::{Token, TokenAccess};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

fn world() -> (Vec<Arc<Token>>, Index, Resources) {
    let mut resources = Resources::of("acme");
    let mut database =
        |name: &str| resources.database(ResourceFacts { id: name, name, deleted_at: None });
    let (shop, ledger) = (database("shop"), database("ledger"));
    let days = |count: i64| Some(NOW.saturating_add(Seconds::days(count)));
    let token = |id: &str, by: &str, ends, used, grants: &[(ResourceKey, &str)]| {
        let grants: Vec<Grant> =
            grants.iter().map(|(key, name)| Grant::new(*key, Permission::named(name))).collect();
        Arc::new(Token {
            id: TokenId::parse(id).unwrap(),
            name: Some(format!("{id}-bot").into()),
            created_at: None,
            expires_at: ends,
            last_used_at: used,
            created_by: Some(by.into()),
            access: TokenAccess::Known(grants.into()),
            more: None,
        })
    };
    let everywhere = ResourceKey::ALL_DATABASES;
    let tokens = vec![
        token("ci", "Ada", days(10), days(-1), &[(shop, "delete_branch"), (shop, "read_branch")]),
        token("dr", "Bo", None, None, &[(everywhere, "delete_branch"), (ledger, "read_branch")]),
        token("old", "Ada", days(-5), days(-200), &[(ResourceKey::ORGANIZATION, "read_invoices")]),
    ];
    let mut index = Index::new("");
    index.extend(&tokens);
    (tokens, index, resources)
}

fn name_of(resource: &Resource) -> String {
    resource.name.to_string()
}

/// The rows that a search finds, as "token permission"; `+` after those found only by what they reach.
fn found(search: &str) -> Vec<String> {
    let (tokens, index, resources) = world();
    let view = ReportView { search: search.to_owned(), ..ReportView::default() };
    let all = rows(&tokens, &index, &resources, &view, NOW, name_of).to_vec();
    let text = |row: &console_core::domain::report::Row| {
        let token = &tokens[row.token as usize];
        let reached = if row.reach == FoundBy::Own { "" } else { "+" };
        format!("{} {}{reached}", token.id, row.grant.permission)
    };
    all.iter().map(text).collect()
}

#[test]
fn each_field_finds_what_it_is_about() {
    let all = found("");
    assert_eq!(all.len(), 5);
    assert_eq!(found("perm:delete_*"), ["ci delete_branch", "dr delete_branch"]);
    assert_eq!(found("perm:branch").len(), 4);
    assert_eq!(found("perm:branch*").len(), 0);
    assert_eq!(found("db:sho?"), ["ci read_branch", "ci delete_branch", "dr delete_branch+"]);
    assert_eq!(found("db:shop via:direct"), ["ci read_branch", "ci delete_branch"]);
    assert_eq!(found("via:all"), ["dr delete_branch"]);
    assert_eq!(found("via:org"), ["old read_invoices"]);
    assert_eq!(found("by:ada effect:destroys"), ["ci delete_branch"]);
    assert_eq!(found("expires:<30d").len(), 2);
    assert_eq!(found("expires:never").len(), 2);
    assert_eq!(found("expires:expired"), ["old read_invoices"]);
    assert_eq!(found("used:>90d"), ["old read_invoices"]);
    assert_eq!(found("used:never").len(), 2);
    assert_eq!(found("NAME:ci").len(), 2);
    assert_eq!(found("id:dr name:bot").len(), 2);
}

#[test]
fn a_minus_leaves_out_and_what_is_no_field_is_a_word() {
    assert_eq!(found("-name:ci -name:dr"), ["old read_invoices"]);
    assert_eq!(found("-perm:read_*"), ["ci delete_branch", "dr delete_branch"]);
    assert_eq!(found("db:shop -via:all"), ["ci read_branch", "ci delete_branch"]);
    assert_eq!(found("perm: db:"), found(""));
    assert_eq!(found("colour:red"), Vec::<String>::new());
    assert_eq!(found("ci-bot").len(), 2);
}

#[test]
fn areas_types_and_deleted_resources_are_words_too() {
    assert_eq!(found("area:branches id:ci"), ["ci read_branch", "ci delete_branch"]);
    assert_eq!(found("area:records"), ["old read_invoices"]);
    assert_eq!(found("type:organization"), ["old read_invoices"]);
    assert_eq!(found("type:all"), ["dr delete_branch"]);
    assert_eq!(found("type:database -id:ci"), ["dr read_branch"]);
    assert_eq!(found("deleted:no").len(), 5);
    assert!(found("deleted:yes").is_empty());
}

#[test]
fn quotes_hold_a_value_with_spaces_together() {
    assert_eq!(found("by:\"ada\" perm:delete_*"), ["ci delete_branch"]);
    assert_eq!(found("name:\"ci bot\""), Vec::<String>::new());
    assert_eq!(found("name:\"ci-bot").len(), 2, "somebody is still typing");
    assert_eq!(found("by:\"\""), found(""));
    assert_eq!(found("\"ci-bot\""), Vec::<String>::new(), "elsewhere a quote is a quote");
}

/// What is offered at the end of a search.
fn offered(search: &str) -> Vec<String> {
    let all = complete(search, search.len(), values);
    all.map_or_else(Vec::new, |it| it.offers.iter().map(Offer::text).collect())
}

fn values(field: SearchField) -> Vec<String> {
    let (tokens, _, resources) = world();
    match field {
        SearchField::Permission => Permission::known().map(|it| it.name().to_owned()).collect(),
        SearchField::Resource => resources.iter().map(|(_, it)| name_of(it)).collect(),
        SearchField::Name => {
            tokens.iter().filter_map(|it| Some((**it.name.as_ref()?).to_owned())).collect()
        }
        SearchField::Id => tokens.iter().map(|it| it.id.to_string()).collect(),
        SearchField::By => vec![
            "Ada".to_owned(),
            "Bo".to_owned(),
            "Dolores \"Lola\" Ibáñez".to_owned(),
            " ".to_owned(),
        ],
        _ => Vec::new(),
    }
}

#[test]
fn only_words_about_times_change_as_time_passes() {
    let depends = |search: &str| {
        ReportView { search: search.to_owned(), ..ReportView::default() }.depends_on_time()
    };
    assert!(depends("ci expires:<30d") && depends("-used:>1y"));
    assert!(!depends("name:ci perm:read") && !depends("expires: used") && !depends(""));
}

#[test]
fn fields_are_offered_and_then_their_values() {
    assert_eq!(offered("").len(), SearchField::ALL.len());
    assert_eq!(offered("ci pe"), ["perm:"]);
    assert_eq!(offered("-D"), ["-db:", "-deleted:"]);
    assert_eq!(offered("ci-bot"), Vec::<String>::new());
    assert_eq!(offered("perm:delete_br"), ["perm:delete_branch", "perm:delete_branch_password"]);
    assert_eq!(offered("-via:"), ["-via:direct", "-via:all", "-via:org"]);
    assert_eq!(offered("via:org"), Vec::<String>::new(), "it is there already");
    assert_eq!(offered("colour:r"), Vec::<String>::new());
    assert_eq!(offered("by:lola"), ["by:\"Dolores ?Lola? Ibáñez\""]);
    assert_eq!(offered("by:\"dolores"), offered("by:lola"));
    assert_eq!(offered("by: "), offered(""), "a new word");
    assert_eq!(offered("db:hop").first().map(String::as_str), Some("db:shop"));
}

#[test]
fn a_value_that_a_field_does_not_have_finds_nothing_and_is_told() {
    for search in
        ["type:databse", "expires:abc", "deleted:maybe", "used:<", "-via:any", "perm:read effect:x"]
    {
        assert_eq!(found(search), Vec::<String>::new(), "{search}");
        let view = ReportView { search: search.into(), ..ReportView::default() };
        assert_eq!(view.not_understood().len(), 1, "{search}");
    }
    for search in [
        "type:",
        "colour:red",
        "-type:all",
        "by:\"Ada",
        "-name:ci expires:<30D",
        "type:Database",
        "deleted:Yes",
        "effect:READS",
    ] {
        let view = ReportView { search: search.into(), ..ReportView::default() };
        assert_eq!(view.not_understood(), [], "{search}");
    }
}

#[test]
fn a_word_that_names_no_field_is_a_word_and_is_told() {
    let unknown = |search: &str| {
        let view = ReportView { search: search.into(), ..ReportView::default() };
        view.unknown_fields().join(" ")
    };
    assert_eq!(unknown("colour:red -permission:x perm:read"), "colour permission");
    assert_eq!(unknown("colour: 10:30 https a:b:c :x by:\"x y:z\""), "a");
}

#[test]
fn nothing_is_offered_within_a_word_and_only_that_word_is_replaced() {
    let at = |caret| complete("perm:rea db:sh by:a", caret, values);
    assert_eq!(at(3), None);
    assert_eq!(at(14).unwrap().replaced, 9..14);
    assert_eq!(at(14).unwrap().offers[0].text(), "db:shop");
    assert_eq!(at(19).unwrap().replaced, 15..19);
    assert_eq!(complete("a  b", 2, values).unwrap().replaced, 2..2);
    assert_eq!(complete("é", 1, values), None, "no place between characters");
}

proptest! {
    #[test]
    fn every_offered_value_is_a_word_that_finds_what_has_it(field in prop::sample::select(SearchField::ALL.to_vec())) {
        let key = [field.key(), ":"].concat();
        for text in offered(&key) {
            let excluded = ["-", &text].concat();
            let (with, without) = (found(&text), found(&excluded));
            // A database is found by what reaches it, too, and those are not left out.
            let own = with.iter().filter(|row| !row.ends_with('+')).count();
            prop_assert_eq!(own + without.len(), found("").len(), "{}", text);
            let is_held = matches!(field, SearchField::Name | SearchField::Id);
            prop_assert!(!is_held || !with.is_empty(), "{}", text);
        }
    }

    #[test]
    fn whatever_is_typed_what_is_offered_takes_the_place_of_the_word(search in "[-a-z:\"<>é ]{0,30}", caret in 0_usize..32) {
        let Some(completion) = complete(&search, caret, values) else { return Ok(()) };
        prop_assert!(completion.replaced.end == caret && !completion.offers.is_empty());
        for offer in completion.offers {
            let mut after = search.clone();
            after.replace_range(completion.replaced.clone(), &offer.text());
            let end = completion.replaced.start + offer.text().len();
            let again = complete(&after, end, values);
            prop_assert!(again.is_none_or(|it| it.replaced == (completion.replaced.start..end)));
        }
    }

    #[test]
    fn what_a_field_finds_and_what_it_leaves_out_are_all(field in prop::sample::select(vec!["perm:read", "perm:delete_*", "name:ci", "by:ada", "via:all", "via:direct", "effect:reads", "expires:never", "used:<7d"])) {
        let (with, without) = (found(field), found(&["-", field].concat()));
        prop_assert_eq!(with.len() + without.len(), found("").len());
        prop_assert!(with.iter().all(|row| !without.contains(row)));
    }

    #[test]
    fn whatever_is_typed_does_no_harm(text in "[-a-z:*?<>0-9 ]{0,40}", odd in ".{0,40}") {
        found(&text);
        found(&odd);
    }
}
