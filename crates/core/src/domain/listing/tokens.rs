//! The tokens that a search, filters and a sort order show.

use std::cmp::Ordering;
use std::sync::Arc;

use super::filters::{Filter, FilterSet, Truth};
use super::fold::Query;
use super::index::Index;
use super::natural::natural_order;
use crate::domain::order::order_of;
use crate::domain::resource::Resources;
use crate::domain::time::Timestamp;
use crate::domain::token::Token;

/// A column of the table of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// Its display name.
    Name,
    /// Its id.
    Id,
    /// How many accesses it has.
    Accesses,
    /// When it was last used.
    LastUsed,
    /// When it ends.
    Expires,
    /// When it was created.
    Created,
    /// Who created it.
    CreatedBy,
    /// How grave what it may do is.
    Risk,
}

impl Column {
    /// Every column, in the order of display.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Id,
        Self::Accesses,
        Self::LastUsed,
        Self::Expires,
        Self::Created,
        Self::CreatedBy,
        Self::Risk,
    ];

    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Id => "id",
            Self::Accesses => "accesses",
            Self::LastUsed => "last_used",
            Self::Expires => "expires",
            Self::Created => "created",
            Self::CreatedBy => "created_by",
            Self::Risk => "risk",
        }
    }
}

/// The direction of a sort order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Smallest, earliest, first of the alphabet first.
    Ascending,
    /// The other way round.
    Descending,
}

impl Direction {
    /// The opposite direction.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// An order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column that is sorted by.
    pub column: Column,
    /// The direction.
    pub direction: Direction,
}

impl Default for Sort {
    /// Newest first, as the API gives them.
    fn default() -> Self {
        Self { column: Column::Created, direction: Direction::Descending }
    }
}

/// Whether a search finds the token at a place.
pub fn finds(query: &Query, index: &Index, place: usize, token: &Token) -> bool {
    query.is_empty() || query.is_exactly(token.id.as_str()) || query.is_in(index.text(place))
}

/// Counts the tokens that each filter keeps by itself; `None` where that is not known of some token.
pub fn count_each(
    tokens: &[Arc<Token>],
    resources: &Resources,
    now: Timestamp,
) -> [Option<usize>; Filter::ALL.len()] {
    Filter::ALL.map(|filter| {
        tokens.iter().try_fold(0, |kept, token| match filter.answer(token, resources, now) {
            Truth::Yes => Some(kept + 1),
            Truth::No => Some(kept),
            Truth::Unknown => None,
        })
    })
}

/// Counts the tokens that the search finds and of which it is not known whether the filters keep them.
pub fn count_undecided(
    tokens: &[Arc<Token>],
    index: &Index,
    resources: &Resources,
    query: &Query,
    filters: FilterSet,
    now: Timestamp,
) -> usize {
    tokens
        .iter()
        .enumerate()
        .filter(|(place, token)| {
            filters.keep(token, resources, now) == Truth::Unknown
                && finds(query, index, *place, token)
        })
        .count()
}

/// Filters and sorts the tokens; returns their places in `tokens`, in the order to show them. Equal ones keep the order that the
/// API gave, in either direction.
pub fn filter_and_sort(
    tokens: &[Arc<Token>],
    index: &Index,
    resources: &Resources,
    query: &Query,
    filters: FilterSet,
    sort: Sort,
    now: Timestamp,
) -> Vec<u32> {
    let places: Vec<u32> = (0_u32..)
        .zip(tokens)
        .filter(|(place, token)| {
            let place = usize::try_from(*place).unwrap_or(usize::MAX);
            filters.keep(token, resources, now) == Truth::Yes && finds(query, index, place, token)
        })
        .map(|(place, _)| place)
        .collect();
    let token = |place: u32| tokens.get(usize::try_from(place).unwrap_or(usize::MAX));
    let text = |place: u32| index.text(usize::try_from(place).unwrap_or(usize::MAX));
    let part = |place: u32, nth: usize| text(place).split('\u{1}').nth(nth).unwrap_or_default();
    let turn = |order: Ordering| match sort.direction {
        Direction::Ascending => order,
        Direction::Descending => order.reverse(),
    };
    match sort.column {
        Column::Name | Column::Id | Column::CreatedBy => {
            let nth = match sort.column {
                Column::Name => 0,
                Column::Id => 1,
                _ => 2,
            };
            let keys: Vec<&str> = places.iter().map(|&place| part(place, nth)).collect();
            // Nameless ones come last both ways: they are looked for by nobody's alphabet.
            let order = |a: &&str, b: &&str| {
                a.is_empty().cmp(&b.is_empty()).then_with(|| turn(natural_order(a, b)))
            };
            in_order_of(&keys, &places, order)
        }
        Column::Accesses | Column::LastUsed | Column::Expires | Column::Created | Column::Risk => {
            let number = |token: &Token| match sort.column {
                Column::Accesses => token
                    .access
                    .grants()
                    .map(|grants| i64::try_from(grants.len()).unwrap_or(i64::MAX)),
                Column::Risk => token.risk(resources).rank().map(i64::from),
                Column::LastUsed => Some(token.last_used_at.map_or(i64::MIN, Timestamp::micros)),
                // What never ends ends after everything that does.
                Column::Expires => Some(token.expires_at.map_or(i64::MAX, Timestamp::micros)),
                _ => token.created_at.map(Timestamp::micros),
            };
            let keys: Vec<(bool, i64)> = places
                .iter()
                .map(|&place| {
                    let number = token(place).and_then(|token| number(token));
                    // What is not known comes last both ways.
                    let rank = match sort.direction {
                        Direction::Ascending => number,
                        Direction::Descending => number.map(|n| !n),
                    };
                    (rank.is_none(), rank.unwrap_or_default())
                })
                .collect();
            // The API's own order is the usual one.
            if keys.is_sorted() { places } else { in_order_of(&keys, &places, Ord::cmp) }
        }
    }
}

/// The places in the order of their keys.
fn in_order_of<K>(keys: &[K], places: &[u32], compare: impl Fn(&K, &K) -> Ordering) -> Vec<u32> {
    order_of(keys, compare).into_iter().filter_map(|nth| places.get(nth).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::filters::Filter;
    use super::*;
    use crate::domain::access::Grant;
    use crate::domain::ids::TokenId;
    use crate::domain::listing::{Day, Days};
    use crate::domain::permission::Permission;
    use crate::domain::resource::ResourceKey;
    use crate::domain::time::Seconds;
    use crate::domain::token::TokenAccess;

    const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn token(id: &str, name: &str) -> Token {
        Token {
            id: TokenId::parse(id).unwrap(),
            name: Some(name.into()),
            created_at: Some(NOW.saturating_sub(Seconds::days(10))),
            expires_at: None,
            last_used_at: None,
            created_by: Some("Ada".into()),
            access: TokenAccess::Unknown,
            more: None,
        }
    }

    fn ids(tokens: Vec<Token>, query: &str, filters: FilterSet, sort: Sort) -> Vec<String> {
        let tokens: Vec<_> = tokens.into_iter().map(Arc::new).collect();
        let mut index = Index::new("");
        index.extend(&tokens);
        let resources = Resources::of("acme");
        filter_and_sort(&tokens, &index, &resources, &Query::new(query), filters, sort, NOW)
            .into_iter()
            .map(|place| tokens[place as usize].id.to_string())
            .collect()
    }

    fn by(column: Column, direction: Direction) -> Sort {
        Sort { column, direction }
    }

    #[test]
    fn search_finds_by_name_id_and_creator_and_not_across_them() {
        let tokens = || vec![token("abc", "Deploy"), token("def", "Métrics"), token("xyz", "abc")];
        let find = |query| ids(tokens(), query, FilterSet::default(), Sort::default());
        assert_eq!(find("metrics"), ["def"]);
        assert_eq!(find("abc"), ["abc", "xyz"]);
        assert_eq!(find("ada deploy"), ["abc"]);
        assert!(find("deployabc").is_empty());
    }

    #[test]
    fn equal_rows_keep_the_apis_order_both_ways_and_unknown_ones_come_last() {
        let tokens = || {
            let known = |id: &str, n: usize| Token {
                access: TokenAccess::Known(
                    (0..n)
                        .map(|_| {
                            Grant::new(ResourceKey::ORGANIZATION, Permission::named("read_branch"))
                        })
                        .collect(),
                ),
                ..token(id, "same")
            };
            vec![token("u", "same"), known("a", 1), known("b", 2), known("c", 1)]
        };
        let order = |sort| ids(tokens(), "", FilterSet::default(), sort);
        assert_eq!(order(by(Column::Name, Direction::Descending)), ["u", "a", "b", "c"]);
        assert_eq!(order(by(Column::Accesses, Direction::Ascending)), ["a", "c", "b", "u"]);
        assert_eq!(order(by(Column::Accesses, Direction::Descending)), ["b", "a", "c", "u"]);
    }

    #[test]
    fn risk_sorts_by_gravity_and_what_was_not_read_comes_last() {
        let told = |id: &str, permissions: &[&str]| Token {
            access: TokenAccess::Known(
                permissions
                    .iter()
                    .map(|name| Grant::new(ResourceKey::ORGANIZATION, Permission::named(name)))
                    .collect(),
            ),
            ..token(id, "x")
        };
        let tokens = vec![
            token("untold", "x"),
            told("reads", &["read_branch"]),
            told("nothing", &[]),
            told("destroys", &["read_branch", "delete_production_branch"]),
        ];
        let order =
            |direction| ids(tokens.clone(), "", FilterSet::default(), by(Column::Risk, direction));
        assert_eq!(order(Direction::Descending), ["destroys", "reads", "nothing", "untold"]);
        assert_eq!(order(Direction::Ascending), ["nothing", "reads", "destroys", "untold"]);
    }

    #[test]
    fn what_is_not_known_is_neither_kept_nor_left_out() {
        let told = |id: &str, permission: &str| Token {
            access: TokenAccess::Known(
                [Grant::new(ResourceKey::ORGANIZATION, Permission::named(permission))].into(),
            ),
            ..token(id, "x")
        };
        let tokens = [
            token("untold", "x"),
            told("destroys", "delete_databases"),
            told("reads", "read_databases"),
            Token { last_used_at: Some(NOW), ..token("used", "x") },
        ]
        .map(Arc::new);
        let mut index = Index::new("");
        index.extend(&tokens);
        let resources = Resources::of("acme");
        let count = |query: &str, filters| {
            let query = Query::new(query);
            let sort = Sort::default();
            let shown = filter_and_sort(&tokens, &index, &resources, &query, filters, sort, NOW);
            (shown.len(), count_undecided(&tokens, &index, &resources, &query, filters, NOW))
        };
        let destroys = FilterSet::default().with(Filter::CanDestroy, true);
        assert_eq!(count("", destroys), (1, 2));
        assert_eq!(count("untold", destroys), (0, 1));
        let [.., never_used, _, can_destroy] = count_each(&tokens, &resources, NOW);
        assert_eq!((never_used, can_destroy), (Some(3), None));
        let [.., can_destroy] = count_each(&tokens[1..3], &resources, NOW);
        assert_eq!(can_destroy, Some(1));
        // What is left out for another reason does not matter.
        assert_eq!(count("", destroys.with(Filter::NeverUsed, true)), (1, 1));
        assert_eq!(count("", FilterSet::default()), (4, 0));
    }

    #[test]
    fn unused_are_those_that_were_used_long_ago_and_old_ones_that_never_were() {
        let created = |id: &str, days| Token {
            created_at: Some(NOW.saturating_sub(Seconds::days(days))),
            ..token(id, "x")
        };
        let tokens = vec![
            created("old", 90),
            created("new", 89),
            Token {
                last_used_at: Some(NOW.saturating_sub(Seconds::days(91))),
                ..created("stale", 300)
            },
            Token {
                last_used_at: Some(NOW.saturating_sub(Seconds::days(2))),
                ..created("used", 300)
            },
        ];
        let unused = FilterSet::default().with(Filter::Unused, true);
        assert_eq!(ids(tokens, "", unused, Sort::default()), ["old", "stale"]);
    }

    #[test]
    fn names_are_sorted_as_people_count() {
        let tokens = vec![token("x", "Token-10"), token("y", "token-2"), token("z", "Tökén-1")];
        let order =
            |direction| ids(tokens.clone(), "", FilterSet::default(), by(Column::Name, direction));
        assert_eq!(order(Direction::Ascending), ["z", "y", "x"]);
        assert_eq!(order(Direction::Descending), ["x", "y", "z"]);
    }

    #[test]
    fn what_never_ends_sorts_after_what_does() {
        let ends = |id: &str, at| Token { expires_at: at, ..token(id, "x") };
        let tokens = vec![
            ends("never", None),
            ends("past", Some(NOW.saturating_sub(Seconds::HOUR))),
            ends("soon", Some(NOW.saturating_add(Seconds::HOUR))),
        ];
        let order =
            ids(tokens, "", FilterSet::default(), by(Column::Expires, Direction::Ascending));
        assert_eq!(order, ["past", "soon", "never"]);
    }

    #[test]
    fn filters_about_the_same_widen_and_about_different_things_narrow() {
        let mut expired_used = token("eu", "x");
        expired_used.expires_at = Some(NOW.saturating_sub(Seconds::HOUR));
        expired_used.last_used_at = Some(NOW.saturating_sub(Seconds::HOUR));
        let mut expired = token("e", "x");
        expired.expires_at = Some(NOW.saturating_sub(Seconds::HOUR));
        let never_ends = token("n", "x");
        let mut later = token("l", "x");
        later.expires_at = Some(NOW.saturating_add(Seconds::days(300)));
        let tokens =
            || vec![expired_used.clone(), expired.clone(), never_ends.clone(), later.clone()];
        let none = FilterSet::default();
        let keep = |filters| ids(tokens(), "", filters, Sort::default());
        let either = none.with(Filter::Expired, true).with(Filter::NoExpiry, true);
        assert_eq!(keep(either), ["eu", "e", "n"]);
        assert_eq!(keep(either.with(Filter::NeverUsed, true)), ["e", "n"]);
        assert_eq!(keep(none).len(), 4);
        let day = Day::of(NOW.saturating_add(Seconds::days(300)));
        let then = none.ending(Days::between(Some(day), Some(day)));
        assert_eq!(keep(then), ["l"]);
        assert_eq!(keep(then.with(Filter::NoExpiry, true)), ["n", "l"]);
        assert_eq!(keep(then.with(Filter::Unused, true)), Vec::<String>::new());
    }
}
