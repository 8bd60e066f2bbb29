//! What leaves the console as a file: lists of tokens and of access, for people, auditors and
//! programs.
//!
//! Two layouts. "Report" is this console's own: stable columns, ISO 8601 times in UTC, formulas
//! defused. "pscale" is byte for byte what the command line prints for the same rows. A secret is in
//! neither, as there is none in what they are made from.

mod csv;
mod environment;
mod pscale;
mod report;

use std::sync::Arc;

pub use csv::{Formulas, parse as parse_csv};
pub use environment::{check_command, env_file, shell_lines};

use super::access::Grant;
use super::ids::OrgName;
use super::resource::Resources;
use super::time::Timestamp;
use super::token::Token;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// RFC 4180.
    #[default]
    Csv,
    /// RFC 8259.
    Json,
}

/// Whose columns and times a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// This console's.
    #[default]
    Report,
    /// The command line's.
    Pscale,
}

/// Whether a CSV file begins with a byte order mark, which Excel wants for anything but ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// It does not.
    #[default]
    Absent,
    /// It does.
    Present,
}

/// How a file is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Export {
    /// Its format.
    pub format: Format,
    /// Its layout.
    pub layout: Layout,
    /// What happens to cells that a spreadsheet would run. Of the report's CSV only.
    pub formulas: Formulas,
    /// Whether it begins with a byte order mark. Of the report's CSV only.
    pub mark: Mark,
}

/// What is known about the rows.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Whose they are.
    pub organization: &'a OrgName,
    /// When they were written, by the server's clock.
    pub generated_at: Timestamp,
    /// The query string of what was shown; empty for everything.
    pub filters: &'a str,
    /// Whether every row that there is was read.
    pub is_complete: bool,
}

/// One row of access: a token, and what it may do.
#[derive(Debug, Clone)]
pub struct AccessRow {
    /// Whose access.
    pub token: Arc<Token>,
    /// Which permission on which resource.
    pub grant: Grant,
}

impl Export {
    /// Tokens, in the order that they are given in.
    pub fn tokens(self, tokens: &[Arc<Token>], about: About<'_>) -> String {
        match (self.layout, self.format) {
            (Layout::Report, Format::Csv) => {
                self.marked(report::tokens_csv(tokens, self.formulas, about))
            }
            (Layout::Report, Format::Json) => report::tokens_json(tokens, about),
            (Layout::Pscale, Format::Csv) => pscale::tokens_csv(tokens),
            (Layout::Pscale, Format::Json) => pscale::tokens_json(tokens),
        }
    }

    /// Access, in the order that it is given in: one token's or a whole organization's. The command
    /// line only knows one token's and has no column for it.
    pub fn access(self, rows: &[AccessRow], resources: &Resources, about: About<'_>) -> String {
        match (self.layout, self.format) {
            (Layout::Report, Format::Csv) => {
                self.marked(report::access_csv(rows, resources, self.formulas))
            }
            (Layout::Report, Format::Json) => report::access_json(rows, resources, about),
            (Layout::Pscale, Format::Csv) => pscale::access_csv(rows, resources),
            (Layout::Pscale, Format::Json) => pscale::access_json(rows, resources),
        }
    }

    fn marked(self, text: String) -> String {
        match self.mark {
            Mark::Absent => text,
            Mark::Present => ["\u{feff}", &text].concat(),
        }
    }

    /// The media type (RFC 7111, RFC 8259).
    pub fn media_type(self) -> &'static str {
        match self.format {
            Format::Csv => "text/csv;charset=utf-8",
            Format::Json => "application/json",
        }
    }

    /// `acme-tokens-2026-11-24T102233Z.csv`: organization, content, time, and nothing that Windows
    /// refuses in a name.
    pub fn file_name(self, organization: &OrgName, what: &str, at: Timestamp) -> String {
        let ending = match self.format {
            Format::Csv => "csv",
            Format::Json => "json",
        };
        let plain = |text: &str| -> String {
            text.chars()
                .map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' })
                .take(80)
                .collect()
        };
        [&plain(organization.as_str()), "-", &plain(what), "-", &at.file_stamp(), ".", ending]
            .concat()
    }
}
