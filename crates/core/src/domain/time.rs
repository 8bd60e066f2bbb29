//! Instants: reading what the API writes, printing what files and people need.
//!
//! There is no clock here; `now` is always given. Whose clock `now` comes from (the API server's)
//! is decided by the caller.

use std::fmt;

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
    pub const fn saturating_add(self, length: Seconds) -> Self {
        Self(self.0.saturating_add(length.0.saturating_mul(SECOND)))
    }

    /// That much earlier.
    #[must_use]
    pub const fn saturating_sub(self, length: Seconds) -> Self {
        self.saturating_add(Seconds(length.0.saturating_neg()))
    }

    /// Reads RFC 3339 as the API writes it (`2021-01-14T10:19:23.000Z`), also with an offset, with
    /// any number of decimals, and without a zone, which is taken as UTC.
    ///
    /// # Errors
    /// The text, cut after 60 characters, if it is no time of RFC 3339.
    pub fn parse(text: &str) -> Result<Self, InvalidTimestamp> {
        rfc3339(text.trim()).ok_or_else(|| InvalidTimestamp(text.chars().take(60).collect()))
    }

    /// Reads the date of an HTTP header (RFC 9110, 5.6.7: `Tue, 15 Nov 1994 08:12:31 GMT`).
    ///
    /// # Errors
    /// The text, cut after 60 characters, if it is no such date.
    pub fn parse_http(text: &str) -> Result<Self, InvalidTimestamp> {
        http(text.trim()).ok_or_else(|| InvalidTimestamp(text.chars().take(60).collect()))
    }

    /// The instant, unless it is one that programs write for "none": the beginning of 1970 or of year 1, in whatever zone.
    pub fn unless_zero(self) -> Option<Self> {
        (self.0 >= Self::from_seconds(0).saturating_add(Seconds::DAY).0).then_some(self)
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

    /// `2021-01-14 10:19:23`, rounded down to the second: what spreadsheets take for a time.
    pub fn for_spreadsheet(self) -> String {
        let iso = Self::from_seconds(self.seconds()).iso();
        iso.trim_end_matches('Z').replace('T', " ")
    }

    /// `2021-01-14T101923Z`: the same to the second, without the colons that file names on some
    /// systems cannot have.
    pub fn file_stamp(self) -> String {
        Self::from_seconds(self.seconds()).iso().replace(':', "")
    }

    /// How far from `now`, in the smallest unit of which it is not too many; never nothing. Negative before `now`. What
    /// is to come is rounded: what was asked for as 90 days is 3 months a second later too. What is past is over.
    pub fn distance(self, now: Self) -> (i64, Unit) {
        /// Each unit in seconds, and how many of it are too many.
        const UNITS: [(u64, u64, Unit); 5] = [
            (1, 60, Unit::Second),
            (60, 60, Unit::Minute),
            (3_600, 24, Unit::Hour),
            (86_400, 60, Unit::Day),
            (2_592_000, 24, Unit::Month),
        ];
        const YEAR: u64 = 31_536_000;
        let micros = self.0.saturating_sub(now.0);
        let seconds = micros.unsigned_abs().div_euclid(1_000_000);
        let is_past = micros <= 0;
        let rounded = |length: u64| (seconds + if is_past { 0 } else { length / 2 }) / length;
        let (count, unit) = UNITS
            .into_iter()
            .map(|(length, most, unit)| (rounded(length), most, unit))
            .find(|(count, most, _)| count < most)
            .map_or((rounded(YEAR), Unit::Year), |(count, _, unit)| (count, unit));
        let count = i64::try_from(count.max(1)).unwrap_or(i64::MAX);
        (if is_past || seconds == 0 { -count } else { count }, unit)
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

/// Read by hand: a list of tokens has tens of thousands of times, and they are all in the same form.
fn rfc3339(text: &str) -> Option<Timestamp> {
    let mut rest = text.as_bytes();
    let year = number(&mut rest, 4)?;
    mark(&mut rest, b"-")?;
    let month = number(&mut rest, 2)?;
    mark(&mut rest, b"-")?;
    let day = number(&mut rest, 2)?;
    mark(&mut rest, b"Tt ")?;
    let time = clock(&mut rest)?;
    let mut micros = 0;
    if mark(&mut rest, b".").is_some() {
        let mut unit = 100_000;
        micros = unit * number(&mut rest, 1)?;
        while let Some(digit) = number(&mut rest, 1) {
            unit /= 10;
            micros += unit * digit;
        }
    }
    let offset = match mark(&mut rest, b"Zz+-") {
        Some(sign @ (b'+' | b'-')) => {
            let hours = number(&mut rest, 2).filter(|hours| *hours < 24)?;
            mark(&mut rest, b":")?;
            let minutes = number(&mut rest, 2).filter(|minutes| *minutes < 60)?;
            let seconds = i64::from(hours * 3_600 + minutes * 60);
            if sign == b'-' { -seconds } else { seconds }
        }
        _ => 0,
    };
    let seconds = instant(year, month, day, time)? - offset;
    rest.is_empty().then(|| Timestamp(seconds * SECOND + i64::from(micros)))
}

fn http(text: &str) -> Option<Timestamp> {
    let (_, date) = text.split_once(", ")?;
    let mut rest = date.as_bytes();
    let day = number(&mut rest, 2)?;
    mark(&mut rest, b" ")?;
    let name = rest.split_off(..3)?;
    let month = MONTHS.iter().zip(1..).find(|(month, _)| month.as_bytes() == name)?.1;
    mark(&mut rest, b" ")?;
    let year = number(&mut rest, 4)?;
    mark(&mut rest, b" ")?;
    let seconds = instant(year, month, day, clock(&mut rest)?)?;
    (rest == b" GMT").then(|| Timestamp::from_seconds(seconds))
}

/// `08:12:31`; a leap second is the one before it.
fn clock(rest: &mut &[u8]) -> Option<Time> {
    let hour = number(rest, 2)?;
    mark(rest, b":")?;
    let minute = number(rest, 2)?;
    mark(rest, b":")?;
    let second = number(rest, 2)?;
    let second = if second == 60 { 59 } else { second };
    Time::from_hms(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?).ok()
}

/// Seconds since 1970 of a time of a day in UTC.
fn instant(year: u32, month: u32, day: u32, time: Time) -> Option<i64> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(year.try_into().ok()?, month, day.try_into().ok()?).ok()?;
    Some(OffsetDateTime::new_in_offset(date, time, UtcOffset::UTC).unix_timestamp())
}

/// A number of so many digits.
fn number(rest: &mut &[u8], digits: usize) -> Option<u32> {
    let (own, after) = rest.split_at_checked(digits)?;
    let value = own.iter().try_fold(0, |value, byte| {
        byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'))
    })?;
    *rest = after;
    Some(value)
}

/// One of those characters.
fn mark(rest: &mut &[u8], marks: &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    marks.contains(first).then(|| {
        *rest = after;
        *first
    })
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
        let far = |seconds| now.saturating_add(Seconds(seconds)).distance(now);
        assert_eq!(far(0), (-1, Unit::Second));
        assert_eq!(far(-5), (-5, Unit::Second));
        assert_eq!(far(59), (59, Unit::Second));
        assert_eq!(far(-60), (-1, Unit::Minute));
        assert_eq!(far(7_200), (2, Unit::Hour));
        assert_eq!(far(-86_400 * 45), (-45, Unit::Day));
        assert_eq!(far(86_400 * 90), (3, Unit::Month));
        assert_eq!(far(-86_400 * 800), (-2, Unit::Year));
        // Rounded, not cut: a second later it is not a month less.
        assert_eq!(far(86_400 * 90 - 1), (3, Unit::Month));
        assert_eq!(far(86_400 * 30 - 1), (30, Unit::Day));
        assert_eq!(far(86_400 - 1), (1, Unit::Day));
        assert_eq!(far(3_600 - 1), (1, Unit::Hour));
        assert_eq!(far(86_400 * 365 - 1), (12, Unit::Month));
    }

    #[test]
    fn zeros_of_programs_are_no_times() {
        for text in ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "1969-12-31T16:00:00-08:00"] {
            assert_eq!(at(text).unless_zero(), None, "{text}");
        }
        assert_eq!(at("2001-01-01T00:00:00Z").unless_zero(), Some(at("2001-01-01T00:00:00Z")));
    }
}
