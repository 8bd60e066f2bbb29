//! "Who can …?", and why a call is refused.

use crate::domain::access::RiskKind;
use crate::domain::knowledge::Known;
use crate::domain::operations::API_HOST;
use crate::domain::who::{Deletion, Place, Question, Through, UnknownQuestion};

/// Names work that looks at each token.
pub const LOOKING: &str = "Looking at the tokens";

/// The page.
pub const TITLE: &str = "Who can";
/// The first choice.
pub const WHAT: &str = "Permission, risk or operation";
/// The same while it is empty.
pub const WHAT_HINT: &str = "delete_branch, Create a branch, …";
/// The second choice.
pub const RESOURCE: &str = "Resource";
/// No resource in particular.
pub const ANYWHERE: &str = "Anywhere";
/// The table.
pub const TABLE: &str = "Tokens that can";
/// A column.
pub const TOKEN: &str = "Token";
/// A column.
pub const THROUGH: &str = "Through";
/// Any permission, within a sentence.
const SOMETHING: &str = "do something";
/// Any permission, as a choice.
pub const ANYTHING: &str = "Do something";
/// What that means.
pub const ANYTHING_NOTE: &str = "Any permission";
/// The link to the others that have a power.
pub const WHO_ELSE: &str = "Who else?";
/// After a choice.
pub const A_RISK: &str = "Risk";
/// Nothing is asked yet.
pub const ASK: &str = "Ask who can do something";
/// What can be asked.
pub const ASK_TEXT: &str = "Choose a permission, a risk or an operation of PlanetScale's API, and a resource or anywhere. The answer names each token and through what it can.";
/// The address asks for something that is not known.
pub const NOT_KNOWN: &str = "This question is not known";
/// What to do then.
pub const NOT_KNOWN_NEXT: &str = "The address may be mistyped, or of another version of the console. Choose a permission, a risk or an operation above.";
/// Opens the dialog, and the dialog.
pub const WHY: &str = "Why is it refused?";
/// The field of the dialog.
pub const CALL: &str = "Call";
/// What it takes.
pub const CALL_HINT: &str = "A method and a path, a curl line, a pscale command or the line of a log. It is read here and sent nowhere.";
/// Stages what is lacking.
pub const STAGE: &str = "Stage the permission";
/// Why nothing can be staged.
pub const NOTHING_TO_STAGE: &str = "There is nothing to stage.";
/// No call is pasted.
pub const PASTE: &str = "Paste the call that was refused, and choose the token that made it.";
/// What was pasted is none.
pub const NO_CALL: &str = "No call is recognized in it. A method and a path are enough, as in \"POST /v1/organizations/acme/databases/shop/branches\".";
/// No permission is published.
pub const NOT_PUBLISHED: &str = "PlanetScale publishes no permission for this operation, so it is not known which tokens can call it.";
/// Its database is not known.
pub const NO_SUCH_PLACE: &str =
    "No living database of that name is known, so it is not known who can.";
/// In place of an answer about it.
pub const UNKNOWN_PLACE: &str = "No database of that name";
/// What that means.
pub const UNKNOWN_PLACE_TEXT: &str = "No living database of that name is known, so what tokens hold on it is not known either. It may have been renamed or deleted.";
/// The databases are not read yet.
pub const PLACE_COMING: &str = "Loading databases…";
/// The answer when no token is chosen.
pub const CHOOSE_TOKEN: &str = "Choose the token that made the call.";
/// A token whose access is not known.
pub const ACCESS_NOT_READ: &str = "The access of this token is not loaded, so it is not known.";
/// A token that has ended.
pub const EXPIRED: &str = "This token has expired: every call with it is refused.";
/// The API's answer to a missing permission.
pub const MEANS_404: &str = "PlanetScale answers 404 in that case.";
/// The same call with the permission.
pub const OTHER_REASON: &str = "So a refusal has another reason: what the path names does not exist, or the secret is another token's.";
/// An operation of the organization.
pub const NO_PLACE: &str =
    "This operation is not about one database, so the resource does not narrow it.";

/// How many operations other permissions are enough for as well, where they are many.
pub fn other_ways(count: &super::Count) -> String {
    ["For ", &count.of("operation", "operations"), " another permission is enough as well"].concat()
}

/// What the address asks for, and nobody here can answer.
pub fn not_known(unknown: &UnknownQuestion) -> String {
    let (kind, name) = match unknown {
        UnknownQuestion::Operation(name) => ("operation", name),
        UnknownQuestion::Risk(name) => ("risk", name),
    };
    ["This console knows no ", kind, " \"", name, "\", so it is not known who can."].concat()
}

/// What is asked, as the end of "who can …".
pub fn question(question: Question) -> String {
    match question {
        Question::Anything => SOMETHING.to_owned(),
        Question::Permission(permission) => ["use ", permission.name()].concat(),
        Question::Risk(kind) => super::risks::power(kind).to_owned(),
        Question::Operation(operation) => super::operations::can(operation),
    }
}

/// After the title, which is the link to those that reach a resource, for those who only hear it.
pub fn something_on(resource: &str) -> String {
    [" do something on ", &super::isolated(resource)].concat()
}

/// After "Who else?", for those who only hear it.
pub fn who_else(kind: RiskKind) -> String {
    [" can ", short(kind)].concat()
}

/// A power as a link to those that have it.
pub fn ask(kind: RiskKind) -> String {
    capitalized(short(kind))
}

fn short(kind: RiskKind) -> &'static str {
    match kind {
        // A name that holds that of the list is taken for the way to it.
        RiskKind::MintsTokens => "mint tokens",
        kind => super::risks::power(kind),
    }
}

/// A power as a choice.
pub fn risk(kind: RiskKind) -> String {
    capitalized(super::risks::power(kind))
}

fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        [first.to_uppercase().collect::<String>().as_str(), chars.as_str()].concat()
    })
}

/// An operation as a choice: what tells it apart.
pub fn operation_note(name: &str, group: &str) -> String {
    [name, " · ", group].concat()
}

/// The answer: how many tokens can, how many of these have expired, and how that is known. `what` is the question,
/// `place` the name of the resource, if there is one.
pub fn answer(
    known: Known,
    found: &super::Count,
    expired: usize,
    what: &str,
    place: Option<&str>,
) -> String {
    let on = place.map_or_else(String::new, |name| [" on ", &super::isolated(name)].concat());
    let can = [" can ", what, &on].concat();
    let gone = match expired {
        0 => String::new(),
        _ => ["; ", &expired.to_string(), " of them expired and cannot any more"].concat(),
    };
    let tokens = found.of("token", "tokens");
    match known {
        Known::Counted => [&tokens, &can, &gone, "."].concat(),
        Known::Partial { .. } => ["At least ", &tokens, &can, &gone, ": partial."].concat(),
        Known::Coming => ["Loading who can ", what, &on, "…"].concat(),
        Known::NotPermitted => {
            ["Not known who can ", what, &on, ": read_service_tokens is missing."].concat()
        }
        Known::NotRead => ["Not known who can ", what, &on, ": the access is not loaded."].concat(),
    }
}

/// What is missing of an answer.
pub fn missing(known: Known) -> Option<String> {
    match known {
        Known::Counted => None,
        Known::Partial { list, access } => {
            let list = if list { "The list of tokens is not whole. " } else { "" };
            let count = super::Count::from(access);
            let access = match access {
                0 => String::new(),
                _ => ["The access of ", &count.of("token", "tokens"), " is not loaded."].concat(),
            };
            Some([list, &access].concat().trim_end().to_owned())
        }
        Known::Coming => Some("The tokens are still loading.".to_owned()),
        Known::NotPermitted => {
            Some("The console's token is missing read_service_tokens.".to_owned())
        }
        Known::NotRead => Some("The access of the tokens is not loaded.".to_owned()),
    }
}

/// Nobody can, and every token was looked at.
pub const NONE: &str = "No token can";
/// The same in a sentence.
pub const NONE_TEXT: &str =
    "Every token of this organization was looked at, and none holds what it needs.";

/// Nobody holds a permission, and every token was looked at.
pub const NONE_HOLDS: &str = "No token holds it";
/// The same in a sentence.
pub const NONE_HOLDS_TEXT: &str =
    "Every token of this organization was looked at, and none has this permission there.";
/// After an answer about a permission that no token holds and PlanetScale does not list.
pub const NOT_LISTED: &str = " PlanetScale lists no permission of that name: it may be mistyped.";
/// Before the operations that other permissions are enough for as well.
pub const OTHER_WAYS: &str = "Another permission is enough as well to: ";

/// Through what a token can: of one permission, all the ways of one kind. `first` is the name of the first resource.
pub fn way(permission: Option<&str>, through: Through, first: &str, more: usize) -> String {
    let how = match through {
        Through::Direct if more == 0 => ["direct on ", first].concat(),
        Through::Direct => ["direct on ", first, " and ", &more.to_string(), " more"].concat(),
        Through::AllDatabases => "all databases".to_owned(),
        Through::Organization => "organization".to_owned(),
    };
    match permission {
        Some(name) => [name, ": ", &how].concat(),
        None => how,
    }
}

/// Through what a token can do anything: how many permissions it holds in one way.
pub fn ways(permissions: &super::Count, through: Through) -> String {
    [permissions.text(), " ", self::through(through)].concat()
}

/// A token that can only with its unsaved changes.
pub fn only_staged(through: &str) -> String {
    ["Only with unsaved changes: ", through].concat()
}

/// A token that cannot any more with its unsaved changes.
pub fn not_staged(through: &str) -> String {
    [through, " (not with unsaved changes)"].concat()
}

/// How many tokens could with unsaved changes, after the answer.
pub fn with_unsaved(tokens: &super::Count) -> String {
    [" With unsaved changes: ", &tokens.of("token", "tokens"), "."].concat()
}

/// What would be gone with a database.
pub fn if_deleted(name: &str, told: Deletion, known: Known) -> Option<String> {
    let least = match known {
        Known::Counted => "",
        Known::Partial { .. } => "at least ",
        Known::Coming | Known::NotPermitted | Known::NotRead => return None,
    };
    let tokens = super::Count::from(told.tokens);
    let lost = super::Count::from(told.permissions).of("permission", "permissions");
    let loses = match told.tokens {
        0 if least.is_empty() => "no token loses anything that is granted on it".to_owned(),
        _ => [least, &tokens.of("token loses ", "tokens lose "), &lost, " granted on it"].concat(),
    };
    let others = match told.others {
        0 => String::new(),
        count => {
            let keep = super::Count::from(count).of(
                "other token reaches it and keeps all that it holds",
                "other tokens reach it and keep all that they hold",
            );
            ["; ", least, &keep].concat()
        }
    };
    Some(["If ", &super::isolated(name), " is deleted, ", &loses, &others, "."].concat())
}

/// Through what, where it stands alone.
pub fn through(through: Through) -> &'static str {
    match through {
        Through::Direct => "direct",
        Through::AllDatabases => "all databases",
        Through::Organization => "organization",
    }
}

/// A call that no operation has.
pub fn unknown_call(method: &str, path: &str) -> String {
    ["Unknown: no operation that PlanetScale publishes is ", method, " ", path, "."].concat()
}

/// Which operation a call is.
pub fn is_operation(label: &str, name: &str) -> String {
    ["That is \"", label, "\" (", name, ")."].concat()
}

/// The call goes to another host than the API's.
pub fn other_host(host: &str) -> String {
    [
        "The call goes to ",
        &super::isolated(host),
        ", not to PlanetScale's API at ",
        API_HOST,
        ". What that host asks for is not known here, so the call is not judged.",
    ]
    .concat()
}

/// The call is about another organization.
pub fn other_organization(name: &str) -> String {
    let name = super::isolated(name);
    [
        "The call names the organization ",
        &name,
        ", where no token of this one may do anything. ",
        MEANS_404,
    ]
    .concat()
}

/// The call names a database that is not there, if the databases are known.
pub fn no_such_database(name: &str, is_read: bool) -> String {
    let name = super::isolated(name);
    if is_read {
        ["No living database ", &name, " is known: PlanetScale answers 404."].concat()
    } else {
        ["The databases are not loaded, so it is not known which one ", &name, " is."].concat()
    }
}

/// The token may.
pub fn may(token: &str, through: &str) -> String {
    [&super::isolated(token), " may, through ", through, "."].concat()
}

/// The token may not.
pub fn lacks(token: &str, wanted: &[String]) -> String {
    let needs = match wanted {
        [one] => ["it lacks ", one].concat(),
        many => ["it has none of ", &many.join(", ")].concat(),
    };
    [&super::isolated(token), " may not: ", &needs, ". ", MEANS_404].concat()
}

/// What would be staged.
pub fn would_stage(grant: &str, everywhere: bool) -> String {
    let wide = if everywhere {
        " The call names no database, so it would hold on all of them."
    } else {
        ""
    };
    ["Enough is ", grant, ".", wide].concat()
}

/// The question and the place, for a file.
pub fn in_words(what: Option<Question>, place: Option<Place>, name: &str) -> String {
    let what = what.map(question).unwrap_or_default();
    match place {
        Some(Place::On(_)) => ["can ", &what, " on ", name].concat(),
        _ => ["can ", &what].concat(),
    }
}
