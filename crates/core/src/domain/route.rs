//! Addresses of the console's own pages, below the base path.

use super::ids::{OrgName, TokenId};
use super::view_state::{decoded, encode_into};

/// What an address may name: one segment, as people see it. A slash, a percent sign or a control character would be
/// read otherwise by the servers that a call goes through.
fn segment(text: &str) -> Option<String> {
    const MOST: usize = 200;
    let text = decoded(text);
    let is_odd = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || matches!(c, '/' | '\\' | '%' | char::REPLACEMENT_CHARACTER)
    };
    (text.chars().count() <= MOST && !text.chars().any(is_odd)).then_some(text)
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// `/`: the one organization's tokens, or the choice between several.
    Home,
    /// `/{org}/tokens`
    Tokens(OrgName),
    /// `/{org}/tokens/{id}`
    Token(OrgName, TokenId),
    /// `/{org}/tokens/{id}/operations`
    Operations(OrgName, TokenId),
    /// `/{org}/tokens/{id}/rotation`
    Rotation(OrgName, TokenId),
    /// `/{org}/access`
    Access(OrgName),
    /// `/{org}/report/print`
    PrintedReport(OrgName),
    /// `/{org}/who`
    Who(OrgName),
    /// `/{org}/findings`
    Findings(OrgName),
    /// `/{org}/compare`
    Compare(OrgName),
    /// `/{org}/activity`
    Activity(OrgName),
    /// `/settings`
    Settings,
    /// Anything else, as it was written.
    NotFound(String),
}

impl Route {
    /// Reads a path below the base path, with or without slashes at its ends.
    pub fn parse(path: &str) -> Self {
        let trimmed = path.trim_matches('/');
        let parts: Vec<&str> = trimmed.split('/').collect();
        let org = |text: &str| OrgName::parse(&segment(text)?).ok();
        let token = |text: &str| TokenId::parse(&segment(text)?).ok();
        let found = match parts.as_slice() {
            ["" | "index.html"] => Some(Self::Home),
            ["settings"] => Some(Self::Settings),
            [name, "tokens"] => org(name).map(Self::Tokens),
            [name, "access"] => org(name).map(Self::Access),
            [name, "report", "print"] => org(name).map(Self::PrintedReport),
            [name, "who"] => org(name).map(Self::Who),
            [name, "findings"] => org(name).map(Self::Findings),
            [name, "compare"] => org(name).map(Self::Compare),
            [name, "activity"] => org(name).map(Self::Activity),
            [name, "tokens", id] => org(name).zip(token(id)).map(|(org, id)| Self::Token(org, id)),
            [name, "tokens", id, "operations"] => {
                org(name).zip(token(id)).map(|(org, id)| Self::Operations(org, id))
            }
            [name, "tokens", id, "rotation"] => {
                org(name).zip(token(id)).map(|(org, id)| Self::Rotation(org, id))
            }
            _ => None,
        };
        found.unwrap_or_else(|| Self::NotFound(path.chars().take(200).collect()))
    }

    /// The path below the base path, percent-encoded, without a slash at its start.
    pub fn print(&self) -> String {
        let with = |org: &OrgName, rest: &str, id: Option<&TokenId>| {
            let mut out = String::new();
            encode_into(org.as_str(), &mut out);
            out.push_str(rest);
            if let Some(id) = id {
                encode_into(id.as_str(), &mut out);
            }
            out
        };
        match self {
            Self::Home => String::new(),
            Self::Tokens(org) => with(org, "/tokens", None),
            Self::Token(org, id) => with(org, "/tokens/", Some(id)),
            Self::Operations(org, id) => [&with(org, "/tokens/", Some(id)), "/operations"].concat(),
            Self::Rotation(org, id) => [&with(org, "/tokens/", Some(id)), "/rotation"].concat(),
            Self::Access(org) => with(org, "/access", None),
            Self::PrintedReport(org) => with(org, "/report/print", None),
            Self::Who(org) => with(org, "/who", None),
            Self::Findings(org) => with(org, "/findings", None),
            Self::Compare(org) => with(org, "/compare", None),
            Self::Activity(org) => with(org, "/activity", None),
            Self::Settings => "settings".to_owned(),
            Self::NotFound(path) => path.trim_start_matches('/').to_owned(),
        }
    }

    /// Whether it is a list of an organization's tokens or of their access.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::Tokens(_) | Self::Access(_))
    }

    /// Whether it is a list that a token's page leads back to.
    pub fn is_list_of(&self, token: &Self) -> bool {
        let is_token = matches!(token, Self::Token(..));
        is_token && self.is_list() && self.organization() == token.organization()
    }

    /// The organization that the page is about.
    pub fn organization(&self) -> Option<&OrgName> {
        match self {
            Self::Tokens(org)
            | Self::Token(org, _)
            | Self::Operations(org, _)
            | Self::Rotation(org, _)
            | Self::Access(org)
            | Self::PrintedReport(org)
            | Self::Who(org)
            | Self::Findings(org)
            | Self::Compare(org)
            | Self::Activity(org) => Some(org),
            Self::Home | Self::Settings | Self::NotFound(_) => None,
        }
    }

    /// The organization that an address of no page may begin with.
    pub fn perhaps_of(&self) -> Option<OrgName> {
        match self {
            Self::NotFound(path) => {
                OrgName::parse(&segment(path.trim_matches('/').split('/').next()?)?).ok()
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_address_has_its_page() {
        let org = || OrgName::parse("acme").unwrap();
        assert_eq!(Route::parse("/"), Route::Home);
        assert_eq!(Route::parse("acme/tokens/"), Route::Tokens(org()));
        assert_eq!(Route::parse("/acme/access"), Route::Access(org()));
        assert_eq!(Route::parse("/settings"), Route::Settings);
        let token = Route::Token(org(), TokenId::parse("a&b?c").unwrap());
        assert_eq!(token.print(), "acme/tokens/a%26b%3Fc");
        assert_eq!(Route::parse("/acme/tokens/a%26b%3Fc"), token);
        for path in ["/acme", "/acme/nothing", "/acme/tokens/x/y", "/%2e%2e/tokens"] {
            assert_eq!(Route::parse(path), Route::NotFound(path.to_owned()), "{path}");
        }
    }

    #[test]
    fn what_servers_would_read_otherwise_names_nothing() {
        for odd in ["x%00", "..%2f..", "..%2Fx", "a%5Cb", "a%2525", "a%0ab", "%20", "%ff", "%c2%85"]
        {
            for path in
                [format!("/acme/tokens/{odd}"), format!("/{odd}/tokens"), format!("/{odd}/access")]
            {
                assert_eq!(Route::parse(&path), Route::NotFound(path.clone()), "{path}");
            }
        }
        let long = format!("/acme/tokens/{}", "x".repeat(10_000));
        assert!(matches!(Route::parse(&long), Route::NotFound(_)));
    }

    proptest! {
        #[test]
        fn a_page_comes_back_from_its_address(org in "[^/\\\\%\\s\\pC\u{fffd}]{1,20}", id in "[^/\\\\%\\s\\pC\u{fffd}]{1,20}") {
            let (Ok(org), Ok(id)) = (OrgName::parse(&org), TokenId::parse(&id)) else { return Ok(()) };
            let org = || org.clone();
            let all = [
                Route::Tokens(org()),
                Route::Access(org()),
                Route::PrintedReport(org()),
                Route::Token(org(), id.clone()),
                Route::Operations(org(), id.clone()),
                Route::Rotation(org(), id),
                Route::Who(org()),
                Route::Findings(org()),
                Route::Compare(org()),
                Route::Activity(org()),
            ];
            for route in all {
                prop_assert_eq!(Route::parse(&route.print()), route);
            }
        }
    }
}
