//! Days of the calendar, as filters and addresses have them.

use crate::domain::time::{Seconds, Timestamp};

/// A day in UTC, by the instant at which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Timestamp);

impl Day {
    /// The day of an instant.
    pub fn of(at: Timestamp) -> Self {
        let day = Seconds::DAY.0;
        Self(Timestamp::from_seconds(at.seconds().div_euclid(day).saturating_mul(day)))
    }

    /// Reads `2026-11-27`, as a date field of HTML gives it; nothing of any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let is_date = text.len() == 10 && text.bytes().all(|it| it == b'-' || it.is_ascii_digit());
        let midnight = is_date.then(|| [text, "T00:00:00Z"].concat())?;
        Timestamp::parse(&midnight).ok().map(Self)
    }

    /// `2026-11-27`.
    pub fn iso(self) -> String {
        let mut text = self.0.iso();
        text.truncate(10);
        text
    }

    fn end(self) -> Timestamp {
        self.0.saturating_add(Seconds::DAY)
    }

    fn last_of_month(self) -> Self {
        let own = self.iso();
        let month = own.get(..7).unwrap_or_default();
        let days = std::iter::successors(Some(self), |day| Some(Self(day.end())));
        // A month that never ended would be the last of all years.
        days.take(31).take_while(|day| day.iso().starts_with(month)).last().unwrap_or(self)
    }
}

/// Days from one to another, both of which belong to them. One end may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Days {
    first: Option<Day>,
    last: Option<Day>,
    /// They begin with the instant at which somebody asks: what is over is not meant.
    from_now: bool,
}

/// The beginning of days that begin now, in an address.
const NOW: &str = "now";

impl Days {
    /// The days between those two; none if both are open.
    pub fn between(first: Option<Day>, last: Option<Day>) -> Option<Self> {
        (first.is_some() || last.is_some()).then_some(Self { first, last, from_now: false })
    }

    /// From now on to the end of a day.
    pub fn from_now(last: Day) -> Self {
        Self { first: None, last: Some(last), from_now: true }
    }

    /// What is left of the month of an instant, from then on.
    pub fn rest_of_month(now: Timestamp) -> Self {
        Self::from_now(Day::of(now).last_of_month())
    }

    /// Whether they begin with the instant at which somebody asks.
    pub fn is_from_now(self) -> bool {
        self.from_now
    }

    /// The first day, unless that end is open.
    pub fn first(self) -> Option<Day> {
        self.first
    }

    /// The last day, unless that end is open.
    pub fn last(self) -> Option<Day> {
        self.last
    }

    /// Whether an instant is in one of them. A token that ends now has ended.
    pub fn hold(self, at: Timestamp, now: Timestamp) -> bool {
        self.first.is_none_or(|day| at >= day.0)
            && self.last.is_none_or(|day| at < day.end())
            && (!self.from_now || at > now)
    }

    /// Reads `2026-11-01..2026-11-30`, of which one may be missing, or `now..2026-11-30`.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once("..")?;
        let days = Self::between(Day::parse(first), Day::parse(last))?;
        Some(Self { from_now: first == NOW, ..days })
    }

    /// The same as an address has it.
    pub fn print(self) -> String {
        let day = |day: Option<Day>| day.map(Day::iso).unwrap_or_default();
        let first = if self.from_now { NOW.to_owned() } else { day(self.first) };
        [&first, "..", &day(self.last)].concat()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn both_days_belong_to_it_from_midnight_to_midnight() {
        let days = Days::parse("2026-11-01..2026-11-30").unwrap();
        let now = at("2026-11-20T12:00:00Z");
        let holds = |text| days.hold(at(text), now);
        assert!(holds("2026-11-01T00:00:00Z") && holds("2026-11-30T23:59:59.999Z"));
        assert!(!holds("2026-10-31T23:59:59.999Z") && !holds("2026-12-01T00:00:00Z"));
        let open = Days::parse("..2026-11-30").unwrap();
        assert!(open.hold(at("1999-01-01T00:00:00Z"), now));
        assert!(!open.hold(at("2026-12-01T00:00:00Z"), now));
    }

    #[test]
    fn the_rest_of_a_month_begins_now() {
        let rest = |now| Days::rest_of_month(at(now)).print();
        assert_eq!(rest("2026-11-27T12:20:00Z"), "now..2026-11-30");
        assert_eq!(rest("2028-02-01T00:00:00Z"), "now..2028-02-29");
        assert_eq!(rest("2026-12-31T23:59:59Z"), "now..2026-12-31");
        let now = at("2026-11-27T12:20:00Z");
        let holds = |text| Days::rest_of_month(now).hold(at(text), now);
        assert!(holds("2026-11-27T12:20:01Z") && holds("2026-11-30T23:59:59.999Z"));
        // What has ended today is over.
        assert!(!holds("2026-11-27T00:00:00Z") && !holds("2026-11-27T12:20:00Z"));
        assert!(!holds("2026-12-01T00:00:00Z"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "..",
            "now..",
            "..now",
            "2026-11-01",
            "2026-13-01..",
            "..2026-02-30",
            "1-1-1..x",
            "２０２６-..é",
        ] {
            assert_eq!(Days::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn days_come_back_from_their_address(
            first in prop::option::of(-60_000_000_000_i64..250_000_000_000), last in prop::option::of(-60_000_000_000_i64..250_000_000_000),
        ) {
            let day = |seconds: Option<i64>| seconds.map(|it| Day::of(Timestamp::from_seconds(it)));
            let days = Days::between(day(first), day(last));
            prop_assert_eq!(days.and_then(|days| Days::parse(&days.print())), days);
            let rest = first.map(|it| Days::rest_of_month(Timestamp::from_seconds(it)));
            prop_assert_eq!(rest.and_then(|days| Days::parse(&days.print())), rest);
        }

        #[test]
        fn the_rest_of_a_month_is_a_month_at_most(seconds in -60_000_000_000_i64..250_000_000_000) {
            let now = Timestamp::from_seconds(seconds);
            let rest = Days::rest_of_month(now);
            prop_assert!(!rest.hold(now, now) && rest.is_from_now());
            let last = rest.last().unwrap();
            prop_assert_eq!(&last.iso()[..7], &now.iso()[..7]);
            prop_assert_ne!(&Day(last.end()).iso()[..7], &now.iso()[..7]);
        }
    }
}
