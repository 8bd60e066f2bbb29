//! The envelopes of lists: `{"data": […], "next_page": …}`.

use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::text::Text;
use super::wire::{Secrets, TokenSeed, seeded};
use crate::domain::resource::Resources;
use crate::domain::token::Token;
use crate::words::faults;

/// What an envelope tells of the whole list.
#[derive(Default)]
pub(super) struct Numbers<'a> {
    next_page: Text<'a>,
    total_count: Text<'a>,
    total_pages: Text<'a>,
}

impl Numbers<'_> {
    pub(super) fn next_page(&self) -> Option<usize> {
        self.next_page.as_str().parse().ok()
    }

    pub(super) fn total_count(&self) -> Option<usize> {
        self.total_count.as_str().parse().ok()
    }

    pub(super) fn total_pages(&self) -> Option<usize> {
        self.total_pages.as_str().parse().ok()
    }
}

/// The tokens of a page.
struct Tokens<'r>(&'r mut Resources);

impl<'de> DeserializeSeed<'de> for Tokens<'_> {
    type Value = Option<Vec<Arc<Token>>>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Tokens<'_> {
    type Value = Option<Vec<Arc<Token>>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of tokens")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut tokens = Some(Vec::new());
        while let Some(read) = seq.next_element_seed(TokenSeed(self.0, Secrets::Dropped))? {
            match (&mut tokens, read) {
                (Some(tokens), Some(read)) => tokens.push(Arc::new(read.token)),
                _ => tokens = None,
            }
        }
        Ok(tokens)
    }
}

/// What is in the envelope of a list.
enum Data<'de> {
    /// Rows, yet to be read.
    Raw(&'de RawValue),
    /// Tokens; nothing if one of them has no usable id.
    Tokens(Option<Vec<Arc<Token>>>),
}

/// The envelope of a list. Tokens are read with it in one go, as they are most of what is read at all; other rows
/// afterwards.
struct Envelope<'r>(Option<&'r mut Resources>);

impl<'de> DeserializeSeed<'de> for Envelope<'_> {
    type Value = (Data<'de>, Numbers<'de>);

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Envelope<'_> {
    type Value = (Data<'de>, Numbers<'de>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut data = None;
        let mut numbers = Numbers::default();
        while let Some(key) = map.next_key::<Text<'_>>()? {
            match (key.as_str(), &mut self.0) {
                ("data", Some(resources)) => {
                    data = Some(Data::Tokens(map.next_value_seed(Tokens(resources))?));
                }
                ("data", None) => data = Some(Data::Raw(map.next_value()?)),
                ("next_page", _) => numbers.next_page = map.next_value()?,
                ("total_count", _) => numbers.total_count = map.next_value()?,
                ("total_pages", _) => numbers.total_pages = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let data = data.ok_or_else(|| serde::de::Error::missing_field("data"))?;
        Ok((data, numbers))
    }
}

/// A page of tokens.
pub(super) fn tokens<'a>(
    json: &'a str,
    resources: &mut Resources,
) -> Result<(Vec<Arc<Token>>, Numbers<'a>), String> {
    match seeded(json, Envelope(Some(resources)))? {
        (Data::Tokens(Some(tokens)), numbers) => Ok((tokens, numbers)),
        _ => Err(faults::NO_ID.to_owned()),
    }
}

/// The rows of a list, as JSON, and what its envelope tells.
pub(super) fn envelope(json: &str) -> Result<(&str, Numbers<'_>), String> {
    let (data, numbers) = seeded(json, Envelope(None))?;
    let rows = match data {
        Data::Raw(rows) => rows.get(),
        Data::Tokens(_) => "[]",
    };
    Ok((rows, numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_whatever_the_order_of_its_fields_and_nothing_may_follow_it() {
        let mut resources = Resources::of("acme");
        let page = r#"{"next_page":2,"type":"list","data":[{"id":"t1"}],"total_count":"7"}"#;
        let (read, numbers) = tokens(page, &mut resources).unwrap();
        assert_eq!(read[0].id.as_str(), "t1");
        assert_eq!((numbers.next_page(), numbers.total_count()), (Some(2), Some(7)));
        assert_eq!(numbers.total_pages(), None);
        let (rows, numbers) = envelope(page).unwrap();
        assert_eq!((rows, numbers.next_page()), (r#"[{"id":"t1"}]"#, Some(2)));
        for wrong in
            [[page, "<html>"].concat(), r#"{"next_page":null}"#.to_owned(), "[]".to_owned()]
        {
            assert!(tokens(&wrong, &mut resources).is_err(), "{wrong}");
            assert!(envelope(&wrong).is_err(), "{wrong}");
        }
    }
}
