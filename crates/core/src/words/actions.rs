//! What buttons and links of several pages say.

/// Opens the export.
pub const EXPORT: &str = "Export";
/// Reads again.
pub const REFRESH: &str = "Refresh";
/// Loads the page anew.
pub const RELOAD: &str = "Reload the page";
/// Closes a dialog without doing anything.
pub const CANCEL: &str = "Cancel";
/// Closes a dialog that has done its work.
pub const DONE: &str = "Done";
/// Takes a message away.
pub const DISMISS: &str = "Dismiss";
/// Takes back what was just done.
pub const UNDO: &str = "Undo";
/// Leads to the sign-in.
pub const SIGN_IN_AGAIN: &str = "Sign in again";
/// Why a control that changes something is off.
pub const READ_ONLY: &str = "This console is read-only.";
