//! A service token as the API tells of it.

use std::sync::Arc;

use super::access::{AccessSet, Grant, HeldRisk};
use super::ids::TokenId;
use super::resource::Resources;
use super::time::{Seconds, Timestamp};

/// What is known of a token's access.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum TokenAccess {
    /// The API did not say (`service_token_accesses` is null or absent): it has to be asked.
    #[default]
    Unknown,
    /// Each grant once, in the API's order.
    Known(Arc<[Grant]>),
}

impl TokenAccess {
    /// The grants, if they are known.
    pub fn grants(&self) -> Option<&[Grant]> {
        match self {
            Self::Unknown => None,
            Self::Known(grants) => Some(grants),
        }
    }

    /// The grants as a set, if they are known.
    pub fn set(&self) -> Option<AccessSet> {
        self.grants().map(|grants| grants.iter().copied().collect())
    }
}

/// One service token. Its secret is not part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The id, as in `Authorization: ID:SECRET`.
    pub id: TokenId,
    /// The name it was given, if any; may be empty, may be another token's too.
    pub name: Option<Box<str>>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it ends; `None`: never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used; `None`: never.
    pub last_used_at: Option<Timestamp>,
    /// Who created it, as the API displays them.
    pub created_by: Option<Arc<str>>,
    /// What it may do.
    pub access: TokenAccess,
    /// Fields that this console has no use for: their names, and their values in JSON, as the API wrote them.
    pub more: Option<Box<[(String, String)]>>,
}

/// Where a token stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// It has no end.
    Never,
    /// It ended, that long ago.
    Expired,
    /// It ends within 30 days.
    Soon,
    /// It ends later.
    Later,
}

/// How recently a token was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Never.
    Never,
    /// Not for 90 days.
    Stale,
    /// Within 90 days.
    Recent,
}

impl Token {
    /// Its name, unless that is empty or blank.
    pub fn own_name(&self) -> Option<&str> {
        self.name.as_deref().filter(|name| !name.trim().is_empty())
    }

    /// Where it stands in its life at that time.
    pub fn expiry(&self, now: Timestamp) -> Expiry {
        match self.expires_at {
            None => Expiry::Never,
            Some(end) if end <= now => Expiry::Expired,
            Some(end) if end <= now.saturating_add(Seconds::days(30)) => Expiry::Soon,
            Some(_) => Expiry::Later,
        }
    }

    /// How recently it was used at that time.
    pub fn usage(&self, now: Timestamp) -> Usage {
        match self.last_used_at {
            None => Usage::Never,
            Some(used) if used <= now.saturating_sub(Seconds::days(90)) => Usage::Stale,
            Some(_) => Usage::Recent,
        }
    }

    /// Whether nobody has used it for 90 days, though it has been there as long: also one that was never used.
    pub fn is_unused(&self, now: Timestamp) -> bool {
        match self.usage(now) {
            Usage::Stale => true,
            Usage::Recent => false,
            Usage::Never => self
                .created_at
                .is_some_and(|created| created <= now.saturating_sub(Seconds::days(90))),
        }
    }

    /// How grave what it holds is.
    pub fn risk(&self, resources: &Resources) -> HeldRisk {
        HeldRisk::of(self.access.grants(), resources)
    }

    /// Whether it is known to hold a permission that destroys something. On a deleted database nothing is left to
    /// destroy.
    pub fn can_destroy(&self, resources: &Resources) -> bool {
        self.access.grants().is_some_and(|all| {
            all.iter().any(|grant| {
                grant.permission.destroys() && !resources.get(grant.resource).is_deleted()
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> Token {
        Token {
            id: TokenId::parse("tok1").unwrap(),
            name: None,
            created_at: None,
            expires_at: None,
            last_used_at: None,
            created_by: None,
            access: TokenAccess::Unknown,
            more: None,
        }
    }

    #[test]
    fn a_name_of_nothing_but_spaces_is_no_name() {
        assert_eq!(token().own_name(), None);
        assert_eq!(Token { name: Some("  ".into()), ..token() }.own_name(), None);
        assert_eq!(Token { name: Some("ci".into()), ..token() }.own_name(), Some("ci"));
    }

    #[test]
    fn a_token_ends_at_its_last_microsecond() {
        let now = Timestamp::from_seconds(1_000_000_000);
        let ends = |at: Timestamp| Token { expires_at: Some(at), ..token() }.expiry(now);
        assert_eq!(token().expiry(now), Expiry::Never);
        assert_eq!(ends(now), Expiry::Expired);
        assert_eq!(ends(Timestamp::from_micros(now.micros() + 1)), Expiry::Soon);
        assert_eq!(ends(now.saturating_add(Seconds::days(30))), Expiry::Soon);
        assert_eq!(ends(now.saturating_add(Seconds::days(31))), Expiry::Later);
    }

    #[test]
    fn ninety_days_without_use_is_stale() {
        let now = Timestamp::from_seconds(1_000_000_000);
        let used = |at: Timestamp| Token { last_used_at: Some(at), ..token() }.usage(now);
        assert_eq!(token().usage(now), Usage::Never);
        assert_eq!(used(now.saturating_sub(Seconds::days(90))), Usage::Stale);
        assert_eq!(used(now.saturating_sub(Seconds::days(89))), Usage::Recent);
    }
}
