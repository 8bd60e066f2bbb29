//! What parts of pages say, on whichever page they are.

/// Closes a dialog.
pub const CLOSE: &str = "Close";
/// Empties a search.
pub const CLEAR: &str = "Clear";
/// Ends work that takes a while.
pub const STOP: &str = "Stop";
/// Tries again what failed.
pub const TRY_AGAIN: &str = "Try again";
/// Facts about a failure.
pub const DETAILS: &str = "Details";
/// Of a field.
pub const REQUIRED: &str = "required";
/// The first link.
pub const SKIP: &str = "Skip to content";
/// A status.
pub const COPIED: &str = "Copied";
/// A status.
pub const SELECTED: &str = "Not copied. It is selected: press Ctrl+C or ⌘C.";
/// Of a step, after its title.
pub const STEP_DONE: &str = " (done)";
/// Of a box that was changed, before what it means.
pub const CHANGED: &str = "Changed, not saved.";
/// A dialog with a text that the browser did not copy.
pub const BY_HAND: &str = "Copy by hand";
/// What to do there.
pub const BY_HAND_TEXT: &str =
    "The browser did not let the console copy this. It is selected: press Ctrl+C or ⌘C.";
/// Which shell commands are written for.
pub const SHELL: &str = "Shell";
/// A shell.
pub const POSIX: &str = "bash, zsh, sh";
/// A shell.
pub const POWER_SHELL: &str = "PowerShell";
/// A shell.
pub const CMD: &str = "Windows cmd";

/// In place of a command that the chosen shell cannot hold.
pub fn not_for_shell(command: &str) -> String {
    ["Cannot be written for this shell. In bash: ", command].concat()
}

/// Folds and unfolds the filters, of which so many are on.
pub fn filters(on: usize) -> String {
    match on {
        0 => "Filters".to_owned(),
        on => ["Filters (", &on.to_string(), ")"].concat(),
    }
}

/// Nothing to choose.
pub const NOTHING_FITS: &str = "Nothing matches.";
/// Why a field is wrong whose text chose nothing of its list.
pub fn unchosen(text: &str) -> String {
    ["“", &super::isolated(text), "” is not chosen. Choose from the list, or clear the field."]
        .concat()
}

/// Why a field is empty again that a secret was pasted into.
pub const SECRET: &str = "That was a secret, so the field was emptied: it was not sent and not kept. A token is found by its ID instead.";

/// The same where the rest of the text stays.
pub const SECRET_TAKEN: &str =
    "A secret was in it and was taken out: it was not sent and not kept.";

/// Takes back what was chosen in a field.
pub fn clear(field: &str) -> String {
    ["Clear ", field].concat()
}

/// What can be chosen is on its way.
pub const LOADING: &str = "Loading…";
/// What several filters mean together.
pub const FILTERS_HINT: &str =
    "Filters about the same thing widen the list, filters about different things narrow it.";
/// After a count of what is not all there.
pub const PARTIAL: &str = " · partial";

/// A mark: a name has characters that turn its direction or have no width.
pub const HIDDEN: &str = "hidden characters";
/// What the mark means.
pub const HIDDEN_TIP: &str =
    "This name contains hidden characters: it may not be what it looks like.";

/// How many things can be chosen.
pub fn found(count: &super::Count) -> String {
    [count.text(), " found"].concat()
}

/// A search offers so much that could be typed.
pub fn suggested(count: &super::Count) -> String {
    [&count.of("suggestion", "suggestions"), ". Press the down arrow to choose."].concat()
}

/// How many more there are than are listed.
pub fn more(count: &super::Count) -> String {
    [count.text(), " more. Keep typing…"].concat()
}

/// How far work is.
pub fn progress(done: &super::Count, total: &super::Count) -> String {
    [done.text(), " / ", total.text()].concat()
}

/// The name of a table's region.
pub fn scrolls(label: &str) -> String {
    [label, ", scrolls"].concat()
}

/// The menu of a table's columns.
pub const COLUMNS: &str = "Columns";
/// Undoes what the reader chose in it.
pub const COLUMNS_RESET: &str = "Reset columns";
/// Why a column cannot be hidden.
pub const COLUMN_STAYS: &str = "Always shown: it names the row.";

/// The slider of a column in the menu.
pub fn width_of_column(column: &str) -> String {
    ["Width of ", column].concat()
}

/// How wide a column is, as it is heard.
pub fn em(width: &str) -> String {
    [width, " em"].concat()
}
