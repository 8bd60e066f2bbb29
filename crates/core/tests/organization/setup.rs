//! Tokens and databases as the tests of this folder take them.

use std::sync::Arc;

use console_core::domain::access::{AccessSet, Grant};
use console_core::domain::ids::TokenId;
use console_core::domain::listing::{Index, TokenList};
use console_core::domain::resource::{Resource, ResourceFacts, ResourceKey, Resources};
use console_core::domain::time::Timestamp;
use console_core::domain::token::{Token, TokenAccess};

pub(crate) const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

/// An organization with living databases of these names and a deleted one: the organization, "All databases", the living
/// ones, the deleted one.
pub(crate) fn databases(living: &[&str], deleted: &str) -> (Resources, Vec<ResourceKey>) {
    let mut all = Resources::of("acme");
    let mut keys = vec![ResourceKey::ORGANIZATION, ResourceKey::ALL_DATABASES];
    for name in living {
        keys.push(all.database(ResourceFacts { id: name, name, deleted_at: None }));
    }
    let gone = Some(Timestamp::from_seconds(1));
    keys.push(all.database(ResourceFacts { id: "deleted", name: deleted, deleted_at: gone }));
    (all, keys)
}

/// An organization with "shop", "ledger" and the deleted "old".
pub(crate) fn organization() -> (Resources, Vec<ResourceKey>) {
    databases(&["shop", "ledger"], "old")
}

pub(crate) fn name_of(resource: &Resource) -> String {
    resource.name.to_string()
}

/// A token of that id and name; of one without grants it is not known what it holds.
pub(crate) fn token(id: &str, grants: Option<Vec<Grant>>) -> Arc<Token> {
    let known = |all: Vec<Grant>| {
        TokenAccess::Known(all.into_iter().collect::<AccessSet>().iter().collect())
    };
    Arc::new(Token {
        id: TokenId::parse(id).unwrap(),
        name: Some(id.into()),
        created_at: None,
        expires_at: None,
        last_used_at: None,
        created_by: None,
        access: grants.map_or(TokenAccess::Unknown, known),
        more: None,
    })
}

/// Tokens "t0", "t1", … that hold this.
pub(crate) fn numbered(all: Vec<Option<Vec<Grant>>>) -> Vec<Arc<Token>> {
    let one = |(at, held)| token(&format!("t{at}"), held);
    all.into_iter().enumerate().map(one).collect()
}

/// A list of tokens, as a search looks at it.
pub(crate) struct World {
    pub(crate) tokens: Vec<Arc<Token>>,
    pub(crate) index: Index,
    pub(crate) resources: Resources,
}

impl World {
    pub(crate) fn new(tokens: &[Arc<Token>], resources: Resources) -> Self {
        let mut index = Index::new("");
        index.extend(tokens);
        Self { tokens: tokens.to_vec(), index, resources }
    }

    pub(crate) fn list(&self) -> TokenList<'_> {
        let Self { tokens, index, resources } = self;
        TokenList { tokens, index, resources }
    }
}
