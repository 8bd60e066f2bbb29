//! The list of tokens.

use crate::domain::listing::{Column, Day, Days, Filter, FilterSet};
use crate::domain::token::Token;

/// The page, and its table.
pub const TITLE: &str = "Service tokens";
/// Opens the form.
pub const NEW_TOKEN: &str = "New token";
/// The search.
pub const SEARCH: &str = "Search tokens";
/// What the search looks at.
pub const SEARCH_HINT: &str = "Name, ID or creator";
/// The filters.
pub const FILTERS: &str = "Filters";
/// What is being done.
pub const READING: &str = "Loading the service tokens";
/// A column.
pub const NAME: &str = "Name";
/// A column.
pub const ID: &str = "ID";
/// A column.
pub const ACCESSES: &str = "Accesses";
/// A column.
pub const LAST_USED: &str = "Last used";
/// A column.
pub const EXPIRES: &str = "Expires";
/// A column.
pub const CREATED: &str = "Created";
/// A column.
pub const CREATED_BY: &str = "Created by";
/// A column.
pub const RISK: &str = "Risk";
/// A filter.
pub const EXPIRED: &str = "Expired";
/// A filter.
pub const EXPIRES_SOON: &str = "Expires within 30 days";
/// A filter.
pub const NO_EXPIRY: &str = "No expiry";
/// A filter.
pub const NEVER_USED: &str = "Never used";
/// A filter.
pub const UNUSED: &str = "Unused for 90 days";
/// A filter.
pub const CAN_DESTROY: &str = "Can destroy";
/// A token without a name.
pub const UNNAMED: &str = "Unnamed token";
/// The box in the table's header.
pub const SELECT_ALL: &str = "Select all shown tokens";
/// A mark.
pub const MARK_EXPIRED: &str = "expired";
/// A mark.
pub const MARK_SOON: &str = "soon";
/// What the mark of a token with unsaved changes means.
pub const UNSAVED_TIP: &str = "It has unsaved changes in this browser";
/// The same before the number of accesses, for screen readers.
pub const UNSAVED_BEFORE_COUNT: &str = "unsaved changes, ";
/// In place of the number of accesses.
pub const NOT_READ: &str = "not loaded";
/// In place of a risk, where the token holds nothing.
pub const NO_ACCESS: &str = "no access";
/// In place of a risk, where all that the token holds is on deleted databases.
pub const ON_DELETED: &str = "deleted only";
/// After a risk: the token also holds permissions that the catalog does not know.
pub const AND_UNKNOWN: &str = "+ unknown";
/// No token at all.
pub const NONE: &str = "No service tokens yet";
/// What would be there.
pub const NONE_TEXT: &str = "Service tokens let scripts and CI call PlanetScale's API without a person's login. Each is listed here with its access, its last use and when it expires.";
/// Why none can be made here, and what to do.
pub const NONE_READ_ONLY: &str =
    "This console is read-only. Create tokens in PlanetScale, or ask whoever runs this console.";
/// The first step.
pub const CREATE_FIRST: &str = "Create the first token";
/// No token is shown.
pub const NONE_FITS: &str = "No token matches";
/// Why none is shown.
pub const NONE_FITS_TEXT: &str = "No tokens match your search and filters.";
/// The way back.
pub const CLEAR: &str = "Clear search and filters";

/// Unticks all of them.
pub const CLEAR_SELECTION: &str = "Clear selection";

/// A filter: those that end before the month does.
pub const EXPIRES_THIS_MONTH: &str = "Expires this month";
/// What that filter counts. `last` is the month's last day.
pub fn expires_this_month(last: &str) -> String {
    ["From now to the end of ", last, " in UTC. What has expired already is not counted."].concat()
}
/// Opens the choice of days in which a token ends.
pub const EXPIRY_DATES: &str = "Expiry dates";
/// The first of those days.
pub const ENDS_FROM: &str = "Expires from";
/// The last of those days.
pub const ENDS_UNTIL: &str = "Expires until";
/// What both days mean.
pub const ENDS_HINT: &str = "Days in UTC, both included.";
/// Any day again.
pub const ENDS_ANY: &str = "Any date";

/// A filter: those that end in these days.
pub fn ends(days: Days) -> String {
    match (days.first().map(Day::iso), days.last().map(Day::iso)) {
        (_, Some(last)) if days.is_from_now() => ["Expires from now to ", &last].concat(),
        (Some(first), Some(last)) => ["Expires ", &first, " to ", &last].concat(),
        (Some(first), None) => ["Expires from ", &first].concat(),
        (None, last) => ["Expires until ", &last.unwrap_or_default()].concat(),
    }
}

/// How many of the tokens are shown. Its form is what programs look for: plain digits, "tokens".
pub fn shown(shown: usize, total: usize, complete: bool) -> String {
    let partial = if complete { "" } else { super::parts::PARTIAL };
    [&shown.to_string(), " of ", &total.to_string(), " tokens", partial].concat()
}

/// In place of how many are shown, before the first of them is read.
pub const COUNT_READING: &str = "Loading tokens…";
/// In place of how many are shown, where nothing could be read.
pub const COUNT_NOT_READ: &str = "Tokens not loaded";

/// After how many are shown: of so many it is not known whether the filters keep them.
pub fn undecided(count: &super::Count) -> String {
    [" · ", count.text(), " not known"].concat()
}

/// Tokens whose access is not known.
pub fn access_unknown(count: &super::Count) -> String {
    ["The access of ", &count.of("token", "tokens"), " is not known"].concat()
}

/// Why, and what to do.
pub const ACCESS_UNKNOWN_TEXT: &str =
    "The list does not say what they may do. Loading that takes one call for each of them.";

/// Asks them.
pub fn read_access(count: &super::Count) -> String {
    ["Load the access of ", &count.of("token", "tokens")].concat()
}

/// Which tokens could not be read, and how many more; then what the first of them answered.
pub fn refused(names: &[String], more: usize) -> String {
    let more =
        if more == 0 { String::new() } else { [" and ", &more.to_string(), " more"].concat() };
    ["Not loaded: ", &names.join(", "), &more, ". "].concat()
}

/// A token by its name and its ID, so that namesakes are told apart. A name that is written from right to left turns no
/// ID around.
pub fn name_and_id(name: &str, id: &str) -> String {
    // What is copied of an ordinary name has no characters that nobody sees.
    let name = if name.is_ascii() { name.to_owned() } else { super::isolated(name) };
    [&name, " (", id, ")"].concat()
}

/// No token that is known to match is shown, and some are not known.
pub const NONE_KNOWN: &str = "None is known to match";

/// The region that tells what is ticked.
pub const SELECTION: &str = "Selection";
/// Shows the ticked tokens that search and filters hide.
pub const SHOW_HIDDEN: &str = "Show hidden";
/// Unticks those.
pub const LEAVE_HIDDEN_OUT: &str = "Leave hidden out";

/// How many of the ticked tokens search and filters hide.
pub fn hidden(count: &super::Count) -> String {
    [" · ", count.text(), " of them hidden"].concat()
}

/// How many of the tokens are shown, for screen readers, spoken when it changes.
pub fn spoken(count: &super::Count, complete: bool) -> String {
    let partial = if complete { "" } else { super::parts::PARTIAL };
    ["Tokens shown: ", count.text(), partial].concat()
}

/// The list broke off; how many tokens it has, if the API told.
pub fn only_first(count: &super::Count, told: Option<&super::Count>) -> String {
    let of = told.map(|told| ["; there are ", told.text()].concat()).unwrap_or_default();
    ["Loaded the first ", &count.of("token", "tokens"), " only", &of].concat()
}

/// What that means, before what to do.
pub const COVERS_THESE: &str = "Search, filters and exports include only these. ";

/// How many tokens are ticked.
pub fn selected(count: &super::Count) -> String {
    [count.text(), " selected"].concat()
}

/// The name of a row's box.
pub fn select(name: &str) -> String {
    ["Select ", name].concat()
}

/// The title of a note on last uses.
pub const LAST_USES: &str = "Last uses may be reported late";

/// What is known of them; `newest` is the newest use that is told.
pub fn no_recent_use(newest: Option<&str>) -> String {
    let told = match newest {
        Some(newest) => ["PlanetScale reports no use after ", newest].concat(),
        None => "PlanetScale reports no use at all".to_owned(),
    };
    [
        &told,
        " of any token. If this console's own token is one of them, it was used a moment ago: so a token may be in use although it seems unused. ",
    ]
    .concat()
}

/// What a token is called: its own name, else "Unnamed token".
pub fn display_name(token: &Token) -> &str {
    token.own_name().unwrap_or(UNNAMED)
}

/// The heading of a column.
pub fn column(column: Column) -> &'static str {
    match column {
        Column::Name => NAME,
        Column::Id => ID,
        Column::Accesses => ACCESSES,
        Column::LastUsed => LAST_USED,
        Column::Expires => EXPIRES,
        Column::Created => CREATED,
        Column::CreatedBy => CREATED_BY,
        Column::Risk => RISK,
    }
}

/// The button of a filter.
pub fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::Expired => EXPIRED,
        Filter::ExpiresSoon => EXPIRES_SOON,
        Filter::NoExpiry => NO_EXPIRY,
        Filter::NeverUsed => NEVER_USED,
        Filter::Unused => UNUSED,
        Filter::CanDestroy => CAN_DESTROY,
    }
}

/// Which tokens a filter shows, exactly, where the finding of that name leaves some of them out.
pub fn filter_about(filter: Filter) -> Option<&'static str> {
    match filter {
        Filter::NeverUsed => Some("No use was ever reported, new and expired tokens included"),
        Filter::Unused => Some(
            "Last used more than 90 days ago, or created then and never used; expired tokens included",
        ),
        Filter::Expired | Filter::ExpiresSoon | Filter::NoExpiry | Filter::CanDestroy => None,
    }
}

/// Filters in words, those about the same thing joined by "or".
pub fn filter_groups(filters: FilterSet) -> Vec<String> {
    Filter::ABOUT
        .iter()
        .map(|about| {
            let on = about.iter().filter(|one| filters.has(**one));
            let days = filters.ends().filter(|_| about.contains(&Filter::NoExpiry));
            let on = on.map(|one| filter(*one).to_owned());
            on.chain(days.map(ends)).collect::<Vec<_>>().join(super::export::OR)
        })
        .filter(|group| !group.is_empty())
        .collect()
}
