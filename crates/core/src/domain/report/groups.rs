//! The report's rows in groups: one for each token, resource or permission that has one.

use super::ReportOrder;
use super::rows::{ReportRows, Row};
use crate::domain::access::{Grant, HeldRisk, RiskLevel};
use crate::domain::permission::Permission;
use crate::domain::resource::{ResourceKey, ResourceKind, Resources};

/// What the rows are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupBy {
    /// What a token may do, resource by resource.
    #[default]
    Token,
    /// Who may do something on a resource, token by token.
    Resource,
    /// Who has a permission, token by token.
    Permission,
}

impl GroupBy {
    /// Each of them, in the order of display.
    pub const ALL: [Self; 3] = [Self::Token, Self::Resource, Self::Permission];

    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Resource => "resource",
            Self::Permission => "permission",
        }
    }

    /// The one of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.key() == key)
    }

    /// The order in which rows of one group stand together.
    pub fn order(self) -> ReportOrder {
        match self {
            Self::Token => ReportOrder::Token,
            Self::Resource => ReportOrder::Resource,
            Self::Permission => ReportOrder::Permission,
        }
    }

    fn subject(self, row: &Row) -> GroupSubject {
        match self {
            Self::Token => GroupSubject::Token(row.token),
            Self::Resource => GroupSubject::Resource(row.grant.resource),
            Self::Permission => GroupSubject::Permission(row.grant.permission),
        }
    }

    /// Whether two rows of a group are told in one line.
    fn is_one_line(self, a: &Row, b: &Row) -> bool {
        match self {
            Self::Token => a.grant.resource == b.grant.resource && a.reach == b.reach,
            Self::Resource => a.token == b.token && a.reach == b.reach,
            Self::Permission => a.token == b.token,
        }
    }
}

/// What a group is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupSubject {
    /// A token, by its place in the list.
    Token(u32),
    /// A resource.
    Resource(ResourceKey),
    /// A permission.
    Permission(Permission),
}

/// The rows of one token, resource or permission; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowGroup {
    /// What it is about.
    pub about: GroupSubject,
    /// Its rows, in their order.
    pub rows: Vec<Row>,
    by: GroupBy,
}

impl RowGroup {
    /// Its rows, those together that are told in one line: a resource of a token, a token of a resource or a permission.
    pub fn lines(&self) -> impl Iterator<Item = &[Row]> {
        self.rows.chunk_by(|a, b| self.by.is_one_line(a, b))
    }

    /// How grave what it lists is.
    pub fn risk(&self, resources: &Resources) -> HeldRisk {
        let grants: Vec<Grant> = self.rows.iter().map(|row| row.grant).collect();
        HeldRisk::of(Some(&grants), resources)
    }
}

/// The permissions of a line by how grave they are, the gravest first, each level in the order of the rows.
pub fn by_level(line: &[Row]) -> Vec<(RiskLevel, Vec<Permission>)> {
    let of = |level| {
        let all = line.iter().map(|row| row.grant.permission);
        let own: Vec<Permission> = all.filter(|one| RiskLevel::of(*one) == level).collect();
        (!own.is_empty()).then_some((level, own))
    };
    RiskLevel::ALL.into_iter().filter_map(of).collect()
}

/// How many permissions a token has on a resource through "All databases" alone; none but on a living database.
pub fn through_all_databases(
    grants: &[Grant],
    resource: ResourceKey,
    resources: &Resources,
) -> usize {
    let one = resources.get(resource);
    if one.kind != ResourceKind::Database || one.is_deleted() {
        return 0;
    }
    let own: Vec<Permission> = of(grants, resource).collect();
    of(grants, ResourceKey::ALL_DATABASES).filter(|one| !own.contains(one)).count()
}

fn of(grants: &[Grant], resource: ResourceKey) -> impl Iterator<Item = Permission> {
    let own = grants.iter().filter(move |grant| grant.resource == resource);
    own.map(|grant| grant.permission)
}

impl ReportRows {
    /// The group that begins at a row. The rows have to be [in the order](GroupBy::order) of the groups.
    pub fn group_at(&self, by: GroupBy, place: usize) -> Option<RowGroup> {
        let mut rows = self.from(place);
        let first = rows.next()?;
        let about = by.subject(&first);
        let others = rows.take_while(|row| by.subject(row) == about);
        Some(RowGroup { about, rows: [first].into_iter().chain(others).collect(), by })
    }

    /// The rows in groups, one after the other, in the order of [`group_at`](Self::group_at).
    pub fn groups(&self, by: GroupBy) -> impl Iterator<Item = RowGroup> {
        let mut place = 0;
        std::iter::from_fn(move || {
            let group = self.group_at(by, place)?;
            place += group.rows.len();
            Some(group)
        })
    }
}
