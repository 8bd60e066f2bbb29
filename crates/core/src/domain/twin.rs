//! Tokens of which one seems to take the place of the other.

use std::sync::Arc;

use super::token::Token;

/// A newer token with the same name and the same access, where there is exactly one: most likely the older one's
/// replacement. What is not known is no reason to think so.
pub fn likely_replacement(old: &Token, tokens: &[Arc<Token>]) -> Option<Arc<Token>> {
    let name = old.name.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
    let (access, made) = (old.access.set().filter(|access| !access.is_empty())?, old.created_at?);
    let mut found = tokens.iter().filter(|token| {
        token.id != old.id
            && token.name.as_deref().map(str::trim) == Some(name)
            && token.created_at.is_some_and(|at| at > made)
            && token.access.set().is_some_and(|own| own == access)
    });
    let only = found.next()?;
    found.next().is_none().then(|| only.clone())
}

#[cfg(test)]
mod tests {
    use super::super::access::Grant;
    use super::super::ids::TokenId;
    use super::super::permission::Permission;
    use super::super::resource::ResourceKey;
    use super::super::time::Timestamp;
    use super::super::token::TokenAccess;
    use super::*;

    fn token(id: &str, name: Option<&str>, made: i64, permission: Option<&str>) -> Arc<Token> {
        let on = |name| Grant::new(ResourceKey::ORGANIZATION, Permission::named(name));
        Arc::new(Token {
            id: TokenId::parse(id).expect("an id"),
            name: name.map(Into::into),
            created_at: Some(Timestamp::from_seconds(made)),
            expires_at: None,
            last_used_at: None,
            created_by: None,
            access: TokenAccess::Known(permission.map(on).into_iter().collect()),
            more: None,
        })
    }

    fn ci(id: &str, made: i64) -> Arc<Token> {
        token(id, Some("ci"), made, Some("read_databases"))
    }

    #[test]
    fn a_newer_token_of_the_same_name_and_access_seems_to_replace_the_old_one() {
        let (old, new) = (ci("a", 1), ci("b", 2));
        let all = [old.clone(), new.clone()];
        assert_eq!(likely_replacement(&old, &all), Some(new.clone()));
        assert_eq!(likely_replacement(&new, &all), None, "the older one is none");
    }

    #[test]
    fn where_anything_differs_or_is_not_known_nothing_is_guessed() {
        let old = ci("a", 1);
        let mut unknown = (*ci("b", 2)).clone();
        unknown.access = TokenAccess::Unknown;
        for other in [
            ci("b", 1),
            token("b", Some("ci2"), 2, Some("read_databases")),
            token("b", Some("ci"), 2, Some("read_invoices")),
            token("b", None, 2, Some("read_databases")),
            Arc::new(unknown),
        ] {
            assert_eq!(likely_replacement(&old, &[old.clone(), other]), None);
        }
        assert_eq!(likely_replacement(&old, &[ci("b", 2), ci("c", 3)]), None, "two of them");
        let empty = token("a", Some("ci"), 1, None);
        assert_eq!(likely_replacement(&empty, &[token("b", Some("ci"), 2, None)]), None);
        let unnamed = token("a", Some(" "), 1, Some("read_databases"));
        let other = token("b", Some(" "), 2, Some("read_databases"));
        assert_eq!(likely_replacement(&unnamed, &[other]), None);
    }
}
