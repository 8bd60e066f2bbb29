//! What deserves attention in an organization's tokens.

use super::finding_rules::days;
use crate::domain::activity::Horizon;
use crate::domain::findings::Severity;
use crate::domain::knowledge::Known;

pub use super::finding_rules::{rule, rule_about};

/// The page, and its table.
pub const TITLE: &str = "Findings";
/// The toggles.
pub const RULES: &str = "Rules";
/// Shows the accepted ones, too.
pub const ACCEPTED: &str = "Accepted";
/// The toggle's group.
pub const SHOW: &str = "Show";
/// Saves the ends of the tokens.
pub const CALENDAR: &str = "Calendar file";
/// A column.
pub const SEVERITY: &str = "Severity";
/// A column.
pub const FINDING: &str = "Finding";
/// A column.
pub const TOKEN: &str = "Token";
/// A column.
pub const EVIDENCE: &str = "Evidence";
/// A column.
pub const SINCE: &str = "Since";
/// A column of buttons.
pub const FIX: &str = "Fix";
/// Nothing was found, and every token was looked at.
pub const NONE: &str = "No findings";
/// The same in a sentence.
pub const NONE_TEXT: &str = "Every token of this organization was held against every rule.";
/// Nothing is shown.
pub const NONE_FITS: &str = "No finding matches";
/// Why.
pub const NONE_FITS_TEXT: &str = "None of the chosen rules found anything that is not accepted.";
/// The way back.
pub const CLEAR: &str = "Show all rules";
/// The configuration makes no sense.
pub const MISCONFIGURED: &str = "The findings of config.json make no sense";
/// After the severity of an accepted finding.
pub const MARK_ACCEPTED: &str = "accepted";
/// The calendar.
pub const EXPIRY_CALENDAR: &str = "Expiry calendar";

/// The calendar with how many tokens end while it lasts.
pub fn expiry_calendar(within: &super::Count) -> String {
    [EXPIRY_CALENDAR, " (", within.text(), " in the next 90 days)"].concat()
}

/// Tokens that end after the calendar.
pub fn end_later(later: &super::Count) -> String {
    later.of(
        "token ends later: the calendar file has it, too.",
        "tokens end later: the calendar file has them, too.",
    )
}

/// Nothing ends.
pub const NOTHING_ENDS: &str = "No token ends within the next 90 days.";
/// Nothing of what was loaded ends; why the list is not whole follows.
pub const NOTHING_LOADED_ENDS: &str = "No token that is loaded ends within the next 90 days. ";
/// The picture.
pub const PICTURE: &str = "Ends of tokens within the next 90 days, by week";
/// A column.
pub const ENDS: &str = "Ends";
/// The file of the calendar was not saved.
pub const NOT_SAVED: &str = "The calendar file was not saved: the browser refused it.";
/// There is nothing to put into it.
pub const NO_END: &str = "No token has an end that is still to come.";
/// The same of an incomplete list; why follows.
pub const NO_LOADED_END: &str = "No token that is loaded has an end that is still to come. ";
/// Opens the dialog, and the dialog.
pub const ACCEPT: &str = "Accept a finding";
/// What to do.
pub const ACCEPT_TEXT: &str = "What is accepted stands in config.json, in the list \"findings\" → \"accepted\". Fill this in and add the lines there: nothing is changed from here. The finding stays counted and listed as accepted, and comes back after its day.";
/// Of which token: its display name and ID.
pub fn accept_what(rule: &str, token: &str) -> String {
    [rule, ": ", token].concat()
}
/// A field.
pub const REASON: &str = "Reason";
/// A field.
pub const OWNER: &str = "Who answers for it";
/// A field.
pub const ACCEPTED_UNTIL: &str = "Accepted until";
/// What to know before filling it in.
pub const ACCEPTED_UNTIL_HINT: &str = "Empty: for ever.";
/// In place of the lines.
pub const NO_REASON: &str = "The lines are here as soon as there is a reason.";
/// The lines.
pub const ACCEPT_LINES: &str = "Lines for config.json";
/// Copies them.
pub const COPY_LINES: &str = "Copy lines";

/// How grave a finding is.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "critical",
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
    }
}

/// How many findings there are, and how that is known.
pub fn count(
    known: Known,
    shown: Option<&super::Count>,
    open: &super::Count,
    accepted: usize,
) -> String {
    let found = open.of("finding", "findings");
    let found = match shown {
        Some(shown) => [shown.text(), " of ", &found].concat(),
        None => found,
    };
    let accepted = match accepted {
        0 => String::new(),
        n => [" · ", &n.to_string(), " accepted"].concat(),
    };
    match known {
        Known::Counted => [found, accepted].concat(),
        Known::Partial { .. } => [&found, &accepted, super::parts::PARTIAL].concat(),
        Known::Coming => "Loading tokens…".to_owned(),
        Known::NotPermitted => "Findings not known: read_service_tokens is missing".to_owned(),
        Known::NotRead => "Findings not known: the tokens are not loaded".to_owned(),
    }
}

/// The count beside the link to the page.
pub fn described(open: &super::Count, is_whole: bool) -> String {
    let found = open.of("finding", "findings");
    if is_whole { found } else { ["at least ", &found].concat() }
}

/// The same in a tip, which also says what is not counted.
pub fn described_in_full(described: &str, has_leaks: bool) -> String {
    let leaks = if has_leaks { "" } else { "; leaks are looked for on the page" };
    [described, leaks].concat()
}

/// Rules that could not be held against the tokens.
pub fn not_counted(rules: &[String]) -> String {
    let all: Vec<String> = rules.iter().map(|one| ["\"", one, "\""].concat()).collect();
    [
        "Not counted: ",
        &all.join(" and "),
        ". No token was used within a day by what the API tells, so it tells last uses late or not at all.",
    ]
    .concat()
}

/// Acceptances that have come to their end.
pub fn ended(count: &super::Count) -> String {
    [
        &count.of("acceptance has", "acceptances have"),
        " come to an end: what they were for is a finding again.",
    ]
    .concat()
}

/// Evidence: the audit log tells of a leak, first at that time, so many times.
pub fn leaked(at: Option<&str>, events: usize) -> String {
    let at = at.map_or_else(String::new, |at| [", first ", at].concat());
    let times =
        if events > 1 { [" (", &events.to_string(), " events)"].concat() } else { String::new() };
    ["The audit log tells that its secret leaked", &at, &times].concat()
}

/// How far leaks were looked for, after the number of findings; nothing where they all were.
pub fn leaks_in_count(horizon: Horizon, since: Option<&str>) -> String {
    match (horizon, since) {
        (Horizon::Whole, _) => String::new(),
        (Horizon::Coming, _) => " · looking for leaks".to_owned(),
        (Horizon::Since(_), Some(since)) => [" · leaks since ", since].concat(),
        (Horizon::Since(_) | Horizon::NotPermitted | Horizon::NotRead, _) => {
            " · leaks not checked".to_owned()
        }
    }
}

/// Leaks could not be looked for, and why.
pub const LEAKS_NOT_CHECKED: &str = "Leaks were not checked";
/// A part of the log was read.
pub const LEAKS_CHECKED_IN_PART: &str = "Leaks were checked in a part of the audit log";
/// What to do where the log may not be read.
pub const LEAKS_NOT_PERMITTED_NEXT: &str = "Give the console's token read_audit_logs, or leave the rule out: \"findings\" → \"leaveOut\" → \"token_leaked\" in config.json.";
/// The same where it was not loaded.
pub const LEAKS_NOT_READ_NEXT: &str = "Load the audit log to look for leaks in it.";
/// Nothing was found, and leaks were not checked.
pub const NONE_BUT_LEAKS: &str = "No findings by the other rules";
/// The same in a sentence.
pub const NONE_BUT_LEAKS_TEXT: &str =
    "Every token of this organization was held against every rule but the one on leaks.";

/// The first of them, and how many more.
fn some(all: &[impl AsRef<str>], most: usize) -> String {
    let (shown, more) = all.split_at(all.len().min(most));
    let shown: Vec<&str> = shown.iter().map(AsRef::as_ref).collect();
    match more.len() {
        0 => shown.join(", "),
        n => [&shown.join(", "), " and ", &n.to_string(), " more"].concat(),
    }
}

/// Evidence: permissions and resources by their names, as many of each as a reader takes in.
pub fn grants(names: &[&str], resources: &[String]) -> String {
    [&some(names, 4), " on ", &some(resources, 3)].concat()
}

/// Evidence in a file: every permission, and every resource that something of it is granted on.
pub fn all_grants(names: &[&str], resources: &[String]) -> String {
    [&names.join(", "), " on ", &resources.join(", ")].concat()
}

/// Evidence: access to what is deleted.
pub fn left_over(count: &super::Count, resources: &str, remade: usize) -> String {
    let again = match remade {
        0 => "",
        _ => "; a database was made again under that name",
    };
    [&count.of("permission", "permissions"), " on ", resources, again].concat()
}

/// Evidence: the assertion that is broken, and how.
pub fn breaks(assertion: &str, how: &str) -> String {
    [assertion, ": ", how].concat()
}

/// Evidence: what the console's own token can do, and when it ends.
pub fn own(permissions: Option<&super::Count>, powers: &[&str], end: Option<&str>) -> String {
    let holds = match permissions {
        Some(count) => count.of("permission", "permissions"),
        None => "Its access is not loaded".to_owned(),
    };
    let can = match powers {
        [] => String::new(),
        some => ["; it can ", &some.join(", ")].concat(),
    };
    let ends = end.map_or_else(|| "it never expires".to_owned(), |at| ["it expires ", at].concat());
    [&holds, &can, "; ", &ends].concat()
}

/// What no rule can tell.
pub const CANNOT_BE_TOLD: &str = "What cannot be told";
/// Why, of leaks of long ago.
pub const NO_OLD_LEAK: &str =
    "Whether a token leaked more than 15 days ago: PlanetScale keeps its audit log for 15 days.";
/// Why, of the console's own token.
pub const NO_OWN_TOKEN: &str = "What the console's own token can do, and when it ends: the API does not tell which one it is. \"findings\" → \"consoleToken\" in config.json names it.";
/// Why, of the console's own token where it is named.
pub const OWN_TOKEN_ELSEWHERE: &str = "What the console's own token can do, and when it ends: the one that config.json names is not in the list of this organization.";
/// Why, of when something was granted.
pub const NO_GRANT_TIMES: &str =
    "Since when a permission is held: the API does not tell when it was granted.";

/// Evidence.
pub fn ended_on(at: &str) -> String {
    ["Expired ", at].concat()
}

/// Evidence.
pub fn ends_on(at: &str) -> String {
    ["Expires ", at].concat()
}

/// Evidence.
pub const NO_END_EVIDENCE: &str = "It never expires.";
/// Evidence.
pub const NEVER_USED: &str = "No use of it was ever reported.";
/// Evidence.
pub const NO_NAME: &str = "It has no name.";
/// Evidence.
pub const OFF_PATTERN: &str = "The policy's pattern does not allow its name.";

/// Evidence.
pub fn used_on(at: &str) -> String {
    ["Last used ", at].concat()
}

/// Evidence.
pub fn lives(
    length: Option<crate::domain::time::Seconds>,
    allowed: crate::domain::time::Seconds,
) -> String {
    let allowed = ["; the policy allows ", &days(allowed), " days"].concat();
    match length {
        Some(length) => ["Lives ", &days(length), " days", &allowed].concat(),
        None => ["Lives for ever", &allowed].concat(),
    }
}

/// Evidence.
pub fn namesakes(others: &super::Count) -> String {
    [&others.of("other token has", "other tokens have"), " that name."].concat()
}

/// Evidence.
pub fn same_as(first: &str, others: usize) -> String {
    let more = match others {
        0 | 1 => String::new(),
        n => [" and ", &(n - 1).to_string(), " more"].concat(),
    };
    ["As ", first, &more].concat()
}

/// A fix.
pub const FIX_LEAKED: &str = "Fix: delete, then replace";
/// A fix. Which token it is about is in its row.
pub const FIX_DELETE: &str = "Fix: delete the token";
/// A fix.
pub const FIX_ROTATE: &str = "Fix: rotate the token";
/// A fix.
pub const FIX_COMPARE: &str = "Fix: compare both tokens";
/// A fix.
pub const FIX_LOOK: &str = "Fix: look at the token";
/// Accepts a finding.
pub const ACCEPT_THIS: &str = "Accept…";

/// A fix.
pub fn fix_remove(count: &super::Count) -> String {
    ["Fix: remove ", &count.of("permission", "permissions")].concat()
}

/// A rule with how many findings it has.
pub fn rule_and_count(rule: &str, count: &super::Count) -> String {
    [rule, " (", count.text(), ")"].concat()
}

/// Why a finding is accepted, by whom, until when.
pub fn accepted(reason: &str, owner: &str, until: Option<&str>) -> String {
    let owner = if owner.is_empty() { String::new() } else { [" (", owner, ")"].concat() };
    let until = until.map_or_else(String::new, |at| [" until ", at].concat());
    ["Accepted", &owner, &until, ": ", reason].concat()
}

/// The calendar's title of a token's end.
pub fn ends(name: &str, organization: &str) -> String {
    ["Service token ", name, " of ", organization, " ends"].concat()
}

/// What else a calendar shows.
pub fn calendar_text(id: &str, creator: Option<&str>) -> String {
    let by = creator.map_or_else(String::new, |name| ["\nCreated by ", name].concat());
    ["ID ", id, &by].concat()
}

/// The calendar file was saved.
pub fn saved(name: &str, count: &super::Count, missing: Option<&str>) -> String {
    let tokens = count.of("token", "tokens");
    match missing {
        None => [name, " was saved: ", &tokens, "."].concat(),
        Some(missing) => [name, " was saved: ", &tokens, ", not complete. ", missing].concat(),
    }
}

/// A week of the calendar, read aloud.
pub fn week(from: &str, count: &super::Count) -> String {
    ["Week of ", from, ": ", &count.of("token ends", "tokens end")].concat()
}

/// What is filtered, for a file.
pub fn in_words(rules: &[String], accepted: bool) -> String {
    let rules = if rules.is_empty() {
        String::new()
    } else {
        ["Rules: ", &rules.join(", "), ". "].concat()
    };
    let accepted = if accepted { "With accepted findings." } else { "Without accepted findings." };
    [&rules, accepted].concat()
}
