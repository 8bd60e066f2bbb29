//! Every call that the console makes: method, path and the permissions that it asks for
//! (<https://planetscale.com/docs/api/reference>, as of August 2026).

use std::borrow::Cow;

use crate::domain::ids::{OrgName, TokenId};
use crate::domain::view_state::encode_into;

use super::ports::Method;

/// How many rows a page has at most.
pub const PER_PAGE: usize = 100;

/// What a call is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Reading the list of organizations.
    ReadOrganizations,
    /// Reading one organization.
    ReadOrganization,
    /// Reading the list of an organization's databases.
    ReadDatabases,
    /// Reading the list of an organization's service tokens.
    ReadTokens,
    /// Reading one token.
    ReadToken,
    /// Reading the access of one token.
    ReadAccess,
    /// Creating a token.
    CreateToken,
    /// Deleting a token.
    DeleteToken,
    /// Adding access to a token.
    AddAccess,
    /// Removing access from a token.
    RemoveAccess,
    /// Reading the audit log of an organization.
    ReadAuditLog,
}

/// A place in a list that the API pages by cursors, as it wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cursor(Box<str>);

impl Cursor {
    /// The cursor that a text is, unless it is empty.
    pub(super) fn parse(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.into()))
    }
}

/// A call.
#[derive(Debug, Clone, Copy)]
pub(super) enum Endpoint<'a> {
    /// `GET /organizations`
    Organizations { page: usize },
    /// `GET /organizations/:org`
    Organization(&'a OrgName),
    /// `GET /organizations/:org/databases`
    Databases { org: &'a OrgName, page: usize },
    /// `GET /organizations/:org/service-tokens`
    Tokens { org: &'a OrgName, page: usize },
    /// `GET /organizations/:org/service-tokens`, for what it tells of how many there are
    TokenCount(&'a OrgName),
    /// `POST /organizations/:org/service-tokens`
    CreateToken(&'a OrgName),
    /// `GET /organizations/:org/service-tokens/:id`
    Token(&'a OrgName, &'a TokenId),
    /// `DELETE /organizations/:org/service-tokens/:id`
    DeleteToken(&'a OrgName, &'a TokenId),
    /// `GET /organizations/:org/service-tokens/:id/access`
    Access { org: &'a OrgName, id: &'a TokenId, page: usize },
    /// `POST /organizations/:org/service-tokens/:id/access`
    AddAccess(&'a OrgName, &'a TokenId),
    /// `DELETE /organizations/:org/service-tokens/:id/access`
    RemoveAccess(&'a OrgName, &'a TokenId),
    /// `GET /organizations/:org/audit-log`
    AuditLog { org: &'a OrgName, after: Option<&'a Cursor> },
    /// `GET /organizations/:org/audit-log`, for events of one kind. The parameter is that of PlanetScale's own client; its
    /// documentation does not name it.
    AuditLogOf { org: &'a OrgName, action: &'static str },
}

impl Endpoint<'_> {
    /// The method.
    pub(super) fn method(self) -> Method {
        match self {
            Self::CreateToken(_) | Self::AddAccess(..) => Method::Post,
            Self::DeleteToken(..) | Self::RemoveAccess(..) => Method::Delete,
            _ => Method::Get,
        }
    }

    /// Whether doing it twice is the same as doing it once, so that it may be tried again.
    pub(super) fn is_repeatable(self) -> bool {
        !matches!(self, Self::CreateToken(_))
    }

    /// The path below the API's base.
    pub(super) fn path(self) -> String {
        let mut path = String::from("organizations");
        let mut add = |text: &str| path.push_str(text);
        let segment = |text: &str| {
            let mut out = String::from("/");
            encode_into(text, &mut out);
            out
        };
        let paged = |page: usize| {
            ["?page=", &page.to_string(), "&per_page=", &PER_PAGE.to_string()].concat()
        };
        match self {
            Self::Organizations { page } => add(&paged(page)),
            Self::Organization(org) => add(&segment(org.as_str())),
            Self::Databases { org, page } => {
                add(&segment(org.as_str()));
                add("/databases");
                add(&paged(page));
            }
            Self::Tokens { org, page } => {
                add(&segment(org.as_str()));
                add("/service-tokens");
                add(&paged(page));
            }
            Self::CreateToken(org) => {
                add(&segment(org.as_str()));
                add("/service-tokens");
            }
            Self::TokenCount(org) => {
                add(&segment(org.as_str()));
                add("/service-tokens?page=1&per_page=1");
            }
            Self::Token(org, id) | Self::DeleteToken(org, id) => {
                add(&segment(org.as_str()));
                add("/service-tokens");
                add(&segment(id.as_str()));
            }
            Self::Access { org, id, page } => {
                add(&segment(org.as_str()));
                add("/service-tokens");
                add(&segment(id.as_str()));
                add("/access");
                // The first page is what every client asks for; more are documented, not yet seen.
                if page > 1 {
                    add(&paged(page));
                }
            }
            Self::AddAccess(org, id) | Self::RemoveAccess(org, id) => {
                add(&segment(org.as_str()));
                add("/service-tokens");
                add(&segment(id.as_str()));
                add("/access");
            }
            Self::AuditLog { org, after } => {
                add(&segment(org.as_str()));
                add("/audit-log?limit=");
                add(&PER_PAGE.to_string());
                if let Some(Cursor(after)) = after {
                    let mut encoded = String::new();
                    encode_into(after, &mut encoded);
                    add("&starting_after=");
                    add(&encoded);
                }
            }
            Self::AuditLogOf { org, action } => {
                add(&segment(org.as_str()));
                add("/audit-log?limit=");
                add(&PER_PAGE.to_string());
                add("&filters[]=audit_action:");
                add(action);
            }
        }
        path
    }

    /// The permissions of which one has to be held for the call to work; empty where none is known
    /// to be asked for.
    pub(super) fn needs(self) -> Cow<'static, [&'static str]> {
        Cow::Borrowed(match self {
            Self::Organizations { .. } => &[],
            Self::Organization(_) => &["read_organization"],
            Self::Databases { .. } => &["read_databases", "read_database"],
            Self::Tokens { .. } | Self::TokenCount(_) | Self::Token(..) | Self::Access { .. } => {
                &["read_service_tokens"]
            }
            Self::CreateToken(_) | Self::AddAccess(..) | Self::RemoveAccess(..) => {
                &["write_service_tokens"]
            }
            Self::DeleteToken(..) => &["delete_service_tokens"],
            Self::AuditLog { .. } | Self::AuditLogOf { .. } => &["read_audit_logs"],
        })
    }

    /// What it does.
    pub(super) fn operation(self) -> Operation {
        match self {
            Self::Organizations { .. } => Operation::ReadOrganizations,
            Self::Organization(_) => Operation::ReadOrganization,
            Self::Databases { .. } => Operation::ReadDatabases,
            Self::Tokens { .. } | Self::TokenCount(_) => Operation::ReadTokens,
            Self::Token(..) => Operation::ReadToken,
            Self::Access { .. } => Operation::ReadAccess,
            Self::CreateToken(_) => Operation::CreateToken,
            Self::DeleteToken(..) => Operation::DeleteToken,
            Self::AddAccess(..) => Operation::AddAccess,
            Self::RemoveAccess(..) => Operation::RemoveAccess,
            Self::AuditLog { .. } | Self::AuditLogOf { .. } => Operation::ReadAuditLog,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ports::Request;

    #[test]
    fn a_value_of_a_query_is_encoded_once() {
        let org = OrgName::parse("acme").unwrap();
        let after = Cursor::parse("a+b%&=/ c==");
        let path = Endpoint::AuditLog { org: &org, after: after.as_ref() }.path();
        let request = Request::new(Method::Get, path, None);
        let (path, pairs) = request.divided();
        assert_eq!(path, "organizations/acme/audit-log");
        let pairs: Vec<(&str, String)> = pairs.collect();
        assert_eq!(
            pairs,
            [("limit", "100".to_owned()), ("starting_after", "a+b%&=/ c==".to_owned())]
        );
    }

    #[test]
    fn names_never_leave_their_place_in_a_path() {
        let org = OrgName::parse("a/b?c#d").unwrap();
        let id = TokenId::parse("../x%2f").unwrap();
        assert_eq!(
            Endpoint::Token(&org, &id).path(),
            "organizations/a%2Fb%3Fc%23d/service-tokens/..%2Fx%252f"
        );
        assert_eq!(
            Endpoint::Tokens { org: &org, page: 2 }.path(),
            "organizations/a%2Fb%3Fc%23d/service-tokens?page=2&per_page=100"
        );
        let after = Cursor::parse("x&limit=1#");
        assert_eq!(
            Endpoint::AuditLog { org: &org, after: after.as_ref() }.path(),
            "organizations/a%2Fb%3Fc%23d/audit-log?limit=100&starting_after=x%26limit%3D1%23"
        );
        assert_eq!(
            Endpoint::AuditLogOf { org: &org, action: "service_token.token_leaked" }.path(),
            "organizations/a%2Fb%3Fc%23d/audit-log?limit=100&filters[]=audit_action:service_token.token_leaked"
        );
    }
}
