use super::*;
use crate::api::Outcome;
use crate::domain::config::Config;
use crate::domain::report::ReportView;
use crate::domain::resource::{ResourceFacts, ResourceKey, Resources};
use crate::domain::time::Timestamp;
use crate::domain::ttl::{Lifetime, WrongTtl};
use crate::domain::view_state::TokensView;

#[test]
fn one_is_singular_and_everything_else_is_plural() {
    let said = |n: usize| access_report::count(&n.into(), true);
    assert_eq!(said(0), "0 accesses");
    assert_eq!(said(1), "1 access");
    assert_eq!(said(2), "2 accesses");
    assert_eq!(review::applied(&1.into(), None), "1 change applied");
    assert_eq!(creation::copied(&1.into()), "1 access copied");
    assert_eq!(creation::not_copied(&1.into(), ""), "1 access could not be granted. ");
    assert_eq!(parts::found(&1.into()), "1 found");
    let most = |seconds| lifetimes::wrong_ttl(WrongTtl::BeyondPolicy(seconds));
    assert_eq!(most(1), "This console allows at most 1 second.");
    assert_eq!(most(60), "This console allows at most 60 seconds.");
    assert_eq!(most(86_400), "This console allows at most 86400 seconds (1 day).");
    assert_eq!(most(7_776_000), "This console allows at most 7776000 seconds (90 days).");
    assert_eq!(most(90_000), "This console allows at most 90000 seconds.");
}

#[test]
fn a_number_is_said_as_its_reader_writes_it() {
    let count = Count::new(1234, "1.234".to_owned());
    assert_eq!(access_report::count(&count, false), "1.234 accesses · partial");
}

#[test]
fn what_programs_look_for_keeps_its_form() {
    assert_eq!(tokens::shown(1234, 10_000, true), "1234 of 10000 tokens");
    assert_eq!(tokens::shown(1, 1, false), "1 of 1 tokens · partial");
    assert_eq!(
        [0, 1, 2].map(token::unsaved),
        ["0 unsaved changes", "1 unsaved change", "2 unsaved changes"]
    );
    assert_eq!((tokens::FILTERS, access_report::FILTERS), ("Filters", "Filters"));
    assert_eq!(tokens::select("ci"), "Select ci");
    assert_eq!(token::deleted("shop"), "shop (deleted)");
    assert_eq!(review::on("read_branch", "shop"), "read_branch on shop");
}

#[test]
fn a_name_of_the_other_direction_is_kept_apart() {
    let said = creation::copies_from("שלום", "tok1");
    assert!(said.contains("\u{2068}שלום\u{2069}"), "{said}");
}

#[test]
fn several_things_are_joined_as_people_do() {
    assert_eq!(risks::can(&[]), "");
    assert_eq!(risks::can(&["a"]), "It can a.");
    assert_eq!(risks::can(&["a", "b", "c"]), "It can a, b and c.");
}

#[test]
fn a_call_that_changes_several_resources_names_each() {
    let access = [
        review::permissions_on(&["read_invoices"], None),
        review::permissions_on(&["read_branch", "read_comment"], Some("All databases")),
    ];
    assert_eq!(
        review::step(true, &access, &Outcome::Done),
        "Add read_invoices on the organization, read_branch, read_comment on All databases: done"
    );
}

#[test]
fn a_view_is_said_as_it_narrows_and_widens() {
    let said = |query| export::tokens_view(&TokensView::parse(query));
    assert_eq!(said(""), "No search, no filters. Sorted by Created, descending.");
    assert_eq!(
        said("q=ci%20x&filter=expired,no_expiry,never_used&sort=name"),
        "Search: \u{2068}ci x\u{2069}. Filters: Expired or No expiry, and Never used. Sorted by Name."
    );
    assert_eq!(
        said("filter=expired,never_used&ends=2026-11-27..2026-11-30"),
        "No search. Filters: Expired or Expires 2026-11-27 to 2026-11-30, and Never used. Sorted by Created, descending."
    );
    assert_eq!(
        said("ends=..2026-11-30"),
        "No search. Filters: Expires until 2026-11-30. Sorted by Created, descending."
    );
    let report = export::report_view(&ReportView::parse("only=destroys,production&sort=-resource"));
    assert_eq!(
        report,
        "No search. Filters: Destroys, and Reaches production. Sorted by Resource, descending."
    );
    let grouped = ReportView::parse("q=ci&view=grouped&group=permission&sort=-resource");
    assert_eq!(
        export::report_view(&grouped),
        "Search: \u{2068}ci\u{2069}. No filters. Grouped by Permission."
    );
    let matrix = ReportView::parse("view=matrix&on=db:shop&has=delete_branch");
    assert_eq!(
        export::report_view(&matrix),
        "No search, no filters. On shop. Only tokens that hold delete_branch."
    );
}

#[test]
fn a_resource_is_called_by_its_kind_its_name_and_whether_it_is_deleted() {
    let mut table = Resources::of("acme");
    let facts = |id, name| ResourceFacts { id, name, deleted_at: None };
    let deleted_at = Some(Timestamp::from_seconds(1));
    let old = table.database(ResourceFacts { deleted_at, ..facts("db1", "shop") });
    let named = table.database(facts("db2", "acme"));
    let other = table.other("Cluster", facts("c1", "blue"));
    let called = |key| token::resource_name(table.get(key));
    assert_eq!(called(ResourceKey::ORGANIZATION), "Organization");
    assert_eq!(called(ResourceKey::ALL_DATABASES), "All databases");
    assert_eq!(called(old), "shop (deleted)");
    assert_eq!(called(named), "acme");
    assert_eq!(called(other), "blue (Cluster)");
}

#[test]
fn the_choices_of_a_new_tokens_end_are_those_of_the_contract() {
    let offered = Lifetime::offered(&Config::default().policy);
    assert_eq!(
        offered.into_iter().map(lifetimes::lifetime).collect::<Vec<_>>(),
        ["Never", "1 hour", "1 day", "7 days", "30 days", "90 days", "1 year", "Custom…", "Until…"]
    );
}
