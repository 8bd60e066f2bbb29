//! The report as a matrix: tokens down, and permissions, databases or powers across.

use rustc_hash::FxHashSet;

use super::ReportView;
use super::rows::{ReportRows, Row, RowTokens};
use crate::domain::access::{Grant, RiskKind, Source};
use crate::domain::catalog::{Effect, Scope};
use crate::domain::listing::{Gradual, TokenList};
use crate::domain::permission::Permission;
use crate::domain::resource::{ResourceKey, ResourceKind, Resources};
use crate::domain::token::Token;
use crate::domain::who::{Place, Question, Through, WhoView, risk_key, ways};

/// What is across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatrixColumns {
    /// The permissions, in the order of the catalog.
    #[default]
    Permissions,
    /// The organization, all databases, then each database.
    Databases,
    /// The powers.
    Powers,
}

impl MatrixColumns {
    /// Each of them, in the order of display.
    pub const ALL: [Self; 3] = [Self::Permissions, Self::Databases, Self::Powers];

    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Permissions => "permissions",
            Self::Databases => "databases",
            Self::Powers => "powers",
        }
    }

    /// The one of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.key() == key)
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatrixColumn {
    /// A permission.
    Permission(Permission),
    /// A resource.
    Resource(ResourceKey),
    /// A power.
    Power(RiskKind),
}

impl MatrixColumn {
    /// Its name in an address; empty for a resource that has none. A deleted one goes by its id: a living one may have its
    /// name.
    pub fn key(self, resources: &Resources) -> String {
        match self {
            Self::Permission(permission) => permission.name().to_owned(),
            Self::Resource(key) if resources.get(key).is_deleted() => {
                ["deleted:", &resources.get(key).id].concat()
            }
            Self::Resource(key) => WhoView::place_key(key, resources),
            Self::Power(kind) => risk_key(kind).to_owned(),
        }
    }
}

/// What a token holds in a column: how many grants of its own, how many through "All databases", and what the gravest of
/// them does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MatrixCell {
    /// Grants of its own.
    pub direct: u32,
    /// Grants through "All databases".
    pub through: u32,
    /// What the gravest does, as far as the catalog knows.
    pub effect: Option<Effect>,
}

impl MatrixCell {
    /// How it is held.
    pub fn source(self) -> Source {
        Source::of(self.direct > 0, self.through > 0)
    }

    fn add(&mut self, grant: Grant, through: bool) {
        if through {
            self.through += 1;
        } else {
            self.direct += 1;
        }
        self.effect = self.effect.max(grant.permission.effect());
    }
}

/// The matrix. Its cells are made when they are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// The columns.
    pub columns: Vec<MatrixColumn>,
    /// The tokens, by their places in the list.
    pub tokens: Vec<u32>,
    /// How many of all tokens hold something in each column, whatever the column that they are narrowed to.
    pub totals: Vec<usize>,
    /// The resource that its permissions and powers are held on.
    pub place: Place,
    /// The tokens are narrowed to a column that there is not: it shows none.
    pub lacks_column: bool,
    /// Where the column of a permission or a resource is, by its number.
    found: Vec<Option<usize>>,
    /// The columns of living databases, which "All databases" reaches.
    living: Vec<usize>,
}

/// Counting what the tokens of a matrix hold, a part of them at a time.
#[derive(Debug)]
pub struct MatrixTally {
    matrix: Matrix,
    /// Looking for the tokens of the report's rows.
    finding: RowTokens,
    /// Those tokens, once all are found.
    all: Option<Vec<u32>>,
    /// The column that the tokens are narrowed to, if there is one of that name.
    narrowed: Option<usize>,
    next: usize,
}

/// A token costs as much to look at as so many rows to look for tokens in.
const ROWS_OF_A_TOKEN: usize = 20;

impl MatrixTally {
    /// Lays out the columns; no token is looked at yet. `rows` are those that search and filters keep. `None` where the
    /// resource that the view names is not known: what is held on it is not known either.
    pub fn new(resources: &Resources, rows: &ReportRows, view: &ReportView) -> Option<Self> {
        let place = view.place_in(resources)?;
        let columns = columns(view, place, resources);
        let mut matrix = Matrix {
            found: Vec::new(),
            living: Vec::new(),
            totals: vec![0; columns.len()],
            tokens: Vec::new(),
            columns,
            place,
            lacks_column: false,
        };
        matrix.index(resources);
        let is_narrowed =
            |column: &MatrixColumn| !view.has.is_empty() && column.key(resources) == view.has;
        let narrowed = matrix.columns.iter().position(is_narrowed);
        matrix.lacks_column = !view.has.is_empty() && narrowed.is_none();
        Some(Self { matrix, finding: rows.tokens(), all: None, narrowed, next: 0 })
    }
}

impl Gradual for MatrixTally {
    type Found = Matrix;

    fn go_on(&mut self, list: TokenList<'_>, count: usize) -> Option<Matrix> {
        let Self { matrix, finding, all, narrowed, next } = self;
        let Some(all) = all else {
            *all = Some(finding.go_on(count.saturating_mul(ROWS_OF_A_TOKEN))?);
            return None;
        };
        let end = next.saturating_add(count).min(all.len());
        for &place in all.get(*next..end).unwrap_or_default() {
            let Some(token) = list.token(place) else { continue };
            let cells = matrix.cells(token, list.resources).unwrap_or_default();
            let holds = |cell: &MatrixCell| cell.source() != Source::None;
            for (total, cell) in matrix.totals.iter_mut().zip(&cells) {
                *total += usize::from(holds(cell));
            }
            let is_kept = narrowed.is_none_or(|at| cells.get(at).is_some_and(holds));
            if is_kept && !matrix.lacks_column {
                matrix.tokens.push(place);
            }
        }
        *next = end;
        (end >= all.len()).then(|| std::mem::take(matrix))
    }

    fn progress(&self, list: TokenList<'_>) -> (usize, usize) {
        (self.next, self.all.as_ref().map_or(list.tokens.len(), Vec::len))
    }
}

impl Matrix {
    /// Lays out the tokens of the report's rows. `rows` are those that search and filters keep. `None` as for
    /// [`MatrixTally::new`].
    pub fn new(list: TokenList<'_>, rows: &ReportRows, view: &ReportView) -> Option<Self> {
        Some(MatrixTally::new(list.resources, rows, view)?.all_at_once(list))
    }

    /// Those of the report's rows that the matrix shows: its tokens', and of the resource that it is about.
    pub fn rows_of(&self, rows: Vec<Row>, resources: &Resources) -> Vec<Row> {
        let tokens: FxHashSet<u32> = self.tokens.iter().copied().collect();
        let mut rows = rows;
        rows.retain(|row| {
            tokens.contains(&row.token) && self.holds(row.grant, resources).is_some()
        });
        rows
    }

    fn index(&mut self, resources: &Resources) {
        for (at, column) in self.columns.iter().enumerate() {
            let number = match column {
                MatrixColumn::Permission(permission) => permission.index(),
                MatrixColumn::Resource(key) => {
                    let one = resources.get(*key);
                    if one.kind == ResourceKind::Database && !one.is_deleted() {
                        self.living.push(at);
                    }
                    key.index()
                }
                MatrixColumn::Power(_) => continue,
            };
            if self.found.len() <= number {
                self.found.resize(number + 1, None);
            }
            if let Some(found) = self.found.get_mut(number) {
                *found = Some(at);
            }
        }
    }

    /// What a token holds in each column; nothing if its access is not known.
    pub fn cells(&self, token: &Token, resources: &Resources) -> Option<Vec<MatrixCell>> {
        let grants = token.access.grants()?;
        let mut cells = vec![MatrixCell::default(); self.columns.len()];
        let at = |number: usize| self.found.get(number).copied().flatten();
        match self.columns.first() {
            Some(MatrixColumn::Power(_)) => {
                for (cell, column) in cells.iter_mut().zip(&self.columns) {
                    let MatrixColumn::Power(kind) = column else { continue };
                    for way in ways(Question::Risk(*kind), self.place, grants, resources) {
                        cell.add(way.grant, way.through == Through::AllDatabases);
                    }
                }
            }
            Some(MatrixColumn::Permission(_)) => {
                for &grant in grants {
                    let Some(through) = self.holds(grant, resources) else { continue };
                    let cell = at(grant.permission.index()).and_then(|at| cells.get_mut(at));
                    if let Some(cell) = cell {
                        cell.add(grant, through);
                    }
                }
            }
            Some(MatrixColumn::Resource(_)) => {
                for &grant in grants {
                    if let Some(cell) = at(grant.resource.index()).and_then(|at| cells.get_mut(at))
                    {
                        cell.add(grant, false);
                    }
                    if grant.resource == ResourceKey::ALL_DATABASES {
                        for &at in &self.living {
                            if let Some(cell) = cells.get_mut(at) {
                                cell.add(grant, true);
                            }
                        }
                    }
                }
            }
            None => {}
        }
        Some(cells)
    }

    /// The box that a cell stands for on the token's page: where what it shows is granted, else where it could be.
    /// `None` for a power that the token lacks.
    pub fn target(
        &self,
        token: &Token,
        column: usize,
        resources: &Resources,
    ) -> Option<(ResourceKey, Option<Permission>)> {
        let grants = token.access.grants().unwrap_or_default();
        match *self.columns.get(column)? {
            MatrixColumn::Resource(key) => {
                let first = grants.iter().filter(|it| it.resource == key).min();
                Some((key, first.map(|grant| grant.permission)))
            }
            MatrixColumn::Permission(permission) => {
                let wide = Grant::on_organization(permission).resource;
                let is_held = |key: ResourceKey| grants.contains(&Grant::new(key, permission));
                let own = grants.iter().filter(|it| it.permission == permission);
                let key = match self.place {
                    // A box that is inherited cannot be changed: the one that it comes from can.
                    Place::On(key) if is_held(key) => key,
                    Place::On(key) if !is_held(wide) && is_grantable(permission, key) => key,
                    Place::On(_) => wide,
                    Place::Anywhere => own.map(|grant| grant.resource).min().unwrap_or(wide),
                };
                Some((key, Some(permission)))
            }
            MatrixColumn::Power(kind) => {
                let all = ways(Question::Risk(kind), self.place, grants, resources);
                all.first().map(|way| (way.grant.resource, Some(way.grant.permission)))
            }
        }
    }

    /// Whether a grant counts at the place of the matrix, and whether it does so through "All databases".
    fn holds(&self, grant: Grant, resources: &Resources) -> Option<bool> {
        let is_everywhere = grant.resource == ResourceKey::ALL_DATABASES;
        match self.place {
            Place::Anywhere => Some(is_everywhere),
            Place::On(key) if key == grant.resource => Some(false),
            Place::On(key) => {
                let one = resources.get(key);
                let is_living = one.kind == ResourceKind::Database && !one.is_deleted();
                (is_everywhere && is_living).then_some(true)
            }
        }
    }
}

/// Whether a permission has a box in the group of a resource.
fn is_grantable(permission: Permission, key: ResourceKey) -> bool {
    match permission.scope() {
        Some(Scope::Organization) => key == ResourceKey::ORGANIZATION,
        Some(Scope::Database) => key != ResourceKey::ORGANIZATION,
        None => true,
    }
}

fn columns(view: &ReportView, place: Place, resources: &Resources) -> Vec<MatrixColumn> {
    match view.columns {
        MatrixColumns::Permissions => {
            let mut all: Vec<Permission> = Permission::all_seen()
                .filter(|one| view.only.iter().all(|only| only.keeps(*one)))
                .collect();
            // What can be granted on the resource comes first: the columns of what cannot are mostly empty.
            let is_elsewhere = |permission: Permission| match place {
                Place::Anywhere => false,
                Place::On(key) => !is_grantable(permission, key),
            };
            all.sort_unstable_by_key(|own| (is_elsewhere(*own), *own));
            all.into_iter().map(MatrixColumn::Permission).collect()
        }
        MatrixColumns::Databases => {
            let mut all: Vec<(bool, &str, ResourceKey)> = resources
                .iter()
                .map(|(key, one)| (one.is_deleted(), &*one.name, key))
                .filter(|(.., key)| *key > ResourceKey::ALL_DATABASES)
                .collect();
            all.sort_unstable();
            [ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES]
                .into_iter()
                .chain(all.into_iter().map(|(.., key)| key))
                .map(MatrixColumn::Resource)
                .collect()
        }
        MatrixColumns::Powers => RiskKind::ALL.map(MatrixColumn::Power).to_vec(),
    }
}
