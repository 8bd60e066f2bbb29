//! What is wrong with `config.json`.

use crate::domain::config::{Allowed, FoundValue, Note, ValueKind, WrongValue};

/// The page of a wrong configuration.
pub const TITLE: &str = "Configuration";
/// What is wrong.
pub const WRONG: &str = "config.json has a wrong value";
/// A web page lies in its place.
const IS_A_PAGE: &str = "config.json is a web page; the defaults are used.";
/// In place of a status.
const REDIRECTED: &str = "redirected";
/// In place of a status.
const NO_ANSWER: &str = "no answer";
/// What is allowed.
const OBJECT_FILE: &str = "a JSON object";
/// What is allowed.
const JSON: &str = "JSON";
/// What is allowed.
const OBJECT: &str = "an object";
/// What is allowed.
const TEXT: &str = "a text";
/// What is allowed.
const ADDRESS: &str = "a path on this server, or an address that begins with https://";
/// What is allowed.
const FLAG: &str = "true or false";
/// What is allowed.
const SECONDS: &str = "a whole number of seconds, from 1";
/// What is allowed.
const SECONDS_OR_NEVER: &str = "a whole number of seconds, from 1, or \"never\"";
/// What is allowed.
const ORGANIZATIONS: &str = "a list of organization names";
/// What is allowed.
const PERMISSIONS: &str =
    "a list of objects with name, scope (organization or database) and description";
/// What is allowed.
const FINDING_RULE: &str = "the name of a rule, as in the address of the findings";
/// What is allowed.
const REASON: &str = "a text that says why";
/// What is allowed.
const DAY: &str = "a day, as 2027-01-31";
/// What is allowed.
const FINDING_RULES: &str = "a list of names of rules";
/// What is allowed.
const ACCEPTED_FINDINGS: &str =
    "a list of objects with rule (its name), token (its ID), reason, owner and until (a day)";
/// What is allowed.
const ASSERTIONS: &str = "a list of objects with name, tokens (a pattern), blocks (true or false), and one of aloneMay, nothingBut (lists of permissions) or endWithinDays";
/// What is allowed.
const PERMISSION_PATTERNS: &str =
    "a list of permissions or patterns, each of which fits a permission that is known";

/// What is allowed.
fn number(least: u64, most: u64) -> String {
    ["a whole number from ", &least.to_string(), " to ", &most.to_string()].concat()
}

/// Where a file stops being JSON.
pub fn line_and_column(line: usize, column: usize) -> String {
    ["line ", &line.to_string(), ", column ", &column.to_string()].concat()
}

/// What is allowed where a wrong value stands.
fn allowed(allowed: Allowed) -> String {
    match allowed {
        Allowed::Json => JSON.into(),
        Allowed::ObjectFile => OBJECT_FILE.into(),
        Allowed::Object => OBJECT.into(),
        Allowed::Value(of) => kind(of),
    }
}

/// What a value of a kind is.
pub fn kind(kind: ValueKind) -> String {
    match kind {
        ValueKind::Text => TEXT.into(),
        ValueKind::Address => ADDRESS.into(),
        ValueKind::Flag => FLAG.into(),
        ValueKind::Number(least, most) => number(least, most),
        ValueKind::Ttl => SECONDS.into(),
        ValueKind::TtlOrNever => SECONDS_OR_NEVER.into(),
        ValueKind::Organizations => ORGANIZATIONS.into(),
        ValueKind::Permissions => PERMISSIONS.into(),
        ValueKind::FindingRule => FINDING_RULE.into(),
        ValueKind::Reason => REASON.into(),
        ValueKind::Day => DAY.into(),
        ValueKind::FindingRules => FINDING_RULES.into(),
        ValueKind::AcceptedFindings => ACCEPTED_FINDINGS.into(),
        ValueKind::Assertions => ASSERTIONS.into(),
        ValueKind::PermissionPatterns => PERMISSION_PATTERNS.into(),
    }
}

/// What to know about a configuration that holds nevertheless.
pub fn note(note: &Note) -> String {
    match note {
        Note::WebPage => IS_A_PAGE.to_owned(),
        Note::UnknownKey(key) => ["config.json: the key \"", key, "\" is not known."].concat(),
        Note::NotFetched(status) => {
            let status = match status {
                Some(0) => REDIRECTED.to_owned(),
                Some(status) => status.to_string(),
                None => NO_ANSWER.to_owned(),
            };
            ["config.json could not be read (", &status, "); defaults are used."].concat()
        }
    }
}

/// What is wrong: a value that is not allowed; without a key, the file as a whole.
pub fn is(wrong: &WrongValue) -> String {
    let value = match &wrong.value {
        FoundValue::Json(text) => text.clone(),
        FoundValue::NotJson { line, column } => line_and_column(*line, *column),
    };
    if wrong.key.is_empty() {
        ["The file is ", &value, "."].concat()
    } else {
        ["\"", &wrong.key, "\" is ", &value, "."].concat()
    }
}

/// What to do about a wrong value.
pub fn correct_it(wrong: &WrongValue) -> String {
    let allowed = allowed(wrong.allowed);
    ["Use ", &allowed, ". Correct it on the server, then reload this page."].concat()
}
