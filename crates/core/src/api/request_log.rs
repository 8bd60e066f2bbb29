//! The last calls, for whoever looks for a fault: method, path, status, duration and request id.
//! Bodies and headers are never noted.

use std::collections::VecDeque;

use crate::domain::access::shell_quoted;
use crate::domain::time::Timestamp;

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
    /// What came of it: "ok" or the fault in a few words.
    pub outcome: String,
    /// How long it took, in milliseconds.
    pub millis: i64,
    /// The API's id of the request.
    pub request_id: Option<String>,
}

impl LogEntry {
    /// A command that repeats the call, with the credential taken from the environment.
    pub fn as_curl(&self, base: &str) -> String {
        let url = [base.trim_end_matches('/'), "/", &self.path].concat();
        let method = match self.method {
            Method::Get => String::new(),
            other => [" --request ", other.name()].concat(),
        };
        [
            "curl --fail-with-body",
            &method,
            " --header 'Accept: application/json' --header \"Authorization: $PLANETSCALE_SERVICE_TOKEN_ID:$PLANETSCALE_SERVICE_TOKEN\" ",
            &shell_quoted(&url),
        ]
        .concat()
    }
}

/// The last 500 calls, oldest first.
#[derive(Debug, Clone, Default)]
pub struct RequestLog {
    entries: VecDeque<LogEntry>,
    total: usize,
}

impl RequestLog {
    /// Notes a call; its number is given here.
    pub fn note(&mut self, entry: LogEntry) {
        self.total += 1;
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(LogEntry { number: self.total, ..entry });
    }

    /// The calls, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &LogEntry> {
        self.entries.iter()
    }

    /// How many calls there were in all.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The calls as JSON, for a bug report.
    pub fn to_json(&self) -> String {
        let rows: Vec<serde_json::Value> = self
            .entries
            .iter()
            .map(|entry| {
                serde_json::json!({
                    "at": entry.at.iso(),
                    "method": entry.method.name(),
                    "path": entry.path,
                    "status": entry.status,
                    "outcome": entry.outcome,
                    "duration_ms": entry.millis,
                    "request_id": entry.request_id,
                })
            })
            .collect();
        serde_json::to_string_pretty(&rows).unwrap_or_default()
    }
}
