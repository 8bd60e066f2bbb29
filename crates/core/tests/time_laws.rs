//! What holds for any instant.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use console_core::domain::time::{Seconds, Timestamp};
use proptest::prelude::*;

proptest! {
    #[test]
    fn an_instant_comes_back_from_what_is_printed(micros in -62_167_219_200_000_000_i64..253_402_300_800_000_000) {
        let at = Timestamp::from_micros(micros);
        prop_assert_eq!(Timestamp::parse(&at.iso()), Ok(at));
        // Without its zone it is UTC, and with another one it is the same instant.
        prop_assert_eq!(Timestamp::parse(at.iso().trim_end_matches('Z')), Ok(at));
        let east = at.saturating_add(Seconds(7_200)).iso().replace('Z', "+02:00");
        if !at.saturating_add(Seconds(7_200)).iso().starts_with("9999-12-31T23:59:59") {
            prop_assert_eq!(Timestamp::parse(&east), Ok(at));
        }
    }

    /// A library that knows the whole of RFC 3339 reads the same, but for leap seconds.
    #[test]
    fn instants_are_read_as_the_standard_says(
        year in 0..10_000, month in 0..14, day in 0..33, hour in 0..26, minute in 0..62, second in 0..60,
        decimals in "(\\.[0-9]{0,12})?", zone in "Z|z|[+-][0-2][0-9]:[0-6][0-9]|[+-]0200|", between in "[Tt]",
    ) {
        let text = format!("{year:04}-{month:02}-{day:02}{between}{hour:02}:{minute:02}:{second:02}{decimals}{zone}");
        let whole = if zone.is_empty() { format!("{text}Z") } else { text.clone() };
        let right = time::OffsetDateTime::parse(&whole, &time::format_description::well_known::Rfc3339);
        let right = right.ok().map(|at| at.unix_timestamp() * 1_000_000 + i64::from(at.microsecond()));
        prop_assert_eq!(Timestamp::parse(&text).ok().map(Timestamp::micros), right, "{}", text);
    }

    #[test]
    fn printed_instants_sort_as_the_instants_do(one in 0_i64..253_402_300_799, other in 0_i64..253_402_300_799) {
        let (one, other) = (Timestamp::from_seconds(one), Timestamp::from_seconds(other));
        prop_assert_eq!(one.cmp(&other), one.iso().cmp(&other.iso()));
        prop_assert_eq!(one.cmp(&other), one.file_stamp().cmp(&other.file_stamp()));
        prop_assert_eq!(other.saturating_add(one.since(other)), one);
    }

    #[test]
    fn any_number_is_printed_as_a_time_that_can_be_read(micros in any::<i64>(), now in any::<i64>(), length in any::<i64>()) {
        let (at, now) = (Timestamp::from_micros(micros), Timestamp::from_micros(now));
        for at in [at, at.saturating_add(Seconds(length)), at.saturating_sub(Seconds(length)), Timestamp::from_millis(micros)] {
            let year = Timestamp::from_seconds(-62_135_596_800)..Timestamp::from_seconds(253_402_300_799);
            prop_assert!(!year.contains(&at) || Timestamp::parse(&at.iso()).is_ok(), "{}", at.iso());
            prop_assert!(!at.file_stamp().contains(':'));
            prop_assert!(at.distance(now).0 != 0 && !at.iso().is_empty());
        }
    }

    #[test]
    fn any_text_is_a_time_or_is_not(text in any::<String>(), date in "[A-Z][a-z]{2}, [0-9é]{1,3} [A-Z][a-z]{2} [0-9-]{1,6} [0-9:]{1,9} GMT") {
        let _ = Timestamp::parse(&text);
        let _ = Timestamp::parse_http(&text);
        let _ = Timestamp::parse_http(&date);
    }
}
