//! Finding the token whose creation was not answered.
//!
//! Everybody who uses this console makes tokens with the same credential, others make theirs elsewhere, and names may be
//! used twice. A token is claimed only if it was made while the call was under way and nothing speaks against it; even
//! then a colleague may have made it in the same seconds, and the words say so. Else it is shown with what is known of it.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::ids::TokenId;
use super::time::{Seconds, Timestamp};
use super::token::{Token, TokenAccess};

/// How far the clocks of two servers may be apart where a token is claimed.
const CLOCKS: Seconds = Seconds(5);

/// How long before the call a token may have been made to be shown at all: where no server told its time, this
/// machine's clock may be off.
const GRACE: Seconds = Seconds(120);

/// How far a token's end may be off from what was asked for: the time that the call took.
const SLACK: Seconds = Seconds(120);

/// A token that is to be created.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewToken {
    /// Its name, if it gets one.
    pub name: Option<String>,
    /// How long it is to live; `None`: without an end.
    pub ttl: Option<Seconds>,
}

impl NewToken {
    /// A token of that name; spaces around it do not belong to it, and none are no name.
    pub fn new(name: &str, ttl: Option<Seconds>) -> Self {
        let name = Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
        Self { name, ttl }
    }
}

/// The tokens that were known before something was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownTokens {
    /// Their ids.
    pub ids: FxHashSet<TokenId>,
    /// Whether that is every token of the organization.
    pub is_complete: bool,
}

/// A creation that was sent, and what is needed to recognize its token.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// What was asked for.
    pub wanted: NewToken,
    /// What was there before.
    pub known: KnownTokens,
    /// When it was sent, by the server's clock.
    pub sent_at: Timestamp,
    /// When it was answered, or given up, by the server's clock; `None` while it is under way.
    pub ended_at: Option<Timestamp>,
    /// Who the API says creates what this console creates, once that was seen.
    pub creator: Option<Arc<str>>,
}

/// How sure it is that a token is the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// All of it fits: this console's credential made it while the call was under way, its name and end are those that
    /// were asked for, it was not there before, it has no access, and no other fits.
    Ours,
    /// It may be somebody else's.
    Perhaps,
}

/// A token that may be the one.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The token.
    pub token: Arc<Token>,
    /// How sure that is.
    pub claim: Claim,
}

impl Attempt {
    /// Finds the tokens of a list that may be the one that was asked for, in the order of the list.
    pub fn find<'a>(&self, tokens: impl IntoIterator<Item = &'a Arc<Token>>) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = tokens
            .into_iter()
            .filter(|token| self.may_be(token))
            .map(|token| {
                let claim = if self.must_be(token) { Claim::Ours } else { Claim::Perhaps };
                Candidate { token: token.clone(), claim }
            })
            .collect();
        // Two that fit: one of them is somebody else's, or the browser sent the call twice.
        if found.iter().filter(|found| found.claim == Claim::Ours).count() > 1 {
            for one in &mut found {
                one.claim = Claim::Perhaps;
            }
        }
        found
    }

    /// Finds tokens that may have come of the same call as the one that was made: a browser repeats a call by itself when
    /// a kept connection breaks. What was made after the answer came of another call.
    pub fn duplicates<'a>(
        &self,
        made: &Token,
        tokens: impl IntoIterator<Item = &'a Arc<Token>>,
    ) -> Vec<Arc<Token>> {
        let ended_at = made.created_at.or(self.ended_at);
        let own = Self { creator: made.created_by.clone(), ended_at, ..self.clone() };
        tokens
            .into_iter()
            .filter(|token| token.id != made.id && own.may_be(token) && own.fits(token))
            .cloned()
            .collect()
    }

    fn may_be(&self, token: &Token) -> bool {
        let name = |name: Option<&str>| name.unwrap_or_default().trim().to_owned();
        let in_time = token.created_at.is_none_or(|at| at >= self.sent_at.saturating_sub(GRACE));
        let has_access = token.access.grants().is_some_and(|grants| !grants.is_empty());
        name(token.name.as_deref()) == name(self.wanted.name.as_deref())
            && in_time
            && !has_access
            && !self.known.ids.contains(&token.id)
    }

    /// Its creator, time and end are those that were asked for.
    fn fits(&self, token: &Token) -> bool {
        let by_us = self.creator.is_some() && token.created_by == self.creator;
        let in_time = token.created_at.is_some_and(|at| {
            at >= self.sent_at.saturating_sub(CLOCKS)
                && self.ended_at.is_some_and(|end| at <= end.saturating_add(CLOCKS))
        });
        by_us && in_time && end_of(token, &self.wanted) == End::AsAsked
    }

    fn must_be(&self, token: &Token) -> bool {
        self.known.is_complete && matches!(token.access, TokenAccess::Known(_)) && self.fits(token)
    }
}

/// How a new token's end compares with what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It ends when it was to end, or never, as was asked for.
    AsAsked,
    /// The API tells no end although one was asked for.
    Unknown,
    /// It ends then, which is not what was asked for.
    Other(Timestamp),
}

/// Compares a token's end with what was asked for.
pub fn end_of(token: &Token, wanted: &NewToken) -> End {
    match (wanted.ttl, token.expires_at, token.created_at) {
        (None, None, _) => End::AsAsked,
        (Some(_), None, _) => End::Unknown,
        (None, Some(at), _) => End::Other(at),
        (Some(ttl), Some(at), created) => {
            let off = created.map_or(Seconds(0), |created| at.since(created.saturating_add(ttl)));
            if off.0.abs() <= SLACK.0 { End::AsAsked } else { End::Other(at) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_000_000_000);

    fn token(id: &str) -> Token {
        Token {
            id: TokenId::parse(id).unwrap(),
            name: Some("ci".into()),
            created_at: Some(NOW),
            expires_at: None,
            last_used_at: None,
            created_by: Some("console".into()),
            access: TokenAccess::Known([].into()),
            more: None,
        }
    }

    fn attempt() -> Attempt {
        Attempt {
            wanted: NewToken::new("ci", None),
            known: KnownTokens { ids: FxHashSet::default(), is_complete: true },
            sent_at: NOW,
            ended_at: Some(NOW.saturating_add(Seconds(10))),
            creator: Some("console".into()),
        }
    }

    fn claims(attempt: &Attempt, tokens: &[Token]) -> Vec<Claim> {
        let tokens: Vec<Arc<Token>> = tokens.iter().cloned().map(Arc::new).collect();
        attempt.find(&tokens).into_iter().map(|found| found.claim).collect()
    }

    #[test]
    fn what_fits_in_everything_is_ours() {
        assert_eq!(claims(&attempt(), &[token("a")]), [Claim::Ours]);
    }

    #[test]
    fn somebody_elses_token_is_never_claimed() {
        let theirs = Token { created_by: Some("Grace".into()), ..token("a") };
        assert_eq!(claims(&attempt(), std::slice::from_ref(&theirs)), [Claim::Perhaps]);
        let earlier = Token { created_at: Some(NOW.saturating_sub(Seconds(60))), ..token("a") };
        assert_eq!(claims(&attempt(), &[earlier]), [Claim::Perhaps]);
        // A colleague uses the same console: what was made after the call ended is not of this call.
        let later = Token { created_at: Some(NOW.saturating_add(Seconds(16))), ..token("a") };
        assert_eq!(claims(&attempt(), &[later]), [Claim::Perhaps]);
        let other_end = Token { expires_at: Some(NOW.saturating_add(Seconds::HOUR)), ..token("a") };
        assert_eq!(claims(&attempt(), &[other_end]), [Claim::Perhaps]);
        // Who creates what the console creates is not known before its first token.
        let unknown = Attempt { creator: None, ..attempt() };
        assert_eq!(claims(&unknown, &[token("a")]), [Claim::Perhaps]);
        let unread = Attempt { known: KnownTokens::default(), ..attempt() };
        assert_eq!(claims(&unread, &[token("a")]), [Claim::Perhaps]);
        assert_eq!(claims(&attempt(), &[token("a"), token("b")]), [Claim::Perhaps, Claim::Perhaps]);
    }

    #[test]
    fn what_was_there_before_or_is_in_use_is_not_shown() {
        let known = KnownTokens {
            ids: [TokenId::parse("a").unwrap()].into_iter().collect(),
            is_complete: true,
        };
        assert_eq!(claims(&Attempt { known, ..attempt() }, &[token("a")]), []);
        let grant = super::super::access::Grant::on_organization(
            super::super::permission::Permission::named("read_invoices"),
        );
        let in_use = Token { access: TokenAccess::Known([grant].into()), ..token("a") };
        assert_eq!(claims(&attempt(), &[in_use]), []);
        let old = Token { created_at: Some(NOW.saturating_sub(Seconds::HOUR)), ..token("a") };
        assert_eq!(claims(&attempt(), &[old]), []);
        assert_eq!(claims(&attempt(), &[Token { name: None, ..token("a") }]), []);
    }

    #[test]
    fn a_call_that_the_browser_sent_twice_has_a_twin() {
        let attempt = Attempt { creator: None, known: KnownTokens::default(), ..attempt() };
        let tokens: Vec<Arc<Token>> = [token("a"), token("b")].into_iter().map(Arc::new).collect();
        let duplicates = attempt.duplicates(&token("b"), &tokens);
        assert_eq!(duplicates.iter().map(|token| token.id.as_str()).collect::<Vec<_>>(), ["a"]);
        let theirs = Arc::new(Token { created_by: Some("Grace".into()), ..token("a") });
        assert_eq!(attempt.duplicates(&token("b"), [&theirs]), []);
        let later =
            Arc::new(Token { created_at: Some(NOW.saturating_add(Seconds(60))), ..token("a") });
        assert_eq!(attempt.duplicates(&token("b"), [&later]), []);
    }

    #[test]
    fn another_end_than_was_asked_for_is_seen() {
        let hour = NewToken::new("ci", Some(Seconds::HOUR));
        let ends = |at: Option<Timestamp>| Token { expires_at: at, ..token("a") };
        assert_eq!(end_of(&ends(None), &hour), End::Unknown);
        assert_eq!(end_of(&ends(Some(NOW.saturating_add(Seconds(3_601)))), &hour), End::AsAsked);
        let day = NOW.saturating_add(Seconds::days(1));
        assert_eq!(end_of(&ends(Some(day)), &hour), End::Other(day));
        assert_eq!(end_of(&ends(Some(day)), &NewToken::default()), End::Other(day));
        assert_eq!(end_of(&ends(None), &NewToken::default()), End::AsAsked);
    }

    proptest! {
        #[test]
        fn nothing_is_claimed_that_another_made(by in "[a-z]{0,8}", at in -400_i64..400, name in "[ci ]{0,3}") {
            let one = Token {
                created_by: Some(by.as_str().into()),
                created_at: Some(NOW.saturating_add(Seconds(at))),
                name: Some(name.as_str().into()),
                ..token("a")
            };
            for claim in claims(&attempt(), &[one]) {
                prop_assert!(claim == Claim::Perhaps || (by == "console" && (-5..=15).contains(&at) && name.trim() == "ci"));
            }
        }
    }
}
