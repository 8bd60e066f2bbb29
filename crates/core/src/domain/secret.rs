//! A token's secret, which exists in the program between its creation and the moment its reader
//! says "done".

use std::fmt;

/// A secret that cannot be printed, compared, copied or serialized by accident.
///
/// [`Secret::expose`] is the only way out, so that a search for its callers finds every place where
/// a secret is shown.
pub struct Secret(String);

impl Secret {
    /// Takes a secret over.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The secret itself. For the one dialog that shows it and the copies its reader asks for.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How every secret of PlanetScale begins.
const BEGINNING: &str = "pscale_";

/// A text from outside without what looks like a secret in it.
pub fn without_secrets(text: &str) -> String {
    let mut rest = text;
    let mut told = String::new();
    while let Some((before, secret)) = rest.split_once(BEGINNING) {
        told.push_str(before);
        told.push_str(BEGINNING);
        told.push('…');
        rest = secret.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_-".contains(c));
    }
    told.push_str(rest);
    told
}

/// The kinds of secrets, and how many characters at the least follow each.
const KINDS: [(&str, usize); 3] = [("tkn_", 1), ("pw_", 16), ("oauth_", 16)];

fn is_of_secret(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-".contains(&byte)
}

/// Whether a text holds a secret of PlanetScale, alone or within something longer, whatever its case.
pub fn holds_secret(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.match_indices(BEGINNING).any(|(at, beginning)| {
        let rest = text.as_bytes().get(at + beginning.len()..).unwrap_or_default();
        KINDS.iter().any(|(kind, least)| {
            rest.strip_prefix(kind.as_bytes()).is_some_and(|body| {
                body.iter().take_while(|byte| is_of_secret(**byte)).count() >= *least
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_that_begins_like_a_secret_is_none() {
        for text in [
            "",
            "pscale",
            "pscale_",
            "pscale_tkn_",
            "pscale_ci_deploy_production_branch",
            "pscale_pw_rotation",
            "tkn_a1",
        ] {
            assert!(!holds_secret(text), "{text}");
        }
        for text in [
            "pscale_tkn_a",
            "PSCALE_TKN_A",
            "pscale_pw_0123456789abcdef",
            "pscale_tkn_ pscale_tkn_x",
        ] {
            assert!(holds_secret(text), "{text}");
        }
    }

    proptest! {
        /// Whatever stands around it, a secret is recognized, and what is told of the text holds none.
        #[test]
        fn a_secret_is_found_wherever_it_stands(before in ".*", body in "[A-Za-z0-9_-]{1,60}", after in ".*") {
            let text = [&before, "pscale_tkn_", &body, &after].concat();
            prop_assert!(holds_secret(&text));
            prop_assert!(!holds_secret(&without_secrets(&["pscale_tkn_", &body, " ", &before].concat())) || holds_secret(&before));
        }

        /// A text without the beginning of a secret, as an id or a name, is never taken for one.
        #[test]
        fn what_is_no_secret_may_be_searched_for(text in "[a-z0-9 ._:-]*") {
            prop_assert!(!holds_secret(&text));
        }
    }

    #[test]
    fn what_looks_like_a_secret_is_not_told() {
        let told = without_secrets(r#"{"x":"pscale_tkn_a-B_9","y":"pscale_pw_1"} pscale"#);
        assert_eq!(told, r#"{"x":"pscale_…","y":"pscale_…"} pscale"#);
    }

    #[test]
    fn a_secret_does_not_print_itself() {
        let secret = Secret::new("pscale_tkn_1".into());
        assert!(!format!("{secret:?}").contains("pscale"));
        assert_eq!(secret.expose(), "pscale_tkn_1");
    }
}
