//! The one list of keys, from which the JSON Schema and the documentation are made.

use serde_json::{Map, Value, json};

/// What a key's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Any text.
    Text,
    /// A path of the same server or an https address.
    Address,
    /// `true` or `false`.
    Flag,
    /// A whole number within bounds.
    Number(u64, u64),
    /// A time to live.
    Ttl,
    /// A time to live, or "never".
    TtlOrNever,
    /// Names of organizations.
    Organizations,
    /// Permissions that the console does not know.
    Permissions,
    /// Names of rules of findings.
    FindingRules,
    /// The name of a rule of findings.
    FindingRule,
    /// Findings that somebody accepted.
    AcceptedFindings,
    /// A text that says something.
    Reason,
    /// A day, or an instant.
    Day,
    /// What has to hold of tokens.
    Assertions,
    /// Patterns of permissions, each of which fits one that is known.
    PermissionPatterns,
}

/// A key of `config.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfigKey {
    /// Its name, as `policy.maxTtl`.
    pub path: &'static str,
    /// What its value is.
    pub kind: ValueKind,
    /// What holds without it, in words.
    pub default: &'static str,
    /// What it does.
    pub about: &'static str,
}

const fn key(
    path: &'static str,
    kind: ValueKind,
    default: &'static str,
    about: &'static str,
) -> ConfigKey {
    ConfigKey { path, kind, default, about }
}

/// Every key.
#[rustfmt::skip]
pub const KEYS: &[ConfigKey] = &[
    key("apiBase", ValueKind::Address, "`api/v1`", "Where the proxy answers for PlanetScale's API, relative to the console's base path."),
    key("organizations", ValueKind::Organizations, "those that the API lists", "The organizations to offer. With one, the console opens its tokens at once."),
    key("title", ValueKind::Text, "`Service token console`", "What the console is called in its banner."),
    key("notice", ValueKind::Text, "none", "A word in the banner that says what this is, as `Sandbox` or `Production`."),
    key("readOnly", ValueKind::Flag, "`false`", "Takes every control away that changes something. The proxy has to refuse changes as well."),
    key("identityUrl", ValueKind::Address, "none", "Tells who is signed in, as oauth2-proxy's `/oauth2/userinfo`."),
    key("signInUrl", ValueKind::Address, "the page itself", "Where \"Sign in again\" leads. `{path}` stands for the page to come back to."),
    key("signOutUrl", ValueKind::Address, "none", "Where \"Sign out\" leads."),
    key("requestsPerMinute", ValueKind::Number(1, 600), "`480`", "At most so many calls in any sixty seconds. PlanetScale allows 600 for all of an organization's programs."),
    key("parallelRequests", ValueKind::Number(1, 32), "`6`", "At most so many calls at a time."),
    key("policy.defaultTtl", ValueKind::TtlOrNever, "90 days", "The time to live that a new token is offered."),
    key("policy.maxTtl", ValueKind::Ttl, "no limit", "The longest time to live of a new token."),
    key("policy.allowNoExpiry", ValueKind::Flag, "`true`", "Whether a new token may live for ever."),
    key("policy.namePattern", ValueKind::Text, "any name", "What a new token's name has to look like: `*` stands for any characters, `?` for one."),
    key("permissions", ValueKind::Permissions, "none", "Permissions that are newer than this console: each with `name`, `scope` (`organization` or `database`) and, if wanted, `description`."),
    key("findings.expiresWithinDays", ValueKind::Number(1, 3_650), "`30`", "A token that ends within so many days is a finding."),
    key("findings.unusedDays", ValueKind::Number(1, 3_650), "`90`", "A token that was not used for so many days is a finding."),
    key("findings.neverUsedDays", ValueKind::Number(1, 3_650), "`7`", "A token that was created so many days ago and never used is a finding."),
    key("findings.leaveOut", ValueKind::FindingRules, "none", "Rules that find nothing: their names are those of `rules` in the page's address."),
    key("findings.accepted", ValueKind::AcceptedFindings, "none", "Findings that somebody accepted: each with `rule`, `token` (its ID), `reason` and, if wanted, `owner` and `until` (a day, as `2027-01-31`, after which it is a finding again)."),
    key("findings.consoleToken", ValueKind::Text, "none", "The ID of the token that the proxy gives to the console, which the API does not tell: what it can do and when it ends is a finding then."),
    key("findings.assertions", ValueKind::Assertions, "none", "What has to hold, as tests of a policy: each with `name`, `tokens` (a pattern of names) and one of `aloneMay` (patterns of permissions that no other token may hold), `nothingBut` (the only permissions that they may hold) or `endWithinDays` (from today); with `blocks`, a change that would break it cannot be applied."),
];

/// The kind of each key's value. Apart from what is told of them, which only the manual needs.
#[allow(clippy::indexing_slicing, reason = "by the compiler")]
pub(super) static KINDS: [(&str, ValueKind); KEYS.len()] = {
    let mut all = [("", ValueKind::Text); KEYS.len()];
    let mut at = 0;
    while at < KEYS.len() {
        all[at] = (KEYS[at].path, KEYS[at].kind);
        at += 1;
    }
    all
};

impl ValueKind {
    fn schema(self) -> Value {
        match self {
            Self::Text | Self::Address | Self::FindingRule | Self::Day => {
                json!({ "type": "string" })
            }
            Self::Reason => json!({ "type": "string", "minLength": 1 }),
            Self::Flag => json!({ "type": "boolean" }),
            Self::Number(least, most) => {
                json!({ "type": "integer", "minimum": least, "maximum": most })
            }
            Self::Ttl => json!({ "type": "integer", "minimum": 1 }),
            Self::TtlOrNever => {
                json!({ "anyOf": [{ "type": "integer", "minimum": 1 }, { "const": "never" }] })
            }
            Self::Organizations => {
                json!({ "type": "array", "items": { "type": "string", "minLength": 1 } })
            }
            Self::Permissions => json!({
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name", "scope"],
                    "properties": {
                        "name": { "type": "string", "minLength": 1 },
                        "scope": { "enum": ["organization", "database"] },
                        "description": { "type": "string" },
                    },
                },
            }),
            Self::FindingRules => json!({ "type": "array", "items": { "type": "string" } }),
            Self::AcceptedFindings => json!({
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["rule", "token", "reason"],
                    "properties": {
                        "rule": Self::FindingRule.schema(),
                        "token": { "type": "string", "minLength": 1 },
                        "reason": Self::Reason.schema(),
                        "owner": Self::Text.schema(),
                        "until": Self::Day.schema(),
                    },
                },
            }),
            Self::PermissionPatterns => patterns_schema(),
            Self::Assertions => json!({
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name", "tokens"],
                    "additionalProperties": false,
                    "oneOf": [
                        { "required": ["aloneMay"] },
                        { "required": ["nothingBut"] },
                        { "required": ["endWithinDays"] },
                    ],
                    "properties": {
                        "name": { "type": "string", "minLength": 1 },
                        "tokens": { "type": "string", "minLength": 1 },
                        "aloneMay": patterns_schema(),
                        "nothingBut": patterns_schema(),
                        "endWithinDays": { "type": "integer", "minimum": 1, "maximum": 3_650 },
                        "blocks": { "type": "boolean" },
                    },
                },
            }),
        }
    }
}

fn patterns_schema() -> Value {
    json!({ "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } })
}

/// The JSON Schema (draft 2020-12).
pub fn schema() -> String {
    let (mut top, mut policy, mut findings) = (Map::new(), Map::new(), Map::new());
    top.insert("$schema".into(), json!({ "type": "string" }));
    for key in KEYS {
        let mut one = key.kind.schema();
        if let Some(fields) = one.as_object_mut() {
            let about = format!("{} Default: {}.", key.about, key.default);
            fields.insert("description".into(), about.into());
        }
        match key.path.split_once('.') {
            Some(("policy", name)) => policy.insert(name.into(), one),
            Some(("findings", name)) => findings.insert(name.into(), one),
            _ => top.insert(key.path.into(), one),
        };
    }
    top.insert("policy".into(), json!({ "type": "object", "properties": policy }));
    top.insert("findings".into(), json!({ "type": "object", "properties": findings }));
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Service token console: config.json",
        "type": "object",
        "properties": top,
    });
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// The file that a build carries.
pub fn example() -> &'static str {
    "{\n  \"$schema\": \"config.schema.json\"\n}\n"
}
