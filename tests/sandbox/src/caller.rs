//! Who calls the API.

use crate::http::Call;
use crate::world::World;

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Caller {
    Admin,
    Reader,
    /// May do everything but read the audit log.
    Operator,
    /// A token of the sandbox: places of its organization and of it.
    Token(usize, usize),
}

pub(crate) const ADMIN: &str = "sandboxadmin:pscale_tkn_sandbox_admin";
pub(crate) const READER: &str = "sandboxreader:pscale_tkn_sandbox_reader";
pub(crate) const OPERATOR: &str = "sandboxoperator:pscale_tkn_sandbox_operator";
pub(crate) const BEARER: &str = "Bearer sandbox-user-token";

/// Who a call's credential stands for, if for anybody.
pub(crate) fn caller(world: &World, call: &Call) -> Option<Caller> {
    let given = call.header("authorization");
    match given {
        ADMIN | BEARER => return Some(Caller::Admin),
        READER => return Some(Caller::Reader),
        OPERATOR => return Some(Caller::Operator),
        _ => {}
    }
    let (id, secret) = given.split_once(':')?;
    let now = world.clock.now();
    world.organizations.iter().enumerate().find_map(|(org, organization)| {
        let at = organization.tokens.iter().position(|token| {
            token.id == id && token.secret == secret && token.expires.is_none_or(|end| end > now)
        })?;
        Some(Caller::Token(org, at))
    })
}
