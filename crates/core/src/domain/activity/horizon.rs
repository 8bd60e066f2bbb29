//! How far back an audit log is known, so that what was not read is never told as "nothing happened".

use crate::domain::time::Timestamp;

/// Why the reading of an audit log came to its end without a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogEnd {
    /// There is nothing more.
    Whole,
    /// There is more, and so many pages were wanted.
    More,
    /// The API says that there is more, and leads to nothing new.
    NowhereNew,
}

/// How the reading of an audit log stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogRead {
    /// Nobody has asked for it.
    Unasked,
    /// It is on its way.
    Coming,
    /// It was read to its end.
    Whole,
    /// A part of it was read.
    Partial,
    /// The API refused it.
    Refused,
    /// Nothing came.
    Failed,
}

/// What may be said about a time that an audit log should tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Horizon {
    /// Everything that PlanetScale keeps was read.
    Whole,
    /// Everything since then was read; nothing: some events were, and nobody knows which are missing.
    Since(Option<Timestamp>),
    /// It is on its way.
    Coming,
    /// The console's credential may not read it.
    NotPermitted,
    /// It was not read.
    NotRead,
}

impl Horizon {
    /// Finds it from how the reading stands, how many events came, and since when they are complete.
    pub fn of(read: LogRead, events: usize, since: Option<Timestamp>) -> Self {
        match read {
            LogRead::Whole => Self::Whole,
            LogRead::Coming => Self::Coming,
            LogRead::Partial if events > 0 => Self::Since(since),
            LogRead::Refused => Self::NotPermitted,
            LogRead::Partial | LogRead::Unasked | LogRead::Failed => Self::NotRead,
        }
    }

    /// Whether "nothing" is true where nothing was found, as far as PlanetScale keeps events.
    pub fn is_whole(self) -> bool {
        self == Self::Whole
    }

    /// Whether there are events to look at.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Whole | Self::Since(_))
    }
}
