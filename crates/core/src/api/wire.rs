//! The API's JSON, read with tolerance: fields may be missing, null or of another type where the
//! console can do without them, and what it does not know is kept. Secrets are dropped on arrival,
//! except in the one answer that creates them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::domain::access::{Grant, Step};
use crate::domain::ids::TokenId;
use crate::domain::permission::Permission;
use crate::domain::resource::{ResourceFacts, ResourceKey, Resources};
use crate::domain::token::{Token, TokenAccess};

use super::error::{Flaw, Unreadable};
use super::text::Text;

#[derive(Deserialize, Default)]
struct ResourceWire<'a> {
    #[serde(default, borrow)]
    id: Text<'a>,
    #[serde(default, borrow, rename = "type")]
    kind: Text<'a>,
    #[serde(default, borrow)]
    name: Text<'a>,
    #[serde(default, borrow)]
    deleted_at: Text<'a>,
}

/// A row of access, in both of its shapes: within a token, and from `/access`.
#[derive(Deserialize)]
struct AccessWire<'a> {
    #[serde(default, borrow)]
    access: Text<'a>,
    #[serde(default, borrow, rename = "type")]
    kind: Text<'a>,
    #[serde(default, borrow)]
    resource_type: Text<'a>,
    #[serde(default, borrow)]
    resource_id: Text<'a>,
    #[serde(default, borrow)]
    resource_name: Text<'a>,
    #[serde(default, borrow)]
    resource: Option<ResourceWire<'a>>,
}

impl AccessWire<'_> {
    /// The grant; `None` for a row without a permission.
    fn grant(&self, resources: &mut Resources) -> Option<Grant> {
        let name = self.access.as_str();
        if name.is_empty() {
            return None;
        }
        let permission = Permission::named(name);
        let none = ResourceWire::default();
        let resource = self.resource.as_ref().unwrap_or(&none);
        let kind = [self.resource_type.as_str(), resource.kind.as_str()]
            .into_iter()
            .find(|kind| !kind.is_empty())
            .unwrap_or_else(|| {
                self.kind.as_str().strip_suffix("Access").unwrap_or(self.kind.as_str())
            });
        let facts = ResourceFacts {
            id: if self.resource_id.as_str().is_empty() {
                resource.id.as_str()
            } else {
                self.resource_id.as_str()
            },
            name: if resource.name.as_str().is_empty() {
                self.resource_name.as_str()
            } else {
                resource.name.as_str()
            },
            deleted_at: resource.deleted_at.time(),
        };
        Some(match kind {
            "Organization" => {
                resources.organization(facts);
                Grant::on_organization(permission)
            }
            "Database" => Grant::new(resources.database(facts), permission),
            other => Grant::new(resources.other(other, facts), permission),
        })
    }
}

/// Reads rows of access into grants, each once.
struct Grants<'r>(&'r mut Resources);

impl<'de> DeserializeSeed<'de> for Grants<'_> {
    type Value = Option<Vec<Grant>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Grants<'_> {
    type Value = Option<Vec<Grant>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of accesses")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut grants = Vec::with_capacity(seq.size_hint().unwrap_or(0));
        while let Some(row) = seq.next_element::<AccessWire<'_>>()? {
            grants.extend(row.grant(self.0));
        }
        Ok(Some(grants))
    }
}

/// A token as it was read, with the secret that only its creation gives; nothing if it has no usable id.
pub(super) type MaybeToken = Option<TokenWire>;

/// A token as it was read, with the secret that only its creation gives.
pub(super) struct TokenWire {
    pub(super) token: Token,
    pub(super) secret: Option<String>,
}

/// Whether the answer is the one that tells the secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Secrets {
    Kept,
    Dropped,
}

pub(super) struct TokenSeed<'r>(pub(super) &'r mut Resources, pub(super) Secrets);

impl<'de> DeserializeSeed<'de> for TokenSeed<'_> {
    type Value = MaybeToken;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for TokenSeed<'_> {
    type Value = MaybeToken;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a token")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Self(resources, secrets) = self;
        let (mut id, mut name, mut secret) = (Text(None), Text(None), Text(None));
        let (mut created_at, mut expires_at) = (Text(None), Text(None));
        let (mut last_used_at, mut created_by) = (Text(None), Text(None));
        let mut access = TokenAccess::Unknown;
        let mut more = Vec::new();
        while let Some(key) = map.next_key::<Text<'_>>()? {
            match key.as_str() {
                "id" => id = map.next_value()?,
                "name" => name = map.next_value()?,
                "created_at" => created_at = map.next_value()?,
                "expires_at" => expires_at = map.next_value()?,
                "last_used_at" => last_used_at = map.next_value()?,
                "actor_display_name" => created_by = map.next_value()?,
                "service_token_accesses" => {
                    if let Some(grants) = map.next_value_seed(Grants(resources))? {
                        access = TokenAccess::Known(grants.into());
                    }
                }
                "token" if secrets == Secrets::Kept => secret = map.next_value()?,
                "token"
                | "plain_text_refresh_token"
                | "type"
                | "display_name"
                | "avatar_url"
                | "updated_at"
                | "actor_id"
                | "actor_type"
                | "oauth_accesses_by_resource" => {
                    map.next_value::<IgnoredAny>()?;
                }
                other => {
                    let other = other.to_owned();
                    more.push((other, map.next_value::<&RawValue>()?.get().to_owned()));
                }
            }
        }
        let Ok(id) = TokenId::parse(id.as_str()) else { return Ok(None) };
        let token = Token {
            id,
            name: name.0.map(|name| Box::from(&*name)),
            created_at: created_at.time(),
            expires_at: expires_at.time(),
            last_used_at: last_used_at.time(),
            created_by: created_by.0.map(|name| Arc::from(&*name)),
            access,
            more: (!more.is_empty()).then(|| more.into()),
        };
        Ok(Some(TokenWire { token, secret: secret.0.map(Cow::into_owned) }))
    }
}

fn unreadable(error: &serde_json::Error) -> Unreadable {
    Unreadable::Flawed { flaw: flaw_of(error), line: error.line(), column: error.column() }
}

/// What is wrong with JSON.
pub(super) fn flaw_of(error: &serde_json::Error) -> Flaw {
    match error.classify() {
        serde_json::error::Category::Eof => Flaw::EndsEarly,
        serde_json::error::Category::Syntax => Flaw::NotJson,
        serde_json::error::Category::Data | serde_json::error::Category::Io => Flaw::OtherShape,
    }
}

/// Reads JSON, all of it, with a seed.
pub(super) fn seeded<'de, S: DeserializeSeed<'de>>(
    json: &'de str,
    seed: S,
) -> Result<S::Value, Unreadable> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let read = seed.deserialize(&mut reader).and_then(|read| reader.end().map(|()| read));
    read.map_err(|error| unreadable(&error))
}

/// Reads JSON, all of it.
pub(super) fn json<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, Unreadable> {
    serde_json::from_str(json).map_err(|error| unreadable(&error))
}

/// One token.
pub(super) fn token(
    json: &str,
    resources: &mut Resources,
    secrets: Secrets,
) -> Result<TokenWire, Unreadable> {
    seeded(json, TokenSeed(resources, secrets))?.ok_or(Unreadable::NoId)
}

/// The grants of a page of `/access`.
pub(super) fn grants(data: &str, resources: &mut Resources) -> Result<Vec<Grant>, Unreadable> {
    seeded(data, Grants(resources)).map(Option::unwrap_or_default)
}

#[derive(Deserialize)]
struct NamedWire<'a> {
    #[serde(default, borrow)]
    id: Text<'a>,
    #[serde(default, borrow)]
    name: Text<'a>,
}

/// The databases of a page, noted among the resources.
pub(super) fn databases(
    data: &str,
    resources: &mut Resources,
) -> Result<Vec<ResourceKey>, Unreadable> {
    let all: Vec<NamedWire<'_>> = self::json(data)?;
    Ok(all
        .iter()
        .filter(|database| !database.name.as_str().is_empty())
        .map(|database| {
            resources.database(ResourceFacts {
                id: database.id.as_str(),
                name: database.name.as_str(),
                deleted_at: None,
            })
        })
        .collect())
}

/// The names of a page of organizations.
pub(super) fn names(data: &str) -> Result<Vec<String>, Unreadable> {
    let all: Vec<NamedWire<'_>> = self::json(data)?;
    Ok(all.into_iter().filter_map(|one| one.name.0.map(Cow::into_owned)).collect())
}

/// The name of one organization.
pub(super) fn name(json: &str) -> Result<Option<String>, Unreadable> {
    let one: NamedWire<'_> = self::json(json)?;
    Ok(one.name.0.map(Cow::into_owned))
}

/// How many rows a list has, where its envelope tells.
pub(super) fn total_count(json: &str) -> Result<Option<usize>, Unreadable> {
    #[derive(Deserialize)]
    struct Total<'a> {
        #[serde(default, borrow)]
        total_count: Text<'a>,
    }
    let one: Total<'_> = self::json(json)?;
    Ok(one.total_count.as_str().parse().ok())
}

#[derive(Serialize)]
struct NewTokenBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ttl: Option<i64>,
}

/// The body that creates a token.
pub(super) fn new_token(name: Option<&str>, ttl: Option<i64>) -> String {
    serde_json::to_string(&NewTokenBody { name, ttl }).unwrap_or_default()
}

#[derive(Serialize)]
struct AccessChange<'a> {
    database: &'a str,
    access: Vec<&'static str>,
}

/// The body that adds or removes access.
pub(super) fn access_change(step: &Step) -> String {
    let access = step.permissions().map(Permission::name).collect();
    serde_json::to_string(&AccessChange { database: step.target.database(), access })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_with_everything_unknown_and_nothing_secret() {
        let mut resources = Resources::of("acme");
        let json = r#"{"id":"t1","type":"ServiceToken","name":null,"token":"pscale_tkn_x","created_at":"2021-01-14T10:19:23.000Z",
            "expires_at":12,"colour":"red","service_token_accesses":[
            {"id":"a","access":"read_branch","resource_name":"shop","resource_id":"d1","resource_type":"Database","resource":{"id":"d1","name":"shop","deleted_at":null}},
            {"id":"b","access":"fly","resource_name":"blue","resource_id":"c1","resource_type":"Cluster"},
            {"id":"c","access":"read_branch","resource_name":"acme","resource_id":"o","resource_type":"Organization"},
            {"id":"d","access":null}]}"#;
        let read = token(json, &mut resources, Secrets::Dropped).unwrap();
        assert!(read.secret.is_none());
        assert!(read.token.expires_at.is_none());
        assert_eq!(
            read.token.more.as_deref().unwrap(),
            [("colour".to_owned(), "\"red\"".to_owned())]
        );
        let grants = read.token.access.grants().unwrap();
        assert_eq!(grants.len(), 3);
        assert_eq!(&*resources.get(grants[0].resource).name, "shop");
        assert_eq!(&*resources.get(grants[1].resource).name, "blue");
        assert_eq!(grants[1].permission.name(), "fly");
        assert_eq!(grants[2].resource, ResourceKey::ALL_DATABASES);
        assert!(token(json, &mut resources, Secrets::Kept).unwrap().secret.is_some());
    }

    #[test]
    fn the_zeros_of_programs_are_no_times() {
        let mut resources = Resources::of("acme");
        for zero in
            ["1970-01-01T00:00:00.000Z", "0001-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00"]
        {
            let json = format!(
                r#"{{"id":"t1","created_at":"{zero}","expires_at":"{zero}","last_used_at":"{zero}","service_token_accesses":[
                {{"access":"read_branch","resource_name":"shop","resource_id":"{zero}","resource_type":"Database","resource":{{"deleted_at":"{zero}"}}}}]}}"#
            );
            let token = token(&json, &mut resources, Secrets::Dropped).unwrap().token;
            let times = [token.created_at, token.expires_at, token.last_used_at];
            assert_eq!(times, [None; 3], "{zero}");
            let database = token.access.grants().unwrap()[0].resource;
            assert!(!resources.get(database).is_deleted(), "{zero}");
        }
    }

    #[test]
    fn the_other_shape_of_an_access_is_the_same_grant() {
        let mut resources = Resources::of("acme");
        let one = r#"[{"id":"1","type":"DatabaseAccess","access":"read_branch","resource":{"id":"d1","type":"Database","name":"shop","deleted_at":"2024-01-01T00:00:00Z"}}]"#;
        let two = r#"[{"id":"1","access":"read_branch","resource_type":"Database","resource_id":"d1","resource_name":"shop"}]"#;
        assert_eq!(grants(one, &mut resources), grants(two, &mut resources));
        let key = grants(two, &mut resources).unwrap()[0].resource;
        assert!(resources.get(key).is_deleted());
    }

    #[test]
    fn what_cannot_be_read_is_told_without_a_word_of_it() {
        let mut resources = Resources::of("acme");
        let page = r#"{"data":[{"id":"","token":"pscale_tkn_x"}]}"#;
        let told = super::super::envelope::ListReader::new(page).tokens(&mut resources, 1);
        assert_eq!(told.unwrap_err(), Unreadable::NoId);
        let told = token(r#"{"id":["pscale_tkn_x"]"#, &mut resources, Secrets::Kept);
        let ends_early = Unreadable::Flawed { flaw: Flaw::EndsEarly, line: 1, column: 22 };
        assert_eq!(told.err(), Some(ends_early));
    }

    #[test]
    fn what_is_written_is_what_the_api_documents() {
        assert_eq!(new_token(Some("a\"b"), Some(60)), r#"{"name":"a\"b","ttl":60}"#);
        assert_eq!(new_token(None, None), "{}");
    }
}
