//! The token that the console itself works with.

/// Which token it is.
pub const IS_OWN: &str = "The console itself works with this token";
/// What its deletion means.
pub const DELETION: &str =
    "Once it is deleted, the console can do nothing for anybody: every call is refused.";
/// What to do first.
pub const REPLACE_FIRST: &str =
    "Rotate it, and give the new one to the console's proxy before you delete this one.";
/// The same of one that leaked.
pub const REPLACE_FIRST_LEAKED: &str = "The console could not create the replacement afterwards. Rotate it first, give the new one to the console's proxy, then delete this one at once.";
/// What it means to take access from it.
pub const REMOVALS: &str = "What is taken from it, the console cannot do any more, for anybody.";
/// What to look at.
pub const KEEP_WHAT_IS_NEEDED: &str =
    "Without write_service_tokens it cannot give the access back to itself.";
