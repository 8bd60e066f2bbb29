//! Banner, navigation, sign-in, the start and addresses that lead nowhere.

/// What the console is called unless the configuration says otherwise.
pub const CONSOLE: &str = "Service token console";
/// The choice in the banner.
pub const ORGANIZATION: &str = "Organization";
/// The choice in the banner while nothing is chosen.
pub const CHOOSE: &str = "Choose…";
/// A mark in the banner.
pub const READ_ONLY: &str = "Read-only";
/// Ends the sign-in.
pub const SIGN_OUT: &str = "Sign out";
/// The navigation.
pub const MAIN: &str = "Main";
/// A page.
pub const TOKENS: &str = "Tokens";
/// A page.
pub const ACCESS_REPORT: &str = super::access_report::TITLE;
/// A page.
pub const WHO_CAN: &str = super::who::TITLE;
/// A page.
pub const FINDINGS: &str = super::findings::TITLE;
/// A page.
pub const COMPARE: &str = super::compare::TITLE;
/// A page.
pub const ACTIVITY: &str = super::activity::TITLE;
/// A page.
pub const SETTINGS: &str = super::settings::TITLE;
/// The sign-in changed.
pub const SIGNED_IN_NEXT: &str = "Their unsaved changes are still here: check them before you apply them. Everything else was reloaded.";
/// The same where the page was not loaded anew.
pub const NOT_RELOADED: &str = "The page was not reloaded, because that would have lost something that is not saved. What it shows was loaded with the sign-in before: check it before you apply anything, then reload.";
/// The sign-in ended.
pub const SIGNED_OUT: &str = super::faults::SIGNED_OUT;
/// What happened.
pub const SIGNED_OUT_TEXT: &str = super::faults::SIGNED_OUT_TEXT;
/// What to do.
pub const SIGNED_OUT_NEXT: &str =
    "Sign in again in the tab that the link opens, then go on here: nothing on this page is lost.";
/// The page of organizations.
pub const ORGANIZATIONS: &str = "Organizations";
/// There is none.
pub const NO_ORGANIZATION: &str = "No organization";
/// Why, and what to do.
pub const NO_ORGANIZATION_TEXT: &str = "The console's token cannot see any organization. Give it read_organization, or name the organization in config.json.";
/// The page of an address that leads nowhere.
pub const PAGE_NOT_FOUND: &str = "Page not found";
/// The way out.
pub const GO_TO_START: &str = "Go to tokens";

/// The rest of the program is not there.
pub const REST_FAILED: &str = "A part of the console could not be loaded";
/// What happened.
pub const REST_FAILED_TEXT: &str =
    "The server did not answer, a new version was deployed, or the sign-in has ended.";
/// What to do.
pub const REST_FAILED_NEXT: &str =
    "Try again; if the sign-in has ended, sign in first. If that does not help, reload the page.";
/// The page of an address, where that is the part.
pub const PAGE_FAILED: &str = "This page could not be loaded";
/// Where the reason is.
pub const PAGE_FAILED_TEXT: &str = "Why, and what to do about it, is told above.";

/// Somebody else signed in.
pub fn signed_in_as(who: &str) -> String {
    ["Signed in as ", who].concat()
}

/// Who used this tab before.
pub fn used_by(who: &str) -> String {
    ["This tab was used by ", who, "."].concat()
}

/// An address that leads nowhere.
pub fn nothing_at(path: &str) -> String {
    ["This page does not exist: /", path].concat()
}

/// Why nothing happens, before for how long.
pub const WAITS_FOR_LIMIT: &str = "PlanetScale's rate limit was reached (429).";
/// Why nothing happens, before for how long.
pub const WAITS_AFTER_FAILURE: &str = "The last call failed and is tried again.";

/// Why nothing happens, before for how long.
pub fn waits_for_pace(calls: &super::Count) -> String {
    ["This console keeps to ", &calls.of("call", "calls"), " a minute."].concat()
}

/// For how long.
pub fn goes_on(seconds: &super::Count) -> String {
    [" It continues by itself within ", &seconds.of("second", "seconds"), "."].concat()
}

/// Of an organization whose tokens were not asked for yet.
pub const NOT_LOADED: &str = "Not loaded";
/// When its tokens were loaded; the time is in the middle.
pub const LOADED: super::Around = super::Around { before: ", loaded ", after: "" };

/// How many tokens it has is being asked for.
pub const COUNTING: &str = "Counting its tokens…";
/// When its tokens were counted; the time is in the middle.
pub const COUNTED: super::Around = super::Around { before: ", counted ", after: "" };

/// How many tokens of an organization are loaded.
pub fn tokens(count: &super::Count, is_whole: bool) -> String {
    let partial = if is_whole { "" } else { super::parts::PARTIAL };
    [&count.of("token", "tokens"), partial].concat()
}
