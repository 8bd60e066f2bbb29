//! How a reader laid a table out: which columns are hidden, and which have a width of their own.
//!
//! Columns are known by their names only, so that what was kept for a column of another version of
//! the console is neither an error nor lost.

/// A width in quarters of a rem, so that it prints without fractions. From 4 to 60 rem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnWidth(u16);

impl ColumnWidth {
    /// The narrowest column: a few letters and a sort button.
    pub const NARROWEST: Self = Self(16);
    /// The widest column: a long name on a wide screen.
    pub const WIDEST: Self = Self(240);

    /// The nearest width that a column may have. What is not a number is the narrowest.
    pub fn of_rem(rem: f64) -> Self {
        // Both ends are checked before the cast.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let quarters = (rem * 4.0).round().clamp(16.0, 240.0) as u16;
        Self(quarters.max(Self::NARROWEST.0))
    }

    /// In rem.
    pub fn rem(self) -> f64 {
        f64::from(self.0) / 4.0
    }
}

/// What is kept of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    column: String,
    hidden: bool,
    width: Option<ColumnWidth>,
}

/// The layout of one table. The default shows every column in its own width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnLayout(Vec<Kept>);

impl ColumnLayout {
    /// Reads what [`print`](Self::print) wrote. Words that it did not write are passed over.
    pub fn parse(text: &str) -> Self {
        let mut layout = Self::default();
        for word in text.split_ascii_whitespace() {
            let (hidden, word) = match word.strip_prefix('-') {
                Some(word) => (true, word),
                None => (false, word),
            };
            let (column, width) = match word.split_once(':') {
                Some((column, width)) => (
                    column,
                    width.parse().ok().map(|quarters: u16| {
                        ColumnWidth(quarters.clamp(ColumnWidth::NARROWEST.0, ColumnWidth::WIDEST.0))
                    }),
                ),
                None => (word, None),
            };
            if !column.is_empty() {
                layout.change(column, |kept| (kept.hidden, kept.width) = (hidden, width));
            }
        }
        layout
    }

    /// One word for each column that is not as it comes: `-created_by name:80`. Empty by default.
    pub fn print(&self) -> String {
        let mut text = String::new();
        for kept in &self.0 {
            if !text.is_empty() {
                text.push(' ');
            }
            if kept.hidden {
                text.push('-');
            }
            text.push_str(&kept.column);
            if let Some(ColumnWidth(quarters)) = kept.width {
                text.push(':');
                text.push_str(&quarters.to_string());
            }
        }
        text
    }

    /// Whether the reader hid that column.
    pub fn hides(&self, column: &str) -> bool {
        self.kept(column).is_some_and(|kept| kept.hidden)
    }

    /// The width that the reader gave to that column.
    pub fn width(&self, column: &str) -> Option<ColumnWidth> {
        self.kept(column).and_then(|kept| kept.width)
    }

    /// Hides or shows a column.
    pub fn hide(&mut self, column: &str, hidden: bool) {
        self.change(column, |kept| kept.hidden = hidden);
    }

    /// Gives a column a width, or its own again.
    pub fn widen(&mut self, column: &str, width: Option<ColumnWidth>) {
        self.change(column, |kept| kept.width = width);
    }

    fn kept(&self, column: &str) -> Option<&Kept> {
        self.0.iter().find(|kept| kept.column == column)
    }

    fn change(&mut self, column: &str, change: impl FnOnce(&mut Kept)) {
        let place = self.0.iter().position(|kept| kept.column == column);
        let mut kept = match place {
            Some(place) => self.0.remove(place),
            None => Kept { column: column.to_owned(), hidden: false, width: None },
        };
        change(&mut kept);
        if kept.hidden || kept.width.is_some() {
            self.0.insert(place.unwrap_or(self.0.len()), kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_kept_as_words() {
        let mut layout = ColumnLayout::default();
        assert_eq!(layout.print(), "");
        layout.hide("created_by", true);
        layout.widen("name", Some(ColumnWidth::of_rem(20.0)));
        assert_eq!(layout.print(), "-created_by name:80");
        assert_eq!(ColumnLayout::parse(&layout.print()), layout);
        layout.widen("created_by", Some(ColumnWidth::of_rem(5.3)));
        assert_eq!(layout.print(), "-created_by:21 name:80");
        assert_eq!(ColumnLayout::parse(&layout.print()), layout);
        layout.hide("created_by", false);
        layout.widen("created_by", None);
        layout.widen("name", None);
        assert_eq!(layout, ColumnLayout::default());
    }

    #[test]
    fn what_another_version_kept_is_no_error() {
        let layout = ColumnLayout::parse(" -gone:x name:9999 : - id:1 -owner ");
        assert!(layout.hides("gone") && layout.hides("owner"));
        assert_eq!(layout.width("gone"), None);
        assert_eq!(layout.width("name"), Some(ColumnWidth::WIDEST));
        assert_eq!(layout.width("id"), Some(ColumnWidth::NARROWEST));
        assert!(!layout.hides("name"));
    }

    #[test]
    fn widths_stay_within_what_can_be_used() {
        assert_eq!(ColumnWidth::of_rem(f64::NAN), ColumnWidth::NARROWEST);
        assert_eq!(ColumnWidth::of_rem(f64::INFINITY), ColumnWidth::WIDEST);
        assert_eq!(ColumnWidth::of_rem(-3.0), ColumnWidth::NARROWEST);
        assert!((ColumnWidth::of_rem(12.3).rem() - 12.25).abs() < 1e-9);
    }
}
