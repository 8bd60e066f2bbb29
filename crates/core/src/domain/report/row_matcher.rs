//! What a row of the report has to have.

use super::query::{Term, terms};
use super::reach::{FoundBy, SearchedDatabases, reaches_every_database};
use super::{ReportView, Restriction};
use crate::domain::access::Grant;
use crate::domain::listing::{Index, folded};
use crate::domain::permission::Permission;
use crate::domain::resource::{ResourceKey, Resources};
use crate::domain::time::Timestamp;
use crate::domain::token::Token;

/// What a row has to have: a bit for each word of the search, and one for each kind of restriction. A token, a
/// resource and a permission each have some of them.
#[derive(Debug, Clone)]
pub(super) struct RowMatcher {
    words: Vec<Term>,
    all: u64,
    /// The bits of words that no row may have.
    excluded: u64,
    now: Timestamp,
    resources: Vec<u64>,
    permissions: Vec<u64>,
    found: SearchedDatabases,
    /// Only some permissions or resources are asked for.
    is_restricted: bool,
}

impl RowMatcher {
    /// The restrictions on resources, and those on permissions.
    const RESOURCE: u64 = 1 << 63;
    const PERMISSION: u64 = 1 << 62;
    /// As many words as there are bits for; nobody types more.
    const WORDS: usize = 60;

    pub(super) fn new(
        view: &ReportView,
        labels: &[String],
        resources: &Resources,
        now: Timestamp,
    ) -> Self {
        let words = terms(&view.search).into_iter().take(Self::WORDS).collect();
        let mut this = Self {
            words,
            all: 0,
            excluded: 0,
            now,
            resources: Vec::new(),
            permissions: Vec::new(),
            found: SearchedDatabases::default(),
            is_restricted: !view.only.is_empty(),
        };
        if view.search.is_empty() && view.only.is_empty() {
            return this;
        }
        this.excluded = this.bits(|word| word.is_excluded);
        this.all = this.bits(|word| !word.is_excluded) | Self::RESOURCE | Self::PERMISSION;
        let everywhere = view.only.contains(&Restriction::AllDatabases);
        this.resources = labels
            .iter()
            .zip(resources.iter())
            .map(|(label, (key, one))| {
                let kept = !everywhere || key == ResourceKey::ALL_DATABASES;
                this.bits(|word| word.is_of_resource(key, one, label))
                    | if kept { Self::RESOURCE } else { 0 }
            })
            .collect();
        // How something is held is not told by the database that it reaches.
        let named = this.bits(Term::names_a_resource);
        let left_out = this.excluded;
        let kept = |bits: u64| if bits & left_out == 0 { bits & named } else { 0 };
        let words: Vec<u64> = this.resources.iter().map(|bits| kept(*bits)).collect();
        this.found = SearchedDatabases::new(resources, &words);
        this.permissions = Permission::all_seen()
            .map(|permission| {
                let kept = Restriction::all_keep(&view.only, permission);
                let name = folded(permission.name());
                this.bits(|word| word.is_of_permission(permission, &name))
                    | if kept { Self::PERMISSION } else { 0 }
            })
            .collect();
        this
    }

    pub(super) fn is_all(&self) -> bool {
        self.all == 0
    }

    fn bits(&self, has: impl Fn(&Term) -> bool) -> u64 {
        (0..).zip(&self.words).fold(0, |bits, (bit, word)| bits | u64::from(has(word)) << bit)
    }

    pub(super) fn in_token(&self, index: &Index, place: u32, token: &Token) -> u64 {
        if self.words.is_empty() {
            return 0;
        }
        let name = index.name(usize::try_from(place).unwrap_or(usize::MAX));
        self.bits(|word| word.is_of_token(token, name, self.now))
    }

    /// Whether no row of a token can fit, whatever it holds.
    pub(super) fn is_excluded(&self, token: u64) -> bool {
        token & self.excluded != 0
    }

    /// Whether a token fits by itself: every word of the search is found in it, and nothing is asked of what it holds.
    pub(super) fn fits_alone(&self, token: u64) -> bool {
        let words = self.all & !(Self::RESOURCE | Self::PERMISSION);
        !self.is_restricted && token & words == words && !self.is_excluded(token)
    }

    /// What a row is found by, if it is.
    pub(super) fn fits(&self, token: u64, grant: Grant) -> Option<FoundBy> {
        let of = |table: &[u64], place: usize| table.get(place).copied().unwrap_or_default();
        let resource = of(&self.resources, grant.resource.index());
        let permission = of(&self.permissions, grant.permission.index());
        let own = token | resource | permission;
        if own & self.excluded != 0 {
            return None;
        }
        let lacking = self.all & !own;
        if lacking == 0 {
            return Some(FoundBy::Own);
        }
        let is_kept_out = lacking & (Self::RESOURCE | Self::PERMISSION) != 0;
        if is_kept_out || !reaches_every_database(grant) {
            return None;
        }
        self.found.having(lacking)
    }
}
