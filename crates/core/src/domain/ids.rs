//! Names and ids that appear in addresses.
//!
//! Each is checked once, when it enters the program, so that nothing built from it later can leave
//! its place in a path: an empty segment, `.` and `..` are rewritten by URL parsers even when they
//! are percent-encoded, and are therefore refused here. Everything else is allowed and encoded.

use std::fmt;
use std::sync::Arc;

/// Why a text cannot stand in an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSegment {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// `.` or `..`, which address parsers take as "here" and "one up".
    #[error("an address cannot hold \"{0}\"")]
    Dots(String),
}

fn checked(text: &str) -> Result<Arc<str>, InvalidSegment> {
    match text {
        "" => Err(InvalidSegment::Empty),
        "." | ".." => Err(InvalidSegment::Dots(text.to_owned())),
        _ => Ok(Arc::from(text)),
    }
}

macro_rules! segment {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks that the text can stand in an address as one segment.
            ///
            /// # Errors
            /// Why it cannot.
            pub fn parse(text: &str) -> Result<Self, InvalidSegment> {
                checked(text).map(Self)
            }

            /// The text as the API wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }
    };
}

segment! {
    /// An organization's name, which is what addresses and the API's paths use.
    OrgName
}
segment! {
    /// A service token's id, as in `Authorization: ID:SECRET`.
    TokenId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_leave_its_place_in_a_path_is_refused() {
        assert_eq!(TokenId::parse(""), Err(InvalidSegment::Empty));
        assert!(TokenId::parse("..").is_err());
        assert!(OrgName::parse(".").is_err());
        assert_eq!(TokenId::parse("a/../b").unwrap().as_str(), "a/../b");
    }
}
