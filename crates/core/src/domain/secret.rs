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

#[cfg(test)]
mod tests {
    use super::*;

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
