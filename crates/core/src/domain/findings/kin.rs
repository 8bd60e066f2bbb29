//! Tokens that are like others: by their name, and by their access.

use rustc_hash::FxHashMap;

use super::{Evidence, Finding, Fix, Rule};
use crate::domain::access::Grant;
use crate::domain::time::Timestamp;
use crate::domain::token::{Expiry, Token};

/// Which tokens share a name, and which an access.
#[derive(Debug, Default)]
pub(super) struct Kin {
    by_name: FxHashMap<String, Vec<u32>>,
    by_access: FxHashMap<Vec<Grant>, Vec<u32>>,
}

impl Kin {
    /// Takes a token in. Those that may do nothing, or have ended, are like nobody by their access.
    pub(super) fn take(&mut self, token: &Token, place: u32, now: Timestamp) {
        if let Some(name) = token.own_name() {
            self.by_name.entry(name.trim().to_owned()).or_default().push(place);
        }
        let grants = token.access.grants().filter(|all| !all.is_empty());
        if let Some(grants) = grants.filter(|_| token.expiry(now) != Expiry::Expired) {
            self.by_access.entry(sorted(grants)).or_default().push(place);
        }
    }

    /// Those that share something: to be told one after the other.
    pub(super) fn alike(self) -> Alike {
        let named = self.by_name.into_values().map(|group| (Rule::DuplicateName, group));
        let equal = self.by_access.into_values().map(|group| (Rule::SameAccess, group));
        Alike(named.chain(equal).filter(|(_, group)| group.len() > 1).collect())
    }
}

/// Groups of tokens that share something.
#[derive(Debug)]
pub(super) struct Alike(Vec<(Rule, Vec<u32>)>);

impl Alike {
    /// A finding for each token whose name another one has too, and for each that may do exactly what another one may, of
    /// about so many tokens; whether nothing is left to tell.
    pub(super) fn go_on(&mut self, found: &mut Vec<Finding>, count: usize) -> bool {
        let mut left = count;
        while left > 0
            && let Some((rule, group)) = self.0.pop()
        {
            left = left.saturating_sub(group.len());
            let &[first, second, ..] = group.as_slice() else { continue };
            let others = group.len() - 1;
            let one = |&token: &u32| {
                let first = if token == first { second } else { first };
                let (evidence, fix) = match rule {
                    Rule::SameAccess => (Evidence::SameAs { first, others }, Fix::Compare(first)),
                    _ => (Evidence::Namesakes(others), Fix::Rotate),
                };
                Finding { rule, token, evidence, since: None, fix, accepted: None }
            };
            found.extend(group.iter().map(one));
        }
        self.0.is_empty()
    }
}

fn sorted(grants: &[Grant]) -> Vec<Grant> {
    let mut all = grants.to_vec();
    all.sort_unstable();
    all
}
