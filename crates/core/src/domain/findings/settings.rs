//! What `config.json` says of findings: thresholds, rules to leave out, findings that somebody accepted.

use serde_json::json;

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
            "accepted" => {
                let all = list(value).and_then(|all| all.into_iter().map(accepted).collect());
                settings.accepted =
                    all.ok_or_else(|| wrong(name, value, ValueKind::AcceptedFindings))?;
            }
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

fn accepted(value: Raw<'_>) -> Option<Accepted> {
    let fields = RawFields::read(value.get())?;
    let until = match fields.text("until") {
        None => None,
        Some(text) => Some(end_of(&text)?),
    };
    Some(Accepted {
        rule: Rule::from_key(&fields.text("rule")?)?,
        token: TokenId::parse(&fields.text("token")?).ok()?,
        reason: fields.text("reason").filter(|text| !text.trim().is_empty())?,
        owner: fields.text("owner").unwrap_or_default(),
        until,
    })
}

/// A day holds to its end.
fn end_of(text: &str) -> Option<Timestamp> {
    let is_day = text.len() == "2027-01-31".len();
    let whole = if is_day { [text, "T23:59:59Z"].concat() } else { text.to_owned() };
    Timestamp::parse(&whole).ok()
}

/// The lines to add to `findings.accepted` so that a finding is accepted until a day.
pub fn accepting(rule: Rule, token: &TokenId, until: Timestamp) -> String {
    let day: String = until.iso().chars().take("2027-01-31".len()).collect();
    let one = json!({
        "rule": rule.key(),
        "token": token.as_str(),
        "reason": "",
        "owner": "",
        "until": day,
    });
    serde_json::to_string_pretty(&one).unwrap_or_default()
}
