//! Where somebody was in a table, so that coming back leads there.

/// A place in a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TablePlace {
    /// How far it is scrolled, in pixels.
    pub scrolled: i32,
    /// The row that was last used, from 0, and where its link leads.
    pub row: Option<(usize, String)>,
}

impl TablePlace {
    /// As a text, for the browser's history.
    pub fn print(&self) -> String {
        let (at, link) = match &self.row {
            Some((at, link)) => (at.to_string(), link.as_str()),
            None => (String::new(), ""),
        };
        [&self.scrolled.to_string(), "\n", &at, "\n", link].concat()
    }

    /// Reads it; nothing where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '\n');
        let scrolled = parts.next()?.parse().ok().filter(|scrolled| *scrolled >= 0)?;
        let row =
            parts.next()?.parse().ok().zip(parts.next()).map(|(at, link)| (at, link.to_owned()));
        Some(Self { scrolled, row })
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
            TablePlace { scrolled: 2_500, row: Some((60, "acme/tokens/x".into())) },
        ] {
            assert_eq!(TablePlace::parse(&place.print()), Some(place));
        }
        for text in ["", "x", "-1\n\n", "1"] {
            assert_eq!(TablePlace::parse(text), None, "{text}");
        }
    }
}
