//! Questions that narrow the list of tokens, and what is known of their answers.

use super::days::Days;
use crate::domain::resource::Resources;
use crate::domain::time::Timestamp;
use crate::domain::token::{Expiry, Token, TokenAccess, Usage};

/// Whether something holds of a token, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The API has not told what the answer depends on.
    Unknown,
}

impl From<bool> for Truth {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// A question that a token answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Filter {
    /// It has ended.
    Expired,
    /// It ends within 30 days.
    ExpiresSoon,
    /// It never ends.
    NoExpiry,
    /// It was never used.
    NeverUsed,
    /// It was not used for 90 days: its last use is that long ago, or it was created that long ago and never used.
    Unused,
    /// It can destroy something.
    CanDestroy,
}

impl Filter {
    /// Every filter, in the order of display.
    pub const ALL: [Self; 6] = [
        Self::Expired,
        Self::ExpiresSoon,
        Self::NoExpiry,
        Self::NeverUsed,
        Self::Unused,
        Self::CanDestroy,
    ];

    /// Those about the same thing, which widen each other.
    pub const ABOUT: [&[Self]; 3] = [
        &[Self::Expired, Self::ExpiresSoon, Self::NoExpiry],
        &[Self::NeverUsed, Self::Unused],
        &[Self::CanDestroy],
    ];

    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::ExpiresSoon => "expires_soon",
            Self::NoExpiry => "no_expiry",
            Self::NeverUsed => "never_used",
            Self::Unused => "unused",
            Self::CanDestroy => "can_destroy",
        }
    }

    /// What a token answers.
    pub fn answer(self, token: &Token, resources: &Resources, now: Timestamp) -> Truth {
        match self {
            Self::Expired => (token.expiry(now) == Expiry::Expired).into(),
            Self::ExpiresSoon => (token.expiry(now) == Expiry::Soon).into(),
            Self::NoExpiry => (token.expiry(now) == Expiry::Never).into(),
            Self::NeverUsed => (token.usage(now) == Usage::Never).into(),
            Self::Unused => token.is_unused(now).into(),
            Self::CanDestroy if token.access == TokenAccess::Unknown => Truth::Unknown,
            Self::CanDestroy => token.can_destroy(resources).into(),
        }
    }
}

/// The filters that are on. Those about the same thing widen each other ("expired" or "no
/// expiry"), those about different things narrow ("expired" and "never used").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct FilterSet {
    on: u8,
    /// Days in which a token ends: one more filter about its end.
    ends: Option<Days>,
}

impl FilterSet {
    fn bit(filter: Filter) -> u8 {
        1 << Filter::ALL.iter().position(|&f| f == filter).unwrap_or(7)
    }

    /// Whether that one is on.
    pub fn has(self, filter: Filter) -> bool {
        self.on & Self::bit(filter) != 0
    }

    /// With that one on or off.
    #[must_use]
    pub fn with(self, filter: Filter, on: bool) -> Self {
        let bit = Self::bit(filter);
        Self { on: if on { self.on | bit } else { self.on & !bit }, ..self }
    }

    /// The days in which a token has to end, if that is asked.
    pub fn ends(self) -> Option<Days> {
        self.ends
    }

    /// With these days in which a token has to end, or any.
    #[must_use]
    pub fn ending(self, ends: Option<Days>) -> Self {
        Self { ends, ..self }
    }

    /// Whether none is on.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Those that are on, in the order of display.
    pub fn iter(self) -> impl Iterator<Item = Filter> {
        Filter::ALL.into_iter().filter(move |&filter| self.has(filter))
    }

    /// Whether they keep a token, as far as that is known.
    pub fn keep(self, token: &Token, resources: &Resources, now: Timestamp) -> Truth {
        let mut kept = Truth::Yes;
        for about in Filter::ABOUT {
            let ends = self.ends.filter(|_| about.contains(&Filter::NoExpiry));
            let ends =
                ends.map(|days| token.expires_at.is_some_and(|at| days.hold(at, now)).into());
            let answers = about
                .iter()
                .filter(|&&filter| self.has(filter))
                .map(|filter| filter.answer(token, resources, now))
                .chain(ends);
            // One yes is enough; else it is not known as long as one is not.
            let widest = answers.fold(None, |all, answer| match (all, answer) {
                (Some(Truth::Yes), _) | (_, Truth::Yes) => Some(Truth::Yes),
                (Some(Truth::Unknown), _) | (_, Truth::Unknown) => Some(Truth::Unknown),
                _ => Some(Truth::No),
            });
            match widest {
                Some(Truth::No) => return Truth::No,
                Some(Truth::Unknown) => kept = Truth::Unknown,
                Some(Truth::Yes) | None => {}
            }
        }
        kept
    }
}
