//! Deleting a token: what somebody is shown before they confirm it, and what became different until they did.

use super::access::{AccessSet, Diff};
use super::time::{Seconds, Timestamp};
use super::token::{Expiry, Token};

/// How long ago a use has to be so that another one is news: programs of a night run once a day.
const QUIET: Seconds = Seconds::DAY;

/// The token that takes the place of the one that is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Successor {
    /// It is there.
    There {
        /// How many grants of the old token it lacks, where that is known.
        lacking: Option<usize>,
        /// No program can use it any more.
        is_expired: bool,
    },
    /// It was deleted.
    Gone,
}

impl Successor {
    /// Looks at that token; `living` is what the old one holds, apart from what is on deleted databases, which nobody
    /// can be given.
    pub fn of(new: &Token, living: Option<&AccessSet>, now: Timestamp) -> Self {
        let held = living.zip(new.access.set());
        Self::There {
            lacking: held.map(|(living, new)| living.difference(&new).count()),
            is_expired: new.expiry(now) == Expiry::Expired,
        }
    }

    /// Whether it cannot take over what the old token does.
    pub fn is_problem(self) -> bool {
        match self {
            Self::There { lacking, is_expired } => {
                is_expired || lacking.is_some_and(|lacking| lacking > 0)
            }
            Self::Gone => true,
        }
    }
}

/// What somebody is shown before they confirm a deletion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// What the token holds, where that is known.
    pub access: Option<AccessSet>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// The token that takes its place, if one does.
    pub successor: Option<Successor>,
}

/// What became different while somebody looked at the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Its access was not known before.
    AccessRead,
    /// It holds other access now.
    AccessChanged {
        /// How many grants it has in addition.
        gained: usize,
        /// How many it has no more.
        lost: usize,
    },
    /// Somebody used it, after a day without a use.
    Used,
    /// The token that takes its place cannot do what it should.
    Successor,
}

/// What is different now from what was confirmed. Without any the deletion is what somebody wanted.
pub fn news(shown: &Shown, now: &Shown, at: Timestamp) -> Vec<News> {
    let mut all = Vec::new();
    match (&shown.access, &now.access) {
        (Some(shown), Some(now)) if shown != now => {
            let Diff { additions, removals } = Diff::between(shown, now);
            all.push(News::AccessChanged { gained: additions.len(), lost: removals.len() });
        }
        (None, Some(_)) => all.push(News::AccessRead),
        _ => {}
    }
    let was_quiet = shown.last_used_at.is_none_or(|used| used <= at.saturating_sub(QUIET));
    if was_quiet && now.last_used_at > shown.last_used_at {
        all.push(News::Used);
    }
    if now.successor != shown.successor && now.successor.is_some_and(Successor::is_problem) {
        all.push(News::Successor);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::access::Grant;
    use super::super::permission::Permission;
    use super::super::resource::ResourceKey;
    use super::*;

    const DAY: i64 = Seconds::DAY.0;

    fn now() -> Timestamp {
        Timestamp::from_seconds(10 * DAY)
    }

    fn holding(permissions: &[&str]) -> Shown {
        let on = |name: &&str| Grant::new(ResourceKey::ORGANIZATION, Permission::named(name));
        Shown { access: Some(permissions.iter().map(on).collect()), ..Shown::default() }
    }

    fn used(day: Option<i64>) -> Shown {
        let last_used_at = day.map(|day| Timestamp::from_seconds(day * DAY));
        Shown { last_used_at, ..holding(&[]) }
    }

    fn followed(successor: Option<Successor>) -> Shown {
        Shown { successor, ..holding(&[]) }
    }

    #[test]
    fn what_was_confirmed_is_no_news() {
        let there = Successor::There { lacking: Some(2), is_expired: false };
        for one in [holding(&["read_invoices"]), used(Some(9)), followed(Some(there))] {
            assert_eq!(news(&one, &one, now()), []);
        }
    }

    #[test]
    fn other_access_is_news_and_access_that_was_not_known() {
        let (before, after) = (
            holding(&["read_invoices", "read_databases"]),
            holding(&["write_teams", "read_invoices"]),
        );
        assert_eq!(news(&before, &after, now()), [News::AccessChanged { gained: 1, lost: 1 }]);
        assert_eq!(news(&Shown::default(), &after, now()), [News::AccessRead]);
        assert_eq!(news(&after, &Shown::default(), now()), [], "nothing was read");
    }

    #[test]
    fn a_use_after_a_quiet_day_is_news() {
        assert_eq!(news(&used(None), &used(Some(10)), now()), [News::Used]);
        assert_eq!(news(&used(Some(8)), &used(Some(10)), now()), [News::Used]);
        assert_eq!(news(&used(Some(10)), &used(Some(11)), now()), [], "it was in use before");
        assert_eq!(news(&used(Some(8)), &used(None), now()), []);
    }

    #[test]
    fn a_successor_that_became_unfit_is_news() {
        let there = |lacking, is_expired| Some(Successor::There { lacking, is_expired });
        let fit = followed(there(Some(0), false));
        for unfit in [there(Some(1), false), there(Some(0), true), Some(Successor::Gone)] {
            assert_eq!(news(&fit, &followed(unfit), now()), [News::Successor]);
            assert_eq!(news(&followed(unfit), &fit, now()), []);
        }
        assert_eq!(news(&fit, &followed(there(None, false)), now()), []);
    }
}
