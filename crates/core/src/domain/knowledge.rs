//! How completely something was counted, so that what was not read is never told as none.

/// How far the list of tokens was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListRead {
    /// To its end.
    Whole,
    /// It is on its way.
    Coming,
    /// A part of it: it was stopped, broke off or changed while it was read.
    Partial,
    /// The API refused it.
    NotPermitted,
    /// Nothing came.
    NotRead,
}

/// How an answer was found that is counted over the tokens of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Every token was looked at.
    Counted,
    /// The tokens are being read.
    Coming,
    /// Some tokens were looked at.
    Partial {
        /// The list of tokens is not whole.
        list: bool,
        /// So many tokens did not tell their access.
        access: usize,
    },
    /// The console's credential may not read tokens.
    NotPermitted,
    /// No token was looked at.
    NotRead,
}

impl Known {
    /// Finds it from the list: how far it was read, how many tokens it has, and how many of them did not tell their
    /// access (0 where that does not matter).
    pub fn of(list: ListRead, tokens: usize, untold: usize) -> Self {
        let is_whole = list == ListRead::Whole;
        match list {
            ListRead::Whole if untold == 0 => Self::Counted,
            _ if tokens > untold => Self::Partial { list: !is_whole, access: untold },
            ListRead::Coming => Self::Coming,
            ListRead::NotPermitted => Self::NotPermitted,
            _ => Self::NotRead,
        }
    }

    /// Whether "none" is true where nothing was found.
    pub fn is_counted(self) -> bool {
        self == Self::Counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const READ: [ListRead; 5] = [
        ListRead::Whole,
        ListRead::Coming,
        ListRead::Partial,
        ListRead::NotPermitted,
        ListRead::NotRead,
    ];

    proptest! {
        #[test]
        fn only_a_whole_list_whose_access_is_all_told_is_counted(
            list in prop::sample::select(READ.to_vec()),
            told in 0_usize..5,
            untold in 0_usize..5,
        ) {
            let known = Known::of(list, told + untold, untold);
            prop_assert_eq!(known.is_counted(), list == ListRead::Whole && untold == 0);
            // What was looked at is never told as if nothing was.
            let looked = matches!(known, Known::Counted | Known::Partial { .. });
            prop_assert!(told == 0 || looked);
        }
    }
}
