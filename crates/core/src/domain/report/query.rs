//! The words of a search, of which some are about one field: `perm:delete_* db:shop* by:ada via:all expires:<30d -name:ci`.

use super::fields::{SearchField, unquoted, word_places};
use crate::domain::catalog::{Area, Effect};
use crate::domain::config::fits_pattern;
use crate::domain::listing::{Query, folded};
use crate::domain::permission::Permission;
use crate::domain::resource::{Resource, ResourceKey, ResourceKind};
use crate::domain::time::{Seconds, Timestamp};
use crate::domain::token::Token;

/// A word of a search.
#[derive(Debug, Clone)]
pub(super) struct Term {
    about: About,
    /// Rows that have it are left out.
    pub(super) is_excluded: bool,
}

#[derive(Debug, Clone)]
enum About {
    /// Anything: the token's name or id, the resource, the permission.
    Any(Query),
    Name(Text),
    Id(Text),
    By(Text),
    Permission(Text),
    Resource(Text),
    Area(Area),
    Kind(Kind),
    Deleted(bool),
    Effect(Permissions),
    Via(Via),
    Expires(When),
    Used(When),
    /// A value that its field does not have: no row has it, and what was meant to be left out is not known either.
    NotUnderstood,
}

/// A word of a search whose field does not have that value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood {
    /// What it is about.
    pub field: SearchField,
    /// What is asked of it.
    pub value: String,
}

/// A text to find, or a pattern that has to fit the whole.
#[derive(Debug, Clone)]
enum Text {
    Part(String),
    Pattern(Vec<char>),
}

#[derive(Debug, Clone, Copy)]
enum Permissions {
    Reading,
    Changing,
    Destroying,
    Production,
    Unknown,
}

/// What type a resource is of.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Organization,
    AllDatabases,
    Database,
    Other,
}

#[derive(Debug, Clone, Copy)]
enum Via {
    Direct,
    AllDatabases,
    Organization,
}

/// A time: never, past, or nearer or farther than that.
#[derive(Debug, Clone, Copy)]
enum When {
    Never,
    Past,
    Within(Seconds),
    Beyond(Seconds),
}

/// The words of a search. A field without a value is somebody still typing; a field that is not known is a word.
pub(super) fn terms(search: &str) -> Vec<Term> {
    word_places(search).into_iter().filter_map(|place| term(search.get(place)?)).collect()
}

/// The words of a search whose values are not understood. Nothing is found with them.
pub(super) fn not_understood(search: &str) -> Vec<NotUnderstood> {
    let one = |word: &str| {
        let (field, value) = divided(word).1?;
        let is_wrong = !value.is_empty() && about(field, value).is_none();
        is_wrong.then(|| NotUnderstood { field, value: value.to_owned() })
    };
    word_places(search).into_iter().filter_map(|place| one(search.get(place)?)).collect()
}

/// What stands before the colon of words that name no field: they are looked for as they are.
pub(super) fn unknown_fields(search: &str) -> Vec<String> {
    let one = |word: &str| {
        let (key, value) = word.strip_prefix('-').unwrap_or(word).split_once(':')?;
        let is_field = !key.is_empty() && key.bytes().all(|it| it.is_ascii_alphabetic());
        (is_field && !value.is_empty() && SearchField::from_key(key).is_none())
            .then(|| key.to_owned())
    };
    word_places(search).into_iter().filter_map(|place| one(search.get(place)?)).collect()
}

/// Whether a word leaves rows out, and which field it asks for what, if it does.
fn divided(word: &str) -> (bool, Option<(SearchField, &str)>) {
    let (is_excluded, rest) = match word.strip_prefix('-') {
        Some(rest) if rest.contains(':') => (true, rest),
        _ => (false, word),
    };
    let field = rest
        .split_once(':')
        .and_then(|(key, value)| Some((SearchField::from_key(key)?, unquoted(value))));
    // What begins with a dash and asks for no field is a word like any other.
    (is_excluded && field.is_some(), field)
}

fn term(word: &str) -> Option<Term> {
    let (is_excluded, field) = divided(word);
    let about = match field {
        Some((_, "")) => return None,
        Some((field, value)) => about(field, value).unwrap_or(About::NotUnderstood),
        None => About::Any(Query::new(word)),
    };
    let is_excluded = is_excluded && !matches!(about, About::NotUnderstood);
    Some(Term { about, is_excluded })
}

fn about(field: SearchField, value: &str) -> Option<About> {
    let text = || Text::new(value);
    let key = value.to_lowercase();
    let about = match field {
        SearchField::Name => About::Name(text()),
        SearchField::Id => About::Id(text()),
        SearchField::By => About::By(text()),
        SearchField::Permission => About::Permission(text()),
        SearchField::Resource => About::Resource(text()),
        SearchField::Area => {
            About::Area(Area::ALL.into_iter().find(|area| area_key(*area) == key)?)
        }
        SearchField::Type => About::Kind(match key.as_str() {
            "organization" => Kind::Organization,
            "all" => Kind::AllDatabases,
            "database" => Kind::Database,
            "other" => Kind::Other,
            _ => return None,
        }),
        SearchField::Deleted => About::Deleted(match key.as_str() {
            "yes" => true,
            "no" => false,
            _ => return None,
        }),
        SearchField::Effect => About::Effect(match key.as_str() {
            "reads" => Permissions::Reading,
            "changes" => Permissions::Changing,
            "destroys" => Permissions::Destroying,
            "production" => Permissions::Production,
            "unknown" => Permissions::Unknown,
            _ => return None,
        }),
        SearchField::Via => About::Via(match key.as_str() {
            "direct" => Via::Direct,
            "all" => Via::AllDatabases,
            "org" => Via::Organization,
            _ => return None,
        }),
        SearchField::Expires => About::Expires(When::parse(&key)?),
        SearchField::Used => About::Used(When::parse(&key)?),
    };
    Some(about)
}

/// What an area is called in a search.
pub(super) fn area_key(area: Area) -> &'static str {
    match area {
        Area::Organization => "organization",
        Area::Records => "records",
        Area::Databases => "databases",
        Area::ServiceTokens => "tokens",
        Area::OAuth => "oauth",
        Area::Metrics => "metrics",
        Area::Settings => "settings",
        Area::Branches => "branches",
        Area::Passwords => "passwords",
        Area::DeployRequests => "deploys",
        Area::Backups => "backups",
        Area::VSchema => "vschema",
    }
}

impl Kind {
    fn is_of(self, kind: &ResourceKind) -> bool {
        match self {
            Self::Organization => *kind == ResourceKind::Organization,
            Self::AllDatabases => *kind == ResourceKind::AllDatabases,
            Self::Database => *kind == ResourceKind::Database,
            Self::Other => matches!(kind, ResourceKind::Other(_)),
        }
    }
}

impl Text {
    fn new(value: &str) -> Self {
        let folded = folded(value);
        if folded.contains(['*', '?']) {
            Self::Pattern(folded.chars().collect())
        } else {
            Self::Part(folded)
        }
    }

    /// Whether a folded text has it.
    fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Part(part) => text.contains(part.as_str()),
            Self::Pattern(pattern) => {
                let text: Vec<char> = text.chars().collect();
                fits_pattern(pattern, &text)
            }
        }
    }
}

impl When {
    /// `never`, `expired`, `<30d` or `>12h`: hours, days, weeks, months of 30 days, years of 365.
    fn parse(value: &str) -> Option<Self> {
        let length = |text: &str| {
            let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
            let number: i64 =
                number.parse().ok().filter(|number| (0..=100_000).contains(number))?;
            let hours = match unit {
                "h" => 1,
                "d" => 24,
                "w" => 24 * 7,
                "m" => 24 * 30,
                "y" => 24 * 365,
                _ => return None,
            };
            Some(Seconds(Seconds::HOUR.0 * hours * number))
        };
        match value {
            "never" => Some(Self::Never),
            "expired" | "past" => Some(Self::Past),
            _ => match value.split_at_checked(1)? {
                ("<", rest) => length(rest).map(Self::Within),
                (">", rest) => length(rest).map(Self::Beyond),
                _ => None,
            },
        }
    }

    /// Whether an end is so.
    fn is_end(self, end: Option<Timestamp>, now: Timestamp) -> bool {
        match (self, end) {
            (Self::Never, end) => end.is_none(),
            (_, None) => false,
            (Self::Past, Some(end)) => end <= now,
            (Self::Within(length), Some(end)) => end > now && end <= now.saturating_add(length),
            (Self::Beyond(length), Some(end)) => end > now.saturating_add(length),
        }
    }

    /// Whether a last use is so.
    fn is_use(self, used: Option<Timestamp>, now: Timestamp) -> bool {
        match (self, used) {
            (Self::Never, used) => used.is_none(),
            (_, None) => false,
            (Self::Past, Some(_)) => true,
            (Self::Within(length), Some(used)) => used >= now.saturating_sub(length),
            (Self::Beyond(length), Some(used)) => used < now.saturating_sub(length),
        }
    }
}

impl Term {
    /// Whether a token has it; `text` is its folded name and id.
    pub(super) fn is_of_token(&self, token: &Token, name: &str, now: Timestamp) -> bool {
        let id = || folded(token.id.as_str());
        match &self.about {
            About::Any(word) => word.is_in(&[name, " ", &id()].concat()),
            About::Name(text) => text.is_in(name),
            About::Id(text) => text.is_in(&id()),
            About::By(text) => {
                token.created_by.as_deref().is_some_and(|by| text.is_in(&folded(by)))
            }
            About::Expires(when) => when.is_end(token.expires_at, now),
            About::Used(when) => when.is_use(token.last_used_at, now),
            About::Permission(_)
            | About::Resource(_)
            | About::Area(_)
            | About::Kind(_)
            | About::Deleted(_)
            | About::Effect(_)
            | About::Via(_)
            | About::NotUnderstood => false,
        }
    }

    /// Whether it asks for a time, near or far from now.
    pub(super) fn is_about_time(&self) -> bool {
        matches!(self.about, About::Expires(_) | About::Used(_))
    }

    /// Whether a resource has it; `label` is its folded name.
    pub(super) fn is_of_resource(&self, key: ResourceKey, one: &Resource, label: &str) -> bool {
        match &self.about {
            About::Any(word) => word.is_in(label),
            About::Resource(text) => text.is_in(label),
            About::Kind(kind) => kind.is_of(&one.kind),
            About::Deleted(deleted) => one.is_deleted() == *deleted,
            About::Via(via) => {
                let is = |own: ResourceKey| key == own;
                match via {
                    Via::AllDatabases => is(ResourceKey::ALL_DATABASES),
                    Via::Organization => is(ResourceKey::ORGANIZATION),
                    Via::Direct => {
                        !is(ResourceKey::ALL_DATABASES) && !is(ResourceKey::ORGANIZATION)
                    }
                }
            }
            _ => false,
        }
    }

    /// Whether a permission has it, by its folded name.
    pub(super) fn is_of_permission(&self, permission: Permission, name: &str) -> bool {
        match &self.about {
            About::Any(word) => word.is_in(name),
            About::Permission(text) => text.is_in(name),
            About::Area(area) => permission.entry().is_some_and(|entry| entry.area == *area),
            About::Effect(kind) => match kind {
                Permissions::Reading => permission.only_reads(),
                Permissions::Changing => permission.effect() == Some(Effect::Changes),
                Permissions::Destroying => permission.destroys(),
                Permissions::Production => permission.reaches_production(),
                Permissions::Unknown => permission.entry().is_none(),
            },
            _ => false,
        }
    }

    /// Whether it asks for the database that is reached, and not for how: only such a word finds what reaches one.
    pub(super) fn names_a_resource(&self) -> bool {
        matches!(self.about, About::Any(_) | About::Resource(_))
    }
}
