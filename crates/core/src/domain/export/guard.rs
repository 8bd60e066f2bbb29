//! What a spreadsheet makes of a text: a formula, which it runs, or a number or a date, which it writes in another way.

/// Whether some reader of CSV begins a new cell after that character: whichever separator it splits by, and whether or
/// not it knows the quotes around it.
pub(super) const fn boundary(c: char) -> bool {
    matches!(c, ',' | ';' | '\t' | '|' | '\r' | '\n')
}

/// What spreadsheets pass over before they look whether a cell is a formula. Quotes may be taken for a text's delimiter,
/// and an apostrophe may be one of ours.
fn is_passed_over(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '"' | '\'' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

/// Whether a spreadsheet would take the beginning of a text for a formula (OWASP, CSV injection; full-width signs are
/// folded by some). At the beginning of a cell, tabs and line ends count as well.
pub(super) fn is_formula(text: &str, whole: bool) -> bool {
    // Nearly all texts begin with one of these.
    if text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    let start = text.trim_start_matches(is_passed_over);
    let passed = text.get(..text.len() - start.len()).unwrap_or_default();
    start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || (whole && passed.contains(['\t', '\r', '\n']))
}

/// The first letters of months, as spreadsheets of some languages know them.
const MONTHS: [&str; 37] = [
    "jan", "ene", "gen", "feb", "fev", "fév", "mar", "mär", "mrz", "mrt", "maa", "apr", "abr",
    "avr", "may", "mai", "maj", "mei", "mag", "jun", "jui", "giu", "jul", "lug", "aug", "ago",
    "aoû", "sep", "set", "oct", "okt", "out", "ott", "nov", "dec", "dez", "dic",
];

/// Currencies that may stand before a number.
const CURRENCIES: [&str; 10] = ["eur", "usd", "gbp", "chf", "jpy", "inr", "kr", "fr", "zł", "rs"];

/// Words that spreadsheets of some languages take for true and false.
const TRUTHS: [&str; 11] = [
    "true",
    "false",
    "wahr",
    "falsch",
    "vrai",
    "faux",
    "vero",
    "falso",
    "verdadero",
    "verdadeiro",
    "waar",
];

/// Whether a spreadsheet would take a text for a number, a date, a time, a truth or an error, and so write something
/// else in its place: `007`, `1e5`, `1/2`, twenty digits, `Mar 1`, `TRUE`, `#N/A`. Rather once too often: an apostrophe
/// more is seen, a name that became a date is not.
pub(super) fn is_value(text: &str) -> bool {
    // An apostrophe may be one of ours.
    let text = text.trim_start_matches(is_passed_over).trim_end().to_lowercase();
    if text.starts_with('#') || TRUTHS.contains(&text.as_str()) {
        return true;
    }
    if !text.contains(char::is_numeric) {
        return false;
    }
    let is_letter = |c: char| c.is_alphabetic() && !c.is_numeric();
    let mut words = text.split(|c| !is_letter(c)).filter(|word| !word.is_empty());
    let Some(word) = words.next() else { return true };
    let is_month = MONTHS.iter().any(|month| word.starts_with(month));
    if text.starts_with(is_letter) {
        // "Mar 1", "SEPT2", "EUR 5".
        return words.next().is_none() && (is_month || CURRENCIES.contains(&word));
    }
    let is_known = |word: &str| {
        matches!(word, "e" | "d" | "h" | "am" | "pm" | "a" | "p" | "t" | "z" | "y" | "m" | "x")
            || MONTHS.iter().any(|month| word.starts_with(month))
    };
    // "12e5", "3 pm"; and a word after a gap may be a month of a language that is not listed: "3-лис".
    is_known(word) && words.all(is_known)
        || (!is_joined(&text, word) && text.split(word).count() == 2)
}

/// Whether a digit touches the word.
fn is_joined(text: &str, word: &str) -> bool {
    let Some(at) = text.find(word) else { return false };
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
    before.is_some_and(char::is_numeric) || after.is_some_and(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_behind_whatever_is_passed_over() {
        for text in [
            "=1",
            "+1",
            "-1",
            "@x",
            "＝1",
            " =1",
            "\"=1",
            "'=1",
            "\u{feff}=1",
            "\u{a0}\"' ＠x",
            "\0-1",
        ] {
            assert!(is_formula(text, false), "{text:?}");
        }
        for text in ["\tx", "\rx", "\n x", " \tx"] {
            assert!(is_formula(text, true) && !is_formula(text, false), "{text:?}");
        }
        for text in ["", "a=1", "1-2", "ci-deploy", "'a", "é=1", "_=1", "(1)"] {
            assert!(!is_formula(text, true), "{text:?}");
        }
    }

    #[test]
    fn numbers_dates_truths_and_errors_are_values() {
        for text in [
            "007",
            "1e5",
            "1/2",
            "12345678901234567890",
            "1.5",
            "1,5",
            "-3",
            "5%",
            "$5",
            "12:30",
            "12:30 pm",
            "2026-11-20",
            "1-2",
            "123456789e12",
            "MAR1",
            "Sept 2",
            "Dez 25",
            "3-Mär",
            "3 лис",
            "TRUE",
            "wahr",
            "#N/A",
            "（1）",
            "٣",
            "０７",
            "'007",
            " 007 ",
            "EUR 5",
            "1E+5",
            "2026-11-20T12:00:00Z",
            "1 000",
        ] {
            assert!(is_value(text), "{text:?}");
        }
        for text in [
            "",
            "ci-deploy",
            "token-2",
            "v1.2",
            "abc123def456",
            "5k2habcd9x1z",
            "prod",
            "a1",
            "truest",
            "shop",
        ] {
            assert!(!is_value(text), "{text:?}");
        }
    }
}
