//! One folding for every search: names that look equal are found, whatever their case, marks, width or normal form.
//!
//! A browser knows the forms of Unicode and its cases; this program has no tables of them. Whoever has one gives its
//! normalization once, by [`normalize_by`], before anything is folded.

use std::borrow::Cow;
use std::sync::OnceLock;

/// Decomposes a text and its compatibility forms (NFKD of Unicode), in lower case.
pub type Normalize = fn(&str) -> String;

static NORMALIZE: OnceLock<Normalize> = OnceLock::new();

/// Texts are normalized by this function from now on. Only the first one counts.
pub fn normalize_by(normalize: Normalize) {
    let _ = NORMALIZE.set(normalize);
}

/// A text as search compares it: decomposed, in lower case, without accents and other marks, full-width and other
/// forms of a letter as the letter, dashes and white space of any kind as one dash and single spaces, without what
/// has no width.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded text.
pub(super) fn fold_into(text: &str, out: &mut String) {
    let normal = match NORMALIZE.get() {
        Some(normalize) if !text.is_ascii() => Cow::Owned(normalize(text)),
        _ => Cow::Borrowed(text),
    };
    for c in normal.chars() {
        if c.is_ascii() {
            fold_ascii(c, out);
        } else if !is_mark(c) {
            fold_other(c, out);
        }
    }
}

fn fold_ascii(c: char, out: &mut String) {
    if !c.is_ascii_whitespace() {
        out.push(c.to_ascii_lowercase());
    } else if !out.ends_with(' ') {
        out.push(' ');
    }
}

fn fold_other(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'Æ' | 'æ' => out.push_str("ae"),
        'Œ' | 'œ' => out.push_str("oe"),
        'ς' => out.push('σ'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => out.push('\''),
        '\u{201c}' | '\u{201d}' => out.push('"'),
        _ if c.is_whitespace() => fold_ascii(' ', out),
        _ => out.push(base_letter(c).unwrap_or(c)),
    }
}

/// A mark on the letter before it, or something without width. The vowel signs of Indic scripts are letters.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}'
        | '\u{feff}')
}

/// The Latin letter under an accent, for the letters of Latin-1 and Latin Extended-A.
fn base_letter(c: char) -> Option<char> {
    // One letter for each code point from U+00C0 to U+017F; a dot where there is none.
    const LETTERS: &[u8; 192] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy..\
aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll\
lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    let place = u32::from(c).checked_sub(0xc0)?;
    match LETTERS.get(usize::try_from(place).ok()?)? {
        b'.' => None,
        letter => Some(char::from(*letter)),
    }
}

/// What is searched for: every word has to be found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    words: Vec<String>,
    exact: String,
}

impl Query {
    /// The words of a search text.
    pub fn new(text: &str) -> Self {
        let folded = folded(text);
        let words = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned);
        Self { words: words.collect(), exact: text.trim().to_owned() }
    }

    /// Nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.exact.is_empty()
    }

    /// Whether a folded text has every word.
    pub fn is_in(&self, folded: &str) -> bool {
        self.words.iter().all(|word| folded.contains(word.as_str()))
    }

    /// Whether each word is in one of some folded texts.
    pub(super) fn is_in_one_of<const N: usize>(&self, texts: [&str; N]) -> bool {
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }

    /// Whether an id is exactly what was typed, which finds it also where folding would not.
    pub fn is_exactly(&self, id: &str) -> bool {
        self.exact == id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        normalize_by(str::to_lowercase);
        for (typed, text) in [
            ("cafe", "Café"),
            ("CAFÉ", "cafe"),
            ("strasse", "Straße"),
            ("zolw", "Żółw"),
            ("angstrom", "A\u{30a}ngstro\u{308}m"),
            ("москва", "МОСКВА"),
            ("b a", "a  b"),
            ("ci", "c\u{200b}i"),
        ] {
            assert!(Query::new(typed).is_in(&folded(text)), "{typed} in {text}");
        }
        assert!(!Query::new("ci deploy").is_in(&folded("ci-build")));
        assert!(Query::new("  ").is_empty());
    }

    #[test]
    fn every_accented_letter_folds_to_a_letter() {
        for (c, base) in [
            ('À', 'a'),
            ('ÿ', 'y'),
            ('Ā', 'a'),
            ('ž', 'z'),
            ('ł', 'l'),
            ('Ő', 'o'),
            ('ķ', 'k'),
            ('ň', 'n'),
            ('Ŧ', 't'),
            ('ů', 'u'),
            ('ŷ', 'y'),
            ('Š', 's'),
            ('ğ', 'g'),
            ('ď', 'd'),
            ('ę', 'e'),
            ('ĵ', 'j'),
            ('ŝ', 's'),
            ('Ŕ', 'r'),
            ('ŵ', 'w'),
            ('ĥ', 'h'),
            ('İ', 'i'),
        ] {
            assert_eq!(folded(&c.to_string()), base.to_string(), "{c}");
        }
    }
}
