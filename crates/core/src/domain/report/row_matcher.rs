//! What a row of the report has to have.

use super::reach::{FoundBy, SearchedDatabases, reaches_every_database};
use super::{ReportView, Restriction};
use crate::domain::access::Grant;
use crate::domain::listing::{Index, Query, folded};
use crate::domain::permission::Permission;
use crate::domain::resource::{ResourceKey, Resources};
use crate::domain::token::Token;

/// What a row has to have: a bit for each word of the search, and one for each kind of restriction. A token, a
/// resource and a permission each have some of them.
pub(super) struct RowMatcher {
    words: Vec<Query>,
    all: u64,
    resources: Vec<u64>,
    permissions: Vec<u64>,
    found: SearchedDatabases,
}

impl RowMatcher {
    /// The restrictions on resources, and those on permissions.
    const RESOURCE: u64 = 1 << 63;
    const PERMISSION: u64 = 1 << 62;
    /// As many words as there are bits for; nobody types more.
    const WORDS: usize = 60;

    pub(super) fn new(view: &ReportView, labels: &[String], resources: &Resources) -> Self {
        let words = view.search.split_whitespace().take(Self::WORDS).map(Query::new).collect();
        let mut this = Self {
            words,
            all: 0,
            resources: Vec::new(),
            permissions: Vec::new(),
            found: SearchedDatabases::default(),
        };
        if view.search.is_empty() && view.only.is_empty() {
            return this;
        }
        this.all = this.bits(|_| true) | Self::RESOURCE | Self::PERMISSION;
        let everywhere = view.only.contains(&Restriction::AllDatabases);
        this.resources = labels
            .iter()
            .enumerate()
            .map(|(place, label)| {
                let kept = !everywhere || place == ResourceKey::ALL_DATABASES.index();
                this.bits(|word| word.is_in(label)) | if kept { Self::RESOURCE } else { 0 }
            })
            .collect();
        let words: Vec<u64> = this.resources.iter().map(|bits| bits & !Self::RESOURCE).collect();
        this.found = SearchedDatabases::new(resources, &words);
        this.permissions = Permission::all_seen()
            .map(|permission| {
                let kept = view.only.iter().all(|only| only.keeps(permission));
                let name = folded(permission.name());
                this.bits(|word| word.is_in(&name)) | if kept { Self::PERMISSION } else { 0 }
            })
            .collect();
        this
    }

    pub(super) fn is_all(&self) -> bool {
        self.all == 0
    }

    fn bits(&self, has: impl Fn(&Query) -> bool) -> u64 {
        (0..).zip(&self.words).fold(0, |bits, (bit, word)| bits | u64::from(has(word)) << bit)
    }

    pub(super) fn in_token(&self, index: &Index, place: u32, token: &Token) -> u64 {
        if self.words.is_empty() {
            return 0;
        }
        let name = index.name(usize::try_from(place).unwrap_or(usize::MAX));
        let text = [name, " ", &folded(token.id.as_str())].concat();
        self.bits(|word| word.is_in(&text))
    }

    /// What a row is found by, if it is.
    pub(super) fn fits(&self, token: u64, grant: Grant) -> Option<FoundBy> {
        let of = |table: &[u64], place: usize| table.get(place).copied().unwrap_or_default();
        let resource = of(&self.resources, grant.resource.index());
        let permission = of(&self.permissions, grant.permission.index());
        let lacking = self.all & !(token | resource | permission);
        if lacking == 0 {
            return Some(FoundBy::Own);
        }
        let is_restricted = lacking & (Self::RESOURCE | Self::PERMISSION) != 0;
        if is_restricted || !reaches_every_database(grant) {
            return None;
        }
        self.found.having(lacking)
    }
}
