//! Which rows the report shows, in which order.

use std::collections::HashMap;
use std::sync::Arc;

use console_core::domain::access::Grant;
use console_core::domain::listing::{Query, folded};
use console_core::domain::permission::Permission;
use console_core::domain::resource::{ResourceKey, Resources};
use console_core::domain::token::Token;
use console_core::words::access_report as words;

use super::{listed, written};

/// One access: a token by its place in the list, and what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) token: u32,
    pub(super) grant: Grant,
}

/// A restriction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Only {
    Destroys,
    Production,
    AllDatabases,
    Unknown,
}

impl Only {
    pub(super) const ALL: [Self; 4] =
        [Self::Destroys, Self::Production, Self::AllDatabases, Self::Unknown];

    pub(super) fn title(self) -> &'static str {
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
pub(super) enum Shape {
    #[default]
    Table,
    Grouped,
}

/// What the report is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum By {
    #[default]
    Token,
    Resource,
    Permission,
}

impl By {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Resource => "resource",
            Self::Permission => "permission",
        }
    }

    pub(super) fn from_key(key: &str) -> Option<Self> {
        [Self::Token, Self::Resource, Self::Permission].into_iter().find(|by| by.key() == key)
    }
}

/// What the page shows, as in its address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ReportView {
    pub(super) search: String,
    pub(super) only: Vec<Only>,
    pub(super) by: By,
    pub(super) descending: bool,
    pub(super) shape: Shape,
}

impl ReportView {
    pub(super) fn parse(query: &str) -> Self {
        let first = |key: &str| listed(query, key).into_iter().next().unwrap_or_default();
        let search: String = console_core::domain::view_state::pairs(query)
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

    pub(super) fn print(&self) -> String {
        let only: Vec<&str> = self.only.iter().map(|it| it.key()).collect();
        let sort = [if self.descending { "-" } else { "" }, self.by.key()].concat();
        let sort = if self.by == By::Token && !self.descending { "" } else { &sort };
        let view = if self.shape == Shape::Grouped { "grouped" } else { "" };
        written(&[("q", &self.search), ("only", &only.join(",")), ("sort", sort), ("view", view)])
    }
}

/// The rows to show. Each word of the search has to be found in the token, the resource or the
/// permission; each of those is looked at once, not once for every row.
pub(super) fn rows(tokens: &[Arc<Token>], resources: &Resources, view: &ReportView) -> Arc<[Row]> {
    let words: Vec<Query> = view.search.split_whitespace().map(Query::new).collect();
    let names: Vec<String> = resources.iter().map(|(_, one)| folded(&one.label())).collect();
    let on_resource: Vec<Vec<bool>> =
        words.iter().map(|word| names.iter().map(|name| word.is_in(name)).collect()).collect();
    let mut permissions: HashMap<Permission, Vec<bool>> = HashMap::new();
    let mut rows = Vec::new();
    for (place, token) in (0_u32..).zip(tokens) {
        let Some(grants) = token.access.grants() else { continue };
        let text = folded(&[token.display_name(), " ", token.id.as_str()].concat());
        let on_token: Vec<bool> = words.iter().map(|word| word.is_in(&text)).collect();
        for &grant in grants {
            if !view.only.iter().all(|only| only.keeps(grant)) {
                continue;
            }
            let on_permission = permissions.entry(grant.permission).or_insert_with(|| {
                let name = folded(grant.permission.name());
                words.iter().map(|word| word.is_in(&name)).collect()
            });
            let is = |all: &[bool], at: usize| all.get(at).copied().unwrap_or(false);
            let fits = (0..words.len()).all(|word| {
                is(&on_token, word)
                    || is(on_permission, word)
                    || on_resource.get(word).is_some_and(|all| is(all, grant.resource.index()))
            });
            if fits {
                rows.push(Row { token: place, grant });
            }
        }
    }
    sort(&mut rows, tokens, &names, view);
    rows.into()
}

fn sort(rows: &mut [Row], tokens: &[Arc<Token>], names: &[String], view: &ReportView) {
    let name = |row: &Row| names.get(row.grant.resource.index()).map_or("", String::as_str);
    match view.by {
        By::Token => {
            let ranks = ranks(tokens);
            rows.sort_by_key(|row| {
                usize::try_from(row.token).ok().and_then(|at| ranks.get(at)).copied()
            });
        }
        By::Resource => rows.sort_by(|a, b| name(a).cmp(name(b))),
        By::Permission => rows.sort_by_key(|row| row.grant.permission),
    }
    if view.descending {
        rows.reverse();
    }
}

/// The place of each token in the alphabet.
fn ranks(tokens: &[Arc<Token>]) -> Vec<usize> {
    let mut order: Vec<(String, usize)> = tokens
        .iter()
        .enumerate()
        .map(|(place, token)| (folded(token.display_name()), place))
        .collect();
    order.sort();
    let mut ranks = vec![0; tokens.len()];
    for (rank, (_, place)) in order.into_iter().enumerate() {
        if let Some(own) = ranks.get_mut(place) {
            *own = rank;
        }
    }
    ranks
}
