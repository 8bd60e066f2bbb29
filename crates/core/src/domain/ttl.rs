//! How long a new token lives: the choices of the form, the policy, and seconds typed by hand.

use super::config::Policy;
use super::time::{Seconds, Timestamp};

/// A length of life that the form offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// One hour.
    Hour,
    /// One day.
    Day,
    /// 7 days.
    Week,
    /// 30 days.
    Month,
    /// 90 days.
    Quarter,
    /// 365 days.
    Year,
}

impl Preset {
    /// Every one, the shortest first.
    pub const ALL: [Self; 6] =
        [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// How long it is.
    pub const fn length(self) -> Seconds {
        match self {
            Self::Hour => Seconds::HOUR,
            Self::Day => Seconds::DAY,
            Self::Week => Seconds::days(7),
            Self::Month => Seconds::days(30),
            Self::Quarter => Seconds::days(90),
            Self::Year => Seconds::days(365),
        }
    }

    /// The one of that length, if there is one.
    pub fn of(length: Seconds) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.length() == length)
    }
}

/// A choice of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifetime {
    /// No end.
    Never,
    /// One of the lengths that are offered.
    Preset(Preset),
    /// Seconds typed by hand.
    Custom,
    /// A moment.
    Until,
}

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
    /// No moment was chosen.
    NoMoment,
    /// The moment is over.
    Past,
    /// It is beyond what the API takes.
    TooLong,
    /// The policy of this console forbids it.
    BeyondPolicy(i64),
}

impl Lifetime {
    /// What the form offers, in order.
    pub fn offered(policy: &Policy) -> Vec<Self> {
        let is_within = |preset: &Preset| policy.max_ttl.is_none_or(|max| preset.length() <= max);
        let never = (policy.allow_no_expiry && policy.max_ttl.is_none()).then_some(Self::Never);
        let presets = Preset::ALL.into_iter().filter(is_within).map(Self::Preset);
        never.into_iter().chain(presets).chain([Self::Custom, Self::Until]).collect()
    }

    /// What the form starts on, and the seconds that stand in the field for them.
    pub fn first(policy: &Policy) -> (Self, Option<Seconds>) {
        let offered = Self::offered(policy);
        let Some(length) = policy.default_ttl else {
            return if offered.contains(&Self::Never) {
                (Self::Never, None)
            } else {
                (Self::Custom, policy.max_ttl)
            };
        };
        match Preset::of(length).map(Self::Preset).filter(|preset| offered.contains(preset)) {
            Some(preset) => (preset, None),
            None => (Self::Custom, Some(length)),
        }
    }

    /// Its name for programs, as the value of an option.
    pub fn key(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Preset(Preset::Hour) => "1 hour",
            Self::Preset(Preset::Day) => "1 day",
            Self::Preset(Preset::Week) => "7 days",
            Self::Preset(Preset::Month) => "30 days",
            Self::Preset(Preset::Quarter) => "90 days",
            Self::Preset(Preset::Year) => "1 year",
            Self::Custom => "custom",
            Self::Until => "until",
        }
    }

    /// The one of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        let presets = Preset::ALL.into_iter().map(Self::Preset);
        [Self::Never, Self::Custom, Self::Until]
            .into_iter()
            .chain(presets)
            .find(|own| own.key() == key)
    }
}

/// Reads a time to live as it was typed, in seconds.
///
/// # Errors
/// Why they cannot be used.
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
    within(length, policy)
}

/// The moment of a field for date and time (`2026-12-01T09:30`, with or without seconds), taken as UTC.
pub fn moment(typed: &str) -> Option<Timestamp> {
    let seconds = if typed.len() == "2026-12-01T09:30".len() { ":00Z" } else { "Z" };
    Timestamp::parse(&[typed, seconds].concat()).ok()
}

/// How long a token lives that is to end at a moment.
///
/// # Errors
/// Why it cannot end then.
pub fn until(end: Option<Timestamp>, now: Timestamp, policy: &Policy) -> Result<Seconds, WrongTtl> {
    let length = end.ok_or(WrongTtl::NoMoment)?.since(now);
    if length.0 <= 0 {
        return Err(WrongTtl::Past);
    }
    within(length, policy)
}

fn within(length: Seconds, policy: &Policy) -> Result<Seconds, WrongTtl> {
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
    fn a_token_ends_at_the_moment_that_was_chosen_or_it_is_said_why_not() {
        let policy = Config::default().policy;
        let now = Timestamp::parse("2026-11-20T12:00:00Z").expect("a time");
        let ends = |typed: &str| until(moment(typed), now, &policy);
        assert_eq!(ends("2026-11-20T12:01"), Ok(Seconds(60)));
        assert_eq!(ends("2026-11-21T12:00:30"), Ok(Seconds(86_430)));
        for (typed, why) in [
            ("", WrongTtl::NoMoment),
            ("2026-11-31T12:00", WrongTtl::NoMoment),
            ("tomorrow", WrongTtl::NoMoment),
            ("2026-11-20T12:00", WrongTtl::Past),
            ("2001-01-01T00:00", WrongTtl::Past),
            ("2127-01-01T00:00", WrongTtl::TooLong),
        ] {
            assert_eq!(ends(typed), Err(why), "{typed}");
        }
        let strict = Policy { max_ttl: Some(Seconds::DAY), ..policy };
        let ends = |typed: &str| until(moment(typed), now, &strict);
        assert_eq!(ends("2026-11-21T12:00"), Ok(Seconds::DAY));
        assert_eq!(ends("2026-11-21T12:00:01"), Err(WrongTtl::BeyondPolicy(86_400)));
    }

    #[test]
    fn the_form_offers_what_the_policy_allows() {
        let policy = Config::default().policy;
        let presets = Preset::ALL.map(Lifetime::Preset);
        let all: Vec<_> = [Lifetime::Never]
            .into_iter()
            .chain(presets)
            .chain([Lifetime::Custom, Lifetime::Until])
            .collect();
        assert_eq!(Lifetime::offered(&policy), all);
        assert_eq!(Lifetime::first(&policy).0, Lifetime::Preset(Preset::Quarter));
        let strict =
            Policy { max_ttl: Some(Seconds::days(7)), default_ttl: Some(Seconds(5)), ..policy };
        assert_eq!(Lifetime::offered(&strict).len(), 5);
        assert_eq!(Lifetime::first(&strict), (Lifetime::Custom, Some(Seconds(5))));
        assert_eq!(seconds("604801", &strict), Err(WrongTtl::BeyondPolicy(604_800)));
    }
}
