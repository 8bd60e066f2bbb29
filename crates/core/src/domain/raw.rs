//! JSON whose shape is not known: the fields of an object, each as it was written.
//!
//! A tree of values would do too, but it reads and writes numbers, and what that takes is a tenth of the program.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A field's value, as it was written.
pub type Raw<'a> = &'a RawValue;

/// The fields of an object, by name.
#[derive(Debug, Default)]
pub struct RawFields<'a>(Vec<(Cow<'a, str>, Raw<'a>)>);

impl<'a> RawFields<'a> {
    /// Of a text; `None` if it is something else.
    pub fn read(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Each with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Raw<'a>)> {
        self.0.iter().map(|(name, value)| (&**name, *value))
    }

    /// The text of a field, if it is one.
    pub fn text(&self, name: &str) -> Option<String> {
        self.iter().find(|(own, _)| *own == name).and_then(|(_, value)| text(value))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for RawFields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = RawFields<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    all.push((Cow::Owned(name), map.next_value()?));
                }
                Ok(RawFields(all))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// The text that a value is, if it is one.
pub fn text(value: Raw<'_>) -> Option<String> {
    serde_json::from_str(value.get()).ok()
}

/// The elements of a list, if it is one.
pub fn list(value: Raw<'_>) -> Option<Vec<Raw<'_>>> {
    serde_json::from_str(value.get()).ok()
}
