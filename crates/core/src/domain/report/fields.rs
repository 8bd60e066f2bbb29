//! The fields that a word of a search can be about, and where its words begin and end.

use std::ops::Range;

use super::query::area_key;
use crate::domain::catalog::Area;

/// What a word of a search can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchField {
    /// A permission's name.
    Permission,
    /// A resource's name.
    Resource,
    /// A token's name.
    Name,
    /// A token's ID.
    Id,
    /// Who created a token.
    By,
    /// How something is granted.
    Via,
    /// What a permission does.
    Effect,
    /// A permission's area.
    Area,
    /// A resource's type.
    Type,
    /// Whether a resource is deleted.
    Deleted,
    /// When a token ends.
    Expires,
    /// When a token was last used.
    Used,
}

impl SearchField {
    /// Every field, those that are asked for most first.
    pub const ALL: [Self; 12] = [
        Self::Permission,
        Self::Resource,
        Self::Name,
        Self::Id,
        Self::By,
        Self::Via,
        Self::Effect,
        Self::Area,
        Self::Type,
        Self::Deleted,
        Self::Expires,
        Self::Used,
    ];

    /// How it is typed, before the colon.
    pub fn key(self) -> &'static str {
        match self {
            Self::Permission => "perm",
            Self::Resource => "db",
            Self::Name => "name",
            Self::Id => "id",
            Self::By => "by",
            Self::Via => "via",
            Self::Effect => "effect",
            Self::Area => "area",
            Self::Type => "type",
            Self::Deleted => "deleted",
            Self::Expires => "expires",
            Self::Used => "used",
        }
    }

    /// The one that is typed so, whatever its case.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.key().eq_ignore_ascii_case(key))
    }

    /// Its values, where they are the same in every organization. Of times there are more than these.
    pub fn values(self) -> Vec<&'static str> {
        match self {
            Self::Permission | Self::Resource | Self::Name | Self::Id | Self::By => Vec::new(),
            Self::Via => vec!["direct", "all", "org"],
            Self::Effect => vec!["destroys", "changes", "reads", "production", "unknown"],
            Self::Area => Area::ALL.into_iter().map(area_key).collect(),
            Self::Type => vec!["organization", "all", "database", "other"],
            Self::Deleted => vec!["yes", "no"],
            Self::Expires => vec!["<7d", "<30d", "<90d", ">1y", "never", "expired"],
            Self::Used => vec!["<1d", "<7d", ">30d", ">90d", "never"],
        }
    }
}

/// Where the words of a search are, in bytes. White space is between them, and within quotes after a colon: `by:"Ada Okafor"`.
/// Quotes that do not end yet end with the search.
pub(super) fn word_places(search: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut start = None;
    let (mut is_quoted, mut before) = (false, ' ');
    for (at, c) in search.char_indices() {
        match c {
            '"' if is_quoted => is_quoted = false,
            '"' => is_quoted = before == ':' && start.is_some(),
            _ => {}
        }
        if c.is_whitespace() && !is_quoted {
            places.extend(start.take().map(|start| start..at));
        } else if start.is_none() {
            start = Some(at);
        }
        before = c;
    }
    places.extend(start.map(|start| start..search.len()));
    places
}

/// What is asked of a field: without the quotes around it.
pub(super) fn unquoted(value: &str) -> &str {
    let Some(rest) = value.strip_prefix('"') else { return value };
    rest.strip_suffix('"').unwrap_or(rest)
}

/// A value as it has to be typed. A quote in it is found as any character, and so is what a field of one line drops.
pub(super) fn quoted(value: &str) -> String {
    if !value.contains(|c: char| c.is_whitespace() || c == '"') {
        return value.to_owned();
    }
    let inner = value.replace(|c: char| c == '"' || c.is_control(), "?");
    ["\"", &inner, "\""].concat()
}
