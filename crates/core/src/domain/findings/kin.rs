//! Tokens that are like others: by their name, and by their access.

use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Evidence, Finding, Fix, Rule};
use crate::domain::access::Grant;
use crate::domain::time::Timestamp;
use crate::domain::token::{Expiry, Token};

/// Each token that shares something with others: its place, the first other one, and how many others there are.
fn alike<K: Eq + Hash>(
    tokens: &[Arc<Token>],
    key: impl Fn(&Token) -> Option<K>,
) -> Vec<(u32, u32, usize)> {
    let mut groups: FxHashMap<K, Vec<u32>> = FxHashMap::default();
    for (token, place) in tokens.iter().zip(0_u32..) {
        if let Some(key) = key(token) {
            groups.entry(key).or_default().push(place);
        }
    }
    let mut all: Vec<(u32, u32, usize)> = Vec::new();
    for group in groups.values().filter(|group| group.len() > 1) {
        for &own in group {
            let other = group.iter().copied().find(|other| *other != own);
            all.extend(other.map(|other| (own, other, group.len() - 1)));
        }
    }
    all.sort_unstable();
    all
}

/// Tokens whose name another one has too.
pub(super) fn namesakes(tokens: &[Arc<Token>]) -> Vec<Finding> {
    let named = alike(tokens, |token| token.own_name().map(|name| name.trim().to_owned()));
    let find = |(token, _, others): (u32, u32, usize)| Finding {
        rule: Rule::DuplicateName,
        token,
        evidence: Evidence::Namesakes(others),
        since: None,
        fix: Fix::Rotate,
        accepted: None,
    };
    named.into_iter().map(find).collect()
}

/// Tokens that may do exactly what another one may. Those that may do nothing, or have ended, are no matter.
pub(super) fn same_access(tokens: &[Arc<Token>], now: Timestamp) -> Vec<Finding> {
    let equal = alike(tokens, |token| {
        let grants = token.access.grants().filter(|all| !all.is_empty())?;
        (token.expiry(now) != Expiry::Expired).then(|| sorted(grants))
    });
    let find = |(token, first, others): (u32, u32, usize)| Finding {
        rule: Rule::SameAccess,
        token,
        evidence: Evidence::SameAs { first, others },
        since: None,
        fix: Fix::Compare(first),
        accepted: None,
    };
    equal.into_iter().map(find).collect()
}

fn sorted(grants: &[Grant]) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> =
        grants.iter().map(|it| (it.resource.index(), it.permission.index())).collect();
    all.sort_unstable();
    all
}
