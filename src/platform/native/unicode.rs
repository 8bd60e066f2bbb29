//! No tables of Unicode but those of cases.

/// Decomposes nothing; what is left is in lower case.
pub(crate) fn normalize(text: &str) -> String {
    text.to_lowercase()
}
