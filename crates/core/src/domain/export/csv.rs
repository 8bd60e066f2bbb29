//! CSV (RFC 4180): written with formulas defused under every separator, and read back.

use super::guard::{boundary, is_formula, is_value};

/// What happens to texts that a spreadsheet would run as a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Formulas {
    /// An apostrophe is put before them. Reading takes it away again.
    #[default]
    Defused,
    /// They stay as they are.
    AsIs,
}

/// What stands between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Separator {
    /// As RFC 4180 has it, and spreadsheets whose numbers have a decimal point.
    #[default]
    Comma,
    /// Spreadsheets whose numbers have a decimal comma.
    Semicolon,
    /// What every spreadsheet splits when asked to.
    Tab,
}

impl Separator {
    /// Every separator, in the order of display.
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// The character.
    pub const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }

    /// Its name, for programs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
        }
    }

    /// The separator of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.key() == key)
    }

    /// The one that spreadsheets expect where a number is written so: "1,5" has a decimal comma.
    pub fn beside_decimal(number: &str) -> Self {
        if number.contains(['.', '٫']) || !number.contains(',') {
            Self::Comma
        } else {
            Self::Semicolon
        }
    }
}

/// What happens to texts that a spreadsheet would take for a number or a date: `007`, `1e5`, `1/2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Values {
    /// They stay as they are.
    #[default]
    AsIs,
    /// An apostrophe is put before them. Reading takes it away again.
    Kept,
}

/// How cells are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dialect {
    /// What stands between them.
    pub separator: Separator,
    /// What happens to formulas.
    pub formulas: Formulas,
    /// What happens to what looks like a number.
    pub values: Values,
}

/// What is in a cell.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field<'a> {
    /// A text from outside, which stays the same text wherever it is opened.
    Text(&'a str),
    /// A number, a time or a word of this program's own.
    Own(&'a str),
}

impl Dialect {
    /// The text as it is written into a cell, before quotes.
    fn guarded(self, text: &str, out: &mut String) {
        let mut starts = true;
        for (at, c) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            if starts && self.is_guarded(rest, at == 0) {
                out.push('\'');
            }
            out.push(c);
            starts = boundary(c);
        }
    }

    /// Whether an apostrophe belongs before that rest of a cell: at its beginning, or where some reader splits it.
    fn is_guarded(self, rest: &str, whole: bool) -> bool {
        let formula = self.formulas == Formulas::Defused && is_formula(rest, whole);
        formula || (whole && self.values == Values::Kept && is_value(rest))
    }

    /// The text that was written so.
    fn unguarded(self, written: &str) -> String {
        let mut out = String::with_capacity(written.len());
        let mut starts = true;
        for (at, c) in written.char_indices() {
            let rest = written.get(at + c.len_utf8()..).unwrap_or_default();
            let added = starts && c == '\'' && self.is_guarded(rest, at == 0);
            if !added {
                out.push(c);
            }
            starts = boundary(c);
        }
        out
    }
}

/// Whether a text has nothing that any reader takes for more than a letter. Nearly all have.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.'))
}

/// Adds a cell; `first` of its record or not.
fn cell(out: &mut String, field: Field<'_>, dialect: Dialect, first: bool) {
    if !first {
        out.push(dialect.separator.sign());
    }
    let text = match field {
        Field::Text(text) => text,
        Field::Own(text) => {
            out.push_str(text);
            return;
        }
    };
    if dialect.values == Values::AsIs && is_plain(text) {
        out.push_str(text);
        return;
    }
    let from = out.len();
    dialect.guarded(text, out);
    let quoted = out.get(from..).is_some_and(|written| {
        written.chars().any(|c| c == '"' || boundary(c))
            || written.starts_with(char::is_whitespace)
            || written.ends_with(char::is_whitespace)
    });
    if quoted {
        let written = out.split_off(from);
        out.push('"');
        out.push_str(&written.replace('"', "\"\""));
        out.push('"');
    }
}

/// Adds a record.
pub(super) fn record<'a>(
    out: &mut String,
    cells: impl IntoIterator<Item = Field<'a>>,
    dialect: Dialect,
) {
    for (place, field) in cells.into_iter().enumerate() {
        cell(out, field, dialect, place == 0);
    }
    out.push_str("\r\n");
}

/// Reads records that were written so, with the apostrophes that guard a cell taken away. Tolerant of line ends and
/// of a missing last one.
pub fn parse(text: &str, dialect: Dialect) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let (mut record, mut cell) = (Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    let separator = dialect.separator.sign();
    let finish = |cell: &mut String, record: &mut Vec<String>| {
        record.push(dialect.unguarded(&std::mem::take(cell)));
    };
    let mut started = false;
    while let Some(c) = chars.next() {
        started = true;
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            c if !quoted && c == separator => finish(&mut cell, &mut record),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                finish(&mut cell, &mut record);
                records.push(std::mem::take(&mut record));
                started = false;
            }
            other => cell.push(other),
        }
    }
    if started {
        finish(&mut cell, &mut record);
        records.push(record);
    }
    records
}
