//! What a table shows, as the query string of its address, so that a link shows the same.
//!
//! Reading is total: unknown keys are ignored, unknown values fall back to the default, and a
//! repeated key counts once. Writing leaves defaults out, so that equal views have equal addresses.

use super::access::{GroupOrder, Source};
use super::listing::{Column, Days, Direction, Filter, FilterSet, Sort};
use super::permission::Permission;
use super::resource::{ResourceKey, Resources};

/// The longest search text that an address is read or written with, in characters.
const LONGEST: usize = 200;

/// What the table of tokens shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TokensView {
    /// What is searched for, as typed.
    pub search: String,
    /// Which filters are on.
    pub filters: FilterSet,
    /// How it is sorted.
    pub sort: Sort,
}

impl TokensView {
    /// Reads a query string, with or without its question mark.
    pub fn parse(query: &str) -> Self {
        let mut view = Self::default();
        for (key, value) in pairs(query) {
            match key.as_str() {
                "q" => view.search = value.chars().take(LONGEST).collect(),
                "filter" => {
                    for filter in Filter::ALL {
                        if value.split(',').any(|name| name == filter.key()) {
                            view.filters = view.filters.with(filter, true);
                        }
                    }
                }
                "ends" => view.filters = view.filters.ending(Days::parse(&value)),
                "sort" => view.sort = sort_from(&value).unwrap_or_default(),
                _ => {}
            }
        }
        view
    }

    /// The query string, without a question mark; empty for the default view.
    pub fn print(&self) -> String {
        let mut out = Writer::default();
        let search: String = self.search.chars().take(LONGEST).collect();
        out.pair("q", &search);
        let filters: Vec<_> = self.filters.iter().map(Filter::key).collect();
        out.pair("filter", &filters.join(","));
        out.pair("ends", &self.filters.ends().map(Days::print).unwrap_or_default());
        if self.sort != Sort::default() {
            let sign = if self.sort.direction == Direction::Descending { "-" } else { "" };
            out.pair("sort", &[sign, self.sort.column.key()].concat());
        }
        out.0
    }
}

/// Which boxes of a token's permissions are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Those of what is held, inherited or changed.
    Granted,
    /// Every one.
    All,
    /// Those of what is changed and not applied yet.
    Changed,
}

impl Show {
    /// Every choice, in the order in which they are offered.
    pub const ALL_CHOICES: [Self; 3] = [Self::Granted, Self::All, Self::Changed];

    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::All => "all",
            Self::Changed => "changed",
        }
    }

    /// What a token's page starts on: what the token holds, if it holds something.
    pub fn start(holds_something: bool) -> Self {
        if holds_something { Self::Granted } else { Self::All }
    }

    /// Whether the box of a permission is shown.
    pub fn keeps(self, source: Source, is_changed: bool) -> bool {
        match self {
            Self::Granted => is_changed || source != Source::None,
            Self::All => true,
            Self::Changed => is_changed,
        }
    }
}

/// A box of a token's page, as its address names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoxAddress {
    /// The permission; empty: the group as a whole.
    pub permission: String,
    /// `organization`, `all` or the API's id of the resource.
    pub resource: String,
}

impl BoxAddress {
    /// Names a box; `None` for a resource without an id.
    pub fn of(
        key: ResourceKey,
        permission: Option<Permission>,
        resources: &Resources,
    ) -> Option<Self> {
        let resource = match key {
            ResourceKey::ORGANIZATION => ORGANIZATION,
            ResourceKey::ALL_DATABASES => ALL_DATABASES,
            other => &*resources.get(other).id,
        };
        let permission = permission.map_or("", Permission::name).to_owned();
        (!resource.is_empty()).then(|| Self { permission, resource: resource.to_owned() })
    }

    /// The resource that is named, if it is known.
    pub fn key(&self, resources: &Resources) -> Option<ResourceKey> {
        match self.resource.as_str() {
            ORGANIZATION => Some(ResourceKey::ORGANIZATION),
            ALL_DATABASES => Some(ResourceKey::ALL_DATABASES),
            id => resources.iter().find(|(_, one)| *one.id == *id).map(|(key, _)| key),
        }
    }
}

const ORGANIZATION: &str = "organization";
const ALL_DATABASES: &str = "all";

/// What a token's page shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TokenView {
    /// Which boxes, if the address says so.
    pub show: Option<Show>,
    /// The box that it leads to.
    pub at: Option<BoxAddress>,
    /// What the groups are sorted by.
    pub order: GroupOrder,
}

const RISK: &str = "risk";

impl TokenView {
    /// Reads a query string, with or without its question mark.
    pub fn parse(query: &str) -> Self {
        let shows = |value: &str| Show::ALL_CHOICES.into_iter().find(|it| it.key() == value);
        let (mut show, mut at) = (None, BoxAddress::default());
        let mut order = GroupOrder::default();
        for (key, value) in pairs(query) {
            match key.as_str() {
                "show" => show = shows(&value),
                "sort" if value == RISK => order = GroupOrder::Risk,
                "permission" => at.permission = value.chars().take(LONGEST).collect(),
                "resource" => at.resource = value.chars().take(LONGEST).collect(),
                _ => {}
            }
        }
        Self { show, at: Some(at).filter(|at| !at.resource.is_empty()), order }
    }

    /// The query string, without a question mark.
    pub fn print(&self) -> String {
        let mut out = Writer::default();
        out.pair("show", self.show.map_or("", Show::key));
        if let Some(at) = &self.at {
            out.pair("resource", &at.resource);
            out.pair("permission", &at.permission);
        }
        if self.order == GroupOrder::Risk {
            out.pair("sort", RISK);
        }
        out.0
    }
}

fn sort_from(value: &str) -> Option<Sort> {
    let (direction, name) = match value.strip_prefix('-') {
        Some(name) => (Direction::Descending, name),
        None => (Direction::Ascending, value),
    };
    let column = Column::ALL.into_iter().find(|column| column.key() == name)?;
    Some(Sort { column, direction })
}

/// Builds a query string (application/x-www-form-urlencoded, as `URLSearchParams` writes it, but
/// with spaces as `%20`).
#[derive(Debug, Default)]
pub struct Writer(pub String);

impl Writer {
    /// Adds a pair, unless the value is empty.
    pub fn pair(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(key);
        self.0.push('=');
        encode_into(value, &mut self.0);
    }
}

/// Percent-encodes everything but unreserved characters (RFC 3986, 2.3) and the comma.
pub fn encode_into(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(HEX.get(usize::from(digit)).copied().unwrap_or(b'0')));
            }
        }
    }
}

/// Undoes percent-encoding. What is not valid UTF-8 afterwards becomes U+FFFD; a lone `%` stays.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let digits = tail.first_chunk::<2>().and_then(|pair| {
            std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok())
        });
        match (first, digits) {
            (b'%', Some(byte)) if tail.first() != Some(&b'+') => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The pairs of a query string, decoded.
pub fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    query.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(&key.replace('+', " ")), decoded(&value.replace('+', " ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_default_view_has_no_query() {
        assert_eq!(TokensView::default().print(), "");
        assert_eq!(TokensView::parse(""), TokensView::default());
    }

    #[test]
    fn addresses_of_others_and_of_old_are_read_for_what_they_say() {
        let view = TokensView::parse("?q=a+b%20c&filter=expired,nonsense&sort=-name&x=1&q=last");
        assert_eq!(view.search, "last");
        assert!(view.filters.has(Filter::Expired));
        assert_eq!(view.sort, Sort { column: Column::Name, direction: Direction::Descending });
        assert_eq!(TokensView::parse("sort=price").sort, Sort::default());
        assert_eq!(TokensView::parse("q=%zz%2").search, "%zz%2");
        assert_eq!(TokensView::parse(&format!("q={}", "x".repeat(10_000))).search.len(), 200);
    }

    #[test]
    fn a_token_starts_on_what_it_holds_unless_its_address_says_otherwise() {
        assert_eq!(Show::start(true), Show::Granted);
        assert_eq!(Show::start(false), Show::All);
        for show in Show::ALL_CHOICES {
            let box_address =
                BoxAddress { permission: "read_branch".into(), resource: "a b&c".into() };
            for at in [None, Some(box_address)] {
                for order in [GroupOrder::Name, GroupOrder::Risk] {
                    let view = TokenView { show: Some(show), at: at.clone(), order };
                    assert_eq!(TokenView::parse(&view.print()), view);
                }
            }
        }
        assert_eq!(TokenView::parse("?show=everything&x=1"), TokenView::default());
        assert_eq!(TokenView::default().print(), "");
    }

    #[test]
    fn what_is_held_inherited_or_changed_is_shown_as_granted() {
        let kept = |show: Show| {
            [Source::None, Source::Direct, Source::Inherited]
                .map(|source| show.keeps(source, false))
        };
        assert_eq!(kept(Show::Granted), [false, true, true]);
        assert_eq!(kept(Show::All), [true; 3]);
        assert_eq!(kept(Show::Changed), [false; 3]);
        assert!(Show::ALL_CHOICES.iter().all(|show| show.keeps(Source::None, true)));
    }

    proptest! {
        #[test]
        fn a_view_comes_back_from_its_address(
            search in ".{0,60}",
            filters in proptest::collection::vec(0_usize..6, 0..6),
            column in 0_usize..7,
            down in any::<bool>(),
        ) {
            let direction = if down { Direction::Descending } else { Direction::Ascending };
            let view = TokensView {
                search,
                filters: filters.into_iter().fold(FilterSet::default(), |all, place| all.with(Filter::ALL[place], true)),
                sort: Sort { column: Column::ALL[column], direction },
            };
            let query = view.print();
            prop_assert!(query.is_ascii());
            prop_assert_eq!(TokensView::parse(&query), view);
        }
    }
}
