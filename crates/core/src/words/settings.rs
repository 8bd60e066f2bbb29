//! The settings and the request log.

/// The page.
pub const TITLE: &str = "Settings";
/// A card.
pub const CONNECTION: &str = "Connection";
/// A fact.
pub const API: &str = "API";
/// A fact.
pub const ORGANIZATIONS: &str = "Organizations";
/// They are not known yet.
pub const READING: &str = "loading…";
/// A fact.
pub const MODE: &str = "Mode";
/// A mode.
pub const READ_ONLY: &str = "read-only";
/// A mode.
pub const CHANGING: &str = "read and write";
/// A fact.
pub const PACE: &str = "Rate limit";
/// A fact.
pub const LONGEST: &str = "Longest time to live";
/// A fact.
pub const NO_LIMIT: &str = "no limit";
/// A fact.
pub const WITHOUT_END: &str = "Tokens that never expire";
/// They may be made.
pub const ALLOWED: &str = "allowed";
/// They may not.
pub const NOT_ALLOWED: &str = "not allowed";
/// What the credential may do.
pub const READS_TOKENS: &str = "Reads tokens (read_service_tokens)";
/// What the credential may do.
pub const READS_DATABASES: &str = "Reads databases (read_databases)";
/// What the credential may do.
pub const CHANGES_ACCESS: &str = "Changes access (write_service_tokens)";
/// What the credential may do.
pub const DELETES_TOKENS: &str = "Deletes tokens (delete_service_tokens)";
/// It may.
pub const YES: &str = "yes";
/// It may not, as it seems.
pub const NO: &str = "no (or the list is empty)";
/// That cannot be told.
pub const CALL_FAILED: &str = "not known: the call failed";
/// The answer is on its way.
pub const ASKING: &str = "asking…";
/// That would change something.
pub const ONLY_BY_TRYING: &str = "cannot be checked";
/// A card.
pub const APPEARANCE: &str = "Appearance";
/// A choice.
pub const THEME: &str = "Theme";
/// A theme.
pub const SYSTEM: &str = "System";
/// A theme.
pub const LIGHT: &str = "Light";
/// A theme.
pub const DARK: &str = "Dark";
/// A choice.
pub const LOCAL_TIMES: &str = "Exact times in this computer's time zone";
/// What happens without it.
pub const LOCAL_TIMES_TEXT: &str = "Otherwise in UTC. Exports are always in UTC.";
/// A choice.
pub const COMPACT: &str = "Compact rows";
/// A choice.
pub const LETTER_KEYS: &str = "Single-key shortcuts";
/// What they are.
pub const LETTER_KEYS_TEXT: &str = "The / key goes to the page's search.";
/// The log, and its table.
pub const LOG: &str = "Request log";
/// Looks again.
pub const REFRESH_LOG: &str = "Refresh log";
/// Saves it.
pub const EXPORT_LOG: &str = "Export log";
/// It is empty.
pub const NO_CALLS: &str = "No calls yet";
/// What would be there.
pub const NO_CALLS_TEXT: &str =
    "Each call to the API is noted here: method, path, status, duration. Never a secret.";
/// A column.
pub const METHOD: &str = "Method";
/// A column.
pub const PATH: &str = "Path";
/// A column.
pub const STATUS: &str = "Status";
/// A column.
pub const DURATION: &str = "Duration";
/// A column.
pub const REQUEST_ID: &str = "Request ID";
/// A column.
pub const TIME: &str = "Time";
/// Copies a call.
pub const COPY_CURL: &str = "Copy as curl";

/// How fast calls are made.
pub fn pace(per_minute: &super::Count, parallel: &super::Count) -> String {
    let calls = per_minute.of("call a minute", "calls a minute");
    [&calls, ", ", parallel.text(), " at a time"].concat()
}

/// A length of time.
pub fn seconds(count: &super::Count) -> String {
    count.of("second", "seconds")
}

/// A length of time.
pub fn milliseconds(count: &super::Count) -> String {
    [count.text(), " ms"].concat()
}

/// What the credential may do there.
pub fn credential_in(organization: &str) -> String {
    ["The console's token in ", organization].concat()
}
