//! Where somebody was in a table, so that coming back leads there.

/// A place in a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TablePlace {
    /// How far it is scrolled, in pixels.
    pub scrolled: i32,
    /// The row that was last used, from 0, and where its link leads.
    pub row: Option<(usize, String)>,
    /// In a grid the column of the cell that was last used, from 0, and how far it is scrolled sideways, in pixels.
    pub across: Option<(usize, i32)>,
}

impl TablePlace {
    /// As a text, for the browser's history.
    pub fn print(&self) -> String {
        let (at, link) = match &self.row {
            Some((at, link)) => (at.to_string(), link.as_str()),
            None => (String::new(), ""),
        };
        let scrolled = match self.across {
            Some((column, sideways)) => format!("{} {column} {sideways}", self.scrolled),
            None => self.scrolled.to_string(),
        };
        [&scrolled, "\n", &at, "\n", link].concat()
    }

    /// Reads it; nothing where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '\n');
        let mut first = parts.next()?.split(' ');
        let scrolled = first.next()?.parse().ok().filter(|scrolled| *scrolled >= 0)?;
        let column = first.next().and_then(|column| column.parse().ok());
        let across = column.zip(first.next().and_then(|sideways| sideways.parse().ok()));
        let row =
            parts.next()?.parse().ok().zip(parts.next()).map(|(at, link)| (at, link.to_owned()));
        Some(Self { scrolled, row, across })
    }
}

/// The place in the table of a page, as it changes, and the one that somebody comes back to.
#[derive(Debug, Clone, Default)]
pub struct TablePlaces {
    /// Where it is now.
    pub now: TablePlace,
    /// Where to go as soon as its rows are there.
    pub returning: Option<TablePlace>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_from_its_text() {
        for place in [
            TablePlace::default(),
            TablePlace { scrolled: 2_500, row: Some((60, "acme/tokens/x".into())), across: None },
            TablePlace { scrolled: 0, row: Some((7, "a b".into())), across: Some((3, -140)) },
        ] {
            assert_eq!(TablePlace::parse(&place.print()), Some(place));
        }
        for text in ["", "x", "-1\n\n", "1"] {
            assert_eq!(TablePlace::parse(text), None, "{text}");
        }
    }
}
