//! Whether the API tells last uses as they happen.

use std::sync::Arc;

use crate::domain::time::{Seconds, Timestamp};
use crate::domain::token::Token;

/// How late a last use may be told at most: how exactly the API notes it is not documented.
const LATE: Seconds = Seconds::DAY;

/// A whole list in which no token was used lately. Whoever reads it with one of these tokens has just used it, so that
/// the API tells last uses late or not at all; who reads it otherwise learns nothing. Which of both, nothing tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRecentUse {
    /// The newest use that is told.
    pub newest: Option<Timestamp>,
}

/// Looks for a recent use in a list that is whole. Of a part of a list nothing can be said.
pub fn no_recent_use(tokens: &[Arc<Token>], now: Timestamp) -> Option<NoRecentUse> {
    let newest = tokens.iter().filter_map(|token| token.last_used_at).max();
    let is_recent = newest.is_some_and(|at| at >= now.saturating_sub(LATE));
    (!tokens.is_empty() && !is_recent).then_some(NoRecentUse { newest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TokenId;
    use crate::domain::token::TokenAccess;

    const NOW: Timestamp = Timestamp::from_seconds(1_000_000_000);

    fn used(ago: Option<Seconds>) -> Arc<Token> {
        Arc::new(Token {
            id: TokenId::parse("t").unwrap(),
            name: None,
            created_at: None,
            expires_at: None,
            last_used_at: ago.map(|ago| NOW.saturating_sub(ago)),
            created_by: None,
            access: TokenAccess::Unknown,
            more: None,
        })
    }

    #[test]
    fn one_recent_use_shows_that_they_are_told() {
        let days = |days| used(Some(Seconds::days(days)));
        let newest = Some(NOW.saturating_sub(Seconds::days(3)));
        let old = [days(9), days(3), used(None)];
        assert_eq!(no_recent_use(&old, NOW), Some(NoRecentUse { newest }));
        assert_eq!(no_recent_use(&[days(9), used(Some(Seconds::HOUR))], NOW), None);
        // A clock may be a little ahead.
        assert_eq!(no_recent_use(&[used(Some(Seconds(-90)))], NOW), None);
        assert_eq!(no_recent_use(&[used(None)], NOW), Some(NoRecentUse { newest: None }));
        assert_eq!(no_recent_use(&[], NOW), None);
    }
}
