//! How long a new token lives: the choices of the form, the policy, and seconds typed by hand.

use super::config::Policy;
use super::time::Seconds;
use crate::words::creation::lifetimes as words;

/// A choice of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifetime {
    /// No end.
    Never,
    /// One of the lengths that are offered.
    Preset(Seconds),
    /// Seconds typed by hand.
    Custom,
}

/// The lengths that are offered, with their names.
pub const PRESETS: [(&str, Seconds); 6] = [
    (words::HOUR, Seconds::HOUR),
    (words::DAY, Seconds::DAY),
    (words::WEEK, Seconds::days(7)),
    (words::MONTH, Seconds::days(30)),
    (words::QUARTER, Seconds::days(90)),
    (words::YEAR, Seconds::days(365)),
];

/// The longest time to live that can be asked for: a hundred years.
pub const LONGEST: Seconds = Seconds::days(36_500);

/// Why a time to live cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongTtl {
    /// Nothing was typed.
    Empty,
    /// It is no whole number.
    NotWhole,
    /// It is nothing.
    Zero,
    /// It is beyond what the API takes.
    TooLong,
    /// The policy of this console forbids it.
    BeyondPolicy(i64),
}

impl WrongTtl {
    /// Says so to a person.
    pub fn text(self) -> String {
        match self {
            Self::Empty => words::EMPTY.to_owned(),
            Self::NotWhole => words::NOT_WHOLE.to_owned(),
            Self::Zero => words::ZERO.to_owned(),
            Self::TooLong => words::TOO_LONG.to_owned(),
            Self::BeyondPolicy(most) => words::beyond_policy(most),
        }
    }
}

impl Lifetime {
    /// What the form offers, in order, each with its name.
    pub fn offered(policy: &Policy) -> Vec<(Self, &'static str)> {
        let within = |length: Seconds| policy.max_ttl.is_none_or(|max| length <= max);
        let never = (policy.allow_no_expiry && policy.max_ttl.is_none())
            .then_some((Self::Never, words::NEVER));
        let presets = PRESETS
            .into_iter()
            .filter(|(_, length)| within(*length))
            .map(|(name, length)| (Self::Preset(length), name));
        never.into_iter().chain(presets).chain([(Self::Custom, words::CUSTOM)]).collect()
    }

    /// What the form starts on, and the seconds that stand in the field for them.
    pub fn first(policy: &Policy) -> (Self, Option<Seconds>) {
        let offered = Self::offered(policy);
        match policy.default_ttl {
            None if offered.iter().any(|(it, _)| *it == Self::Never) => (Self::Never, None),
            None => (Self::Custom, policy.max_ttl),
            Some(length) if offered.iter().any(|(it, _)| *it == Self::Preset(length)) => {
                (Self::Preset(length), None)
            }
            Some(length) => (Self::Custom, Some(length)),
        }
    }
}

/// Reads seconds as they were typed.
pub fn seconds(typed: &str, policy: &Policy) -> Result<Seconds, WrongTtl> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(WrongTtl::Empty);
    }
    if !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(WrongTtl::NotWhole);
    }
    let length = typed.parse().map(Seconds).map_err(|_| WrongTtl::TooLong)?;
    if length.0 == 0 {
        return Err(WrongTtl::Zero);
    }
    if length > LONGEST {
        return Err(WrongTtl::TooLong);
    }
    match policy.max_ttl {
        Some(max) if length > max => Err(WrongTtl::BeyondPolicy(max.0)),
        _ => Ok(length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::config::Config;

    #[test]
    fn only_whole_seconds_are_taken() {
        let policy = Config::default().policy;
        assert_eq!(seconds(" 60 ", &policy), Ok(Seconds(60)));
        for (typed, why) in [
            ("", WrongTtl::Empty),
            ("0", WrongTtl::Zero),
            ("-1", WrongTtl::NotWhole),
            ("1.5", WrongTtl::NotWhole),
            ("1e3", WrongTtl::NotWhole),
            ("６０", WrongTtl::NotWhole),
            ("9007199254740993", WrongTtl::TooLong),
            ("99999999999999999999", WrongTtl::TooLong),
        ] {
            assert_eq!(seconds(typed, &policy), Err(why), "{typed}");
        }
        assert_eq!(seconds("2147483648", &policy), Ok(Seconds(2_147_483_648)));
    }

    #[test]
    fn the_form_offers_what_the_policy_allows() {
        let policy = Config::default().policy;
        let names: Vec<_> = Lifetime::offered(&policy).into_iter().map(|(_, name)| name).collect();
        assert_eq!(
            names,
            ["Never", "1 hour", "1 day", "7 days", "30 days", "90 days", "1 year", "Custom…"]
        );
        assert_eq!(Lifetime::first(&policy).0, Lifetime::Preset(Seconds::days(90)));
        let strict =
            Policy { max_ttl: Some(Seconds::days(7)), default_ttl: Some(Seconds(5)), ..policy };
        assert_eq!(Lifetime::offered(&strict).len(), 4);
        assert_eq!(Lifetime::first(&strict), (Lifetime::Custom, Some(Seconds(5))));
        assert_eq!(seconds("604801", &strict), Err(WrongTtl::BeyondPolicy(604_800)));
    }
}
