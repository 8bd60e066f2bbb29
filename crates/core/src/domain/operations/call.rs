//! Which operation a call is: a method and a path, a line of curl, of `pscale` or of a log.

use super::super::view_state::decoded;
use super::{Operation, operations};

/// A call that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Call {
    /// Which operation it is.
    pub operation: &'static Operation,
    /// The organization that it names.
    pub organization: Option<String>,
    /// The database that it names.
    pub database: Option<String>,
}

/// What a text turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum CallTarget {
    /// Nothing was written.
    Nothing,
    /// A call of the API that is known.
    Known(Call),
    /// A method and a path that no operation has.
    UnknownPath {
        /// The method.
        method: String,
        /// The path, cut after 200 characters.
        path: String,
    },
    /// A call of another host than the API's, which may mean anything there.
    OtherHost(String),
    /// No call is found in it.
    NoCall,
}

/// Where PlanetScale's API is.
pub const API_HOST: &str = "api.planetscale.com";

/// Methods of HTTP (RFC 9110, 9.3; RFC 5789). Those that the API has no operation for are told apart all the same.
const METHODS: [&str; 9] =
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT"];

/// Reads a call out of whatever was pasted. A secret in it is passed over: nothing but method, path and names is kept.
/// `hosts` are those that also answer for PlanetScale's API.
pub fn read_call(text: &str, hosts: &[&str]) -> CallTarget {
    let words = words(text);
    if words.is_empty() {
        return CallTarget::Nothing;
    }
    let is_own = |host: &str| host == API_HOST || hosts.contains(&host);
    let command = words.iter().position(|word| is_program(word, "pscale"));
    let api = words.iter().position(|word| word == "--api-url");
    let api = command.and(api).and_then(|at| host(words.get(at + 1)?));
    if let Some(other) = api.filter(|host| !is_own(host)) {
        return CallTarget::OtherHost(other);
    }
    if let Some(at) = command
        && let Some(call) = pscale(words.get(at + 1..).unwrap_or_default())
    {
        return CallTarget::Known(call);
    }
    let found = words.iter().enumerate().find_map(|(at, word)| Some((at, path(word)?, host(word))));
    let Some((at, path, host)) = found else { return CallTarget::NoCall };
    if let Some(other) = host.filter(|host| !is_own(host)) {
        return CallTarget::OtherHost(other);
    }
    let method = method(&words, at);
    let found = operations()
        .iter()
        .filter(|one| one.method == method)
        .filter_map(|one| Some((one, fit(one, &path)?)))
        // A name that is written out fits better than one that varies.
        .min_by_key(|(one, _)| one.path.matches('{').count());
    match found {
        Some((operation, (organization, database))) => {
            CallTarget::Known(Call { operation, organization, database })
        }
        None => CallTarget::UnknownPath { method, path: path.chars().take(200).collect() },
    }
}

/// Words as a shell, a script or a line of a log has them: between white space, quotes and the signs around keys.
fn words(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '`');
    let around =
        |c: char| matches!(c, '\\' | '^' | ',' | ';' | ':' | '<' | '>' | '(' | ')' | '{' | '}');
    text.split(ends)
        .map(|word| word.trim_matches(around).to_owned())
        // "$'…'" is a string of a shell.
        .filter(|word| !word.is_empty() && word != "$")
        .take(400)
        .collect()
}

fn known_method(word: &str) -> Option<String> {
    let upper = word.trim_matches(['[', ']']).to_ascii_uppercase();
    METHODS.contains(&upper.as_str()).then_some(upper)
}

/// The method of the call whose path is the word at that place; `GET` where none is written.
fn method(words: &[String], path: usize) -> String {
    let written = if let Some(at) = words.iter().position(|word| is_program(word, "curl")) {
        curl_method(words.get(at + 1..).unwrap_or_default())
    } else {
        let is_key = |word: &str| {
            let word = word.to_ascii_lowercase();
            word.ends_with("method") || word == "verb"
        };
        let pairs = words.iter().zip(words.iter().skip(1));
        let keyed = || pairs.filter(|(key, _)| is_key(key)).find_map(|(_, it)| known_method(it));
        let before = || known_method(words.get(path.checked_sub(1)?)?);
        // "get" may be a word of a message.
        let loud = || words.iter().find(|word| METHODS.contains(&word.trim_matches(['[', ']'])));
        keyed().or_else(before).or_else(|| known_method(loud()?))
    };
    written.unwrap_or_else(|| "GET".to_owned())
}

fn is_program(word: &str, name: &str) -> bool {
    word.rsplit('/').next().is_some_and(|last| last.trim_end_matches(".exe") == name)
}

/// The method that options of curl ask for: a word in a body or a header is none.
fn curl_method(options: &[String]) -> Option<String> {
    // Short options may be joined: "-sSX DELETE", "-sXDELETE".
    let joined = |word: &str| {
        let short = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'))?;
        short.split_once('X').map(|(_, rest)| rest.to_owned())
    };
    let is_asking =
        |word: &str| word == "--request" || joined(word).is_some_and(|it| it.is_empty());
    let mut pairs = options.iter().zip(options.iter().skip(1));
    let asked = pairs.find(|(option, _)| is_asking(option));
    let short = || options.iter().find_map(|word| known_method(&joined(word)?));
    let has = |names: &[&str]| {
        options.iter().any(|word| {
            let joined = |name: &&str| name.len() == 2 && word.starts_with(*name);
            names.iter().any(|name| word == name || joined(name))
        })
    };
    let body = [
        "-d",
        "-F",
        "--data",
        "--data-raw",
        "--data-binary",
        "--data-urlencode",
        "--json",
        "--form",
    ];
    match asked.and_then(|(_, method)| known_method(method)).or_else(short) {
        Some(method) => Some(method),
        // What would be a body is put behind the address.
        None if options.iter().any(|word| matches!(word.as_str(), "-G" | "--get")) => None,
        None if has(&["-T", "--upload-file"]) => Some("PUT".to_owned()),
        None if has(&body) => Some("POST".to_owned()),
        None => None,
    }
}

/// The host of an address, if it names one: with its scheme, or as programs take it without. What stands before it for
/// signing in is no part of it, nor is the port.
pub fn host(word: &str) -> Option<String> {
    let (address, has_scheme) = match word.split_once("://") {
        Some((_, address)) => (address, true),
        None => (word, false),
    };
    let authority = address.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit('@').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    // "organizations/acme" is a path.
    let is_named = has_scheme || host.contains('.') || host == "localhost";
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    (is_named && !host.is_empty()).then(|| host.chars().take(200).collect())
}

/// The path below the API's version, if a word is an address of the API.
fn path(word: &str) -> Option<String> {
    let word = word.split(['?', '#']).next().unwrap_or_default();
    let below = match word.find("/v1/") {
        Some(at) => word.get(at + 3..)?,
        None if word.starts_with('/') => word,
        None if word.starts_with("organizations/") => return path(&["/", word].concat()),
        None => return None,
    };
    let is_known = ["/organizations", "/regions", "/user"].iter().any(|own| below.starts_with(own));
    is_known.then(|| below.trim_end_matches('/').to_owned())
}

/// The organization and the database that a path names, if it is one of that operation.
fn fit(operation: &Operation, path: &str) -> Option<(Option<String>, Option<String>)> {
    let (mut own, mut given) = (operation.path.split('/'), path.split('/'));
    let (mut organization, mut database) = (None, None);
    loop {
        match (own.next(), given.next()) {
            (None, None) => return Some((organization, database)),
            (Some(own), Some(given)) if own.starts_with('{') && !given.is_empty() => {
                // A placeholder that was copied with the path names nothing.
                let name = (!given.starts_with(['{', ':', '$'])).then(|| decoded(given));
                match own {
                    "{organization}" => organization = name,
                    "{database}" => database = name,
                    _ => {}
                }
            }
            (Some(own), Some(given)) if own == given => {}
            _ => return None,
        }
    }
}

/// What the command line calls things, and what the API's operations call them.
const NOUNS: [(&str, &str); 14] = [
    ("branch", "branch"),
    ("database", "database"),
    ("db", "database"),
    ("backup", "backup"),
    ("password", "password"),
    ("role", "role"),
    ("deploy-request", "deploy_request"),
    ("dr", "deploy_request"),
    ("keyspace", "keyspace"),
    ("workflow", "workflow"),
    ("webhook", "webhook"),
    ("service-token", "service_token"),
    ("org", "organization"),
    ("region", "public_region"),
];

/// Reads what follows `pscale`: its nouns and verbs are nearly those of the API.
fn pscale(words: &[String]) -> Option<Call> {
    let plain: Vec<&str> = positional(words);
    let (noun, verb) = (plain.first()?, plain.get(1)?);
    let (_, noun) = NOUNS.iter().find(|(own, _)| own == noun)?;
    let names = |verb: &str| match verb {
        "show" => vec![["get_", noun].concat()],
        "list" if noun.ends_with("ch") => vec![["list_", noun, "es"].concat()],
        "list" => vec![["list_", noun, "s"].concat()],
        "deploy" => vec![["queue_", noun].concat()],
        "schema" => vec!["get_branch_schema".to_owned()],
        "safe-migrations" => vec!["enable_safe_migrations".to_owned()],
        "update-settings" => vec![["update_", noun, "_settings"].concat()],
        other => vec![[other, "_", noun].concat()],
    };
    let operation = names(verb).iter().find_map(|name| super::operation(name))?;
    let flag = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1).cloned()
    };
    let database = operation.is_about_a_database().then(|| plain.get(2)).flatten();
    Some(Call {
        operation,
        organization: flag("--org"),
        database: database.map(|name| (*name).to_owned()),
    })
}

/// The words that are neither flags nor the values of those that take one.
fn positional(words: &[String]) -> Vec<&str> {
    const WITH_VALUE: [&str; 6] =
        ["--org", "--format", "-f", "--service-token", "--service-token-id", "--api-url"];
    let mut all = Vec::new();
    let mut is_value = false;
    for word in words {
        if std::mem::take(&mut is_value) {
            continue;
        }
        if word.starts_with('-') {
            is_value = WITH_VALUE.contains(&word.as_str());
        } else {
            all.push(word.as_str());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (String, String) {
        match read_call(text, &[]) {
            CallTarget::Known(call) => {
                (call.operation.name.to_owned(), call.database.unwrap_or_default())
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_call_is_known_in_each_form_that_people_have_it() {
        let branch = ("create_branch".to_owned(), "shop".to_owned());
        for text in [
            "POST /v1/organizations/acme/databases/shop/branches",
            "post organizations/acme/databases/shop/branches/",
            "curl -X POST https://api.planetscale.com/v1/organizations/acme/databases/shop/branches -d '{}'",
            "curl -XPOST 'https://api.planetscale.com/v1/organizations/acme/databases/shop/branches?x=1'",
            "curl https://api.planetscale.com/v1/organizations/acme/databases/shop/branches \\\n --data '{\"name\":\"x\"}'",
            "curl https://api.planetscale.com/v1/organizations/acme/databases/shop/branches -d '{ \"name\": \"delete\" }'",
            "curl -s --json '{}' https://api.planetscale.com/v1/organizations/acme/databases/shop/branches/",
            "curl -d@body.json https://api.planetscale.com/v1/organizations/acme/databases/shop/branches",
            "curl --request post -H 'X-HTTP-Method-Override: PUT' https://api.planetscale.com/v1/organizations/acme/databases/shop/branches",
            "curl.exe --request POST ^\"https://api.planetscale.com/v1/organizations/acme/databases/shop/branches^\"",
            "pscale branch create shop dev --org acme",
            "$ pscale --org=acme branch create shop dev",
            "10.0.0.1 - - [20/Nov/2026] \"POST /api/v1/organizations/acme/databases/shop/branches HTTP/1.1\" 404 52",
            "method=POST path=/v1/organizations/acme/databases/shop/branches status=404",
        ] {
            assert_eq!(read(text), branch, "{text}");
        }
        assert_eq!(read("pscale branch list shop").0, "list_branches");
        let listed = "curl -G -d page=2 https://api.planetscale.com/v1/organizations/acme/databases/shop/branches";
        assert_eq!(read(listed).0, "list_branches");
        assert_eq!(read("pscale password delete shop main abc").0, "delete_password");
        assert_eq!(read("/v1/organizations/acme").0, "get_organization");
        let role = "/v1/organizations/a/databases/b/branches/c/roles/default";
        assert_eq!(read(role).0, "get_default_role");
    }

    #[test]
    fn the_method_is_read_wherever_it_is_written() {
        let at = "/v1/organizations/acme/databases/shop";
        for text in [
            r#"{"level":"error","method":"DELETE","path":"@","status":404}"#,
            r#"{"msg":"get shop failed","url":"https://api.planetscale.com@","method":"DELETE"}"#,
            r#"{"http":{"method":"delete","url":"https://api.planetscale.com@"}}"#,
            "method='DELETE' path='@'",
            "(DELETE https://api.planetscale.com@)",
            "DELETE \"https://api.planetscale.com@\": 404 Not Found",
            "curl -sSX DELETE https://api.planetscale.com@",
            "curl -sXDELETE https://api.planetscale.com@",
            "curl $'https://api.planetscale.com@' -X $'DELETE'",
            "fetch('https://api.planetscale.com@', {method:'DELETE'})",
            "10.0.0.1 - - [27/Nov/2026] \"DELETE @ HTTP/1.1\" 404",
        ] {
            let text = text.replace('@', at);
            assert_eq!(read(&text), ("delete_database".into(), "shop".into()), "{text}");
        }
        let trace = read_call(&["TRACE ", at].concat(), &[]);
        assert!(matches!(trace, CallTarget::UnknownPath { method, .. } if method == "TRACE"));
        let post = ["curl https://api.planetscale.com", at, " -d 'DELETE me'"].concat();
        assert!(
            matches!(read_call(&post, &[]), CallTarget::UnknownPath { method, .. } if method == "POST")
        );
    }

    #[test]
    fn what_is_no_call_is_told_from_a_call_that_is_not_known() {
        assert_eq!(read_call("  \n", &[]), CallTarget::Nothing);
        assert_eq!(read_call("branch does not exist", &[]), CallTarget::NoCall);
        assert_eq!(read_call("pscale shell shop main", &[]), CallTarget::NoCall);
        let odd = read_call("DELETE /v1/organizations/acme/moons/1", &[]);
        assert!(matches!(odd, CallTarget::UnknownPath { .. }));
    }

    #[test]
    fn a_call_of_another_host_is_told_to_be_one() {
        for (text, other) in [
            ("curl https://api.github.com/v1/organizations/acme", Some("api.github.com")),
            ("GET http://LOCALHOST:8787/v1/organizations/acme", Some("localhost")),
            ("curl api.example.com/v1/organizations/acme -d x", Some("api.example.com")),
            (
                "curl https://api.planetscale.com@evil.example/v1/organizations/acme",
                Some("evil.example"),
            ),
            ("curl https://[::1]:80/v1/organizations/acme", Some("::1")),
            ("pscale org show acme --api-url=https://api.example.com", Some("api.example.com")),
            ("curl https://API.planetscale.com:443/v1/organizations/acme", None),
            ("curl u:p@api.planetscale.com./v1/organizations/acme", None),
            ("curl https://console.example.com/api/v1/organizations/acme", None),
            ("GET /api/v1/organizations/acme", None),
            ("pscale org show acme --api-url https://api.planetscale.com/", None),
        ] {
            let told = match read_call(text, &["console.example.com"]) {
                CallTarget::OtherHost(host) => Some(host),
                CallTarget::Known(_) => None,
                other => panic!("{text}: {other:?}"),
            };
            assert_eq!(told.as_deref(), other, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_operation_is_known_by_its_own_path(place in 0_usize..193) {
            let one = &operations()[place];
            let path = one.path.replace('{', "x").replace('}', "");
            let text = [one.method, " /v1", &path].concat();
            let CallTarget::Known(call) = read_call(&text, &[]) else { panic!("{text}") };
            prop_assert_eq!(call.operation.name, one.name);
        }

        #[test]
        fn whatever_is_pasted_is_read_without_harm(text in ".{0,200}") {
            read_call(&text, &[]);
            read_call(&["pscale ", &text].concat(), &[]);
            read_call(&["curl https://", &text, "/v1/organizations/", &text].concat(), &[]);
        }
    }
}
