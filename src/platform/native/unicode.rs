//! No tables of Unicode: a text stays as it is.

/// Decomposes nothing.
pub(crate) fn decompose(text: &str) -> String {
    text.to_owned()
}
