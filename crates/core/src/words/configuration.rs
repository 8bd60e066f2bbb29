//! What is wrong with `config.json`.

/// The page of a wrong configuration.
pub const TITLE: &str = "Configuration";
/// What is wrong.
pub const WRONG: &str = "config.json has a wrong value";
/// A web page lies in its place.
pub const IS_A_PAGE: &str = "config.json is a web page; the defaults are used.";
/// In place of a status.
pub const REDIRECTED: &str = "redirected";
/// In place of a status.
pub const NO_ANSWER: &str = "no answer";
/// What is allowed.
pub const OBJECT_FILE: &str = "a JSON object";
/// What is allowed.
pub const JSON: &str = "JSON";
/// What is allowed.
pub const OBJECT: &str = "an object";
/// What is allowed.
pub const TEXT: &str = "a text";
/// What is allowed.
pub const ADDRESS: &str = "a path on this server, or an address that begins with https://";
/// What is allowed.
pub const FLAG: &str = "true or false";
/// What is allowed.
pub const SECONDS: &str = "a whole number of seconds, from 1";
/// What is allowed.
pub const SECONDS_OR_NEVER: &str = "a whole number of seconds, from 1, or \"never\"";
/// What is allowed.
pub const ORGANIZATIONS: &str = "a list of organization names";
/// What is allowed.
pub const PERMISSIONS: &str =
    "a list of objects with name, scope (organization or database) and description";

/// What is allowed.
pub fn number(least: u64, most: u64) -> String {
    ["a whole number from ", &least.to_string(), " to ", &most.to_string()].concat()
}

/// Where a file stops being JSON.
pub fn line_and_column(line: usize, column: usize) -> String {
    ["line ", &line.to_string(), ", column ", &column.to_string()].concat()
}

/// It could not be read.
pub fn unreadable(status: &str) -> String {
    ["config.json could not be read (", status, "); defaults are used."].concat()
}

/// A key that is not known.
pub fn unknown_key(key: &str) -> String {
    ["config.json: the key \"", key, "\" is not known."].concat()
}

/// A value that is not allowed; without a key, the file as a whole.
pub fn is(key: &str, value: &str) -> String {
    if key.is_empty() {
        ["The file is ", value, "."].concat()
    } else {
        ["\"", key, "\" is ", value, "."].concat()
    }
}

/// What to do about it.
pub fn correct_it(allowed: &str) -> String {
    ["It has to be ", allowed, ". Correct it on the server, then reload this page."].concat()
}
