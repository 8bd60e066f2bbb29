//! What a file says of itself, or its manifest in its place.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::super::activity::{EventKind, TokenEvent};
use super::super::catalog::Effect;
use super::super::compare::ComparedGrant;
use super::super::findings::Severity;
use super::super::ids::OrgName;
use super::super::operations::{HeldOperation, Holding};
use super::super::time::Timestamp;
use super::super::token::{Expiry, Token};
use super::csv::{Formulas, Values};
use super::{AccessRow, ByteOrderMark, Export, FindingRow, Format, Layout};

/// Which rows are in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Those that search and filters show, in the order shown.
    Shown,
    /// Every row, in the API's order.
    All,
    /// Those that are ticked, in the order shown.
    Selected,
}

impl Chosen {
    /// Its name, for programs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::All => "all",
            Self::Selected => "selected",
        }
    }

    /// The one of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Shown, Self::All, Self::Selected].into_iter().find(|own| own.key() == key)
    }
}

/// Whether every row that there is was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage<'a> {
    /// It was.
    Whole,
    /// It was not, for that reason in words.
    Partial(&'a str),
}

impl Coverage<'_> {
    /// Whether it was.
    pub fn is_whole(self) -> bool {
        self == Self::Whole
    }
}

/// What is known about the rows.
#[derive(Debug, Clone, Copy)]
pub struct ExportContext<'a> {
    /// Whose they are.
    pub organization: &'a OrgName,
    /// The API's id of it, where it was told.
    pub organization_id: Option<&'a str>,
    /// When they were written, by the server's clock.
    pub generated_at: Timestamp,
    /// Who was signed in, where the sign-in tells.
    pub person: Option<&'a str>,
    /// Which rows they are.
    pub chosen: Chosen,
    /// The query string of what was shown; empty for everything.
    pub filters: &'a str,
    /// The same in words.
    pub filters_in_words: &'a str,
    /// Whether every row that there is was read.
    pub coverage: Coverage<'a>,
}

/// The program that wrote a file.
pub const TOOL: &str = "service-token-console";
/// Its version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Who and what wrote a file.
#[derive(Serialize)]
pub(super) struct GeneratedBy<'a> {
    person: Option<&'a str>,
    tool: &'static str,
    version: &'static str,
}

impl<'a> ExportContext<'a> {
    pub(super) fn generated_by(self) -> GeneratedBy<'a> {
        GeneratedBy { person: self.person, tool: TOOL, version: VERSION }
    }

    /// Why the rows are not all, in words.
    pub(super) fn missing(self) -> Option<&'a str> {
        match self.coverage {
            Coverage::Whole => None,
            Coverage::Partial(why) => Some(why),
        }
    }
}

/// How much there is in the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Totals {
    /// Of tokens.
    Tokens {
        /// Those whose access was not read.
        access_not_read: usize,
        /// Accesses that were read.
        accesses: usize,
        /// Those that have ended.
        expired: usize,
        /// Tokens.
        rows: usize,
    },
    /// Of access.
    Access {
        /// Permissions that change something and destroy nothing.
        changes: usize,
        /// Permissions that destroy something.
        destroys: usize,
        /// Permissions that reach production.
        reaches_production: usize,
        /// Permissions that only read.
        reads: usize,
        /// Different resources.
        resources: usize,
        /// Accesses.
        rows: usize,
        /// Different tokens.
        tokens: usize,
        /// Permissions that the catalog lacks.
        unknown: usize,
    },
    /// Of findings.
    Findings {
        /// Those that are accepted.
        accepted: usize,
        /// Critical ones.
        critical: usize,
        /// Those of high severity.
        high: usize,
        /// Those of low severity.
        low: usize,
        /// Those of medium severity.
        medium: usize,
        /// Findings.
        rows: usize,
    },
    /// Of two tokens side by side.
    Compared {
        /// Permissions that only the first holds.
        only_first: usize,
        /// Permissions that only the second holds.
        only_second: usize,
        /// Permissions.
        rows: usize,
    },
    /// Of events.
    Activity {
        /// Those that tokens did.
        by_tokens: usize,
        /// Those that tell a leak.
        leaked: usize,
        /// Events.
        rows: usize,
        /// Different tokens.
        tokens: usize,
    },
    /// Of operations.
    Operations {
        /// Those that the token may call.
        allowed: usize,
        /// Operations.
        rows: usize,
    },
}

impl Totals {
    /// Of findings.
    pub fn of_findings(rows: &[FindingRow]) -> Self {
        let count = |severity| rows.iter().filter(|row| row.rule.severity() == severity).count();
        Self::Findings {
            accepted: rows.iter().filter(|row| row.is_accepted).count(),
            critical: count(Severity::Critical),
            high: count(Severity::High),
            low: count(Severity::Low),
            medium: count(Severity::Medium),
            rows: rows.len(),
        }
    }

    /// Of two tokens side by side.
    pub fn of_compared(rows: &[ComparedGrant]) -> Self {
        Self::Compared {
            only_first: rows.iter().filter(|row| row.is_only_first()).count(),
            only_second: rows.iter().filter(|row| row.is_only_second()).count(),
            rows: rows.len(),
        }
    }

    /// Of events.
    pub fn of_activity(rows: &[TokenEvent]) -> Self {
        let tokens: FxHashSet<_> = rows.iter().filter_map(TokenEvent::token).collect();
        Self::Activity {
            by_tokens: rows.iter().filter(|row| row.by.is_some()).count(),
            leaked: rows.iter().filter(|row| row.kind == EventKind::Leaked).count(),
            rows: rows.len(),
            tokens: tokens.len(),
        }
    }

    /// Of operations.
    pub fn of_operations(rows: &[HeldOperation]) -> Self {
        let is_allowed = |one: &&HeldOperation| matches!(one.holding, Holding::Held(_));
        Self::Operations { allowed: rows.iter().filter(is_allowed).count(), rows: rows.len() }
    }

    /// Of tokens, at that time.
    pub fn of_tokens(tokens: &[Arc<Token>], now: Timestamp) -> Self {
        let known = tokens.iter().filter_map(|token| token.access.grants()).map(<[_]>::len);
        Self::Tokens {
            access_not_read: tokens.iter().filter(|it| it.access.grants().is_none()).count(),
            accesses: known.sum(),
            expired: tokens.iter().filter(|it| it.expiry(now) == Expiry::Expired).count(),
            rows: tokens.len(),
        }
    }

    /// Of access.
    pub fn of_access(rows: &[AccessRow]) -> Self {
        let count =
            |effect| rows.iter().filter(|it| it.grant.permission.effect() == effect).count();
        let resources: FxHashSet<_> = rows.iter().map(|row| row.grant.resource).collect();
        let tokens: FxHashSet<_> = rows.iter().map(|row| row.token.id.as_str()).collect();
        Self::Access {
            changes: count(Some(Effect::Changes)),
            destroys: count(Some(Effect::Destroys)),
            reaches_production: rows
                .iter()
                .filter(|it| it.grant.permission.reaches_production())
                .count(),
            reads: count(Some(Effect::Reads)),
            resources: resources.len(),
            rows: rows.len(),
            tokens: tokens.len(),
            unknown: count(None),
        }
    }
}

/// How a file is written, for whoever reads it.
#[derive(Serialize)]
struct FileFacts<'a> {
    byte_order_mark: bool,
    format: &'static str,
    formulas: &'static str,
    layout: &'static str,
    name: &'a str,
    numbers: &'static str,
    separator: Option<&'static str>,
    times: &'static str,
}

#[derive(Serialize)]
struct Manifest<'a> {
    complete: bool,
    file: FileFacts<'a>,
    filters: &'a str,
    filters_in_words: &'a str,
    generated_at: String,
    generated_by: GeneratedBy<'a>,
    missing: Option<&'a str>,
    organization: &'a str,
    organization_id: Option<&'a str>,
    rows: &'static str,
    schema: &'static str,
    totals: Totals,
}

pub(super) fn manifest(
    export: Export,
    name: &str,
    totals: Totals,
    about: ExportContext<'_>,
) -> String {
    let manifest = Manifest {
        complete: about.coverage.is_whole(),
        file: facts(export, name),
        filters: about.filters,
        filters_in_words: about.filters_in_words,
        generated_at: about.generated_at.iso(),
        generated_by: about.generated_by(),
        missing: about.missing(),
        organization: about.organization.as_str(),
        organization_id: about.organization_id,
        rows: about.chosen.key(),
        schema: "service-token-console/manifest/1",
        totals,
    };
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    text
}

fn facts(export: Export, name: &str) -> FileFacts<'_> {
    let is_report = export.layout == Layout::Report;
    let dialect = export.reader.dialect();
    let is_sheet = dialect.values == Values::Kept;
    let is_csv = export.format == Format::Csv;
    FileFacts {
        byte_order_mark: is_report && is_csv && export.reader.mark() == ByteOrderMark::Present,
        format: if is_csv { "csv" } else { "json" },
        formulas: if is_report && is_csv && dialect.formulas == Formulas::Defused {
            "an apostrophe is before each text that a spreadsheet would run, also behind , ; tab and |"
        } else {
            "as they are"
        },
        layout: if is_report { "report" } else { "pscale" },
        name,
        numbers: if is_report && is_csv && is_sheet {
            "an apostrophe is before each text that a spreadsheet would take for a number or a date"
        } else {
            "as they are"
        },
        separator: is_csv.then(|| if is_report { dialect.separator.key() } else { "comma" }),
        times: match (is_report, is_csv) {
            (true, true) if is_sheet => "UTC, as 2026-08-27 22:04:42",
            (true, _) | (false, false) => "UTC, ISO 8601",
            (false, true) => "milliseconds since 1970-01-01 UTC, 0 for none",
        },
    }
}
