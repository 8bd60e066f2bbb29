//! What the tabs of this console tell each other.

pub(crate) use super::outside::channels::{listen, tell};

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Who is signed in.
    SignIn,
    /// Changes of access that were made.
    Changes,
}
