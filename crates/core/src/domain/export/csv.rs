//! CSV (RFC 4180): written with formulas defused, and read back.

/// What happens to cells that a spreadsheet would run as a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Formulas {
    /// An apostrophe is put before them. Reading takes it away again.
    #[default]
    Defused,
    /// They stay as they are.
    AsIs,
}

/// Whether a spreadsheet would take the text for a formula (OWASP, CSV injection; full-width signs
/// are folded by some), or for one of our defused cells.
fn is_formula(text: &str) -> bool {
    // Nearly all cells begin with one of these.
    if text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    let start = text.trim_start_matches([' ', '"', '\'']);
    start.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// Adds a cell; `first` of its record or not.
pub(super) fn cell(out: &mut String, text: &str, formulas: Formulas, first: bool) {
    if !first {
        out.push(',');
    }
    let defused = formulas == Formulas::Defused && is_formula(text);
    let quoted = text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'))
        || text.starts_with([' ', '\t'])
        || text.ends_with([' ', '\t']);
    if quoted {
        out.push('"');
    }
    if defused {
        out.push('\'');
    }
    if quoted {
        for c in text.chars() {
            if c == '"' {
                out.push('"');
            }
            out.push(c);
        }
        out.push('"');
    } else {
        out.push_str(text);
    }
}

/// Adds a record.
pub(super) fn record<'a>(
    out: &mut String,
    cells: impl IntoIterator<Item = &'a str>,
    formulas: Formulas,
) {
    for (place, text) in cells.into_iter().enumerate() {
        cell(out, text, formulas, place == 0);
    }
    out.push_str("\r\n");
}

/// Reads records, with apostrophes that defuse a formula taken away. Tolerant of line ends and of a
/// missing last one.
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let (mut record, mut cell) = (Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    let finish = |cell: &mut String, record: &mut Vec<String>| {
        let text = std::mem::take(cell);
        match text.strip_prefix('\'') {
            Some(rest) if is_formula(rest) => record.push(rest.to_owned()),
            _ => record.push(text),
        }
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
            ',' if !quoted => finish(&mut cell, &mut record),
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
