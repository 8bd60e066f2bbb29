//! Assertions of `config.json`: what has to hold of tokens by their names, as tests of a policy.

use super::settings::wrong;
use crate::domain::access::{AccessSet, Grant};
use crate::domain::config::{Config, ValueKind, WrongValue, fits_pattern};
use crate::domain::permission::Permission;
use crate::domain::raw::{Raw, RawFields, list, text};
use crate::domain::resource::Resources;
use crate::domain::time::{Seconds, Timestamp};
use crate::domain::token::Token;

/// A pattern of names: `*` stands for any characters, `?` for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<char>);

impl Pattern {
    /// The pattern that a text is.
    pub fn new(text: &str) -> Self {
        Self(text.chars().collect())
    }

    /// Whether a name fits it.
    pub fn fits(&self, name: &str) -> bool {
        fits_pattern(&self.0, &name.chars().collect::<Vec<_>>())
    }
}

/// What is claimed of the tokens that an assertion names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// No token but these holds any of these permissions.
    AloneMay(Vec<Pattern>),
    /// They hold nothing but these permissions.
    NothingBut(Vec<Pattern>),
    /// Each ends within that time from now.
    EndsWithin(Seconds),
}

/// Something that has to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// What people call it.
    pub name: String,
    /// The names of the tokens that it is about.
    pub tokens: Pattern,
    /// What is claimed.
    pub claim: Claim,
    /// A change that would break it cannot be applied.
    pub blocks: bool,
}

/// How a token breaks an assertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Breach {
    /// It holds what it should not.
    Holds(Vec<Grant>),
    /// It has no end.
    NoEnd,
    /// It ends too late.
    EndsLate(Timestamp),
}

/// An assertion that a change would break, by its place in the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenBy {
    /// Which assertion.
    pub assertion: usize,
    /// The additions that break it.
    pub grants: Vec<Grant>,
    /// The change cannot be applied therefore.
    pub blocks: bool,
}

impl Assertion {
    /// The grants of an access that a token of that name should not hold.
    fn forbidden(&self, name: &str, access: &AccessSet) -> Vec<Grant> {
        let is_named = self.tokens.fits(name);
        let is_listed = |all: &[Pattern], grant: &Grant| {
            all.iter().any(|pattern| pattern.fits(grant.permission.name()))
        };
        let is_forbidden = |grant: &Grant| match &self.claim {
            Claim::AloneMay(permissions) => !is_named && is_listed(permissions, grant),
            Claim::NothingBut(permissions) => is_named && !is_listed(permissions, grant),
            Claim::EndsWithin(_) => false,
        };
        access.iter().filter(is_forbidden).collect()
    }

    /// How a token that has not ended breaks it. `living` is its access without deleted databases, `None` where that
    /// is not known: an assertion on access then tells nothing.
    pub(super) fn breach(
        &self,
        token: &Token,
        living: Option<&AccessSet>,
        now: Timestamp,
    ) -> Option<Breach> {
        let name = token.own_name().unwrap_or_default();
        match &self.claim {
            Claim::EndsWithin(length) if self.tokens.fits(name) => {
                ends_badly(token.expires_at, now.saturating_add(*length))
            }
            Claim::EndsWithin(_) => None,
            Claim::AloneMay(_) | Claim::NothingBut(_) => {
                let grants = self.forbidden(name, living?);
                (!grants.is_empty()).then_some(Breach::Holds(grants))
            }
        }
    }

    /// How a token that is not created yet would break it. `access` has no deleted databases.
    fn new_breach(&self, token: &PlannedToken<'_>, now: Timestamp) -> Option<NewBreach> {
        let is_named = self.tokens.fits(token.name);
        let breach = match &self.claim {
            Claim::EndsWithin(length) => {
                let end = token.ends.filter(|_| is_named)?;
                ends_badly(end, now.saturating_add(*length))?
            }
            Claim::AloneMay(_) if token.access.is_none() && !is_named => {
                return Some(NewBreach::NotKnown);
            }
            Claim::NothingBut(_) if token.access.is_none() && is_named => {
                return Some(NewBreach::NotKnown);
            }
            Claim::AloneMay(_) | Claim::NothingBut(_) => {
                let grants = self.forbidden(token.name, token.access?);
                (!grants.is_empty()).then_some(Breach::Holds(grants))?
            }
        };
        Some(NewBreach::Certain(breach))
    }
}

fn ends_badly(end: Option<Timestamp>, latest: Timestamp) -> Option<Breach> {
    match end {
        None => Some(Breach::NoEnd),
        Some(end) => (end > latest).then_some(Breach::EndsLate(end)),
    }
}

/// A token that is not created yet.
#[derive(Debug, Clone, Copy)]
pub struct PlannedToken<'a> {
    /// Its name; empty without one.
    pub name: &'a str,
    /// When it is to end, or never; `None` while that is not clear.
    pub ends: Option<Option<Timestamp>>,
    /// What it is to hold; `None` where that is not read yet.
    pub access: Option<&'a AccessSet>,
}

/// Whether a new token would break an assertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewBreach {
    /// It would.
    Certain(Breach),
    /// The access that it starts with is not read, so that nobody can tell.
    NotKnown,
}

/// The assertions that a new token would break, or of which nobody can tell, by their places.
pub fn broken_by_new(
    assertions: &[Assertion],
    token: &PlannedToken<'_>,
    resources: &Resources,
    now: Timestamp,
) -> Vec<(usize, NewBreach)> {
    let living = token.access.map(|access| access.without_deleted(resources));
    let token = PlannedToken { access: living.as_ref(), ..*token };
    let all = assertions.iter().enumerate();
    all.filter_map(|(at, one)| Some((at, one.new_breach(&token, now)?))).collect()
}

/// The assertions that a change of a token's access would break, each with the additions that break it. What breaks one
/// already is no reason to refuse another change.
pub fn broken_by(
    assertions: &[Assertion],
    name: &str,
    base: &AccessSet,
    wanted: &AccessSet,
    resources: &Resources,
) -> Vec<BrokenBy> {
    let additions: AccessSet = wanted.without_deleted(resources).difference(base).collect();
    let broken = |(assertion, one): (usize, &Assertion)| {
        let grants = one.forbidden(name, &additions);
        (!grants.is_empty()).then_some(BrokenBy { assertion, grants, blocks: one.blocks })
    };
    assertions.iter().enumerate().filter_map(broken).collect()
}

/// What has to hold by the configuration, whatever else it says of findings.
///
/// # Errors
/// The first value that makes no sense.
pub fn read_assertions(config: &Config) -> Result<Vec<Assertion>, WrongValue> {
    let Some(fields) = config.findings.as_deref().and_then(RawFields::read) else {
        return Ok(Vec::new());
    };
    let own = fields.iter().find(|(name, value)| *name == "assertions" && value.get() != "null");
    own.map_or_else(|| Ok(Vec::new()), |(_, value)| read(value, config))
}

/// Reads the list.
///
/// # Errors
/// The first value that makes no sense, by its place: a mistyped assertion must not be one that always holds.
pub(super) fn read(value: Raw<'_>, config: &Config) -> Result<Vec<Assertion>, WrongValue> {
    let all = list(value).ok_or_else(|| wrong("assertions", value, ValueKind::Assertions))?;
    all.into_iter().enumerate().map(|(at, one)| read_one(at, one, config)).collect()
}

fn read_one(at: usize, value: Raw<'_>, config: &Config) -> Result<Assertion, WrongValue> {
    let path = ["assertions[", &at.to_string(), "]"].concat();
    let refuse = || wrong(&path, value, ValueKind::Assertions);
    let fields = RawFields::read(value.get()).ok_or_else(refuse)?;
    let (mut name, mut tokens, mut claim, mut blocks) = (None, None, None, false);
    for (key, value) in fields.iter() {
        let own = [&path, ".", key].concat();
        let word = || text(value).filter(|text| !text.trim().is_empty());
        let word = || word().ok_or_else(|| wrong(&own, value, ValueKind::Text));
        let found = match key {
            "name" => {
                name = Some(word()?);
                continue;
            }
            "tokens" => {
                tokens = Some(Pattern::new(&word()?));
                continue;
            }
            "blocks" => {
                blocks = match value.get() {
                    "true" => true,
                    "false" => false,
                    _ => return Err(wrong(&own, value, ValueKind::Flag)),
                };
                continue;
            }
            "aloneMay" => Claim::AloneMay(patterns(&own, value, config)?),
            "nothingBut" => Claim::NothingBut(patterns(&own, value, config)?),
            "endWithinDays" => {
                let days = value.get().parse::<i64>().ok().filter(|n| (1..=3_650).contains(n));
                let kind = ValueKind::Number(1, 3_650);
                Claim::EndsWithin(Seconds::days(days.ok_or_else(|| wrong(&own, value, kind))?))
            }
            _ => return Err(refuse()),
        };
        // It claims one thing.
        if claim.replace(found).is_some() {
            return Err(refuse());
        }
    }
    let (Some(name), Some(tokens), Some(claim)) = (name, tokens, claim) else {
        return Err(refuse());
    };
    Ok(Assertion { name, tokens, claim, blocks })
}

/// Patterns of permissions, of which each fits one that is known.
fn patterns(key: &str, value: Raw<'_>, config: &Config) -> Result<Vec<Pattern>, WrongValue> {
    let refuse = || wrong(key, value, ValueKind::PermissionPatterns);
    let is_known = |pattern: &Pattern| {
        Permission::known().any(|one| pattern.fits(one.name()))
            || config.permissions.iter().any(|one| pattern.fits(&one.name))
    };
    let one = |value: Raw<'_>| text(value).map(|text| Pattern::new(&text)).filter(is_known);
    let all = list(value).and_then(|all| all.into_iter().map(one).collect::<Option<Vec<_>>>());
    all.filter(|all| !all.is_empty()).ok_or_else(refuse)
}
