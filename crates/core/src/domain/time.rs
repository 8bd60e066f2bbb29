//! Instants: reading what the API writes, printing what files and people need.
//!
//! There is no clock here; `now` is always given. Whose clock `now` comes from (the API server's)
//! is decided by the caller.

use std::fmt;

use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

/// Microseconds in a second.
const SECOND: i64 = 1_000_000;

/// A length of time in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(pub i64);

impl Seconds {
    /// One minute.
    pub const MINUTE: Self = Self(60);
    /// One hour.
    pub const HOUR: Self = Self(3_600);
    /// One day of 24 hours.
    pub const DAY: Self = Self(86_400);

    /// That many days.
    pub const fn days(days: i64) -> Self {
        Self(days.saturating_mul(Self::DAY.0))
    }
}

/// An instant, to the microsecond, in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// A text is not a timestamp.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a date and time")]
pub struct InvalidTimestamp(pub String);

impl Timestamp {
    /// From microseconds since 1970-01-01 UTC.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// From milliseconds since 1970-01-01 UTC, as clocks of browsers count.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis.saturating_mul(1_000))
    }

    /// From seconds since 1970-01-01 UTC.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(SECOND))
    }

    /// Milliseconds since 1970-01-01 UTC, rounded down.
    pub const fn millis(self) -> i64 {
        self.0.div_euclid(1_000)
    }

    /// Seconds since 1970-01-01 UTC, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(SECOND)
    }

    /// Microseconds since 1970-01-01 UTC.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// How long from `earlier` to this, in whole seconds, rounded down; negative if it is before.
    pub const fn since(self, earlier: Self) -> Seconds {
        Seconds(self.0.saturating_sub(earlier.0).div_euclid(SECOND))
    }

    /// That much later.
    #[must_use]
    pub const fn plus(self, length: Seconds) -> Self {
        Self(self.0.saturating_add(length.0.saturating_mul(SECOND)))
    }

    /// That much earlier.
    #[must_use]
    pub const fn minus(self, length: Seconds) -> Self {
        self.plus(Seconds(length.0.saturating_neg()))
    }

    /// Reads RFC 3339 as the API writes it (`2021-01-14T10:19:23.000Z`), also with an offset, with
    /// any number of decimals, and without a zone, which is taken as UTC.
    pub fn parse(text: &str) -> Result<Self, InvalidTimestamp> {
        let invalid = || InvalidTimestamp(text.chars().take(60).collect());
        let trimmed = text.trim();
        let parsed = OffsetDateTime::parse(trimmed, &Rfc3339)
            .or_else(|_| {
                OffsetDateTime::parse(&[&trimmed.replacen(' ', "T", 1), "Z"].concat(), &Rfc3339)
            })
            .map_err(|_| invalid())?;
        // Not by nanoseconds, which need numbers of 128 bits. Years of four digits are far from the end of these.
        Ok(Self(parsed.unix_timestamp() * SECOND + i64::from(parsed.microsecond())))
    }

    /// Reads the date of an HTTP header (RFC 9110, 5.6.7: `Tue, 15 Nov 1994 08:12:31 GMT`).
    pub fn parse_http(text: &str) -> Result<Self, InvalidTimestamp> {
        let invalid = || InvalidTimestamp(text.chars().take(60).collect());
        let parts: Vec<&str> = text.trim().split([' ', ':']).collect();
        let [_, day, month, year, hour, minute, second, "GMT"] = parts.as_slice() else {
            return Err(invalid());
        };
        let month = MONTHS.iter().position(|name| name == month).ok_or_else(invalid)?;
        let number = |text: &str| text.parse::<u8>().map_err(|_| invalid());
        let month = u8::try_from(month + 1).map_err(|_| invalid())?;
        let date = Month::try_from(month)
            .and_then(|month| {
                Date::from_calendar_date(
                    year.parse().unwrap_or(-9999),
                    month,
                    day.parse().unwrap_or(0),
                )
            })
            .map_err(|_| invalid())?;
        let time = Time::from_hms(number(hour)?, number(minute)?, number(second)?.min(59))
            .map_err(|_| invalid())?;
        Ok(Self::from_seconds(
            OffsetDateTime::new_in_offset(date, time, UtcOffset::UTC).unix_timestamp(),
        ))
    }

    fn parts(self) -> Option<OffsetDateTime> {
        // The microseconds are not in it: who writes them takes them from the number.
        OffsetDateTime::from_unix_timestamp(self.seconds()).ok()
    }

    /// `2021-01-14T10:19:23Z`, with the decimals that are there (three or six) and no others: what
    /// reports hold. Years past 9999 cannot be written so and are clamped to the last second of it.
    pub fn iso(self) -> String {
        let Some(at) = self.parts() else {
            return if self.0 < 0 { "0000-01-01T00:00:00Z" } else { "9999-12-31T23:59:59Z" }
                .to_owned();
        };
        let mut out = String::with_capacity(27);
        // Written by hand: an export has a hundred thousand times.
        let whole = [
            (at.year().unsigned_abs(), 4, "-"),
            (u8::from(at.month()).into(), 2, "-"),
            (at.day().into(), 2, "T"),
            (at.hour().into(), 2, ":"),
            (at.minute().into(), 2, ":"),
            (at.second().into(), 2, ""),
        ];
        for (number, width, after) in whole {
            digits(&mut out, number, width);
            out.push_str(after);
        }
        let micros = u32::try_from(self.0.rem_euclid(SECOND)).unwrap_or_default();
        if micros != 0 {
            out.push('.');
            if micros % 1_000 == 0 {
                digits(&mut out, micros / 1_000, 3);
            } else {
                digits(&mut out, micros, 6);
            }
        }
        out.push('Z');
        out
    }

    /// `2021-01-14T101923Z`: the same to the second, without the colons that file names on some
    /// systems cannot have.
    pub fn file_stamp(self) -> String {
        Self::from_seconds(self.seconds()).iso().replace(':', "")
    }

    /// How far from `now`, in the largest unit of which it is at least one; never nothing. Negative
    /// before `now`.
    pub fn distance(self, now: Self) -> (i64, Unit) {
        let seconds = self.since(now).0;
        let (length, unit) = match seconds.unsigned_abs() {
            0..60 => (1, Unit::Second),
            60..3_600 => (60, Unit::Minute),
            3_600..86_400 => (3_600, Unit::Hour),
            86_400..5_184_000 => (86_400, Unit::Day),
            5_184_000..63_072_000 => (2_592_000, Unit::Month),
            _ => (31_536_000, Unit::Year),
        };
        (if seconds == 0 { -1 } else { seconds / length }, unit)
    }
}

/// What a distance in time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Months of 30 days.
    Month,
    /// Years of 365 days.
    Year,
}

impl Unit {
    /// What ECMA-402 calls it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

/// A number in so many digits.
fn digits(out: &mut String, number: u32, width: u32) {
    for place in (0..width).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        out.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn reads_every_form_that_the_api_may_write() {
        let noon = at("2021-01-14T12:00:00Z");
        for text in [
            "2021-01-14T12:00:00.000Z",
            "2021-01-14T14:00:00+02:00",
            "2021-01-14T12:00:00",
            "2021-01-14 12:00:00",
            " 2021-01-14T12:00:00.000000Z ",
        ] {
            assert_eq!(at(text), noon, "{text}");
        }
        assert_eq!(at("2021-01-14T12:00:00.000001Z").micros(), noon.micros() + 1);
        for text in ["", "yesterday", "2021-13-01T00:00:00Z", "2021-02-30T00:00:00Z", "12345"] {
            assert!(Timestamp::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn prints_what_it_reads() {
        for text in [
            "2021-01-14T10:19:23Z",
            "2021-01-14T10:19:23.001Z",
            "2024-02-29T23:59:59.000001Z",
            "9999-12-31T23:59:59Z",
        ] {
            assert_eq!(at(text).iso(), text);
        }
        assert_eq!(at("2021-01-14T10:19:23.999Z").file_stamp(), "2021-01-14T101923Z");
        assert!(Timestamp::from_micros(i64::MAX).iso().starts_with("9999"));
    }

    #[test]
    fn reads_the_date_of_a_header() {
        let date = Timestamp::parse_http("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        assert_eq!(date.iso(), "1994-11-06T08:49:37Z");
        for text in
            ["", "1994-11-06", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 40 Nov 1994 08:49:37 GMT"]
        {
            assert!(Timestamp::parse_http(text).is_err(), "{text}");
        }
    }

    #[test]
    fn tells_how_far_an_instant_is() {
        let now = at("2026-06-15T12:00:00Z");
        let far = |seconds| now.plus(Seconds(seconds)).distance(now);
        assert_eq!(far(0), (-1, Unit::Second));
        assert_eq!(far(-5), (-5, Unit::Second));
        assert_eq!(far(59), (59, Unit::Second));
        assert_eq!(far(-60), (-1, Unit::Minute));
        assert_eq!(far(7_200), (2, Unit::Hour));
        assert_eq!(far(-86_400 * 45), (-45, Unit::Day));
        assert_eq!(far(86_400 * 90), (3, Unit::Month));
        assert_eq!(far(-86_400 * 800), (-2, Unit::Year));
    }
}
