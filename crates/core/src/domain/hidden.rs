//! Characters of a name that nobody sees: with them one name looks like another, or reads in another order than it is
//! written.

/// Whether a name holds a character that is not seen: a control character, one that turns the direction of the text, or
/// one without a width.
///
/// A joiner between two letters of a script that uses joiners, or within an emoji, is part of how they are written.
pub fn holds_hidden(name: &str) -> bool {
    let all: Vec<char> = name.chars().collect();
    all.iter().enumerate().any(|(at, c)| match c {
        '\u{200c}' | '\u{200d}' => {
            let before = at.checked_sub(1).and_then(|before| all.get(before).copied());
            !before.is_some_and(is_joined) || !all.get(at + 1).copied().is_some_and(is_joined)
        }
        c => is_hidden(*c),
    })
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Whether a joiner may stand beside it.
fn is_joined(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !is_hidden(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::holds_hidden;

    #[test]
    fn what_is_seen_is_not_hidden() {
        for name in [
            "",
            "ci deploy",
            "naïve-Œuvre",
            "متجر",
            "שלום",
            "商店",
            "می\u{200c}خواهم",
            "👩\u{200d}🚀",
            "☺\u{fe0f}",
        ] {
            assert!(!holds_hidden(name), "{name:?}");
        }
    }

    #[test]
    fn what_turns_or_has_no_width_is_hidden() {
        for name in [
            "invoice\u{202e}gpj.exe",
            "ci\u{200b}",
            "\u{feff}ci",
            "c\u{200d}i",
            "ci\u{200d}",
            "a\u{2066}b\u{2069}",
            "ci\u{ad}",
            "ci\t",
        ] {
            assert!(holds_hidden(name), "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn a_hidden_character_is_found_wherever_it_stands(
            name in "[ -~]{0,20}",
            at in 0_usize..=20,
            hidden in prop::sample::select(vec!['\u{202e}', '\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{7}']),
        ) {
            prop_assert!(!holds_hidden(&name));
            let at = at.min(name.len());
            let (before, after) = name.split_at(at);
            prop_assert!(holds_hidden(&[before, &hidden.to_string(), after].concat()), "at {at}");
        }
    }
}
