//! The sandbox's time: the machine's, or one that stands still and is moved by hand.

use std::time::{SystemTime, UNIX_EPOCH};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Clock {
    fixed: Option<i64>,
    ahead: i64,
}

#[allow(clippy::disallowed_methods)]
fn machine() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or_default()
}

impl Clock {
    pub(crate) fn new(now: Option<&str>) -> Self {
        let read = now.and_then(|text| OffsetDateTime::parse(text, &Rfc3339).ok());
        let fixed = read.map(|at| at.unix_timestamp() * 1_000 + i64::from(at.millisecond()));
        Self { fixed, ahead: 0 }
    }

    pub(crate) fn now(self) -> i64 {
        self.fixed.unwrap_or_else(machine) + self.ahead
    }

    pub(crate) fn advance(&mut self, millis: i64) {
        self.ahead += millis;
    }
}

/// A time as the API writes it: `2021-01-14T10:19:23.000Z`.
pub(crate) fn text(millis: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
        at.millisecond()
    )
}

/// A time as HTTP writes it (RFC 9110, 5.6.7).
pub(crate) fn http_date(millis: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let day = at.weekday().to_string();
    let month = at.month().to_string();
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        day.get(..3).unwrap_or_default(),
        at.day(),
        month.get(..3).unwrap_or_default(),
        at.year(),
        at.hour(),
        at.minute(),
        at.second()
    )
}
