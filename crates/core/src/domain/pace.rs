//! How fast calls may follow each other: a budget for any sixty seconds.

use std::collections::VecDeque;

const WINDOW: i64 = 60_000;

/// A sliding minute. Times are milliseconds of one clock.
#[derive(Debug, Clone)]
pub struct Pace {
    per_minute: usize,
    sent: VecDeque<i64>,
}

impl Pace {
    /// A budget of that many calls in any sixty seconds; at least one.
    pub fn new(per_minute: usize) -> Self {
        Self { per_minute: per_minute.max(1), sent: VecDeque::new() }
    }

    /// Takes a place in the budget, or tells how many milliseconds to wait before asking again.
    ///
    /// # Errors
    /// How many milliseconds to wait before asking again.
    pub fn take(&mut self, now: i64) -> Result<(), u64> {
        // A clock that was set back must not stop the console for hours.
        while self.sent.front().is_some_and(|&at| at <= now - WINDOW || at > now) {
            self.sent.pop_front();
        }
        match self.sent.front() {
            Some(&oldest) if self.sent.len() >= self.per_minute => {
                Err(u64::try_from(oldest + WINDOW - now).unwrap_or(1).max(1))
            }
            _ => {
                self.sent.push_back(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sixty_seconds_hold_more_than_the_budget() {
        let mut pace = Pace::new(3);
        assert_eq!(pace.take(0), Ok(()));
        assert_eq!(pace.take(10), Ok(()));
        assert_eq!(pace.take(20), Ok(()));
        assert_eq!(pace.take(30), Err(59_970));
        assert_eq!(pace.take(60_000), Ok(()));
        assert_eq!(pace.take(60_001), Err(9));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_stop_everything() {
        let mut pace = Pace::new(1);
        assert_eq!(pace.take(3_600_000), Ok(()));
        assert_eq!(pace.take(0), Ok(()));
    }
}
