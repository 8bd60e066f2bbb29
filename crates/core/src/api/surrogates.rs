//! Escapes in JSON that stand for half a character.
//!
//! JavaScript and Ruby write `"\ud83d"` for a name that was cut in the middle of an emoji. RFC 8259 (8.2) allows it and
//! leaves open what it means; here it is U+FFFD, so that one such name does not make a whole list unreadable.

/// Half of a character that takes two escapes (RFC 8259, 7).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    First,
    Second,
}

/// The same JSON with U+FFFD in place of every half character.
pub(super) fn without_lone_surrogates(json: String) -> String {
    // Only escapes that begin with a D can be halves. A backslash is found much sooner than a text of three letters.
    let mut escapes = json.split('\\').skip(1);
    if !escapes.any(|escape| escape.starts_with("ud") || escape.starts_with("uD")) {
        return json;
    }
    let mut whole = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        let length = match (half(escape), escape.get(6..).and_then(half)) {
            (Some(Half::First), Some(Half::Second)) => 12,
            (Some(_), _) => {
                whole.push_str("\\ufffd");
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            // Whatever follows a backslash belongs to it.
            (None, _) => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (own, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        whole.push_str(own);
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// Which half a text begins with, if it begins with one.
fn half(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xD800..0xDC00 => Some(Half::First),
        0xDC00..0xE000 => Some(Half::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mended(json: &str) -> String {
        without_lone_surrogates(json.to_owned())
    }

    #[test]
    fn half_a_character_is_the_replacement_character() {
        assert_eq!(mended(r#""a\ud800b""#), r#""a\ufffdb""#);
        assert_eq!(mended(r#""\uDFFF\ud83d\ude00\ud83d""#), r#""\ufffd\ud83d\ude00\ufffd""#);
        assert_eq!(mended(r#""\ud83d\ud83d\ude00""#), r#""\ufffd\ud83d\ude00""#);
        assert_eq!(mended(r#""\ud83d\n\ude00""#), r#""\ufffd\n\ufffd""#);
        // A backslash that is written out is none.
        assert_eq!(mended(r#""\\ud800 \\\ud800""#), r#""\\ud800 \\\ufffd""#);
        for cut in [r#""\"#, r#""\ud8"#, r#""\ud800\"#, r#""\é\ud800"#] {
            let _ = mended(cut);
        }
    }

    proptest! {
        #[test]
        fn what_is_whole_stays_and_what_is_not_can_be_read(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just(r"\ud83d\ude00".to_owned()), Just(r"\ud800".to_owned()), Just(r"\uDC00".to_owned()),
                    Just(r"\\".to_owned()), Just("ud800".to_owned()), Just(r"\u00e9".to_owned()), Just("é".to_owned()),
                ],
                0..12,
            )
        ) {
            let json = ["\"", &parts.concat(), "\""].concat();
            let mended = without_lone_surrogates(json.clone());
            prop_assert!(serde_json::from_str::<String>(&mended).is_ok(), "{mended}");
            if serde_json::from_str::<String>(&json).is_ok() {
                prop_assert_eq!(mended, json);
            }
        }

        #[test]
        fn any_text_is_taken(text in any::<String>()) {
            let _ = without_lone_surrogates(text);
        }
    }
}
