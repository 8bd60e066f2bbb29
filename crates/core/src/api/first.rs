//! What a page asks for first, as templates: `boot.js` asks while the program is on its way.

use std::fmt::Write as _;

use crate::domain::ids::{OrgName, TokenId};
use crate::domain::route::Route;

use super::routes::Endpoint;

/// Stand for the organization and the token of an address until the templates are made.
const ORG: &str = "ORG";
const ID: &str = "ID";

/// The first requests as JavaScript for `public/boot.js`: constants with addresses below the console's base and
/// paths below the API's base, in which `{org}` and `{id}` stand for segments of the page's address.
pub fn first_requests() -> String {
    let (Ok(org), Ok(id)) = (OrgName::parse(ORG), TokenId::parse(ID)) else { return String::new() };
    let tokens = Endpoint::Tokens { org: &org, page: 1 };
    let pages = [
        (Route::Tokens(org.clone()), tokens),
        (Route::Access(org.clone()), tokens),
        (Route::Token(org.clone(), id.clone()), Endpoint::Token(&org, &id)),
    ];
    let template = |path: &str| path.replace(ORG, "{org}").replace(ID, "{id}");
    let mut out =
        format!("const ORGANIZATIONS = \"{}\";\n", Endpoint::Organizations { page: 1 }.path());
    out.push_str("const PAGES = {\n");
    for (route, endpoint) in pages {
        let (page, path) = (template(&route.print()), template(&endpoint.path()));
        let _ = writeln!(out, "  \"{page}\": \"{path}\",");
    }
    out.push_str("};\n");
    out
}
