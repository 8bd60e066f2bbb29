//! Search that does not mind case or diacritics.

/// A text as search compares it: lower case, without accents on Latin letters, without combining
/// and zero-width marks, white space as single spaces.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded text.
pub(super) fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            let c = c.to_ascii_lowercase();
            if c.is_ascii_whitespace() {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            } else {
                out.push(c);
            }
            continue;
        }
        match c {
            '\u{300}'..='\u{36f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            'ß' => out.push_str("ss"),
            'Æ' | 'æ' => out.push_str("ae"),
            'Œ' | 'œ' => out.push_str("oe"),
            _ => match base_letter(c) {
                Some(base) => out.push(base),
                None => out.extend(c.to_lowercase()),
            },
        }
    }
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
            ('ĳ', 'ĳ'),
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
