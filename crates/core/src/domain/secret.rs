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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print_itself() {
        let secret = Secret::new("pscale_tkn_1".into());
        assert!(!format!("{secret:?}").contains("pscale"));
        assert_eq!(secret.expose(), "pscale_tkn_1");
    }
}
