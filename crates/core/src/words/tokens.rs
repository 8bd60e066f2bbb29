//! The list of tokens.

/// The page, and its table.
pub const TITLE: &str = "Service tokens";
/// Opens the form.
pub const NEW_TOKEN: &str = "New token";
/// The search.
pub const SEARCH: &str = "Search tokens";
/// What the search looks at.
pub const SEARCH_HINT: &str = "Search name, ID or creator";
/// The filters.
pub const FILTERS: &str = "Filters";
/// What is being done.
pub const READING: &str = "Reading the service tokens";
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
/// What the mark of a token that can destroy means.
pub const DESTROYS_TIP: &str = "It holds a permission that deletes or overwrites something";
/// The same before the number of accesses, for screen readers.
pub const DESTROYS_BEFORE_COUNT: &str = "can destroy, ";
/// In place of the number of accesses.
pub const NOT_READ: &str = "not read";
/// No token at all.
pub const NONE: &str = "No service tokens yet";
/// What would be there.
pub const NONE_TEXT: &str = "Tokens let programs use PlanetScale's API without a person's login. Each is listed here with what it may do, when it was last used and when it ends.";
/// Why none can be made here, and what to do.
pub const NONE_READ_ONLY: &str =
    "This console is read-only. Create tokens in PlanetScale, or ask whoever runs this console.";
/// The first step.
pub const CREATE_FIRST: &str = "Create the first token";
/// No token is shown.
pub const NONE_FITS: &str = "No token matches";
/// Why none is shown.
pub const NONE_FITS_TEXT: &str =
    "No token of this organization matches the search and the filters.";
/// The way back.
pub const CLEAR: &str = "Clear search and filters";

/// Unticks all of them.
pub const CLEAR_SELECTION: &str = "Clear selection";

/// How many of the tokens are shown. Its form is what programs look for: plain digits, "tokens".
pub fn shown(shown: usize, total: usize, complete: bool) -> String {
    let partial = if complete { "" } else { super::parts::PARTIAL };
    [&shown.to_string(), " of ", &total.to_string(), " tokens", partial].concat()
}

/// How many of the tokens are shown, for screen readers, spoken when it changes.
pub fn spoken(count: &super::Count, complete: bool) -> String {
    let partial = if complete { "" } else { super::parts::PARTIAL };
    ["Tokens shown: ", count.text(), partial].concat()
}

/// The list broke off.
pub fn only_first(count: &super::Count) -> String {
    ["Only the first ", &count.of("token", "tokens"), " could be read"].concat()
}

/// What that means, before what to do.
pub const COVERS_THESE: &str = "Search, filters and export cover these alone. ";

/// How many tokens are ticked.
pub fn selected(count: &super::Count) -> String {
    [count.text(), " selected"].concat()
}

/// The name of a row's box.
pub fn select(name: &str) -> String {
    ["Select ", name].concat()
}
