//! The access report of an organization: which of its token × resource × permission rows are shown, in which order.

use std::sync::Arc;

use super::access::Grant;
use super::listing::{Index, Query, folded};
use super::permission::Permission;
use super::resource::{ResourceKey, Resources};
use super::token::Token;
use super::view_state::{Writer, pairs};
use crate::words::access_report as words;

/// One access: a token by its place in the list, and what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The token's place in the list.
    pub token: u32,
    /// What it may do.
    pub grant: Grant,
}

/// A restriction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Permissions that destroy something.
    Destroys,
    /// Permissions that reach production.
    Production,
    /// What is granted on all databases.
    AllDatabases,
    /// Permissions that the catalog lacks.
    Unknown,
}

impl Only {
    /// Every restriction, in the order of display.
    pub const ALL: [Self; 4] =
        [Self::Destroys, Self::Production, Self::AllDatabases, Self::Unknown];

    /// What its button says.
    pub fn title(self) -> &'static str {
        match self {
            Self::Destroys => words::DESTROYS,
            Self::Production => words::PRODUCTION,
            Self::AllDatabases => words::ALL_DATABASES,
            Self::Unknown => words::UNKNOWN,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Destroys => "destroys",
            Self::Production => "production",
            Self::AllDatabases => "all_databases",
            Self::Unknown => "unknown",
        }
    }

    fn keeps(self, grant: Grant) -> bool {
        match self {
            Self::Destroys => grant.permission.destroys(),
            Self::Production => grant.permission.reaches_production(),
            Self::AllDatabases => grant.resource == ResourceKey::ALL_DATABASES,
            Self::Unknown => grant.permission.entry().is_none(),
        }
    }
}

/// A table of rows, or a list for each token as the command line prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A row for each access.
    #[default]
    Table,
    /// A list for each token.
    Grouped,
}

/// What the report is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By the token's name.
    #[default]
    Token,
    /// By the resource's name.
    Resource,
    /// By the permission, in the catalog's order.
    Permission,
}

impl By {
    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Resource => "resource",
            Self::Permission => "permission",
        }
    }

    /// The order of that name in an address.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Token, Self::Resource, Self::Permission].into_iter().find(|by| by.key() == key)
    }
}

/// What the page shows, as in its address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportView {
    /// Words to find.
    pub search: String,
    /// Each of them has to hold.
    pub only: Vec<Only>,
    /// The order.
    pub by: By,
    /// The order, turned round.
    pub descending: bool,
    /// How the rows are laid out.
    pub shape: Shape,
}

impl ReportView {
    /// Reads the query of an address; what it does not know is passed over.
    pub fn parse(query: &str) -> Self {
        let first = |key: &str| listed(query, key).into_iter().next().unwrap_or_default();
        let search: String = pairs(query)
            .find(|(key, _)| key == "q")
            .map(|(_, text)| text.chars().take(200).collect())
            .unwrap_or_default();
        let only = listed(query, "only");
        let sort = first("sort");
        Self {
            search,
            only: Only::ALL
                .into_iter()
                .filter(|it| only.iter().any(|own| own == it.key()))
                .collect(),
            by: By::from_key(sort.trim_start_matches('-')).unwrap_or_default(),
            descending: sort.starts_with('-'),
            shape: if first("view") == "grouped" { Shape::Grouped } else { Shape::Table },
        }
    }

    /// Writes it as [`parse`](Self::parse) reads it; nothing for what is as it comes.
    pub fn print(&self) -> String {
        let only: Vec<&str> = self.only.iter().map(|it| it.key()).collect();
        let sort = [if self.descending { "-" } else { "" }, self.by.key()].concat();
        let sort = if self.by == By::Token && !self.descending { "" } else { &sort };
        let view = if self.shape == Shape::Grouped { "grouped" } else { "" };
        written(&[("q", &self.search), ("only", &only.join(",")), ("sort", sort), ("view", view)])
    }
}

/// The rows to show. Each word of the search has to be found in the token, the resource or the
/// permission; each of those is looked at once, not once for every row.
///
/// They are sorted by what the table is sorted by, then by token, resource and permission. There may be hundreds of
/// thousands of them, so they are made in that order instead of being compared.
pub fn rows(
    tokens: &[Arc<Token>],
    index: &Index,
    resources: &Resources,
    view: &ReportView,
) -> Arc<[Row]> {
    let words: Vec<Query> = view.search.split_whitespace().map(Query::new).collect();
    let names: Vec<String> = resources.iter().map(|(_, one)| folded(&one.label())).collect();
    let on_resource: Vec<Vec<bool>> =
        words.iter().map(|word| names.iter().map(|name| word.is_in(name)).collect()).collect();
    let mut on_permission: Vec<Option<Vec<bool>>> = Vec::new();
    let resource_ranks = resource_ranks(&names);
    let rank = |grant: &Grant| at(&resource_ranks, grant.resource.index());
    let mut rows = Vec::new();
    let mut own: Vec<Grant> = Vec::new();
    for place in order(tokens, index) {
        let Some((token, number)) = tokens.get(place).zip(u32::try_from(place).ok()) else {
            continue;
        };
        let Some(grants) = token.access.grants() else { continue };
        let on_token: Vec<bool> = if words.is_empty() {
            Vec::new()
        } else {
            let text = [index.name(place), " ", &folded(token.id.as_str())].concat();
            words.iter().map(|word| word.is_in(&text)).collect()
        };
        own.clear();
        own.extend(grants.iter().filter(|grant| view.only.iter().all(|only| only.keeps(**grant))));
        own.sort_unstable_by(|a, b| {
            rank(a).cmp(&rank(b)).then_with(|| a.permission.cmp(&b.permission))
        });
        for &grant in &own {
            let fits = words.is_empty() || {
                let by_permission = looked_up(&mut on_permission, grant.permission, &words);
                let is = |all: &[bool], at: usize| all.get(at).copied().unwrap_or(false);
                (0..words.len()).all(|word| {
                    is(&on_token, word)
                        || is(by_permission, word)
                        || on_resource.get(word).is_some_and(|all| is(all, grant.resource.index()))
                })
            };
            if fits {
                rows.push(Row { token: number, grant });
            }
        }
    }
    match view.by {
        By::Token => {}
        By::Resource => rows = dealt(&rows, names.len(), |row| rank(&row.grant)),
        By::Permission => {
            let ranks = permission_ranks(&rows);
            rows = dealt(&rows, ranks.len(), |row| at(&ranks, row.grant.permission.index()));
        }
    }
    if view.descending {
        rows.reverse();
    }
    rows.into()
}

fn at(ranks: &[usize], place: usize) -> usize {
    ranks.get(place).copied().unwrap_or_default()
}

/// In which words of the search a permission is found; looked up once.
fn looked_up<'a>(
    known: &'a mut Vec<Option<Vec<bool>>>,
    permission: Permission,
    words: &[Query],
) -> &'a [bool] {
    let place = permission.index();
    if known.len() <= place {
        known.resize(place + 1, None);
    }
    known.get_mut(place).map_or(&[], |own| {
        own.get_or_insert_with(|| {
            let name = folded(permission.name());
            words.iter().map(|word| word.is_in(&name)).collect()
        })
    })
}

/// The places of the tokens by their names; namesakes in the list's order.
fn order(tokens: &[Arc<Token>], index: &Index) -> Vec<usize> {
    let mut order: Vec<(&str, usize)> =
        (0..tokens.len()).map(|place| (index.name(place), place)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, place)| place).collect()
}

/// The rank of each resource: the organization, all of its databases, then by name.
fn resource_ranks(names: &[String]) -> Vec<usize> {
    let mut order: Vec<(bool, &str, usize)> = names
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let first = place <= ResourceKey::ALL_DATABASES.index();
            (!first, if first { "" } else { name.as_str() }, place)
        })
        .collect();
    order.sort_unstable();
    ranks(order.into_iter().map(|(_, _, place)| place), names.len())
}

/// The rank of each permission that some row has, by its number.
fn permission_ranks(rows: &[Row]) -> Vec<usize> {
    let mut met: Vec<Option<Permission>> = Vec::new();
    for Row { grant, .. } in rows {
        let place = grant.permission.index();
        if met.len() <= place {
            met.resize(place + 1, None);
        }
        if let Some(own) = met.get_mut(place) {
            *own = Some(grant.permission);
        }
    }
    let mut all: Vec<Permission> = met.iter().copied().flatten().collect();
    all.sort_unstable();
    ranks(all.into_iter().map(Permission::index), met.len())
}

/// The rank of each place, of the places in their order.
fn ranks(order: impl Iterator<Item = usize>, count: usize) -> Vec<usize> {
    let mut ranks = vec![0; count];
    for (rank, place) in order.enumerate() {
        if let Some(own) = ranks.get_mut(place) {
            *own = rank;
        }
    }
    ranks
}

/// The rows by their ranks below `count`, those of one rank in the order in which they are.
fn dealt(rows: &[Row], count: usize, rank: impl Fn(&Row) -> usize) -> Vec<Row> {
    let mut heaps: Vec<Vec<Row>> = vec![Vec::new(); count.max(1)];
    for row in rows {
        if let Some(heap) = heaps.get_mut(rank(row)) {
            heap.push(*row);
        }
    }
    heaps.concat()
}

/// Reads and writes the query string's small lists.
fn listed(query: &str, key: &str) -> Vec<String> {
    pairs(query)
        .filter(|(own, _)| own == key)
        .flat_map(|(_, value)| value.split(',').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn written(pairs: &[(&str, &str)]) -> String {
    let mut out = Writer::default();
    for (key, value) in pairs {
        out.pair(key, value);
    }
    out.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TokenId;
    use crate::domain::resource::ResourceFacts;
    use crate::domain::token::TokenAccess;

    fn table() -> (Vec<Arc<Token>>, Index, Resources) {
        let mut resources = Resources::of("acme");
        let mut database =
            |name: &str| resources.database(ResourceFacts { id: name, name, deleted_at: None });
        let (zoo, bar) = (database("zoo"), database("bar"));
        let grant = |resource, name| Grant::new(resource, Permission::named(name));
        let token = |id: &str, name: &str, grants: Vec<Grant>| {
            Arc::new(Token {
                id: TokenId::parse(id).unwrap(),
                name: Some(name.into()),
                created_at: None,
                expires_at: None,
                last_used_at: None,
                created_by: None,
                access: TokenAccess::Told(grants.into()),
                more: None,
            })
        };
        let tokens = vec![
            token("t2", "Beta", vec![grant(zoo, "zz_new"), grant(bar, "read_branch")]),
            token(
                "t1",
                "alpha",
                vec![
                    grant(zoo, "delete_branch"),
                    grant(zoo, "aa_new"),
                    grant(ResourceKey::ALL_DATABASES, "read_branch"),
                    grant(zoo, "read_branch"),
                    grant(ResourceKey::ORGANIZATION, "read_invoices"),
                ],
            ),
        ];
        let mut index = Index::default();
        index.extend(&tokens);
        (tokens, index, resources)
    }

    fn told(view: &ReportView) -> Vec<String> {
        let (tokens, index, resources) = table();
        rows(&tokens, &index, &resources, view)
            .iter()
            .map(|row| {
                let id = tokens[row.token as usize].id.as_str();
                let resource = resources.get(row.grant.resource).label();
                [id, " ", &resource, " ", row.grant.permission.name()].concat()
            })
            .collect()
    }

    const BY_TOKEN: [&str; 7] = [
        "t1 Organization read_invoices",
        "t1 All databases read_branch",
        "t1 zoo read_branch",
        "t1 zoo delete_branch",
        "t1 zoo aa_new",
        "t2 bar read_branch",
        "t2 zoo zz_new",
    ];

    #[test]
    fn rows_are_sorted_by_token_then_resource_then_permission() {
        assert_eq!(told(&ReportView::default()), BY_TOKEN);
        let turned: Vec<&str> = BY_TOKEN.into_iter().rev().collect();
        assert_eq!(told(&ReportView { descending: true, ..ReportView::default() }), turned);
    }

    #[test]
    fn other_orders_keep_that_one_within_theirs() {
        let by = |by| told(&ReportView { by, ..ReportView::default() });
        let place = |row: &str| BY_TOKEN.iter().position(|own| *own == row).unwrap();
        let places = |by_what| by(by_what).iter().map(|row| place(row)).collect::<Vec<_>>();
        assert_eq!(places(By::Resource), [0, 1, 5, 2, 3, 4, 6]);
        // Known permissions in the catalog's order, then the others by name.
        let by_permission = by(By::Permission);
        let names: Vec<&str> =
            by_permission.iter().filter_map(|row| row.rsplit(' ').next()).collect();
        let mut sorted: Vec<Permission> =
            names.iter().map(|name| Permission::named(name)).collect();
        sorted.sort();
        assert_eq!(names, sorted.iter().map(|it| it.name()).collect::<Vec<_>>());
        assert_eq!(names[5..], ["aa_new", "zz_new"]);
    }

    #[test]
    fn every_word_has_to_be_found_in_the_token_the_resource_or_the_permission() {
        let found =
            |search: &str| told(&ReportView { search: search.into(), ..ReportView::default() });
        assert_eq!(found("ALPHA zoo delete"), ["t1 zoo delete_branch"]);
        assert_eq!(found("t2"), ["t2 bar read_branch", "t2 zoo zz_new"]);
        assert_eq!(found("zoo branch"), ["t1 zoo read_branch", "t1 zoo delete_branch"]);
        assert!(found("beta invoices").is_empty());
    }
}
