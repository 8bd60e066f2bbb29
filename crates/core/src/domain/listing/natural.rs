//! The order of names as people count: `token-2` before `token-10`, the same in every locale.

use std::cmp::Ordering;

use super::fold::folded;

/// Compares two texts: runs of ASCII digits as whole numbers of any length, everything else by its characters. Texts
/// that differ only in leading zeros stand by their number of zeros, so that only equal texts are equal.
pub fn natural_order(one: &str, other: &str) -> Ordering {
    // Bytes of UTF-8 stand in the order of the characters.
    let (mut a, mut b) = (one.as_bytes(), other.as_bytes());
    loop {
        let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        let differ = (a.get(same), b.get(same));
        if differ == (None, None) {
            return one.len().cmp(&other.len()).then_with(|| one.cmp(other));
        }
        // The number that they differ in may begin before.
        let start = same - digits(a.get(..same).unwrap_or_default().iter().rev());
        let (Some(x), Some(y)) = (Number::at(a, start), Number::at(b, start)) else {
            // The shorter one is before those that go on.
            return differ.0.cmp(&differ.1);
        };
        match (x.digits.len(), x.digits).cmp(&(y.digits.len(), y.digits)) {
            Ordering::Equal => (a, b) = (x.rest, y.rest),
            unequal => return unequal,
        }
    }
}

/// A name to sort by: folded, and compared as people count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NaturalKey(String);

impl NaturalKey {
    /// The key of a name as it is shown.
    pub fn new(name: &str) -> Self {
        Self(folded(name))
    }
}

impl Ord for NaturalKey {
    fn cmp(&self, other: &Self) -> Ordering {
        natural_order(&self.0, &other.0)
    }
}

impl PartialOrd for NaturalKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How many digits come first.
fn digits<'a>(bytes: impl Iterator<Item = &'a u8>) -> usize {
    bytes.take_while(|byte| byte.is_ascii_digit()).count()
}

/// A number in a text.
struct Number<'a> {
    /// Its digits without leading zeros.
    digits: &'a [u8],
    /// What follows it.
    rest: &'a [u8],
}

impl<'a> Number<'a> {
    fn at(text: &'a [u8], start: usize) -> Option<Self> {
        let text = text.get(start..)?;
        let (own, rest) = text.split_at_checked(digits(text.iter()))?;
        let zeros = own.iter().take_while(|byte| **byte == b'0').count();
        let number = Self { digits: own.get(zeros..)?, rest };
        (!own.is_empty()).then_some(number)
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
        names.sort_by(|a, b| natural_order(a, b));
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

    #[test]
    fn a_key_minds_neither_case_nor_the_number_of_digits() {
        let mut names = ["Token-10", "token-9", "TOKEN-2", "Äpfel", "zebra"];
        names.sort_by_cached_key(|name| NaturalKey::new(name));
        let last = if folded("Ä") == "a" { "zebra" } else { "Äpfel" };
        assert_eq!(
            names
                .iter()
                .filter(|name| name.to_lowercase().starts_with("token"))
                .copied()
                .collect::<Vec<_>>(),
            ["TOKEN-2", "token-9", "Token-10"]
        );
        assert_eq!(names[4], last);
    }

    fn name() -> impl Strategy<Value = String> {
        prop_oneof!["[ab0-9.-]{0,6}", "[a0]{0,4}[0-9]{0,30}", ".{0,6}"]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn it_is_a_total_order(a in name(), b in name(), c in name()) {
            prop_assert_eq!(natural_order(&a, &b), natural_order(&b, &a).reverse());
            prop_assert_eq!(natural_order(&a, &b) == Ordering::Equal, a == b);
            prop_assert_eq!(natural_order(&a, &a), Ordering::Equal);
            let mut all = [&a, &b, &c];
            all.sort_by(|a, b| natural_order(a, b));
            let [first, middle, last] = all;
            prop_assert!(natural_order(first, middle).is_le() && natural_order(middle, last).is_le());
            prop_assert!(natural_order(first, last).is_le());
        }

        #[test]
        fn numbers_stand_by_their_size(text in "[a-z]{0,3}", a in any::<u128>(), b in any::<u128>(), end in "([a-z]{0,3})?") {
            let name = |number: u128| [&text, number.to_string().as_str(), &end].concat();
            prop_assert_eq!(natural_order(&name(a), &name(b)), a.cmp(&b));
        }
    }
}
