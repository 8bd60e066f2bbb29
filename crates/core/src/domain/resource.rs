//! What access is granted on: the organization, all of its databases, one database, or something
//! that this console does not know yet.
//!
//! Resources are told apart by id, never by name: a dropped database and its re-made namesake may
//! both be there, and a database may be named like its organization. A [`Resources`] table gives
//! each a small key, so that a grant is eight bytes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::time::Timestamp;

/// A resource of one organization's [`Resources`] table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceKey(u32);

impl ResourceKey {
    /// The organization itself.
    pub const ORGANIZATION: Self = Self(0);
    /// All current and future databases of the organization.
    pub const ALL_DATABASES: Self = Self(1);

    /// Its place in the table, for indexes kept beside it.
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// What kind of thing a resource is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResourceKind {
    /// The organization itself.
    Organization,
    /// All current and future databases. The API has no such resource: it is how permissions of
    /// databases that are granted on the organization are shown.
    AllDatabases,
    /// One database.
    Database,
    /// A type that this console does not know, by the API's name for it.
    Other(Box<str>),
}

/// One resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// What kind of thing it is.
    pub kind: ResourceKind,
    /// The API's id; empty where the API gave none.
    pub id: Box<str>,
    /// Its name, which is what the API's writing calls address a database by.
    pub name: Box<str>,
    /// When it was deleted, if it was and that was told.
    pub deleted_at: Option<Timestamp>,
    /// The list of databases lacks it and has another one of its name: it was deleted, though nothing told when.
    pub is_succeeded: bool,
    /// The API knew nobody of its name, and the list of databases lacks it: what became of it is not known.
    pub is_lost: bool,
}

impl Resource {
    /// Whether it is deleted.
    pub fn is_deleted(&self) -> bool {
        self.deleted_at.is_some() || self.is_succeeded
    }
}

/// What the API tells of a resource in a row of access or in the list of databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResourceFacts<'a> {
    /// The API's id.
    pub id: &'a str,
    /// The API's name.
    pub name: &'a str,
    /// When it was deleted, if it was and the API says so.
    pub deleted_at: Option<Timestamp>,
}

/// Every resource of one organization that was met so far.
#[derive(Debug, Clone)]
pub struct Resources {
    all: Vec<Resource>,
    databases: FxHashMap<Box<str>, ResourceKey>,
    /// Those of types that are not known: few, so that they are looked through.
    others: Vec<(Box<str>, ResourceKey)>,
}

impl Resources {
    /// The table of an organization of which nothing but the name is known.
    pub fn of(organization: &str) -> Self {
        let fixed = |kind| Resource {
            kind,
            id: Box::default(),
            name: Box::from(organization),
            deleted_at: None,
            is_succeeded: false,
            is_lost: false,
        };
        Self {
            all: vec![fixed(ResourceKind::Organization), fixed(ResourceKind::AllDatabases)],
            databases: FxHashMap::default(),
            others: Vec::new(),
        }
    }

    /// The resource of that key. Keys of another table give the organization.
    pub fn get(&self, key: ResourceKey) -> &Resource {
        // The organization is there from the start and nothing is ever removed.
        self.all.get(key.index()).unwrap_or_else(|| self.all.first().unwrap_or(&NOTHING))
    }

    /// Every resource with its key, in the order they were met.
    pub fn iter(&self) -> impl Iterator<Item = (ResourceKey, &Resource)> {
        (0..).map(ResourceKey).zip(&self.all)
    }

    /// How many there are, with the organization and "all databases".
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Never: the organization is always there.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Notes what the API calls the organization in rows of access.
    pub fn organization(&mut self, facts: ResourceFacts<'_>) {
        for fixed in self.all.iter_mut().take(2) {
            if *fixed.id != *facts.id {
                fixed.id = Box::from(facts.id);
            }
        }
    }

    /// The database of that id, noted or brought up to date. Without an id, its name stands for it.
    pub fn database(&mut self, facts: ResourceFacts<'_>) -> ResourceKey {
        let key = self.database_named_once(facts);
        self.refresh(key, facts);
        key
    }

    /// The database of that id under the name that it has here, which may be newer; under that one if it was not noted
    /// yet.
    pub fn database_named_once(&mut self, facts: ResourceFacts<'_>) -> ResourceKey {
        let identity = if facts.id.is_empty() { facts.name } else { facts.id };
        if let Some(&key) = self.databases.get(identity) {
            return key;
        }
        let key = self.add(ResourceKind::Database, facts);
        self.databases.insert(Box::from(identity), key);
        key
    }

    /// A resource of a type that is not known here, noted or brought up to date.
    pub fn other(&mut self, kind: &str, facts: ResourceFacts<'_>) -> ResourceKey {
        let key = self.other_named_once(kind, facts);
        self.refresh(key, facts);
        key
    }

    /// The same under the name that it has here, as [`Self::database_named_once`].
    pub fn other_named_once(&mut self, kind: &str, facts: ResourceFacts<'_>) -> ResourceKey {
        let identity = if facts.id.is_empty() { facts.name } else { facts.id };
        let known = self.others.iter().find(|(own, key)| {
            **own == *identity
                && matches!(&self.get(*key).kind, ResourceKind::Other(own) if **own == *kind)
        });
        if let Some(&(_, key)) = known {
            return key;
        }
        let key = self.add(ResourceKind::Other(Box::from(kind)), facts);
        self.others.push((Box::from(identity), key));
        key
    }

    /// The live database of that name, which is what a writing call with that name would reach.
    pub fn live_database(&self, name: &str) -> Option<ResourceKey> {
        self.iter()
            .find(|(_, resource)| {
                resource.kind == ResourceKind::Database
                    && !resource.is_deleted()
                    && *resource.name == *name
            })
            .map(|(key, _)| key)
    }

    /// Every database that is not deleted.
    pub fn live_databases(&self) -> impl Iterator<Item = (ResourceKey, &Resource)> {
        self.iter().filter(|(_, resource)| {
            resource.kind == ResourceKind::Database && !resource.is_deleted()
        })
    }

    /// Takes the whole list of databases, as it was just read: names are unique in it, so one that is known by such a
    /// name and is not in it is there no more.
    pub fn settle(&mut self, listed: &[ResourceKey]) {
        let name = |key: &ResourceKey| Some(self.all.get(key.index())?.name.clone());
        let names: FxHashSet<Box<str>> = listed.iter().filter_map(name).collect();
        let listed: FxHashSet<ResourceKey> = listed.iter().copied().collect();
        for (key, resource) in (0..).map(ResourceKey).zip(&mut self.all) {
            resource.is_succeeded = resource.kind == ResourceKind::Database
                && !listed.contains(&key)
                && names.contains(&resource.name);
            resource.is_lost &= !listed.contains(&key);
        }
    }

    /// A call with the name of a database reached another one, which has that name by now. The next whole list of
    /// databases knows better.
    pub fn succeed(&mut self, key: ResourceKey) {
        if let Some(resource) = self.all.get_mut(key.index()) {
            resource.is_succeeded = resource.kind == ResourceKind::Database;
        }
    }

    /// A call with the name of a database found none, and the list lacks it. That holds until a list has it.
    pub fn lose(&mut self, key: ResourceKey) {
        if let Some(resource) = self.all.get_mut(key.index()) {
            resource.is_lost = resource.kind == ResourceKind::Database;
        }
    }

    fn add(&mut self, kind: ResourceKind, facts: ResourceFacts<'_>) -> ResourceKey {
        let key = ResourceKey(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(Resource {
            kind,
            id: Box::from(facts.id),
            name: Box::from(facts.name),
            deleted_at: facts.deleted_at,
            is_succeeded: false,
            is_lost: false,
        });
        key
    }

    fn refresh(&mut self, key: ResourceKey, facts: ResourceFacts<'_>) {
        if let Some(resource) = self.all.get_mut(key.index()) {
            if !facts.name.is_empty() && *resource.name != *facts.name {
                resource.name = Box::from(facts.name);
            }
            // A deletion that was told once stays: the shapes that cannot tell it say nothing.
            resource.deleted_at = facts.deleted_at.or(resource.deleted_at);
        }
    }
}

static NOTHING: std::sync::LazyLock<Resource> = std::sync::LazyLock::new(|| Resource {
    kind: ResourceKind::Organization,
    id: Box::default(),
    name: Box::default(),
    deleted_at: None,
    is_succeeded: false,
    is_lost: false,
});

#[cfg(test)]
mod tests {
    use super::*;

    fn facts<'a>(id: &'a str, name: &'a str) -> ResourceFacts<'a> {
        ResourceFacts { id, name, deleted_at: None }
    }

    #[test]
    fn namesakes_with_different_ids_are_different() {
        let mut table = Resources::of("acme");
        let old = table.database(ResourceFacts {
            deleted_at: Some(Timestamp::from_seconds(1)),
            ..facts("db1", "shop")
        });
        let new = table.database(facts("db2", "shop"));
        assert_ne!(old, new);
        assert!(table.get(old).is_deleted() && !table.get(new).is_deleted());
        assert_eq!(table.live_database("shop"), Some(new));
    }

    #[test]
    fn a_database_whose_name_another_one_has_is_there_no_more() {
        let mut table = Resources::of("acme");
        let [old, other] =
            [("db1", "shop"), ("db2", "blog")].map(|(id, name)| table.database(facts(id, name)));
        let new = table.database(facts("db3", "shop"));
        table.settle(&[new]);
        assert_eq!([old, other, new].map(|key| table.get(key).is_deleted()), [true, false, false]);
        assert_eq!(table.live_database("shop"), Some(new));
        // It had another name in the meantime.
        table.database(facts("db1", "store"));
        table.settle(&[old, new]);
        assert!(!table.get(old).is_deleted());
    }

    #[test]
    fn a_database_named_like_the_organization_is_not_it() {
        let mut table = Resources::of("acme");
        let database = table.database(facts("db1", "acme"));
        assert_ne!(database, ResourceKey::ORGANIZATION);
        assert_eq!(table.get(ResourceKey::ORGANIZATION).kind, ResourceKind::Organization);
        assert_eq!(table.get(database).kind, ResourceKind::Database);
    }

    #[test]
    fn a_renamed_database_keeps_its_key_and_unknown_kinds_keep_their_name() {
        let mut table = Resources::of("acme");
        let key = table.database(facts("db1", "old"));
        assert_eq!(table.database(facts("db1", "new")), key);
        assert_eq!(&*table.get(key).name, "new");
        let other = table.other("Cluster", facts("db1", "blue"));
        assert_ne!(other, key);
        assert_eq!(table.get(other).kind, ResourceKind::Other("Cluster".into()));
    }
}
