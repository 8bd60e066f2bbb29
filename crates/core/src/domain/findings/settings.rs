//! What `config.json` says of findings: thresholds, rules to leave out, findings that somebody accepted.

use std::collections::BTreeMap;

use super::Rule;
use super::assertions::{self, Assertion};
use crate::domain::config::{Allowed, Config, FoundValue, ValueKind, WrongValue};
use crate::domain::ids::TokenId;
use crate::domain::raw::{Raw, RawFields, list, text};
use crate::domain::time::{Seconds, Timestamp};

/// The thresholds and exceptions of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// A token that ends within that is told to end soon.
    pub expires_within: Seconds,
    /// A token whose last use is that long ago is unused.
    pub unused_after: Seconds,
    /// A token that was created that long ago and never used is told.
    pub never_used_after: Seconds,
    /// How long a token may live by the policy.
    pub longest: Option<Seconds>,
    /// The pattern that names have to fit.
    name_pattern: Option<Config>,
    /// Rules that nobody wants.
    pub leave_out: Vec<Rule>,
    /// Findings that somebody accepted.
    pub accepted: Vec<Accepted>,
    /// What has to hold.
    pub assertions: Vec<Assertion>,
    /// The token that the console itself works with, where the configuration names it.
    pub console_token: Option<TokenId>,
}

/// A finding that somebody accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Of which rule.
    pub rule: Rule,
    /// Of which token.
    pub token: TokenId,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// Until when: after that it is a finding again. `None`: for ever.
    pub until: Option<Timestamp>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            expires_within: Seconds::days(30),
            unused_after: Seconds::days(90),
            never_used_after: Seconds::days(7),
            longest: None,
            name_pattern: None,
            leave_out: Vec::new(),
            accepted: Vec::new(),
            assertions: Vec::new(),
            console_token: None,
        }
    }
}

impl Settings {
    /// The rules that are held against the tokens: not those that are left out, nor those of a policy that there is
    /// not.
    pub fn rules(&self) -> Vec<Rule> {
        let is_on = |rule: &Rule| match rule {
            Rule::LongLived => self.longest.is_some(),
            Rule::OffPattern => self.name_pattern.is_some(),
            Rule::OwnCredential => self.console_token.is_some(),
            Rule::BreaksAssertion => !self.assertions.is_empty(),
            _ => true,
        };
        Rule::ALL.into_iter().filter(|rule| is_on(rule) && !self.leave_out.contains(rule)).collect()
    }

    /// Whether the policy allows a name.
    pub(super) fn allows_name(&self, name: &str) -> bool {
        self.name_pattern.as_ref().is_none_or(|config| config.allows_name(name))
    }

    /// The place of the acceptance of a finding that holds at that time.
    pub(super) fn accepted_at(&self, rule: Rule, token: &TokenId, now: Timestamp) -> Option<usize> {
        self.accepted.iter().position(|one| {
            one.rule == rule && one.token == *token && one.until.is_none_or(|until| now <= until)
        })
    }

    /// Those that have come to their end, so that their findings are back.
    pub fn ended(&self, now: Timestamp) -> usize {
        self.accepted.iter().filter(|one| one.until.is_some_and(|until| until < now)).count()
    }
}

/// Reads what the configuration says.
///
/// # Errors
/// The first value that makes no sense: a mistyped rule must not be an absent one.
pub fn read_settings(config: &Config) -> Result<Settings, WrongValue> {
    let mut settings = Settings {
        longest: config.policy.max_ttl,
        name_pattern: config.policy.name_pattern.is_some().then(|| config.clone()),
        ..Settings::default()
    };
    let Some(fields) = config.findings.as_deref().and_then(RawFields::read) else {
        return Ok(settings);
    };
    for (name, value) in fields.iter() {
        if value.get() == "null" {
            continue;
        }
        let days = || {
            let number = value.get().parse::<i64>().ok().filter(|n| (1..=3_650).contains(n));
            number.map(Seconds::days).ok_or_else(|| wrong(name, value, ValueKind::Number(1, 3_650)))
        };
        match name {
            "expiresWithinDays" => settings.expires_within = days()?,
            "unusedDays" => settings.unused_after = days()?,
            "neverUsedDays" => settings.never_used_after = days()?,
            "leaveOut" => {
                let rule = |one: Raw<'_>| Rule::from_key(&text(one)?);
                let all = list(value).and_then(|all| all.into_iter().map(rule).collect());
                settings.leave_out =
                    all.ok_or_else(|| wrong(name, value, ValueKind::FindingRules))?;
            }
            "accepted" => settings.accepted = read_accepted(value)?,
            "consoleToken" => {
                let id = text(value).and_then(|id| TokenId::parse(&id).ok());
                settings.console_token =
                    Some(id.ok_or_else(|| wrong(name, value, ValueKind::Text))?);
            }
            "assertions" => settings.assertions = assertions::read(value, config)?,
            // An unknown key is noted where the configuration is read.
            _ => {}
        }
    }
    Ok(settings)
}

pub(super) fn wrong(name: &str, value: Raw<'_>, kind: ValueKind) -> WrongValue {
    WrongValue {
        key: ["findings.", name].concat(),
        value: FoundValue::Json(value.get().chars().take(120).collect()),
        allowed: Allowed::Value(kind),
    }
}

fn read_accepted(value: Raw<'_>) -> Result<Vec<Accepted>, WrongValue> {
    let all = list(value).ok_or_else(|| wrong("accepted", value, ValueKind::AcceptedFindings))?;
    all.into_iter().enumerate().map(|(at, one)| accepted(at, one)).collect()
}

/// An acceptance. What is wrong in it is told by its place in the list and its key.
fn accepted(at: usize, value: Raw<'_>) -> Result<Accepted, WrongValue> {
    let path = ["accepted[", &at.to_string(), "]"].concat();
    let refuse = || wrong(&path, value, ValueKind::AcceptedFindings);
    let fields = RawFields::read(value.get()).ok_or_else(refuse)?;
    let (mut rule, mut token, mut reason) = (None, None, None);
    let (mut owner, mut until) = (String::new(), None);
    for (key, value) in fields.iter() {
        if value.get() == "null" {
            continue;
        }
        let wrong = |kind| wrong(&[&path, ".", key].concat(), value, kind);
        let word = text(value);
        let own = word.as_deref();
        match key {
            "rule" => {
                let known = own.and_then(Rule::from_key);
                rule = Some(known.ok_or_else(|| wrong(ValueKind::FindingRule))?);
            }
            "token" => {
                let id = own.and_then(|id| TokenId::parse(id).ok());
                token = Some(id.ok_or_else(|| wrong(ValueKind::Text))?);
            }
            "reason" => {
                let told = word.filter(|text| !text.trim().is_empty());
                reason = Some(told.ok_or_else(|| wrong(ValueKind::Reason))?);
            }
            "owner" => owner = word.ok_or_else(|| wrong(ValueKind::Text))?,
            "until" => {
                let end = own.and_then(end_of);
                until = Some(end.ok_or_else(|| wrong(ValueKind::Day))?);
            }
            // What else somebody noted is theirs.
            _ => {}
        }
    }
    let (Some(rule), Some(token), Some(reason)) = (rule, token, reason) else {
        return Err(refuse());
    };
    Ok(Accepted { rule, token, reason, owner, until })
}

/// A day holds to its end.
fn end_of(text: &str) -> Option<Timestamp> {
    let is_day = text.len() == "2027-01-31".len();
    let whole = if is_day { [text, "T23:59:59Z"].concat() } else { text.to_owned() };
    Timestamp::parse(&whole).ok()
}

/// The lines to add to `findings.accepted`. `None` as long as nobody gave a reason: such lines would be refused.
pub fn accepting(one: &Accepted) -> Option<String> {
    let Accepted { rule, token, reason, owner, until } = one;
    let (reason, owner) = (reason.trim(), owner.trim());
    if reason.is_empty() {
        return None;
    }
    let day = |at: &Timestamp| at.iso().chars().take("2027-01-31".len()).collect::<String>();
    let until = until.as_ref().map(day);
    let told = [
        ("rule", Some(rule.key())),
        ("token", Some(token.as_str())),
        ("reason", Some(reason)),
        ("owner", Some(owner).filter(|owner| !owner.is_empty())),
        ("until", until.as_deref()),
    ];
    let lines: BTreeMap<&str, &str> =
        told.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    serde_json::to_string_pretty(&lines).ok()
}
