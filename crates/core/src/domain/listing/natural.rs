//! The order of names as people count: `token-2` before `token-10`, the same in every locale.

use std::cmp::Ordering;

/// Compares two texts: runs of ASCII digits as whole numbers of any length, everything else by its characters. Texts
/// that differ only in leading zeros stand by their number of zeros, so that only equal texts are equal.
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut a, mut b) = (one, other);
    loop {
        let (x, y) = match (Piece::first(a), Piece::first(b)) {
            (Some(x), Some(y)) => (x, y),
            // The shorter one is before those that go on.
            (None, None) => return one.len().cmp(&other.len()).then_with(|| one.cmp(other)),
            (x, y) => return x.is_some().cmp(&y.is_some()),
        };
        match x.key.cmp(&y.key) {
            Ordering::Equal => (a, b) = (x.rest, y.rest),
            unequal => return unequal,
        }
    }
}

/// What a text begins with.
struct Piece<'a> {
    key: Key<'a>,
    rest: &'a str,
}

/// In the order in which they stand: a number is where its first digit would be, before letters.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Before(char),
    /// How many digits without leading zeros, and these.
    Number(usize, &'a str),
    After(char),
}

impl<'a> Piece<'a> {
    fn first(text: &'a str) -> Option<Self> {
        let first = text.chars().next()?;
        if !first.is_ascii_digit() {
            let key = if first < '0' { Key::Before(first) } else { Key::After(first) };
            return Some(Self { key, rest: text.get(first.len_utf8()..).unwrap_or_default() });
        }
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (digits, rest) = text.split_at_checked(end)?;
        let number = digits.trim_start_matches('0');
        Some(Self { key: Key::Number(number.len(), number), rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_in_names_are_counted() {
        let mut names = [
            "token-10",
            "token-2",
            "token",
            "token-02",
            "token-1b",
            "token-1",
            "a",
            "10",
            "9",
            "-",
            "v1.10",
            "v1.9",
            "99999999999999999999999",
            "100000000000000000000000",
        ];
        names.sort_by(|a, b| natural(a, b));
        let right = [
            "-",
            "9",
            "10",
            "99999999999999999999999",
            "100000000000000000000000",
            "a",
            "token",
            "token-1",
            "token-1b",
            "token-2",
            "token-02",
            "token-10",
            "v1.9",
            "v1.10",
        ];
        assert_eq!(names, right);
    }

    fn name() -> impl Strategy<Value = String> {
        prop_oneof!["[ab0-9.-]{0,6}", "[a0]{0,4}[0-9]{0,30}", ".{0,6}"]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn it_is_a_total_order(a in name(), b in name(), c in name()) {
            prop_assert_eq!(natural(&a, &b), natural(&b, &a).reverse());
            prop_assert_eq!(natural(&a, &b) == Ordering::Equal, a == b);
            prop_assert_eq!(natural(&a, &a), Ordering::Equal);
            let mut all = [&a, &b, &c];
            all.sort_by(|a, b| natural(a, b));
            let [first, middle, last] = all;
            prop_assert!(natural(first, middle).is_le() && natural(middle, last).is_le());
            prop_assert!(natural(first, last).is_le());
        }

        #[test]
        fn numbers_stand_by_their_size(text in "[a-z]{0,3}", a in any::<u128>(), b in any::<u128>(), end in "([a-z]{0,3})?") {
            let name = |number: u128| [&text, number.to_string().as_str(), &end].concat();
            prop_assert_eq!(natural(&name(a), &name(b)), a.cmp(&b));
        }
    }
}
