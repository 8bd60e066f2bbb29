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

    /// A finding for each token whose name another one has too, and for each that may do exactly what another one may.
    pub(super) fn findings(self) -> Vec<Finding> {
        let named = alike(self.by_name.into_values()).into_iter().map(|(token, _, others)| {
            let evidence = Evidence::Namesakes(others);
            finding(Rule::DuplicateName, token, evidence, Fix::Rotate)
        });
        let equal = alike(self.by_access.into_values()).into_iter();
        let equal = equal.map(|(token, first, others)| {
            let evidence = Evidence::SameAs { first, others };
            finding(Rule::SameAccess, token, evidence, Fix::Compare(first))
        });
        named.chain(equal).collect()
    }
}

fn finding(rule: Rule, token: u32, evidence: Evidence, fix: Fix) -> Finding {
    Finding { rule, token, evidence, since: None, fix, accepted: None }
}

/// Each token that shares something with others: its place, the first other one, and how many others there are.
fn alike(groups: impl Iterator<Item = Vec<u32>>) -> Vec<(u32, u32, usize)> {
    let mut all: Vec<(u32, u32, usize)> = Vec::new();
    for group in groups.filter(|group| group.len() > 1) {
        for &own in &group {
            let other = group.iter().copied().find(|other| *other != own);
            all.extend(other.map(|other| (own, other, group.len() - 1)));
        }
    }
    all.sort_unstable();
    all
}

fn sorted(grants: &[Grant]) -> Vec<Grant> {
    let mut all = grants.to_vec();
    all.sort_unstable();
    all
}
