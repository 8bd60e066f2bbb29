//! What one static build is told about its deployment: `config.json` beside `index.html`.
//!
//! Everything is optional. A wrong value stops the console with a page that names the key, the value
//! and what is allowed: a mistyped policy must not be an absent one. An unknown key is a note.

mod keys;

use super::catalog::Scope;
use super::ids::OrgName;
use super::raw::{Raw, RawFields, list, text};
use super::time::Seconds;

use keys::KINDS;
pub use keys::{ConfigKey, KEYS, ValueKind, example, schema};

/// A deployment's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where the API is: relative to the base path, a path, or an https address.
    pub api_base: String,
    /// The organizations to offer; empty: those that the API lists.
    pub organizations: Vec<OrgName>,
    /// What the console is called; `None`: by its own name.
    pub title: Option<String>,
    /// Shown in the banner, as "Sandbox".
    pub notice: Option<String>,
    /// Nothing can be changed.
    pub read_only: bool,
    /// Tells who is signed in, as oauth2-proxy's `/oauth2/userinfo`.
    pub identity_url: Option<String>,
    /// Where to sign in; `{path}` stands for the page to come back to.
    pub sign_in_url: Option<String>,
    /// Where to sign out.
    pub sign_out_url: Option<String>,
    /// At most so many calls in any sixty seconds.
    pub requests_per_minute: usize,
    /// At most so many calls at a time.
    pub parallel_requests: usize,
    /// What new tokens have to be like.
    pub policy: Policy,
    /// Permissions that the console does not know yet.
    pub permissions: Vec<ExtraPermission>,
    /// What is said of findings, as it was written: the page of findings reads it.
    pub findings: Option<Box<str>>,
}

/// What new tokens have to be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The time to live that is offered first; `None`: no end.
    pub default_ttl: Option<Seconds>,
    /// The longest time to live.
    pub max_ttl: Option<Seconds>,
    /// Whether a token may live for ever.
    pub allow_no_expiry: bool,
    /// What a name has to look like: `*` for anything, `?` for one character.
    pub name_pattern: Option<String>,
}

/// A permission that the console is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraPermission {
    /// The API's name.
    pub name: String,
    /// Where it can be granted.
    pub scope: Scope,
    /// What it allows.
    pub description: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api_base: "api/v1".into(),
            organizations: Vec::new(),
            title: None,
            notice: None,
            read_only: false,
            identity_url: None,
            sign_in_url: None,
            sign_out_url: None,
            requests_per_minute: 480,
            parallel_requests: 6,
            policy: Policy {
                default_ttl: Some(Seconds::days(90)),
                max_ttl: None,
                allow_no_expiry: true,
                name_pattern: None,
            },
            permissions: Vec::new(),
            findings: None,
        }
    }
}

/// A value that the console cannot work with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongValue {
    /// Its key, as `policy.maxTtl`; empty for the file as a whole.
    pub key: String,
    /// What stands there.
    pub value: FoundValue,
    /// What is allowed.
    pub allowed: Allowed,
}

/// What stands in place of a value that the console can work with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundValue {
    /// This JSON, cut after 120 characters.
    Json(String),
    /// Something that is not JSON, from that place on.
    NotJson {
        /// In which line, from 1.
        line: usize,
        /// In which byte of that line, from 1.
        column: usize,
    },
}

/// What is allowed where a wrong value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// The whole file has to be JSON.
    Json,
    /// The whole file has to be an object.
    ObjectFile,
    /// An object.
    Object,
    /// A value of that kind.
    Value(ValueKind),
}

/// What to know about a configuration that holds nevertheless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A web page lies in its place.
    WebPage,
    /// It has a key that the console does not know.
    UnknownKey(String),
    /// It could not be fetched. The status of the answer; 0: it was redirected; `None`: no answer came.
    NotFetched(Option<u16>),
}

/// Settings, and what to know about the file they came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// Keys that the console does not know, and the like.
    pub notes: Vec<Note>,
}

impl Config {
    /// Reads a file. No text means no file.
    ///
    /// # Errors
    /// The first value that the console cannot work with.
    pub fn read(text: &str) -> Result<Loaded, WrongValue> {
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            return Ok(Loaded::default());
        }
        if text.starts_with('<') {
            // A server that answers every address with its page has no such file.
            return Ok(Loaded { notes: vec![Note::WebPage], ..Loaded::default() });
        }
        let whole: Raw<'_> = match serde_json::from_str(text) {
            Ok(whole) => whole,
            Err(error) => {
                return Err(WrongValue {
                    key: String::new(),
                    value: FoundValue::NotJson { line: error.line(), column: error.column() },
                    allowed: Allowed::Json,
                });
            }
        };
        let Some(fields) = RawFields::read(whole.get()) else {
            return Err(wrong("", whole, Allowed::ObjectFile));
        };
        Reader { config: Self::default(), notes: Vec::new() }.read(&fields)
    }

    /// Whether a token may have that name.
    pub fn allows_name(&self, name: &str) -> bool {
        let Some(pattern) = &self.policy.name_pattern else { return true };
        let (name, pattern): (Vec<char>, Vec<char>) =
            (name.chars().collect(), pattern.chars().collect());
        fits_pattern(&pattern, &name)
    }
}

/// `*` stands for any characters, `?` for one. Linear in the name for each star.
pub fn fits_pattern(pattern: &[char], name: &[char]) -> bool {
    let (mut p, mut n) = (0, 0);
    let mut star = None;
    while let Some(&c) = name.get(n) {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == c => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    p = at + 1;
                    n = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).unwrap_or_default().iter().all(|c| *c == '*')
}

fn wrong(key: &str, value: Raw<'_>, allowed: Allowed) -> WrongValue {
    WrongValue {
        key: key.to_owned(),
        value: FoundValue::Json(value.get().chars().take(120).collect()),
        allowed,
    }
}

struct Reader {
    config: Config,
    notes: Vec<Note>,
}

impl Reader {
    fn read(mut self, fields: &RawFields<'_>) -> Result<Loaded, WrongValue> {
        for (name, value) in fields.iter() {
            match name {
                "$schema" => {}
                "policy" => {
                    let Some(inner) = RawFields::read(value.get()) else {
                        return Err(wrong("policy", value, Allowed::Object));
                    };
                    for (name, value) in inner.iter() {
                        self.take(&["policy.", name].concat(), value)?;
                    }
                }
                "findings" if value.get() == "null" => {}
                "findings" => self.findings(value)?,
                _ => self.take(name, value)?,
            }
        }
        let policy = &mut self.config.policy;
        if !policy.allow_no_expiry && policy.default_ttl.is_none() {
            policy.default_ttl = Some(Seconds::days(90));
        }
        if let (Some(max), Some(default)) = (policy.max_ttl, policy.default_ttl) {
            policy.default_ttl = Some(default.min(max));
        }
        Ok(Loaded { config: self.config, notes: self.notes })
    }

    /// Its values are read by the page that needs them; what it does not know is noted here.
    fn findings(&mut self, value: Raw<'_>) -> Result<(), WrongValue> {
        let fields = RawFields::read(value.get());
        let fields = fields.ok_or_else(|| wrong("findings", value, Allowed::Object))?;
        for (name, _) in fields.iter() {
            let path = ["findings.", name].concat();
            if !KINDS.iter().any(|(own, _)| *own == path) {
                self.notes.push(Note::UnknownKey(path));
            }
        }
        self.config.findings = Some(value.get().into());
        Ok(())
    }

    fn take(&mut self, path: &str, value: Raw<'_>) -> Result<(), WrongValue> {
        let Some((_, kind)) = KINDS.iter().find(|(own, _)| *own == path) else {
            self.notes.push(Note::UnknownKey(path.to_owned()));
            return Ok(());
        };
        if value.get() == "null" {
            return Ok(());
        }
        let refuse = || wrong(path, value, Allowed::Value(*kind));
        let word = || text(value).ok_or_else(refuse);
        let address = || word().and_then(|it| if is_address(&it) { Ok(it) } else { Err(refuse()) });
        let flag = || match value.get() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(refuse()),
        };
        let number = |least: u64, most: u64| {
            let number = value.get().parse().ok();
            number.filter(|n| (least..=most).contains(n)).ok_or_else(refuse)
        };
        let seconds = || {
            let most = 3_153_600_000;
            number(1, most).map(|n| Seconds(i64::try_from(n).unwrap_or(i64::MAX)))
        };
        let small = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let config = &mut self.config;
        match path {
            "apiBase" => config.api_base = address()?,
            "organizations" => {
                let names = list(value).ok_or_else(refuse)?;
                config.organizations = names
                    .iter()
                    .map(|name| OrgName::parse(&text(name).unwrap_or_default()))
                    .collect::<Result<_, _>>()
                    .map_err(|_| refuse())?;
            }
            "title" => config.title = Some(word()?),
            "notice" => config.notice = Some(word()?),
            "readOnly" => config.read_only = flag()?,
            "identityUrl" => config.identity_url = Some(address()?),
            "signInUrl" => config.sign_in_url = Some(address()?),
            "signOutUrl" => config.sign_out_url = Some(address()?),
            "requestsPerMinute" => config.requests_per_minute = small(number(1, 600)?),
            "parallelRequests" => config.parallel_requests = small(number(1, 32)?),
            "policy.defaultTtl" if text(value).as_deref() == Some("never") => {
                config.policy.default_ttl = None;
            }
            "policy.defaultTtl" => config.policy.default_ttl = Some(seconds()?),
            "policy.maxTtl" => config.policy.max_ttl = Some(seconds()?),
            "policy.allowNoExpiry" => config.policy.allow_no_expiry = flag()?,
            "policy.namePattern" => config.policy.name_pattern = Some(word()?),
            "permissions" => {
                let all = list(value).ok_or_else(refuse)?;
                config.permissions =
                    all.into_iter().map(permission).collect::<Option<_>>().ok_or_else(refuse)?;
            }
            _ => {}
        }
        Ok(())
    }
}

fn permission(value: Raw<'_>) -> Option<ExtraPermission> {
    let fields = RawFields::read(value.get())?;
    Some(ExtraPermission {
        name: fields.text("name").filter(|name| !name.is_empty())?,
        scope: match fields.text("scope")?.as_str() {
            "organization" => Scope::Organization,
            "database" => Scope::Database,
            _ => return None,
        },
        description: fields.text("description").unwrap_or_default(),
    })
}

/// A path of this server or an https address, and nothing that a browser reads as something else.
fn is_address(text: &str) -> bool {
    let plain = !text.is_empty()
        && text.chars().all(|c| !c.is_control() && c != '\\' && !c.is_whitespace());
    let lower = text.to_ascii_lowercase();
    let relative = !lower.starts_with("//")
        && !lower.split(['/', '?', '#']).next().unwrap_or_default().contains(':');
    plain && (relative || lower.strip_prefix("https://").is_some_and(|rest| !rest.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_value_names_its_key_and_what_is_allowed() {
        let told = Config::read(r#"{"policy":{"maxTtl":"soon"}}"#).unwrap_err();
        assert_eq!(told.key, "policy.maxTtl");
        assert_eq!(told.value, FoundValue::Json("\"soon\"".into()));
        assert_eq!(told.allowed, Allowed::Value(ValueKind::Ttl));
        assert_eq!(Config::read("[]").unwrap_err().allowed, Allowed::ObjectFile);
        let cut = Config::read("{").unwrap_err();
        assert_eq!(cut.allowed, Allowed::Json);
        assert_eq!(cut.value, FoundValue::NotJson { line: 1, column: 1 });
    }

    #[test]
    fn no_file_and_a_page_in_its_place_mean_the_defaults() {
        assert_eq!(Config::read("").unwrap().config, Config::default());
        assert_eq!(Config::read("<!doctype html>").unwrap().notes, [Note::WebPage]);
        let unknown = Config::read(r#"{"colour":1}"#).unwrap();
        assert_eq!(unknown.notes, [Note::UnknownKey("colour".into())]);
    }

    #[test]
    fn addresses_that_a_browser_would_run_or_send_elsewhere_are_refused() {
        for bad in ["javascript:alert(1)", "http://x.test/", "//x.test", "/\\x.test", "data:,x", ""]
        {
            let text = serde_json::json!({ "signInUrl": bad }).to_string();
            assert!(Config::read(&text).is_err(), "{bad}");
        }
        for good in ["/oauth2/start?rd={path}", "api/v1", "https://x.test/a:b"] {
            let text = serde_json::json!({ "apiBase": good }).to_string();
            assert!(Config::read(&text).is_ok(), "{good}");
        }
    }

    #[test]
    fn names_are_held_against_the_pattern() {
        let read = |pattern: &str| {
            let text = serde_json::json!({ "policy": { "namePattern": pattern } }).to_string();
            Config::read(&text).unwrap().config
        };
        assert!(read("team-*-??").allows_name("team-a-b-01"));
        assert!(!read("team-*-??").allows_name("team-a"));
        assert!(read("*").allows_name(""));
        assert!(Config::default().allows_name("anything"));
    }

    #[test]
    fn the_default_time_to_live_keeps_to_the_policy() {
        let read = |text: &str| Config::read(text).unwrap().config.policy.default_ttl;
        assert_eq!(read(r#"{"policy":{"maxTtl":60}}"#), Some(Seconds(60)));
        assert_eq!(read(r#"{"policy":{"defaultTtl":"never"}}"#), None);
        let strict = r#"{"policy":{"defaultTtl":"never","allowNoExpiry":false}}"#;
        assert_eq!(read(strict), Some(Seconds::days(90)));
    }
}
