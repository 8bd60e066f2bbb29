//! The last calls, for whoever looks for a fault: method, path, status, duration and request id.
//! Bodies and headers are never noted.

use std::collections::VecDeque;

use crate::domain::shell::{Shell, curl_line};
use crate::domain::time::Timestamp;

use super::error::ApiError;
use super::ports::Method;

const KEPT: usize = 500;

/// One call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number, counted from 1.
    pub number: usize,
    /// When it was sent.
    pub at: Timestamp,
    /// The method.
    pub method: Method,
    /// The path below the API's base.
    pub path: String,
    /// The status; 0 where none came.
    pub status: u16,
    /// Why it failed; `None` if it did not.
    pub error: Option<ApiError>,
    /// How long it took, in milliseconds.
    pub millis: i64,
    /// The API's id of the request.
    pub request_id: Option<String>,
}

impl LogEntry {
    /// A command that repeats the call in that shell, with the credential taken from the environment.
    pub fn as_curl(&self, shell: Shell, base: &str) -> String {
        let url = [base.trim_end_matches('/'), "/", &self.path].concat();
        let method = (self.method != Method::Get).then(|| self.method.name());
        let line = |shell| curl_line(shell, method, &["Accept: application/json"], &url);
        line(shell).or_else(|| line(Shell::Posix)).unwrap_or_default()
    }
}

/// The last 500 calls that have ended.
#[derive(Debug, Clone, Default)]
pub struct RequestLog {
    entries: VecDeque<LogEntry>,
    sent: usize,
}

impl RequestLog {
    /// The number of the call that is sent now.
    pub fn sent(&mut self) -> usize {
        self.sent += 1;
        self.sent
    }

    /// Notes a call that has ended.
    pub fn note(&mut self, entry: LogEntry) {
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    /// The calls in the order in which they were sent: those that run beside each other end in any order.
    pub fn entries(&self) -> Vec<&LogEntry> {
        let mut entries: Vec<&LogEntry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| entry.number);
        entries
    }

    /// The calls as JSON, for a bug report. `outcome` tells what came of a call.
    pub fn to_json(&self, outcome: impl Fn(&LogEntry) -> String) -> String {
        let rows: Vec<serde_json::Value> = self
            .entries()
            .into_iter()
            .map(|entry| {
                serde_json::json!({
                    "at": entry.at.iso(),
                    "method": entry.method.name(),
                    "path": entry.path,
                    "status": entry.status,
                    "outcome": outcome(entry),
                    "duration_ms": entry.millis,
                    "request_id": entry.request_id,
                })
            })
            .collect();
        serde_json::to_string_pretty(&rows).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(number: usize) -> LogEntry {
        LogEntry {
            number,
            at: Timestamp::from_millis(0),
            method: Method::Get,
            path: String::new(),
            status: 200,
            error: None,
            millis: 1,
            request_id: None,
        }
    }

    fn numbers(log: &RequestLog) -> Vec<usize> {
        log.entries().iter().map(|entry| entry.number).collect()
    }

    #[test]
    fn calls_stand_in_the_order_in_which_they_were_sent() {
        let mut log = RequestLog::default();
        let (first, second, third) = (log.sent(), log.sent(), log.sent());
        for number in [second, third, first] {
            log.note(ended(number));
        }
        assert_eq!(numbers(&log), [1, 2, 3]);
    }

    #[test]
    fn the_oldest_call_goes_first() {
        let mut log = RequestLog::default();
        for _ in 0..=KEPT {
            let number = log.sent();
            log.note(ended(number));
        }
        assert_eq!(numbers(&log).first(), Some(&2));
        assert_eq!(numbers(&log).len(), KEPT);
    }
}
