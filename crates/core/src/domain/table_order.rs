//! The order of a table's rows, as its address names it.

use std::cmp::Ordering;

/// The columns of a table, or those of them that it can be sorted by.
pub trait ColumnKey: Copy + PartialEq + Send + Sync + 'static {
    /// Each of them, in the order of display.
    const ALL: &'static [Self];

    /// What addresses, kept layouts and styles call it.
    fn key(self) -> &'static str;

    /// The column of that key.
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.key() == key)
    }
}

/// A column to sort by, and the direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableOrder<C> {
    /// The column.
    pub column: C,
    /// The greatest first.
    pub descending: bool,
}

impl<C: ColumnKey> TableOrder<C> {
    /// The order by a column of that name; nothing if there is none.
    pub fn by(key: &str, descending: bool) -> Option<Self> {
        C::from_key(key).map(|column| Self { column, descending })
    }

    /// Reads it from an address: `name`, or `-name` for the greatest first.
    pub fn parse(value: &str) -> Option<Self> {
        match value.strip_prefix('-') {
            Some(key) => Self::by(key, true),
            None => Self::by(value, false),
        }
    }

    /// Writes it as [`parse`](Self::parse) reads it; nothing for the order in which the rows come.
    pub fn print(order: Option<Self>) -> String {
        let print = |own: Self| [if own.descending { "-" } else { "" }, own.column.key()].concat();
        order.map(print).unwrap_or_default()
    }

    /// Sorts by what `compare` says of this column. Equal ones stay in the order in which they were, in either direction.
    pub fn sort<T>(self, rows: &mut [T], mut compare: impl FnMut(C, &T, &T) -> Ordering) {
        rows.sort_by(|one, other| {
            let order = compare(self.column, one, other);
            if self.descending { order.reverse() } else { order }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Part {
        Word,
        Number,
    }

    impl ColumnKey for Part {
        const ALL: &'static [Self] = &[Self::Word, Self::Number];

        fn key(self) -> &'static str {
            match self {
                Self::Word => "word",
                Self::Number => "number",
            }
        }
    }

    type Order = TableOrder<Part>;

    fn sorted(order: &str) -> String {
        let mut rows = [("b", 1), ("a", 2), ("b", 0), ("a", 1)];
        if let Some(order) = Order::parse(order) {
            order.sort(&mut rows, |part, one, other| match part {
                Part::Word => one.0.cmp(other.0),
                Part::Number => one.1.cmp(&other.1),
            });
        }
        rows.map(|(word, number)| format!("{word}{number}")).join(" ")
    }

    #[test]
    fn equal_rows_stay_as_they_were_in_either_direction() {
        assert_eq!(sorted("word"), "a2 a1 b1 b0");
        assert_eq!(sorted("-word"), "b1 b0 a2 a1");
        assert_eq!(sorted("-number"), "a2 b1 a1 b0");
    }

    #[test]
    fn an_unknown_column_leaves_the_rows_as_they_come() {
        for unknown in ["", "-", "price", "--word", "Word"] {
            assert_eq!(Order::parse(unknown), None, "{unknown}");
            assert_eq!(sorted(unknown), "b1 a2 b0 a1");
        }
    }

    #[test]
    fn an_order_comes_back_from_its_address() {
        for column in Part::ALL {
            for descending in [false, true] {
                let order = Some(Order { column: *column, descending });
                assert_eq!(Order::parse(&Order::print(order)), order);
            }
        }
        assert_eq!(Order::print(None), "");
    }
}
