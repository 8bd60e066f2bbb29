//! The report on paper.

use super::{Count, export};
use crate::domain::listing::FilterSet;
use crate::domain::report::PrintedView;

/// The page.
pub fn title(organization: &str) -> String {
    ["Access report of ", organization].concat()
}

/// The link to the page.
pub const PRINTABLE: &str = "Printable report";
/// The way back.
pub const BACK: &str = "Access report";
/// Prints it.
pub const PRINT: &str = "Print";
/// What is being done.
pub const LAYING_OUT: &str = "Laying the report out";
/// Why it cannot be printed yet.
pub const NOT_READY: &str = "The report is not ready yet.";
/// Why it cannot be printed.
pub const NOTHING_READ: &str = "No token was loaded, so there is nothing to print.";
/// Why it is not whole, on paper.
pub const STILL_LAID_OUT: &str = "The report was still being laid out.";
/// Nothing fits.
pub const NONE_FITS: &str = "No token matches";
/// What that means.
pub const NONE_FITS_TEXT: &str =
    "No token of this organization matches the search and the filters of the report.";
/// The same of what is not whole; why follows.
pub const NONE_FITS_LOADED: &str =
    "Nothing of what was loaded matches the search and the filters of the report. ";
/// There is none.
pub const NONE_TEXT: &str = "This organization has no service token.";

/// It can be printed.
pub fn ready(tokens: &Count, accesses: &Count) -> String {
    ["Ready to print: ", &extent(tokens, accesses)].concat()
}

/// How much is in it.
pub fn extent(tokens: &Count, accesses: &Count) -> String {
    [&tokens.of("token", "tokens"), ", ", &accesses.of("access", "accesses"), "."].concat()
}

/// A part: what the report is.
pub const COVER: &str = "About this report";
/// A fact.
pub const ORGANIZATION: &str = "Organization";
/// A fact.
pub const MADE: &str = "Made at";
/// A fact.
pub const MADE_BY: &str = "Made by";
/// The same where nobody knows.
pub const SIGN_IN_SILENT: &str = "not known: the sign-in does not tell who it is";
/// A fact.
pub const MADE_WITH: &str = "Made with";
/// A fact.
pub const TOKENS: &str = "Tokens";
/// A fact.
pub const ACCESSES: &str = "Accesses";
/// A fact.
pub const WHICH: &str = "Which";
/// A fact.
pub const COMPLETENESS: &str = "Completeness";
/// A fact.
pub const SIGNS: &str = "Signs";

/// A name and an id.
pub fn name_and_id(name: &str, id: Option<&str>) -> String {
    match id {
        Some(id) => [name, " (", id, ")"].concat(),
        None => name.to_owned(),
    }
}

/// A program and its version.
pub fn tool(name: &str, version: &str) -> String {
    [name, " ", version].concat()
}

/// A time of day with its zone.
pub fn in_utc(at: &str) -> String {
    [at, " UTC"].concat()
}

/// How many of the tokens that were read are in the report.
pub fn tokens(shown: &Count, all: &Count) -> String {
    [shown.text(), " of ", &all.of("token", "tokens")].concat()
}

/// How many of them have ended.
pub fn expired(count: &Count) -> String {
    [count.text(), " expired"].concat()
}

/// Of some it is not known whether they belong here.
pub fn undecided(count: &Count) -> String {
    [
        "Whether ",
        &count.of("token", "tokens"),
        super::plural(count.value, " matches", " match"),
        " is not known, as the access was not loaded.",
    ]
    .concat()
}

/// Which tokens and accesses are in it.
pub fn which(view: &PrintedView) -> String {
    if !view.narrows_tokens() && !view.narrows_access() {
        return "Every token and every access.".to_owned();
    }
    let tokens = part("Tokens", &view.token_search, &filters(view.filters));
    let only: Vec<&str> = view.only.iter().map(|one| super::access_report::only(*one)).collect();
    let access = part("Accesses", &view.search, &only.join(export::AND));
    [tokens, access].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What narrows one of them.
fn part(what: &str, search: &str, filters: &str) -> Option<String> {
    let search = search.trim();
    let searched = ["search ", &super::isolated(search)].concat();
    let parts = match (search.is_empty(), filters.is_empty()) {
        (true, true) => return None,
        (false, true) => searched,
        (true, false) => filters.to_owned(),
        (false, false) => [&searched, "; ", filters].concat(),
    };
    Some([what, ": ", &parts, "."].concat())
}

/// Filters of tokens in words.
pub fn filters(filters: FilterSet) -> String {
    let groups = super::tokens::filter_groups(filters);
    groups.join(export::AND)
}

/// What follows a permission that is granted on all databases as well.
pub const DOUBLED: &str = "(also on all databases)";
/// What that and its like mean.
pub const SIGNS_TEXT: &str = "Each access is listed once, where it is granted. What is granted on all databases holds on every database, also on future ones. \"Through all databases\" tells what a database with access of its own has from there besides; it is not counted again. \"Also on all databases\" marks what is granted twice.";

/// Before what a database inherits.
pub const THROUGH_ALL: &str = "Through all databases:";

/// Several resources on which the same is granted.
pub fn resources(count: &Count) -> String {
    ["The same on ", &count.of("resource", "resources"), ":"].concat()
}

/// A part: totals.
pub const SUMMARY: &str = "Summary by risk";
/// A column.
pub const RISK: &str = "Risk";
/// A column.
pub const MEANING: &str = "What it means";
/// A column: tokens by the gravest of what they hold.
pub const GRAVEST: &str = "Tokens (by their gravest)";
/// A row.
pub const NO_ACCESS: &str = "no access";
/// What that means.
pub const NO_ACCESS_TEXT: &str = "Holds no permission";
/// A row, and a mark.
pub const ON_DELETED: &str = "deleted databases only";
/// What that means.
pub const ON_DELETED_TEXT: &str = "On a deleted database a permission gives no power";
/// A row, and a mark.
pub const NOT_READ: &str = "access not loaded";
/// What that means.
pub const NOT_READ_TEXT: &str = "Nobody can tell from this report";
/// A row.
pub const TOTAL: &str = "Total";
/// No number stands here.
pub const NO_NUMBER: &str = "–";

/// A part: a block for each token.
pub const BLOCKS: &str = "Tokens";
/// A fact.
pub const CREATED: &str = "Created";
/// A fact.
pub const LAST_USED: &str = "Last used";
/// A fact.
pub const EXPIRES: &str = "Expires";

/// When it was created and by whom.
pub fn created(at: &str, by: Option<&str>) -> String {
    match by {
        Some(by) => [at, " by ", &super::isolated(by)].concat(),
        None => at.to_owned(),
    }
}

/// The access of the token is not known.
pub const ACCESS_NOT_READ: &str =
    "The access of this token was not loaded. It may hold any permission.";
/// The access of the token is not known, nor whether it belongs here.
pub const PERHAPS_ASKED_FOR: &str = "Whether it matches the report's filters is not known.";
/// It holds nothing.
pub const HOLDS_NOTHING: &str = "It holds no permission.";

/// How many accesses a token has, and how many of them are listed where they are not all.
pub fn accesses(listed: &Count, held: &Count) -> String {
    if listed.value == held.value {
        held.text().to_owned()
    } else {
        [listed.text(), " of ", held.text(), " match"].concat()
    }
}

/// A part: what reviewers fill in.
pub const SIGN_OFF: &str = "Sign-off";
/// What is done there.
pub const SIGN_OFF_TEXT: &str = "Tick one decision for each token, and sign it.";
/// A column.
pub const TOKEN: &str = "Token";
/// A column.
pub const ID: &str = "ID";
/// A column.
pub const DECISION: &str = "Decision";
/// What is ticked in it.
pub const DECISIONS: [&str; 3] = ["keep", "reduce", "delete"];
/// A column.
pub const REVIEWER: &str = "Reviewer";
/// A column.
pub const DATE: &str = "Date";
