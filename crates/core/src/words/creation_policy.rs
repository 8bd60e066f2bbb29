//! What the assertions of `config.json` say of a new token.

/// It would break one.
pub const BREAKS: &str = "Assertions of config.json";
/// They cannot be read.
pub const UNKNOWN: &str =
    "Whether this token would break one is not known. Correct config.json first.";

/// An assertion, and an access that is read only when the token is created.
pub fn not_known(assertion: &str) -> String {
    ["\"", assertion, "\": not known, because the access to copy is not loaded."].concat()
}

/// An assertion, and a token that never ends.
pub fn without_end(assertion: &str) -> String {
    ["\"", assertion, "\": it has to end, and never does."].concat()
}

/// An assertion, and the day on which the token ends.
pub fn ends_late(assertion: &str, end: &str) -> String {
    ["\"", assertion, "\": it has to end sooner than ", end, "."].concat()
}

/// Why nothing can be created.
pub fn blocked(assertion: &str) -> String {
    ["It cannot be created unless \"", assertion, "\" holds."].concat()
}
