//! The report on paper: a block for each token, with what it holds, and the totals of all of them.
//!
//! Blocks are made one after the other, so that thousands of them do not hold the page up; what is counted are the
//! blocks that were made.

mod view;

use std::sync::Arc;

use super::row_matcher::RowMatcher;
use super::rows::Ranks;
use crate::domain::access::{AccessSet, Grant, HeldRisk, RiskLevel};
use crate::domain::listing::{ByName, FilterSet, Gradual, Query, TokenList, Truth, finds, folded};
use crate::domain::permission::Permission;
use crate::domain::resource::{Resource, ResourceKey, ResourceKind, Resources};
use crate::domain::time::Timestamp;
use crate::domain::token::{Expiry, Token};

pub use view::PrintedView;

/// A report that is about to be printed: the tokens that it asks for, in the order of their names.
#[derive(Debug)]
pub struct PrintedReport {
    tokens: Vec<Candidate>,
    matcher: RowMatcher,
    ranks: Ranks,
    /// How many tokens the organization has, as far as they were read.
    all: usize,
}

#[derive(Debug)]
struct Candidate {
    token: Arc<Token>,
    /// What of the search is found in the token itself.
    words: u64,
    /// It is not known whether the filters keep it.
    is_undecided: bool,
}

/// A token on paper.
#[derive(Debug, Clone)]
pub struct Block {
    /// The token.
    pub token: Arc<Token>,
    /// What it holds.
    pub listed: Listed,
    /// It is not known whether the report's filters keep it, as its access was not read.
    pub is_undecided: bool,
}

/// What is listed of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// The API has not told what it holds.
    NotRead,
    /// What is asked for of what it holds.
    Read {
        /// Each access is in one of them.
        groups: Vec<HeldGroup>,
        /// How many accesses it holds, listed or not.
        held: usize,
    },
}

impl Listed {
    /// How many accesses are listed; nothing where none was read.
    pub fn accesses(&self) -> Option<usize> {
        match self {
            Self::NotRead => None,
            Self::Read { groups, .. } => Some(groups.iter().map(HeldGroup::accesses).sum()),
        }
    }
}

/// Resources on which a token holds the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldGroup {
    /// The resources, in their order.
    pub resources: Vec<ResourceKey>,
    /// What is granted on each of them, the gravest first.
    pub permissions: Vec<ListedPermission>,
    /// What it holds on them through "All databases" alone: granted there, so no access of theirs.
    pub inherited: Vec<Permission>,
}

impl HeldGroup {
    fn accesses(&self) -> usize {
        self.resources.len() * self.permissions.len()
    }
}

/// A permission that is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedPermission {
    /// Which one.
    pub permission: Permission,
    /// How grave it is.
    pub level: RiskLevel,
    /// It is granted on all databases as well.
    pub is_doubled: bool,
}

/// Looking for the tokens that a printed report asks for, a part of the list at a time.
///
/// A token whose access was not read is in it wherever what it holds could make it fit.
#[derive(Debug)]
pub struct PrintedSearch {
    query: Query,
    filters: FilterSet,
    now: Timestamp,
    by_name: ByName,
    report: PrintedReport,
}

impl PrintedSearch {
    /// No token is looked at yet. `name_of` tells what a resource is called, which is what it is found and sorted by.
    pub fn new(
        resources: &Resources,
        view: &PrintedView,
        now: Timestamp,
        name_of: impl Fn(&Resource) -> String,
    ) -> Self {
        let labels: Vec<String> = resources.iter().map(|(_, one)| folded(&name_of(one))).collect();
        let matcher = RowMatcher::new(&view.of_access(), &labels, resources, now);
        let ranks = Ranks::new(&labels);
        Self {
            query: Query::new(&view.token_search),
            filters: view.filters,
            now,
            by_name: ByName::default(),
            report: PrintedReport { tokens: Vec::new(), matcher, ranks, all: 0 },
        }
    }

    fn candidate(&self, place: u32, list: TokenList<'_>) -> Option<Candidate> {
        let token = list.token(place)?;
        let at = usize::try_from(place).unwrap_or(usize::MAX);
        let is_found = finds(&self.query, list.index, at, token);
        let kept = self.filters.keep(token, list.resources, self.now);
        let words = self.report.matcher.in_token(list.index, place, token);
        (is_found && kept != Truth::No).then(|| Candidate {
            token: token.clone(),
            words,
            is_undecided: kept == Truth::Unknown,
        })
    }
}

impl Gradual for PrintedSearch {
    type Found = PrintedReport;

    fn go_on(&mut self, list: TokenList<'_>, count: usize) -> Option<PrintedReport> {
        let (part, is_last) = self.by_name.part(list.index, count);
        self.report.all += part.len();
        for place in part {
            let candidate = self.candidate(place, list);
            self.report.tokens.extend(candidate);
        }
        let PrintedReport { tokens, matcher, ranks, all } = &mut self.report;
        is_last.then(|| PrintedReport {
            tokens: std::mem::take(tokens),
            matcher: matcher.clone(),
            ranks: std::mem::take(ranks),
            all: *all,
        })
    }

    fn progress(&self, list: TokenList<'_>) -> (usize, usize) {
        (self.report.all, list.tokens.len())
    }
}

impl PrintedReport {
    /// How many tokens there are to make a block of.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// How many tokens the organization has, as far as they were read.
    pub fn all(&self) -> usize {
        self.all
    }

    /// The block of the token at a place; none where it holds nothing that is asked for.
    pub fn block(&self, place: usize, resources: &Resources) -> Option<Block> {
        let Candidate { token, words, is_undecided } = self.tokens.get(place)?;
        let block = |listed, is_undecided| Block { token: token.clone(), listed, is_undecided };
        let Some(set) = token.access.set() else {
            let is_undecided = *is_undecided || !self.matcher.fits_alone(*words);
            return (!self.matcher.is_excluded(*words))
                .then(|| block(Listed::NotRead, is_undecided));
        };
        let is_listed =
            |grant: &Grant| self.matcher.is_all() || self.matcher.fits(*words, *grant).is_some();
        let mut grants: Vec<Grant> = set.iter().filter(is_listed).collect();
        if grants.is_empty() && !self.matcher.fits_alone(*words) {
            return None;
        }
        grants.sort_by_key(|grant| self.ranks.of(*grant));
        let groups = groups(&grants, &set, resources);
        Some(block(Listed::Read { groups, held: set.len() }, *is_undecided))
    }
}

/// The accesses by resource, those resources together on which the same is held.
fn groups(listed: &[Grant], held: &AccessSet, resources: &Resources) -> Vec<HeldGroup> {
    let everywhere: Vec<Permission> = listed
        .iter()
        .filter(|grant| grant.resource == ResourceKey::ALL_DATABASES)
        .map(|grant| grant.permission)
        .collect();
    let mut all: Vec<HeldGroup> = Vec::new();
    for own in listed.chunk_by(|a, b| a.resource == b.resource) {
        let Some(resource) = own.first().map(|grant| grant.resource) else { continue };
        let one = resources.get(resource);
        let inherits = one.kind == ResourceKind::Database && !one.is_deleted();
        let is_inherited = |permission| {
            inherits && held.contains(Grant::new(ResourceKey::ALL_DATABASES, permission))
        };
        let mut permissions: Vec<ListedPermission> = own
            .iter()
            .map(|grant| ListedPermission {
                permission: grant.permission,
                level: RiskLevel::of(grant.permission),
                is_doubled: is_inherited(grant.permission),
            })
            .collect();
        permissions.sort_by_key(|one| one.level);
        let is_alone = |one: &Permission| inherits && !held.contains(Grant::new(resource, *one));
        let inherited: Vec<Permission> = everywhere.iter().copied().filter(is_alone).collect();
        // What is on deleted databases gives no power, and is not told together with what does.
        let same = |group: &&mut HeldGroup| {
            let first = group.resources.first().map(|first| resources.get(*first));
            first.is_some_and(|first| {
                first.is_deleted() == one.is_deleted() && first.kind == one.kind
            }) && group.permissions == permissions
                && group.inherited == inherited
        };
        match all.iter_mut().find(same) {
            Some(group) => group.resources.push(resource),
            None => all.push(HeldGroup { resources: vec![resource], permissions, inherited }),
        }
    }
    all
}

/// What there is of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LevelCount {
    /// Tokens of which nothing that they hold is graver.
    pub tokens: usize,
    /// Accesses that are listed.
    pub accesses: usize,
}

/// The totals of the blocks that were made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Tokens.
    pub tokens: usize,
    /// Those whose access was not read.
    pub not_read: usize,
    /// Those that are known to hold nothing.
    pub without_access: usize,
    /// What is held on deleted databases, where it gives no power, and the tokens that hold nothing else.
    pub on_deleted: LevelCount,
    /// Those that have ended.
    pub expired: usize,
    /// Those of which it is not known whether they are asked for.
    pub undecided: usize,
    /// Accesses that are listed.
    pub accesses: usize,
    levels: [LevelCount; RiskLevel::ALL.len()],
}

impl Summary {
    /// Counts a block.
    pub fn add(&mut self, block: &Block, resources: &Resources, now: Timestamp) {
        self.tokens += 1;
        self.expired += usize::from(block.token.expiry(now) == Expiry::Expired);
        self.undecided += usize::from(block.is_undecided);
        match block.token.risk(resources) {
            HeldRisk::NotRead => self.not_read += 1,
            HeldRisk::Nothing => self.without_access += 1,
            HeldRisk::OnDeleted => self.on_deleted.tokens += 1,
            HeldRisk::Holds { gravest, .. } => self.count(gravest, |count| count.tokens += 1),
        }
        let Listed::Read { groups, .. } = &block.listed else { return };
        for group in groups {
            // Deleted databases are in groups of their own.
            let first = group.resources.first();
            let is_gone = first.is_some_and(|first| resources.get(*first).is_deleted());
            for permission in &group.permissions {
                let accesses = group.resources.len();
                self.accesses += accesses;
                if is_gone {
                    self.on_deleted.accesses += accesses;
                } else {
                    self.count(permission.level, |count| count.accesses += accesses);
                }
            }
        }
    }

    /// What there is of a level.
    pub fn level(&self, level: RiskLevel) -> LevelCount {
        self.levels.get(level as usize).copied().unwrap_or_default()
    }

    fn count(&mut self, level: RiskLevel, add: impl FnOnce(&mut LevelCount)) {
        if let Some(count) = self.levels.get_mut(level as usize) {
            add(count);
        }
    }
}
