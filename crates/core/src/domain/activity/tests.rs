use proptest::prelude::*;

use super::*;
use crate::domain::ids::TokenId;
use crate::domain::table_order::TableOrder;

fn id(text: &str) -> TokenId {
    TokenId::parse(text).unwrap()
}

fn party(id: &str, kind: &str) -> Party {
    Party { id: id.into(), kind: kind.into(), name: [id, " name"].concat().into() }
}

fn event(id: &str, action: &str, subject: Party, actor: Party) -> Arc<Event> {
    let at = Some(Timestamp::from_seconds(1_000));
    Arc::new(Event { id: id.into(), at, action: action.into(), subject, actor, ..Event::default() })
}

#[test]
fn an_action_means_the_same_in_any_spelling_of_its_thing() {
    let kind = |action: &str, of: &str| event("1", action, party("t", of), Party::default()).kind();
    for (action, wanted) in [
        ("service_token.created", EventKind::Created),
        ("ServiceToken.deleted", EventKind::Deleted),
        ("service_token.updated_bulk_database_access", EventKind::AccessChanged),
        ("service_token.granted_access", EventKind::AccessChanged),
        ("service_token.token_leaked", EventKind::Leaked),
        ("service_token.polished", EventKind::Other),
        ("oauth_token.created", EventKind::Other),
        ("database.deleted", EventKind::Other),
        ("", EventKind::Other),
    ] {
        assert_eq!(kind(action, ""), wanted, "{action}");
    }
    assert_eq!(kind("created", "Service Token"), EventKind::Created);
    assert_eq!(kind("created", "Database"), EventKind::Other);
}

#[test]
fn a_token_is_found_by_its_id_whatever_its_type_is_called() {
    let user = || party("u1", "User");
    let events = [
        event("1", "branch.created", party("b", "DatabaseBranch"), party("t1", "Machine")),
        event("2", "service_token.token_leaked", party("t2", ""), user()),
        event("3", "branch.deleted", party("b", "DatabaseBranch"), party("t2", "")),
        event("4", "branch.promoted", party("b", "DatabaseBranch"), user()),
        event("5", "service_token.created", party("t3", "service_token"), party("t1", "")),
        event("6", "service_token.mystery", Party::default(), user()),
    ];
    let found = find_token_events(&events, [&id("t1")]);
    let told: Vec<_> = found
        .iter()
        .map(|one| {
            let text = |it: &Option<TokenId>| it.as_ref().map_or("-", TokenId::as_str).to_owned();
            [&*one.event.id, &text(&one.about), &text(&one.by)].join(" ")
        })
        .collect();
    assert_eq!(told, ["1 - t1", "2 t2 -", "3 - t2", "5 t3 t1", "6 - -"]);
    assert!(found[0].is_by_itself() && !found[3].is_by_itself());
    assert_eq!(found[0].others().map(|it| &*it.id).collect::<Vec<_>>(), ["b"]);
    assert_eq!(found[0].token_name(), "t1 name");
}

#[test]
fn a_token_that_stands_beside_what_an_action_was_done_to_is_found_too() {
    let mut one =
        (*event("1", "service_token.deleted", party("o", "Organization"), Party::default()))
            .clone();
    one.target = party("t9", "ServiceToken");
    let found = find_token_events(&[Arc::new(one)], []);
    assert_eq!(found[0].about, Some(id("t9")));
    // The organization is not taken for a token.
    assert_eq!(found[0].others().map(|it| &*it.id).collect::<Vec<_>>(), ["o"]);
}

#[test]
fn a_leak_is_told_since_it_was_first_told() {
    let at = |seconds, event: &Arc<Event>| {
        Arc::new(Event { at: Some(Timestamp::from_seconds(seconds)), ..(**event).clone() })
    };
    let leak =
        event("1", "service_token.token_leaked", party("t1", "ServiceToken"), Party::default());
    let other = event("2", "service_token.token_leaked", Party::default(), Party::default());
    let untimed = Arc::new(Event { at: None, ..(*leak).clone() });
    let leaks = find_leaks(&[at(9, &leak), at(5, &leak), untimed, other], []);
    assert_eq!(leaks.len(), 1);
    assert_eq!(leaks[&id("t1")], Leak { at: Some(Timestamp::from_seconds(5)), events: 3 });
}

#[test]
fn metadata_is_told_in_few_words_whatever_its_shape() {
    let told = |details: &str| {
        brief_details(&Event { details: Some(details.into()), ..Event::default() })
            .into_iter()
            .map(|(name, value)| [name, value].join("="))
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert_eq!(
        told(r#"{"access":["read_branch","x"],"by":"a","n":{"b":1},"none":null}"#),
        r#"access=read_branch, x; by=a; n={"b":1}"#
    );
    assert_eq!(told(r#"{"cut":"#), "");
    assert_eq!(told("[1]"), "");
    assert!(told(&format!(r#"{{"a":"{}"}}"#, "é".repeat(500))).ends_with("é…"));
    assert_eq!(brief_details(&Event::default()), []);
}

#[test]
fn what_a_token_did_is_counted_apart_before_and_since_its_leak() {
    let at = |seconds: i64, event: Arc<Event>| {
        Arc::new(Event { at: Some(Timestamp::from_seconds(seconds)), ..(*event).clone() })
    };
    let act = |number: &str| event(number, "branch.deleted", party("b", "Branch"), party("t1", ""));
    let leak = event("l", "service_token.token_leaked", party("t1", ""), party("s", "System"));
    let other = event("o", "branch.deleted", party("b", "Branch"), party("t2", "ServiceToken"));
    let untimed = Arc::new(Event { at: None, ..(*act("u")).clone() });
    let mut events = vec![at(9, act("9")), at(7, act("7")), at(3, act("3")), at(8, other), untimed];
    let told = |deeds: &Deeds| deeds.since.iter().map(|one| &*one.event.id).collect::<String>();
    let all = deeds(&events, &id("t1"));
    assert_eq!((all.leaked, told(&all).as_str(), all.before), (None, "973u", 0));
    events.push(at(7, leak));
    let since = deeds(&events, &id("t1"));
    assert_eq!(since.leaked, Some(Timestamp::from_seconds(7)));
    assert_eq!((told(&since).as_str(), since.before), ("97u", 1));
}

fn numbered(seconds: &[i64]) -> Vec<Event> {
    let one = |(place, at): (usize, &i64)| Event {
        id: [place.to_string(), "-".to_owned(), at.to_string()].concat().into(),
        at: Some(Timestamp::from_seconds(*at)),
        ..Event::default()
    };
    seconds.iter().enumerate().map(one).collect()
}

#[test]
fn a_part_of_a_log_reaches_back_only_where_it_came_in_order() {
    let mut log = EventLog::default();
    assert_eq!(log.reaches_back_to(), None);
    log.take(numbered(&[9, 7, 7]));
    log.take(numbered(&[5]));
    assert_eq!(log.reaches_back_to(), Some(Timestamp::from_seconds(5)));
    log.take(numbered(&[6]));
    assert_eq!(log.reaches_back_to(), None);
}

#[test]
fn nothing_that_was_not_read_to_its_end_is_whole() {
    for read in
        [LogRead::Unasked, LogRead::Coming, LogRead::Partial, LogRead::Refused, LogRead::Failed]
    {
        for events in [0, 3] {
            assert!(!Horizon::of(read, events, None).is_whole(), "{read:?}");
        }
    }
    assert_eq!(Horizon::of(LogRead::Partial, 0, None), Horizon::NotRead);
    assert_eq!(Horizon::of(LogRead::Refused, 0, None), Horizon::NotPermitted);
    assert!(Horizon::of(LogRead::Whole, 0, None).is_whole());
}

#[test]
fn events_without_a_time_come_last_in_either_direction() {
    let events: Vec<Arc<Event>> =
        numbered(&[3, 1, 2]).into_iter().chain([Event::default()]).map(Arc::new).collect();
    let all: Vec<TokenEvent> = events
        .into_iter()
        .map(|event| TokenEvent { event, kind: EventKind::Other, about: None, by: None })
        .collect();
    for (descending, wanted) in [(false, [1, 2, 0, 3]), (true, [0, 2, 1, 3])] {
        let mut places = vec![0, 1, 2, 3];
        let order = TableOrder { column: EventColumn::When, descending };
        sort_events(&mut places, |at| all.get(at), order, |_| String::new(), |_| String::new());
        assert_eq!(places, wanted);
    }
}

proptest! {
    /// However pages are cut and whatever comes twice, each event is there once, the newest first.
    #[test]
    fn pages_become_one_log(times in prop::collection::vec(0_i64..50, 0..60), cut in 1_usize..20, again in any::<bool>()) {
        let all = numbered(&times);
        let mut log = EventLog::default();
        let mut new = 0;
        for page in all.chunks(cut) {
            new += log.take(page.to_vec());
            if again {
                prop_assert_eq!(log.take(page.to_vec()), 0);
            }
        }
        prop_assert_eq!(new, all.len());
        prop_assert_eq!(log.events().len(), all.len());
        prop_assert!(log.events().is_sorted_by(|one, next| one.at >= next.at));
        let came_in_order = times.is_sorted_by(|one, next| one >= next);
        if let Some(since) = log.reaches_back_to() {
            prop_assert!(came_in_order);
            prop_assert_eq!(Some(since.seconds()), times.iter().copied().min());
        } else {
            prop_assert!(!came_in_order || times.is_empty());
        }
    }

    #[test]
    fn a_view_comes_back_from_its_address(
        search in "\\PC{0,40}",
        kinds in prop::sample::subsequence(EventKind::FILTERED.to_vec(), 0..=4),
        by_tokens in any::<bool>(),
        token in prop::option::of("[^\\pC]{1,20}"),
        column in prop::sample::select(vec![EventColumn::When, EventColumn::Token]),
        descending in any::<bool>(),
    ) {
        let token = token.and_then(|it| TokenId::parse(&it).ok());
        let order = Some(TableOrder { column, descending });
        let view = ActivityView { search, kinds, by_tokens, token, order };
        prop_assert_eq!(ActivityView::parse(&view.print()), view);
    }

    /// What one token did and what was done to it is shown whether or not anybody knows that it is a token.
    #[test]
    fn the_view_of_a_token_is_what_names_it(known in any::<bool>(), role in 0_usize..3, kind in "[A-Za-z]{0,12}") {
        let mut one = (*event("1", "service_token.x", Party::default(), Party::default())).clone();
        let own = party("t1", &kind);
        match role {
            0 => one.subject = own,
            1 => one.target = own,
            _ => one.actor = own,
        }
        let (t1, t2) = (id("t1"), id("t2"));
        let found = find_token_events(&[Arc::new(one)], known.then_some(&t1));
        prop_assert_eq!(found.len(), 1);
        prop_assert!(ActivityView::of_token(&t1).lets(&found[0]));
        prop_assert!(!ActivityView::of_token(&t2).lets(&found[0]));
    }
}
