//! The access report of an organization: which of its token × resource × permission rows are shown, in which order.

mod completion;
mod counts;
mod fields;
mod groups;
mod matrix;
mod printed;
mod query;
mod reach;
mod row_matcher;
mod rows;
mod worded;

pub use completion::{Completion, Offer, complete};
pub use counts::{RestrictionCount, RestrictionCounts};
pub use fields::SearchField;
pub use groups::{GroupBy, GroupSubject, RowGroup, by_level, through_all_databases};
pub use matrix::{Matrix, MatrixCell, MatrixColumn, MatrixColumns, MatrixTally};
pub use printed::{
    Block, HeldGroup, LevelCount, Listed, ListedPermission, PrintedReport, PrintedSearch,
    PrintedView, Summary,
};
pub use query::NotUnderstood;
pub use reach::{FoundBy, reaches_every_database};
pub use rows::{ReportRows, Row, RowSearch, rows};

use super::permission::Permission;
use super::resource::Resources;
use super::table_order::ColumnKey;
use super::view_state::{Writer, pairs};
use super::who::{Place, WhoView};

/// A restriction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restriction {
    /// Permissions that destroy something.
    Destroys,
    /// Permissions that reach production.
    Production,
    /// What is granted on all databases.
    AllDatabases,
    /// Permissions that the catalog lacks.
    Unknown,
}

impl Restriction {
    /// Every restriction, in the order of display.
    pub const ALL: [Self; 4] =
        [Self::Destroys, Self::Production, Self::AllDatabases, Self::Unknown];

    fn key(self) -> &'static str {
        match self {
            Self::Destroys => "destroys",
            Self::Production => "production",
            Self::AllDatabases => "all_databases",
            Self::Unknown => "unknown",
        }
    }

    /// Those about the same thing, which widen each other.
    const ABOUT: [&[Self]; 3] =
        [&[Self::Destroys, Self::Unknown], &[Self::Production], &[Self::AllDatabases]];

    /// Whether all of them keep a permission, on whatever resource. Those about the same thing widen each other, those
    /// about different things narrow: as the filters of tokens do.
    fn all_keep(only: &[Self], permission: Permission) -> bool {
        Self::ABOUT.iter().all(|about| {
            let mut on = about.iter().filter(|one| only.contains(one)).peekable();
            on.peek().is_none() || on.any(|one| one.keeps(permission))
        })
    }

    /// Whether it keeps a permission, on whatever resource.
    fn keeps(self, permission: Permission) -> bool {
        match self {
            Self::Destroys => permission.destroys(),
            Self::Production => permission.reaches_production(),
            Self::AllDatabases => true,
            Self::Unknown => permission.entry().is_none(),
        }
    }
}

/// A table of rows, or a list for each token as the command line prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportShape {
    /// A row for each access.
    #[default]
    Table,
    /// A list for each token.
    Grouped,
    /// A matrix of tokens and permissions, databases or powers.
    Matrix,
}

impl ReportShape {
    /// Every shape, in the order of display.
    pub const ALL: [Self; 3] = [Self::Table, Self::Grouped, Self::Matrix];

    fn key(self) -> &'static str {
        match self {
            Self::Table => "",
            Self::Grouped => "grouped",
            Self::Matrix => "matrix",
        }
    }
}

/// What the report is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportOrder {
    /// By the token's name.
    #[default]
    Token,
    /// By the resource's name.
    Resource,
    /// By the permission, in the catalog's order.
    Permission,
    /// By how grave the permission is, the gravest first.
    Effect,
}

impl ColumnKey for ReportOrder {
    const ALL: &'static [Self] = &[Self::Token, Self::Resource, Self::Permission, Self::Effect];

    fn key(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Resource => "resource",
            Self::Permission => "permission",
            Self::Effect => "effect",
        }
    }
}

/// What the page shows, as in its address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportView {
    /// Words to find.
    pub search: String,
    /// Each of them has to hold.
    pub only: Vec<Restriction>,
    /// The order.
    pub by: ReportOrder,
    /// The order, turned round.
    pub descending: bool,
    /// How the rows are laid out.
    pub shape: ReportShape,
    /// What they are grouped by, where they are.
    pub group: GroupBy,
    /// What is across in the matrix.
    pub columns: MatrixColumns,
    /// The resource that the matrix is about, as [`WhoView`](super::who::WhoView) names it; empty: all of them.
    pub place: String,
    /// The column of the matrix that its tokens are narrowed to; empty: none.
    pub has: String,
}

impl ReportView {
    /// What the rows are sorted by, and whether that is turned round. Groups stand in an order of their own.
    pub fn order(&self) -> (ReportOrder, bool) {
        match self.shape {
            ReportShape::Grouped => (self.group.order(), false),
            ReportShape::Table | ReportShape::Matrix => (self.by, self.descending),
        }
    }

    /// The words of the search whose values are not understood, so that nothing is found.
    pub fn not_understood(&self) -> Vec<NotUnderstood> {
        query::not_understood(&self.search)
    }

    /// What words of the search name as a field that there is not. They are looked for as they are.
    pub fn unknown_fields(&self) -> Vec<String> {
        query::unknown_fields(&self.search)
    }

    /// Whether what is found changes as time passes.
    pub fn depends_on_time(&self) -> bool {
        query::terms(&self.search).iter().any(query::Term::is_about_time)
    }

    /// Every row, in the same order.
    #[must_use]
    pub fn of_all(&self) -> Self {
        let Self { by, descending, shape, group, .. } = *self;
        Self { by, descending, shape, group, ..Self::default() }
    }

    /// Reads the query of an address; what it does not know is passed over.
    pub fn parse(query: &str) -> Self {
        let first = |key: &str| listed(query, key).into_iter().next().unwrap_or_default();
        let only = listed(query, "only");
        let sort = first("sort");
        Self {
            search: text(query, "q"),
            only: Restriction::ALL
                .into_iter()
                .filter(|it| only.iter().any(|own| own == it.key()))
                .collect(),
            by: ReportOrder::from_key(sort.trim_start_matches('-')).unwrap_or_default(),
            descending: sort.starts_with('-'),
            shape: ReportShape::ALL
                .into_iter()
                .find(|own| own.key() == first("view"))
                .unwrap_or_default(),
            group: GroupBy::from_key(&first("group")).unwrap_or_default(),
            columns: MatrixColumns::from_key(&first("columns")).unwrap_or_default(),
            place: text(query, "on"),
            has: text(query, "has"),
        }
    }

    /// The resource that the matrix is about; `None` where no living one of that name is known. Columns of databases are
    /// about each.
    pub fn place_in(&self, resources: &Resources) -> Option<Place> {
        match self.columns {
            MatrixColumns::Databases => Some(Place::Anywhere),
            MatrixColumns::Permissions | MatrixColumns::Powers => {
                WhoView { place: self.place.clone(), ..WhoView::default() }.place_in(resources)
            }
        }
    }

    /// Whether it is a matrix of some tokens, or of one resource.
    pub fn narrows_matrix(&self) -> bool {
        let is_about_one = !self.place.is_empty() && self.columns != MatrixColumns::Databases;
        self.shape == ReportShape::Matrix && (is_about_one || !self.has.is_empty())
    }

    /// Writes it as [`parse`](Self::parse) reads it; nothing for what is as it comes.
    pub fn print(&self) -> String {
        let only: Vec<&str> = self.only.iter().map(|it| it.key()).collect();
        let sort = [if self.descending { "-" } else { "" }, self.by.key()].concat();
        let sort = if self.by == ReportOrder::Token && !self.descending { "" } else { &sort };
        let columns = match self.columns {
            MatrixColumns::Permissions => "",
            other => other.key(),
        };
        let group = match self.group {
            GroupBy::Token => "",
            other => other.key(),
        };
        written(&[
            ("q", &self.search),
            ("only", &only.join(",")),
            ("sort", sort),
            ("view", self.shape.key()),
            ("group", group),
            ("columns", columns),
            ("on", &self.place),
            ("has", &self.has),
        ])
    }
}

/// A text of the query string.
fn text(query: &str, key: &str) -> String {
    let found = pairs(query).find(|(own, _)| own == key);
    found.map(|(_, text)| text.chars().take(200).collect()).unwrap_or_default()
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
