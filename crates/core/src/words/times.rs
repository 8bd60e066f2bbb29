//! Words in place of a time. Times themselves are written by the browser for its reader.

/// It has no end.
pub const NEVER: &str = "never";
/// It was never used.
pub const NEVER_USED: &str = "never used";
/// The API did not say.
pub const NOT_TOLD: &str = "unknown";
