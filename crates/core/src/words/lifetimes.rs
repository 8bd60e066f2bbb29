//! How long a token lives: the choices, and why one cannot be used.

use crate::domain::ttl::{Lifetime, Preset, WrongTtl};

/// No end.
pub const NEVER: &str = "Never";
/// Seconds typed by hand.
pub const CUSTOM: &str = "Custom…";
/// A moment.
pub const UNTIL: &str = "Until…";
/// No moment was chosen.
pub const NO_MOMENT: &str = "Choose a date and a time.";
/// The moment is over.
pub const PAST: &str = "Choose a time that is still to come.";
/// A length.
pub const HOUR: &str = "1 hour";
/// A length.
pub const DAY: &str = "1 day";
/// A length.
pub const WEEK: &str = "7 days";
/// A length.
pub const MONTH: &str = "30 days";
/// A length.
pub const QUARTER: &str = "90 days";
/// A length.
pub const YEAR: &str = "1 year";
/// Nothing was typed.
pub const EMPTY: &str = "Type a number of seconds, for example 3600 for one hour.";
/// It is no whole number.
pub const NOT_WHOLE: &str = "Use digits only: a whole number of seconds, for example 3600.";
/// It is nothing.
pub const ZERO: &str = "At least 1 second.";
/// It is beyond what the API takes.
pub const TOO_LONG: &str = "At most 3153600000 seconds (a hundred years).";

/// The configuration forbids it.
pub fn beyond_policy(most: i64) -> String {
    const SECONDS_OF_A_DAY: i64 = 86_400;
    let unit = if most == 1 { " second" } else { " seconds" };
    let days = match most / SECONDS_OF_A_DAY {
        1 if most == SECONDS_OF_A_DAY => " (1 day)".to_owned(),
        days if days > 0 && most % SECONDS_OF_A_DAY == 0 => {
            [" (", &days.to_string(), " days)"].concat()
        }
        _ => String::new(),
    };
    ["This console allows at most ", &most.to_string(), unit, &days, "."].concat()
}

/// What a choice of how long a token lives is called.
pub fn lifetime(lifetime: Lifetime) -> &'static str {
    match lifetime {
        Lifetime::Never => NEVER,
        Lifetime::Preset(Preset::Hour) => HOUR,
        Lifetime::Preset(Preset::Day) => DAY,
        Lifetime::Preset(Preset::Week) => WEEK,
        Lifetime::Preset(Preset::Month) => MONTH,
        Lifetime::Preset(Preset::Quarter) => QUARTER,
        Lifetime::Preset(Preset::Year) => YEAR,
        Lifetime::Custom => CUSTOM,
        Lifetime::Until => UNTIL,
    }
}

/// Why a time to live cannot be used.
pub fn wrong_ttl(why: WrongTtl) -> String {
    match why {
        WrongTtl::Empty => EMPTY.to_owned(),
        WrongTtl::NotWhole => NOT_WHOLE.to_owned(),
        WrongTtl::Zero => ZERO.to_owned(),
        WrongTtl::NoMoment => NO_MOMENT.to_owned(),
        WrongTtl::Past => PAST.to_owned(),
        WrongTtl::TooLong => TOO_LONG.to_owned(),
        WrongTtl::BeyondPolicy(most) => beyond_policy(most),
    }
}
