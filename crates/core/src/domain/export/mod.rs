//! What leaves the console as a file: lists of tokens and of access, for people, auditors and
//! programs.
//!
//! Two layouts. "Report" is this console's own: stable columns, ISO 8601 times in UTC, formulas
//! defused; as CSV for programs, or for the spreadsheets of a locale. "pscale" is byte for byte what the command line
//! prints for the same rows. Beside a file that cannot tell whose it is and whether it is whole goes a
//! [manifest](Export::manifest). A secret is in none of them, as there is none in what they are made from.

mod about;
mod activity;
mod check;
mod csv;
mod environment;
mod extent;
mod findings;
mod guard;
mod of_tokens;
mod pasted;
mod preference;
mod pscale;
mod report;

use std::sync::Arc;

pub use about::{Chosen, Coverage, ExportContext, TOOL, Totals, VERSION};
pub use check::check_commands;
pub use csv::{Dialect, Formulas, Separator, Values, parse as parse_csv};
pub use environment::{Environment, env_file, environment, environment_lines};
pub use extent::{Extent, Limit, has_long_cell_in_access, has_long_cell_in_tokens, in_shown_order};
pub use of_tokens::Compared;
pub use pasted::PastedTable;
pub use preference::Preference;

use super::access::Grant;
use super::activity::TokenEvent;
use super::findings::Rule;
use super::ids::OrgName;
use super::operations::HeldOperation;
use super::resource::Resources;
use super::time::Timestamp;
use super::token::Token;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// RFC 4180, or what a spreadsheet takes for it.
    #[default]
    Csv,
    /// RFC 8259.
    Json,
}

impl Format {
    /// Every format, in the order of display.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// Its name for programs, and the ending of its files' names.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The one of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.key() == key)
    }
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

impl Layout {
    /// Every layout, in the order of display.
    pub const ALL: [Self; 2] = [Self::Report, Self::Pscale];

    /// Its name for programs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Pscale => "pscale",
        }
    }

    /// The one of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.key() == key)
    }
}

/// Whether a CSV file begins with a byte order mark, which Excel wants for anything but ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ByteOrderMark {
    /// It does not.
    #[default]
    Absent,
    /// It does.
    Present,
}

/// Who reads a CSV file in the report's layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// A program: RFC 4180, times in ISO 8601.
    Program {
        /// What happens to cells that a spreadsheet would run.
        formulas: Formulas,
        /// Whether it begins with a byte order mark.
        mark: ByteOrderMark,
    },
    /// A spreadsheet that splits cells so: with a byte order mark, formulas defused, names that look like numbers kept,
    /// and times that it takes for times.
    Spreadsheet(Separator),
}

impl Default for Audience {
    fn default() -> Self {
        Self::Program { formulas: Formulas::Defused, mark: ByteOrderMark::Absent }
    }
}

impl Audience {
    /// How its cells are written.
    pub fn dialect(self) -> Dialect {
        match self {
            Self::Program { formulas, .. } => Dialect { formulas, ..Dialect::default() },
            Self::Spreadsheet(separator) => {
                Dialect { separator, formulas: Formulas::Defused, values: Values::Kept }
            }
        }
    }

    fn mark(self) -> ByteOrderMark {
        match self {
            Self::Program { mark, .. } => mark,
            Self::Spreadsheet(_) => ByteOrderMark::Present,
        }
    }
}

/// How a file is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Export {
    /// Its format.
    pub format: Format,
    /// Its layout.
    pub layout: Layout,
    /// Who reads it. Of the report's CSV only.
    pub reader: Audience,
}

/// One row of findings.
#[derive(Debug, Clone)]
pub struct FindingRow {
    /// By which rule.
    pub rule: Rule,
    /// Of which token.
    pub token: Arc<Token>,
    /// What shows it, in words.
    pub evidence: String,
    /// Since when it is so at the earliest, where that is told.
    pub since: Option<Timestamp>,
    /// Somebody accepted it.
    pub is_accepted: bool,
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
    pub fn tokens(
        self,
        tokens: &[Arc<Token>],
        resources: &Resources,
        about: ExportContext<'_>,
    ) -> String {
        match (self.layout, self.format) {
            (Layout::Report, Format::Csv) => {
                self.marked(report::tokens_csv(tokens, resources, self.reader, about))
            }
            (Layout::Report, Format::Json) => report::tokens_json(tokens, resources, about),
            (Layout::Pscale, Format::Csv) => pscale::tokens_csv(tokens),
            (Layout::Pscale, Format::Json) => pscale::tokens_json(tokens),
        }
    }

    /// Access, in the order that it is given in: one token's or a whole organization's. The command
    /// line only knows one token's and has no column for it.
    pub fn access(
        self,
        rows: &[AccessRow],
        resources: &Resources,
        about: ExportContext<'_>,
    ) -> String {
        match (self.layout, self.format) {
            (Layout::Report, Format::Csv) => {
                self.marked(report::access_csv(rows, resources, self.reader, about))
            }
            (Layout::Report, Format::Json) => report::access_json(rows, resources, about),
            (Layout::Pscale, Format::Csv) => pscale::access_csv(rows, resources),
            (Layout::Pscale, Format::Json) => pscale::access_json(rows, resources),
        }
    }

    /// Findings, in the order that they are given in. The command line knows none, so they have one layout.
    pub fn findings(self, rows: &[FindingRow], about: ExportContext<'_>) -> String {
        match self.format {
            Format::Csv => self.marked(findings::csv(rows, self.reader, about)),
            Format::Json => findings::json(rows, about),
        }
    }

    /// Events, in the order that they are given in, in one layout.
    pub fn activity(self, rows: &[TokenEvent], about: ExportContext<'_>) -> String {
        match self.format {
            Format::Csv => self.marked(activity::csv(rows, self.reader, about)),
            Format::Json => activity::json(rows, about),
        }
    }

    /// What two tokens hold, side by side, in one layout.
    pub fn compared(
        self,
        pair: Compared<'_>,
        resources: &Resources,
        about: ExportContext<'_>,
    ) -> String {
        match self.format {
            Format::Csv => {
                self.marked(of_tokens::compared_csv(pair, resources, self.reader, about))
            }
            Format::Json => of_tokens::compared_json(pair, resources, about),
        }
    }

    /// What a token may call and nearly may, in one layout.
    pub fn operations(
        self,
        token: &Token,
        rows: &[HeldOperation],
        resources: &Resources,
        about: ExportContext<'_>,
    ) -> String {
        match self.format {
            Format::Csv => {
                self.marked(of_tokens::operations_csv(token, rows, resources, self.reader, about))
            }
            Format::Json => of_tokens::operations_json(token, rows, resources, about),
        }
    }

    fn marked(self, text: String) -> String {
        match self.reader.mark() {
            ByteOrderMark::Absent => text,
            ByteOrderMark::Present => ["\u{feff}", &text].concat(),
        }
    }

    /// Whether the file itself says whose it is, when it was written and whether it is whole.
    pub fn is_self_describing(self) -> bool {
        (self.layout, self.format) == (Layout::Report, Format::Json)
    }

    /// What a file cannot tell of itself, as JSON to be kept beside it: whose it is, who wrote it when and with what,
    /// which rows, how complete.
    pub fn manifest(self, file: &str, totals: Totals, about: ExportContext<'_>) -> String {
        about::manifest(self, file, totals, about)
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
        let plain = |text: &str| -> String {
            text.chars()
                .map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' })
                .take(80)
                .collect()
        };
        [
            &plain(organization.as_str()),
            "-",
            &plain(what),
            "-",
            &at.file_stamp(),
            ".",
            self.format.key(),
        ]
        .concat()
    }
}

/// The name of the manifest of a file.
pub fn manifest_name(file: &str) -> String {
    [file, ".manifest.json"].concat()
}
